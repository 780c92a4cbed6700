/* SPDX-License-Identifier: GPL-3.0-or-later
 * The preferences, and what reads as often as they say. */

#include "config.h"

#include "ui/reprise-preferences.h"

#include "support/reprise-nameless.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-refresh-timer.h"

static GtkWidget *
get_child (ReprisePreferences *preferences, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (preferences), REPRISE_TYPE_PREFERENCES, name));
}

static ReprisePreferences *
open_preferences (GSettings *settings)
{
  ReprisePreferences *preferences = reprise_preferences_new (NULL, settings);

  gtk_window_present (GTK_WINDOW (preferences));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (preferences));
  return preferences;
}

static void
close_preferences (ReprisePreferences *preferences)
{
  reprise_test_assert_named (GTK_WIDGET (preferences));
  g_object_ref (preferences);
  gtk_window_destroy (GTK_WINDOW (preferences));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (preferences);
}

static void
assert_word (GSettings *settings, const char *key, const char *expected)
{
  g_autofree char *word = g_settings_get_string (settings, key);

  g_assert_cmpstr (word, ==, expected);
}

/* What is chosen is what is kept, and the other way round. */
static void
test_preferences_keeps (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reprisedb.Reprise");
  ReprisePreferences *preferences = open_preferences (settings);
  AdwComboRow *refresh_row = ADW_COMBO_ROW (get_child (preferences, "refresh_row"));

  g_assert_false (gtk_widget_get_visible (get_child (preferences, "missing_group")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_child (preferences, "zone_row")), 1);
  assert_word (settings, "time-zone", "utc");
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_child (preferences, "scheme_row")), 2);
  assert_word (settings, "color-scheme", "dark");
  g_assert_cmpuint (adw_combo_row_get_selected (refresh_row), ==, 2);
  adw_combo_row_set_selected (refresh_row, 0);
  g_assert_cmpuint (g_settings_get_uint (settings, "refresh-seconds"), ==, 0);
  gtk_switch_set_active (GTK_SWITCH (get_child (preferences, "cache_switch")), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "cache"));

  /* A number that is no choice is shown as the one below, and stays. */
  g_settings_set_uint (settings, "refresh-seconds", 1000);
  g_assert_cmpuint (adw_combo_row_get_selected (refresh_row), ==, 3);
  g_assert_cmpuint (g_settings_get_uint (settings, "refresh-seconds"), ==, 1000);
  close_preferences (preferences);
  for (gsize i = 0; i < 4; i++)
    g_settings_reset (settings,
                      (const char *[]){ "time-zone",
                                        "color-scheme",
                                        "refresh-seconds",
                                        "cache" }[i]);
}

/* Where nothing can be kept, that is said, and nothing can be chosen in vain. */
static void
test_preferences_missing (void)
{
  ReprisePreferences *preferences = open_preferences (NULL);

  g_assert_true (gtk_widget_get_visible (get_child (preferences, "missing_group")));
  g_assert_false (gtk_widget_get_visible (get_child (preferences, "view_group")));
  g_assert_false (gtk_widget_get_visible (get_child (preferences, "notify_group")));
  close_preferences (preferences);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static gboolean
is_refreshed_twice (gpointer user_data)
{
  return *(guint *) user_data >= 2;
}

/* It refreshes again and again, and no more once nobody wants it to. */
static void
test_preferences_refreshes (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reprisedb.Reprise");
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const GActionEntry entry = { "refresh", refresh_cb };
  g_autoptr (RepriseRefreshTimer) timer = NULL;
  guint n_refreshes = 0;

  g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, &n_refreshes);
  gtk_widget_insert_action_group (widget, "win", G_ACTION_GROUP (group));
  timer = reprise_refresh_timer_new (widget, settings);
  g_settings_set_uint (settings, "refresh-seconds", 1);
  reprise_test_wait_for (is_refreshed_twice, &n_refreshes);
  g_settings_set_uint (settings, "refresh-seconds", 0);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, timer));
  g_settings_reset (settings, "refresh-seconds");
  g_object_unref (widget);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/preferences/keeps", test_preferences_keeps);
  g_test_add_func ("/ui/preferences/missing", test_preferences_missing);
  g_test_add_func ("/ui/preferences/refreshes", test_preferences_refreshes);
  return g_test_run ();
}
