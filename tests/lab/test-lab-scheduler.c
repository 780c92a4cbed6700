/* SPDX-License-Identifier: GPL-3.0-or-later
 * Schedules: a backup when one comes round, and only then. */

#include "config.h"

#include "lab/lab-fixture.h"
#include "lab/reprise-lab-scheduler.h"
#include "support/reprise-fake-clock.h"

#define SECOND G_USEC_PER_SEC
#define MINUTE ((gint64) 60 * SECOND)

/* The blueprint's schedules: a full backup at six, an incremental one every hour. West has none
 * here, so that there is one backup at a time. */
static RepriseLabScheduler *
start (LabFixture *fixture, RepriseFakeClock *clock)
{
  g_ptr_array_set_size (reprise_lab_database_get_record (
                            reprise_lab_state_get_database (fixture->state, fixture->west))
                            ->schedules,
                        0);
  return reprise_lab_scheduler_new (fixture->operations, REPRISE_CLOCK (clock));
}

static void
advance (RepriseFakeClock *clock, gint64 usec)
{
  reprise_fake_clock_advance (clock, usec);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
end_backup (LabFixture *fixture)
{
  reprise_fake_lab_engine_end_backup (fixture->engine, NULL);
  lab_fixture_await (reprise_lab_operations_is_idle (fixture->operations));
}

/* Nothing happens before the hour; then one backup is taken, and not a second one. */
static void
test_lab_scheduler_takes_backup (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseFakeClock) clock = reprise_fake_clock_new ("2024-06-19T19:58:00Z");
  g_autoptr (RepriseLabScheduler) scheduler = start (fixture, clock);

  advance (clock, MINUTE);
  g_assert_false (reprise_fake_lab_engine_is_backing_up (fixture->engine));
  advance (clock, MINUTE);
  g_assert_true (reprise_fake_lab_engine_is_backing_up (fixture->engine));
  g_assert_cmpstr (reprise_fake_lab_engine_get_backup (fixture->engine), ==, "incr - -");
  end_backup (fixture);
  advance (clock, 10 * MINUTE);
  g_assert_false (reprise_fake_lab_engine_is_backing_up (fixture->engine));
}

/* Two schedules that come round together give two backups, one after the other. */
static void
test_lab_scheduler_takes_turns (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseFakeClock) clock = reprise_fake_clock_new ("2024-06-19T05:59:59Z");
  g_autoptr (RepriseLabScheduler) scheduler = start (fixture, clock);

  advance (clock, SECOND);
  g_assert_cmpstr (reprise_fake_lab_engine_get_backup (fixture->engine), ==, "full - -");
  end_backup (fixture);
  advance (clock, SECOND);
  g_assert_true (reprise_fake_lab_engine_is_backing_up (fixture->engine));
  g_assert_cmpstr (reprise_fake_lab_engine_get_backup (fixture->engine), ==, "incr - -");
  end_backup (fixture);
}

/* A database that has to be restored first is passed over until the next time. */
static void
test_lab_scheduler_passes_over (LabFixture *fixture, gconstpointer data)
{
  static const char *const down[] = { "n1", "n2", "n3", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (RepriseFakeClock) clock = reprise_fake_clock_new ("2024-06-19T19:59:59Z");
  g_autoptr (RepriseLabScheduler) scheduler = start (fixture, clock);

  reprise_fake_lab_engine_set_down_nodes (fixture->engine, down);
  advance (clock, SECOND);
  g_assert_false (reprise_fake_lab_engine_is_backing_up (fixture->engine));
  reprise_fake_lab_engine_set_down_nodes (fixture->engine, none);
  advance (clock, 59 * MINUTE);
  g_assert_false (reprise_fake_lab_engine_is_backing_up (fixture->engine));
  advance (clock, MINUTE);
  g_assert_true (reprise_fake_lab_engine_is_backing_up (fixture->engine));
  end_backup (fixture);
}

#define ADD(name, function)                                                                        \
  g_test_add (name, LabFixture, NULL, lab_fixture_set_up, function, lab_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lab/scheduler/takes-backup", test_lab_scheduler_takes_backup);
  ADD ("/lab/scheduler/takes-turns", test_lab_scheduler_takes_turns);
  ADD ("/lab/scheduler/passes-over", test_lab_scheduler_passes_over);
  return lab_fixture_run_tests (argc, argv);
}
