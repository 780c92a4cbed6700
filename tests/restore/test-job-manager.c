/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that are asked for: what leaves, when, how often, and what the journal tells. */

#include "config.h"

#include "restore-job-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

static void
put_task (JobFixture *fixture, const char *status_word)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  const WorldTask task = { .status_word = status_word, .request = request };

  job_fixture_put_task (fixture, &task);
}

static void
assert_nothing_runs (JobFixture *fixture)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 0);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 0);
  g_assert_null (reprise_job_manager_find (fixture->manager, WORLD_EAST));
}

/* Nothing was sent, nothing runs, and the journal has never heard of it. */
static void
assert_nothing_sent (JobFixture *fixture, JobSubmission *submission)
{
  g_assert_null (submission->job);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 0);
  job_fixture_assert_journal (fixture, "");
  assert_nothing_runs (fixture);
}

static void
await_sent (JobFixture *fixture, guint n_sent)
{
  while (job_fixture_count_sent (fixture) < n_sent)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
count_cb (guint *n_calls)
{
  (*n_calls)++;
}

static void
assert_lists (JobFixture *fixture, RepriseRestoreJob *job)
{
  GListModel *list = G_LIST_MODEL (fixture->manager);
  g_autoptr (RepriseRestoreJob) listed = g_list_model_get_item (list, 0);
  g_autoptr (RepriseRestoreJob) beyond = g_list_model_get_item (list, 1);
  guint n_running = 0;

  g_assert_true (g_list_model_get_item_type (list) == REPRISE_TYPE_RESTORE_JOB);
  g_assert_true (listed == job);
  g_assert_null (beyond);
  g_object_get (fixture->manager, "n-running", &n_running, NULL);
  g_assert_cmpuint (n_running, ==, 1);
}

/* From the button to the verified end: one request, of the bytes that were shown. */
static void
test_job_manager_whole (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };
  guint n_counted = 0, n_changed = 0;

  g_signal_connect_swapped (fixture->manager,
                            "notify::n-running",
                            G_CALLBACK (count_cb),
                            &n_counted);
  g_signal_connect_swapped (fixture->manager, "items-changed", G_CALLBACK (count_cb), &n_changed);
  job_fixture_begin (fixture, plan);
  job_fixture_end (fixture, &submission);
  g_assert_no_error (submission.error);
  g_assert_true (submission.done);
  g_assert_null (submission.differences);
  g_assert_nonnull (submission.job);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 1);
  assert_lists (fixture, submission.job);
  g_assert_true (reprise_job_manager_find (fixture->manager, WORLD_EAST) == submission.job);
  g_assert_null (reprise_job_manager_find (fixture->manager, WORLD_WEST));
  g_assert_true (g_bytes_equal (reprise_stub_backend_get_sent_body (fixture->stub),
                                reprise_restore_plan_get_body (plan)));
  job_fixture_await_look (fixture);
  job_fixture_assert_journal (fixture, "intent answer:accepted");

  job_fixture_put_status (fixture, "modifying");
  put_task (fixture, "running");
  job_fixture_look_again (fixture, submission.job, 1);
  job_fixture_assert_journal (fixture, "intent answer:accepted task:ours");
  g_assert_cmpint (reprise_restore_job_get_match (submission.job), ==, REPRISE_RESTORE_MATCH_OURS);
  g_assert_false (reprise_restore_job_is_finished (submission.job));

  job_fixture_put_status (fixture, "available");
  put_task (fixture, "succeeded");
  job_fixture_look_again (fixture, submission.job, 1);
  job_fixture_await_end (submission.job);
  g_assert_cmpint (reprise_job_get_result (reprise_restore_job_get_job (submission.job)),
                   ==,
                   REPRISE_JOB_RESULT_SUCCEEDED);
  job_fixture_assert_journal (fixture, "intent answer:accepted task:ours outcome:succeeded");
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 0);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  g_assert_cmpuint (n_counted, ==, 2);
  g_assert_cmpuint (n_changed, ==, 1);
}

