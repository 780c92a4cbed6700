/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is said of a backup in a table. */

#include "config.h"

#include "ui/reprise-backup-words.h"

/* The gravest counts; each status has a shape and a word. */
static void
test_backup_words_status (void)
{
  static const struct
  {
    gboolean has_errors;
    RepriseBackupDoubts doubts;
    RepriseBackupStatus status;
    RepriseStatus shape;
    const char *word;
  } cases[] = {
    { FALSE,
      REPRISE_BACKUP_DOUBTS_NONE,
      REPRISE_BACKUP_STATUS_SUCCESSFUL,
      REPRISE_STATUS_READY,
      "Successful" },
    { FALSE,
      REPRISE_BACKUP_DOUBTS_NO_WAL,
      REPRISE_BACKUP_STATUS_DOUBTFUL,
      REPRISE_STATUS_UNKNOWN,
      "In doubt" },
    { FALSE,
      REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE | REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN,
      REPRISE_BACKUP_STATUS_DOUBTFUL,
      REPRISE_STATUS_UNKNOWN,
      "In doubt" },
    { TRUE,
      REPRISE_BACKUP_DOUBTS_NO_WAL,
      REPRISE_BACKUP_STATUS_PAGE_ERRORS,
      REPRISE_STATUS_FAILED,
      "Page errors" },
    { FALSE,
      REPRISE_BACKUP_DOUBTS_PAGE_ERRORS,
      REPRISE_BACKUP_STATUS_PAGE_ERRORS,
      REPRISE_STATUS_FAILED,
      "Page errors" },
    { TRUE,
      REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN | REPRISE_BACKUP_DOUBTS_PAGE_ERRORS,
      REPRISE_BACKUP_STATUS_UNUSABLE,
      REPRISE_STATUS_FAILED,
      "Not usable" },
    { FALSE,
      REPRISE_BACKUP_DOUBTS_WAL_MISSING,
      REPRISE_BACKUP_STATUS_UNUSABLE,
      REPRISE_STATUS_FAILED,
      "Not usable" },
    { FALSE,
      REPRISE_BACKUP_DOUBTS_UNREADABLE,
      REPRISE_BACKUP_STATUS_UNUSABLE,
      REPRISE_STATUS_FAILED,
      "Not usable" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseBackupStatus status =
          reprise_backup_status_judge (cases[i].has_errors, cases[i].doubts);

      g_assert_cmpint (status, ==, cases[i].status);
      g_assert_cmpint (reprise_backup_status_get_shape (status), ==, cases[i].shape);
      g_assert_cmpstr (reprise_backup_status_get_word (status), ==, cases[i].word);
    }
}

/* A row as text names the zone in every time, and puts a dash where nothing is known. */
static void
test_backup_words_row (void)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseZone) zone = reprise_zone_new_named ("Asia/Tokyo");
  g_autoptr (RepriseBackup) nothing = reprise_backup_new (&fields);
  g_autoptr (RepriseBackup) backup = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *row = NULL;

  fields.label = "20260805-021407F";
  fields.backup_type = REPRISE_BACKUP_TYPE_FULL;
  fields.started_at = 0;
  fields.finished_at = 61 * REPRISE_INSTANT_SECOND;
  fields.backup_size = 512;
  backup = reprise_backup_new (&fields);
  row = reprise_backup_words_row (backup, REPRISE_BACKUP_STATUS_SUCCESSFUL, zone);
  g_assert_cmpstr (row,
                   ==,
                   "20260805-021407F\t–\tSuccessful\tFull\t512 B\t–\t"
                   "1970-01-01 09:00:00 JST\t1970-01-01 09:01:01 JST");
  empty = reprise_backup_words_row (nothing, REPRISE_BACKUP_STATUS_UNUSABLE, zone);
  g_assert_cmpstr (empty, ==, "–\t–\tNot usable\tUnknown\t–\t–\t–\t–");
}

/* A time in a cell is without the zone, which the column's title names. */
static void
test_backup_words_time (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_named ("Asia/Tokyo");
  g_autofree char *time = reprise_backup_words_time (zone, 0);
  g_autofree char *none = reprise_backup_words_time (zone, REPRISE_INSTANT_NONE);

  g_assert_cmpstr (time, ==, "1970-01-01 09:00:00");
  g_assert_cmpstr (none, ==, "–");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/backup-words/status", test_backup_words_status);
  g_test_add_func ("/ui/backup-words/row", test_backup_words_row);
  g_test_add_func ("/ui/backup-words/time", test_backup_words_time);
  return g_test_run ();
}
