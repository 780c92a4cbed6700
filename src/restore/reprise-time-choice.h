/* SPDX-License-Identifier: GPL-3.0-or-later
 * A day and a time of day in some zone, as they are chosen within a recovery window. */

#pragma once

#include "restore/reprise-restore-window.h"

G_BEGIN_DECLS

/**
 * RepriseTimeTurn:
 * @REPRISE_TIME_TURN_NOT_ASKED: Nobody has said which.
 * @REPRISE_TIME_TURN_FIRST: Before the clocks were put back.
 * @REPRISE_TIME_TURN_SECOND: After that.
 *
 * Which of two is meant where clocks were put back and showed a time twice.
 */
typedef enum
{
  REPRISE_TIME_TURN_NOT_ASKED,
  REPRISE_TIME_TURN_FIRST,
  REPRISE_TIME_TURN_SECOND,
} RepriseTimeTurn;

/**
 * RepriseTimeChoice:
 * @wall_seconds: the reading of calendar and clock, in seconds since 1970-01-01 00:00:00 as if it
 *   were UTC
 * @microseconds: the fraction of the second
 * @has_typed_fraction: whether somebody asked for that fraction; else it goes when the reading
 *   changes
 * @turn: which of two is meant
 *
 * A reading of calendar and clock; means something together with a zone.
 */
typedef struct
{
  gint64 wall_seconds;
  int microseconds;
  gboolean has_typed_fraction;
  RepriseTimeTurn turn;
} RepriseTimeChoice;

/**
 * RepriseTimeMeaning:
 * @REPRISE_TIME_MEANING_ONCE: It was that time once.
 * @REPRISE_TIME_MEANING_TWICE: It was that time twice, when clocks were put back.
 * @REPRISE_TIME_MEANING_NEVER: It never was that time, as clocks were put forward.
 *
 * How often a zone's clocks showed a reading.
 */
typedef enum
{
  REPRISE_TIME_MEANING_ONCE,
  REPRISE_TIME_MEANING_TWICE,
  REPRISE_TIME_MEANING_NEVER,
} RepriseTimeMeaning;

/**
 * RepriseTimeLimits:
 * @hour: smallest and largest hour of the day
 * @minute: the same for minutes of the chosen hour
 * @second: the same for seconds of the chosen minute
 *
 * Between which readings of the clock the chosen day can be restored to.
 */
typedef struct
{
  int hour[2];
  int minute[2];
  int second[2];
} RepriseTimeLimits;

void reprise_time_choice_init (RepriseTimeChoice *self, GTimeZone *zone, RepriseInstant instant);
RepriseTimeMeaning reprise_time_choice_resolve (const RepriseTimeChoice *self,
                                                GTimeZone *zone,
                                                RepriseInstant *first,
                                                RepriseInstant *second);
RepriseInstant reprise_time_choice_get_instant (const RepriseTimeChoice *self, GTimeZone *zone);
int reprise_time_choice_get_day (const RepriseTimeChoice *self);
void
reprise_time_choice_get_clock (const RepriseTimeChoice *self, int *hour, int *minute, int *second);
gboolean reprise_time_choice_set_day (RepriseTimeChoice *self,
                                      GTimeZone *zone,
                                      RepriseRestoreWindow *window,
                                      int day,
                                      RepriseReach *refused);
void reprise_time_choice_set_clock (RepriseTimeChoice *self,
                                    GTimeZone *zone,
                                    RepriseRestoreWindow *window,
                                    int hour,
                                    int minute,
                                    int second);
void reprise_time_choice_get_limits (const RepriseTimeChoice *self,
                                     GTimeZone *zone,
                                     RepriseRestoreWindow *window,
                                     RepriseTimeLimits *limits);

gboolean
reprise_time_choice_is_day_possible (RepriseRestoreWindow *window, GTimeZone *zone, int day);
gboolean reprise_time_choice_has_backup (RepriseRestoreWindow *window, GTimeZone *zone, int day);
RepriseInstant reprise_time_choice_propose (RepriseRestoreWindow *window);

G_END_DECLS
