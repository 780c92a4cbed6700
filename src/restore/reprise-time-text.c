/* SPDX-License-Identifier: GPL-3.0-or-later
 * Times as people paste and type them: RFC 3339, PostgreSQL's log and `timestamptz`, lengths of
 * time back from now. */

#include "config.h"

#include "restore/reprise-time-text.h"

#include "base/reprise-duration.h"
#include "base/reprise-wall-time.h"

#include <string.h>

#define FRACTION_DIGITS 6

/* PostgreSQL knows no larger offset. */
#define MAX_OFFSET_HOURS 15

#define ZONE_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_/+-0123456789"

static void
skip_spaces (const char **cursor)
{
  while (g_ascii_isspace (**cursor))
    (*cursor)++;
}

static gboolean
take_character (const char **cursor, const char *accepted)
{
  if (**cursor == '\0' || strchr (accepted, **cursor) == NULL)
    return FALSE;
  (*cursor)++;
  return TRUE;
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

/* Digits past the sixth are cut off, so that the result never lies after what was meant. */
static gboolean
take_fraction (const char **cursor, int *microseconds)
{
  int digits = 0;

  if (!take_character (cursor, ".,"))
    return TRUE;
  for (; g_ascii_isdigit (**cursor); (*cursor)++, digits++)
    if (digits < FRACTION_DIGITS)
      *microseconds = *microseconds * 10 + g_ascii_digit_value (**cursor);
  for (int i = digits; i < FRACTION_DIGITS; i++)
    *microseconds *= 10;
  return digits > 0;
}

static gboolean
take_date (const char **cursor, int *year, int *month, int *day)
{
  return take_digits (cursor, 4, year) && take_character (cursor, "-") &&
         take_digits (cursor, 2, month) && take_character (cursor, "-") &&
         take_digits (cursor, 2, day) && *year > 0;
}

/* The seconds may be left out, as people do. */
static gboolean
take_clock (const char **cursor, int *hour, int *minute, int *second, int *microseconds)
{
  *second = *microseconds = 0;
  if (!take_digits (cursor, 2, hour) || !take_character (cursor, ":") ||
      !take_digits (cursor, 2, minute))
    return FALSE;
  if (**cursor != ':')
    return TRUE;
  (*cursor)++;
  return take_digits (cursor, 2, second) && *second <= 60 && take_fraction (cursor, microseconds);
}

static gboolean
take_wall_time (const char **cursor, RepriseTimeText *result)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day, hour, minute, second;

  if (!take_date (cursor, &year, &month, &day))
    return FALSE;
  if (!take_character (cursor, "Tt"))
    {
      if (!g_ascii_isspace (**cursor))
        return FALSE;
      skip_spaces (cursor);
    }
  if (!take_clock (cursor, &hour, &minute, &second, &result->microseconds))
    return FALSE;
  date = g_date_time_new_utc (year, month, day, hour, minute, 0);
  if (date == NULL)
    return FALSE;
  result->wall_seconds = g_date_time_to_unix (date) + second;
  return TRUE;
}

/* ±hh, ±hhmm, ±hh:mm or ±hh:mm:ss */
static gboolean
take_offset (const char **cursor, gint64 *offset)
{
  gboolean west = **cursor == '-';
  int hours, minutes = 0, seconds = 0;

  if (!take_character (cursor, "+-") || !take_digits (cursor, 2, &hours))
    return FALSE;
  if (g_ascii_isdigit (**cursor) || **cursor == ':')
    {
      take_character (cursor, ":");
      if (!take_digits (cursor, 2, &minutes))
        return FALSE;
      if (take_character (cursor, ":") && !take_digits (cursor, 2, &seconds))
        return FALSE;
    }
  if (hours > MAX_OFFSET_HOURS || minutes > 59 || seconds > 59)
    return FALSE;
  *offset = (hours * 60 * 60 + minutes * 60 + seconds) * (west ? -1 : 1);
  return TRUE;
}

static void
set_instant (RepriseTimeText *result, gint64 offset)
{
  result->kind = REPRISE_TIME_TEXT_INSTANT;
  result->instant =
      reprise_instant_from_unix (result->wall_seconds - offset) + result->microseconds;
  result->later = result->instant;
}

/* Only names of the time zone database and those of universal time say which zone is meant. */
static gboolean
take_zone_name (const char **cursor, RepriseTimeText *result)
{
  gsize length = strspn (*cursor, ZONE_LETTERS);
  g_autofree char *name = g_strndup (*cursor, length);
  g_autoptr (GTimeZone) zone = NULL;

  *cursor += length;
  if (g_ascii_strcasecmp (name, "Z") == 0 || g_ascii_strcasecmp (name, "UTC") == 0 ||
      g_ascii_strcasecmp (name, "GMT") == 0)
    {
      set_instant (result, 0);
      return TRUE;
    }
  if (strchr (name, '/') == NULL)
    return g_strlcpy (result->abbreviation, name, sizeof result->abbreviation) <
           sizeof result->abbreviation;
  zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    return FALSE;
  reprise_time_text_resolve (result, zone);
  return TRUE;
}

