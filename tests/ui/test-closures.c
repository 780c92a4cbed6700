/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is shown of values, known and unknown. */

#include "config.h"

#include "ui/reprise-closures.h"

#define HOUR (G_GINT64_CONSTANT (3600) * REPRISE_INSTANT_SECOND)

/* A size that is not known is a dash, and has nothing exact to say. */
static void
test_closures_sizes (void)
{
  g_autofree char *size = reprise_closure_size (NULL, 38672757);
  g_autofree char *unknown = reprise_closure_size (NULL, -1);
  g_autofree char *zero = reprise_closure_size (NULL, 0);
  g_autofree char *exact = reprise_closure_size_exact (NULL, 12);

  g_assert_cmpstr (size, ==, "36.9 MB");
  g_assert_cmpstr (unknown, ==, "–");
  g_assert_cmpstr (zero, ==, "0 B");
  g_assert_cmpstr (exact, ==, "12 bytes");
  g_assert_null (reprise_closure_size_exact (NULL, -1));
}

/* A time that is not known is a dash, also while there is no zone yet. */
static void
test_closures_times (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  g_autofree char *date_time = reprise_closure_date_time (NULL, zone, HOUR);
  g_autofree char *unknown = reprise_closure_date_time (NULL, zone, REPRISE_INSTANT_NONE);
  g_autofree char *no_zone = reprise_closure_date_time (NULL, NULL, HOUR);
  g_autofree char *exact = reprise_closure_exact_time (NULL, zone, HOUR + 1);
  g_autofree char *relative = reprise_closure_relative_time (NULL, zone, HOUR, 2 * HOUR);
  g_autofree char *never =
      reprise_closure_relative_time (NULL, zone, REPRISE_INSTANT_NONE, 2 * HOUR);

  g_assert_cmpstr (date_time, ==, "1970-01-01 01:00:00 UTC");
  g_assert_cmpstr (unknown, ==, "–");
  g_assert_cmpstr (no_zone, ==, "–");
  g_assert_cmpstr (exact, ==, "1970-01-01T01:00:00.000001Z");
  g_assert_cmpstr (relative, ==, "1 hour ago");
  g_assert_cmpstr (never, ==, "–");
}

/* Every type has a word of its own. */
static void
test_closures_backup_types (void)
{
  static const char *const words[] = { "Unknown", "Full", "Differential", "Incremental" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = reprise_closure_backup_type (NULL, (int) i);

      g_assert_cmpstr (word, ==, words[i]);
    }
}

/* The service's words are said for people, and one that is not known is shown as it is. */
static void
test_closures_statuses (void)
{
  static const struct
  {
    int (*get_status) (gpointer object, const char *word);
    char *(*get_text) (gpointer object, const char *word);
    const char *word;
    int status;
    const char *text;
  } cases[] = {
#define DATABASE reprise_closure_status, reprise_closure_status_text
#define REPOSITORY reprise_closure_repository_status, reprise_closure_repository_status_text
#define TASK reprise_closure_task_status, reprise_closure_task_status_text
    { DATABASE, "available", REPRISE_STATUS_READY, "Available" },
    { DATABASE, "creating", REPRISE_STATUS_WORKING, "Being created" },
    { DATABASE, "degraded", REPRISE_STATUS_FAILED, "Degraded" },
    { DATABASE, "suspended", REPRISE_STATUS_UNKNOWN, "Suspended" },
    { DATABASE, "hibernating", REPRISE_STATUS_UNKNOWN, "hibernating" },
    { DATABASE, "", REPRISE_STATUS_UNKNOWN, "Unknown" },
    { DATABASE, NULL, REPRISE_STATUS_UNKNOWN, "Unknown" },
    { REPOSITORY, "ok", REPRISE_STATUS_READY, "OK" },
    { REPOSITORY, "error", REPRISE_STATUS_FAILED, "Error" },
    { REPOSITORY, "mixed", REPRISE_STATUS_FAILED, "Error in some repositories" },
    { REPOSITORY, NULL, REPRISE_STATUS_UNKNOWN, "Unknown" },
    { TASK, "queued", REPRISE_STATUS_WORKING, "Queued" },
    { TASK, "running", REPRISE_STATUS_WORKING, "Running" },
    { TASK, "succeeded", REPRISE_STATUS_READY, "Succeeded" },
    { TASK, "failed", REPRISE_STATUS_FAILED, "Failed" },
    { TASK, "paused", REPRISE_STATUS_UNKNOWN, "paused" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cases[i].get_text (NULL, cases[i].word);

      g_assert_cmpint (cases[i].get_status (NULL, cases[i].word), ==, cases[i].status);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* A flag is made of two letters and of nothing else. */
static void
test_closures_flags (void)
{
  g_autofree char *japan = reprise_closure_country_flag (NULL, "jp");
  g_autofree char *united_states = reprise_closure_country_flag (NULL, "US");

  g_assert_cmpstr (japan, ==, "\xf0\x9f\x87\xaf\xf0\x9f\x87\xb5");
  g_assert_cmpstr (united_states, ==, "\xf0\x9f\x87\xba\xf0\x9f\x87\xb8");
  g_assert_null (reprise_closure_country_flag (NULL, "USA"));
  g_assert_null (reprise_closure_country_flag (NULL, "U1"));
  g_assert_null (reprise_closure_country_flag (NULL, "ü"));
  g_assert_null (reprise_closure_country_flag (NULL, ""));
  g_assert_null (reprise_closure_country_flag (NULL, NULL));
}

/* A label without text is told from one with text. */
static void
test_closures_is_text (void)
{
  g_assert_true (reprise_closure_is_text (NULL, "x"));
  g_assert_false (reprise_closure_is_text (NULL, ""));
  g_assert_false (reprise_closure_is_text (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/closures/sizes", test_closures_sizes);
  g_test_add_func ("/ui/closures/times", test_closures_times);
  g_test_add_func ("/ui/closures/backup-types", test_closures_backup_types);
  g_test_add_func ("/ui/closures/statuses", test_closures_statuses);
  g_test_add_func ("/ui/closures/flags", test_closures_flags);
  g_test_add_func ("/ui/closures/is-text", test_closures_is_text);
  return g_test_run ();
}
