/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys and the pointer of the coverage chart. */

#include "config.h"

#include "ui/reprise-coverage-chart-private.h"

#include <math.h>

#define SCROLL_ZOOM_STEP 1.2
#define SCROLL_PIXELS 40
#define BIG_STEP_PIXELS 20

static void
select_at_cursor (RepriseCoverageChart *self)
{
  g_autofree char *label = reprise_coverage_view_dup_label_at_cursor (self->view);

  if (label != NULL)
    reprise_coverage_chart_set_selected_label (self, label);
}

/* Arguments: pixels. */
static gboolean
step_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (widget);
  RepriseInstant before = reprise_coverage_view_get_cursor (self->view);
  int pixels;

  g_variant_get (arguments, "(i)", &pixels);
  reprise_coverage_view_step (self->view, pixels);
  reprise_coverage_chart_update_picture (self);
  reprise_coverage_chart_update_cursor (self, before);
  return GDK_EVENT_STOP;
}

/* Arguments: 1 for the next backup, -1 for the one before. */
static gboolean
step_backup_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (widget);
  RepriseInstant before = reprise_coverage_view_get_cursor (self->view);
  int direction;

  g_variant_get (arguments, "(i)", &direction);
  reprise_coverage_view_step_backup (self->view, direction);
  reprise_coverage_chart_update_picture (self);
  reprise_coverage_chart_update_cursor (self, before);
  select_at_cursor (self);
  return GDK_EVENT_STOP;
}

/* Arguments: whether to go to the end. */
static gboolean
go_to_end_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (widget);
  RepriseInstant before = reprise_coverage_view_get_cursor (self->view);
  gboolean latest;

  g_variant_get (arguments, "(b)", &latest);
  if (latest)
    reprise_coverage_view_go_to_latest (self->view);
  else
    reprise_coverage_view_go_to_earliest (self->view);
  reprise_coverage_chart_update_picture (self);
  reprise_coverage_chart_update_cursor (self, before);
  return GDK_EVENT_STOP;
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  reprise_coverage_chart_activate (REPRISE_COVERAGE_CHART (widget));
  return GDK_EVENT_STOP;
}

/* Arguments: 1 to look closer, -1 from farther away, 0 at all. */
static gboolean
zoom_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (widget);
  int direction;

  g_variant_get (arguments, "(i)", &direction);
  if (direction == 0)
    reprise_coverage_chart_zoom_all (self);
  else if (direction > 0)
    reprise_coverage_chart_zoom_in (self);
  else
    reprise_coverage_chart_zoom_out (self);
  return GDK_EVENT_STOP;
}

static void
point_at (RepriseCoverageChart *self, double x, double y)
{
  RepriseInstant before = reprise_coverage_view_get_cursor (self->view);

  reprise_coverage_view_point_at (self->view, x - REPRISE_COVERAGE_CHART_INSET, y);
  reprise_coverage_chart_update_cursor (self, before);
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  point_at (REPRISE_COVERAGE_CHART (user_data), x, y);
}

static void
rest (RepriseCoverageChart *self)
{
  RepriseInstant before = reprise_coverage_view_get_cursor (self->view);

  reprise_coverage_view_rest (self->view);
  reprise_coverage_chart_update_cursor (self, before);
}

static void
pointer_left_cb (GtkEventControllerMotion *controller, gpointer user_data)
{
  rest (REPRISE_COVERAGE_CHART (user_data));
}

static void
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (user_data);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (reprise_coverage_view_get_scene (self->view) == NULL)
    return;
  point_at (self, x, y);
  if (reprise_coverage_view_is_at_backup (self->view))
    select_at_cursor (self);
  else
    reprise_coverage_chart_activate (self);
}

static void
focus_entered_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (user_data);
  RepriseInstant before = reprise_coverage_view_get_cursor (self->view);

  reprise_coverage_view_start (self->view);
  reprise_coverage_chart_update_cursor (self, before);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  rest (REPRISE_COVERAGE_CHART (user_data));
}

