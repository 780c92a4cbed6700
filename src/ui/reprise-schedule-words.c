/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup schedules in words. */

#include "config.h"

#include "ui/reprise-schedule-words.h"

#include "model/reprise-cron.h"

#include <glib/gi18n.h>

/* Every month has this many days. */
#define SHORTEST_MONTH 28

#define DAYS_PER_WEEK 7
#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY (24 * MINUTES_PER_HOUR)

/* Whole sentences, one for each type of backup in the order of RepriseBackupType: a sentence put
 * together from pieces cannot be translated. */
typedef const char *const Sentences[4];

/* Translators: a backup schedule. Keep {time}, "02:00 CEST" or "02:00 and 14:00 CEST", as it is. */
static Sentences daily = {
  N_ ("backup at {time}"),
  N_ ("full backup at {time}"),
  N_ ("differential backup at {time}"),
  N_ ("incremental backup at {time}"),
};

/* Translators: a backup schedule. Keep {weekday}, "Sunday" or "Monday and Friday", and {time},
 * "02:00 CEST" or "02:00 and 14:00 CEST", as they are. */
static Sentences weekly = {
  N_ ("backup every {weekday} at {time}"),
  N_ ("full backup every {weekday} at {time}"),
  N_ ("differential backup every {weekday} at {time}"),
  N_ ("incremental backup every {weekday} at {time}"),
};

/* Translators: a backup schedule. Keep {first} and {last}, "Monday" and "Friday", and {time},
 * "02:00 CEST" or "02:00 and 14:00 CEST", as they are. */
