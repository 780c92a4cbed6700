/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gaps between backups, and schedules without one, at their borders. */

#include "config.h"

#include "restore/reprise-missed-schedules.h"

#define SECOND REPRISE_INSTANT_SECOND
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

static RepriseInstant
instant (const char *text)
{
  RepriseInstant result;

  g_assert_true (reprise_instant_parse (text, &result));
  return result;
}

static void
add (RepriseBackupHistory *history,
     RepriseBackupType type,
     RepriseInstant start,
     RepriseInstant end)
{
  RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;

  backup.backup_type = type;
  backup.started_at = start;
  backup.finished_at = end;
  reprise_backup_history_add (history, &backup);
}

static GPtrArray *
make_schedules (RepriseBackupType type, const char *expression)
{
  GPtrArray *schedules = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseScheduleFields fields = { "id", type, expression };

  g_ptr_array_add (schedules, reprise_schedule_new (&fields));
  return schedules;
}

static void
assert_run (const RepriseMissedSchedules *missed,
            guint position,
            const char *first,
            const char *last,
            guint n_missed)
{
  const RepriseMissedRun *run;

  g_assert_cmpuint (position, <, missed->runs->len);
  run = &g_array_index (missed->runs, RepriseMissedRun, position);
  g_assert_cmpint (run->first, ==, instant (first));
  g_assert_cmpint (run->last, ==, instant (last));
  g_assert_cmpuint (run->n_missed, ==, n_missed);
}

/* A daily backup may begin a minute early and an hour late, and not a microsecond more. */
static void
test_missed_tolerance (void)
{
  static const struct
  {
    gint64 offset;
    guint n_runs;
  } cases[] = {
    { 0, 0 }, { -MINUTE, 0 }, { -MINUTE - 1, 1 }, { HOUR, 0 }, { HOUR + 1, 1 },
  };
  RepriseInstant due = instant ("2026-08-03T06:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
      g_autoptr (GPtrArray) schedules = make_schedules (REPRISE_BACKUP_TYPE_FULL, "0 6 * * ?");
      g_autoptr (RepriseMissedSchedules) missed = NULL;
      RepriseInstant start = due + cases[i].offset;

      add (history, REPRISE_BACKUP_TYPE_FULL, start, start + SECOND);
      reprise_backup_history_add_span (history, due - HOUR, due + 10 * HOUR);
      reprise_backup_history_end (history);
      missed = reprise_missed_schedules_find (history, schedules, NULL);
      g_assert_cmpuint (missed->runs->len, ==, cases[i].n_runs);
    }
}

/* Half an hour is the limit for an hourly one: the next backup does not make up for the last. */
static void
test_missed_hourly (void)
{
  g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
  g_autoptr (GPtrArray) schedules = make_schedules (REPRISE_BACKUP_TYPE_INCR, "0 * * * *");
  g_autoptr (RepriseMissedSchedules) missed = NULL;
  RepriseInstant start = instant ("2026-08-03T00:00:00Z");

  for (guint hour = 0; hour < 12; hour++)
    if (hour != 3 && hour != 4 && hour != 8)
      add (history, REPRISE_BACKUP_TYPE_INCR, start + hour * HOUR, start + hour * HOUR + MINUTE);
  reprise_backup_history_add_span (history, start, start + 12 * HOUR + 30 * MINUTE - 1);
  reprise_backup_history_end (history);
  missed = reprise_missed_schedules_find (history, schedules, NULL);

  g_assert_cmpuint (missed->runs->len, ==, 2);
  assert_run (missed, 0, "2026-08-03T03:00:00Z", "2026-08-03T04:00:00Z", 2);
  /* The one at twelve is still to come. */
  assert_run (missed, 1, "2026-08-03T08:00:00Z", "2026-08-03T08:00:00Z", 1);
}

/* A full backup is good for an incremental one and not the other way round, and while one runs no
 * other can begin. */
