/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups and what can be restored to, over time.
 *
 * Its state is in a #RepriseCoverageView and its picture in a #RepriseCoverageScene; keys and
 * pointer are in a file of their own. */

#include "config.h"

#include "ui/reprise-coverage-chart-private.h"
#include "ui/reprise-drawing.h"

#include <glib/gi18n.h>

#define MIN_WIDTH 120
#define NATURAL_WIDTH 600

G_DEFINE_FINAL_TYPE (RepriseCoverageChart, reprise_coverage_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_WINDOW,
  PROP_ZONE,
  PROP_SELECTED_LABEL,
  PROP_CURSOR,
  PROP_WORDS,
  PROP_CAN_ZOOM_IN,
  PROP_CAN_ZOOM_OUT,
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
update_zoom_state (RepriseCoverageChart *self)
{
  gboolean can_zoom_in = reprise_coverage_view_can_zoom_in (self->view);
  gboolean can_zoom_out = reprise_coverage_view_can_zoom_out (self->view);

  if (can_zoom_in != self->can_zoom_in)
    {
      self->can_zoom_in = can_zoom_in;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_ZOOM_IN]);
    }
  if (can_zoom_out != self->can_zoom_out)
    {
      self->can_zoom_out = can_zoom_out;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_ZOOM_OUT]);
    }
}

static char *
create_label (RepriseRestoreWindow *window)
{
  const char *node =
      window == NULL
          ? NULL
          : reprise_inventory_get_node_name (reprise_restore_window_get_inventory (window));

  if (node == NULL)
    return g_strdup (_ ("Backups and what can be restored to"));
  /* Translators: the name of a node. */
  return g_strdup_printf (_ ("Backups of %s and what can be restored to"), node);
}

/* A screen reader hears what is at the cursor as the value of a slider, and in the description. */
static void
update_accessible (RepriseCoverageChart *self)
{
  g_autofree char *label = create_label (reprise_coverage_view_get_window (self->view));
  const RepriseTimeScale *limits = reprise_coverage_view_get_limits (self->view);
  RepriseInstant cursor = reprise_coverage_view_get_cursor (self->view);
  RepriseInstant value = cursor == REPRISE_INSTANT_NONE ? limits->end : cursor;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->words,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  (double) reprise_instant_to_unix (limits->start),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) reprise_instant_to_unix (limits->end),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) reprise_instant_to_unix (value),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  self->words,
                                  -1);
}

static void
update_words (RepriseCoverageChart *self)
{
  g_autofree char *words = reprise_coverage_view_describe (self->view);

  if (g_strcmp0 (words, self->words) == 0)
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&words);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

/* After anything that moves the cursor or what is selected. */
void
reprise_coverage_chart_update_cursor (RepriseCoverageChart *self, RepriseInstant cursor_before)
{
  update_words (self);
  if (reprise_coverage_view_get_cursor (self->view) != cursor_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* After anything that changes the picture. */
void
reprise_coverage_chart_update_picture (RepriseCoverageChart *self)
{
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  update_zoom_state (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Proposes the instant at the cursor, where it may be offered. */
void
reprise_coverage_chart_activate (RepriseCoverageChart *self)
{
  RepriseInstant target = reprise_coverage_view_get_target (self->view);

  if (target == REPRISE_INSTANT_NONE)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    g_signal_emit (self, signals[INSTANT_ACTIVATED], 0, target);
}

static void
reprise_coverage_chart_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  RepriseCoverageLayout layout;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  reprise_coverage_layout_init (&layout, reprise_drawing_get_line_height (widget));
  *minimum = *natural = layout.height;
}

static void
reprise_coverage_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (widget);

  reprise_coverage_view_set_width (self->view, MAX (1, width - 2 * REPRISE_COVERAGE_CHART_INSET));
  reprise_coverage_view_set_line_height (self->view, reprise_drawing_get_line_height (widget));
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  update_zoom_state (self);
}

/* The pointer moves far more often than the picture changes, so the picture is kept. */
static void
reprise_coverage_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (widget);
  const RepriseCoverageScene *scene = reprise_coverage_view_get_scene (self->view);
  RepriseInstant cursor = reprise_coverage_view_get_cursor (self->view);
  guint selected;

  reprise_drawing_draw_focus (widget, snapshot);
  if (scene == NULL)
    return;
  if (self->picture == NULL)
    {
      GtkSnapshot *picture = gtk_snapshot_new ();

      reprise_coverage_scene_draw (scene, widget, picture);
      self->picture = gtk_snapshot_free_to_node (picture);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (REPRISE_COVERAGE_CHART_INSET, 0));
  if (self->picture != NULL)
    gtk_snapshot_append_node (snapshot, self->picture);
  if (reprise_coverage_view_get_selected_mark (self->view, &selected))
    reprise_coverage_scene_draw_selected (scene, widget, snapshot, selected);
  if (cursor != REPRISE_INSTANT_NONE && !reprise_coverage_view_is_at_selected (self->view))
    reprise_coverage_scene_draw_cursor (scene, widget, snapshot, cursor);
  gtk_snapshot_restore (snapshot);
}

/* Colours and fonts are part of the picture. */
static void
reprise_coverage_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (widget);

  GTK_WIDGET_CLASS (reprise_coverage_chart_parent_class)->css_changed (widget, change);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
}

