/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the clocks of a zone show on one day, and when that can be restored to.
 *
 * A day is cut where its clocks are changed; on each side a reading is an instant and a fixed
 * offset. */

#include "config.h"

#include "restore/reprise-day-spans.h"

#define SECOND REPRISE_INSTANT_SECOND
#define DAY_SECONDS (24 * 60 * 60)
#define DAY (DAY_SECONDS * SECOND)

/**
 * reprise_day_get_offset:
 * @zone: a time zone
 * @unix_seconds: an instant, in seconds since 1970-01-01T00:00:00Z
 *
 * Returns: how many seconds its clocks are ahead of UTC then
 */
gint64
reprise_day_get_offset (GTimeZone *zone, gint64 unix_seconds)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_seconds);

  return g_time_zone_get_offset (zone, interval);
}

/* The first second that has the offset of @after, where that of @before is another. */
static gint64
find_change (GTimeZone *zone, gint64 before, gint64 after)
{
  gint64 offset = reprise_day_get_offset (zone, after);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (reprise_day_get_offset (zone, middle) == offset)
        after = middle;
      else
        before = middle;
    }
  return after;
}

/**
 * reprise_day_cut:
 * @zone: a time zone
 * @day: a day there, in days since 1970-01-01
 * @stretches: (out): its parts, oldest first
 *
 * Returns: how many there are
 */
guint
reprise_day_cut (GTimeZone *zone, int day, RepriseDayStretch stretches[REPRISE_DAY_MAX_STRETCHES])
{
  gint64 midnight = (gint64) day * DAY_SECONDS;
  gint64 limits[] = { midnight - DAY_SECONDS, midnight + 2 * DAY_SECONDS };
  gint64 change = limits[1];
  guint n = 0;

  if (reprise_day_get_offset (zone, limits[0]) != reprise_day_get_offset (zone, limits[1]))
    change = find_change (zone, limits[0], limits[1]);
  for (guint i = 0; i < REPRISE_DAY_MAX_STRETCHES; i++)
    {
      gint64 offset = reprise_day_get_offset (zone, limits[i]);
      gint64 start = midnight - offset;
      gint64 end = start + DAY_SECONDS;

      if (i == 0)
        end = MIN (end, change);
      else
        start = MAX (start, change);
      if (start < end)
        stretches[n++] = (RepriseDayStretch){ .start = reprise_instant_from_unix (start),
                                              .end = reprise_instant_from_unix (end),
                                              .offset = offset * SECOND };
    }
  return n;
}

static void
add_spans (GArray *spans, const RepriseDayStretch *stretch, int day, RepriseRestoreWindow *window)
{
  gsize n_ranges = 0;
  const RepriseWindowRange *ranges = reprise_restore_window_get_ranges (window, &n_ranges);
  gint64 shift = stretch->offset - day * DAY;

  for (gsize i = 0; i < n_ranges; i++)
    {
      RepriseDaySpan span = { .start = MAX (ranges[i].start, stretch->start) + shift,
                              .end = MIN (ranges[i].end, stretch->end) + shift };

      if (span.start < span.end)
        g_array_append_val (spans, span);
    }
}

/**
 * reprise_day_list_spans:
 * @window: what can be restored to
 * @zone: a time zone
 * @day: a day there, in days since 1970-01-01
 *
 * Returns: (transfer full) (element-type RepriseDaySpan): what its clocks show on that day while
 *   it can be restored to; spans overlap where clocks are put back
 */
GArray *
reprise_day_list_spans (RepriseRestoreWindow *window, GTimeZone *zone, int day)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (RepriseDaySpan));
  RepriseDayStretch stretches[REPRISE_DAY_MAX_STRETCHES];
  guint n_stretches = reprise_day_cut (zone, day, stretches);

  for (guint i = 0; i < n_stretches; i++)
    add_spans (spans, &stretches[i], day, window);
  return spans;
}

/**
 * reprise_day_find_ends:
 * @spans: (element-type RepriseDaySpan): what can be restored to
 * @start: a reading
 * @length: microseconds from it on
 * @low: (out): the first reading in there that can be restored to; untouched where there is none
 * @high: (out): the last one; untouched where there is none
 *
 * Returns: whether there is one
 */
gboolean
reprise_day_find_ends (GArray *spans, gint64 start, gint64 length, gint64 *low, gint64 *high)
{
  gint64 first = G_MAXINT64, last = G_MININT64;

  for (guint i = 0; i < spans->len; i++)
    {
      const RepriseDaySpan *span = &g_array_index (spans, RepriseDaySpan, i);
      gint64 from = MAX (span->start, start);
      gint64 to = MIN (span->end, start + length);

      if (from >= to)
        continue;
      first = MIN (first, from);
      last = MAX (last, to - 1);
    }
  if (first > last)
    return FALSE;
  *low = first;
  *high = last;
  return TRUE;
}
