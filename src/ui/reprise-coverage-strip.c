/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one node can be restored to, in a picture and in words. */

#include "config.h"

#include "ui/reprise-coverage-strip.h"

#include "restore/reprise-window-words.h"
#include "ui/reprise-coverage-chart.h"
#include "ui/reprise-coverage-legend.h"
#include "ui/reprise-width-first-layout.h"

#include <glib/gi18n.h>

struct _RepriseCoverageStrip
{
  GtkWidget parent_instance;

  RepriseCoverageChart *chart;
  GtkWidget *doubts_box;
  GtkLabel *doubts_label;
  GtkLabel *words_label;
  GtkLabel *zone_label;
};

G_DEFINE_FINAL_TYPE (RepriseCoverageStrip, reprise_coverage_strip, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_WINDOW,
  PROP_ZONE,
  PROP_SELECTED_LABEL,
  N_PROPS,
};

enum
{
  INSTANT_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_actions (RepriseCoverageStrip *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_zoom_in = reprise_coverage_chart_can_zoom_in (self->chart);
  gboolean can_zoom_out = reprise_coverage_chart_can_zoom_out (self->chart);

  gtk_widget_action_set_enabled (widget, "coverage.zoom-in", can_zoom_in);
  gtk_widget_action_set_enabled (widget, "coverage.zoom-out", can_zoom_out);
  gtk_widget_action_set_enabled (widget, "coverage.zoom-all", can_zoom_out);
}

static void
update_words (RepriseCoverageStrip *self)
{
  gtk_label_set_text (self->words_label, reprise_coverage_chart_get_words (self->chart));
}

static void
update_zone (RepriseCoverageStrip *self)
{
  RepriseZone *zone = reprise_coverage_chart_get_zone (self->chart);
  g_autofree char *name = zone == NULL ? NULL : reprise_zone_dup_label (zone);
  /* Translators: the name of a time zone. */
  g_autofree char *text = name == NULL ? NULL : g_strdup_printf (_ ("Times in %s"), name);

  gtk_label_set_text (self->zone_label, text == NULL ? "" : text);
}

static void
update_doubts (RepriseCoverageStrip *self)
{
  RepriseRestoreWindow *window = reprise_coverage_chart_get_window (self->chart);
  g_auto (GStrv) doubts = reprise_window_doubts_describe (
      window == NULL ? REPRISE_WINDOW_DOUBTS_NONE : reprise_restore_window_get_doubts (window));
  g_autofree char *text = g_strjoinv ("\n", doubts);

  gtk_label_set_text (self->doubts_label, text);
  gtk_widget_set_visible (self->doubts_box, *doubts != NULL);
}

static void
zoom_changed_cb (RepriseCoverageStrip *self)
{
  update_actions (self);
}

static void
words_changed_cb (RepriseCoverageStrip *self)
{
  update_words (self);
}

static void
selected_label_changed_cb (RepriseCoverageStrip *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_LABEL]);
}

static void
instant_activated_cb (RepriseCoverageStrip *self, gint64 instant)
{
  g_signal_emit (self, signals[INSTANT_ACTIVATED], 0, instant);
}

static void
zoom_in (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_coverage_chart_zoom_in (REPRISE_COVERAGE_STRIP (widget)->chart);
}

static void
zoom_out (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_coverage_chart_zoom_out (REPRISE_COVERAGE_STRIP (widget)->chart);
}

static void
zoom_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_coverage_chart_zoom_all (REPRISE_COVERAGE_STRIP (widget)->chart);
}

