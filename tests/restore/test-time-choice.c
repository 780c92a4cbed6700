/* SPDX-License-Identifier: GPL-3.0-or-later
 * A day and a time of day at the ends of a recovery window, and where clocks are changed. */

#include "config.h"

#include "restore/reprise-time-choice.h"

#define BERLIN "Europe/Berlin"

static RepriseInstant
instant (const char *text)
{
  RepriseInstant value;

  g_assert_true (reprise_instant_parse (text, &value));
  return value;
}

/* Proven from one instant to another, in up to two spans. */
static RepriseRestoreWindow *
make_window (const char *const *ends, const char *now)
{
  RepriseRecoverySpan spans[2] = { 0 };
  RepriseRecoveryWindowFields reported_fields = { .checked_at = instant (now), .spans = spans };
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackupList) list = NULL;
  g_autoptr (RepriseRecoveryWindow) reported = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;

  for (; ends[2 * reported_fields.n_spans] != NULL; reported_fields.n_spans++)
    spans[reported_fields.n_spans] =
        (RepriseRecoverySpan){ .earliest = instant (ends[2 * reported_fields.n_spans]),
                               .latest_exclusive = instant (ends[2 * reported_fields.n_spans + 1]),
                               .base_label = "F" };
  backup.label = "F";
  backup.backup_type = REPRISE_BACKUP_TYPE_FULL;
  backup.started_at = instant (ends[0]) - 60 * REPRISE_INSTANT_SECOND;
  backup.finished_at = instant (ends[0]) - REPRISE_INSTANT_SECOND;
  backup.wal_start = "000000010000000000000002";
  backup.wal_stop = "000000010000000000000002";
  list = reprise_backup_list_new (&backup, 1);
  reported = reprise_recovery_window_new (&reported_fields);
  fields.node_name = "n1";
  fields.backups = list;
  fields.recovery_window = reported;
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  return reprise_restore_window_new (inventory, instant (now));
}

static RepriseRestoreWindow *
make_plain_window (const char *earliest, const char *latest_exclusive)
{
  return make_window ((const char *const[]){ earliest, latest_exclusive, NULL },
                      "2026-12-31T00:00:00Z");
}

static RepriseTimeChoice
choose (GTimeZone *zone, const char *text)
{
  RepriseTimeChoice choice;

  reprise_time_choice_init (&choice, zone, instant (text));
  return choice;
}

static int
day_of (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", text);
  RepriseTimeChoice choice = choose (utc, noon);

  return reprise_time_choice_get_day (&choice);
}

static char *
to_text (const RepriseTimeChoice *choice, GTimeZone *zone)
{
  RepriseInstant value = reprise_time_choice_get_instant (choice, zone);

  return value == REPRISE_INSTANT_NONE ? g_strdup ("none")
                                       : reprise_instant_format (value, REPRISE_INSTANT_AUTO);
}

static void
assert_choice (const RepriseTimeChoice *choice, GTimeZone *zone, const char *expected)
{
  g_autofree char *text = to_text (choice, zone);

  g_assert_cmpstr (text, ==, expected);
}

/* Every instant comes back from the reading that it gives, also where clocks are changed. */
static void
test_time_choice_instants (void)
{
  static const char *const zones[] = { "UTC", BERLIN, "Australia/Lord_Howe", "America/Sao_Paulo" };
  static const char *const instants[] = {
    "2026-10-25T00:59:59.999999Z", "2026-10-25T01:00:00Z", "2026-03-29T00:59:59Z",
    "2026-03-29T01:00:00Z",        "1969-12-31T23:59:59Z", "2026-04-04T14:59:59.5Z",
    "2026-04-04T15:30:00Z",        "2018-11-04T03:00:00Z", "2018-02-18T01:59:59Z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones) * G_N_ELEMENTS (instants); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i / G_N_ELEMENTS (instants)]);
      const char *text = instants[i % G_N_ELEMENTS (instants)];
      RepriseTimeChoice choice = choose (zone, text);

      assert_choice (&choice, zone, text);
    }
}

