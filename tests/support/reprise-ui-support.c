/* SPDX-License-Identifier: GPL-3.0-or-later
 * Widgets in a window of their own, and what they look like. */

#include "config.h"

#include "support/reprise-ui-support.h"

#include "support/reprise-own-display.h"

#include <adwaita.h>

/* No condition takes longer, whatever else the machine is doing. */
#define TIMEOUT_SECONDS 30

#define BYTES_PER_PIXEL 4
#define OPAQUE 255.0

struct _RepriseTestPicture
{
  guint32 *pixels; /* premultiplied ARGB */
  int width;
  int height;
};

/**
 * reprise_test_ui_init:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Uses a display of its own where there can be one.
 *
 * Returns: %FALSE where there is no display; then the tests count as skipped
 */
gboolean
reprise_test_ui_init (int *argc, char ***argv)
{
  reprise_own_display_open ();
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }
  g_test_init (argc, argv, NULL);
  adw_init ();
  return TRUE;
}

/**
 * reprise_test_present:
 * @widget: a widget
 * @width: how wide its window is
 * @height: how high its window is
 *
 * Returns: (transfer full): a window that shows nothing else, drawn once
 */
GtkWindow *
reprise_test_present (GtkWidget *widget, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, widget);
  gtk_window_present (window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  return g_object_ref (window);
}

/**
 * reprise_test_destroy:
 * @window: (inout): a window of reprise_test_present()
 *
 * Fails the test where the window's child outlives it.
 */
void
reprise_test_destroy (GtkWindow **window)
{
  GtkWidget *child = gtk_window_get_child (*window);

  if (child != NULL)
    g_object_ref (child);
  gtk_window_destroy (*window);
  g_clear_object (window);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  if (child != NULL)
    g_assert_finalize_object (child);
}

static gboolean
fail_cb (gpointer user_data)
{
  g_error ("What was waited for did not happen");
  return G_SOURCE_REMOVE;
}

/**
 * reprise_test_wait_for:
 * @condition: what is waited for
 * @user_data: its argument
 *
 * Runs the main loop until the condition holds; fails the test where it never does.
 */
void
reprise_test_wait_for (RepriseTestCondition condition, gpointer user_data)
{
  guint source_id = g_timeout_add_seconds (TIMEOUT_SECONDS, fail_cb, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source_id);
}

/**
 * reprise_test_wait_for_frame:
 * @widget: a widget in a window that is shown
 *
 * Runs the main loop until the window was drawn again.
 */
void
reprise_test_wait_for_frame (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  gtk_test_widget_wait_for_draw (widget);
}

static gpointer
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }
  g_error ("There is no %s", g_type_name (type));
}

/**
 * reprise_test_press:
 * @widget: a widget
 * @key: a key as gtk_shortcut_trigger_parse_string() reads it, such as `<Control>Left`
 *
 * GTK has no means to press a key, so what the widget itself binds to the key is done.
 *
 * Returns: whether anything was
 */
gboolean
reprise_test_press (GtkWidget *widget, const char *key)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  g_assert_nonnull (trigger);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                    ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                    : 0;

      for (guint j = 0; j < n; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                                 0,
                                                 widget,
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  return FALSE;
}

/**
 * reprise_test_move_pointer:
 * @widget: a widget with a #GtkEventControllerMotion
 * @x: pixels from the left
 * @y: pixels from the top
 */
void
reprise_test_move_pointer (GtkWidget *widget, double x, double y)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION),
                         "motion",
                         x,
                         y);
}

/**
 * reprise_test_click:
 * @widget: a widget with a #GtkGestureClick
 * @x: pixels from the left
 * @y: pixels from the top
 */
void
reprise_test_click (GtkWidget *widget, double x, double y)
{
  GtkGesture *gesture = find_controller (widget, GTK_TYPE_GESTURE_CLICK);

  g_signal_emit_by_name (gesture, "pressed", 1, x, y);
  g_signal_emit_by_name (gesture, "released", 1, x, y);
}

/**
 * reprise_test_picture_new:
 * @widget: a widget in a window that is shown
 *
 * Draws the widget and what is in it on nothing: neither its window nor its own CSS is behind it.
 *
 * Returns: (transfer full): what it looks like now, as large as it is
 */
RepriseTestPicture *
reprise_test_picture_new (GtkWidget *widget)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t viewport;
  RepriseTestPicture *self = g_new0 (RepriseTestPicture, 1);

  self->width = gtk_widget_get_width (widget);
  self->height = gtk_widget_get_height (widget);
  self->pixels = g_new0 (guint32, (gsize) self->width * (gsize) self->height);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return self;
  viewport = GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height);
  texture = gsk_renderer_render_texture (renderer, node, &viewport);
  gdk_texture_download (texture, (guchar *) self->pixels, (gsize) self->width * BYTES_PER_PIXEL);
  return self;
}

/**
 * reprise_test_picture_free:
 * @self: (transfer full): a picture
 */
void
reprise_test_picture_free (RepriseTestPicture *self)
{
  g_free (self->pixels);
  g_free (self);
}

/**
 * reprise_test_picture_get_width:
 * @self: a picture
 *
 * Returns: how many pixels it is wide
 */
int
reprise_test_picture_get_width (const RepriseTestPicture *self)
{
  return self->width;
}

/**
 * reprise_test_picture_get_height:
 * @self: a picture
 *
 * Returns: how many pixels it is high
 */
int
reprise_test_picture_get_height (const RepriseTestPicture *self)
{
  return self->height;
}

/**
 * reprise_test_picture_get:
 * @self: a picture
 * @x: from the left
 * @y: from the top
 *
 * Returns: the colour there, premultiplied with its opacity
 */
GdkRGBA
reprise_test_picture_get (const RepriseTestPicture *self, int x, int y)
{
  guint32 pixel;

  g_assert_cmpint (x, >=, 0);
  g_assert_cmpint (x, <, self->width);
  g_assert_cmpint (y, >=, 0);
  g_assert_cmpint (y, <, self->height);
  pixel = self->pixels[y * self->width + x];
  return (GdkRGBA){ .red = (float) ((pixel >> 16 & 0xff) / OPAQUE),
                    .green = (float) ((pixel >> 8 & 0xff) / OPAQUE),
                    .blue = (float) ((pixel & 0xff) / OPAQUE),
                    .alpha = (float) ((pixel >> 24 & 0xff) / OPAQUE) };
}

/**
 * reprise_test_picture_count_drawn:
 * @self: a picture
 * @rectangle: a part of it
 *
 * Returns: how many of its pixels are not empty
 */
int
reprise_test_picture_count_drawn (const RepriseTestPicture *self, const GdkRectangle *rectangle)
{
  int n_drawn = 0;

  for (int y = rectangle->y; y < rectangle->y + rectangle->height; y++)
    for (int x = rectangle->x; x < rectangle->x + rectangle->width; x++)
      n_drawn += reprise_test_picture_get (self, x, y).alpha > 0;
  return n_drawn;
}
