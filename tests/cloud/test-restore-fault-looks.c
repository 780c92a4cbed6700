/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores of a service that fails before and after it is asked: what it takes to ask, and what is
 * made of what is seen then. */

#include "config.h"

#include "restore-fault-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define DAY_USEC (24 * 60 * 60 * REPRISE_INSTANT_SECOND)

/* All that is looked at before it is asked for, in that order. */
static const char *const looks[] = {
  FAULT_REPOSITORIES, FAULT_INVENTORY,     FAULT_DATABASE,
  FAULT_CLUSTER,      FAULT_CLUSTER_TASKS, FAULT_TASKS,
};

static void
expect_first (FaultFixture *fixture, const char *target, guint status, const char *body)
{
  reprise_mock_service_expect_first (fixture->service, "GET", target, status, body);
}

/* Nothing was sent, and the journal has never heard of it. */
static void
assert_nothing_sent (FaultFixture *fixture, JobSubmission *submission)
{
  g_assert_null (submission->job);
  fault_fixture_assert_sent (fixture, 0);
  job_fixture_assert_journal (&fixture->job, "");
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->job.manager), ==, 0);
}

/* A token that expires at any look is renewed once, and the restore is sent once. */
static void
test_restore_fault_looks_renewed (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    expect_first (fixture, looks[i], 401, FAULT_NO);
  fault_fixture_expect_restore (fixture, 200, "null");
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  g_assert_no_error (submission.error);
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    1 + G_N_ELEMENTS (looks));
  expect_first (fixture, FAULT_TASKS, 401, FAULT_NO);
  expect_first (fixture, FAULT_TASK, 401, FAULT_NO);
  fault_fixture_put_tasks (fixture, "running", NULL);
  job_fixture_look_again (&fixture->job, submission.job, 3);
  expect_first (fixture, FAULT_DATABASE, 401, FAULT_NO);
  fault_fixture_put_tasks (fixture, "succeeded", NULL);
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_SUCCEEDED,
                            "intent answer:accepted task:ours outcome:succeeded");
}

/* A token that is refused for good at any look but that at the backups leaves nothing sent; backups
 * that cannot be seen are a reason against it too. */
static void
test_restore_fault_looks_refused (FaultFixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      expect_first (fixture, looks[i], 401, FAULT_NO);
      expect_first (fixture, looks[i], 401, FAULT_NO);
      fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
      if (g_str_equal (looks[i], FAULT_INVENTORY))
        g_assert_error (submission.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_VIOLATION);
      else
        g_assert_error (submission.error,
                        REPRISE_SERVICE_ERROR,
                        REPRISE_SERVICE_ERROR_UNAUTHORIZED);
      assert_nothing_sent (fixture, &submission);
    }
}

/* Begins a restore and stops it with the journal, when everything has been looked at. */
static int
begin_and_stop (FaultFixture *fixture, RepriseRestorePlan *plan)
{
  int fd = open (fixture->job.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  job_fixture_begin (&fixture->job, plan);
  while (reprise_mock_service_count_requests (fixture->service, "/byoc/v1/tasks") < 2)
    g_main_context_iteration (NULL, TRUE);
  /* The answer to the last look has no timer of its own any more once it is read. */
  while (reprise_fake_clock_get_next_delay (fixture->job.clock) != -1)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return fd;
}

/* A token that has expired when the restore is to leave is renewed before it does. */
static void
test_restore_fault_looks_expired (FaultFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };
  int fd = begin_and_stop (fixture, plan);

  fault_fixture_expect_restore (fixture, 200, "null");
  reprise_fake_clock_advance (fixture->job.clock, DAY_USEC);
  close (fd);
  job_fixture_end (&fixture->job, &submission);
  g_assert_no_error (submission.error);
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    2);
  fault_fixture_assert_sent (fixture, 1);
  job_fixture_await_journal (&fixture->job, "intent answer:accepted");
}

/* Where it cannot be renewed, the restore does not leave. */
static void
test_restore_fault_looks_revoked (FaultFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };
  int fd = begin_and_stop (fixture, plan);

  reprise_mock_service_expect_first (fixture->service,
                                     "POST",
                                     REPRISE_MOCK_TOKEN_PATH,
                                     401,
                                     FAULT_NO);
  reprise_fake_clock_advance (fixture->job.clock, DAY_USEC);
  close (fd);
  job_fixture_end (&fixture->job, &submission);
  g_assert_error (submission.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_UNAUTHORIZED);
  fault_fixture_assert_sent (fixture, 0);
  job_fixture_await_journal (&fixture->job, "intent answer:refused dismissed");
}

/* Without the tasks that were there before, nothing is sent. */
static void
test_restore_fault_looks_no_tasks (FaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
  } cases[] = {
    { 500, "{\"code\":500,\"message\":\"oh\"}", REPRISE_SERVICE_ERROR_SERVER },
    { 403, "{\"code\":403,\"message\":\"no\"}", REPRISE_SERVICE_ERROR_FORBIDDEN },
    { 200, "{\"tasks\":", REPRISE_SERVICE_ERROR_PROTOCOL },
    { 200, "<html>Log in</html>", REPRISE_SERVICE_ERROR_PROTOCOL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (JobSubmission) submission = { 0 };

      expect_first (fixture, FAULT_TASKS, cases[i].status, cases[i].body);
      fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
      g_assert_error (submission.error, REPRISE_SERVICE_ERROR, cases[i].code);
      assert_nothing_sent (fixture, &submission);
    }
}

