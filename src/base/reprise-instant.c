/* SPDX-License-Identifier: GPL-3.0-or-later
 * Points in time, exact to the microsecond. */

#include "config.h"

#include "base/reprise-instant.h"

#include <string.h>

#define FRACTION_DIGITS 6
#define SECONDS_PER_DAY 86400

/* The first day of year 1 and the last one of year 9999, counted from 1970. */
#define FIRST_DAY G_GINT64_CONSTANT (-719162)
#define LAST_DAY G_GINT64_CONSTANT (2932896)

/* Four hundred years always have as many days; a year here begins in March, so that the leap day
 * comes last. GDateTime does the same, but a million times it takes seconds. */
#define DAYS_PER_ERA 146097
#define DAYS_TO_1970 719468

static int
count_days (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && is_leap);
}

/* Returns the number of the day, counted from 1970. */
static gint64
find_day (int year, int month, int day)
{
  int march_year = month <= 2 ? year - 1 : year;
  int era = march_year / 400, year_of_era = march_year % 400;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return (gint64) era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
         day_of_year - DAYS_TO_1970;
}

static void
find_date (gint64 day_number, int *year, int *month, int *day)
{
  int days = (int) (day_number + DAYS_TO_1970);
  int era = days / DAYS_PER_ERA, day_of_era = days % DAYS_PER_ERA;
  int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;

  *day = day_of_year - (153 * march_month + 2) / 5 + 1;
  *month = march_month < 10 ? march_month + 3 : march_month - 9;
  *year = era * 400 + year_of_era + (*month <= 2);
}

static gboolean
take_digits (const char **cursor, int count, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (**cursor);
    }
  return TRUE;
}

