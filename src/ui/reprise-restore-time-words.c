/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is said where a time is chosen. */

#include "config.h"

#include "ui/reprise-restore-time-words.h"

#include "restore/reprise-window-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define FRACTION_DIGITS 6

/* More stretches of time are not taken in at a glance. */
#define MAX_RANGES 4

/**
 * reprise_time_words_spell:
 * @zone: a zone
 * @instant: an instant
 *
 * Returns: (transfer full): it there, exact to the last digit, and what the zone is called then
 */
char *
reprise_time_words_spell (RepriseZone *zone, RepriseInstant instant)
{
  g_autofree char *exact = reprise_zone_format_exact (zone, instant);
  g_autofree char *abbreviation = reprise_zone_dup_abbreviation (zone, instant);

  if (exact == NULL)
    return g_strdup ("–");
  if (reprise_zone_get_kind (zone) == REPRISE_ZONE_UTC || abbreviation == NULL)
    return g_steal_pointer (&exact);
  /* Translators: an exact time, and what its zone is called then, such as "CEST". */
  return g_strdup_printf (_ ("%s (%s)"), exact, abbreviation);
}

/**
 * reprise_time_words_refused:
 * @reach: why a day is not possible
 * @window: what can be restored to
 * @zone: the zone that times are shown in
 *
 * Returns: (transfer full): the same as a sentence, and that another day was taken where there is
 * one
 */
char *
reprise_time_words_refused (RepriseReach reach, RepriseRestoreWindow *window, RepriseZone *zone)
{
  RepriseRecoveryWindow *reported =
      reprise_inventory_get_recovery_window (reprise_restore_window_get_inventory (window));
  RepriseInstant checked_at =
      reported == NULL ? REPRISE_INSTANT_NONE : reprise_recovery_window_get_checked_at (reported);
  g_autofree char *time = NULL;
  gsize n_ranges = 0;

  reprise_restore_window_get_ranges (window, &n_ranges);
  if (n_ranges == 0 && reach != REPRISE_REACH_NO_BACKUP)
    return g_strdup (_ ("No day can be restored to, neither that one nor another."));
  switch (reach)
    {
    case REPRISE_REACH_TOO_EARLY:
      time = reprise_zone_format_date_time (zone, reprise_restore_window_get_first (window));
      /* Translators: date and time. */
      return g_strdup_printf (_ ("Nothing before %s can be restored, so the nearest possible day "
                                 "was taken."),
                              time);
    case REPRISE_REACH_TOO_LATE:
      return g_strdup (_ ("That day lies in the future, so the nearest possible day was taken."));
    case REPRISE_REACH_NO_BACKUP:
      return g_strdup (_ ("There is no backup to start from."));
    case REPRISE_REACH_NOT_ARCHIVED:
    case REPRISE_REACH_POSSIBLE:
    case REPRISE_REACH_LIKELY:
    case REPRISE_REACH_PROVEN:
    default:
      time = reprise_zone_format_date_time (zone, checked_at);
      if (time == NULL)
        return g_strdup (_ ("That day is not in the archive, so the nearest possible day was "
                            "taken."));
      /* Translators: date and time. */
      return g_strdup_printf (_ ("That day was not in the archive as of %s, so the nearest "
                                 "possible day was taken."),
                              time);
    }
}

/**
 * reprise_time_words_never:
 * @choice: a reading of calendar and clock
 * @zone: a zone in which it never was that time
 *
 * Returns: (transfer full): that as sentences
 */
char *
reprise_time_words_never (const RepriseTimeChoice *choice, RepriseZone *zone)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (choice->wall_seconds);
  g_autofree char *text =
      date == NULL ? NULL : g_date_time_format (date, C_ ("date and time", "%Y-%m-%d %H:%M:%S"));

  /* Translators: date and time, and a time zone. */
  return g_strdup_printf (_ ("It never was %s in %s: clocks were put forward. Choose another "
                             "time."),
                          text == NULL ? "" : text,
                          reprise_zone_get_name (zone));
}

/**
 * reprise_time_words_turn:
 * @turn: which of two equal readings
 * @zone: the zone that they are in
 * @instant: when it was that time
 *
 * Returns: (transfer full): what to call it
 */
char *
reprise_time_words_turn (RepriseTimeTurn turn, RepriseZone *zone, RepriseInstant instant)
{
  g_autofree char *time = reprise_time_words_spell (zone, instant);

  if (turn == REPRISE_TIME_TURN_SECOND)
    /* Translators: a time that came twice. */
    return g_strdup_printf (_ ("The second time: %s"), time);
  /* Translators: a time that came twice. */
  return g_strdup_printf (_ ("The first time: %s"), time);
}

static char *
describe_range (const RepriseWindowRange *range, RepriseZone *zone)
{
  g_autofree char *start = reprise_zone_format_date_time (zone, range->start);
  g_autofree char *end = reprise_zone_format_date_time (zone, range->end - 1);

  /* Translators: "Proven", "Likely" or "Possible", and two times. */
  return g_strdup_printf (_ ("%s: %s to %s"), reprise_reach_get_word (range->reach), start, end);
}

/**
 * reprise_time_words_ranges:
 * @window: what can be restored to
 * @zone: the zone that times are shown in
 *
 * Returns: (transfer full): from when to when, and how sure that is, a line each; only the last
 *   few of many
 */
char *
reprise_time_words_ranges (RepriseRestoreWindow *window, RepriseZone *zone)
{
  gsize n_ranges = 0;
  const RepriseWindowRange *ranges = reprise_restore_window_get_ranges (window, &n_ranges);
  gsize n_left_out = n_ranges > MAX_RANGES ? n_ranges - MAX_RANGES : 0;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (n_left_out > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (ngettext ("%u earlier stretch of time",
                                                "%u earlier stretches of time",
                                                (gulong) n_left_out),
                                      (guint) n_left_out));
  for (gsize i = n_left_out; i < n_ranges; i++)
    g_ptr_array_add (lines, describe_range (&ranges[i], zone));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * reprise_time_words_fraction:
 * @microseconds: a fraction of a second
 *
 * Returns: (transfer full): its digits behind the point, without zeros at the end
 */
char *
reprise_time_words_fraction (int microseconds)
{
  char *text = g_strdup_printf ("%0*d", FRACTION_DIGITS, microseconds);

  for (gsize length = strlen (text); length > 0 && text[length - 1] == '0'; length--)
    text[length - 1] = '\0';
  return text;
}

/**
 * reprise_time_words_parse_fraction:
 * @text: what was typed
 * @microseconds: (out): the fraction of a second; untouched on failure
 *
 * Returns: whether @text is up to six digits; none are zero
 */
gboolean
reprise_time_words_parse_fraction (const char *text, int *microseconds)
{
  int value = 0;
  gsize length = strlen (text);

  if (length > FRACTION_DIGITS || strspn (text, "0123456789") != length)
    return FALSE;
  for (gsize i = 0; i < FRACTION_DIGITS; i++)
    value = value * 10 + (i < length ? g_ascii_digit_value (text[i]) : 0);
  *microseconds = value;
  return TRUE;
}
