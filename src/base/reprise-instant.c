/* SPDX-License-Identifier: GPL-3.0-or-later
 * Points in time, exact to the microsecond. */

#include "config.h"

#include "base/reprise-instant.h"

#include <string.h>

#define FRACTION_DIGITS 6

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
  g_autoptr (GDateTime) date = NULL;
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

  date = g_date_time_new_utc (year, month, day, hour, minute, 0);
  if (date == NULL)
    return FALSE;
  *instant = reprise_instant_from_unix (g_date_time_to_unix (date) + second - offset_minutes * 60) +
             microseconds;
  return TRUE;
}

static char *
format_with (RepriseInstant instant, RepriseInstantPrecision precision, const char *pattern)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (reprise_instant_to_unix (instant));
  g_autofree char *whole = NULL;
  int fraction = (int) (instant - reprise_instant_floor_second (instant));
  g_autofree char *digits = g_strdup_printf ("%06d", fraction);

  if (date == NULL)
    return NULL;
  whole = g_date_time_format (date, pattern);
  if (precision == REPRISE_INSTANT_SECONDS || (precision == REPRISE_INSTANT_AUTO && fraction == 0))
    return g_steal_pointer (&whole);
  for (gsize end = FRACTION_DIGITS; precision == REPRISE_INSTANT_AUTO && digits[end - 1] == '0';
       end--)
    digits[end - 1] = '\0';
  return g_strconcat (whole, ".", digits, NULL);
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
  text = format_with (instant, precision, "%Y-%m-%dT%H:%M:%S");
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
  text = format_with (instant, REPRISE_INSTANT_MICROSECONDS, "%Y-%m-%d %H:%M:%S");
  return text == NULL ? NULL : g_strconcat (text, "+00", NULL);
}
