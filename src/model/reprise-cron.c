/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cron expressions: when a schedule comes round next. */

#include "config.h"

#include "model/reprise-cron.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_FIELDS 5
#define MINUTES_PER_HOUR 60
#define HOURS_PER_DAY 24
#define MINUTES_PER_DAY (HOURS_PER_DAY * MINUTES_PER_HOUR)

/* The calendar repeats, weekdays included, after this many months: what has not come by then never
 * does. */
#define MONTHS_PER_CYCLE (400 * 12)

#define ALL_HOURS G_GUINT64_CONSTANT (0xffffff)
#define ALL_DAYS G_GUINT64_CONSTANT (0xfffffffe)
#define ALL_MONTHS G_GUINT64_CONSTANT (0x1ffe)
#define ALL_WEEKDAYS G_GUINT64_CONSTANT (0x7f)

struct _RepriseCron
{
  /* Bit n is set where the number n matches. */
  guint64 minutes;
  guint64 hours;
  guint64 days;
  guint64 months;
  guint64 weekdays;

  /* Whether the field began with a star, which decides how days and weekdays go together. */
  gboolean any_day;
  gboolean any_weekday;
};

typedef struct
{
  guint64 values;
  gboolean has_star;
} Field;

typedef struct
{
  const char *name;
  int lowest;
  int highest;
  gboolean takes_question_mark;
  const char *const *words; /* from @first_word on */
  int first_word;
} FieldRules;

static const char *const month_words[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul",
                                           "aug", "sep", "oct", "nov", "dec", NULL };
static const char *const weekday_words[] = {
  "sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL
};

static const FieldRules rules[N_FIELDS] = {
  { N_ ("minute"), 0, 59, FALSE, NULL, 0 },
  { N_ ("hour"), 0, 23, FALSE, NULL, 0 },
  { N_ ("day of the month"), 1, 31, TRUE, NULL, 0 },
  { N_ ("month"), 1, 12, FALSE, month_words, 1 },
  { N_ ("day of the week"), 0, 7, TRUE, weekday_words, 0 },
};

G_DEFINE_QUARK (reprise_cron_error, reprise_cron_error)

static gboolean
fail_syntax (const FieldRules *field, const char *text, GError **error)
{
  /* Translators: %1 is what was typed, %2 a field of a schedule such as "hour". */
  g_set_error (error,
               REPRISE_CRON_ERROR,
               REPRISE_CRON_ERROR_SYNTAX,
               _ ("“%s” cannot be read as the %s of a schedule"),
               text,
               _ (field->name));
  return FALSE;
}

static gboolean
fail_range (const FieldRules *field, const char *text, GError **error)
{
  /* Translators: %1 is what was typed, %2 a field of a schedule such as "hour". */
  g_set_error (error,
               REPRISE_CRON_ERROR,
               REPRISE_CRON_ERROR_RANGE,
               _ ("“%s” is out of range for the %s of a schedule"),
               text,
               _ (field->name));
  return FALSE;
}

static gboolean
parse_word (const char *text, const FieldRules *field, int *value)
{
  for (int i = 0; field->words != NULL && field->words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, field->words[i]) == 0)
      {
        *value = field->first_word + i;
        return TRUE;
      }
  return FALSE;
}

/* Stops counting past the largest value of the field, which no number can lead back from. */
static gboolean
parse_number (const char *text, const FieldRules *field, int *value, GError **error)
{
  *value = 0;
  if (*text == '\0' || strspn (text, "0123456789") != strlen (text))
    return fail_syntax (field, text, error);
  for (; *text != '\0' && *value <= field->highest; text++)
    *value = *value * 10 + g_ascii_digit_value (*text);
  return TRUE;
}

static gboolean
parse_value (const char *text, const FieldRules *field, int *value, GError **error)
{
  if (parse_word (text, field, value))
    return TRUE;
  if (!parse_number (text, field, value, error))
    return FALSE;
  if (*value < field->lowest || *value > field->highest)
    return fail_range (field, text, error);
  return TRUE;
}

/* A range as far as the step: a star, a value, or two values. */
static gboolean
parse_range (const char *text, const FieldRules *field, int *first, int *last, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  if (g_str_equal (text, "*"))
    {
      *first = field->lowest;
      *last = field->highest;
      return TRUE;
    }
  if (ends[0] == NULL)
    return fail_syntax (field, text, error);
  if (!parse_value (ends[0], field, first, error))
    return FALSE;
  *last = *first;
  if (ends[1] == NULL)
    return TRUE;
  if (!parse_value (ends[1], field, last, error))
    return FALSE;
  /* A week that is said to end on Sunday ends on its seventh day. */
  if (field->words == weekday_words && *last == 0 && *first > 0)
    *last = 7;
  return *first <= *last ? TRUE : fail_range (field, text, error);
}

