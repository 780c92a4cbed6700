/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a time axis is marked. */

#include "config.h"

#include "ui/reprise-time-ticks.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
/* Only to compare how long steps are. */
#define MONTH (30 * DAY)
#define YEAR (365 * DAY)

typedef enum
{
  UNIT_SECOND,
  UNIT_MINUTE,
  UNIT_DAY,
  UNIT_MONTH,
} Unit;

/* Steps that people count in: @seconds long or about as long, or @months exactly. */
static const struct
{
  gint64 seconds;
  int months;
  Unit unit;
} steps[] = {
  { 1, 0, UNIT_SECOND },
  { 5, 0, UNIT_SECOND },
  { 15, 0, UNIT_SECOND },
  { 30, 0, UNIT_SECOND },
  { MINUTE, 0, UNIT_MINUTE },
  { 5 * MINUTE, 0, UNIT_MINUTE },
  { 15 * MINUTE, 0, UNIT_MINUTE },
  { 30 * MINUTE, 0, UNIT_MINUTE },
  { HOUR, 0, UNIT_MINUTE },
  { 3 * HOUR, 0, UNIT_MINUTE },
  { 6 * HOUR, 0, UNIT_MINUTE },
  { 12 * HOUR, 0, UNIT_MINUTE },
  { DAY, 0, UNIT_DAY },
  { 2 * DAY, 0, UNIT_DAY },
  { 7 * DAY, 0, UNIT_DAY },
  { MONTH, 1, UNIT_MONTH },
  { 3 * MONTH, 3, UNIT_MONTH },
  { 6 * MONTH, 6, UNIT_MONTH },
  { YEAR, 12, UNIT_MONTH },
  { 2 * YEAR, 24, UNIT_MONTH },
  { 5 * YEAR, 60, UNIT_MONTH },
  { 10 * YEAR, 120, UNIT_MONTH },
  { 50 * (gint64) YEAR, 600, UNIT_MONTH },
  { 100 * (gint64) YEAR, 1200, UNIT_MONTH },
  { 1000 * (gint64) YEAR, 12000, UNIT_MONTH },
};

static gsize
choose_step (gint64 span_seconds, guint max_ticks)
{
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && span_seconds / steps[i].seconds > (gint64) max_ticks)
    i++;
  return i;
}

static void
clear_tick (gpointer data)
{
  RepriseTimeTick *tick = data;

  g_free (tick->label);
}

static int
compare_ticks (gconstpointer a, gconstpointer b)
{
  const RepriseTimeTick *left = a;
  const RepriseTimeTick *right = b;

  return (left->instant > right->instant) - (left->instant < right->instant);
}

static void
add_wall (GArray *ticks, RepriseZone *zone, gint64 wall, RepriseInstant start, RepriseInstant end)
{
  RepriseInstant instants[REPRISE_ZONE_MAX_INSTANTS];
  guint n_instants = reprise_zone_find_instants (zone, wall, instants);

  /* Where clocks are put forward at midnight, the day begins an hour later. */
  if (n_instants == 0 && wall % DAY == 0)
    n_instants = reprise_zone_find_instants (zone, wall + HOUR, instants);
  for (guint i = 0; i < n_instants; i++)
    {
      RepriseTimeTick tick = { .instant = instants[i] };

      if (tick.instant >= start && tick.instant <= end)
        g_array_append_val (ticks, tick);
    }
}

/* Steps that divide the day begin at midnight of the zone, and weeks on a Monday. */
static void
add_even_ticks (GArray *ticks,
                RepriseZone *zone,
                RepriseInstant start,
                RepriseInstant end,
                gint64 step)
{
  /* Clocks may be put back just after the start. */
  int start_offset = reprise_zone_get_offset (zone, start);
  int end_offset = reprise_zone_get_offset (zone, end);
  gint64 first = reprise_instant_to_unix (start) + MIN (start_offset, end_offset);
  gint64 last = reprise_instant_to_unix (end) + MAX (start_offset, end_offset);
  /* 1970-01-05 was a Monday. */
  gint64 origin = step == 7 * DAY ? 4 * DAY : 0;

  first -= ((first - origin) % step + step) % step;
  for (gint64 wall = first; wall <= last; wall += step)
    add_wall (ticks, zone, wall, start, end);
}

