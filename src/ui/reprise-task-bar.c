/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a task has come, with a point for every step. */

#include "config.h"

#include "ui/reprise-task-bar.h"

#include "ui/reprise-closures.h"

#include <glib/gi18n.h>

#define HEIGHT 16
#define THICKNESS 6
#define POINT_RADIUS 5
#define POINT_HOLE 2
/* How near the pointer has to come to a point to be told of it. */
#define REACH 12

struct _RepriseTaskBar
{
  GtkWidget parent_instance;

  GPtrArray *steps; /* NULL before a task is shown */
  int progress;     /* percent, or -1 where it is not known */
};

G_DEFINE_FINAL_TYPE (RepriseTaskBar, reprise_task_bar, GTK_TYPE_WIDGET)

static gboolean
is_right_to_left (RepriseTaskBar *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Where a share of the whole lies, between the middles of the first and the last point. */
static float
place_of (RepriseTaskBar *self, int progress)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)) - 2 * POINT_RADIUS;
  float x = POINT_RADIUS + width * (float) CLAMP (progress, 0, 100) / 100;

  return is_right_to_left (self) ? 2 * POINT_RADIUS + width - x : x;
}

/* One that does not tell how far the task is stands where the one before it does. */
static int
get_place (RepriseTaskBar *self, guint position)
{
  for (guint i = position + 1; i > 0; i--)
    {
      const RepriseTaskStep *step = g_ptr_array_index (self->steps, i - 1);

      if (step->progress >= 0)
        return step->progress;
    }
  return 0;
}

static void
append_round (GtkSnapshot *snapshot, const GdkRGBA *color, graphene_rect_t bounds, float radius)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_line (RepriseTaskBar *self, GtkSnapshot *snapshot, const GdkRGBA *color, int progress)
{
  float from = place_of (self, 0);
  float to = place_of (self, progress);
  float top = ((float) gtk_widget_get_height (GTK_WIDGET (self)) - THICKNESS) / 2;

  append_round (snapshot,
                color,
                GRAPHENE_RECT_INIT (MIN (from, to), top, ABS (to - from), THICKNESS),
                THICKNESS / 2.0f);
}

static void
append_point (RepriseTaskBar *self,
              GtkSnapshot *snapshot,
              guint position,
              const GdkRGBA *color,
              const GdkRGBA *hole)
{
  const RepriseTaskStep *step = g_ptr_array_index (self->steps, position);
  float x = place_of (self, get_place (self, position));
  float y = (float) gtk_widget_get_height (GTK_WIDGET (self)) / 2;
  gboolean has_failed = step->status == REPRISE_TASK_STATUS_FAILED;
  float radius = has_failed ? 1 : POINT_RADIUS;

  /* One that failed is told by its corners, not by a colour alone. */
  append_round (snapshot,
                color,
                GRAPHENE_RECT_INIT (x - POINT_RADIUS,
                                    y - POINT_RADIUS,
                                    2 * POINT_RADIUS,
                                    2 * POINT_RADIUS),
                radius);
  if (!has_failed)
    append_round (snapshot,
                  hole,
                  GRAPHENE_RECT_INIT (x - POINT_HOLE,
                                      y - POINT_HOLE,
                                      2 * POINT_HOLE,
                                      2 * POINT_HOLE),
                  POINT_HOLE);
}

static GdkRGBA
look_up (RepriseTaskBar *self, const char *name, const GdkRGBA *otherwise)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  return gtk_style_context_lookup_color (context, name, &color) ? color : *otherwise;
}

static void
reprise_task_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseTaskBar *self = REPRISE_TASK_BAR (widget);
  GdkRGBA text, trough, done, failed, hole;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  trough = text;
  trough.alpha *= 0.15f;
  done = look_up (self, "accent_bg_color", &text);
  failed = look_up (self, "error_color", &text);
  /* Not that of cards, which lets what is below shine through. */
  hole = look_up (self, "window_bg_color", &trough);
  append_line (self, snapshot, &trough, 100);
  if (self->progress > 0)
    append_line (self, snapshot, &done, self->progress);
  for (guint i = 0; self->steps != NULL && i < self->steps->len; i++)
    {
      const RepriseTaskStep *step = g_ptr_array_index (self->steps, i);

      append_point (self,
                    snapshot,
                    i,
                    step->status == REPRISE_TASK_STATUS_FAILED ? &failed : &done,
                    &hole);
    }
}

