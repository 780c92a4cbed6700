/* SPDX-License-Identifier: GPL-3.0-or-later
 * Schedules in words, in zones that are ahead of UTC and behind it. */

#include "config.h"

#include "ui/reprise-schedule-words.h"

/* 5 August 2026, a Wednesday, 12:00 UTC. */
#define NOW (G_GINT64_CONSTANT (1785931200) * REPRISE_INSTANT_SECOND)

typedef struct
{
  RepriseBackupType type;
  const char *cron;
  const char *zone;
  const char *text;
} Case;

static void
assert_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (RepriseZone) zone = reprise_zone_new_from_setting (cases[i].zone);
      g_autofree char *text = reprise_schedule_words (cases[i].type, cases[i].cron, zone, NOW);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

#define FULL REPRISE_BACKUP_TYPE_FULL
#define DIFF REPRISE_BACKUP_TYPE_DIFF
#define INCR REPRISE_BACKUP_TYPE_INCR
#define UNKNOWN REPRISE_BACKUP_TYPE_UNKNOWN

/* What the service has by default reads like the console's words, with the zone. */
static void
test_schedule_words_common (void)
{
  static const Case cases[] = {
    { FULL, "0 6 * * ?", "utc", "full backup at 06:00 UTC" },
    { FULL, "0 6 * * ?", "Europe/Berlin", "full backup at 08:00 CEST" },
    { FULL, "30 18 * * *", "Asia/Tokyo", "full backup at 03:30 JST" },
    { DIFF, "0 6 * * *", "utc", "differential backup at 06:00 UTC" },
    { UNKNOWN, "0 6 * * *", "utc", "backup at 06:00 UTC" },
    { INCR, "0 * * * ?", "utc", "incremental backup every hour" },
    { INCR, "0 * * * ?", "Europe/Berlin", "incremental backup every hour" },
    { INCR, "5 * * * *", "utc", "incremental backup every hour at minute 05" },
    { INCR, "0 * * * *", "Asia/Kolkata", "incremental backup every hour at minute 30" },
    { INCR, "*/15 * * * *", "Asia/Kolkata", "incremental backup every 15 minutes" },
    { INCR, "* * * * *", "utc", "incremental backup every minute" },
    { FULL, "*/30 * * * *", "utc", "full backup every 30 minutes" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* Every so many hours goes from the first time of the day in the zone. */
static void
test_schedule_words_intervals (void)
{
  static const Case cases[] = {
    { FULL, "0 */6 * * *", "utc", "full backup every 6 hours from 00:00 UTC" },
    { INCR, "30 1-23/2 * * *", "utc", "incremental backup every 2 hours from 01:30 UTC" },
    { DIFF, "0 0,8,16 * * ?", "Asia/Tokyo", "differential backup every 8 hours from 01:00 JST" },
    { UNKNOWN, "0 */4 * * *", "Asia/Kolkata", "backup every 4 hours from 01:30 IST" },
    { INCR, "*/20 * * * *", "utc", "incremental backup every 20 minutes" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* Several times are listed as the day in the zone goes, with the zone once; too many are not. */
static void
test_schedule_words_times (void)
{
  static const Case cases[] = {
    { FULL, "0 2,14 * * *", "utc", "full backup at 02:00 and 14:00 UTC" },
    { FULL, "0 2,14 * * *", "America/New_York", "full backup at 10:00 and 22:00 EDT" },
    { INCR, "0,30 6,7 * * *", "utc", "incremental backup at 06:00, 06:30, 07:00 and 07:30 UTC" },
    { INCR, "0 */7 * * *", "utc", "incremental backup at 00:00, 07:00, 14:00 and 21:00 UTC" },
    { INCR,
      "*/15 8-17 * * *",
      "Asia/Tokyo",
      "incremental backup by the cron schedule */15 8-17 * * * in UTC" },
    { INCR, "*/7 * * * *", "utc", "incremental backup by the cron schedule */7 * * * * in UTC" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* Days in a row are said as from and to, others are listed, and both move along across midnight;
 * where only some of the times cross it, UTC is said. */
static void
test_schedule_words_weekdays (void)
{
  static const Case cases[] = {
    { FULL, "0 2 * * 1-5", "utc", "full backup from Monday to Friday at 02:00 UTC" },
    { FULL,
      "0 2 * * MON-FRI",
      "America/New_York",
      "full backup from Sunday to Thursday at 22:00 EDT" },
    { DIFF,
      "0 20 * * 1-5",
      "Asia/Tokyo",
      "differential backup from Tuesday to Saturday at 05:00 JST" },
    { FULL, "0 2 * * 5-7,1", "utc", "full backup from Friday to Monday at 02:00 UTC" },
    { FULL, "0 2 * * 1,3,5", "utc", "full backup every Monday, Wednesday and Friday at 02:00 UTC" },
    { INCR, "30 6 ? * 0,6", "utc", "incremental backup every Saturday and Sunday at 06:30 UTC" },
    { FULL, "0 2,14 * * 1-5", "utc", "full backup from Monday to Friday at 02:00 and 14:00 UTC" },
    { FULL,
      "0 2,14 * * 1-5",
      "America/New_York",
      "full backup from Monday to Friday at 02:00 and 14:00 UTC" },
    { INCR, "0 * * * 1-5", "utc", "incremental backup by the cron schedule 0 * * * 1-5 in UTC" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* Across midnight the day of the week and of the month moves along. */
static void
test_schedule_words_shifted_days (void)
{
  static const Case cases[] = {
    { FULL, "0 2 * * 0", "utc", "full backup every Sunday at 02:00 UTC" },
    { FULL, "0 2 * * 0", "America/New_York", "full backup every Saturday at 22:00 EDT" },
    { FULL, "0 20 * * 0", "Asia/Tokyo", "full backup every Monday at 05:00 JST" },
    { FULL, "0 2 1 * *", "utc", "full backup on day 1 of every month at 02:00 UTC" },
    { FULL, "0 2 15 * *", "America/New_York", "full backup on day 14 of every month at 22:00 EDT" },
    { FULL, "0 20 27 * *", "Asia/Tokyo", "full backup on day 28 of every month at 05:00 JST" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* Where the day in the zone is not the same in every month, it is said in UTC. */
static void
test_schedule_words_month_ends (void)
{
  static const Case cases[] = {
    { FULL, "0 2 1 * *", "America/New_York", "full backup on day 1 of every month at 02:00 UTC" },
    { FULL, "0 20 28 * *", "Asia/Tokyo", "full backup on day 28 of every month at 20:00 UTC" },
    { FULL, "0 20 31 * *", "Asia/Tokyo", "full backup on day 31 of every month at 20:00 UTC" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* What has no plain words, never comes round or cannot be read is shown as it is. */
static void
test_schedule_words_other (void)
{
  static const Case cases[] = {
    { FULL, "0 6 1,15 * *", "Asia/Tokyo", "full backup by the cron schedule 0 6 1,15 * * in UTC" },
    { INCR, "0 0 30 2 *", "utc", "incremental backup by the cron schedule 0 0 30 2 * in UTC" },
    { DIFF, "@daily", "utc", "differential backup by the cron schedule @daily in UTC" },
    { FULL, NULL, "utc", "full backup by the cron schedule – in UTC" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* Clocks are taken as they stand when the schedule comes round, not as they stand now. */
static void
test_schedule_words_changed_clocks (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_named ("Europe/Berlin");
  RepriseInstant before_change = NOW;
  g_autofree char *text = NULL;

  g_assert_true (reprise_instant_parse ("2026-10-24T12:00:00Z", &before_change));
  text = reprise_schedule_words (FULL, "0 6 * * *", zone, before_change);
  g_assert_cmpstr (text, ==, "full backup at 07:00 CET");
  g_free (text);
  text = reprise_schedule_words (FULL, "30 0,6 * * *", zone, before_change);
  g_assert_cmpstr (text, ==, "full backup at 02:30 CEST and 07:30 CET");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/schedule-words/common", test_schedule_words_common);
  g_test_add_func ("/ui/schedule-words/intervals", test_schedule_words_intervals);
  g_test_add_func ("/ui/schedule-words/times", test_schedule_words_times);
  g_test_add_func ("/ui/schedule-words/weekdays", test_schedule_words_weekdays);
  g_test_add_func ("/ui/schedule-words/shifted-days", test_schedule_words_shifted_days);
  g_test_add_func ("/ui/schedule-words/month-ends", test_schedule_words_month_ends);
  g_test_add_func ("/ui/schedule-words/other", test_schedule_words_other);
  g_test_add_func ("/ui/schedule-words/changed-clocks", test_schedule_words_changed_clocks);
  return g_test_run ();
}
