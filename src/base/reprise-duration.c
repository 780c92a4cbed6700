/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lengths of time, in words and back. */

#include "config.h"

#include "base/reprise-duration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECOND G_GUINT64_CONSTANT (1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)

#define LONGEST_WORD 8

static const struct
{
  const char *word;
  guint64 length;
} units[] = {
  { "s", SECOND },   { "sec", SECOND },     { "secs", SECOND },    { "second", SECOND },
  { "m", MINUTE },   { "min", MINUTE },     { "mins", MINUTE },    { "minute", MINUTE },
  { "h", HOUR },     { "hr", HOUR },        { "hrs", HOUR },       { "hour", HOUR },
  { "d", DAY },      { "day", DAY },        { "days", DAY },       { "w", WEEK },
  { "week", WEEK },  { "seconds", SECOND }, { "minutes", MINUTE }, { "hours", HOUR },
  { "weeks", WEEK },
};

static char *
format_days (guint64 days, int hours)
{
  if (hours == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", (gulong) days),
                            (guint) days);
  return g_strdup_printf (
      /* Translators: a length of time, "2 days 4 h". */
      g_dngettext (GETTEXT_PACKAGE, "%u day %d h", "%u days %d h", (gulong) days),
      (guint) days,
      hours);
}

static char *
format_length (guint64 length)
{
  int hours = (int) (length / HOUR % 24);
  int minutes = (int) (length / MINUTE % 60);
  int seconds = (int) (length / SECOND % 60);

  if (length >= DAY)
    return format_days (length / DAY, hours);
  if (hours > 0 && minutes > 0)
    return g_strdup_printf (_ ("%d h %d min"), hours, minutes);
  if (hours > 0)
    return g_strdup_printf (_ ("%d h"), hours);
  if (minutes > 0 && seconds > 0)
    return g_strdup_printf (_ ("%d min %d s"), minutes, seconds);
  if (minutes > 0)
    return g_strdup_printf (_ ("%d min"), minutes);
  if (seconds > 0 || length == 0)
    return g_strdup_printf (_ ("%d s"), seconds);
  return g_strdup (_ ("< 1 s"));
}

/**
 * reprise_duration_format:
 * @duration: a length of time
 *
 * Says the two largest units that are not zero, and cuts off what lies below them: a length is
 * never said to be longer than it is. The sign of a negative one is left to the words around it.
 *
 * Returns: (transfer full): text such as `3 h 12 min`, `34 s` or `< 1 s`
 */
char *
reprise_duration_format (RepriseDuration duration)
{
  return format_length (duration < 0 ? -(guint64) duration : (guint64) duration);
}

static gboolean
take_number (const char **cursor, guint64 *number)
{
  const char *start = *cursor;

  for (*number = 0; g_ascii_isdigit (**cursor); (*cursor)++)
    if (!g_uint64_checked_mul (number, *number, 10) ||
        !g_uint64_checked_add (number, *number, (guint64) g_ascii_digit_value (**cursor)))
      return FALSE;
  return *cursor > start;
}

static gboolean
take_unit (const char **cursor, guint64 *length)
{
  char word[LONGEST_WORD] = "";
  gsize n = 0;

  for (; g_ascii_isalpha (**cursor); (*cursor)++)
    {
      if (n == sizeof word - 1)
        return FALSE;
      word[n++] = g_ascii_tolower (**cursor);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (word, units[i].word) == 0)
      {
        *length = units[i].length;
        return TRUE;
      }
  return FALSE;
}

static void
skip_spaces (const char **cursor)
{
  while (g_ascii_isspace (**cursor))
    (*cursor)++;
}

/**
 * reprise_duration_parse:
 * @text: (nullable): text such as `2h 30m`, `90 min` or `1 day`
 * @duration: (out): the length of time; untouched on failure
 *
 * Weeks, days, hours, minutes and seconds in whole numbers, each at most once and the larger unit
 * first. `m` is a minute. A number without a unit is refused, as nobody can tell what was meant.
 *
 * Returns: whether @text is such a length and can be expressed
 */
gboolean
reprise_duration_parse (const char *text, RepriseDuration *duration)
{
  guint64 total = 0, number, unit, last_unit = G_MAXUINT64;
  const char *cursor = text;

  g_return_val_if_fail (duration != NULL, FALSE);

  if (text == NULL)
    return FALSE;
  skip_spaces (&cursor);
  do
    {
      if (!take_number (&cursor, &number))
        return FALSE;
      skip_spaces (&cursor);
      if (!take_unit (&cursor, &unit) || unit >= last_unit ||
          !g_uint64_checked_mul (&number, number, unit) ||
          !g_uint64_checked_add (&total, total, number) || total > G_MAXINT64)
        return FALSE;
      last_unit = unit;
      skip_spaces (&cursor);
    }
  while (*cursor != '\0');
  *duration = (RepriseDuration) total;
  return TRUE;
}