static void
test_missed_types (void)
{
  static const struct
  {
    RepriseBackupType taken;
    RepriseBackupType asked;
    guint n_runs;
  } cases[] = {
    { REPRISE_BACKUP_TYPE_FULL, REPRISE_BACKUP_TYPE_FULL, 0 },
    { REPRISE_BACKUP_TYPE_FULL, REPRISE_BACKUP_TYPE_DIFF, 0 },
    { REPRISE_BACKUP_TYPE_FULL, REPRISE_BACKUP_TYPE_INCR, 0 },
    { REPRISE_BACKUP_TYPE_DIFF, REPRISE_BACKUP_TYPE_FULL, 1 },
    { REPRISE_BACKUP_TYPE_DIFF, REPRISE_BACKUP_TYPE_INCR, 0 },
    { REPRISE_BACKUP_TYPE_INCR, REPRISE_BACKUP_TYPE_FULL, 1 },
    { REPRISE_BACKUP_TYPE_INCR, REPRISE_BACKUP_TYPE_DIFF, 1 },
    { REPRISE_BACKUP_TYPE_UNKNOWN, REPRISE_BACKUP_TYPE_FULL, 0 },
    { REPRISE_BACKUP_TYPE_INCR, REPRISE_BACKUP_TYPE_UNKNOWN, 0 },
  };
  RepriseInstant start = instant ("2026-08-03T06:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
      g_autoptr (GPtrArray) schedules = make_schedules (cases[i].asked, "0 6-8 3 8 *");
      g_autoptr (RepriseMissedSchedules) missed = NULL;

      /* One that takes until eight. */
      add (history, cases[i].taken, start, start + 2 * HOUR);
      reprise_backup_history_add_span (history, start, start + 10 * HOUR);
      reprise_backup_history_end (history);
      missed = reprise_missed_schedules_find (history, schedules, NULL);
      g_assert_cmpuint (missed->runs->len, ==, cases[i].n_runs);
    }
}

/* Of times that no inventory speaks for, nothing is said to be missing. */
static void
test_missed_unseen (void)
{
  g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
  g_autoptr (GPtrArray) schedules = make_schedules (REPRISE_BACKUP_TYPE_FULL, "0 6 * * *");
  g_autoptr (RepriseMissedSchedules) missed = NULL;
  RepriseBackupGap gap;

  add (history,
       REPRISE_BACKUP_TYPE_FULL,
       instant ("2026-01-01T06:00:00Z"),
       instant ("2026-01-01T06:10:00Z"));
  reprise_backup_history_add_span (history,
                                   instant ("2026-01-01T06:00:00Z"),
                                   instant ("2026-01-02T00:00:00Z"));
  add (history,
       REPRISE_BACKUP_TYPE_FULL,
       instant ("2026-08-01T06:00:00Z"),
       instant ("2026-08-01T06:10:00Z"));
  reprise_backup_history_add_span (history,
                                   instant ("2026-08-01T06:00:00Z"),
                                   instant ("2026-08-02T12:00:00Z"));
  reprise_backup_history_end (history);
  missed = reprise_missed_schedules_find (history, schedules, NULL);

  g_assert_cmpuint (missed->runs->len, ==, 1);
  assert_run (missed, 0, "2026-08-02T06:00:00Z", "2026-08-02T06:00:00Z", 1);
  g_assert_true (reprise_backup_history_find_gap (history, &gap));
  g_assert_true (gap.is_open);
  g_assert_cmpint (gap.from, ==, instant ("2026-08-01T06:10:00Z"));
  g_assert_cmpint (gap.until, ==, instant ("2026-08-02T12:00:00Z"));
}

/* A schedule of a zone follows its clocks: not in the hour that is left out, once in the one that
 * comes twice. */
