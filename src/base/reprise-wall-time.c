/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a clock on a wall shows, and when it shows that. */

#include "config.h"

#include "base/reprise-wall-time.h"

#define DAY_SECONDS (24 * 60 * 60)

static int
find_interval (GTimeZone *zone, gint64 unix_seconds)
{
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_seconds);
}

/**
 * reprise_wall_time_find_instants:
 * @zone: a time zone
 * @wall_seconds: a reading of calendar and clock there, in seconds since 1970-01-01 00:00:00 as if
 *   it were UTC
 * @instants: (out): when it is that time, oldest first
 *
 * Returns: how many there are: none in the hour that is left out when clocks are put forward, two
 * in the hour that comes again when they are put back, one at any other time
 */
guint
reprise_wall_time_find_instants (GTimeZone *zone,
                                 gint64 wall_seconds,
                                 RepriseInstant instants[REPRISE_WALL_TIME_MAX_INSTANTS])
{
  gint64 offsets[2];
  guint n_instants = 0;

  g_return_val_if_fail (zone != NULL, 0);

  /* Clocks are not changed twice within two days; the offset before is the larger one when they are
   * put back, and so gives the older instant. */
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      gint64 nearby = wall_seconds + (i == 0 ? -DAY_SECONDS : DAY_SECONDS);
      gint64 candidate;

      offsets[i] = g_time_zone_get_offset (zone, find_interval (zone, nearby));
      candidate = wall_seconds - offsets[i];
      if ((i == 0 || offsets[i] != offsets[0]) &&
          g_time_zone_get_offset (zone, find_interval (zone, candidate)) == offsets[i])
        instants[n_instants++] = reprise_instant_from_unix (candidate);
    }
  return n_instants;
}

/**
 * reprise_wall_time_get_abbreviation:
 * @zone: a time zone
 * @instant: an instant, not %REPRISE_INSTANT_NONE
 *
 * Returns: (transfer none): what the zone's time is called then, such as `CEST`
 */
const char *
reprise_wall_time_get_abbreviation (GTimeZone *zone, RepriseInstant instant)
{
  g_return_val_if_fail (zone != NULL, NULL);
  return g_time_zone_get_abbreviation (zone,
                                       find_interval (zone, reprise_instant_to_unix (instant)));
}
