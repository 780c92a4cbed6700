/* SPDX-License-Identifier: GPL-3.0-or-later
 * Instants: what is read and written, at the borders. */

#include "config.h"

#include "base/reprise-instant.h"

typedef struct
{
  const char *text;
  gint64 microseconds;
} Reading;

/* Each spelling the services and their databases use is read to the microsecond. */
static void
test_instant_parses (void)
{
  static const Reading readings[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "2024-06-19T19:58:03Z", G_GINT64_CONSTANT (1718827083000000) },
    { "2024-06-19 19:58:03+00:00", G_GINT64_CONSTANT (1718827083000000) },
    { "2024-06-19t21:58:03.5+02:00", G_GINT64_CONSTANT (1718827083500000) },
    { "2024-06-19T14:28:03.000001-05:30", G_GINT64_CONSTANT (1718827083000001) },
    { "2024-06-19T19:58:03.123456999z", G_GINT64_CONSTANT (1718827083123456) },
    { "2016-12-31T23:59:60Z", G_GINT64_CONSTANT (1483228800000000) },
    { "1969-12-31T23:59:59.999999Z", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      RepriseInstant instant = 42;

      g_assert_true (reprise_instant_parse (readings[i].text, &instant));
      g_assert_cmpint (instant, ==, readings[i].microseconds);
    }
}

/* Whatever is not one whole RFC 3339 time is refused, and the result left alone. */
static void
test_instant_refuses (void)
{
  static const char *const refused[] = {
    NULL,
    "",
    "now",
    "2024-06-19",
    "2024-06-19T19:58:03",
    "2024-06-19T19:58Z",
    "2024-06-19T19:58:03.Z",
    "2024-06-19T19:58:03+2",
    "2024-06-19T19:58:03+24:00",
    "2024-06-19T19:58:03Z ",
    " 2024-06-19T19:58:03Z",
    "2024-02-30T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:00:61Z",
    "0000-01-01T00:00:00Z",
    "２024-01-01T00:00:00Z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      RepriseInstant instant = 42;

      g_assert_false (reprise_instant_parse (refused[i], &instant));
      g_assert_cmpint (instant, ==, 42);
    }
}

/* What is written says no more and no less than was asked for. */
static void
test_instant_formats (void)
{
  RepriseInstant instant = G_GINT64_CONSTANT (1718827083120000);
  g_autofree char *seconds = reprise_instant_format (instant, REPRISE_INSTANT_SECONDS);
  g_autofree char *shortest = reprise_instant_format (instant, REPRISE_INSTANT_AUTO);
  g_autofree char *full = reprise_instant_format (instant, REPRISE_INSTANT_MICROSECONDS);
  g_autofree char *postgres = reprise_instant_format_postgres (instant);
  g_autofree char *before_1970 = reprise_instant_format (-1, REPRISE_INSTANT_AUTO);

  g_assert_cmpstr (seconds, ==, "2024-06-19T19:58:03Z");
  g_assert_cmpstr (shortest, ==, "2024-06-19T19:58:03.12Z");
  g_assert_cmpstr (full, ==, "2024-06-19T19:58:03.120000Z");
  g_assert_cmpstr (postgres, ==, "2024-06-19 19:58:03.120000+00");
  g_assert_cmpstr (before_1970, ==, "1969-12-31T23:59:59.999999Z");
  g_assert_null (reprise_instant_format (REPRISE_INSTANT_NONE, REPRISE_INSTANT_AUTO));
  g_assert_null (reprise_instant_format (G_MAXINT64, REPRISE_INSTANT_AUTO));
}

/* A second is floored towards the past on both sides of 1970, and too large a number is no instant.
 */
static void
test_instant_floors (void)
{
  g_assert_cmpint (reprise_instant_floor_second (1999999), ==, 1000000);
  g_assert_cmpint (reprise_instant_floor_second (-1), ==, -1000000);
  g_assert_cmpint (reprise_instant_floor_second (-1000000), ==, -1000000);
  g_assert_cmpint (reprise_instant_from_unix (G_MAXINT64), ==, REPRISE_INSTANT_NONE);
}

/* Over all years that can be written, what is written is what GLib writes, and reads back. */
static void
test_instant_all_years (void)
{
  for (gint64 day = -719162; day <= 2932896; day += 97)
    {
      RepriseInstant instant =
          reprise_instant_from_unix (day * 86400 + (day * 7919) % 43200 + 43200);
      g_autoptr (GDateTime) date =
                     g_date_time_new_from_unix_utc (reprise_instant_to_unix (instant));
      g_autofree char *text = reprise_instant_format (instant, REPRISE_INSTANT_AUTO);
      g_autofree char *expected = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ",
                                                   g_date_time_get_year (date),
                                                   g_date_time_get_month (date),
                                                   g_date_time_get_day_of_month (date),
                                                   g_date_time_get_hour (date),
                                                   g_date_time_get_minute (date),
                                                   g_date_time_get_second (date));
      RepriseInstant again = REPRISE_INSTANT_NONE;

      g_assert_cmpstr (text, ==, expected);
      g_assert_true (reprise_instant_parse (text, &again));
      g_assert_cmpint (again, ==, instant);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/instant/parses", test_instant_parses);
  g_test_add_func ("/base/instant/refuses", test_instant_refuses);
  g_test_add_func ("/base/instant/formats", test_instant_formats);
  g_test_add_func ("/base/instant/floors", test_instant_floors);
  g_test_add_func ("/base/instant/all-years", test_instant_all_years);
  return g_test_run ();
}
