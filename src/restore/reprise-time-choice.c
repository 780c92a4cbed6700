/* SPDX-License-Identifier: GPL-3.0-or-later
 * A day and a time of day in some zone, as they are chosen within a recovery window. */

#include "config.h"

#include "restore/reprise-time-choice.h"

#include "base/reprise-wall-time.h"
#include "restore/reprise-day-spans.h"
#include "restore/reprise-window-words.h"

#define SECOND REPRISE_INSTANT_SECOND
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define DAY_SECONDS (24 * 60 * 60)

/* The first and last unit within @length from @start on in which anything can be restored to;
 * untouched where there is none. */
static void
find_limits (GArray *spans, gint64 start, gint64 length, gint64 unit, int limits[2])
{
  gint64 low, high;

  if (!reprise_day_find_ends (spans, start, length, &low, &high))
    return;
  limits[0] = (int) ((low - start) / unit);
  limits[1] = (int) ((high - start) / unit);
}

static gint64
floor_day (gint64 seconds)
{
  return seconds >= 0 ? seconds / DAY_SECONDS : -((DAY_SECONDS - 1 - seconds) / DAY_SECONDS);
}

/* The reading within the day, in microseconds. */
static gint64
get_time_of_day (const RepriseTimeChoice *self)
{
  return (self->wall_seconds - reprise_time_choice_get_day (self) * (gint64) DAY_SECONDS) * SECOND +
         self->microseconds;
}

static void
set_reading (RepriseTimeChoice *self, int day, gint64 time_of_day)
{
  self->wall_seconds = (gint64) day * DAY_SECONDS + time_of_day / SECOND;
  self->microseconds = (int) (time_of_day % SECOND);
}

static void
drop_fraction (RepriseTimeChoice *self)
{
  if (!self->has_typed_fraction)
    self->microseconds = 0;
}

/**
 * reprise_time_choice_init:
 * @self: (out caller-allocates): a choice
 * @zone: a time zone
 * @instant: an instant, not %REPRISE_INSTANT_NONE
 *
 * Makes @self what calendar and clock of @zone show at @instant.
 */
void
reprise_time_choice_init (RepriseTimeChoice *self, GTimeZone *zone, RepriseInstant instant)
{
  RepriseInstant second = reprise_instant_floor_second (instant);
  gint64 unix_seconds = reprise_instant_to_unix (instant);
  RepriseInstant instants[REPRISE_WALL_TIME_MAX_INSTANTS];

  g_return_if_fail (self != NULL);
  g_return_if_fail (instant != REPRISE_INSTANT_NONE);

  *self = (RepriseTimeChoice){ .wall_seconds =
                                   unix_seconds + reprise_day_get_offset (zone, unix_seconds),
                               .microseconds = (int) (instant - second) };
  if (reprise_wall_time_find_instants (zone, self->wall_seconds, instants) == 2)
    self->turn = instants[0] == second ? REPRISE_TIME_TURN_FIRST : REPRISE_TIME_TURN_SECOND;
}

/**
 * reprise_time_choice_resolve:
 * @self: a choice
 * @zone: the zone that it is a reading of
 * @first: (out): when it was that time first; %REPRISE_INSTANT_NONE where it never was
 * @second: (out): when it was that time again; %REPRISE_INSTANT_NONE where it was not
 *
 * Returns: how often it was that time
 */
RepriseTimeMeaning
reprise_time_choice_resolve (const RepriseTimeChoice *self,
                             GTimeZone *zone,
                             RepriseInstant *first,
                             RepriseInstant *second)
{
  RepriseInstant instants[REPRISE_WALL_TIME_MAX_INSTANTS];
  guint n = reprise_wall_time_find_instants (zone, self->wall_seconds, instants);

  *first = n > 0 ? instants[0] + self->microseconds : REPRISE_INSTANT_NONE;
  *second = n > 1 ? instants[1] + self->microseconds : REPRISE_INSTANT_NONE;
  return n == 0   ? REPRISE_TIME_MEANING_NEVER
         : n == 1 ? REPRISE_TIME_MEANING_ONCE
                  : REPRISE_TIME_MEANING_TWICE;
}

/**
 * reprise_time_choice_get_instant:
 * @self: a choice
 * @zone: the zone that it is a reading of
 *
 * Returns: the instant that is meant; %REPRISE_INSTANT_NONE where it never was that time, and where
 *   it was twice and nobody has said which
 */
