/* SPDX-License-Identifier: GPL-3.0-or-later
 * How database and repository grew, drawn over time for two inventories.
 *
 * The two inventories are told apart without colour: the first is dashed. Arrow keys and pointer
 * move a cursor from backup to backup, and what is there is said in words. */

#include "config.h"

#include "ui/reprise-growth-chart.h"

#include "ui/reprise-drawing.h"
#include "ui/reprise-growth-picture.h"

#include <glib/gi18n.h>

#define MIN_WIDTH 120
#define NATURAL_WIDTH 600

/* Page up and page down go over this part of the width. */
#define PAGES 10

struct _RepriseGrowthChart
{
  GtkWidget parent_instance;

  RepriseGrowthPlot *plot; /* NULL where there is nothing to show */
  RepriseTimeScale scale;
  RepriseInstant cursor;
  char *words;
  GskRenderNode *picture; /* all but the cursor; NULL where it has to be drawn anew */
};

G_DEFINE_FINAL_TYPE (RepriseGrowthChart, reprise_growth_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_WORDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update_accessible (RepriseGrowthChart *self)
{
  RepriseInstant cursor = self->cursor == REPRISE_INSTANT_NONE ? self->scale.end : self->cursor;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Growth of the database and its backups"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->words,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  (double) reprise_instant_to_unix (self->scale.start),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) reprise_instant_to_unix (self->scale.end),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) reprise_instant_to_unix (cursor),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  self->words,
                                  -1);
}

static char *
dup_words (RepriseGrowthChart *self)
{
  if (self->plot == NULL)
    return g_strdup ("");
  return self->cursor == REPRISE_INSTANT_NONE
             ? reprise_growth_plot_describe_all (self->plot)
             : reprise_growth_plot_describe (self->plot, self->cursor);
}

static void
update_words (RepriseGrowthChart *self)
{
  g_autofree char *words = dup_words (self);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (g_strcmp0 (words, self->words) == 0)
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&words);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

static void
set_cursor (RepriseGrowthChart *self, RepriseInstant cursor)
{
  if (self->cursor == cursor)
    return;
  self->cursor = cursor;
  update_words (self);
}

/* Arguments: 1 for the next backup, -1 for the one before. */
static gboolean
step_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseGrowthChart *self = REPRISE_GROWTH_CHART (widget);
  RepriseInstant found;
  int direction;

  g_variant_get (arguments, "(i)", &direction);
  if (self->plot == NULL)
    return GDK_EVENT_PROPAGATE;
  found = reprise_growth_plot_step (self->plot,
                                    self->cursor,
                                    self->cursor == REPRISE_INSTANT_NONE ? -1 : direction);
  if (found != REPRISE_INSTANT_NONE)
    set_cursor (self, found);
  return GDK_EVENT_STOP;
}

/* Arguments: 1 towards what is later, -1 towards what is earlier. */
static gboolean
page_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseGrowthChart *self = REPRISE_GROWTH_CHART (widget);
  RepriseInstant from = self->cursor == REPRISE_INSTANT_NONE ? self->scale.end : self->cursor;
  gint64 page = (self->scale.end - self->scale.start) / PAGES;
  int direction;

  g_variant_get (arguments, "(i)", &direction);
  if (self->plot == NULL)
    return GDK_EVENT_PROPAGATE;
  set_cursor (self,
              reprise_growth_plot_find_nearest (self->plot,
                                                CLAMP (from + direction * page,
                                                       self->scale.start,
                                                       self->scale.end)));
  return GDK_EVENT_STOP;
}

/* Arguments: whether to go to the last backup. */
static gboolean
end_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseGrowthChart *self = REPRISE_GROWTH_CHART (widget);
  gboolean last;

  g_variant_get (arguments, "(b)", &last);
  if (self->plot == NULL)
    return GDK_EVENT_PROPAGATE;
  set_cursor (self,
              reprise_growth_plot_find_nearest (self->plot,
                                                last ? self->scale.end : self->scale.start));
  return GDK_EVENT_STOP;
}

static gboolean
rest_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseGrowthChart *self = REPRISE_GROWTH_CHART (widget);

  if (self->cursor == REPRISE_INSTANT_NONE)
    return GDK_EVENT_PROPAGATE;
  set_cursor (self, REPRISE_INSTANT_NONE);
  return GDK_EVENT_STOP;
}

static void
pointer_moved_cb (RepriseGrowthChart *self, double x, double y)
{
  if (self->plot != NULL)
    set_cursor (self,
                reprise_growth_plot_find_nearest (
                    self->plot,
                    reprise_time_scale_to_instant (&self->scale,
                                                   x - REPRISE_GROWTH_PICTURE_INSET)));
}

static void
pointer_left_cb (RepriseGrowthChart *self)
{
  set_cursor (self, REPRISE_INSTANT_NONE);
}

static void
clicked_cb (RepriseGrowthChart *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  pointer_moved_cb (self, x, y);
}

static void
reprise_growth_chart_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  *minimum = *natural = reprise_growth_picture_get_height (widget);
}