/* The hour that is left out is refused, and the one that comes twice asks which. */
static void
test_time_choice_clock_changes (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier (BERLIN);
  g_autoptr (RepriseRestoreWindow) window =
                 make_plain_window ("2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z");
  RepriseTimeChoice choice = choose (berlin, "2026-03-29T12:00:00Z");
  RepriseInstant first, second;

  reprise_time_choice_set_clock (&choice, berlin, window, 2, 30, 0);
  assert_choice (&choice, berlin, "none");
  g_assert_cmpint (reprise_time_choice_resolve (&choice, berlin, &first, &second),
                   ==,
                   REPRISE_TIME_MEANING_NEVER);
  reprise_time_choice_set_clock (&choice, berlin, window, 3, 0, 0);
  assert_choice (&choice, berlin, "2026-03-29T01:00:00Z");

  choice = choose (berlin, "2026-10-25T12:00:00Z");
  reprise_time_choice_set_clock (&choice, berlin, window, 2, 30, 0);
  assert_choice (&choice, berlin, "none");
  g_assert_cmpint (reprise_time_choice_resolve (&choice, berlin, &first, &second),
                   ==,
                   REPRISE_TIME_MEANING_TWICE);
  g_assert_cmpint (first, ==, instant ("2026-10-25T00:30:00Z"));
  g_assert_cmpint (second, ==, instant ("2026-10-25T01:30:00Z"));
  choice.turn = REPRISE_TIME_TURN_FIRST;
  assert_choice (&choice, berlin, "2026-10-25T00:30:00Z");
  choice.turn = REPRISE_TIME_TURN_SECOND;
  assert_choice (&choice, berlin, "2026-10-25T01:30:00Z");
  reprise_time_choice_set_clock (&choice, berlin, window, 2, 30, 0);
  assert_choice (&choice, berlin, "2026-10-25T01:30:00Z");
  reprise_time_choice_set_clock (&choice, berlin, window, 2, 31, 0);
  assert_choice (&choice, berlin, "none");
}

typedef struct
{
  const char *zone;
  const char *window[3];
  const char *chosen;
  RepriseTimeLimits limits;
} LimitsCase;

