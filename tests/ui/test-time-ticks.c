/* SPDX-License-Identifier: GPL-3.0-or-later
 * The marks of a time axis, on days with changed clocks too. */

#include "config.h"

#include "ui/reprise-time-ticks.h"

static RepriseInstant
at (const char *text)
{
  RepriseInstant instant = REPRISE_INSTANT_NONE;

  g_assert_true (reprise_instant_parse (text, &instant));
  return instant;
}

/* "instant label, …" of all ticks. */
static char *
describe_ticks (const char *name, const char *start, const char *end, guint max_ticks)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_named (name);
  g_autoptr (GArray) ticks = reprise_time_ticks_new (zone, at (start), at (end), max_ticks);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const RepriseTimeTick *tick = &g_array_index (ticks, RepriseTimeTick, i);
      g_autofree char *instant = reprise_instant_format (tick->instant, REPRISE_INSTANT_AUTO);

      g_string_append_printf (text, "%s%s %s", i == 0 ? "" : ", ", instant + 5, tick->label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_ticks (const char *name,
              const char *start,
              const char *end,
              guint max_ticks,
              const char *expected)
{
  g_autofree char *text = describe_ticks (name, start, end, max_ticks);

  g_assert_cmpstr (text, ==, expected);
}

/* Steps are such as people count in, and begin at midnight of the zone, not of UTC. */
static void
test_time_ticks_steps (void)
{
  assert_ticks ("UTC",
                "2026-08-05T10:00:01Z",
                "2026-08-05T10:00:12Z",
                4,
                "08-05T10:00:05Z 5 Aug 10:00:05, 08-05T10:00:10Z 10:00:10");
  assert_ticks ("UTC",
                "2026-08-05T10:01:00Z",
                "2026-08-05T10:31:00Z",
                3,
                "08-05T10:15:00Z 5 Aug 10:15, 08-05T10:30:00Z 10:30");
  assert_ticks ("Asia/Kolkata",
                "2026-08-05T10:01:00Z",
                "2026-08-05T22:01:00Z",
                5,
                "08-05T12:30:00Z 5 Aug 18:00, 08-05T15:30:00Z 21:00, 08-05T18:30:00Z 6 Aug, "
                "08-05T21:30:00Z 03:00");
  assert_ticks ("Asia/Tokyo",
                "2026-12-30T10:01:00Z",
                "2027-01-02T10:01:00Z",
                4,
                "12-30T15:00:00Z 31 Dec 2026, 12-31T15:00:00Z 1 Jan, 01-01T15:00:00Z 2 Jan");
  assert_ticks ("UTC",
                "2026-08-01T00:00:00Z",
                "2026-08-29T00:00:00Z",
                5,
                "08-03T00:00:00Z 3 Aug 2026, 08-10T00:00:00Z 10 Aug, 08-17T00:00:00Z 17 Aug, "
                "08-24T00:00:00Z 24 Aug");
  assert_ticks ("Europe/Berlin",
                "2026-02-10T00:00:00Z",
                "2026-05-10T00:00:00Z",
                4,
                "02-28T23:00:00Z Mar 2026, 03-31T22:00:00Z Apr, 04-30T22:00:00Z May");
  assert_ticks ("UTC",
                "2019-06-01T00:00:00Z",
                "2026-08-05T00:00:00Z",
                5,
                "01-01T00:00:00Z 2020, 01-01T00:00:00Z 2022, 01-01T00:00:00Z 2024, "
                "01-01T00:00:00Z 2026");
}

/* Clocks put forward leave an hour out, and the axis goes on evenly. */
static void
test_time_ticks_clocks_forward (void)
{
  assert_ticks ("Europe/Berlin",
                "2026-03-28T23:30:00Z",
                "2026-03-29T03:30:00Z",
                5,
                "03-29T00:00:00Z 29 Mar 01:00, 03-29T01:00:00Z 03:00, 03-29T02:00:00Z 04:00, "
                "03-29T03:00:00Z 05:00");
}

/* Clocks put back make an hour come twice, in the order of time. */
static void
test_time_ticks_clocks_back (void)
{
  assert_ticks ("Europe/Berlin",
                "2026-10-25T00:20:00Z",
                "2026-10-25T01:50:00Z",
                3,
                "10-25T00:30:00Z 25 Oct 02:30, 10-25T01:00:00Z 02:00, 10-25T01:30:00Z 02:30");
}

/* A day that has no midnight is marked where it begins. */
static void
test_time_ticks_no_midnight (void)
{
  assert_ticks ("America/Santiago",
                "2025-09-06T12:00:00Z",
                "2025-09-08T12:00:00Z",
                2,
                "09-07T04:00:00Z 7 Sep 2025, 09-08T03:00:00Z 8 Sep");
}

/* However long it is, there are about as many as there is room for. */
static void
test_time_ticks_room (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_named ("Europe/Berlin");
  RepriseInstant start = at ("2001-03-04T05:06:07Z");

  for (gint64 span = REPRISE_INSTANT_SECOND; span < G_GINT64_CONSTANT (7000000000000000); span *= 3)
    {
      g_autoptr (GArray) ticks = reprise_time_ticks_new (zone, start, start + span, 6);

      g_assert_cmpuint (ticks->len, <=, 9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/time-ticks/steps", test_time_ticks_steps);
  g_test_add_func ("/ui/time-ticks/clocks-forward", test_time_ticks_clocks_forward);
  g_test_add_func ("/ui/time-ticks/clocks-back", test_time_ticks_clocks_back);
  g_test_add_func ("/ui/time-ticks/no-midnight", test_time_ticks_no_midnight);
  g_test_add_func ("/ui/time-ticks/room", test_time_ticks_room);
  return g_test_run ();
}
