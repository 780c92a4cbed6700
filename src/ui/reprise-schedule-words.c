/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup schedules in words. */

#include "config.h"

#include "ui/reprise-schedule-words.h"

#include "model/reprise-cron.h"

#include <glib/gi18n.h>

/* Every month has this many days. */
#define SHORTEST_MONTH 28

/* Whole sentences, one for each type of backup in the order of RepriseBackupType: a sentence put
 * together from pieces cannot be translated. */
typedef const char *const Sentences[4];

/* Translators: a backup schedule. Keep {time}, "02:00 CEST", as it is. */
static Sentences daily = {
  N_ ("backup at {time}"),
  N_ ("full backup at {time}"),
  N_ ("differential backup at {time}"),
  N_ ("incremental backup at {time}"),
};

/* Translators: a backup schedule. Keep {weekday}, "Sunday", and {time}, "02:00 CEST", as they are.
 */
static Sentences weekly = {
  N_ ("backup every {weekday} at {time}"),
  N_ ("full backup every {weekday} at {time}"),
  N_ ("differential backup every {weekday} at {time}"),
  N_ ("incremental backup every {weekday} at {time}"),
};

/* Translators: a backup schedule. Keep {day}, a number from 1 to 31, and {time}, "02:00 CEST", as
 * they are. */
static Sentences monthly = {
  N_ ("backup on day {day} of every month at {time}"),
  N_ ("full backup on day {day} of every month at {time}"),
  N_ ("differential backup on day {day} of every month at {time}"),
  N_ ("incremental backup on day {day} of every month at {time}"),
};

static Sentences hourly = {
  N_ ("backup every hour"),
  N_ ("full backup every hour"),
  N_ ("differential backup every hour"),
  N_ ("incremental backup every hour"),
};

/* Translators: a backup schedule. Keep {minute}, two digits, as it is. */
static Sentences hourly_at_minute = {
  N_ ("backup every hour at minute {minute}"),
  N_ ("full backup every hour at minute {minute}"),
  N_ ("differential backup every hour at minute {minute}"),
  N_ ("incremental backup every hour at minute {minute}"),
};

/* Translators: a backup schedule. Keep {cron}, "0 6 1,15 * *", as it is. */
static Sentences other = {
  N_ ("backup by the cron schedule {cron} in UTC"),
  N_ ("full backup by the cron schedule {cron} in UTC"),
  N_ ("differential backup by the cron schedule {cron} in UTC"),
  N_ ("incremental backup by the cron schedule {cron} in UTC"),
};

static char *
fill_in (const char *sentence, const char *name, const char *value)
{
  g_autoptr (GString) text = g_string_new (sentence);

  g_string_replace (text, name, value, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
fill_in_time (const char *sentence, GDateTime *time)
{
  /* Translators: hour, minute and zone of a backup schedule as g_date_time_format() takes it. */
  g_autofree char *clock = g_date_time_format (time, C_ ("schedule", "%H:%M %Z"));

  return fill_in (sentence, "{time}", clock);
}

static char *
say_every_n_minutes (RepriseBackupType type, int n)
{
  switch (type)
    {
    case REPRISE_BACKUP_TYPE_FULL:
      return g_strdup_printf (ngettext ("full backup every minute",
                                        "full backup every %d minutes",
                                        n),
                              n);
    case REPRISE_BACKUP_TYPE_DIFF:
      return g_strdup_printf (ngettext ("differential backup every minute",
                                        "differential backup every %d minutes",
                                        n),
                              n);
    case REPRISE_BACKUP_TYPE_INCR:
      return g_strdup_printf (ngettext ("incremental backup every minute",
                                        "incremental backup every %d minutes",
                                        n),
                              n);
    case REPRISE_BACKUP_TYPE_UNKNOWN:
    default:
      return g_strdup_printf (ngettext ("backup every minute", "backup every %d minutes", n), n);
    }
}

static char *
say_hourly (RepriseBackupType type, GDateTime *next)
{
  g_autofree char *minute = g_strdup_printf ("%02d", g_date_time_get_minute (next));

  if (g_date_time_get_minute (next) == 0)
    return g_strdup (_ (hourly[type]));
  return fill_in (_ (hourly_at_minute[type]), "{minute}", minute);
}

static char *
say_weekly (RepriseBackupType type, GDateTime *next)
{
  g_autofree char *weekday = g_date_time_format (next, "%A");
  g_autofree char *sentence = fill_in (_ (weekly[type]), "{weekday}", weekday);

  return fill_in_time (sentence, next);
}

/* In the zone it may be the day before or after; where that day is not the same in every month,
 * only UTC can be said. */
static char *
say_monthly (RepriseBackupType type, int utc_day, GDateTime *next)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (next);
  gboolean same = g_date_time_get_day_of_month (next) == utc_day;
  gboolean later = g_date_time_get_utc_offset (next) > 0;
  gboolean every_month = same || (later ? utc_day < SHORTEST_MONTH : utc_day > 1);
  GDateTime *said = every_month ? next : utc;
  g_autofree char *day = g_strdup_printf ("%d", g_date_time_get_day_of_month (said));
  g_autofree char *sentence = fill_in (_ (monthly[type]), "{day}", day);

  return fill_in_time (sentence, said);
}

/**
 * reprise_schedule_words:
 * @backup_type: the type of backup
 * @cron_expression: (nullable): five fields in UTC
 * @zone: the zone to say it in
 * @now: the time; clocks in @zone are taken as they will stand when it comes round next
 *
 * Returns: (transfer full): text such as `full backup at 02:00 CEST` or `incremental backup every
 *   hour`; an expression without plain words is said as it is
 */
char *
reprise_schedule_words (RepriseBackupType backup_type,
                        const char *cron_expression,
                        RepriseZone *zone,
                        RepriseInstant now)
{
  g_autoptr (RepriseCron) cron = reprise_cron_parse (cron_expression, NULL);
  RepriseInstant instant = cron == NULL ? REPRISE_INSTANT_NONE : reprise_cron_next (cron, now);
  g_autoptr (GDateTime) next = reprise_zone_to_date_time (zone, instant);
  RepriseCronSummary summary = { .kind = REPRISE_CRON_OTHER };

  g_return_val_if_fail (backup_type < G_N_ELEMENTS (daily), NULL);

  if (next != NULL)
    summary = reprise_cron_classify (cron);
  switch (summary.kind)
    {
    case REPRISE_CRON_EVERY_N_MINUTES:
      return say_every_n_minutes (backup_type, summary.interval_minutes);
    case REPRISE_CRON_HOURLY:
      return say_hourly (backup_type, next);
    case REPRISE_CRON_DAILY:
      return fill_in_time (_ (daily[backup_type]), next);
    case REPRISE_CRON_WEEKLY:
      return say_weekly (backup_type, next);
    case REPRISE_CRON_MONTHLY:
      return say_monthly (backup_type, summary.day, next);
    case REPRISE_CRON_OTHER:
    default:
      return fill_in (_ (other[backup_type]),
                      "{cron}",
                      cron_expression == NULL ? "–" : cron_expression);
    }
}
