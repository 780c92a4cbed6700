/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lengths of time, at the borders of their units and numbers. */

#include "config.h"

#include "base/reprise-duration.h"

#define SECOND G_GINT64_CONSTANT (1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Two units at most, cut off and never rounded up. */
static void
test_duration_formats (void)
{
  static const struct
  {
    gint64 duration;
    const char *text;
  } cases[] = {
    { 0, "0 s" },
    { 1, "< 1 s" },
    { SECOND - 1, "< 1 s" },
    { SECOND, "1 s" },
    { 34 * SECOND + SECOND / 2, "34 s" },
    { MINUTE - 1, "59 s" },
    { MINUTE, "1 min" },
    { 5 * MINUTE + 3 * SECOND, "5 min 3 s" },
    { HOUR - 1, "59 min 59 s" },
    { HOUR, "1 h" },
    { HOUR + 59 * SECOND, "1 h" },
    { 3 * HOUR + 12 * MINUTE, "3 h 12 min" },
    { DAY - 1, "23 h 59 min" },
    { DAY, "1 day" },
    { DAY + HOUR, "1 day 1 h" },
    { 2 * DAY + 59 * MINUTE, "2 days" },
    { -(3 * HOUR + 12 * MINUTE), "3 h 12 min" },
    { G_MAXINT64, "106751991 days 4 h" },
    { G_MININT64, "106751991 days 4 h" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = reprise_duration_format (cases[i].duration);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What a person types is read, up to the largest length there is. */
static void
test_duration_parses (void)
{
  static const struct
  {
    const char *text;
    gint64 duration;
  } cases[] = {
    { "0s", 0 },
    { "2h 30m", 2 * HOUR + 30 * MINUTE },
    { "2h30m", 2 * HOUR + 30 * MINUTE },
    { " 90 min ", 90 * MINUTE },
    { "1 day", DAY },
    { "2 Days 4 H", 2 * DAY + 4 * HOUR },
    { "1 week 1 second", 7 * DAY + SECOND },
    { "1w 2d 3hrs 4minutes 5secs", 9 * DAY + 3 * HOUR + 4 * MINUTE + 5 * SECOND },
    { "9223372036854 s", G_GINT64_CONSTANT (9223372036854) * SECOND },
    { "000000000000000000000000000001h", HOUR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseDuration duration = 42;

      g_assert_true (reprise_duration_parse (cases[i].text, &duration));
      g_assert_cmpint (duration, ==, cases[i].duration);
    }
}

/* What nobody can tell the meaning of is refused, and so is what does not fit. */
static void
test_duration_refuses (void)
{
  static const char *const refused[] = {
    NULL,
    "",
    " ",
    "90",
    "h",
    "2h 30",
    "-1h",
    "1.5h",
    "30m 2h",
    "1h 1h",
    "1h, 2m",
    "2 fortnights",
    "1 minutess",
    "1 month",
    "< 1 s",
    "9223372036855 s",
    "18446744073709551616 s",
    "18446744073709552000 s",
    "15250285 weeks",
    "15250284 weeks 4 days",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      RepriseDuration duration = 42;

      g_assert_false (reprise_duration_parse (refused[i], &duration));
      g_assert_cmpint (duration, ==, 42);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/duration/formats", test_duration_formats);
  g_test_add_func ("/base/duration/parses", test_duration_parses);
  g_test_add_func ("/base/duration/refuses", test_duration_refuses);
  return g_test_run ();
}
