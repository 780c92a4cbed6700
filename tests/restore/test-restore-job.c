/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that were asked for: how they are followed, and what is said of their end. */

#include "config.h"

#include "restore-job-fixture.h"
#include "restore/reprise-restore-evidence.h"

#include <glib/gstdio.h>

#define LOOKS_A_MINUTE 12

static const RepriseTaskMessageFields running_step = {
  .time = REPRISE_INSTANT_NONE,
  .step = "execute_restore",
  .text = "execute restore",
  .status_word = "running",
  .progress = 45,
};

static const RepriseTaskMessageFields failed_step = {
  .time = REPRISE_INSTANT_NONE,
  .step = "execute_restore",
  .text = "execute restore",
  .status_word = "failed",
  .progress = -1,
};

static RepriseRestoreJob *
submit (JobFixture *fixture)
{
  g_auto (JobSubmission) submission = { 0 };

  job_fixture_submit (fixture, &submission);
  g_assert_no_error (submission.error);
  g_assert_nonnull (submission.job);
  return g_steal_pointer (&submission.job);
}

static RepriseRestoreJob *
submit_into_the_unknown (JobFixture *fixture)
{
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_SEND_RESTORE,
                             REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN,
                             "the connection broke off");
  return submit (fixture);
}

/* Ours, with the last message that it has. */
static void
put_ours (JobFixture *fixture,
          const char *status_word,
          const char *error,
          const RepriseTaskMessageFields *message)
{
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RepriseTask) task = NULL;

  if (message != NULL)
    {
      g_ptr_array_add (messages, reprise_task_message_new (&running_step));
      if (message != &running_step)
        g_ptr_array_add (messages, reprise_task_message_new (message));
    }
  fields.id = "task-ours";
  fields.name = "restore-from-pgbackrest";
  fields.status_word = status_word;
  fields.subject_id = WORLD_EAST;
  fields.error = error;
  fields.request = request;
  fields.messages = messages;
  task = reprise_task_new (&fields);
  reprise_stub_backend_put_task (fixture->stub, task);
}

static void
put_other (JobFixture *fixture, const char *id, const char *status_word)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_BACKUP);
  const WorldTask task = { .id = id, .status_word = status_word, .request = request };

  job_fixture_put_task (fixture, &task);
}

/* As a service shows it that tells no request. */
static void
put_bare (JobFixture *fixture, const char *id, const char *status_word)
{
  const WorldTask task = { .id = id, .status_word = status_word };

  job_fixture_put_task (fixture, &task);
}

static void
assert_result (JobFixture *fixture,
               RepriseRestoreJob *job,
               RepriseJobResult result,
               const char *words)
{
  RepriseJob *inner = reprise_restore_job_get_job (job);

  job_fixture_await_end (job);
  g_assert_cmpint (reprise_job_get_result (inner), ==, result);
  g_assert_nonnull (strstr (reprise_job_get_detail (inner), words));
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 0);
}

static gboolean
log_has (RepriseRestoreJob *job, const char *text)
{
  g_auto (GStrv) log = reprise_job_dup_log (reprise_restore_job_get_job (job));

  for (guint i = 0; log[i] != NULL; i++)
    if (strstr (log[i], text) != NULL)
      return TRUE;
  return FALSE;
}

static void
count_cb (guint *n_calls)
{
  (*n_calls)++;
}

/* What a binding sees. */
static void
assert_running (RepriseRestoreJob *job, const char *expected_step, double expected_progress)
{
  g_autofree char *step = NULL;
  g_autoptr (RepriseTask) task = NULL;
  guint state, result, match;
  gboolean dismissed;
  double progress;

  g_object_get (job,
                "state",
                &state,
                "result",
                &result,
                "step",
                &step,
                "progress",
                &progress,
                "task",
                &task,
                "match",
                &match,
                "dismissed",
                &dismissed,
                NULL);
  g_assert_cmpuint (state, ==, REPRISE_JOB_STATE_RUNNING);
  g_assert_cmpuint (result, ==, REPRISE_JOB_RESULT_NONE);
  g_assert_cmpstr (step, ==, expected_step);
  g_assert_cmpfloat_with_epsilon (progress, expected_progress, 0.001);
  g_assert_true (task == reprise_restore_job_get_task (job));
  g_assert_cmpuint (match, ==, reprise_restore_job_get_match (job));
  g_assert_false (dismissed);
}