static Sentences on_days = {
  N_ ("backup from {first} to {last} at {time}"),
  N_ ("full backup from {first} to {last} at {time}"),
  N_ ("differential backup from {first} to {last} at {time}"),
  N_ ("incremental backup from {first} to {last} at {time}"),
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
dup_every_n_hours (RepriseBackupType type, int n)
{
  switch (type)
    {
    case REPRISE_BACKUP_TYPE_FULL:
      /* Translators: a backup schedule. Keep {time}, "00:00 UTC", as it is. */
      return g_strdup_printf (ngettext ("full backup every hour from {time}",
                                        "full backup every %d hours from {time}",
                                        n),
                              n);
    case REPRISE_BACKUP_TYPE_DIFF:
      /* Translators: a backup schedule. Keep {time}, "00:00 UTC", as it is. */
      return g_strdup_printf (ngettext ("differential backup every hour from {time}",
                                        "differential backup every %d hours from {time}",
                                        n),
                              n);
    case REPRISE_BACKUP_TYPE_INCR:
      /* Translators: a backup schedule. Keep {time}, "00:00 UTC", as it is. */
      return g_strdup_printf (ngettext ("incremental backup every hour from {time}",
                                        "incremental backup every %d hours from {time}",
                                        n),
                              n);
    case REPRISE_BACKUP_TYPE_UNKNOWN:
    default:
      /* Translators: a backup schedule. Keep {time}, "00:00 UTC", as it is. */
      return g_strdup_printf (ngettext ("backup every hour from {time}",
                                        "backup every %d hours from {time}",
                                        n),
                              n);
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

/* On the day, in UTC, on which the schedule comes round next. */
static GDateTime *
new_time (GDateTime *next, int utc_minutes)
{
  g_autoptr (GDateTime) day = g_date_time_to_utc (next);
  g_autoptr (GDateTime) utc = g_date_time_new_utc (g_date_time_get_year (day),
                                                   g_date_time_get_month (day),
                                                   g_date_time_get_day_of_month (day),
                                                   utc_minutes / MINUTES_PER_HOUR,
                                                   utc_minutes % MINUTES_PER_HOUR,
                                                   0);

  return g_date_time_to_timezone (utc, g_date_time_get_timezone (next));
}

static int
get_minutes (GDateTime *time)
{
  return g_date_time_get_hour (time) * MINUTES_PER_HOUR + g_date_time_get_minute (time);
}

static int
compare_times_of_day (gconstpointer a, gconstpointer b)
{
  return get_minutes (*(GDateTime *const *) a) - get_minutes (*(GDateTime *const *) b);
}

static GPtrArray *
list_times (const RepriseCronSummary *summary, GDateTime *next)
{
  GPtrArray *times = g_ptr_array_new_with_free_func ((GDestroyNotify) g_date_time_unref);

  for (guint i = 0; i < summary->n_times; i++)
    g_ptr_array_add (times, new_time (next, summary->times[i]));
  g_ptr_array_sort (times, compare_times_of_day);
  return times;
}

/* The first of the day in the zone, which need not be the first in UTC. */
static char *
say_every_n_hours (RepriseBackupType type, const RepriseCronSummary *summary, GDateTime *next)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func ((GDestroyNotify) g_date_time_unref);
  g_autofree char *sentence = dup_every_n_hours (type, summary->interval);

  for (int minutes = summary->times[0]; minutes < MINUTES_PER_DAY;
       minutes += summary->interval * MINUTES_PER_HOUR)
    g_ptr_array_add (times, new_time (next, minutes));
  g_ptr_array_sort (times, compare_times_of_day);
  return fill_in_time (sentence, g_ptr_array_index (times, 0));
}

static char *
join (GPtrArray *words)
{
  g_autoptr (GString) text = g_string_new (g_ptr_array_index (words, 0));

  for (guint i = 1; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      g_autofree char *longer = NULL;

      if (i + 1 < words->len)
        /* Translators: the beginning of a list and the next thing in it, which is not the last. */
        longer = g_strdup_printf (C_ ("list", "%s, %s"), text->str, word);
      else
        /* Translators: the beginning of a list and the last thing in it. */
        longer = g_strdup_printf (C_ ("list", "%s and %s"), text->str, word);
      g_string_assign (text, longer);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The zone is said once, save on a day on which clocks change between the times. */
static char *
fill_in_times (const char *sentence, GPtrArray *times)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  GDateTime *last = g_ptr_array_index (times, times->len - 1);

  for (guint i = 0; i < times->len; i++)
    {
      GDateTime *time = g_ptr_array_index (times, i);
      gboolean with_zone =
          time == last || g_date_time_get_utc_offset (time) != g_date_time_get_utc_offset (last);

      g_ptr_array_add (words,
                       g_date_time_format (time,
                                           with_zone ? C_ ("schedule", "%H:%M %Z")
                                                     /* Translators: hour and minute of a schedule,
                                                      * as g_date_time_format() takes it. */
                                                     : C_ ("schedule without zone", "%H:%M")));
    }
  text = join (words);
  return fill_in (sentence, "{time}", text);
}

static char *
say_daily (RepriseBackupType type, const RepriseCronSummary *summary, GDateTime *next)
{
  g_autoptr (GPtrArray) times = list_times (summary, next);

  return fill_in_times (_ (daily[type]), times);
}

/* How many days later it is in the zone. */
static int
get_day_shift (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  int shift = g_date_time_get_day_of_week (time) - g_date_time_get_day_of_week (utc);

  return shift > 1 ? -1 : shift < -1 ? 1 : shift;
}

static gboolean
have_one_shift (GPtrArray *times)
{
  for (guint i = 1; i < times->len; i++)
    if (get_day_shift (g_ptr_array_index (times, i)) !=
        get_day_shift (g_ptr_array_index (times, 0)))
      return FALSE;
  return TRUE;
}

static char *
dup_weekday (int weekday)
{
  /* A Sunday. */
  g_autoptr (GDateTime) sunday = g_date_time_new_utc (2023, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) day = g_date_time_add_days (sunday, weekday);

  return g_date_time_format (day, "%A");
}

static gboolean
has_weekday (guint weekdays, int weekday)
{
  return (weekdays >> ((weekday + DAYS_PER_WEEK) % DAYS_PER_WEEK) & 1) != 0;
}

/* Three days or more in a row, from @first to @last. */
static gboolean
is_row (guint weekdays, int *first, int *last)
{
  int n_rows = 0, n_days = 0;

  for (int day = 0; day < DAYS_PER_WEEK; day++)
    {
      if (!has_weekday (weekdays, day))
        continue;
      n_days++;
      if (!has_weekday (weekdays, day - 1))
        {
          n_rows++;
          *first = day;
        }
      if (!has_weekday (weekdays, day + 1))
        *last = day;
    }
  return n_rows == 1 && n_days > 2;
}

static char *
dup_weekdays (guint weekdays)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  /* From Monday on. */
  for (int day = 1; day <= DAYS_PER_WEEK; day++)
    if (has_weekday (weekdays, day))
      g_ptr_array_add (words, dup_weekday (day));
  return join (words);
}

static char *
say_days_and_times (RepriseBackupType type, guint weekdays, GPtrArray *times)
{
  int first = 0, last = 0;
  g_autofree char *days = NULL;
  g_autofree char *more_days = NULL;
  g_autofree char *half = NULL;
  g_autofree char *sentence = NULL;

  if (!is_row (weekdays, &first, &last))
    {
      days = dup_weekdays (weekdays);
      sentence = fill_in (_ (weekly[type]), "{weekday}", days);
      return fill_in_times (sentence, times);
    }
  days = dup_weekday (first);
  more_days = dup_weekday (last);
  half = fill_in (_ (on_days[type]), "{first}", days);
  sentence = fill_in (half, "{last}", more_days);
  return fill_in_times (sentence, times);
}

/* In the zone it may be the day before or after; where that is so of some times and not of others,
 * only UTC can be said. */
static char *
say_weekly (RepriseBackupType type, const RepriseCronSummary *summary, GDateTime *next)
{
  g_autoptr (GPtrArray) times = list_times (summary, next);
  guint shifted = 0;

  if (!have_one_shift (times))
    {
      g_autoptr (GDateTime) utc = g_date_time_to_utc (next);

      return say_weekly (type, summary, utc);
    }
  for (int day = 0; day < DAYS_PER_WEEK; day++)
    if (has_weekday (summary->weekdays, day - get_day_shift (g_ptr_array_index (times, 0))))
      shifted |= 1u << day;
  return say_days_and_times (type, shifted, times);
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
      return say_every_n_minutes (backup_type, summary.interval);
    case REPRISE_CRON_HOURLY:
      return say_hourly (backup_type, next);
    case REPRISE_CRON_EVERY_N_HOURS:
      return say_every_n_hours (backup_type, &summary, next);
    case REPRISE_CRON_DAILY:
      return say_daily (backup_type, &summary, next);
    case REPRISE_CRON_WEEKLY:
      return say_weekly (backup_type, &summary, next);
    case REPRISE_CRON_MONTHLY:
      return say_monthly (backup_type, summary.day, next);
    case REPRISE_CRON_OTHER:
    default:
      return fill_in (_ (other[backup_type]),
                      "{cron}",
                      cron_expression == NULL ? "–" : cron_expression);
    }
}
