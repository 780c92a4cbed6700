/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where Tab leads, one thing after the other. */

#include "config.h"

#include "screens.h"

#include "support/reprise-ui-support.h"

/* No window has as many places to stop at. */
#define MAX_STOPS 200

static AdwApplication *application;

static GtkWidget *
get_focus (GtkWindow *window)
{
  return gtk_window_get_focus (window);
}

/* Where Tab stops, from the beginning until it has been everywhere, or has come to the rows of the
 * table of backups, of which there may be any number. */
static GPtrArray *
walk (GtkWindow *window)
{
  GPtrArray *stops = g_ptr_array_new ();

  gtk_window_set_focus (window, NULL);
  while (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
    {
      GtkWidget *focus = get_focus (window);

      if (g_ptr_array_find (stops, focus, NULL))
        break;
      g_ptr_array_add (stops, focus);
      if (gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL)
        break;
      ui_settle ();
      g_assert_cmpuint (stops->len, <, MAX_STOPS);
    }
  return stops;
}

static char *
describe (GPtrArray *stops)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < stops->len; i++)
    g_string_append_printf (text, " %s", G_OBJECT_TYPE_NAME (g_ptr_array_index (stops, i)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The first stop at a widget or in it; fails where Tab never leads there. */
static guint
find_stop (GPtrArray *stops, GtkWidget *widget, const char *name)
{
  g_autofree char *all = NULL;

  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);

      if (stop == widget || gtk_widget_is_ancestor (stop, widget))
        return i;
    }
  all = describe (stops);
  g_error ("Tab does not lead to %s, only to%s", name, all);
}

static void
assert_order (GPtrArray *stops, DialogFixture *dialog, const char *const (*children)[2], gsize n)
{
  guint last = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint stop = find_stop (stops,
                              dialog_fixture_get (dialog, children[i][0], children[i][1]),
                              children[i][1]);

      if (i > 0 && stop <= last)
        g_error ("Tab leads to %s before %s", children[i][1], children[i - 1][1]);
      last = stop;
    }
}

static const char *
get_action (GPtrArray *stops, guint position)
{
  GtkWidget *stop = g_ptr_array_index (stops, position);

  return GTK_IS_ACTIONABLE (stop) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (stop)) : NULL;
}

/* The restore dialog is gone through as it is read: what from, where to, how far and its
 * confirmation on the one side, then the plan on the other, and what sends it. */
static void
test_focus_restore (void)
{
  static const char *const children[][2] = {
    { "RepriseRestoreSource", "database_chooser" },   { "RepriseRestoreSource", "node_chooser" },
    { "RepriseRestoreSource", "repository_chooser" }, { "RepriseRestoreTargets", "nodes_box" },
    { "RepriseRestoreMethodView", "latest_button" },  { "RepriseRestoreConfirm", "entry" },
    { "RepriseRestorePlanView", "copy_button" },
  };
  Screens screens = { 0 };
  GtkWindow *window = screens_open (&screens, application, "restore-latest");
  g_autoptr (GPtrArray) stops = walk (window);

  assert_order (stops, &screens.dialog, children, G_N_ELEMENTS (children));
  g_assert_cmpstr (get_action (stops, stops->len - 3), ==, "window.close");
  g_assert_cmpstr (get_action (stops, stops->len - 2), ==, "restore.reset");
  g_assert_cmpstr (get_action (stops, stops->len - 1), ==, "restore.send");
  screens_tear_down (&screens);
}

static gboolean
has_rows (gpointer window)
{
  GtkWidget *view = ui_find (window, "RepriseBackupRows", "GtkColumnView");

  return view != NULL && gtk_widget_get_mapped (view) &&
         gtk_column_view_get_model (GTK_COLUMN_VIEW (view)) != NULL;
}

/* So is the window: the list of databases, then the header of the one that is open, its cards, its
 * nodes, the strip and the table. */
static void
test_focus_window (void)
{
  static const char *const types[] = {
    "RepriseSidebar",       "RepriseDatabaseHeader", "RepriseBackupCards", "GtkNotebook",
    "RepriseCoverageChart", "RepriseBackupSearch",   "GtkColumnView",
  };
  Screens screens = { 0 };
  GtkWindow *window = screens_open (&screens, application, "window");
  g_autoptr (GPtrArray) stops = NULL;
  guint last = 0;

  reprise_test_wait_for (has_rows, window);
  reprise_test_wait_for_frame (GTK_WIDGET (window));
  stops = walk (window);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = ui_find (GTK_WIDGET (window), NULL, types[i]);
      guint stop;

      g_assert_nonnull (widget);
      stop = find_stop (stops, widget, types[i]);
      if (i > 0 && stop <= last)
        g_error ("Tab leads to %s before %s", types[i], types[i - 1]);
      last = stop;
    }
  gtk_window_destroy (window);
  ui_settle ();
  screens_tear_down (&screens);
}

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add_func ("/ui/focus/restore", test_focus_restore);
  g_test_add_func ("/ui/focus/window", test_focus_window);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