/* Step and progress are the task's, and each change is told once. */
static void
test_restore_job_progress (JobFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "state", "result", "step", "progress", "task", "match" };
  static const guint expected[] = { 1, 1, 3, 2, 2, 1 };
  g_autoptr (RepriseRestoreJob) job = submit (fixture);
  guint counts[G_N_ELEMENTS (names)] = { 0 };

  job_fixture_await_look (fixture);
  assert_running (job, "Accepted; waiting for its task to appear", -1.0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", names[i], NULL);

      g_signal_connect_swapped (job, signal, G_CALLBACK (count_cb), &counts[i]);
    }
  put_ours (fixture, "running", NULL, &running_step);
  job_fixture_look_again (fixture, job, 3);
  assert_running (job, "execute restore", 0.45);
  g_assert_true (log_has (job, "execute restore"));
  put_ours (fixture, "succeeded", NULL, &running_step);
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture, job, REPRISE_JOB_RESULT_SUCCEEDED, "available");
  job_fixture_assert_journal (fixture, "intent answer:accepted task:ours outcome:succeeded");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_cmpuint (counts[i], ==, expected[i]);
    }
  g_assert_cmpint (reprise_restore_job_get_ended_at (job),
                   ==,
                   world_instant (WORLD_NOW) + 4 * JOB_LOOK_USEC);
}

/* A failure is told with the step, the service's own words and the state of the database. */
static void
test_restore_job_failed (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  put_ours (fixture, "failed", "  ERROR: [056]: unable to find backup\n", &failed_step);
  job_fixture_put_status (fixture, "degraded");
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture,
                 job,
                 REPRISE_JOB_RESULT_FAILED,
                 "The restore failed in the step ‘execute_restore’: ERROR: [056]: unable to find "
                 "backup\nThe database reads ‘degraded’.");
  job_fixture_assert_journal (fixture, "intent answer:accepted task:ours outcome:failed");
}

/* A task that failed has failed even where the database cannot be read. */
static void
test_restore_job_failed_unseen (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  job_fixture_await_look (fixture);
  put_ours (fixture, "failed", NULL, NULL);
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_DATABASE,
                             REPRISE_SERVICE_ERROR_TIMEOUT,
                             "no answer");
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture,
                 job,
                 REPRISE_JOB_RESULT_FAILED,
                 "The restore failed: The service gives no reason.");
}

/* A task that succeeded is no success where the database then reads otherwise. */
static void
test_restore_job_degraded (JobFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "failed", "degraded" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (RepriseRestoreJob) job = NULL;

      reprise_stub_backend_clear (fixture->stub, REPRISE_STUB_TASKS);
      job_fixture_put_status (fixture, "available");
      job = submit (fixture);
      put_ours (fixture, "succeeded", NULL, NULL);
      job_fixture_put_status (fixture, words[i]);
      job_fixture_look_again (fixture, job, 1);
      job_fixture_await_end (job);
      g_assert_cmpint (reprise_job_get_result (reprise_restore_job_get_job (job)),
                       ==,
                       REPRISE_JOB_RESULT_FAILED);
      g_assert_nonnull (
          strstr (reprise_job_get_detail (reprise_restore_job_get_job (job)), words[i]));
    }
}

/* Before the database is at rest there is no success; and a word not known here is none ever. */
static void
test_restore_job_verified (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  put_ours (fixture, "succeeded", NULL, NULL);
  job_fixture_put_status (fixture, "modifying");
  job_fixture_look_again (fixture, job, 20 * LOOKS_A_MINUTE);
  g_assert_false (reprise_restore_job_is_finished (job));
  g_assert_cmpstr (reprise_job_get_step (reprise_restore_job_get_job (job)),
                   ==,
                   "Looking at the state of the database");
  job_fixture_put_status (fixture, "hibernating");
  job_fixture_look_again (fixture, job, REPRISE_RESTORE_LONG_QUIET_MINUTES * LOOKS_A_MINUTE);
  g_assert_false (reprise_restore_job_is_finished (job));
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture, job, REPRISE_JOB_RESULT_UNKNOWN, "hibernating");
}

