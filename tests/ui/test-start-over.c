/* SPDX-License-Identifier: GPL-3.0-or-later
 * After a restore that has failed: another one, filled in like it. */

#include "config.h"

#include "screens.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-restore-dialog.h"

static AdwApplication *application;

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REPRISE_IS_RESTORE_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
is_filled_in (gpointer user_data)
{
  GtkWidget *dialog = find_dialog ();

  return dialog != NULL &&
         ui_shows (dialog, "n1, n2, n3 of *: all data is replaced by that of n1 of *");
}

/* The button opens the dialog with what was asked for; nothing is sent by itself, nor can it be
 * before it is confirmed anew. */
static void
test_start_over (void)
{
  Screens screens = { 0 };
  GtkWindow *window = screens_open (&screens, application, "window-progress-failed");
  guint n_sent = reprise_stub_backend_count (screens.dialog.backend, REPRISE_STUB_SEND_RESTORE);
  GtkWidget *button = ui_find_action (GTK_WIDGET (window), "restore.start-over");

  g_assert_null (find_dialog ());
  g_signal_emit_by_name (button, "clicked");
  reprise_test_wait_for (is_filled_in, NULL);
  g_assert_false (reprise_restore_dialog_get_complete (REPRISE_RESTORE_DIALOG (find_dialog ())));
  g_assert_cmpuint (reprise_stub_backend_count (screens.dialog.backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    n_sent);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
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
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add_func ("/ui/start-over", test_start_over);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
