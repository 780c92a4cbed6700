/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a time axis is marked. */

#pragma once

#include "ui/reprise-zone.h"

G_BEGIN_DECLS

/**
 * RepriseTimeTick:
 * @instant: where it is
 * @label: what is written there
 */
typedef struct
{
  RepriseInstant instant;
  char *label;
} RepriseTimeTick;

GArray *reprise_time_ticks_new (RepriseZone *zone,
                                RepriseInstant start,
                                RepriseInstant end,
                                guint max_ticks);

G_END_DECLS
