/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that are sent to a service that fails: never two, never a wrong claim, and the journal
 * tells the truth. */

#include "config.h"

#include "restore-fault-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define BUSY_DATABASE "{\"code\":400,\"message\":\"database in unmodifiable state: modifying\"}"
#define BUSY_CLUSTER                                                                               \
  "{\"code\":400,\"message\":\"database restore cannot be completed. cluster is not in available " \
  "status\"}"

static void
assert_unknown (JobSubmission *submission)
{
  g_assert_no_error (submission->error);
  g_assert_nonnull (submission->job);
  g_assert_cmpint (reprise_restore_job_get_answer (submission->job),
                   ==,
                   REPRISE_RESTORE_ANSWER_UNKNOWN);
}

static void
assert_nothing_runs (FaultFixture *fixture)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->job.manager)), ==, 0);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->job.manager), ==, 0);
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Nothing fails: the scripted service is the one of the plan, and gets its bytes. */
static void
test_restore_faults_none (FaultFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };
  const RepriseMockRequest *request = NULL;

  fault_fixture_expect_restore (fixture, 200, "null");
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  g_assert_no_error (submission.error);
  g_assert_nonnull (submission.job);
  for (guint i = 0; i < reprise_mock_service_get_n_requests (fixture->service); i++)
    if (g_str_equal (reprise_mock_service_get_request (fixture->service, i)->target, FAULT_RESTORE))
      request = reprise_mock_service_get_request (fixture->service, i);
  g_assert_true (g_bytes_equal (request->body, reprise_restore_plan_get_body (plan)));
  fault_fixture_put_tasks (fixture, "succeeded", NULL);
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_SUCCEEDED,
                            "intent answer:accepted task:ours outcome:succeeded");
}

/* Nobody listens any more when it is to leave: nothing has begun, and it is not tried again. */
static void
test_restore_faults_gone (FaultFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };
  int fd = open (fixture->job.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  /* The journal keeps it waiting until the service has gone. */
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  job_fixture_begin (&fixture->job, plan);
  while (reprise_mock_service_count_requests (fixture->service, "/byoc/v1/tasks") < 2)
    g_main_context_iteration (NULL, TRUE);
  run_pending ();
  fault_fixture_assert_sent (fixture, 0);
  reprise_mock_service_finish (g_steal_pointer (&fixture->service));
  close (fd);
  job_fixture_end (&fixture->job, &submission);
  g_assert_error (submission.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
  assert_nothing_runs (fixture);
  job_fixture_await_journal (&fixture->job, "intent answer:not-sent dismissed");
}

/* The connection breaks off while the answer is waited for, and nothing is seen of a restore. */
static void
test_restore_faults_dropped (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };

  reprise_mock_reply_set_fault (fault_fixture_expect_restore (fixture, 200, NULL),
                                REPRISE_MOCK_DROP);
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  assert_unknown (&submission);
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_UNKNOWN,
                            "intent answer:unknown outcome:unknown");
}

/* The same, and it had been accepted: its task is found and followed to its own end. */
static void
test_restore_faults_dropped_accepted (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };

  reprise_mock_reply_set_fault (fault_fixture_expect_restore (fixture, 200, NULL),
                                REPRISE_MOCK_DROP);
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  assert_unknown (&submission);
  fault_fixture_put_status (fixture, "modifying");
  job_fixture_look_again (&fixture->job, submission.job, 100);
  g_assert_false (reprise_restore_job_is_finished (submission.job));
  fault_fixture_put_tasks (fixture, "running", NULL);
  job_fixture_look_again (&fixture->job, submission.job, 100);
  g_assert_false (reprise_restore_job_is_finished (submission.job));
  fault_fixture_put_tasks (fixture, "failed", NULL);
  fault_fixture_put_status (fixture, "failed");
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_FAILED,
                            "intent answer:unknown task:ours outcome:failed");
}

/* The connection breaks off in the middle of the answer. */
static void
test_restore_faults_half (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };

  reprise_mock_reply_set_fault (fault_fixture_expect_restore (fixture, 200, "null"),
                                REPRISE_MOCK_HALF);
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  assert_unknown (&submission);
  fault_fixture_put_tasks (fixture, "succeeded", NULL);
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_SUCCEEDED,
                            "intent answer:unknown task:ours outcome:succeeded");
}

/* A refusal is one whatever its reason: told, over, and not sent again. */
static void
test_restore_faults_refused (FaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
  } cases[] = {
    { 400, BUSY_DATABASE, REPRISE_SERVICE_ERROR_BUSY_DATABASE },
    { 400, BUSY_CLUSTER, REPRISE_SERVICE_ERROR_BUSY_CLUSTER },
    { 401, FAULT_NO, REPRISE_SERVICE_ERROR_UNAUTHORIZED },
    { 403, "{\"code\":403,\"message\":\"no\"}", REPRISE_SERVICE_ERROR_FORBIDDEN },
    { 404, "{\"code\":404,\"message\":\"no\"}", REPRISE_SERVICE_ERROR_NOT_FOUND },
    { 407, "<html/>", REPRISE_SERVICE_ERROR_WRONG_ADDRESS },
    { 409, "{\"code\":409,\"message\":\"taken\"}", REPRISE_SERVICE_ERROR_CONFLICT },
    { 429, NULL, REPRISE_SERVICE_ERROR_RATE_LIMITED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      reprise_mock_reply_add_header (fault_fixture_expect_restore (fixture,
                                                                   cases[i].status,
                                                                   cases[i].body),
                                     "Retry-After",
                                     "0");
      fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
      g_assert_error (submission.error, REPRISE_SERVICE_ERROR, cases[i].code);
      assert_nothing_runs (fixture);
      job_fixture_await_journal (&fixture->job, "intent answer:refused dismissed");
      fault_fixture_assert_sent (fixture, i + 1);
      g_unlink (fixture->job.path);
    }
}