/* The job tells whose it is and what was asked for, as the journal does. */
static void
test_job_manager_facts (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  const WorldTask old = { .id = "task-0", .status_word = "succeeded" };
  g_auto (JobSubmission) submission = { 0 };
  g_auto (JobSubmission) again = { 0 };
  RepriseRestoreJob *job;
  g_autofree char *text = NULL;

  job_fixture_put_task (fixture, &old);
  job_fixture_submit (fixture, &submission);
  /* One restore more than the plan that was shown knew of. */
  g_assert_cmpuint (submission.differences->len, ==, 1);
  job_fixture_begin (fixture, submission.fresh);
  job_fixture_end (fixture, &again);
  g_assert_no_error (again.error);
  job = again.job;
  g_assert_cmpstr (reprise_restore_job_get_database_id (job), ==, WORLD_EAST);
  g_assert_cmpstr (reprise_restore_job_get_database_title (job), ==, "East Coast Parts");
  g_assert_cmpstr (reprise_restore_job_get_source_database_id (job), ==, WORLD_EAST);
  g_assert_true (reprise_restore_request_equal (reprise_restore_job_get_request (job), request));
  g_assert_cmpint (reprise_restore_job_get_asked_at (job), ==, world_instant (WORLD_NOW));
  g_assert_cmpint (reprise_restore_job_get_ended_at (job), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_restore_job_get_answer (job), ==, REPRISE_RESTORE_ANSWER_ACCEPTED);
  g_assert_cmpuint (g_strv_length ((char **) reprise_restore_job_get_task_ids_before (job)), ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"task_ids\":[\"task-0\"]"));
  g_assert_nonnull (strstr (text, "\"address\":\"https://stub.example.com\""));
  g_assert_nonnull (strstr (text, "\"service_now\":\"2024-06-19T23:30:00.000000Z\""));
}

static void
put_inventory (JobFixture *fixture, const char *archive_max_wal, guint n_backups)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  RepriseBackupFields backups[3];
  g_autoptr (RepriseInventory) inventory = NULL;

  memcpy (backups, world_backups (), 2 * sizeof (RepriseBackupFields));
  backups[2] = backups[0];
  backups[2].label = "20240619-231500F";
  backups[2].started_at = world_instant ("2024-06-19T23:15:00Z");
  backups[2].finished_at = world_instant ("2024-06-19T23:16:00Z");
  backups[2].wal_start = "000000010000000000000012";
  backups[2].wal_stop = "000000010000000000000013";
  fields.archive_max_wal = archive_max_wal;
  inventory = world_inventory (&fields, backups, n_backups);
  reprise_stub_backend_put_inventory (fixture->stub, inventory);
}

/* What has changed is shown and nothing is sent; what was shown then is sent at the second try. */
static void
test_job_manager_differences (JobFixture *fixture, gconstpointer data)
{
  const RepriseRestoreDifference *difference;
  g_auto (JobSubmission) submission = { 0 };
  g_auto (JobSubmission) again = { 0 };

  put_inventory (fixture, NULL, 3);
  job_fixture_submit (fixture, &submission);
  g_assert_true (submission.done);
  g_assert_no_error (submission.error);
  g_assert_nonnull (submission.fresh);
  difference = g_ptr_array_index (submission.differences, 0);
  g_assert_cmpstr (difference->title, ==, "Backup it starts from");
  g_assert_cmpstr (difference->before, ==, WORLD_INCR);
  g_assert_cmpstr (difference->now, ==, "20240619-231500F");
  assert_nothing_sent (fixture, &submission);

  job_fixture_begin (fixture, submission.fresh);
  job_fixture_end (fixture, &again);
  g_assert_nonnull (again.job);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
}

/* Figures that only grew are no news: more WAL, and a later backup that it does not start from. */
static void
test_job_manager_growth (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_TIME);
  g_auto (JobSubmission) submission = { 0 };

  reprise_stub_backend_set_now (fixture->stub, world_instant ("2024-06-19T23:40:00Z"));
  put_inventory (fixture, "000000010000000000000020", 3);
  job_fixture_begin (fixture, plan);
  job_fixture_end (fixture, &submission);
  g_assert_no_error (submission.error);
  g_assert_nonnull (submission.job);
  g_assert_true (g_bytes_equal (reprise_stub_backend_get_sent_body (fixture->stub),
                                reprise_restore_plan_get_body (plan)));
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
}

/* A rule that speaks against it by now keeps it from being sent. */
static void
test_job_manager_violations (JobFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "modifying", "hibernating" };
  const WorldTask other = { .name = "update", .status_word = "queued" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      job_fixture_put_status (fixture, words[i]);
      job_fixture_submit (fixture, &submission);
      g_assert_error (submission.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_VIOLATION);
      g_assert_nonnull (strstr (submission.error->message, words[i]));
      g_assert_null (submission.fresh);
      assert_nothing_sent (fixture, &submission);
    }
  {
    g_auto (JobSubmission) submission = { 0 };

    job_fixture_put_status (fixture, "available");
    job_fixture_put_task (fixture, &other);
    job_fixture_submit (fixture, &submission);
    g_assert_error (submission.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_VIOLATION);
    assert_nothing_sent (fixture, &submission);
  }
}

/* A plan whose name was not typed is not sent, however it came here. */
static void
test_job_manager_unconfirmed (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) latest =
                 reprise_restore_form_with_method (form, REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseRestorePlan) plan = reprise_restore_plan_new (latest);
  g_auto (JobSubmission) submission = { 0 };

  job_fixture_begin (fixture, plan);
  job_fixture_end (fixture, &submission);
  g_assert_error (submission.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_VIOLATION);
  assert_nothing_sent (fixture, &submission);
}