static void
reprise_task_bar_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 4 * POINT_RADIUS;
  *minimum_baseline = *natural_baseline = -1;
}

static gboolean
reprise_task_bar_query_tooltip (GtkWidget *widget,
                                int x,
                                int y,
                                gboolean keyboard,
                                GtkTooltip *tooltip)
{
  g_autofree char *text = reprise_task_bar_dup_text_at (REPRISE_TASK_BAR (widget), x);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
reprise_task_bar_finalize (GObject *object)
{
  g_clear_pointer (&REPRISE_TASK_BAR (object)->steps, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_task_bar_parent_class)->finalize (object);
}

static void
reprise_task_bar_class_init (RepriseTaskBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reprise_task_bar_finalize;
  widget_class->measure = reprise_task_bar_measure;
  widget_class->query_tooltip = reprise_task_bar_query_tooltip;
  widget_class->snapshot = reprise_task_bar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  gtk_widget_class_set_css_name (widget_class, "taskbar");
}

static void
reprise_task_bar_init (RepriseTaskBar *self)
{
  self->progress = -1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  100.0,
                                  -1);
}

/**
 * reprise_task_bar_new:
 *
 * Returns: (transfer floating): a bar of nothing
 */
RepriseTaskBar *
reprise_task_bar_new (void)
{
  return g_object_new (REPRISE_TYPE_TASK_BAR, NULL);
}

static char *
dup_words (GPtrArray *steps, int progress)
{
  const RepriseTaskStep *last =
      steps == NULL || steps->len == 0 ? NULL : g_ptr_array_index (steps, steps->len - 1);

  if (progress < 0)
    return g_strdup (last == NULL ? _ ("How far it is is not known") : last->title);
  if (last == NULL)
    return g_strdup_printf (_ ("%d %%"), progress);
  /* Translators: percent of a task, and the step it is at. */
  return g_strdup_printf (_ ("%d %%: %s"), progress, last->title);
}

/**
 * reprise_task_bar_show:
 * @self: a bar
 * @steps: (nullable) (element-type RepriseTaskStep): the points on it
 * @progress: how much is done, from 0 to 100, or -1 where that is not known
 */
void
reprise_task_bar_show (RepriseTaskBar *self, GPtrArray *steps, int progress)
{
  g_autofree char *words = NULL;

  g_return_if_fail (REPRISE_IS_TASK_BAR (self));

  if (steps != NULL)
    g_ptr_array_ref (steps);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  self->steps = steps;
  self->progress = progress;
  words = dup_words (steps, progress);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) MAX (progress, 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * reprise_task_bar_dup_text_at:
 * @self: a bar
 * @x: a place on it, in pixels
 *
 * Returns: (transfer full) (nullable): what the point there is; %NULL where there is none
 */
char *
reprise_task_bar_dup_text_at (RepriseTaskBar *self, double x)
{
  const RepriseTaskStep *nearest = NULL;
  double distance = REACH;
  g_autofree char *status = NULL;

  g_return_val_if_fail (REPRISE_IS_TASK_BAR (self), NULL);

  for (guint i = 0; self->steps != NULL && i < self->steps->len; i++)
    {
      const RepriseTaskStep *step = g_ptr_array_index (self->steps, i);
      double away = ABS ((double) place_of (self, get_place (self, i)) - x);

      if (away > distance)
        continue;
      nearest = step;
      distance = away;
    }
  if (nearest == NULL)
    return NULL;
  status = reprise_closure_task_status_text (NULL, reprise_task_status_to_word (nearest->status));
  if (nearest->progress < 0)
    /* Translators: a step of a task, and how it stands. */
    return g_strdup_printf (_ ("%s: %s"), nearest->title, status);
  /* Translators: a step of a task, how it stands, and percent of the whole. */
  return g_strdup_printf (_ ("%s: %s, %d %%"), nearest->title, status, nearest->progress);
}