static void
reprise_coverage_chart_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (object);

  switch (property_id)
    {
    case PROP_WINDOW:
      g_value_set_object (value, reprise_coverage_chart_get_window (self));
      break;
    case PROP_ZONE:
      g_value_set_object (value, reprise_coverage_chart_get_zone (self));
      break;
    case PROP_SELECTED_LABEL:
      g_value_set_string (value, reprise_coverage_chart_get_selected_label (self));
      break;
    case PROP_CURSOR:
      g_value_set_int64 (value, reprise_coverage_chart_get_cursor (self));
      break;
    case PROP_WORDS:
      g_value_set_string (value, self->words);
      break;
    case PROP_CAN_ZOOM_IN:
      g_value_set_boolean (value, self->can_zoom_in);
      break;
    case PROP_CAN_ZOOM_OUT:
      g_value_set_boolean (value, self->can_zoom_out);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_coverage_chart_set_property (GObject *object,
                                     guint property_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (object);

  switch (property_id)
    {
    case PROP_WINDOW:
      reprise_coverage_chart_set_window (self, g_value_get_object (value));
      break;
    case PROP_ZONE:
      reprise_coverage_chart_set_zone (self, g_value_get_object (value));
      break;
    case PROP_SELECTED_LABEL:
      reprise_coverage_chart_set_selected_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_coverage_chart_finalize (GObject *object)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (object);

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_clear_pointer (&self->view, reprise_coverage_view_free);
  g_free (self->words);
  G_OBJECT_CLASS (reprise_coverage_chart_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_WINDOW] =
      g_param_spec_object ("window", NULL, NULL, REPRISE_TYPE_RESTORE_WINDOW, writable);
  properties[PROP_ZONE] = g_param_spec_object ("zone", NULL, NULL, REPRISE_TYPE_ZONE, writable);
  properties[PROP_SELECTED_LABEL] =
      g_param_spec_string ("selected-label", NULL, NULL, NULL, writable);
  properties[PROP_CURSOR] = g_param_spec_int64 ("cursor",
                                                NULL,
                                                NULL,
                                                G_MININT64,
                                                G_MAXINT64,
                                                REPRISE_INSTANT_NONE,
                                                readable);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, readable);
  properties[PROP_CAN_ZOOM_IN] = g_param_spec_boolean ("can-zoom-in", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_ZOOM_OUT] =
      g_param_spec_boolean ("can-zoom-out", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_coverage_chart_class_init (RepriseCoverageChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_coverage_chart_get_property;
  object_class->set_property = reprise_coverage_chart_set_property;
  object_class->finalize = reprise_coverage_chart_finalize;
  widget_class->css_changed = reprise_coverage_chart_css_changed;
  widget_class->measure = reprise_coverage_chart_measure;
  widget_class->size_allocate = reprise_coverage_chart_size_allocate;
  widget_class->snapshot = reprise_coverage_chart_snapshot;

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

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_set_css_name (widget_class, "coveragechart");
  reprise_coverage_chart_class_add_bindings (widget_class);
}

static void
reprise_coverage_chart_init (RepriseCoverageChart *self)
{
  self->view = reprise_coverage_view_new ();
  self->words = g_strdup ("");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  reprise_coverage_chart_add_controllers (self);
  update_accessible (self);
}

/**
 * reprise_coverage_chart_new:
 *
 * Returns: (transfer floating): a chart of nothing
 */
RepriseCoverageChart *
reprise_coverage_chart_new (void)
{
  return g_object_new (REPRISE_TYPE_COVERAGE_CHART, NULL);
}

/**
 * reprise_coverage_chart_get_window:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RepriseRestoreWindow *
reprise_coverage_chart_get_window (RepriseCoverageChart *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_CHART (self), NULL);
  return reprise_coverage_view_get_window (self->view);
}

/**
 * reprise_coverage_chart_set_window:
 * @self: a chart
 * @window: (nullable): what it is to show
 */
void
reprise_coverage_chart_set_window (RepriseCoverageChart *self, RepriseRestoreWindow *window)
{
  RepriseInstant before;

  g_return_if_fail (REPRISE_IS_COVERAGE_CHART (self));
  g_return_if_fail (window == NULL || REPRISE_IS_RESTORE_WINDOW (window));

  if (window == reprise_coverage_view_get_window (self->view))
    return;
  before = reprise_coverage_view_get_cursor (self->view);
  reprise_coverage_view_set_window (self->view, window);
  reprise_coverage_chart_update_picture (self);
  reprise_coverage_chart_update_cursor (self, before);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WINDOW]);
}

/**
 * reprise_coverage_chart_get_zone:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): the zone that times are shown in
 */
RepriseZone *
reprise_coverage_chart_get_zone (RepriseCoverageChart *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_CHART (self), NULL);
  return reprise_coverage_view_get_zone (self->view);
}

