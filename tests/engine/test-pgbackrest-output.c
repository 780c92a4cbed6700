/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of what is read out of pgBackRest's log. */

#include "config.h"

#include "engine/reprise-pgbackrest-output.h"

#include <string.h>

typedef struct
{
  const char *line;
  double percent; /* negative: none */
} ProgressCase;

/* A percentage is found in every form of a finished file's line, and nowhere else. */
static void
test_progress_line (void)
{
  static const ProgressCase cases[] = {
    { "P01 DETAIL: backup file /d/base/1/2 (5.9MB, 13.42%) checksum a0b1", 13.42 },
    { "P01 DETAIL: backup file /d/base/1/13394 (0B, 100.00%)", 100.0 },
    { "P01 DETAIL: restore file /d/5/2690 (bundle 1/397248, 88KB, 31.92%) checksum a7", 31.92 },
    { "P02 DETAIL: restore zeroed file /d/5/2691 (8KB, 31.95%)", 31.95 },
    { "P01 DETAIL: restore file /d/1 - exists and matches backup (5.9MB, 10.25%) checksum a7",
      10.25 },
    { "P01 DETAIL: match file from prior backup /d/base/1/1 (8KB, 99.99%) checksum b0", 99.99 },
    { "2026-11-23 13:22:21.678 P01 DETAIL: backup file h:/d/1 (1GB, 7%) checksum b0", 7.0 },
    { "P01 DETAIL: backup file /d/odd (8KB, 3.00%) name (8KB, 4.50%) checksum b0", 4.5 },
    { "P01 DETAIL: backup file /d/1 (8KB, 250.00%) checksum b0", -1.0 },
    { "P00 DETAIL: create path '/d/x (8KB, 4.50%)'", -1.0 },
    { "P00   INFO: full backup size = 43.7MB, file total = 1325", -1.0 },
    { "", -1.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double percent = -1.0;
      gboolean found = reprise_pgbackrest_parse_progress (cases[i].line, &percent);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (found, ==, cases[i].percent >= 0);
      g_assert_cmpfloat_with_epsilon (percent, cases[i].percent, 0.001);
    }
}

static void
check_log (const char *name, guint n_expected, double last_expected)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "engine", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double percent = 0.0;
  guint n_found = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (reprise_pgbackrest_parse_progress (lines[i], &percent))
      n_found++;
  g_assert_cmpuint (n_found, ==, n_expected);
  g_assert_cmpfloat_with_epsilon (percent, last_expected, 0.001);
}

/* The logs of a real backup and a real restore from bundles are read to their ends. */
static void
test_real_logs (void)
{
  check_log ("pgbackrest-backup.log", 14, 100.0);
  check_log ("pgbackrest-restore.log", 3, 76.86);
}

/* A message keeps its hints, whatever stands before and after it. */
static void
test_errors (void)
{
  g_autofree char *one = reprise_pgbackrest_dup_errors (
      "P00   INFO: restore command begin 2.45\n"
      "P00  ERROR: [040]: unable to restore to path '/d' because it contains files\n"
      "       HINT: try using --delta if this is what you intended.\n"
      "P00   INFO: restore command end: aborted with exception [040]\n");
  g_autofree char *two = reprise_pgbackrest_dup_errors (
      "2026-11-23 03:51:42.137 P00  ERROR: [001]: first\nERROR: [102]: second\n");
  g_autofree char *none = reprise_pgbackrest_dup_errors (
      "WARN: a file named 'x ERROR: y'\nP00 INFO: all is well, see the list of ERROR: [s]\n");

  g_assert_cmpstr (one,
                   ==,
                   "ERROR: [040]: unable to restore to path '/d' because it contains files\n"
                   "       HINT: try using --delta if this is what you intended.");
  g_assert_cmpstr (two, ==, "ERROR: [001]: first\nERROR: [102]: second");
  g_assert_null (none);
}

/* A message without end stays within bounds and valid UTF-8. */
static void
test_errors_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("ERROR: [099]: ");
  g_autofree char *errors = NULL;

  for (guint i = 0; i < 4000; i++)
    g_string_append (text, "ü");
  errors = reprise_pgbackrest_dup_errors (text->str);
  g_assert_cmpuint (strlen (errors), <=, 4096 + 8);
  g_assert_true (g_utf8_validate (errors, -1, NULL));
  g_assert_true (g_str_has_prefix (errors, "ERROR: [099]: üü"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/pgbackrest-output/progress-line", test_progress_line);
  g_test_add_func ("/engine/pgbackrest-output/real-logs", test_real_logs);
  g_test_add_func ("/engine/pgbackrest-output/errors", test_errors);
  g_test_add_func ("/engine/pgbackrest-output/errors-bounded", test_errors_bounded);
  return g_test_run ();
}
