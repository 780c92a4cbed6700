/* SPDX-License-Identifier: GPL-3.0-or-later
 * Instants as the rules of a restore name them: in UTC, as they are sent. */

#include "config.h"

#include "restore/reprise-instant-words.h"

#include "base/reprise-duration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DATE_LENGTH 10

/**
 * reprise_instant_describe:
 * @instant: an instant
 * @now: the present time
 *
 * Returns: (transfer full): the time of day in UTC, such as `02:14:07 UTC`, with the date before it
 *   unless that is today's; a fraction of a second as far as there is one
 */
char *
reprise_instant_describe (RepriseInstant instant, RepriseInstant now)
{
  g_autofree char *text = reprise_instant_format (instant, REPRISE_INSTANT_AUTO);
  g_autofree char *today = reprise_instant_format (now, REPRISE_INSTANT_AUTO);

  if (text == NULL)
    return g_strdup (_ ("an unknown time"));
  text[strlen (text) - 1] = '\0';
  text[DATE_LENGTH] = ' ';
  if (today != NULL && strncmp (text, today, DATE_LENGTH) == 0)
    /* Translators: a time of day in universal time. */
    return g_strdup_printf (_ ("%s UTC"), text + DATE_LENGTH + 1);
  return g_strdup_printf (_ ("%s UTC"), text);
}

/**
 * reprise_instant_describe_age:
 * @instant: an instant
 * @now: the present time
 *
 * Returns: (transfer full): how long ago it was, such as `3 h 12 min`; `0 s` where it lies ahead
 */
char *
reprise_instant_describe_age (RepriseInstant instant, RepriseInstant now)
{
  if (instant == REPRISE_INSTANT_NONE || now == REPRISE_INSTANT_NONE || instant > now)
    return reprise_duration_format (0);
  return reprise_duration_format (now - instant);
}
