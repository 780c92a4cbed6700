/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cron expressions: what is accepted, when they come round, what they are called. */

#include "config.h"

#include "model/reprise-cron.h"

#include <string.h>

static RepriseInstant
instant (const char *text)
{
  RepriseInstant value = REPRISE_INSTANT_NONE;

  if (text != NULL)
    g_assert_true (reprise_instant_parse (text, &value));
  return value;
}

static void
assert_next (const char *expression, const char *after, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseCron) cron = reprise_cron_parse (expression, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = reprise_instant_format (reprise_cron_next (cron, instant (after)), REPRISE_INSTANT_AUTO);
  if (g_strcmp0 (found, expected) != 0)
    g_test_message ("%s after %s", expression, after);
  g_assert_cmpstr (found, ==, expected);
}

/* The next time is strictly later, to the minute, over every border of the calendar. */
static void
test_cron_next (void)
{
  static const struct
  {
    const char *expression, *after, *next;
  } cases[] = {
    { "* * * * *", "2024-06-19T19:58:03Z", "2024-06-19T19:59:00Z" },
    { "* * * * *", "2024-06-19T19:58:00Z", "2024-06-19T19:59:00Z" },
    { "* * * * *", "2024-06-19T19:57:59.999999Z", "2024-06-19T19:58:00Z" },
    { "0 * * * ?", "2024-06-19T19:00:00Z", "2024-06-19T20:00:00Z" },
    { "0 6 * * ?", "2024-06-19T05:59:59Z", "2024-06-19T06:00:00Z" },
    { "0 6 * * ?", "2024-06-19T06:00:00Z", "2024-06-20T06:00:00Z" },
    { "0 6 ? * *", "2024-06-19T06:00:00Z", "2024-06-20T06:00:00Z" },
    { "59 23 31 12 *", "2024-12-31T23:59:00Z", "2025-12-31T23:59:00Z" },
    { "0 0 1 1 *", "2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z" },
    { "0 0 29 2 *", "2023-03-01T00:00:00Z", "2024-02-29T00:00:00Z" },
    { "0 0 29 2 *", "2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z" },
    { "0 0 31 * *", "2024-04-01T00:00:00Z", "2024-05-31T00:00:00Z" },
    { "0 0 30 2 *", "2024-01-01T00:00:00Z", NULL },
    { "0 0 31 2,4,6,9,11 *", "2024-01-01T00:00:00Z", NULL },
    { "*/15 8-10 * * *", "2024-06-19T10:44:00Z", "2024-06-19T10:45:00Z" },
    { "*/15 8-10 * * *", "2024-06-19T10:45:00Z", "2024-06-20T08:00:00Z" },
    { "5/20 * * * *", "2024-06-19T10:25:00Z", "2024-06-19T10:45:00Z" },
    { "5-40/20 * * * *", "2024-06-19T10:25:00Z", "2024-06-19T11:05:00Z" },
    { "*/90 * * * *", "2024-06-19T10:25:00Z", "2024-06-19T11:00:00Z" },
    { "3,1,2 0 * * *", "2024-06-19T00:01:30Z", "2024-06-19T00:02:00Z" },
    { "0 2 * JAN *", "2024-06-19T00:00:00Z", "2025-01-01T02:00:00Z" },
    { "0 2 * jan-MAR *", "2024-03-31T03:00:00Z", "2025-01-01T02:00:00Z" },
    { " 0\t2  * * * ", "2024-06-19T00:00:00Z", "2024-06-19T02:00:00Z" },
    { "0 0 * * *", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z" },
    { "0 0 * * *", "9999-12-31T00:00:00Z", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_next (cases[i].expression, cases[i].after, cases[i].next);
}

/* 19 June 2024 was a Wednesday. Sunday is 0 and 7; a range may end on it. */
static void
test_cron_weekdays (void)
{
  assert_next ("0 2 * * MON", "2024-06-19T00:00:00Z", "2024-06-24T02:00:00Z");
  assert_next ("0 2 * * 0", "2024-06-19T00:00:00Z", "2024-06-23T02:00:00Z");
  assert_next ("0 2 * * 7", "2024-06-19T00:00:00Z", "2024-06-23T02:00:00Z");
  assert_next ("0 2 ? * Sun", "2024-06-19T00:00:00Z", "2024-06-23T02:00:00Z");
  assert_next ("0 2 * * FRI-SUN", "2024-06-22T03:00:00Z", "2024-06-23T02:00:00Z");
  assert_next ("0 2 * * 5-7", "2024-06-23T03:00:00Z", "2024-06-28T02:00:00Z");
  assert_next ("0 2 * * 0-1", "2024-06-23T03:00:00Z", "2024-06-24T02:00:00Z");
  assert_next ("0 2 * * MON-FRI", "2024-06-21T03:00:00Z", "2024-06-24T02:00:00Z");
}

/* With both day fields restricted either may match; a star, also with a step, makes it both. */
static void
test_cron_day_rule (void)
{
  assert_next ("0 2 1 * MON", "2024-06-19T00:00:00Z", "2024-06-24T02:00:00Z");
  assert_next ("0 2 1 * MON", "2024-06-24T02:00:00Z", "2024-07-01T02:00:00Z");
  assert_next ("0 2 20 * MON", "2024-06-19T00:00:00Z", "2024-06-20T02:00:00Z");
  assert_next ("0 2 1-31 * MON", "2024-06-19T00:00:00Z", "2024-06-19T02:00:00Z");
  assert_next ("0 2 */2 * MON", "2024-06-19T00:00:00Z", "2024-07-01T02:00:00Z");
  assert_next ("0 2 13 * *", "2024-06-19T00:00:00Z", "2024-07-13T02:00:00Z");
  /* Only every so many years does a 29 February fall on a Sunday or a Saturday. */
  assert_next ("0 0 29 2 */6", "2080-01-01T00:00:00Z", "2088-02-29T00:00:00Z");
}

/* No instant has no next one. */
static void
test_cron_none (void)
{
  g_autoptr (RepriseCron) cron = reprise_cron_parse ("* * * * *", NULL);

  g_assert_cmpint (reprise_cron_next (cron, REPRISE_INSTANT_NONE), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_cron_next (cron, G_MAXINT64), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_cron_next (cron, G_MININT64 + 1), ==, REPRISE_INSTANT_NONE);
}

/* Each way to be wrong has its code, and the message names what was typed. */
static void
test_cron_refuses (void)
{
  static const struct
  {
    const char *expression;
    RepriseCronError code;
    const char *quoted;
  } cases[] = {
    { NULL, REPRISE_CRON_ERROR_FIELDS, "not 0" },
    { "", REPRISE_CRON_ERROR_FIELDS, "not 0" },
    { "0 6 * *", REPRISE_CRON_ERROR_FIELDS, "not 4" },
    { "0 0 6 * * ?", REPRISE_CRON_ERROR_FIELDS, "not 6" },
    { "@daily", REPRISE_CRON_ERROR_SYNTAX, "“@daily”" },
    { "? 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "“?”" },
    { "0 6 ?/2 * *", REPRISE_CRON_ERROR_SYNTAX, "“?”" },
    { "0 6 * ? *", REPRISE_CRON_ERROR_SYNTAX, "month" },
    { "0 6 L * *", REPRISE_CRON_ERROR_SYNTAX, "“L”" },
    { "0 6 * * MONDAY", REPRISE_CRON_ERROR_SYNTAX, "“MONDAY”" },
    { "0 6 * MON *", REPRISE_CRON_ERROR_SYNTAX, "“MON”" },
    { "0 6 JAN * *", REPRISE_CRON_ERROR_SYNTAX, "“JAN”" },
    { "1,,2 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "minute" },
    { "1, 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "minute" },
    { "-1 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "minute" },
    { "1- 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "minute" },
    { "1-2-3 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "“2-3”" },
    { "*/ 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "minute" },
    { "/5 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "minute" },
    { "*/5/5 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "“5/5”" },
    { "+5 6 * * *", REPRISE_CRON_ERROR_SYNTAX, "“+5”" },
    { "*/0 6 * * *", REPRISE_CRON_ERROR_RANGE, "“*/0”" },
    { "60 6 * * *", REPRISE_CRON_ERROR_RANGE, "“60”" },
    { "0 24 * * *", REPRISE_CRON_ERROR_RANGE, "hour" },
    { "0 6 0 * *", REPRISE_CRON_ERROR_RANGE, "day of the month" },
    { "0 6 32 * *", REPRISE_CRON_ERROR_RANGE, "“32”" },
    { "0 6 * 0 *", REPRISE_CRON_ERROR_RANGE, "month" },
    { "0 6 * 13 *", REPRISE_CRON_ERROR_RANGE, "“13”" },
    { "0 6 * * 8", REPRISE_CRON_ERROR_RANGE, "day of the week" },
    { "30-10 6 * * *", REPRISE_CRON_ERROR_RANGE, "“30-10”" },
    { "0 6 * * FRI-MON", REPRISE_CRON_ERROR_RANGE, "“FRI-MON”" },
    { "4294967296 6 * * *", REPRISE_CRON_ERROR_RANGE, "“4294967296”" },
    { "99999999999999999999999 6 * * *", REPRISE_CRON_ERROR_RANGE, "minute" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].expression);
      g_assert_null (reprise_cron_parse (cases[i].expression, &error));
      g_assert_error (error, REPRISE_CRON_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].quoted));
    }
}

/* What can be said in words is told apart by what it matches, however it is written. */
static void
test_cron_classifies (void)
{
  static const struct
  {
    const char *expression;
    RepriseCronSummary summary;
  } cases[] = {
    { "0 * * * ?", { .kind = REPRISE_CRON_HOURLY, .n_times = 1 } },
    { "59 0-23 * * *", { .kind = REPRISE_CRON_HOURLY, .n_times = 1, .times = { 59 } } },
    { "* * * * *", { .kind = REPRISE_CRON_EVERY_N_MINUTES, .interval = 1 } },
    { "*/15 * * * *", { .kind = REPRISE_CRON_EVERY_N_MINUTES, .interval = 15 } },
    { "45,30,15,0 * * * *", { .kind = REPRISE_CRON_EVERY_N_MINUTES, .interval = 15 } },
    { "*/30 */1 * * *", { .kind = REPRISE_CRON_EVERY_N_MINUTES, .interval = 30 } },
    { "0 */6 * * *", { .kind = REPRISE_CRON_EVERY_N_HOURS, .interval = 6, .n_times = 1 } },
    { "5 19,13,7,1 * * *",
      { .kind = REPRISE_CRON_EVERY_N_HOURS, .interval = 6, .n_times = 1, .times = { 65 } } },
    { "0 2 * * *", { .kind = REPRISE_CRON_DAILY, .n_times = 1, .times = { 120 } } },
    { "0 2,14 * * *", { .kind = REPRISE_CRON_DAILY, .n_times = 2, .times = { 120, 840 } } },
    { "0 */12 * * *", { .kind = REPRISE_CRON_DAILY, .n_times = 2, .times = { 0, 720 } } },
    { "0,10 8-10 * * *",
      { .kind = REPRISE_CRON_DAILY, .n_times = 6, .times = { 480, 490, 540, 550, 600, 610 } } },
    { "30 0 1-31 * 0-6", { .kind = REPRISE_CRON_DAILY, .n_times = 1, .times = { 30 } } },
    { "0 2 1-31 * MON", { .kind = REPRISE_CRON_DAILY, .n_times = 1, .times = { 120 } } },
    { "5 3 ? * 7", { .kind = REPRISE_CRON_WEEKLY, .n_times = 1, .times = { 185 }, .weekdays = 1 } },
    { "5 3 * * SAT",
      { .kind = REPRISE_CRON_WEEKLY, .n_times = 1, .times = { 185 }, .weekdays = 1 << 6 } },
    { "0 2 * * 1-5",
      { .kind = REPRISE_CRON_WEEKLY, .n_times = 1, .times = { 120 }, .weekdays = 0x3e } },
    { "0 23 31 * ?", { .kind = REPRISE_CRON_MONTHLY, .n_times = 1, .times = { 1380 }, .day = 31 } },
    { "*/7 * * * *", { .kind = REPRISE_CRON_OTHER } },
    { "5/15 * * * *", { .kind = REPRISE_CRON_OTHER } },
    { "0 0-6 * * *", { .kind = REPRISE_CRON_OTHER } },
    { "0 * * * MON", { .kind = REPRISE_CRON_OTHER } },
    { "0 2 1 * MON", { .kind = REPRISE_CRON_OTHER } },
    { "0 2,3 1 * *", { .kind = REPRISE_CRON_OTHER } },
    { "0 2 1 1 *", { .kind = REPRISE_CRON_OTHER } },
    { "*/15 8-10 * * *", { .kind = REPRISE_CRON_OTHER } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseCron) cron = reprise_cron_parse (cases[i].expression, NULL);
      RepriseCronSummary summary = reprise_cron_classify (cron);

      g_test_message ("%s", cases[i].expression);
      g_assert_cmpint (summary.kind, ==, cases[i].summary.kind);
      g_assert_cmpint (summary.interval, ==, cases[i].summary.interval);
      g_assert_cmpmem (summary.times,
                       summary.n_times * sizeof *summary.times,
                       cases[i].summary.times,
                       cases[i].summary.n_times * sizeof *summary.times);
      g_assert_cmpuint (summary.weekdays, ==, cases[i].summary.weekdays);
      g_assert_cmpint (summary.day, ==, cases[i].summary.day);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/cron/next", test_cron_next);
  g_test_add_func ("/model/cron/weekdays", test_cron_weekdays);
  g_test_add_func ("/model/cron/day-rule", test_cron_day_rule);
  g_test_add_func ("/model/cron/none", test_cron_none);
  g_test_add_func ("/model/cron/refuses", test_cron_refuses);
  g_test_add_func ("/model/cron/classifies", test_cron_classifies);
  return g_test_run ();
}