static void
reprise_growth_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RepriseGrowthChart *self = REPRISE_GROWTH_CHART (widget);

  self->scale.width = MAX (1, width - 2 * REPRISE_GROWTH_PICTURE_INSET);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
}

/* The cursor moves far more often than the picture changes, so the picture is kept. */
static void
reprise_growth_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseGrowthChart *self = REPRISE_GROWTH_CHART (widget);

  reprise_drawing_draw_focus (widget, snapshot);
  if (self->plot == NULL)
    return;
  if (self->picture == NULL)
    self->picture = reprise_growth_picture_new (widget, self->plot, &self->scale);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (REPRISE_GROWTH_PICTURE_INSET, 0));
  gtk_snapshot_append_node (snapshot, self->picture);
  if (self->cursor != REPRISE_INSTANT_NONE)
    reprise_growth_picture_draw_cursor (widget, snapshot, &self->scale, self->cursor);
  gtk_snapshot_restore (snapshot);
}

/* Colours and fonts are part of the picture. */
static void
reprise_growth_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (reprise_growth_chart_parent_class)->css_changed (widget, change);
  g_clear_pointer (&REPRISE_GROWTH_CHART (widget)->picture, gsk_render_node_unref);
}

static void
reprise_growth_chart_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_WORDS:
      g_value_set_string (value, REPRISE_GROWTH_CHART (object)->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_growth_chart_finalize (GObject *object)
{
  RepriseGrowthChart *self = REPRISE_GROWTH_CHART (object);

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_clear_pointer (&self->plot, reprise_growth_plot_free);
  g_free (self->words);
  G_OBJECT_CLASS (reprise_growth_chart_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key, keypad_key;
    GtkShortcutFunc function;
    const char *format;
    int argument;
  } keys[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, step_cb, "(i)", -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, step_cb, "(i)", 1 },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, page_cb, "(i)", -1 },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, page_cb, "(i)", 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, end_cb, "(b)", FALSE },
    { GDK_KEY_End, GDK_KEY_KP_End, end_cb, "(b)", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class,
                                    keys[i].key,
                                    0,
                                    keys[i].function,
                                    keys[i].format,
                                    keys[i].argument);
      gtk_widget_class_add_binding (widget_class,
                                    keys[i].keypad_key,
                                    0,
                                    keys[i].function,
                                    keys[i].format,
                                    keys[i].argument);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, rest_cb, NULL);
}

static void
reprise_growth_chart_class_init (RepriseGrowthChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_growth_chart_get_property;
  object_class->finalize = reprise_growth_chart_finalize;
  widget_class->css_changed = reprise_growth_chart_css_changed;
  widget_class->measure = reprise_growth_chart_measure;
  widget_class->size_allocate = reprise_growth_chart_size_allocate;
  widget_class->snapshot = reprise_growth_chart_snapshot;

  properties[PROP_WORDS] =
      g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_set_css_name (widget_class, "growthchart");
  add_keys (widget_class);
}

static void
add_controllers (RepriseGrowthChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
reprise_growth_chart_init (RepriseGrowthChart *self)
{
  self->cursor = REPRISE_INSTANT_NONE;
  self->scale = (RepriseTimeScale){ 0, REPRISE_INSTANT_SECOND, 1 };
  self->words = g_strdup ("");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  add_controllers (self);
  update_accessible (self);
}

/**
 * reprise_growth_chart_new:
 *
 * Returns: (transfer floating): a chart of nothing
 */
RepriseGrowthChart *
reprise_growth_chart_new (void)
{
  return g_object_new (REPRISE_TYPE_GROWTH_CHART, NULL);
}

/**
 * reprise_growth_chart_set_comparison:
 * @self: a chart
 * @comparison: (nullable): what it is to show
 */
void
reprise_growth_chart_set_comparison (RepriseGrowthChart *self,
                                     RepriseInventoryComparison *comparison)
{
  g_return_if_fail (REPRISE_IS_GROWTH_CHART (self));
  g_return_if_fail (comparison == NULL || REPRISE_IS_INVENTORY_COMPARISON (comparison));

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_clear_pointer (&self->plot, reprise_growth_plot_free);
  self->cursor = REPRISE_INSTANT_NONE;
  if (comparison != NULL)
    self->plot = reprise_growth_plot_new (comparison);
  if (self->plot != NULL && !reprise_growth_plot_get_extent (self->plot, &self->scale))
    g_clear_pointer (&self->plot, reprise_growth_plot_free);
  update_words (self);
}

/**
 * reprise_growth_chart_get_cursor:
 * @self: a chart
 *
 * Returns: the backup's end that the cursor is at, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_growth_chart_get_cursor (RepriseGrowthChart *self)
{
  g_return_val_if_fail (REPRISE_IS_GROWTH_CHART (self), REPRISE_INSTANT_NONE);
  return self->cursor;
}

/**
 * reprise_growth_chart_get_words:
 * @self: a chart
 *
 * Returns: what it shows, at the cursor or as a whole; property `words`
 */
const char *
reprise_growth_chart_get_words (RepriseGrowthChart *self)
{
  g_return_val_if_fail (REPRISE_IS_GROWTH_CHART (self), NULL);
  return self->words;
}