static gboolean
parse_element (const char *text, const FieldRules *field, guint64 *values, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  int first, last, step = 1;

  if (parts[0] == NULL)
    return fail_syntax (field, text, error);
  if (!parse_range (parts[0], field, &first, &last, error))
    return FALSE;
  if (parts[1] != NULL)
    {
      if (!parse_number (parts[1], field, &step, error))
        return FALSE;
      if (step == 0)
        return fail_range (field, text, error);
      /* One value with a step goes on to the end. */
      if (strpbrk (parts[0], "*-") == NULL)
        last = field->highest;
    }
  for (int value = first; value <= last; value += step)
    *values |= G_GUINT64_CONSTANT (1) << value;
  return TRUE;
}

static gboolean
parse_field (const char *text, const FieldRules *rule, Field *field, GError **error)
{
  g_auto (GStrv) elements = NULL;

  if (rule->takes_question_mark && g_str_equal (text, "?"))
    text = "*";
  field->values = 0;
  field->has_star = *text == '*';
  elements = g_strsplit (text, ",", -1);
  for (char **element = elements; *element != NULL; element++)
    if (!parse_element (*element, rule, &field->values, error))
      return FALSE;
  return TRUE;
}

/**
 * reprise_cron_parse:
 * @text: (nullable): five fields in UTC: minute, hour, day of the month, month, day of the week
 * @error: (out) (optional): a #RepriseCronError
 *
 * Numbers, ranges, lists, steps, and English names of months and days in any case. A day field may
 * be `?`, which is the same as `*`; 7 is Sunday, like 0. Nicknames such as `@daily` and fields for
 * seconds or years are refused.
 *
 * Returns: (transfer full) (nullable): the expression, or %NULL with @error set
 */
RepriseCron *
reprise_cron_parse (const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text == NULL ? "" : text, " \t", -1);
  Field fields[N_FIELDS];
  guint n_fields = 0;
  RepriseCron *self;

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (n_fields < N_FIELDS && !parse_field (*word, &rules[n_fields], &fields[n_fields], error))
        return NULL;
      n_fields++;
    }
  if (n_fields != N_FIELDS)
    {
      g_set_error (error,
                   REPRISE_CRON_ERROR,
                   REPRISE_CRON_ERROR_FIELDS,
                   _ ("A schedule has five fields, not %u"),
                   n_fields);
      return NULL;
    }

  self = g_new0 (RepriseCron, 1);
  self->minutes = fields[0].values;
  self->hours = fields[1].values;
  self->days = fields[2].values;
  self->any_day = fields[2].has_star;
  self->months = fields[3].values;
  self->weekdays = (fields[4].values | fields[4].values >> 7) & ALL_WEEKDAYS;
  self->any_weekday = fields[4].has_star;
  return self;
}

/**
 * reprise_cron_free:
 * @self: (nullable) (transfer full): an expression
 */
void
reprise_cron_free (RepriseCron *self)
{
  g_free (self);
}

static gboolean
has (guint64 values, int value)
{
  return (values >> value & 1) != 0;
}

/* Where both day fields are restricted a day needs to match only one of them: the old rule of cron,
 * by which a field that begins with a star is not restricted. */
static gboolean
matches_day (const RepriseCron *self, const GDate *date)
{
  gboolean day = has (self->days, g_date_get_day (date));
  gboolean weekday = has (self->weekdays, (int) g_date_get_weekday (date) % 7);

  return self->any_day || self->any_weekday ? day && weekday : day || weekday;
}

/* The first minute of a day that matches, from @minute on; -1 where there is none. */
static int
find_minute (const RepriseCron *self, int minute)
{
  for (; minute < MINUTES_PER_DAY; minute++)
    if (has (self->hours, minute / MINUTES_PER_HOUR) &&
        has (self->minutes, minute % MINUTES_PER_HOUR))
      return minute;
  return -1;
}

static RepriseInstant
instant_of (const GDate *date, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (date),
                                                    (int) g_date_get_month (date),
                                                    g_date_get_day (date),
                                                    minute / MINUTES_PER_HOUR,
                                                    minute % MINUTES_PER_HOUR,
                                                    0);

  return time == NULL ? REPRISE_INSTANT_NONE
                      : reprise_instant_from_unix (g_date_time_to_unix (time));
}

/* Goes from @date, which moves along, to the end of its month. */
static RepriseInstant
find_in_month (const RepriseCron *self, GDate *date, int minute)
{
  GDateMonth month = g_date_get_month (date);

  for (; g_date_get_month (date) == month; g_date_add_days (date, 1), minute = 0)
    {
      int found = matches_day (self, date) ? find_minute (self, minute) : -1;

      if (found >= 0)
        return instant_of (date, found);
    }
  return REPRISE_INSTANT_NONE;
}

static void
move_to_next_month (GDate *date)
{
  g_date_set_day (date, 1);
  g_date_add_months (date, 1);
}

/**
 * reprise_cron_next:
 * @self: an expression
 * @after: an instant
 *
 * Returns: the first instant after @after, not @after itself, that the expression matches;
 *   %REPRISE_INSTANT_NONE where it never does, as on 30 February, and outside the years 1 to 9999
 */