/* Nor is there any end before the database has been read. */
static void
test_restore_job_unverified (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  job_fixture_await_look (fixture);
  put_ours (fixture, "succeeded", NULL, NULL);
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_DATABASE,
                             REPRISE_SERVICE_ERROR_TRANSPORT,
                             "no route");
  reprise_fake_clock_advance (fixture->clock, JOB_LOOK_USEC);
  reprise_fake_clock_await_timer (fixture->clock, 2 * JOB_LOOK_USEC);
  g_assert_false (reprise_restore_job_is_finished (job));
  reprise_stub_backend_succeed (fixture->stub, REPRISE_STUB_DATABASE);
  reprise_fake_clock_advance (fixture->clock, 2 * JOB_LOOK_USEC);
  assert_result (fixture, job, REPRISE_JOB_RESULT_SUCCEEDED, "available");
}

/* A database that the service knows no more is no success. */
static void
test_restore_job_database_gone (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  put_ours (fixture, "queued", NULL, NULL);
  job_fixture_look_again (fixture, job, 1);
  g_assert_cmpstr (reprise_job_get_step (reprise_restore_job_get_job (job)),
                   ==,
                   "The task is waiting to begin");
  put_ours (fixture, "succeeded", NULL, NULL);
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_DATABASE,
                             REPRISE_SERVICE_ERROR_NOT_FOUND,
                             "no such database");
  job_fixture_look_again (fixture, job, 1000);
  assert_result (fixture,
                 job,
                 REPRISE_JOB_RESULT_UNKNOWN,
                 "the service does not know the database any more");
}

/* A state of the task that is not known here is no end. */
static void
test_restore_job_unknown_word (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  put_ours (fixture, "pausing", NULL, NULL);
  job_fixture_look_again (fixture, job, 30 * LOOKS_A_MINUTE);
  g_assert_false (reprise_restore_job_is_finished (job));
  put_ours (fixture, "succeeded", NULL, NULL);
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture, job, REPRISE_JOB_RESULT_SUCCEEDED, "available");
}

/* A service that cannot be read is asked more and more rarely, and that is no end. */
static void
test_restore_job_back_off (JobFixture *fixture, gconstpointer data)
{
  static const gint64 seconds[] = { 10, 20, 40, 60, 60, 60 };
  g_autoptr (RepriseRestoreJob) job = submit (fixture);
  guint n_lines = 0;
  g_auto (GStrv) log = NULL;

  put_ours (fixture, "running", NULL, NULL);
  job_fixture_look_again (fixture, job, 1);
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_TASK,
                             REPRISE_SERVICE_ERROR_UNAUTHORIZED,
                             "expired");
  reprise_fake_clock_advance (fixture->clock, JOB_LOOK_USEC);
  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      reprise_fake_clock_await_timer (fixture->clock, seconds[i] * G_USEC_PER_SEC);
      g_assert_cmpstr (reprise_job_get_step (reprise_restore_job_get_job (job)),
                       ==,
                       "The service cannot be read; asking again");
      if (i + 1 < G_N_ELEMENTS (seconds))
        reprise_fake_clock_advance (fixture->clock, seconds[i] * G_USEC_PER_SEC);
    }
  log = reprise_job_dup_log (reprise_restore_job_get_job (job));
  for (guint i = 0; log[i] != NULL; i++)
    n_lines += g_strcmp0 (log[i], "expired") == 0;
  g_assert_cmpuint (n_lines, ==, 1);

  reprise_stub_backend_succeed (fixture->stub, REPRISE_STUB_TASK);
  reprise_fake_clock_advance (fixture->clock, 60 * G_USEC_PER_SEC);
  job_fixture_look_again (fixture, job, 1);
  put_ours (fixture, "succeeded", NULL, NULL);
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture, job, REPRISE_JOB_RESULT_SUCCEEDED, "available");
}

