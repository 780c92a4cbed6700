/* SPDX-License-Identifier: GPL-3.0-or-later
 * A stretch of time laid out over a width. */

#pragma once

#include "base/reprise-instant.h"

G_BEGIN_DECLS

/**
 * RepriseTimeScale:
 * @start: the instant at the left edge
 * @end: the instant at the right edge, after @start
 * @width: how many pixels lie between them, more than 0
 *
 * Time runs from left to right in every language, as on a clock's recorder.
 */
typedef struct
{
  RepriseInstant start;
  RepriseInstant end;
  double width;
} RepriseTimeScale;

/* Nobody needs to look closer. */
#define REPRISE_TIME_SCALE_MIN_SPAN (10 * REPRISE_INSTANT_SECOND)

double reprise_time_scale_to_x (const RepriseTimeScale *self, RepriseInstant instant);
RepriseInstant reprise_time_scale_to_instant (const RepriseTimeScale *self, double x);
gint64 reprise_time_scale_get_step (const RepriseTimeScale *self);
void reprise_time_scale_zoom (RepriseTimeScale *self,
                              const RepriseTimeScale *limits,
                              double factor,
                              RepriseInstant anchor);
void
reprise_time_scale_move (RepriseTimeScale *self, const RepriseTimeScale *limits, double pixels);
void reprise_time_scale_reveal (RepriseTimeScale *self,
                                const RepriseTimeScale *limits,
                                RepriseInstant instant);
gboolean reprise_time_scale_is_all (const RepriseTimeScale *self, const RepriseTimeScale *limits);

G_END_DECLS