static void
add_month_ticks (GArray *ticks,
                 RepriseZone *zone,
                 RepriseInstant start,
                 RepriseInstant end,
                 int step)
{
  g_autoptr (GDateTime) date = reprise_zone_to_date_time (zone, start);
  g_autoptr (GDateTime) last = reprise_zone_to_date_time (zone, end);
  int month, last_month;

  if (date == NULL || last == NULL)
    return;
  month = g_date_time_get_year (date) * 12 + g_date_time_get_month (date) - 1;
  last_month = g_date_time_get_year (last) * 12 + g_date_time_get_month (last) - 1;
  for (month -= month % step; month <= last_month; month += step)
    {
      g_autoptr (GDateTime) first_day =
                     g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);

      if (first_day != NULL)
        add_wall (ticks, zone, g_date_time_to_unix (first_day), start, end);
    }
}

/* The first tick says what the others leave out. */
static char *
format_label (GDateTime *date, Unit unit, int months, gboolean first)
{
  gboolean midnight = g_date_time_get_hour (date) == 0 && g_date_time_get_minute (date) == 0 &&
                      g_date_time_get_second (date) == 0;

  if (unit == UNIT_MONTH && months >= 12)
    return g_date_time_format (date, "%Y");
  if (unit == UNIT_MONTH)
    return first || g_date_time_get_month (date) == 1
               /* Translators: month and year on a time axis, as g_date_time_format() takes it. */
               ? g_date_time_format (date, C_ ("time axis", "%b %Y"))
               /* Translators: a month on a time axis, as g_date_time_format() takes it.
                  xgettext:no-c-format */
               : g_date_time_format (date, C_ ("time axis", "%b"));
  if (unit == UNIT_DAY && first)
    /* Translators: a date with its year on a time axis, as g_date_time_format() takes it. */
    return g_date_time_format (date, C_ ("time axis", "%-d %b %Y"));
  if (unit == UNIT_DAY || midnight)
    /* Translators: a date on a time axis, as g_date_time_format() takes it.
       xgettext:no-c-format */
    return g_date_time_format (date, C_ ("time axis", "%-d %b"));
  if (unit == UNIT_MINUTE)
    return first ? g_date_time_format (date, C_ ("time axis", "%-d %b %H:%M"))
                 : g_date_time_format (date, C_ ("time axis", "%H:%M"));
  return first ? g_date_time_format (date, C_ ("time axis", "%-d %b %H:%M:%S"))
               : g_date_time_format (date, C_ ("time axis", "%H:%M:%S"));
}

/**
 * reprise_time_ticks_new:
 * @zone: the zone that times are shown in
 * @start: the beginning of the axis
 * @end: the end of the axis, not before @start
 * @max_ticks: about how many there is room for, at least 1
 *
 * Ticks lie where calendar and clock of the zone are even. In an hour that comes twice they come
 * twice, and in one that is left out they are left out.
 *
 * Returns: (transfer full): of #RepriseTimeTick, oldest first
 */
GArray *
reprise_time_ticks_new (RepriseZone *zone,
                        RepriseInstant start,
                        RepriseInstant end,
                        guint max_ticks)
{
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (RepriseTimeTick));
  gsize step = choose_step ((end - start) / REPRISE_INSTANT_SECOND, max_ticks);

  g_return_val_if_fail (start <= end && max_ticks > 0, NULL);

  g_array_set_clear_func (ticks, clear_tick);
  if (steps[step].unit == UNIT_MONTH)
    add_month_ticks (ticks, zone, start, end, steps[step].months);
  else
    add_even_ticks (ticks, zone, start, end, steps[step].seconds);
  g_array_sort (ticks, compare_ticks);
  for (guint i = 0; i < ticks->len; i++)
    {
      RepriseTimeTick *tick = &g_array_index (ticks, RepriseTimeTick, i);
      g_autoptr (GDateTime) date = reprise_zone_to_date_time (zone, tick->instant);

      tick->label = format_label (date, steps[step].unit, steps[step].months, i == 0);
    }
  return g_steal_pointer (&ticks);
}