/* Without a fresh look at everything, the tasks too, nothing is sent. */
static void
test_job_manager_unreadable (JobFixture *fixture, gconstpointer data)
{
  static const RepriseStubCall calls[] = { REPRISE_STUB_REPOSITORIES,
                                           REPRISE_STUB_DATABASE,
                                           REPRISE_STUB_CLUSTER,
                                           REPRISE_STUB_TASKS };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      reprise_stub_backend_fail (fixture->stub,
                                 calls[i],
                                 REPRISE_SERVICE_ERROR_TIMEOUT,
                                 "no answer");
      job_fixture_submit (fixture, &submission);
      g_assert_error (submission.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT);
      assert_nothing_sent (fixture, &submission);
      reprise_stub_backend_succeed (fixture->stub, calls[i]);
    }
}

/* Without a journal that can be read and written, nothing is sent. */
static void
test_job_manager_no_journal (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) unreadable = { 0 };
  g_auto (JobSubmission) unwritable = { 0 };

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  job_fixture_submit (fixture, &unreadable);
  g_assert_error (unreadable.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_JOURNAL);
  g_assert_nonnull (strstr (unreadable.error->message, "Nothing was sent."));
  assert_nothing_sent (fixture, &unreadable);

  /* Reads as a journal that is not there, but cannot be made. */
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  g_assert_cmpint (symlink ("/nonexistent/journal", fixture->path), ==, 0);
  job_fixture_submit (fixture, &unwritable);
  g_assert_error (unwritable.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_JOURNAL);
  g_assert_nonnull (strstr (unwritable.error->message, fixture->path));
  assert_nothing_sent (fixture, &unwritable);
}

/* When the request leaves, the journal has it on disk, and the restore is there to be seen. */
static void
test_job_manager_order (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_BACKUP);
  g_auto (JobSubmission) submission = { 0 };

  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_begin (fixture, plan);
  await_sent (fixture, 1);
  job_fixture_assert_journal (fixture, "intent");
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 1);
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_end (fixture, &submission);
  g_assert_nonnull (submission.job);
  job_fixture_assert_journal (fixture, "intent answer:accepted");
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
}

/* One restore a database: neither while one is being asked for nor while one runs. */
static void
test_job_manager_one_at_a_time (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) first = { 0 };
  g_auto (JobSubmission) second = { 0 };
  g_auto (JobSubmission) third = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_begin (fixture, plan);
  await_sent (fixture, 1);
  job_fixture_submit (fixture, &second);
  g_assert_error (second.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_RUNNING);
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_end (fixture, &first);
  g_assert_nonnull (first.job);
  job_fixture_submit (fixture, &third);
  g_assert_error (third.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_RUNNING);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  job_fixture_assert_journal (fixture, "intent answer:accepted");
}

/* A refusal is told, in the service's words, and is over; only a person asks again. */
static void
test_job_manager_refused (JobFixture *fixture, gconstpointer data)
{
  static const struct
  {
    RepriseServiceError code;
    const char *journal;
  } cases[] = {
    { REPRISE_SERVICE_ERROR_BUSY_DATABASE, "intent answer:refused dismissed" },
    { REPRISE_SERVICE_ERROR_BUSY_CLUSTER, "intent answer:refused dismissed" },
    { REPRISE_SERVICE_ERROR_UNAUTHORIZED, "intent answer:refused dismissed" },
    { REPRISE_SERVICE_ERROR_TRANSPORT, "intent answer:not-sent dismissed" },
    { REPRISE_SERVICE_ERROR_UNSUPPORTED, "intent answer:not-sent dismissed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      reprise_stub_backend_fail (fixture->stub,
                                 REPRISE_STUB_SEND_RESTORE,
                                 cases[i].code,
                                 "in its own words");
      job_fixture_submit (fixture, &submission);
      g_assert_false (submission.done);
      g_assert_error (submission.error, REPRISE_SERVICE_ERROR, (int) cases[i].code);
      g_assert_cmpstr (submission.error->message, ==, "in its own words");
      assert_nothing_runs (fixture);
      job_fixture_await_journal (fixture, cases[i].journal);
      g_assert_cmpuint (job_fixture_count_sent (fixture), ==, i + 1);
      g_unlink (fixture->path);
    }
}

/* Whoever closes the window while the service is asked finds the refusal where restores are listed.
 */