/* Accepted, and no task is ever seen: after a long while that is said, and nothing else. */
static void
test_restore_job_accepted_unseen (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  job_fixture_look_again (fixture, job, 5 * LOOKS_A_MINUTE);
  job_fixture_put_status (fixture, "modifying");
  job_fixture_look_again (fixture, job, 20 * LOOKS_A_MINUTE);
  job_fixture_put_status (fixture, "available");
  job_fixture_look_again (fixture, job, REPRISE_RESTORE_LONG_QUIET_MINUTES * LOOKS_A_MINUTE);
  g_assert_false (reprise_restore_job_is_finished (job));
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture,
                 job,
                 REPRISE_JOB_RESULT_UNKNOWN,
                 "The service accepted the request, but no restore began within 10 minutes.");
  job_fixture_assert_journal (fixture, "intent answer:accepted outcome:unknown");
}

/* Nobody knows whether it was accepted, and two minutes are quiet. */
static void
test_restore_job_unknown (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit_into_the_unknown (fixture);

  g_assert_true (log_has (job, "the connection broke off"));
  job_fixture_look_again (fixture, job, REPRISE_RESTORE_QUIET_MINUTES * LOOKS_A_MINUTE - 1);
  g_assert_false (reprise_restore_job_is_finished (job));
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture,
                 job,
                 REPRISE_JOB_RESULT_UNKNOWN,
                 "Whether the service accepted the request is not known. No restore was seen "
                 "within 2 minutes.");
  job_fixture_assert_journal (fixture, "intent answer:unknown outcome:unknown");
}

/* Two minutes without an answer are not quiet, nor is a clock that is set. */
static void
test_restore_job_not_quiet (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit_into_the_unknown (fixture);

  job_fixture_look_again (fixture, job, LOOKS_A_MINUTE);
  reprise_fake_clock_advance (fixture->clock, 7 * 60 * G_USEC_PER_SEC);
  job_fixture_await_look (fixture);
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_TASKS,
                             REPRISE_SERVICE_ERROR_TRANSPORT,
                             "no route");
  reprise_fake_clock_advance (fixture->clock, JOB_LOOK_USEC);
  reprise_fake_clock_await_timer (fixture->clock, 2 * JOB_LOOK_USEC);
  reprise_stub_backend_succeed (fixture->stub, REPRISE_STUB_TASKS);
  reprise_fake_clock_advance (fixture->clock, 2 * JOB_LOOK_USEC);
  job_fixture_look_again (fixture, job, LOOKS_A_MINUTE);
  g_assert_false (reprise_restore_job_is_finished (job));
}

/* It was accepted after all: its task says so, and it is followed as ours. */
static void
test_restore_job_unknown_found (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit_into_the_unknown (fixture);

  job_fixture_look_again (fixture, job, 10);
  put_ours (fixture, "running", NULL, NULL);
  job_fixture_look_again (fixture, job, 2);
  g_assert_cmpint (reprise_restore_job_get_match (job), ==, REPRISE_RESTORE_MATCH_OURS);
  put_ours (fixture, "succeeded", NULL, NULL);
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture, job, REPRISE_JOB_RESULT_SUCCEEDED, "available");
  job_fixture_assert_journal (fixture, "intent answer:unknown task:ours outcome:succeeded");
}

/* A restore that may be another person's is shown as that, and its success is not ours. */
static void
test_restore_job_unknown_other (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit_into_the_unknown (fixture);

  put_other (fixture, "task-other", "running");
  job_fixture_look_again (fixture, job, 5 * LOOKS_A_MINUTE);
  g_assert_cmpint (reprise_restore_job_get_match (job), ==, REPRISE_RESTORE_MATCH_MAYBE);
  g_assert_cmpstr (reprise_task_get_id (reprise_restore_job_get_task (job)), ==, "task-other");
  g_assert_cmpstr (reprise_job_get_step (reprise_restore_job_get_job (job)),
                   ==,
                   "Following a restore that may be another person’s");
  put_other (fixture, "task-other", "succeeded");
  job_fixture_look_again (fixture, job, REPRISE_RESTORE_QUIET_MINUTES * LOOKS_A_MINUTE + 1);
  assert_result (fixture,
                 job,
                 REPRISE_JOB_RESULT_UNKNOWN,
                 "may be another person’s. Its task reads ‘succeeded’.");
  job_fixture_assert_journal (fixture, "intent answer:unknown task:maybe outcome:unknown");
}

