/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of a recovery window, one for each thing that can be said. */

#include "config.h"

#include "restore/reprise-window-words.h"

/* No two reaches read alike, and only those that may work are offered. */
static void
test_window_words_reaches (void)
{
  static const struct
  {
    RepriseReach reach;
    const char *text;
    const char *word;
    gboolean offered;
  } cases[] = {
    { REPRISE_REACH_NO_BACKUP, "not possible: no backup to start from", "Not possible", FALSE },
    { REPRISE_REACH_TOO_EARLY,
      "not possible: before the first backup ended",
      "Not possible",
      FALSE },
    { REPRISE_REACH_TOO_LATE, "not possible: in the future", "Not possible", FALSE },
    { REPRISE_REACH_NOT_ARCHIVED, "not in the archive as of 14:03", "Not possible", FALSE },
    { REPRISE_REACH_POSSIBLE, "possible: nobody knows how far the archive goes", "Possible", TRUE },
    { REPRISE_REACH_LIKELY, "likely: works if anything was committed after it", "Likely", TRUE },
    { REPRISE_REACH_PROVEN, "proven: the archive holds a later transaction", "Proven", TRUE },
  };
  g_autofree char *unknown_time = reprise_reach_describe (REPRISE_REACH_NOT_ARCHIVED, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = reprise_reach_describe (cases[i].reach, "14:03");

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (reprise_reach_get_word (cases[i].reach), ==, cases[i].word);
      g_assert_cmpint (reprise_reach_may_be_offered (cases[i].reach), ==, cases[i].offered);
    }
  g_assert_cmpstr (unknown_time, ==, "not in the archive");
}

/* Every doubt about a window has a sentence of its own. */
static void
test_window_words_window_doubts (void)
{
  g_auto (GStrv) none = reprise_window_doubts_describe (REPRISE_WINDOW_DOUBTS_NONE);
  g_auto (GStrv) two = reprise_window_doubts_describe (REPRISE_WINDOW_DOUBTS_GAP |
                                                       REPRISE_WINDOW_DOUBTS_INCOMPLETE);
  RepriseWindowDoubts all = (REPRISE_WINDOW_DOUBTS_BAD_BACKUP << 1) - 1;
  g_auto (GStrv) every = reprise_window_doubts_describe (all);

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0],
                   ==,
                   "Not all backups have been read, so more may be possible than is shown.");
  g_assert_cmpstr (two[1],
                   ==,
                   "The WAL archive has a gap. Recovery to the latest point stops there without an "
                   "error.");
  g_assert_cmpuint (g_strv_length (every), ==, (guint) g_bit_storage (all));
}

/* Every doubt about a backup has one too, and what makes it unusable comes first. */
static void
test_window_words_backup_doubts (void)
{
  RepriseBackupDoubts all = (REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE << 1) - 1;
  g_auto (GStrv) every = reprise_backup_doubts_describe (all);
  g_auto (GStrv) unusable = reprise_backup_doubts_describe (REPRISE_BACKUP_DOUBTS_UNUSABLE);
  g_auto (GStrv) none = reprise_backup_doubts_describe (REPRISE_BACKUP_DOUBTS_NONE);

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (every), ==, (guint) g_bit_storage (all));
  g_assert_cmpuint (g_strv_length (unusable), ==, 3);
  for (guint i = 0; i < g_strv_length (every); i++)
    g_assert_cmpint (g_str_has_prefix (every[i], "It cannot be used: "), ==, i < 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/window-words/reaches", test_window_words_reaches);
  g_test_add_func ("/restore/window-words/window-doubts", test_window_words_window_doubts);
  g_test_add_func ("/restore/window-words/backup-doubts", test_window_words_backup_doubts);
  return g_test_run ();
}