RepriseInstant
reprise_time_choice_get_instant (const RepriseTimeChoice *self, GTimeZone *zone)
{
  RepriseInstant first, second;

  if (reprise_time_choice_resolve (self, zone, &first, &second) != REPRISE_TIME_MEANING_TWICE)
    return first;
  switch (self->turn)
    {
    case REPRISE_TIME_TURN_FIRST:
      return first;
    case REPRISE_TIME_TURN_SECOND:
      return second;
    case REPRISE_TIME_TURN_NOT_ASKED:
    default:
      return REPRISE_INSTANT_NONE;
    }
}

/**
 * reprise_time_choice_get_day:
 * @self: a choice
 *
 * Returns: its day, in days since 1970-01-01
 */
int
reprise_time_choice_get_day (const RepriseTimeChoice *self)
{
  return (int) floor_day (self->wall_seconds);
}

/**
 * reprise_time_choice_get_clock:
 * @self: a choice
 * @hour: (out): its hour
 * @minute: (out): its minute
 * @second: (out): its second
 */
void
reprise_time_choice_get_clock (const RepriseTimeChoice *self, int *hour, int *minute, int *second)
{
  gint64 time_of_day = get_time_of_day (self);

  *hour = (int) (time_of_day / HOUR);
  *minute = (int) (time_of_day % HOUR / MINUTE);
  *second = (int) (time_of_day % MINUTE / SECOND);
}

/* Where the reading lies outside of what can be restored to in that part of the day, takes the
 * nearest whole second that does not, or where there is none the nearest instant. In between it is
 * left alone, even where it is in a gap: that is said, not hidden. */
static void
fit (RepriseTimeChoice *self, GArray *spans, gint64 start, gint64 length)
{
  gint64 time_of_day = get_time_of_day (self);
  gint64 low = G_MAXINT64, high = G_MININT64;

  if (!reprise_day_find_ends (spans, start, length, &low, &high) ||
      (time_of_day >= low && time_of_day <= high))
    return;
  if (time_of_day < low)
    {
      gint64 whole = (low + SECOND - 1) / SECOND * SECOND;

      time_of_day = whole <= high ? whole : low;
    }
  else
    {
      gint64 whole = high / SECOND * SECOND;

      time_of_day = whole >= low ? whole : high;
    }
  set_reading (self, reprise_time_choice_get_day (self), time_of_day);
}

/**
 * reprise_time_choice_set_day:
 * @self: a choice
 * @zone: the zone that it is a reading of
 * @window: what can be restored to
 * @day: a day, in days since 1970-01-01
 * @refused: (out): why that day is not possible; untouched where it is
 *
 * Keeps the time of day where it can be restored to, else takes the nearest one of that day. Where
 * nothing on that day can be restored to, the nearest possible day is chosen in its place.
 *
 * Returns: whether the day is possible
 */
gboolean
reprise_time_choice_set_day (RepriseTimeChoice *self,
                             GTimeZone *zone,
                             RepriseRestoreWindow *window,
                             int day,
                             RepriseReach *refused)
{
  g_autoptr (GArray) spans = reprise_day_list_spans (window, zone, day);
  gboolean is_possible = spans->len > 0;
  gint64 time_of_day;

  drop_fraction (self);
  time_of_day = get_time_of_day (self);
  if (!is_possible)
    {
      RepriseDayStretch stretches[REPRISE_DAY_MAX_STRETCHES];
      RepriseInstant nearest = REPRISE_INSTANT_NONE;
      RepriseTimeChoice other;

      reprise_day_cut (zone, day, stretches);
      *refused = reprise_restore_window_judge (window, stretches[0].start, FALSE);
      if (!reprise_restore_window_find_nearest (window, stretches[0].start + time_of_day, &nearest))
        return FALSE;
      reprise_time_choice_init (&other, zone, nearest);
      day = reprise_time_choice_get_day (&other);
      g_array_unref (spans);
      spans = reprise_day_list_spans (window, zone, day);
    }
  if (day != reprise_time_choice_get_day (self))
    self->turn = REPRISE_TIME_TURN_NOT_ASKED;
  set_reading (self, day, time_of_day);
  fit (self, spans, 0, DAY);
  return is_possible;
}

