/* SPDX-License-Identifier: GPL-3.0-or-later
 * States and results of a job, and who is told. */

#include "config.h"

#include "restore/reprise-job.h"

#include "support/reprise-fake-clock.h"

#define SECOND REPRISE_INSTANT_SECOND

static gboolean
is_legal (guint from, guint to, guint result, gboolean sent)
{
  if (from == REPRISE_JOB_STATE_QUEUED && to == REPRISE_JOB_STATE_RUNNING)
    return result == REPRISE_JOB_RESULT_NONE;
  if (from == REPRISE_JOB_STATE_QUEUED && to == REPRISE_JOB_STATE_FINISHED)
    return result == REPRISE_JOB_RESULT_CANCELLED && !sent;
  if (from != REPRISE_JOB_STATE_RUNNING || to != REPRISE_JOB_STATE_FINISHED)
    return FALSE;
  if (sent)
    return result == REPRISE_JOB_RESULT_SUCCEEDED || result == REPRISE_JOB_RESULT_FAILED ||
           result == REPRISE_JOB_RESULT_UNKNOWN;
  return result == REPRISE_JOB_RESULT_FAILED || result == REPRISE_JOB_RESULT_CANCELLED;
}

/* Every pair of states with every result, before and after something was sent. */
static void
test_job_pairs (void)
{
  guint n_legal = 0;

  for (guint from = 0; from < REPRISE_JOB_N_STATES; from++)
    for (guint to = 0; to < REPRISE_JOB_N_STATES; to++)
      for (guint result = 0; result < REPRISE_JOB_N_RESULTS; result++)
        for (int sent = FALSE; sent <= TRUE; sent++)
          {
            g_assert_cmpint (reprise_job_may_move (from, to, result, sent),
                             ==,
                             is_legal (from, to, result, sent));
            n_legal += is_legal (from, to, result, sent) ? 1 : 0;
          }
  g_assert_cmpuint (n_legal, ==, 8);
}

/* A job that must not move stays where it is. */
static void
test_job_refuses (void)
{
  g_autoptr (RepriseFakeClock) clock = reprise_fake_clock_new ("2024-06-19T20:00:00Z");
  g_autoptr (RepriseJob) job = reprise_job_new (REPRISE_CLOCK (clock));

  g_assert_true (reprise_job_start (job));
  reprise_job_set_sent (job);
  g_test_expect_message ("reprise-restore",
                         G_LOG_LEVEL_CRITICAL,
                         "*must not go from 1 to 2 with 3*");
  g_assert_false (reprise_job_finish (job, REPRISE_JOB_RESULT_CANCELLED, "given up"));
  g_test_assert_expected_messages ();
  g_assert_cmpint (reprise_job_get_state (job), ==, REPRISE_JOB_STATE_RUNNING);
  g_assert_cmpint (reprise_job_get_result (job), ==, REPRISE_JOB_RESULT_NONE);
  g_assert_null (reprise_job_get_detail (job));

  g_assert_true (reprise_job_finish (job, REPRISE_JOB_RESULT_UNKNOWN, "nobody knows"));
  g_test_expect_message ("reprise-restore",
                         G_LOG_LEVEL_CRITICAL,
                         "*must not go from 2 to 2 with 1*");
  g_assert_false (reprise_job_finish (job, REPRISE_JOB_RESULT_SUCCEEDED, NULL));
  g_test_assert_expected_messages ();
  g_assert_cmpint (reprise_job_get_result (job), ==, REPRISE_JOB_RESULT_UNKNOWN);
  g_assert_cmpstr (reprise_job_get_detail (job), ==, "nobody knows");
}

/* When it began, last changed and ended. */
static void
test_job_times (void)
{
  g_autoptr (RepriseFakeClock) clock = reprise_fake_clock_new ("1970-01-01T00:00:01Z");
  g_autoptr (RepriseJob) job = reprise_job_new (REPRISE_CLOCK (clock));

  g_assert_cmpint (reprise_job_get_created_at (job), ==, 1 * SECOND);
  g_assert_cmpint (reprise_job_get_started_at (job), ==, REPRISE_INSTANT_NONE);
  reprise_fake_clock_advance (clock, SECOND);
  reprise_job_start (job);
  reprise_fake_clock_advance (clock, SECOND);
  reprise_job_set_step (job, "one");
  reprise_fake_clock_advance (clock, SECOND);
  reprise_job_set_step (job, "one");
  g_assert_cmpint (reprise_job_get_changed_at (job), ==, 3 * SECOND);
  reprise_fake_clock_advance (clock, SECOND);
  reprise_job_finish (job, REPRISE_JOB_RESULT_FAILED, NULL);
  g_assert_cmpint (reprise_job_get_started_at (job), ==, 2 * SECOND);
  g_assert_cmpint (reprise_job_get_finished_at (job), ==, 5 * SECOND);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* One notice a change, none where nothing changed; unknown progress is not zero. */
static void
test_job_notices (void)
{
  g_autoptr (RepriseFakeClock) clock = reprise_fake_clock_new ("2024-06-19T20:00:00Z");
  g_autoptr (RepriseJob) job = reprise_job_new (REPRISE_CLOCK (clock));
  guint n_steps = 0, n_valid = 0, n_progress = 0, n_states = 0;

  g_signal_connect (job, "notify::step", G_CALLBACK (count_cb), &n_steps);
  g_signal_connect (job, "notify::progress-valid", G_CALLBACK (count_cb), &n_valid);
  g_signal_connect (job, "notify::progress", G_CALLBACK (count_cb), &n_progress);
  g_signal_connect (job, "notify::state", G_CALLBACK (count_cb), &n_states);

  g_assert_false (reprise_job_get_progress_valid (job));
  reprise_job_start (job);
  reprise_job_set_step (job, "one");
  reprise_job_set_step (job, "one");
  reprise_job_set_step (job, "two");
  reprise_job_set_progress (job, 0.0);
  reprise_job_set_progress (job, 0.5);
  reprise_job_set_progress (job, 0.5);
  reprise_job_set_progress (job, 7.0);
  g_assert_cmpfloat (reprise_job_get_progress (job), ==, 1.0);
  reprise_job_clear_progress (job);
  g_assert_false (reprise_job_get_progress_valid (job));
  reprise_job_finish (job, REPRISE_JOB_RESULT_CANCELLED, NULL);

  g_assert_cmpuint (n_steps, ==, 2);
  g_assert_cmpuint (n_valid, ==, 2);
  g_assert_cmpuint (n_progress, ==, 3);
  g_assert_cmpuint (n_states, ==, 2);
}

/* Only the last lines are kept. */
static void
test_job_log (void)
{
  g_autoptr (RepriseFakeClock) clock = reprise_fake_clock_new ("2024-06-19T20:00:00Z");
  g_autoptr (RepriseJob) job = reprise_job_new (REPRISE_CLOCK (clock));
  g_auto (GStrv) log = NULL;

  for (int i = 1; i <= 60; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %d", i);

      reprise_job_add_log_line (job, line);
    }
  log = reprise_job_dup_log (job);
  g_assert_cmpuint (g_strv_length (log), ==, 50);
  g_assert_cmpstr (log[0], ==, "line 11");
  g_assert_cmpstr (log[49], ==, "line 60");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/job/pairs", test_job_pairs);
  g_test_add_func ("/restore/job/refuses", test_job_refuses);
  g_test_add_func ("/restore/job/times", test_job_times);
  g_test_add_func ("/restore/job/notices", test_job_notices);
  g_test_add_func ("/restore/job/log", test_job_log);
  return g_test_run ();
}