static void
test_missed_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  static const struct
  {
    const char *from;
    const char *until;
    const char *first;
    const char *last;
    guint n_missed;
  } cases[] = {
    { "2026-03-28T00:00:00Z",
      "2026-03-30T12:00:00Z",
      "2026-03-28T01:30:00Z",
      "2026-03-30T00:30:00Z",
      2 },
    { "2026-10-24T00:00:00Z",
      "2026-10-26T12:00:00Z",
      "2026-10-24T00:30:00Z",
      "2026-10-26T01:30:00Z",
      3 },
  };

  g_assert_nonnull (zone);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
      g_autoptr (GPtrArray) schedules = make_schedules (REPRISE_BACKUP_TYPE_FULL, "30 2 * * *");
      g_autoptr (RepriseMissedSchedules) missed = NULL;

      reprise_backup_history_add_span (history, instant (cases[i].from), instant (cases[i].until));
      reprise_backup_history_end (history);
      missed = reprise_missed_schedules_find (history, schedules, zone);
      g_assert_cmpuint (missed->runs->len, ==, 1);
      assert_run (missed, 0, cases[i].first, cases[i].last, cases[i].n_missed);
    }
}

/* What cannot be read is named, what never comes is not missed, and the look back ends. */
static void
test_missed_odd (void)
{
  static const char *const expressions[] = { "nonsense", NULL, "0 0 30 2 *", "* * * * *" };
  g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RepriseMissedSchedules) missed = NULL;
  const RepriseMissedRun *run;

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      RepriseScheduleFields fields = { "id", REPRISE_BACKUP_TYPE_FULL, expressions[i] };

      g_ptr_array_add (schedules, reprise_schedule_new (&fields));
    }
  reprise_backup_history_add_span (history,
                                   instant ("1000-01-01T00:00:00Z"),
                                   instant ("2026-01-01T00:00:30Z"));
  reprise_backup_history_end (history);
  missed = reprise_missed_schedules_find (history, schedules, NULL);

  g_assert_cmpuint (missed->unreadable->len, ==, 2);
  g_assert_cmpuint (g_array_index (missed->unreadable, guint, 1), ==, 1);
  g_assert_true (missed->is_cut);
  g_assert_cmpuint (missed->runs->len, ==, 1);
  run = &g_array_index (missed->runs, RepriseMissedRun, 0);
  g_assert_cmpuint (run->schedule, ==, 3);
  /* The last one is judged when half a minute has passed. */
  g_assert_cmpuint (run->n_missed, ==, 731 * 24 * 60);
}

/* The longest gap, the older one of two; overlapping backups leave none between. */
static void
test_history_gap (void)
{
  g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
  RepriseBackupGap gap;

  g_assert_false (reprise_backup_history_find_gap (history, &gap));
  add (history, REPRISE_BACKUP_TYPE_FULL, 0, 100 * SECOND);
  add (history, REPRISE_BACKUP_TYPE_INCR, 300 * SECOND, 310 * SECOND);
  add (history, REPRISE_BACKUP_TYPE_INCR, 50 * SECOND, 90 * SECOND);
  add (history, REPRISE_BACKUP_TYPE_INCR, 500 * SECOND, 520 * SECOND);
  add (history, REPRISE_BACKUP_TYPE_INCR, REPRISE_INSTANT_NONE, REPRISE_INSTANT_NONE);
  reprise_backup_history_add_span (history, 200 * SECOND, 600 * SECOND);
  reprise_backup_history_add_span (history, 0, 200 * SECOND);
  reprise_backup_history_add_span (history, 0, REPRISE_INSTANT_NONE);
  reprise_backup_history_end (history);

  g_assert_true (reprise_backup_history_find_gap (history, &gap));
  g_assert_cmpint (gap.from, ==, 100 * SECOND);
  g_assert_cmpint (gap.until, ==, 310 * SECOND);
  g_assert_false (gap.is_open);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/missed-schedules/tolerance", test_missed_tolerance);
  g_test_add_func ("/restore/missed-schedules/hourly", test_missed_hourly);
  g_test_add_func ("/restore/missed-schedules/types", test_missed_types);
  g_test_add_func ("/restore/missed-schedules/unseen", test_missed_unseen);
  g_test_add_func ("/restore/missed-schedules/zone", test_missed_zone);
  g_test_add_func ("/restore/missed-schedules/odd", test_missed_odd);
  g_test_add_func ("/restore/backup-history/gap", test_history_gap);
  return g_test_run ();
}
