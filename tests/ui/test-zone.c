/* SPDX-License-Identifier: GPL-3.0-or-later
 * Instants as calendar and clock show them, where clocks are changed too. */

#include "config.h"

#include "ui/reprise-zone.h"

#define SECOND REPRISE_INSTANT_SECOND
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static RepriseInstant
at (const char *text)
{
  RepriseInstant instant = REPRISE_INSTANT_NONE;

  g_assert_true (reprise_instant_parse (text, &instant));
  return instant;
}

/* A time is shown in the zone, with the name that the zone has then. */
static void
test_zone_formats (void)
{
  static const struct
  {
    const char *zone;
    const char *instant;
    const char *date;
    const char *time;
    const char *date_time;
    const char *exact;
  } cases[] = {
    { "utc",
      "2026-08-05T00:14:07.25Z",
      "2026-08-05",
      "00:14:07",
      "2026-08-05 00:14:07 UTC",
      "2026-08-05T00:14:07.25Z" },
    { "Europe/Berlin",
      "2026-08-04T22:14:07.999999Z",
      "2026-08-05",
      "00:14:07",
      "2026-08-05 00:14:07 CEST",
      "2026-08-05T00:14:07.999999+02:00" },
    { "Europe/Berlin",
      "2026-10-25T01:00:00Z",
      "2026-10-25",
      "02:00:00",
      "2026-10-25 02:00:00 CET",
      "2026-10-25T02:00:00+01:00" },
    { "America/St_Johns",
      "2026-01-01T03:29:59Z",
      "2025-12-31",
      "23:59:59",
      "2025-12-31 23:59:59 NST",
      "2025-12-31T23:59:59-03:30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseZone) zone = reprise_zone_new_from_setting (cases[i].zone);
      RepriseInstant instant = at (cases[i].instant);
      g_autofree char *date = reprise_zone_format_date (zone, instant);
      g_autofree char *time = reprise_zone_format_time (zone, instant);
      g_autofree char *date_time = reprise_zone_format_date_time (zone, instant);
      g_autofree char *exact = reprise_zone_format_exact (zone, instant);

      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (time, ==, cases[i].time);
      g_assert_cmpstr (date_time, ==, cases[i].date_time);
      g_assert_cmpstr (exact, ==, cases[i].exact);
    }
}

/* What is not known has no words. */
static void
test_zone_unknown_instant (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();

  g_assert_null (reprise_zone_format_date (zone, REPRISE_INSTANT_NONE));
  g_assert_null (reprise_zone_format_date_time (zone, REPRISE_INSTANT_NONE));
  g_assert_null (reprise_zone_format_date_time (zone, G_MAXINT64));
  g_assert_null (reprise_zone_format_exact (zone, REPRISE_INSTANT_NONE));
  g_assert_null (reprise_zone_format_relative (zone, REPRISE_INSTANT_NONE, 0));
  g_assert_null (reprise_zone_dup_abbreviation (zone, REPRISE_INSTANT_NONE));
}

/* Lengths are cut off, in both directions, and give way to a date in the zone. */
static void
test_zone_relative (void)
{
  static const struct
  {
    gint64 age;
    const char *text;
  } cases[] = {
    { 0, "less than a minute ago" },
    { MINUTE - 1, "less than a minute ago" },
    { MINUTE, "1 minute ago" },
    { HOUR - 1, "59 minutes ago" },
    { HOUR, "1 hour ago" },
    { DAY - 1, "23 hours ago" },
    { DAY, "1 day ago" },
    { 30 * DAY - 1, "29 days ago" },
    { 30 * DAY, "on 2026-07-07" },
    { -1, "in less than a minute" },
    { -5 * MINUTE, "in 5 minutes" },
    { -2 * HOUR, "in 2 hours" },
    { -DAY, "in 1 day" },
    { -30 * DAY, "on 2026-09-05" },
  };
  g_autoptr (RepriseZone) zone = reprise_zone_new_named ("Asia/Tokyo");
  RepriseInstant now = at ("2026-08-05T18:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = reprise_zone_format_relative (zone, now - cases[i].age, now);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
assert_instants (const char *name, const char *wall, const char *first, const char *second)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_named (name);
  RepriseInstant instants[REPRISE_ZONE_MAX_INSTANTS];
  guint n_expected = (first != NULL) + (second != NULL);

  g_assert_cmpuint (reprise_zone_find_instants (zone,
                                                reprise_instant_to_unix (at (wall)),
                                                instants),
                    ==,
                    n_expected);
  if (n_expected > 0)
    g_assert_cmpint (instants[0], ==, at (first));
  if (n_expected > 1)
    g_assert_cmpint (instants[1], ==, at (second));
}

/* An hour left out holds no instant, and an hour that comes again holds each twice. */
static void
test_zone_changed_clocks (void)
{
  assert_instants ("Europe/Berlin", "2026-08-05T02:30:00Z", "2026-08-05T00:30:00Z", NULL);
  assert_instants ("Europe/Berlin", "2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z", NULL);
  assert_instants ("Europe/Berlin", "2026-03-29T02:30:00Z", NULL, NULL);
  assert_instants ("Europe/Berlin", "2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z", NULL);
  assert_instants ("Europe/Berlin",
                   "2026-10-25T02:30:00Z",
                   "2026-10-25T00:30:00Z",
                   "2026-10-25T01:30:00Z");
  assert_instants ("Europe/Berlin", "2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z", NULL);
  assert_instants ("America/New_York",
                   "2026-11-01T01:00:00Z",
                   "2026-11-01T05:00:00Z",
                   "2026-11-01T06:00:00Z");
}

/* A choice comes back from what it is remembered by, and is told from others. */
static void
test_zone_setting (void)
{
  static const char *const settings[] = { "local", "utc", "Asia/Tokyo" };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (settings); j++)
      {
        g_autoptr (RepriseZone) zone = reprise_zone_new_from_setting (settings[i]);
        g_autoptr (RepriseZone) other = reprise_zone_new_from_setting (settings[j]);
        g_autofree char *setting = reprise_zone_dup_setting (zone);

        g_assert_cmpstr (setting, ==, settings[i]);
        g_assert_cmpint (reprise_zone_equal (zone, other), ==, i == j);
        g_assert_false (reprise_zone_equal (zone, NULL));
      }
  g_assert_true (reprise_zone_equal (NULL, NULL));
  g_assert_null (reprise_zone_new_from_setting (NULL));
  g_assert_null (reprise_zone_new_from_setting (""));
  g_assert_null (reprise_zone_new_named ("Europe/Nowhere"));
}

/* A person sees which zone it is. */
static void
test_zone_label (void)
{
  g_autoptr (RepriseZone) local = reprise_zone_new_local ();
  g_autoptr (RepriseZone) utc = reprise_zone_new_utc ();
  g_autoptr (RepriseZone) tokyo = reprise_zone_new_named ("Asia/Tokyo");
  g_autofree char *local_label = reprise_zone_dup_label (local);
  g_autofree char *utc_label = reprise_zone_dup_label (utc);
  g_autofree char *tokyo_label = reprise_zone_dup_label (tokyo);
  g_autofree char *abbreviation = reprise_zone_dup_abbreviation (tokyo, 0);

  g_assert_cmpstr (local_label, ==, "Local time (Europe/Berlin)");
  g_assert_cmpstr (utc_label, ==, "UTC");
  g_assert_cmpstr (tokyo_label, ==, "Asia/Tokyo");
  g_assert_cmpstr (abbreviation, ==, "JST");
  g_assert_cmpint (reprise_zone_get_offset (tokyo, 0), ==, 9 * 3600);
}

int
main (int argc, char **argv)
{
  /* What the local zone is called is a matter of the machine. */
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/zone/formats", test_zone_formats);
  g_test_add_func ("/ui/zone/unknown-instant", test_zone_unknown_instant);
  g_test_add_func ("/ui/zone/relative", test_zone_relative);
  g_test_add_func ("/ui/zone/changed-clocks", test_zone_changed_clocks);
  g_test_add_func ("/ui/zone/setting", test_zone_setting);
  g_test_add_func ("/ui/zone/label", test_zone_label);
  return g_test_run ();
}