/* Another person was first: seen before it is sent, or refused; theirs is never called ours. */
static void
test_restore_fault_looks_second (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) seen = { 0 };
  g_auto (JobSubmission) refused = { 0 };

  fault_fixture_put_tasks (fixture, NULL, "running");
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &seen);
  g_assert_error (seen.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_VIOLATION);
  assert_nothing_sent (fixture, &seen);

  fault_fixture_put_tasks (fixture, NULL, NULL);
  fault_fixture_expect_restore (fixture,
                                400,
                                "{\"code\":400,\"message\":\"database in unmodifiable state: "
                                "modifying\"}");
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &refused);
  g_assert_error (refused.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_BUSY_DATABASE);
  fault_fixture_put_tasks (fixture, NULL, "running");
  fault_fixture_assert_sent (fixture, 1);
  g_assert_null (reprise_job_manager_find (fixture->job.manager, WORLD_EAST));
  job_fixture_await_journal (&fixture->job, "intent answer:refused dismissed");
}

/* Two at once, and the answer to ours is lost: only theirs is seen, which proves nothing of ours.
 */
static void
test_restore_fault_looks_theirs (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };

  reprise_mock_reply_set_fault (fault_fixture_expect_restore (fixture, 200, NULL),
                                REPRISE_MOCK_DROP);
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  g_assert_no_error (submission.error);
  fault_fixture_put_status (fixture, "modifying");
  fault_fixture_put_tasks (fixture, NULL, "running");
  job_fixture_look_again (&fixture->job, submission.job, 50);
  g_assert_cmpint (reprise_restore_job_get_match (submission.job), ==, REPRISE_RESTORE_MATCH_MAYBE);
  fault_fixture_put_status (fixture, "available");
  fault_fixture_put_tasks (fixture, NULL, "succeeded");
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_UNKNOWN,
                            "intent answer:unknown task:maybe outcome:unknown");
}

/* Two at once, and both are seen: ours is the one that was asked for here. */
static void
test_restore_fault_looks_both (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };

  reprise_mock_reply_set_fault (fault_fixture_expect_restore (fixture, 200, NULL),
                                REPRISE_MOCK_DROP);
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &submission);
  fault_fixture_put_tasks (fixture, "running", "succeeded");
  job_fixture_look_again (&fixture->job, submission.job, 3);
  g_assert_cmpstr (reprise_restore_job_get_task_id (submission.job), ==, FAULT_OURS);
  fault_fixture_put_tasks (fixture, "failed", "succeeded");
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_FAILED,
                            "intent answer:unknown task:ours outcome:failed");
}

/* The backup has expired since it was shown: it is not asked for, nor another in its place. */
static void
test_restore_fault_looks_backup_gone (FaultFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) chosen = { 0 };
  g_auto (JobSubmission) implied = { 0 };
  const RepriseRestoreDifference *difference;

  fault_fixture_put_backups (fixture, FALSE);
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_BACKUP, &chosen);
  g_assert_error (chosen.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_VIOLATION);
  assert_nothing_sent (fixture, &chosen);

  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_LATEST, &implied);
  g_assert_no_error (implied.error);
  difference = g_ptr_array_index (implied.differences, 0);
  g_assert_cmpstr (difference->before, ==, WORLD_INCR);
  g_assert_cmpstr (difference->now, ==, WORLD_FULL);
  assert_nothing_sent (fixture, &implied);
}

/* The service's clock differs by seven minutes: the journal tells its time, and the task is found
 * by its id, although it is older than the request. */
static void
test_restore_fault_looks_clock (FaultFixture *fixture, gconstpointer date)
{
  g_auto (JobSubmission) submission = { 0 };
  g_autofree char *text = NULL;
  gboolean is_ahead = strstr (date, "23:37") != NULL;

  fault_fixture_expect_restore (fixture, 200, "null");
  fault_fixture_submit (fixture, REPRISE_RESTORE_METHOD_TIME, &submission);
  g_assert_no_error (submission.error);
  g_assert_true (g_file_get_contents (fixture->job.path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text,
                            is_ahead ? "\"service_now\":\"2024-06-19T23:37:00"
                                     : "\"service_now\":\"2024-06-19T23:23:00"));
  fault_fixture_put_tasks (fixture, NULL, "running");
  job_fixture_look_again (&fixture->job, submission.job, 2);
  g_assert_cmpint (reprise_restore_job_get_match (submission.job), ==, REPRISE_RESTORE_MATCH_MAYBE);
  fault_fixture_put_tasks (fixture, NULL, "succeeded");
  fault_fixture_assert_end (fixture,
                            submission.job,
                            REPRISE_JOB_RESULT_UNKNOWN,
                            "intent answer:accepted task:maybe outcome:unknown");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FAULT_TEST ("renewed", test_restore_fault_looks_renewed);
  FAULT_TEST ("refused-look", test_restore_fault_looks_refused);
  FAULT_TEST ("expired", test_restore_fault_looks_expired);
  FAULT_TEST ("revoked", test_restore_fault_looks_revoked);
  FAULT_TEST ("no-tasks", test_restore_fault_looks_no_tasks);
  FAULT_TEST ("second", test_restore_fault_looks_second);
  FAULT_TEST ("theirs", test_restore_fault_looks_theirs);
  FAULT_TEST ("both", test_restore_fault_looks_both);
  FAULT_TEST ("backup-gone", test_restore_fault_looks_backup_gone);
  FAULT_TEST_AT ("clock-ahead", "Wed, 19 Jun 2024 23:37:00 GMT", test_restore_fault_looks_clock);
  FAULT_TEST_AT ("clock-behind", "Wed, 19 Jun 2024 23:23:00 GMT", test_restore_fault_looks_clock);
  return g_test_run ();
}