/* The limits of the day, of its hour and of its minute, at both ends of the window. */
static void
test_time_choice_limits (void)
{
  static const LimitsCase cases[] = {
    /* several days: the first, one in between, the last */
    { "UTC",
      { "2026-08-03T06:10:05Z", "2026-08-05T20:30:15.000001Z" },
      "2026-08-03T06:10:30Z",
      { { 6, 23 }, { 10, 59 }, { 5, 59 } } },
    { "UTC",
      { "2026-08-03T06:10:05Z", "2026-08-05T20:30:15.000001Z" },
      "2026-08-04T12:00:00Z",
      { { 0, 23 }, { 0, 59 }, { 0, 59 } } },
    { "UTC",
      { "2026-08-03T06:10:05Z", "2026-08-05T20:30:15.000001Z" },
      "2026-08-05T20:30:00Z",
      { { 0, 20 }, { 0, 30 }, { 0, 15 } } },
    /* an end that is excluded does not count, to the microsecond */
    { "UTC",
      { "2026-08-03T06:10:05Z", "2026-08-05T20:00:00Z" },
      "2026-08-05T19:59:59Z",
      { { 0, 19 }, { 0, 59 }, { 0, 59 } } },
    { "UTC",
      { "2026-08-03T06:10:05Z", "2026-08-05T00:00:00Z" },
      "2026-08-04T23:59:59Z",
      { { 0, 23 }, { 0, 59 }, { 0, 59 } } },
    /* a single day, hour, minute, second */
    { "UTC",
      { "2026-08-05T06:10:05Z", "2026-08-05T20:30:15Z" },
      "2026-08-05T10:00:00Z",
      { { 6, 20 }, { 0, 59 }, { 0, 59 } } },
    { "UTC",
      { "2026-08-05T06:10:05Z", "2026-08-05T06:30:15.5Z" },
      "2026-08-05T06:20:00Z",
      { { 6, 6 }, { 10, 30 }, { 0, 59 } } },
    { "UTC",
      { "2026-08-05T06:10:05Z", "2026-08-05T06:10:15.5Z" },
      "2026-08-05T06:10:07Z",
      { { 6, 6 }, { 10, 10 }, { 5, 15 } } },
    { "UTC",
      { "2026-08-05T06:10:05Z", "2026-08-05T06:10:05.000001Z" },
      "2026-08-05T06:10:05Z",
      { { 6, 6 }, { 10, 10 }, { 5, 5 } } },
    /* the same window starts the day before in the west */
    { "America/New_York",
      { "2026-08-05T01:10:05Z", "2026-08-05T20:30:15Z" },
      "2026-08-05T01:30:00Z",
      { { 21, 23 }, { 10, 59 }, { 0, 59 } } },
    /* begins in the first of two equal hours, ends in the second */
    { BERLIN,
      { "2026-10-25T00:10:00Z", "2026-10-25T01:20:00.000001Z" },
      "2026-10-25T00:40:00Z",
      { { 2, 2 }, { 0, 59 }, { 0, 59 } } },
    /* begins in the second of them: the first does not count */
    { BERLIN,
      { "2026-10-25T01:10:00Z", "2026-10-25T12:00:00Z" },
      "2026-10-25T01:40:00Z",
      { { 2, 12 }, { 10, 59 }, { 0, 59 } } },
    /* ends right before the hour that is left out, and begins right after it */
    { BERLIN,
      { "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z" },
      "2026-03-29T00:00:00Z",
      { { 0, 1 }, { 0, 59 }, { 0, 59 } } },
    { BERLIN,
      { "2026-03-29T01:00:00Z", "2026-03-29T12:00:00Z" },
      "2026-03-29T01:00:00Z",
      { { 3, 13 }, { 0, 59 }, { 0, 59 } } },
    /* a day that begins at one o'clock, as midnight is left out */
    { "America/Sao_Paulo",
      { "2018-11-01T00:00:00Z", "2018-11-20T00:00:00Z" },
      "2018-11-04T12:00:00Z",
      { { 1, 23 }, { 0, 59 }, { 0, 59 } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LimitsCase *is = &cases[i];
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (is->zone);
      g_autoptr (RepriseRestoreWindow) window = make_plain_window (is->window[0], is->window[1]);
      RepriseTimeChoice choice = choose (zone, is->chosen);
      RepriseTimeLimits limits;

      reprise_time_choice_get_limits (&choice, zone, window, &limits);
      g_assert_cmpmem (&limits, sizeof limits, &is->limits, sizeof limits);
    }
}

typedef struct
{
  const char *zone;
  const char *chosen;
  const char *day;
  const char *expected;
  int refused; /* a RepriseReach, or -1 */
} DayCase;

/* A day keeps the time where it can; one that is not possible gives way to the nearest. */
static void
test_time_choice_days (void)
{
  static const DayCase cases[] = {
    { "UTC", "2026-08-04T12:00:00Z", "2026-08-05", "2026-08-05T12:00:00Z", -1 },
    { "UTC", "2026-08-04T21:00:00Z", "2026-08-05", "2026-08-05T20:30:15Z", -1 },
    { "UTC", "2026-08-04T03:00:00Z", "2026-08-03", "2026-08-03T06:10:05Z", -1 },
    { "UTC", "2026-08-04T07:00:00Z", "2026-08-03", "2026-08-03T07:00:00Z", -1 },
    { "UTC",
      "2026-08-04T07:00:00Z",
      "2026-08-02",
      "2026-08-03T07:00:00Z",
      REPRISE_REACH_TOO_EARLY },
    { "UTC",
      "2026-08-04T03:00:00Z",
      "2020-01-01",
      "2026-08-03T06:10:05Z",
      REPRISE_REACH_TOO_EARLY },
    { "UTC",
      "2026-08-04T07:00:00Z",
      "2026-08-06",
      "2026-08-05T07:00:00Z",
      REPRISE_REACH_NOT_ARCHIVED },
    { "UTC", "2026-08-04T23:00:00Z", "2027-08-06", "2026-08-05T20:30:15Z", REPRISE_REACH_TOO_LATE },
    /* it is the 6th there already when the window ends */
    { "Asia/Tokyo", "2026-08-04T12:00:00Z", "2026-08-06", "2026-08-05T20:30:15Z", -1 },
    { "Asia/Tokyo", "2026-08-04T18:00:00Z", "2026-08-06", "2026-08-05T18:00:00Z", -1 },
  };
  g_autoptr (RepriseRestoreWindow) window =
                 make_plain_window ("2026-08-03T06:10:05Z", "2026-08-05T20:30:15.5Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      RepriseTimeChoice choice = choose (zone, cases[i].chosen);
      RepriseReach refused = (RepriseReach) -1;
      gboolean possible =
          reprise_time_choice_set_day (&choice, zone, window, day_of (cases[i].day), &refused);

      assert_choice (&choice, zone, cases[i].expected);
      g_assert_cmpint (possible, ==, cases[i].refused < 0);
      g_assert_cmpint ((int) refused, ==, cases[i].refused);
    }
}

/* A day change into an hour that is left out or comes twice keeps the reading, and says so. */
static void
test_time_choice_day_of_change (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier (BERLIN);
  g_autoptr (RepriseRestoreWindow) window =
                 make_plain_window ("2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z");
  RepriseTimeChoice choice = choose (berlin, "2026-03-28T01:30:00Z");
  RepriseReach refused;
  int hour, minute, second;

  g_assert_true (
      reprise_time_choice_set_day (&choice, berlin, window, day_of ("2026-03-29"), &refused));
  assert_choice (&choice, berlin, "none");
  reprise_time_choice_get_clock (&choice, &hour, &minute, &second);
  g_assert_cmpint (hour * 10000 + minute * 100 + second, ==, 23000);
  g_assert_true (
      reprise_time_choice_set_day (&choice, berlin, window, day_of ("2026-03-30"), &refused));
  assert_choice (&choice, berlin, "2026-03-30T00:30:00Z");
  g_assert_true (
      reprise_time_choice_set_day (&choice, berlin, window, day_of ("2026-10-25"), &refused));
  assert_choice (&choice, berlin, "none");
}

/* Minute and second give way to the hour at the ends of the window, and only there. */
static void
test_time_choice_clock (void)
{
  static const struct
  {
    const char *day;
    int clock[3];
    const char *expected;
  } cases[] = {
    { "2026-08-03", { 6, 0, 0 }, "2026-08-03T06:10:05Z" },
    { "2026-08-03", { 6, 10, 0 }, "2026-08-03T06:10:05Z" },
    { "2026-08-03", { 6, 10, 6 }, "2026-08-03T06:10:06Z" },
    { "2026-08-03", { 5, 59, 59 }, "2026-08-03T06:10:05Z" },
    { "2026-08-05", { 20, 30, 15 }, "2026-08-05T20:30:15Z" },
    { "2026-08-05", { 20, 30, 16 }, "2026-08-05T20:30:15Z" },
    { "2026-08-05", { 20, 59, 0 }, "2026-08-05T20:30:15Z" },
    { "2026-08-05", { 23, 0, 0 }, "2026-08-05T20:30:15Z" },
    { "2026-08-05", { 19, 59, 59 }, "2026-08-05T19:59:59Z" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (RepriseRestoreWindow) window =
                 make_plain_window ("2026-08-03T06:10:05Z", "2026-08-05T20:30:15.5Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseTimeChoice choice = choose (utc, "2026-08-04T12:00:00Z");
      RepriseReach refused;

      reprise_time_choice_set_day (&choice, utc, window, day_of (cases[i].day), &refused);
      reprise_time_choice_set_clock (&choice,
                                     utc,
                                     window,
                                     cases[i].clock[0],
                                     cases[i].clock[1],
                                     cases[i].clock[2]);
      assert_choice (&choice, utc, cases[i].expected);
    }
}

/* A window of less than a second without a whole one in it is still reached. */
static void
test_time_choice_below_a_second (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (RepriseRestoreWindow) window =
                 make_plain_window ("2026-08-05T06:10:05.25Z", "2026-08-05T06:10:05.75Z");
  RepriseTimeChoice choice = choose (utc, "2026-08-04T12:00:00Z");
  RepriseReach refused;

  g_assert_true (
      reprise_time_choice_set_day (&choice, utc, window, day_of ("2026-08-05"), &refused));
  assert_choice (&choice, utc, "2026-08-05T06:10:05.749999Z");
  reprise_time_choice_set_clock (&choice, utc, window, 6, 10, 5);
  assert_choice (&choice, utc, "2026-08-05T06:10:05.25Z");
}

/* A fraction goes when the reading changes, unless somebody typed it. */
static void
test_time_choice_fraction (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (RepriseRestoreWindow) window =
                 make_plain_window ("2026-08-03T06:10:05Z", "2026-08-05T20:30:15.5Z");
  RepriseTimeChoice choice = choose (utc, "2026-08-04T12:00:00.25Z");

  choice.has_typed_fraction = TRUE;
  reprise_time_choice_set_clock (&choice, utc, window, 13, 0, 0);
  assert_choice (&choice, utc, "2026-08-04T13:00:00.25Z");
  choice.has_typed_fraction = FALSE;
  reprise_time_choice_set_clock (&choice, utc, window, 14, 0, 0);
  assert_choice (&choice, utc, "2026-08-04T14:00:00Z");
}

/* Between two spans the reading stays what it is: that it is not possible is for others to say. */
static void
test_time_choice_gap_in_archive (void)
{
  static const char *const ends[] = { "2026-08-03T06:00:00Z",
                                      "2026-08-03T08:00:00Z",
                                      "2026-08-05T10:00:00Z",
                                      "2026-08-05T12:00:00Z",
                                      NULL };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (RepriseRestoreWindow) window = make_window (ends, "2026-08-06T00:00:00Z");
  RepriseTimeChoice choice = choose (utc, "2026-08-03T07:00:00Z");
  RepriseReach refused;

  g_assert_false (
      reprise_time_choice_set_day (&choice, utc, window, day_of ("2026-08-04"), &refused));
  g_assert_cmpint (refused, ==, REPRISE_REACH_NOT_ARCHIVED);
  assert_choice (&choice, utc, "2026-08-03T07:00:00Z");
  g_assert_false (reprise_time_choice_is_day_possible (window, utc, day_of ("2026-08-04")));
  g_assert_true (reprise_time_choice_is_day_possible (window, utc, day_of ("2026-08-05")));
  reprise_time_choice_set_day (&choice, utc, window, day_of ("2026-08-05"), &refused);
  assert_choice (&choice, utc, "2026-08-05T10:00:00Z");
}

/* The day of a backup is the one on which it ended, in the zone. */
static void
test_time_choice_marks (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (RepriseRestoreWindow) window =
                 make_plain_window ("2026-08-03T15:00:01Z", "2026-08-05T20:30:15Z");

  g_assert_true (reprise_time_choice_has_backup (window, utc, day_of ("2026-08-03")));
  g_assert_false (reprise_time_choice_has_backup (window, utc, day_of ("2026-08-04")));
  g_assert_false (reprise_time_choice_has_backup (window, tokyo, day_of ("2026-08-03")));
  g_assert_true (reprise_time_choice_has_backup (window, tokyo, day_of ("2026-08-04")));
}

/* What is proposed is the last whole second that is proven. */
static void
test_time_choice_proposal (void)
{
  g_autoptr (RepriseRestoreWindow) wide =
                 make_plain_window ("2026-08-03T06:00:00Z", "2026-08-05T20:30:15Z");
  g_autoptr (RepriseRestoreWindow) narrow =
                 make_plain_window ("2026-08-03T06:00:00.5Z", "2026-08-03T06:00:00.75Z");

  g_assert_cmpint (reprise_time_choice_propose (wide), ==, instant ("2026-08-05T20:30:14Z"));
  g_assert_cmpint (reprise_time_choice_propose (narrow),
                   ==,
                   instant ("2026-08-03T06:00:00.749999Z"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/time-choice/instants", test_time_choice_instants);
  g_test_add_func ("/restore/time-choice/clock-changes", test_time_choice_clock_changes);
  g_test_add_func ("/restore/time-choice/limits", test_time_choice_limits);
  g_test_add_func ("/restore/time-choice/days", test_time_choice_days);
  g_test_add_func ("/restore/time-choice/day-of-change", test_time_choice_day_of_change);
  g_test_add_func ("/restore/time-choice/clock", test_time_choice_clock);
  g_test_add_func ("/restore/time-choice/below-a-second", test_time_choice_below_a_second);
  g_test_add_func ("/restore/time-choice/fraction", test_time_choice_fraction);
  g_test_add_func ("/restore/time-choice/gap-in-archive", test_time_choice_gap_in_archive);
  g_test_add_func ("/restore/time-choice/marks", test_time_choice_marks);
  g_test_add_func ("/restore/time-choice/proposal", test_time_choice_proposal);
  return g_test_run ();
}
