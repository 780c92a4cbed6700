/* SPDX-License-Identifier: GPL-3.0-or-later
 * Times as people paste and type them. */

#include "config.h"

#include "restore/reprise-time-text.h"

#define NOW "2024-06-19T23:30:00.75Z"

static RepriseInstant
instant_of (const char *text)
{
  RepriseInstant instant;

  g_assert_true (reprise_instant_parse (text, &instant));
  return instant;
}

/* Every spelling that names its zone is one instant, exact to the microsecond. */
static void
test_time_text_instant (void)
{
  static const char *const cases[][2] = {
    { "2024-06-19T20:30:00Z", "2024-06-19T20:30:00Z" },
    { "2024-06-19t20:30:00z", "2024-06-19T20:30:00Z" },
    { "2024-06-19T22:30:00+02:00", "2024-06-19T20:30:00Z" },
    { "2024-06-19 20:30:00.123456+00", "2024-06-19T20:30:00.123456Z" },
    { "2024-06-19 20:30:00.1234569+00", "2024-06-19T20:30:00.123456Z" },
    { "2024-06-19 15:30:00-05", "2024-06-19T20:30:00Z" },
    { "2024-06-20 02:00:00+0530", "2024-06-19T20:30:00Z" },
    { "2024-06-19 20:49:32+00:19:32", "2024-06-19T20:30:00Z" },
    { "2024-06-19 20:30:00.5 UTC", "2024-06-19T20:30:00.5Z" },
    { "2024-06-19 20:30:00.123 UTC [4711] LOG:  database system is ready",
      "2024-06-19T20:30:00.123Z" },
    { "2024-06-19 20:30:00 UTC:10.0.0.1(5432):app@app:[9]:ERROR:", "2024-06-19T20:30:00Z" },
    { "2024-06-19 20:30:00.123 GMT,\"app\",\"app\",4711", "2024-06-19T20:30:00.123Z" },
    { "2024-06-19 22:30:00 Europe/Berlin", "2024-06-19T20:30:00Z" },
    { "  '2024-06-19 20:30:00+00'  ", "2024-06-19T20:30:00Z" },
    { "\"2024-06-19 20:30:00,25Z\"", "2024-06-19T20:30:00.25Z" },
    { "2024-06-19 20:30Z", "2024-06-19T20:30:00Z" },
    { "2024-12-31T23:59:60Z", "2025-01-01T00:00:00Z" },
    { "2h 30m", "2024-06-19T21:00:00Z" },
    { "15 minutes ago", "2024-06-19T23:15:00Z" },
    { "1 hour ago", "2024-06-19T22:30:00Z" },
    { "1 s ago", "2024-06-19T23:29:59Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseTimeText result;

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpint (reprise_time_text_parse (cases[i][0], instant_of (NOW), &result),
                       ==,
                       REPRISE_TIME_TEXT_INSTANT);
      g_assert_cmpint (result.instant, ==, instant_of (cases[i][1]));
      g_assert_cmpint (result.later, ==, result.instant);
      g_assert_cmpint (result.is_relative, ==, i >= G_N_ELEMENTS (cases) - 4);
    }
}

/* What is no time, or not wholly one, is not taken for one. */
static void
test_time_text_invalid (void)
{
  static const char *const cases[] = {
    "",
    "now",
    "20:30:00",
    "2024-06-19",
    "2024-02-30 10:00:00Z",
    "2024-06-19 24:00:00Z",
    "2024-06-19 20:60:00Z",
    "2024-06-19 20:30:61Z",
    "2024-06-19 20:30:00.Z",
    "2024-06-19 20:30:00+16",
    "2024-06-19 20:30:00+02:60",
    "2024-06-19 20:30:00+2",
    "2024-06-19 20:30:00 Nowhere/Land",
    "2024-06-19 20:30:00Z and more",
    "2024-06-1920:30:00Z",
    "0000-06-19 20:30:00Z",
    "19.06.2024 20:30:00Z",
    "90",
    "100000 weeks ago",
    "2024-06-19 20:30:00 ABCDEFGHIJKLMN",
  };
  RepriseTimeText result;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      g_assert_cmpint (reprise_time_text_parse (cases[i], instant_of (NOW), &result),
                       ==,
                       REPRISE_TIME_TEXT_INVALID);
    }
  g_assert_cmpint (reprise_time_text_parse (NULL, instant_of (NOW), &result),
                   ==,
                   REPRISE_TIME_TEXT_INVALID);
}