static void
test_job_manager_refused_unseen (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };
  RepriseRestoreJob *job;

  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_SEND_RESTORE,
                             REPRISE_SERVICE_ERROR_BUSY_DATABASE,
                             "in its own words");
  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_begin (fixture, plan);
  await_sent (fixture, 1);
  g_cancellable_cancel (fixture->cancellable);
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_end (fixture, &submission);
  g_assert_error (submission.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_BUSY_DATABASE);
  job = reprise_job_manager_find (fixture->manager, WORLD_EAST);
  g_assert_cmpint (reprise_job_get_result (reprise_restore_job_get_job (job)),
                   ==,
                   REPRISE_JOB_RESULT_FAILED);
  g_assert_cmpstr (reprise_job_get_detail (reprise_restore_job_get_job (job)),
                   ==,
                   "in its own words");
  job_fixture_assert_journal (fixture, "intent answer:refused");
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Two processes that ask at the same moment: neither sees the other's line before its own. */
static void
test_job_manager_two_at_once (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseJournal) journal = reprise_journal_new (fixture->path);
  g_autoptr (RepriseJobManager) other =
          reprise_job_manager_new (fixture->backend, journal, REPRISE_CLOCK (fixture->clock));
  g_auto (JobSubmission) submission = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const GError *refused;

  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_TASKS);
  job_fixture_begin (fixture, plan);
  reprise_job_manager_submit_async (other, plan, NULL, keep_result_cb, &result);
  while (reprise_stub_backend_count_held (fixture->stub, REPRISE_STUB_TASKS) < 2)
    g_main_context_iteration (NULL, TRUE);
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_TASKS);
  job_fixture_end (fixture, &submission);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  reprise_job_manager_submit_finish (other, result, NULL, NULL, NULL, &error);

  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  g_assert_true ((error == NULL) != (submission.error == NULL));
  refused = error == NULL ? submission.error : error;
  g_assert_error (refused, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_RUNNING);
}

/* Cancelled while looking: nothing is sent. */
static void
test_job_manager_cancelled (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };

  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_TASKS);
  job_fixture_begin (fixture, plan);
  while (reprise_stub_backend_count_held (fixture->stub, REPRISE_STUB_TASKS) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_TASKS);
  job_fixture_end (fixture, &submission);
  g_assert_error (submission.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_sent (fixture, &submission);
}

/* Cancelled while the journal is being written: nothing is sent, and the journal says so. */
static void
test_job_manager_cancelled_late (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };
  int fd = open (fixture->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  job_fixture_begin (fixture, plan);
  while (reprise_stub_backend_count (fixture->stub, REPRISE_STUB_TASKS) < 2)
    g_main_context_iteration (NULL, TRUE);
  run_pending ();
  g_cancellable_cancel (fixture->cancellable);
  close (fd);
  job_fixture_end (fixture, &submission);
  g_assert_error (submission.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 0);
  assert_nothing_runs (fixture);
  job_fixture_await_journal (fixture, "intent answer:not-sent dismissed");
}

/* Once the service is asked, closing whatever asked changes nothing. */
static void
test_job_manager_not_cancellable (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };

  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_begin (fixture, plan);
  await_sent (fixture, 1);
  g_cancellable_cancel (fixture->cancellable);
  run_pending ();
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_end (fixture, &submission);
  g_assert_no_error (submission.error);
  g_assert_nonnull (submission.job);
  g_assert_cmpint (reprise_restore_job_get_answer (submission.job),
                   ==,
                   REPRISE_RESTORE_ANSWER_ACCEPTED);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  job_fixture_assert_journal (fixture, "intent answer:accepted");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  JOB_TEST ("/restore/job-manager/whole", test_job_manager_whole);
  JOB_TEST ("/restore/job-manager/facts", test_job_manager_facts);
  JOB_TEST ("/restore/job-manager/differences", test_job_manager_differences);
  JOB_TEST ("/restore/job-manager/growth", test_job_manager_growth);
  JOB_TEST ("/restore/job-manager/violations", test_job_manager_violations);
  JOB_TEST ("/restore/job-manager/unconfirmed", test_job_manager_unconfirmed);
  JOB_TEST ("/restore/job-manager/unreadable", test_job_manager_unreadable);
  JOB_TEST ("/restore/job-manager/no-journal", test_job_manager_no_journal);
  JOB_TEST ("/restore/job-manager/order", test_job_manager_order);
  JOB_TEST ("/restore/job-manager/two-at-once", test_job_manager_two_at_once);
  JOB_TEST ("/restore/job-manager/one-at-a-time", test_job_manager_one_at_a_time);
  JOB_TEST ("/restore/job-manager/refused", test_job_manager_refused);
  JOB_TEST ("/restore/job-manager/refused-unseen", test_job_manager_refused_unseen);
  JOB_TEST ("/restore/job-manager/cancelled", test_job_manager_cancelled);
  JOB_TEST ("/restore/job-manager/cancelled-late", test_job_manager_cancelled_late);
  JOB_TEST ("/restore/job-manager/not-cancellable", test_job_manager_not_cancellable);
  return g_test_run ();
}