static gboolean
take_character (const char **cursor, const char *accepted)
{
  if (**cursor == '\0' || strchr (accepted, **cursor) == NULL)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* Digits past the sixth are cut off: a service that counts nanoseconds stays readable, and the
 * result never lies after the instant that was meant. */
static gboolean
take_fraction (const char **cursor, int *microseconds)
{
  int digits = 0;

  *microseconds = 0;
  if (!take_character (cursor, "."))
    return TRUE;
  for (; g_ascii_isdigit (**cursor); (*cursor)++, digits++)
    if (digits < FRACTION_DIGITS)
      *microseconds = *microseconds * 10 + g_ascii_digit_value (**cursor);
  for (int i = digits; i < FRACTION_DIGITS; i++)
    *microseconds *= 10;
  return digits > 0;
}

static gboolean
take_offset (const char **cursor, int *offset_minutes)
{
  int hours, minutes;
  gboolean west;

  *offset_minutes = 0;
  if (take_character (cursor, "Zz"))
    return TRUE;
  west = **cursor == '-';
  if (!take_character (cursor, "+-") || !take_digits (cursor, 2, &hours) ||
      !take_character (cursor, ":") || !take_digits (cursor, 2, &minutes) || hours > 23 ||
      minutes > 59)
    return FALSE;
  *offset_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
  return TRUE;
}

/**
 * reprise_instant_now:
 *
 * Returns: the time of this machine's clock
 */
RepriseInstant
reprise_instant_now (void)
{
  return g_get_real_time ();
}

/**
 * reprise_instant_floor_second:
 * @instant: an instant, not %REPRISE_INSTANT_NONE
 *
 * Returns: the whole second that @instant lies in, also before 1970
 */
RepriseInstant
reprise_instant_floor_second (RepriseInstant instant)
{
  return reprise_instant_from_unix (reprise_instant_to_unix (instant));
}

/**
 * reprise_instant_to_unix:
 * @instant: an instant, not %REPRISE_INSTANT_NONE
 *
 * Returns: whole seconds since 1970, rounded towards the past
 */
gint64
reprise_instant_to_unix (RepriseInstant instant)
{
  gint64 seconds = instant / REPRISE_INSTANT_SECOND;

  return instant % REPRISE_INSTANT_SECOND < 0 ? seconds - 1 : seconds;
}

/**
 * reprise_instant_from_unix:
 * @seconds: whole seconds since 1970
 *
 * Returns: the instant, or %REPRISE_INSTANT_NONE where it cannot be expressed
 */
RepriseInstant
reprise_instant_from_unix (gint64 seconds)
{
  if (seconds > G_MAXINT64 / REPRISE_INSTANT_SECOND ||
      seconds < G_MININT64 / REPRISE_INSTANT_SECOND)
    return REPRISE_INSTANT_NONE;
  return seconds * REPRISE_INSTANT_SECOND;
}

/**
 * reprise_instant_parse:
 * @text: (nullable): an RFC 3339 date and time with `Z` or a numeric offset; a space may stand for
 * `T`
 * @instant: (out): the instant; untouched on failure
 *
 * A second of 60 counts as the first of the next minute, as PostgreSQL does.
 *
 * Returns: whether @text is such a time and nothing else
 */
gboolean
reprise_instant_parse (const char *text, RepriseInstant *instant)
{
  const char *cursor = text;
  int year, month, day, hour, minute, second, microseconds, offset_minutes;

  g_return_val_if_fail (instant != NULL, FALSE);

  if (text == NULL || !take_digits (&cursor, 4, &year) || !take_character (&cursor, "-") ||
      !take_digits (&cursor, 2, &month) || !take_character (&cursor, "-") ||
      !take_digits (&cursor, 2, &day) || !take_character (&cursor, "Tt ") ||
      !take_digits (&cursor, 2, &hour) || !take_character (&cursor, ":") ||
      !take_digits (&cursor, 2, &minute) || !take_character (&cursor, ":") ||
      !take_digits (&cursor, 2, &second) || !take_fraction (&cursor, &microseconds) ||
      !take_offset (&cursor, &offset_minutes) || *cursor != '\0' || year < 1 || second > 60)
    return FALSE;

  if (month < 1 || month > 12 || day < 1 || day > count_days (year, month) || hour > 23 ||
      minute > 59)
    return FALSE;
  *instant = reprise_instant_from_unix (find_day (year, month, day) * SECONDS_PER_DAY +
                                        (hour * 60 + minute - offset_minutes) * 60 + second) +
             microseconds;
  return TRUE;
}

/* Writes at least four digits: a year before 1000 is no RFC 3339 otherwise. */
static char *
format_with (RepriseInstant instant, RepriseInstantPrecision precision, char separator)
{
  gint64 seconds = reprise_instant_to_unix (instant);
  gint64 day_number = seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0);
  int second_of_day = (int) (seconds - day_number * SECONDS_PER_DAY);
  int fraction = (int) (instant - reprise_instant_floor_second (instant));
  int year, month, day;
  char text[40];
  gsize end;

  if (day_number < FIRST_DAY || day_number > LAST_DAY)
    return NULL;
  find_date (day_number, &year, &month, &day);
  end = (gsize) g_snprintf (text,
                            sizeof text,
                            "%04d-%02d-%02d%c%02d:%02d:%02d.%06d",
                            year,
                            month,
                            day,
                            separator,
                            second_of_day / 3600,
                            second_of_day / 60 % 60,
                            second_of_day % 60,
                            fraction);
  if (precision == REPRISE_INSTANT_SECONDS || (precision == REPRISE_INSTANT_AUTO && fraction == 0))
    end -= FRACTION_DIGITS + 1;
  while (precision == REPRISE_INSTANT_AUTO && fraction != 0 && text[end - 1] == '0')
    end--;
  return g_strndup (text, end);
}

/**
 * reprise_instant_format:
 * @instant: an instant
 * @precision: how much of a second's fraction is written
 *
 * Returns: (transfer full) (nullable): RFC 3339 in UTC, ending in `Z`; %NULL for
 *   %REPRISE_INSTANT_NONE and outside the years 1 to 9999
 */
char *
reprise_instant_format (RepriseInstant instant, RepriseInstantPrecision precision)
{
  g_autofree char *text = NULL;

  if (instant == REPRISE_INSTANT_NONE)
    return NULL;
  text = format_with (instant, precision, 'T');
  return text == NULL ? NULL : g_strconcat (text, "Z", NULL);
}

/**
 * reprise_instant_format_postgres:
 * @instant: an instant
 *
 * The only spelling that both pgBackRest's selection of a backup set and PostgreSQL's
 * `recovery_target_time` read alike, whatever their time zones are.
 *
 * Returns: (transfer full) (nullable): `YYYY-MM-DD HH:MM:SS.ffffff+00`
 */
char *
reprise_instant_format_postgres (RepriseInstant instant)
{
  g_autofree char *text = NULL;

  if (instant == REPRISE_INSTANT_NONE)
    return NULL;
  text = format_with (instant, REPRISE_INSTANT_MICROSECONDS, ' ');
  return text == NULL ? NULL : g_strconcat (text, "+00", NULL);
}