RepriseInstant
reprise_cron_next (const RepriseCron *self, RepriseInstant after)
{
  g_autoptr (GDateTime) start = NULL;
  GDate date;
  int minute;

  g_return_val_if_fail (self != NULL, REPRISE_INSTANT_NONE);

  if (after == REPRISE_INSTANT_NONE)
    return REPRISE_INSTANT_NONE;
  start = g_date_time_new_from_unix_utc (reprise_instant_to_unix (after));
  if (start == NULL)
    return REPRISE_INSTANT_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date,
                  (GDateDay) g_date_time_get_day_of_month (start),
                  (GDateMonth) g_date_time_get_month (start),
                  (GDateYear) g_date_time_get_year (start));
  minute = g_date_time_get_hour (start) * MINUTES_PER_HOUR + g_date_time_get_minute (start) + 1;

  for (int i = 0; i <= MONTHS_PER_CYCLE; i++, minute = 0)
    {
      RepriseInstant found = REPRISE_INSTANT_NONE;

      if (has (self->months, (int) g_date_get_month (&date)))
        found = find_in_month (self, &date, minute);
      else
        move_to_next_month (&date);
      if (found != REPRISE_INSTANT_NONE)
        return found;
    }
  return REPRISE_INSTANT_NONE;
}

static gboolean
is_single (guint64 values)
{
  return values != 0 && (values & (values - 1)) == 0;
}

static int
lowest (guint64 values)
{
  return g_bit_nth_lsf ((gulong) values, -1);
}

/* 0 where what matches is not evenly spread over the whole, such as an hour, from @first on. */
static int
get_interval (guint64 values, int first, int whole)
{
  for (int interval = 1; interval < whole; interval++)
    {
      guint64 spread = 0;

      for (int value = first; value < whole; value += interval)
        spread |= G_GUINT64_CONSTANT (1) << value;
      if (whole % interval == 0 && first < interval && values == spread)
        return interval;
    }
  return 0;
}

/* FALSE where there are too many to be said one by one. */
static gboolean
list_times (const RepriseCron *self, RepriseCronSummary *summary)
{
  for (int time = find_minute (self, 0); time >= 0; time = find_minute (self, time + 1))
    {
      if (summary->n_times == REPRISE_CRON_MAX_TIMES)
        return FALSE;
      summary->times[summary->n_times++] = time;
    }
  return TRUE;
}

static RepriseCronSummary
summarize_times (const RepriseCron *self, RepriseCronKind kind)
{
  const RepriseCronSummary other = { 0 };
  RepriseCronSummary summary = { .kind = kind };

  return list_times (self, &summary) ? summary : other;
}

static RepriseCronSummary
summarize_interval (RepriseCronKind kind, int interval, int first_time)
{
  RepriseCronSummary summary = { .kind = kind, .interval = interval };

  if (kind != REPRISE_CRON_EVERY_N_MINUTES)
    summary.times[summary.n_times++] = first_time;
  return summary;
}

/* Twice a day is said by its two times. */
static RepriseCronSummary
classify_within_day (const RepriseCron *self)
{
  int minutes = get_interval (self->minutes, 0, MINUTES_PER_HOUR);
  int hours = get_interval (self->hours, lowest (self->hours), HOURS_PER_DAY);

  if (self->hours == ALL_HOURS && minutes > 0)
    return summarize_interval (REPRISE_CRON_EVERY_N_MINUTES, minutes, 0);
  if (self->hours == ALL_HOURS && is_single (self->minutes))
    return summarize_interval (REPRISE_CRON_HOURLY, 0, lowest (self->minutes));
  if (is_single (self->minutes) && hours > 0 && hours < HOURS_PER_DAY / 2)
    return summarize_interval (REPRISE_CRON_EVERY_N_HOURS, hours, find_minute (self, 0));
  return summarize_times (self, REPRISE_CRON_DAILY);
}

/**
 * reprise_cron_classify:
 * @self: an expression
 *
 * Goes by what an expression matches and not by how it is written: a step of 15 and `0,15,30,45`
 * are the same.
 *
 * Returns: which of the common patterns it is, with its numbers
 */
RepriseCronSummary
reprise_cron_classify (const RepriseCron *self)
{
  const RepriseCronSummary other = { 0 };
  RepriseCronSummary summary;
  gboolean every_day, every_weekday, either;

  g_return_val_if_fail (self != NULL, other);

  every_day = self->days == ALL_DAYS;
  every_weekday = self->weekdays == ALL_WEEKDAYS;
  /* Where one match of the two is enough, one full field makes it every day. */
  either = !self->any_day && !self->any_weekday && (every_day || every_weekday);
  if (self->months != ALL_MONTHS)
    return other;
  if (either || (every_day && every_weekday))
    return classify_within_day (self);

  if (every_day)
    {
      summary = summarize_times (self, REPRISE_CRON_WEEKLY);
      summary.weekdays = summary.kind == REPRISE_CRON_WEEKLY ? (guint) self->weekdays : 0;
      return summary;
    }
  if (every_weekday && is_single (self->days) && is_single (self->hours) &&
      is_single (self->minutes))
    {
      summary = summarize_times (self, REPRISE_CRON_MONTHLY);
      summary.day = lowest (self->days);
      return summary;
    }
  return other;
}