/**
 * reprise_coverage_chart_set_zone:
 * @self: a chart
 * @zone: (nullable): the zone that times are to be shown in
 */
void
reprise_coverage_chart_set_zone (RepriseCoverageChart *self, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_COVERAGE_CHART (self));
  g_return_if_fail (zone == NULL || REPRISE_IS_ZONE (zone));

  if (zone == reprise_coverage_view_get_zone (self->view))
    return;
  reprise_coverage_view_set_zone (self->view, zone);
  reprise_coverage_chart_update_picture (self);
  update_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE]);
}

/**
 * reprise_coverage_chart_get_selected_label:
 * @self: a chart
 *
 * Returns: (nullable): the label of the backup that is selected
 */
const char *
reprise_coverage_chart_get_selected_label (RepriseCoverageChart *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_CHART (self), NULL);
  return reprise_coverage_view_get_selected_label (self->view);
}

/**
 * reprise_coverage_chart_set_selected_label:
 * @self: a chart
 * @label: (nullable): the label of the backup to select; brought into view
 */
void
reprise_coverage_chart_set_selected_label (RepriseCoverageChart *self, const char *label)
{
  RepriseInstant before;

  g_return_if_fail (REPRISE_IS_COVERAGE_CHART (self));

  before = reprise_coverage_view_get_cursor (self->view);
  if (!reprise_coverage_view_select (self->view, label))
    return;
  reprise_coverage_chart_update_picture (self);
  reprise_coverage_chart_update_cursor (self, before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_LABEL]);
}

/**
 * reprise_coverage_chart_get_cursor:
 * @self: a chart
 *
 * Returns: the instant that the cursor is at, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_coverage_chart_get_cursor (RepriseCoverageChart *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_CHART (self), REPRISE_INSTANT_NONE);
  return reprise_coverage_view_get_cursor (self->view);
}

/**
 * reprise_coverage_chart_get_words:
 * @self: a chart
 *
 * Returns: what is at the cursor in words, or the whole where there is no cursor
 */
const char *
reprise_coverage_chart_get_words (RepriseCoverageChart *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_CHART (self), NULL);
  return self->words;
}

/**
 * reprise_coverage_chart_can_zoom_in:
 * @self: a chart
 *
 * Returns: whether there is more to see closer
 */
gboolean
reprise_coverage_chart_can_zoom_in (RepriseCoverageChart *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_CHART (self), FALSE);
  return self->can_zoom_in;
}

/**
 * reprise_coverage_chart_can_zoom_out:
 * @self: a chart
 *
 * Returns: whether there is more to see from farther away
 */
gboolean
reprise_coverage_chart_can_zoom_out (RepriseCoverageChart *self)
{
  g_return_val_if_fail (REPRISE_IS_COVERAGE_CHART (self), FALSE);
  return self->can_zoom_out;
}

/**
 * reprise_coverage_chart_zoom_in:
 * @self: a chart
 *
 * Looks closer at the cursor, or at the middle where there is none.
 */
void
reprise_coverage_chart_zoom_in (RepriseCoverageChart *self)
{
  g_return_if_fail (REPRISE_IS_COVERAGE_CHART (self));
  reprise_coverage_view_zoom (self->view, 1 / REPRISE_COVERAGE_CHART_ZOOM_STEP);
  reprise_coverage_chart_update_picture (self);
}

/**
 * reprise_coverage_chart_zoom_out:
 * @self: a chart
 *
 * Looks from farther away.
 */
void
reprise_coverage_chart_zoom_out (RepriseCoverageChart *self)
{
  g_return_if_fail (REPRISE_IS_COVERAGE_CHART (self));
  reprise_coverage_view_zoom (self->view, REPRISE_COVERAGE_CHART_ZOOM_STEP);
  reprise_coverage_chart_update_picture (self);
}

/**
 * reprise_coverage_chart_zoom_all:
 * @self: a chart
 *
 * Shows all there is.
 */
void
reprise_coverage_chart_zoom_all (RepriseCoverageChart *self)
{
  g_return_if_fail (REPRISE_IS_COVERAGE_CHART (self));
  reprise_coverage_view_zoom_all (self->view);
  reprise_coverage_chart_update_picture (self);
}
