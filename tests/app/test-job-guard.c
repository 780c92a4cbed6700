/* SPDX-License-Identifier: GPL-3.0-or-later
 * What running restores mean for the session. */

#include "config.h"

#include "app/reprise-job-guard.h"

#include "app/reprise-notice.h"
#include "restore-job-fixture.h"
#include "session-fixture.h"
#include "support/reprise-ui-support.h"

#define CONNECTION_ID "acme"

static SessionFixture *session;
static GtkApplication *application;

static gboolean
has_notification (gpointer user_data)
{
  return session_fixture_get_n_notifications (session) >= GPOINTER_TO_UINT (user_data);
}

static gboolean
has_no_inhibitor (gpointer user_data)
{
  return session_fixture_get_n_inhibitors (session) == 0;
}

static void
assert_notification (const char *expected)
{
  g_autofree char *notification = session_fixture_dup_notification (session);

  g_assert_cmpstr (notification, ==, expected);
}

static void
put_end (JobFixture *fixture, const char *status_word, const char *error)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  const WorldTask task = { .status_word = status_word, .error = error, .request = request };

  job_fixture_put_task (fixture, &task);
}

/* From the request on, and not a moment longer, the session is asked not to end. */
static void
test_job_guard_inhibits (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJobGuard) guard =
                 reprise_job_guard_new (application, CONNECTION_ID, fixture->manager, NULL);
  g_auto (JobSubmission) submission = { 0 };
  g_autofree char *reason = NULL;
  guint before = session_fixture_get_n_notifications (session);

  g_assert_cmpint (session_fixture_get_n_inhibitors (session), ==, 0);
  job_fixture_submit (fixture, &submission);
  g_assert_cmpint (session_fixture_get_n_inhibitors (session), ==, 1);
  reason = session_fixture_dup_reason (session);
  g_assert_cmpstr (reason, ==, "1 restore is being followed");

  put_end (fixture, "succeeded", NULL);
  job_fixture_look_again (fixture, submission.job, 1);
  job_fixture_await_end (submission.job);
  reprise_test_wait_for (has_no_inhibitor, NULL);
  /* Its notification comes over the bus too, and must not be taken for another test's. */
  reprise_test_wait_for (has_notification, GUINT_TO_POINTER (before + 1));
}

/* How it ended is told where nobody looks, in the words of the service where it failed. */
static void
test_job_guard_notifies (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJobGuard) guard =
                 reprise_job_guard_new (application, CONNECTION_ID, fixture->manager, NULL);
  g_auto (JobSubmission) submission = { 0 };
  guint before = session_fixture_get_n_notifications (session);

  job_fixture_submit (fixture, &submission);
  put_end (fixture, "failed", "  no space left on device\n");
  job_fixture_look_again (fixture, submission.job, 1);
  job_fixture_await_end (submission.job);
  reprise_test_wait_for (has_notification, GUINT_TO_POINTER (before + 1));
  assert_notification ("Restoring ‘East Coast Parts’ Failed\n"
                       "The restore failed: no space left on device\n"
                       "The database reads ‘available’.");
}

static void
show_database_cb (GSimpleAction *action, GVariant *parameter, char **shown)
{
  *shown = g_variant_print (parameter, FALSE);
}

static gboolean
is_shown (gpointer shown)
{
  return *(char **) shown != NULL;
}

/* A click leads to the database, and says of which connection it is. */
static void
test_job_guard_leads (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJobGuard) guard =
                 reprise_job_guard_new (application, CONNECTION_ID, fixture->manager, NULL);
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-database", G_VARIANT_TYPE ("(ss)"));
  g_auto (JobSubmission) submission = { 0 };
  g_autofree char *shown = NULL;
  guint before = session_fixture_get_n_notifications (session);

  g_signal_connect (action, "activate", G_CALLBACK (show_database_cb), &shown);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
  job_fixture_submit (fixture, &submission);
  put_end (fixture, "succeeded", NULL);
  job_fixture_look_again (fixture, submission.job, 1);
  job_fixture_await_end (submission.job);
  reprise_test_wait_for (has_notification, GUINT_TO_POINTER (before + 1));
  session_fixture_click (session);
  reprise_test_wait_for (is_shown, &shown);
  g_assert_cmpstr (shown, ==, "('" CONNECTION_ID "', '" WORLD_EAST "')");
  g_action_map_remove_action (G_ACTION_MAP (application), "show-database");
}

/* Who does not want to be told of what succeeds is not. */
static void
test_job_guard_keeps_quiet (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reprisedb.Reprise");
  g_autoptr (RepriseJobGuard) guard =
                 reprise_job_guard_new (application, CONNECTION_ID, fixture->manager, settings);
  const RepriseNotice marker = { .id = "marker",
                                 .headline = "Marker",
                                 .connection_id = CONNECTION_ID,
                                 .database_id = "any" };
  g_auto (JobSubmission) submission = { 0 };
  guint before = session_fixture_get_n_notifications (session);

  g_settings_set_boolean (settings, "notify-success", FALSE);
  job_fixture_submit (fixture, &submission);
  put_end (fixture, "succeeded", NULL);
  job_fixture_look_again (fixture, submission.job, 1);
  job_fixture_await_end (submission.job);
  /* The bus keeps the order: what was sent before this would have come first. */
  reprise_notice_send (application, NULL, &marker);
  reprise_test_wait_for (has_notification, GUINT_TO_POINTER (before + 1));
  assert_notification ("Marker\n");
  g_settings_reset (settings, "notify-success");
}

/* A restore that ended while the program was not there is no news, one that did not end is. */
static void
test_job_guard_goes_on (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  g_autoptr (RepriseJobGuard) guard = NULL;
  g_autoptr (RepriseRestoreJob) job = NULL;
  guint before = session_fixture_get_n_notifications (session);

  job_fixture_submit (fixture, &submission);
  job_submission_clear (&submission);
  job_fixture_restart (fixture);
  guard = reprise_job_guard_new (application, CONNECTION_ID, fixture->manager, NULL);
  job_fixture_load (fixture);
  g_assert_cmpint (session_fixture_get_n_inhibitors (session), ==, 1);
  put_end (fixture, "succeeded", NULL);
  job = g_list_model_get_item (G_LIST_MODEL (fixture->manager), 0);
  job_fixture_look_again (fixture, job, 1);
  job_fixture_await_end (job);
  reprise_test_wait_for (has_notification, GUINT_TO_POINTER (before + 1));
  assert_notification ("‘East Coast Parts’ Was Restored\nThe database is available.");

  g_clear_object (&job);
  g_clear_object (&guard);
  job_fixture_restart (fixture);
  guard = reprise_job_guard_new (application, CONNECTION_ID, fixture->manager, NULL);
  job_fixture_load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 1);
  g_assert_cmpint (session_fixture_get_n_inhibitors (session), ==, 0);
  g_assert_cmpuint (session_fixture_get_n_notifications (session), ==, before + 1);
}

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  session = session_fixture_new ();
  application = gtk_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  JOB_TEST ("/app/job-guard/inhibits", test_job_guard_inhibits);
  JOB_TEST ("/app/job-guard/notifies", test_job_guard_notifies);
  JOB_TEST ("/app/job-guard/leads", test_job_guard_leads);
  JOB_TEST ("/app/job-guard/keeps-quiet", test_job_guard_keeps_quiet);
  JOB_TEST ("/app/job-guard/goes-on", test_job_guard_goes_on);
  status = g_test_run ();
  g_object_unref (application);
  session_fixture_free (session);
  return status;
}
