/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the clocks of a zone show on one day, and when that can be restored to. */

#pragma once

#include "restore/reprise-restore-window.h"

G_BEGIN_DECLS

/* Clocks are not changed twice a day. */
#define REPRISE_DAY_MAX_STRETCHES 2

/**
 * RepriseDayStretch:
 * @start: first instant
 * @end: first instant after it
 * @offset: what is to be added to an instant to get the reading, in microseconds
 *
 * A part of a day during which clocks are not changed.
 */
typedef struct
{
  RepriseInstant start;
  RepriseInstant end;
  gint64 offset;
} RepriseDayStretch;

/**
 * RepriseDaySpan:
 * @start: first reading
 * @end: first reading after it
 *
 * Readings of the clock on one day, in microseconds from its midnight on.
 */
typedef struct
{
  gint64 start;
  gint64 end;
} RepriseDaySpan;

gint64 reprise_day_get_offset (GTimeZone *zone, gint64 unix_seconds);
guint
reprise_day_cut (GTimeZone *zone, int day, RepriseDayStretch stretches[REPRISE_DAY_MAX_STRETCHES]);
GArray *reprise_day_list_spans (RepriseRestoreWindow *window, GTimeZone *zone, int day);
gboolean
reprise_day_find_ends (GArray *spans, gint64 start, gint64 length, gint64 *low, gint64 *high);

G_END_DECLS
