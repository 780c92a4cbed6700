/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that are asked for: what leaves, when, how often, and what the journal tells. */

#include "config.h"

#include "restore-job-fixture.h"

static void
assert_journal (JobFixture *fixture, const char *expected)
{
  g_autofree char *journal = job_fixture_read_journal (fixture);

  g_assert_cmpstr (journal, ==, expected);
}

static void
put_task (JobFixture *fixture, const char *status_word)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  const WorldTask task = { .status_word = status_word, .request = request };

  job_fixture_put_task (fixture, &task);
}

/* From the button to the verified end: one request, of the bytes that were shown. */
static void
test_job_manager_whole (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);
  g_auto (JobSubmission) submission = { 0 };

  job_fixture_begin (fixture, plan);
  job_fixture_end (fixture, &submission);
  g_assert_no_error (submission.error);
  g_assert_true (submission.done);
  g_assert_null (submission.differences);
  g_assert_nonnull (submission.job);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 1);
  g_assert_true (reprise_job_manager_find (fixture->manager, WORLD_EAST) == submission.job);
  g_assert_true (g_bytes_equal (reprise_stub_backend_get_sent_body (fixture->stub),
                                reprise_restore_plan_get_body (plan)));
  job_fixture_await_look (fixture);
  assert_journal (fixture, "intent answer:accepted");

  job_fixture_put_status (fixture, "modifying");
  put_task (fixture, "running");
  job_fixture_look_again (fixture);
  job_fixture_await_look (fixture);
  assert_journal (fixture, "intent answer:accepted task:ours");
  g_assert_cmpint (reprise_restore_job_get_match (submission.job), ==, REPRISE_RESTORE_MATCH_OURS);
  g_assert_false (reprise_restore_job_is_finished (submission.job));

  job_fixture_put_status (fixture, "available");
  put_task (fixture, "succeeded");
  job_fixture_look_again (fixture);
  job_fixture_await_end (submission.job);
  g_assert_cmpint (reprise_job_get_result (reprise_restore_job_get_job (submission.job)),
                   ==,
                   REPRISE_JOB_RESULT_SUCCEEDED);
  assert_journal (fixture, "intent answer:accepted task:ours outcome:succeeded");
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 0);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  JOB_TEST ("/restore/job-manager/whole", test_job_manager_whole);
  return g_test_run ();
}