static void
reprise_coverage_strip_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  RepriseCoverageStrip *self = REPRISE_COVERAGE_STRIP (object);

  switch (property_id)
    {
    case PROP_WINDOW:
      g_value_set_object (value, reprise_coverage_strip_get_window (self));
      break;
    case PROP_ZONE:
      g_value_set_object (value, reprise_coverage_strip_get_zone (self));
      break;
    case PROP_SELECTED_LABEL:
      g_value_set_string (value, reprise_coverage_strip_get_selected_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_coverage_strip_set_property (GObject *object,
                                     guint property_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  RepriseCoverageStrip *self = REPRISE_COVERAGE_STRIP (object);

  switch (property_id)
    {
    case PROP_WINDOW:
      reprise_coverage_strip_set_window (self, g_value_get_object (value));
      break;
    case PROP_ZONE:
      reprise_coverage_strip_set_zone (self, g_value_get_object (value));
      break;
    case PROP_SELECTED_LABEL:
      reprise_coverage_strip_set_selected_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Of a template only the children that are bound go by themselves. */
static void
reprise_coverage_strip_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_COVERAGE_STRIP);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (reprise_coverage_strip_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_WINDOW] =
      g_param_spec_object ("window", NULL, NULL, REPRISE_TYPE_RESTORE_WINDOW, flags);
  properties[PROP_ZONE] = g_param_spec_object ("zone", NULL, NULL, REPRISE_TYPE_ZONE, flags);
  properties[PROP_SELECTED_LABEL] = g_param_spec_string ("selected-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_coverage_strip_class_init (RepriseCoverageStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_coverage_strip_get_property;
  object_class->set_property = reprise_coverage_strip_set_property;
  object_class->dispose = reprise_coverage_strip_dispose;

  install_properties (object_class);
  signals[INSTANT_ACTIVATED] = g_signal_new ("instant-activated",
                                             G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-coverage-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseCoverageStrip, chart);
  gtk_widget_class_bind_template_child (widget_class, RepriseCoverageStrip, doubts_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseCoverageStrip, doubts_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseCoverageStrip, words_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseCoverageStrip, zone_label);
  gtk_widget_class_bind_template_callback (widget_class, instant_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_label_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_changed_cb);
  gtk_widget_class_install_action (widget_class, "coverage.zoom-all", NULL, zoom_all);
  gtk_widget_class_install_action (widget_class, "coverage.zoom-in", NULL, zoom_in);
  gtk_widget_class_install_action (widget_class, "coverage.zoom-out", NULL, zoom_out);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  g_type_ensure (REPRISE_TYPE_COVERAGE_CHART);
  g_type_ensure (REPRISE_TYPE_COVERAGE_LEGEND);
  g_type_ensure (REPRISE_TYPE_WIDTH_FIRST_LAYOUT);
}

static void
reprise_coverage_strip_init (RepriseCoverageStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * reprise_coverage_strip_new:
 *
 * Returns: (transfer floating): a strip of nothing
 */
RepriseCoverageStrip *
reprise_coverage_strip_new (void)
{
  return g_object_new (REPRISE_TYPE_COVERAGE_STRIP, NULL);
}

/**
 * reprise_coverage_strip_get_window:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RepriseRestoreWindow *
reprise_coverage_strip_get_window (RepriseCoverageStrip *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_STRIP (self), NULL);
  return self->chart == NULL ? NULL : reprise_coverage_chart_get_window (self->chart);
}

/**
 * reprise_coverage_strip_set_window:
 * @self: a strip
 * @window: (nullable): what it is to show
 *
 * What is seen and what is selected stay as they are, so that it can be replaced as it grows.
 */
void
reprise_coverage_strip_set_window (RepriseCoverageStrip *self, RepriseRestoreWindow *window)
{
  g_return_if_fail (REPRISE_IS_COVERAGE_STRIP (self));

  if (window == reprise_coverage_strip_get_window (self))
    return;
  reprise_coverage_chart_set_window (self->chart, window);
  update_doubts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WINDOW]);
}

/**
 * reprise_coverage_strip_get_zone:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): the zone that times are shown in
 */
RepriseZone *
reprise_coverage_strip_get_zone (RepriseCoverageStrip *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_STRIP (self), NULL);
  return self->chart == NULL ? NULL : reprise_coverage_chart_get_zone (self->chart);
}

/**
 * reprise_coverage_strip_set_zone:
 * @self: a strip
 * @zone: (nullable): the zone that times are to be shown in
 */
void
reprise_coverage_strip_set_zone (RepriseCoverageStrip *self, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_COVERAGE_STRIP (self));

  if (zone == reprise_coverage_strip_get_zone (self))
    return;
  reprise_coverage_chart_set_zone (self->chart, zone);
  update_zone (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE]);
}

/**
 * reprise_coverage_strip_get_selected_label:
 * @self: a strip
 *
 * Returns: (nullable): the label of the backup that is selected
 */
const char *
reprise_coverage_strip_get_selected_label (RepriseCoverageStrip *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_STRIP (self), NULL);
  return self->chart == NULL ? NULL : reprise_coverage_chart_get_selected_label (self->chart);
}

/**
 * reprise_coverage_strip_set_selected_label:
 * @self: a strip
 * @label: (nullable): the label of the backup to select; brought into view
 */
void
reprise_coverage_strip_set_selected_label (RepriseCoverageStrip *self, const char *label)
{
  g_return_if_fail (REPRISE_IS_COVERAGE_STRIP (self));
  reprise_coverage_chart_set_selected_label (self->chart, label);
}