/* Without a zone it is asked for, and no zone is guessed from an abbreviation. */
static void
test_time_text_needs_zone (void)
{
  static const char *const cases[] = { "2024-06-19 20:30:00.5",
                                       "2024-06-19T20:30:00.5",
                                       "2024-06-19 20:30:00.5 CEST",
                                       "2024-06-19 20:30:00.5 CST [12]" };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseTimeText result;

      g_assert_cmpint (reprise_time_text_parse (cases[i], instant_of (NOW), &result),
                       ==,
                       REPRISE_TIME_TEXT_NEEDS_ZONE);
      /* A zone that does not use the abbreviation cannot be meant. */
      g_assert_cmpint (reprise_time_text_resolve (&result, tokyo),
                       ==,
                       i < 2 ? REPRISE_TIME_TEXT_INSTANT : REPRISE_TIME_TEXT_NEEDS_ZONE);
      g_assert_cmpint (reprise_time_text_resolve (&result, berlin),
                       ==,
                       i < 3 ? REPRISE_TIME_TEXT_INSTANT : REPRISE_TIME_TEXT_NEEDS_ZONE);
      if (i < 3)
        g_assert_cmpint (result.instant, ==, instant_of ("2024-06-19T18:30:00.5Z"));
    }
}

/* Both borders of the hour that comes twice and of the one that never comes. */
static void
test_time_text_clock_change (void)
{
  static const struct
  {
    const char *text;
    RepriseTimeTextKind kind;
    const char *instant;
    const char *later;
  } cases[] = {
    { "2024-10-27 01:59:59.9",
      REPRISE_TIME_TEXT_INSTANT,
      "2024-10-26T23:59:59.9Z",
      "2024-10-26T23:59:59.9Z" },
    { "2024-10-27 02:00:00",
      REPRISE_TIME_TEXT_TWICE,
      "2024-10-27T00:00:00Z",
      "2024-10-27T01:00:00Z" },
    { "2024-10-27 02:59:59.9",
      REPRISE_TIME_TEXT_TWICE,
      "2024-10-27T00:59:59.9Z",
      "2024-10-27T01:59:59.9Z" },
    { "2024-10-27 03:00:00",
      REPRISE_TIME_TEXT_INSTANT,
      "2024-10-27T02:00:00Z",
      "2024-10-27T02:00:00Z" },
    { "2024-10-27 02:30:00 CEST",
      REPRISE_TIME_TEXT_INSTANT,
      "2024-10-27T00:30:00Z",
      "2024-10-27T00:30:00Z" },
    { "2024-10-27 02:30:00 CET",
      REPRISE_TIME_TEXT_INSTANT,
      "2024-10-27T01:30:00Z",
      "2024-10-27T01:30:00Z" },
    { "2024-03-31 01:59:59",
      REPRISE_TIME_TEXT_INSTANT,
      "2024-03-31T00:59:59Z",
      "2024-03-31T00:59:59Z" },
    { "2024-03-31 02:00:00", REPRISE_TIME_TEXT_NEVER, NULL, NULL },
    { "2024-03-31 02:59:59", REPRISE_TIME_TEXT_NEVER, NULL, NULL },
    { "2024-03-31 03:00:00",
      REPRISE_TIME_TEXT_INSTANT,
      "2024-03-31T01:00:00Z",
      "2024-03-31T01:00:00Z" },
  };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseTimeText result;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (reprise_time_text_parse (cases[i].text, instant_of (NOW), &result),
                       ==,
                       REPRISE_TIME_TEXT_NEEDS_ZONE);
      g_assert_cmpint (reprise_time_text_resolve (&result, berlin), ==, cases[i].kind);
      if (cases[i].instant == NULL)
        continue;
      g_assert_cmpint (result.instant, ==, instant_of (cases[i].instant));
      g_assert_cmpint (result.later, ==, instant_of (cases[i].later));
    }
}

/* A zone that stands in the text is asked the same questions. */
static void
test_time_text_named_zone (void)
{
  RepriseTimeText result;

  g_assert_cmpint (reprise_time_text_parse ("2024-11-03 01:30:00 America/New_York",
                                            instant_of (NOW),
                                            &result),
                   ==,
                   REPRISE_TIME_TEXT_TWICE);
  g_assert_cmpint (result.instant, ==, instant_of ("2024-11-03T05:30:00Z"));
  g_assert_cmpint (result.later, ==, instant_of ("2024-11-03T06:30:00Z"));
  g_assert_cmpint (reprise_time_text_parse ("2024-03-10 02:30:00 America/New_York",
                                            instant_of (NOW),
                                            &result),
                   ==,
                   REPRISE_TIME_TEXT_NEVER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/time-text/instant", test_time_text_instant);
  g_test_add_func ("/restore/time-text/invalid", test_time_text_invalid);
  g_test_add_func ("/restore/time-text/needs-zone", test_time_text_needs_zone);
  g_test_add_func ("/restore/time-text/clock-change", test_time_text_clock_change);
  g_test_add_func ("/restore/time-text/named-zone", test_time_text_named_zone);
  return g_test_run ();
}