/* Behind a time that was copied out of a log may stand the rest of the line. */
static gboolean
is_rest_of_log_line (const char *rest)
{
  while (*rest == ' ')
    rest++;
  return *rest == '[' || *rest == ':' || *rest == ',';
}

static gboolean
parse_absolute (const char *cursor, RepriseTimeText *result)
{
  gint64 offset;

  if (!take_wall_time (&cursor, result))
    return FALSE;
  result->kind = REPRISE_TIME_TEXT_NEEDS_ZONE;
  skip_spaces (&cursor);
  if (*cursor == '+' || *cursor == '-')
    {
      if (!take_offset (&cursor, &offset))
        return FALSE;
      set_instant (result, offset);
    }
  else if (g_ascii_isalpha (*cursor) && !take_zone_name (&cursor, result))
    return FALSE;
  return *cursor == '\0' || is_rest_of_log_line (cursor);
}

static gboolean
parse_relative (char *text, RepriseInstant now, RepriseTimeText *result)
{
  RepriseDuration duration;

  if (g_str_has_suffix (text, "ago"))
    text[strlen (text) - strlen ("ago")] = '\0';
  if (!reprise_duration_parse (text, &duration) || now == REPRISE_INSTANT_NONE || duration > now)
    return FALSE;
  result->kind = REPRISE_TIME_TEXT_INSTANT;
  result->is_relative = TRUE;
  result->instant = result->later = reprise_instant_floor_second (now - duration);
  return TRUE;
}

static char *
strip_quotes (const char *text)
{
  char *stripped = g_strstrip (g_strdup (text));
  gsize length = strlen (stripped);

  if (length >= 2 && strchr ("'\"", stripped[0]) != NULL && stripped[length - 1] == stripped[0])
    {
      stripped[length - 1] = '\0';
      memmove (stripped, stripped + 1, length - 1);
    }
  return g_strstrip (stripped);
}

/**
 * reprise_time_text_parse:
 * @text: (nullable): what was pasted or typed
 * @now: the service's clock, from which lengths of time are counted back
 * @result: (out caller-allocates): what it says
 *
 * A fraction of a second is taken as it stands, to the microsecond; what is counted back from now
 * is a whole second. Without a zone, or with an abbreviation that several zones use, nothing is
 * guessed.
 *
 * Returns: the kind of @result
 */
RepriseTimeTextKind
reprise_time_text_parse (const char *text, RepriseInstant now, RepriseTimeText *result)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (result != NULL, REPRISE_TIME_TEXT_INVALID);

  memset (result, 0, sizeof *result);
  if (text == NULL)
    return result->kind;
  stripped = strip_quotes (text);
  if (parse_absolute (stripped, result))
    return result->kind;
  memset (result, 0, sizeof *result);
  if (!parse_relative (stripped, now, result))
    result->kind = REPRISE_TIME_TEXT_INVALID;
  return result->kind;
}

/* What the text calls the zone decides between two instants, and must not contradict the zone. */
static guint
keep_matching (const char *abbreviation, GTimeZone *zone, RepriseInstant *instants, guint n)
{
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (abbreviation, reprise_wall_time_get_abbreviation (zone, instants[i])) ==
        0)
      instants[n_kept++] = instants[i];
  return n_kept;
}

/**
 * reprise_time_text_resolve:
 * @self: a text that has been read and whose zone was not known
 * @zone: the zone that is meant
 *
 * Where the text names the zone by an abbreviation that @zone does not use then, it still needs
 * one.
 *
 * Returns: the kind that @self has now
 */
RepriseTimeTextKind
reprise_time_text_resolve (RepriseTimeText *self, GTimeZone *zone)
{
  RepriseInstant instants[REPRISE_WALL_TIME_MAX_INSTANTS];
  guint n_instants;

  g_return_val_if_fail (self != NULL, REPRISE_TIME_TEXT_INVALID);
  g_return_val_if_fail (self->kind != REPRISE_TIME_TEXT_INVALID && !self->is_relative, self->kind);
  g_return_val_if_fail (zone != NULL, self->kind);

  n_instants = reprise_wall_time_find_instants (zone, self->wall_seconds, instants);
  self->kind = n_instants == 0 ? REPRISE_TIME_TEXT_NEVER : REPRISE_TIME_TEXT_NEEDS_ZONE;
  if (n_instants > 0 && *self->abbreviation != '\0')
    n_instants = keep_matching (self->abbreviation, zone, instants, n_instants);
  if (n_instants == 0)
    return self->kind;
  self->instant = instants[0] + self->microseconds;
  self->later = instants[n_instants - 1] + self->microseconds;
  self->kind = n_instants == 1 ? REPRISE_TIME_TEXT_INSTANT : REPRISE_TIME_TEXT_TWICE;
  return self->kind;
}
