/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window while restores run. */

#include "config.h"

#include "ui/reprise-message-dialog.h"
#include "ui/reprise-window.h"

#include "restore-job-fixture.h"
#include "support/reprise-ui-support.h"

#include "ui-find.h"

static AdwApplication *application;

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static RepriseWindow *
open_window (JobFixture *fixture)
{
  RepriseWindow *window =
      reprise_window_new (application, fixture->backend, fixture->manager, NULL, NULL);

  gtk_window_present (GTK_WINDOW (window));
  settle ();
  return window;
}

/* Nobody is asked while another question is open. */
static GtkWindow *
find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (!REPRISE_IS_MESSAGE_DIALOG (window) || !gtk_widget_get_visible (GTK_WIDGET (window)))
        continue;
      g_assert_null (found);
      found = window;
    }
  return found;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
answer (const char *label)
{
  GtkWidget *button = find_button (GTK_WIDGET (find_question ()), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle ();
}

static void
end_restore (JobFixture *fixture, RepriseRestoreJob *job)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  const WorldTask task = { .status_word = "succeeded", .request = request };

  job_fixture_put_task (fixture, &task);
  job_fixture_look_again (fixture, job, 1);
  job_fixture_await_end (job);
}

/* Closing asks while a restore runs, says what becomes of it, and does what it is told. */
static void
test_window_jobs_asks (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  RepriseWindow *window = open_window (fixture);
  GtkWindow *question;

  job_fixture_submit (fixture, &submission);
  gtk_window_close (GTK_WINDOW (window));
  gtk_window_close (GTK_WINDOW (window));
  settle ();
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_true (ui_shows (GTK_WIDGET (question), "A Restore Is Running"));
  g_assert_true (ui_shows (GTK_WIDGET (question), "The service goes on with it*"));
  answer ("_Keep Open");
  g_assert_null (find_question ());
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));

  g_object_ref (window);
  gtk_window_close (GTK_WINDOW (window));
  settle ();
  answer ("_Close");
  g_assert_finalize_object (window);
  end_restore (fixture, submission.job);
}

/* Nobody is asked where nothing runs any more. */
static void
test_window_jobs_closes (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  RepriseWindow *window = open_window (fixture);

  job_fixture_submit (fixture, &submission);
  end_restore (fixture, submission.job);
  g_object_ref (window);
  gtk_window_close (GTK_WINDOW (window));
  settle ();
  g_assert_null (find_question ());
  g_assert_finalize_object (window);
}

/* What must not be overlooked is told in full, as plain text. */
static void
test_window_jobs_warns (JobFixture *fixture, gconstpointer data)
{
  RepriseWindow *window = open_window (fixture);

  reprise_window_warn (window, "Earlier Restores Cannot Be Followed", "No <b>journal</b>");
  settle ();
  g_assert_true (ui_shows (GTK_WIDGET (find_question ()), "Earlier Restores Cannot Be Followed"));
  g_assert_true (ui_shows (GTK_WIDGET (find_question ()), "No <b>journal</b>"));
  answer ("_Close");
  g_assert_null (find_question ());
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_finalize_object (window);
}

/* What became of a database is told where its page does not tell it anyway. */
static void
test_window_jobs_tells (JobFixture *fixture, gconstpointer data)
{
  RepriseWindow *window = open_window (fixture);

  reprise_window_show_database (window, WORLD_EAST);
  settle ();
  reprise_window_tell_of_database (window, "‘<b>East</b>’ Was Restored", "acme", WORLD_EAST);
  settle ();
  g_assert_false (ui_shows (GTK_WIDGET (window), "‘<b>East</b>’ Was Restored"));
  reprise_window_tell_of_database (window, "‘<b>West</b>’ Was Restored", "acme", WORLD_WEST);
  settle ();
  g_assert_true (ui_shows (GTK_WIDGET (window), "‘<b>West</b>’ Was Restored"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "Show"));
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_finalize_object (window);
}

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  JOB_TEST ("/ui/window-jobs/asks", test_window_jobs_asks);
  JOB_TEST ("/ui/window-jobs/closes", test_window_jobs_closes);
  JOB_TEST ("/ui/window-jobs/tells", test_window_jobs_tells);
  JOB_TEST ("/ui/window-jobs/warns", test_window_jobs_warns);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