/**
 * reprise_time_choice_set_clock:
 * @self: a choice
 * @zone: the zone that it is a reading of
 * @window: what can be restored to
 * @hour: an hour
 * @minute: a minute
 * @second: a second
 *
 * Minute and second give way to the hour, and all three to the ends of what can be restored to on
 * the day.
 */
void
reprise_time_choice_set_clock (RepriseTimeChoice *self,
                               GTimeZone *zone,
                               RepriseRestoreWindow *window,
                               int hour,
                               int minute,
                               int second)
{
  int day = reprise_time_choice_get_day (self);
  g_autoptr (GArray) spans = reprise_day_list_spans (window, zone, day);
  gint64 before = self->wall_seconds;

  drop_fraction (self);
  set_reading (self, day, hour * HOUR + minute * MINUTE + second * SECOND + self->microseconds);
  fit (self, spans, 0, DAY);
  fit (self, spans, get_time_of_day (self) / HOUR * HOUR, HOUR);
  if (self->wall_seconds != before)
    self->turn = REPRISE_TIME_TURN_NOT_ASKED;
}

/**
 * reprise_time_choice_get_limits:
 * @self: a choice
 * @zone: the zone that it is a reading of
 * @window: what can be restored to
 * @limits: (out caller-allocates): between which readings the day can be restored to
 *
 * What lies between need not be possible: clocks are changed, and archives have gaps.
 */
void
reprise_time_choice_get_limits (const RepriseTimeChoice *self,
                                GTimeZone *zone,
                                RepriseRestoreWindow *window,
                                RepriseTimeLimits *limits)
{
  g_autoptr (GArray) spans =
                 reprise_day_list_spans (window, zone, reprise_time_choice_get_day (self));
  gint64 time_of_day = get_time_of_day (self);

  *limits = (RepriseTimeLimits){ { 0, 23 }, { 0, 59 }, { 0, 59 } };
  find_limits (spans, 0, DAY, HOUR, limits->hour);
  find_limits (spans, time_of_day / HOUR * HOUR, HOUR, MINUTE, limits->minute);
  find_limits (spans, time_of_day / MINUTE * MINUTE, MINUTE, SECOND, limits->second);
}

/**
 * reprise_time_choice_is_day_possible:
 * @window: what can be restored to
 * @zone: a time zone
 * @day: a day there, in days since 1970-01-01
 *
 * Returns: whether anything on that day can be restored to
 */
gboolean
reprise_time_choice_is_day_possible (RepriseRestoreWindow *window, GTimeZone *zone, int day)
{
  g_autoptr (GArray) spans = reprise_day_list_spans (window, zone, day);

  return spans->len > 0;
}

static gsize
count_stops_before (const RepriseWindowStop *stops, gsize n_stops, RepriseInstant instant)
{
  gsize low = 0, high = n_stops;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (stops[middle].stop < instant)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * reprise_time_choice_has_backup:
 * @window: what can be restored to
 * @zone: a time zone
 * @day: a day there, in days since 1970-01-01
 *
 * Returns: whether a backup ended on that day
 */
gboolean
reprise_time_choice_has_backup (RepriseRestoreWindow *window, GTimeZone *zone, int day)
{
  gsize n_stops = 0;
  const RepriseWindowStop *stops = reprise_restore_window_get_stops (window, &n_stops);
  RepriseDayStretch stretches[REPRISE_DAY_MAX_STRETCHES];
  guint n = reprise_day_cut (zone, day, stretches);

  return n > 0 && count_stops_before (stops, n_stops, stretches[0].start) <
                      count_stops_before (stops, n_stops, stretches[n - 1].end);
}

/**
 * reprise_time_choice_propose:
 * @window: what can be restored to
 *
 * Returns: where to begin to choose: the last whole second worth proposing, or the first instant
 *   where there is none; %REPRISE_INSTANT_NONE where nothing can be restored to
 */
RepriseInstant
reprise_time_choice_propose (RepriseRestoreWindow *window)
{
  RepriseInstant latest = REPRISE_INSTANT_NONE;
  RepriseReach reach;

  if (!reprise_restore_window_get_latest (window, &latest, &reach))
    return reprise_restore_window_get_first (window);
  reach = reprise_restore_window_judge (window, reprise_instant_floor_second (latest), FALSE);
  return reprise_reach_may_be_offered (reach) ? reprise_instant_floor_second (latest) : latest;
}