/* Where it is sent on to, by a portal or a proxy, it does not go. */
static void
test_restore_faults_redirected (FaultFixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      reprise_mock_reply_add_header (fault_fixture_expect_restore (fixture, statuses[i], NULL),
                                     "Location",
                                     "/elsewhere");
      fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
      g_assert_error (submission.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_WRONG_ADDRESS);
      job_fixture_await_journal (&fixture->job, "intent answer:refused dismissed");
      fault_fixture_assert_sent (fixture, i + 1);
      g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, "/elsewhere"),
                        ==,
                        0);
      g_unlink (fixture->job.path);
    }
}

/* An answer that is none leaves it open, and is looked into before that is said. */
static void
test_restore_faults_no_answer (FaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
  } cases[] = {
    { 500, "{\"code\":500,\"message\":\"failed to connect to backup repository\"}" },
    { 502, "<html/>" },
    { 503, NULL },
    { 504, NULL },
    { 408, NULL },
    { 200, "<html>Log in to the network</html>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      fault_fixture_expect_restore (fixture, cases[i].status, cases[i].body);
      fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
      assert_unknown (&submission);
      job_fixture_look_again (&fixture->job, submission.job, 1000);
      g_assert_cmpint (reprise_job_get_result (reprise_restore_job_get_job (submission.job)),
                       ==,
                       REPRISE_JOB_RESULT_UNKNOWN);
      job_fixture_assert_journal (&fixture->job, "intent answer:unknown outcome:unknown");
      fault_fixture_assert_sent (fixture, i + 1);
      g_unlink (fixture->job.path);
    }
}

/* Silence is awaited for its time, though the window is closed meanwhile, and leaves it open. */
static void
test_restore_faults_silence (FaultFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };

  reprise_mock_reply_set_fault (fault_fixture_expect_restore (fixture, 200, "null"),
                                REPRISE_MOCK_HOLD);
  job_fixture_begin (&fixture->job, plan);
  while (reprise_mock_service_count_requests (fixture->service, FAULT_RESTORE) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->job.cancellable);
  run_pending ();
  g_assert_null (fixture->job.result);
  job_fixture_assert_journal (&fixture->job, "intent");
  reprise_fake_clock_advance (fixture->job.clock, 30 * G_USEC_PER_SEC);
  job_fixture_end (&fixture->job, &submission);
  assert_unknown (&submission);
  fault_fixture_put_tasks (fixture, "succeeded", NULL);
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_SUCCEEDED,
                            "intent answer:unknown task:ours outcome:succeeded");
}

/* Killed while the answer is waited for: the next start finds its task, and sends nothing. */
static void
test_restore_faults_killed (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  g_autoptr (RepriseRestoreJob) job = NULL;
  g_autofree char *text = NULL;

  fault_fixture_expect_restore (fixture, 200, "null");
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  job_fixture_await_look (&fixture->job);
  job_submission_clear (&submission);
  job_fixture_restart (&fixture->job);
  g_assert_true (g_file_get_contents (fixture->job.path, &text, NULL, NULL));
  *(strchr (text, '\n') + 1) = '\0';
  g_assert_true (g_file_set_contents (fixture->job.path, text, -1, NULL));

  fault_fixture_put_tasks (fixture, "running", NULL);
  job_fixture_load (&fixture->job);
  job = g_object_ref (reprise_job_manager_find (fixture->job.manager, WORLD_EAST));
  job_fixture_look_again (&fixture->job, job, 5);
  fault_fixture_put_tasks (fixture, "succeeded", NULL);
  fault_fixture_assert_end (fixture,
                            job,
                            REPRISE_JOB_RESULT_SUCCEEDED,
                            "intent task:ours outcome:succeeded");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FAULT_TEST ("none", test_restore_faults_none);
  FAULT_TEST ("gone", test_restore_faults_gone);
  FAULT_TEST ("dropped", test_restore_faults_dropped);
  FAULT_TEST ("dropped-accepted", test_restore_faults_dropped_accepted);
  FAULT_TEST ("half", test_restore_faults_half);
  FAULT_TEST ("refused", test_restore_faults_refused);
  FAULT_TEST ("redirected", test_restore_faults_redirected);
  FAULT_TEST ("no-answer", test_restore_faults_no_answer);
  FAULT_TEST ("silence", test_restore_faults_silence);
  FAULT_TEST ("killed", test_restore_faults_killed);
  return g_test_run ();
}