/* Another's came first, and ours after it. */
static void
test_restore_job_both (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  put_other (fixture, "task-other", "succeeded");
  job_fixture_look_again (fixture, job, 3);
  g_assert_cmpint (reprise_restore_job_get_match (job), ==, REPRISE_RESTORE_MATCH_MAYBE);
  put_ours (fixture, "failed", "disk full", NULL);
  job_fixture_look_again (fixture, job, 1);
  assert_result (fixture, job, REPRISE_JOB_RESULT_FAILED, "disk full");
  job_fixture_assert_journal (fixture,
                              "intent answer:accepted task:maybe task:ours outcome:failed");
}

/* Where the service tells no request, two new restores are nobody's. */
static void
test_restore_job_two_bare (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  put_bare (fixture, "task-a", "succeeded");
  put_bare (fixture, "task-b", "succeeded");
  job_fixture_look_again (fixture, job, REPRISE_RESTORE_QUIET_MINUTES * LOOKS_A_MINUTE + 1);
  assert_result (fixture, job, REPRISE_JOB_RESULT_UNKNOWN, "may be another person’s");
}

/* A task that the service shows no more is no success. */
static void
test_restore_job_vanished (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);

  put_ours (fixture, "running", NULL, NULL);
  job_fixture_look_again (fixture, job, 2);
  reprise_stub_backend_clear (fixture->stub, REPRISE_STUB_TASKS);
  job_fixture_look_again (fixture, job, REPRISE_RESTORE_LONG_QUIET_MINUTES * LOOKS_A_MINUTE + 1);
  assert_result (fixture,
                 job,
                 REPRISE_JOB_RESULT_UNKNOWN,
                 "The service does not show the task of this restore any more.");
}

/* A journal that breaks after the request has left is told of, and stops nothing. */
static void
test_restore_job_journal_lost (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };

  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_begin (fixture, plan);
  while (job_fixture_count_sent (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_SEND_RESTORE);
  job_fixture_end (fixture, &submission);
  g_assert_nonnull (submission.job);
  g_assert_true (log_has (submission.job, "cannot be written"));
  put_ours (fixture, "succeeded", NULL, NULL);
  job_fixture_look_again (fixture, submission.job, 1);
  assert_result (fixture, submission.job, REPRISE_JOB_RESULT_SUCCEEDED, "available");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  JOB_TEST ("/restore/restore-job/progress", test_restore_job_progress);
  JOB_TEST ("/restore/restore-job/failed", test_restore_job_failed);
  JOB_TEST ("/restore/restore-job/failed-unseen", test_restore_job_failed_unseen);
  JOB_TEST ("/restore/restore-job/degraded", test_restore_job_degraded);
  JOB_TEST ("/restore/restore-job/verified", test_restore_job_verified);
  JOB_TEST ("/restore/restore-job/unverified", test_restore_job_unverified);
  JOB_TEST ("/restore/restore-job/database-gone", test_restore_job_database_gone);
  JOB_TEST ("/restore/restore-job/unknown-word", test_restore_job_unknown_word);
  JOB_TEST ("/restore/restore-job/back-off", test_restore_job_back_off);
  JOB_TEST ("/restore/restore-job/accepted-unseen", test_restore_job_accepted_unseen);
  JOB_TEST ("/restore/restore-job/unknown", test_restore_job_unknown);
  JOB_TEST ("/restore/restore-job/not-quiet", test_restore_job_not_quiet);
  JOB_TEST ("/restore/restore-job/unknown-found", test_restore_job_unknown_found);
  JOB_TEST ("/restore/restore-job/unknown-other", test_restore_job_unknown_other);
  JOB_TEST ("/restore/restore-job/both", test_restore_job_both);
  JOB_TEST ("/restore/restore-job/two-bare", test_restore_job_two_bare);
  JOB_TEST ("/restore/restore-job/vanished", test_restore_job_vanished);
  JOB_TEST ("/restore/restore-job/journal-lost", test_restore_job_journal_lost);
  return g_test_run ();
}
