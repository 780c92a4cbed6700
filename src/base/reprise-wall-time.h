/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a clock on a wall shows, and when it shows that. */

#pragma once

#include "base/reprise-instant.h"

G_BEGIN_DECLS

/* In one zone a reading of the clock may come twice, when clocks are put back. */
#define REPRISE_WALL_TIME_MAX_INSTANTS 2

guint reprise_wall_time_find_instants (GTimeZone *zone,
                                       gint64 wall_seconds,
                                       RepriseInstant instants[REPRISE_WALL_TIME_MAX_INSTANTS]);
const char *reprise_wall_time_get_abbreviation (GTimeZone *zone, RepriseInstant instant);

G_END_DECLS
