/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words for kinds of backup. */

#include "config.h"

#include "model/reprise-backup-type.h"

/* The three words go both ways; the unknown has no word, and other words are unknown. */
static void
test_backup_type_words (void)
{
  static const char *const words[] = { NULL, "full", "diff", "incr" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_cmpstr (reprise_backup_type_to_word ((RepriseBackupType) i), ==, words[i]);
      g_assert_cmpint (reprise_backup_type_from_word (words[i]), ==, i);
    }
  g_assert_cmpint (reprise_backup_type_from_word ("Full"), ==, REPRISE_BACKUP_TYPE_UNKNOWN);
  g_assert_cmpint (reprise_backup_type_from_word (""), ==, REPRISE_BACKUP_TYPE_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/backup-type/words", test_backup_type_words);
  return g_test_run ();
}
