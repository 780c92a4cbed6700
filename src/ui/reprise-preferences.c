/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person can decide about the application. */

#include "config.h"

#include "ui/reprise-preferences.h"

#include "ui/reprise-zone-choice.h"

struct _ReprisePreferences
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *cache_switch;
  GtkSwitch *failure_switch;
  AdwPreferencesGroup *missing_group;
  AdwPreferencesGroup *notify_group;
  AdwPreferencesGroup *reading_group;
  AdwComboRow *refresh_row;
  AdwComboRow *scheme_row;
  GtkSwitch *success_switch;
  AdwPreferencesGroup *view_group;
  AdwComboRow *zone_row;
};

G_DEFINE_FINAL_TYPE (ReprisePreferences, reprise_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* What the choices of a row stand for, in their order. */
static const char *const zones[] = {
  REPRISE_ZONE_CHOICE_LOCAL,
  REPRISE_ZONE_CHOICE_UTC,
  REPRISE_ZONE_CHOICE_NODE,
  NULL,
};
static const char *const schemes[] = { "system", "light", "dark", NULL };
static const guint refresh_seconds[] = { 0, 60, 300, 900, 3600 };

static gboolean
word_to_position (GValue *value, GVariant *variant, gpointer words)
{
  const char *word = g_variant_get_string (variant, NULL);

  for (guint i = 0; ((const char *const *) words)[i] != NULL; i++)
    if (g_str_equal (((const char *const *) words)[i], word))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
position_to_word (const GValue *value, const GVariantType *type, gpointer words)
{
  guint position = g_value_get_uint (value);

  if (position >= g_strv_length (words))
    return NULL;
  return g_variant_new_string (((const char *const *) words)[position]);
}

/* Somebody may have set any number by hand: the choice that is next below it is shown. */
static gboolean
seconds_to_position (GValue *value, GVariant *variant, gpointer user_data)
{
  guint seconds = g_variant_get_uint32 (variant);

  g_value_set_uint (value, seconds == 0 ? 0 : 1);
  for (guint i = 1; i < G_N_ELEMENTS (refresh_seconds); i++)
    if (refresh_seconds[i] <= seconds)
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
position_to_seconds (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint position = g_value_get_uint (value);

  if (position >= G_N_ELEMENTS (refresh_seconds))
    return NULL;
  return g_variant_new_uint32 (refresh_seconds[position]);
}

static void
bind_words (GSettings *settings, const char *key, AdwComboRow *row, const char *const *words)
{
  g_settings_bind_with_mapping (settings,
                                key,
                                row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                word_to_position,
                                position_to_word,
                                (gpointer) words,
                                NULL);
}

static void
bind_all (ReprisePreferences *self, GSettings *settings)
{
  bind_words (settings, "time-zone", self->zone_row, zones);
  bind_words (settings, "color-scheme", self->scheme_row, schemes);
  g_settings_bind_with_mapping (settings,
                                "refresh-seconds",
                                self->refresh_row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                seconds_to_position,
                                position_to_seconds,
                                NULL,
                                NULL);
  g_settings_bind (settings, "cache", self->cache_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "notify-failure",
                   self->failure_switch,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "notify-success",
                   self->success_switch,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
}

/* Without settings all is as it is by default. */
static void
show_missing (ReprisePreferences *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->missing_group), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->view_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->reading_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->notify_group), FALSE);
}

static void
reprise_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_PREFERENCES);
  G_OBJECT_CLASS (reprise_preferences_parent_class)->dispose (object);
}

static void
reprise_preferences_class_init (ReprisePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, cache_switch);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, failure_switch);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, missing_group);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, notify_group);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, reading_group);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, refresh_row);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, success_switch);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, view_group);
  gtk_widget_class_bind_template_child (widget_class, ReprisePreferences, zone_row);
}

static void
reprise_preferences_init (ReprisePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_preferences_new:
 * @parent: (nullable): the window that it is in front of
 * @settings: (nullable): what is changed; %NULL where nothing can be kept, which is then said
 *
 * Returns: (transfer none): a window with the preferences, owned by GTK
 */
ReprisePreferences *
reprise_preferences_new (GtkWindow *parent, GSettings *settings)
{
  ReprisePreferences *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (REPRISE_TYPE_PREFERENCES, "transient-for", parent, NULL);
  if (settings != NULL)
    bind_all (self, settings);
  else
    show_missing (self);
  return self;
}