/* Scrolling is left to the page, but for what it does not use: sideways, and with Ctrl held. */
static gboolean
scrolled_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (user_data);
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) != 0)
    {
      reprise_coverage_view_zoom (self->view, pow (SCROLL_ZOOM_STEP, dy));
      reprise_coverage_chart_update_picture (self);
      return GDK_EVENT_STOP;
    }
  if ((state & GDK_SHIFT_MASK) != 0 && dx == 0)
    dx = dy;
  if (dx == 0 || !self->can_zoom_out)
    return GDK_EVENT_PROPAGATE;
  reprise_coverage_view_move (self->view, dx * SCROLL_PIXELS);
  reprise_coverage_chart_update_picture (self);
  return GDK_EVENT_STOP;
}

static void
pinch_began_cb (GtkGesture *gesture, GdkEventSequence *sequence, gpointer user_data)
{
  REPRISE_COVERAGE_CHART (user_data)->pinch_factor = 1;
}

static void
pinched_cb (GtkGestureZoom *gesture, double scale, gpointer user_data)
{
  RepriseCoverageChart *self = REPRISE_COVERAGE_CHART (user_data);
  double x, y;

  if (scale <= 0 || !gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  reprise_coverage_view_zoom_at (self->view,
                                 self->pinch_factor / scale,
                                 x - REPRISE_COVERAGE_CHART_INSET);
  self->pinch_factor = scale;
  reprise_coverage_chart_update_picture (self);
}

static void
add_binding (GtkWidgetClass *widget_class,
             guint key,
             guint keypad_key,
             GdkModifierType modifiers,
             GtkShortcutFunc callback,
             int argument)
{
  gtk_widget_class_add_binding (widget_class, key, modifiers, callback, "(i)", argument);
  gtk_widget_class_add_binding (widget_class, keypad_key, modifiers, callback, "(i)", argument);
}

/* Time runs from left to right in every language, and so do the arrow keys. */
void
reprise_coverage_chart_class_add_bindings (GtkWidgetClass *widget_class)
{
  const GdkModifierType zoom_modifiers[] = { 0, GDK_CONTROL_MASK };

  add_binding (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, 0, step_cb, -1);
  add_binding (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 0, step_cb, 1);
  add_binding (widget_class,
               GDK_KEY_Left,
               GDK_KEY_KP_Left,
               GDK_SHIFT_MASK,
               step_cb,
               -BIG_STEP_PIXELS);
  add_binding (widget_class,
               GDK_KEY_Right,
               GDK_KEY_KP_Right,
               GDK_SHIFT_MASK,
               step_cb,
               BIG_STEP_PIXELS);
  add_binding (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, GDK_CONTROL_MASK, step_backup_cb, -1);
  add_binding (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, GDK_CONTROL_MASK, step_backup_cb, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (zoom_modifiers); i++)
    {
      add_binding (widget_class, GDK_KEY_plus, GDK_KEY_KP_Add, zoom_modifiers[i], zoom_cb, 1);
      add_binding (widget_class, GDK_KEY_equal, GDK_KEY_KP_Equal, zoom_modifiers[i], zoom_cb, 1);
      add_binding (widget_class,
                   GDK_KEY_minus,
                   GDK_KEY_KP_Subtract,
                   zoom_modifiers[i],
                   zoom_cb,
                   -1);
      add_binding (widget_class, GDK_KEY_0, GDK_KEY_KP_0, zoom_modifiers[i], zoom_cb, 0);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, go_to_end_cb, "(b)", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Home, 0, go_to_end_cb, "(b)", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, go_to_end_cb, "(b)", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_End, 0, go_to_end_cb, "(b)", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, activate_cb, NULL);
}

void
reprise_coverage_chart_add_controllers (RepriseCoverageChart *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}
