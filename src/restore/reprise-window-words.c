/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a recovery window knows, in words.
 *
 * The one place for these words, so that a page, a dialog and a plan never say different things. */

#include "config.h"

#include "restore/reprise-window-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint flag;
  const char *text;
} Doubt;

static const Doubt window_doubts[] = {
  { REPRISE_WINDOW_DOUBTS_INCOMPLETE,
    N_ ("Not all backups have been read, so more may be possible than is shown.") },
  { REPRISE_WINDOW_DOUBTS_UNHEALTHY, N_ ("The repository reports an error.") },
  { REPRISE_WINDOW_DOUBTS_GAP,
    N_ ("The WAL archive has a gap. Recovery to the latest point stops there without an error.") },
  { REPRISE_WINDOW_DOUBTS_TIMELINES,
    N_ ("The repository holds several timelines. PostgreSQL follows the newest.") },
  { REPRISE_WINDOW_DOUBTS_NO_WAL,
    N_ ("WAL is not named for every backup, so the archive may not reach them.") },
  { REPRISE_WINDOW_DOUBTS_BAD_BACKUP,
    N_ ("A backup cannot be used, or holds pages with wrong checksums.") },
};

static const Doubt backup_doubts[] = {
  { REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN,
    N_ ("It cannot be used: a backup that it builds on is not in the repository.") },
  { REPRISE_BACKUP_DOUBTS_UNREADABLE,
    N_ ("It cannot be used: its label or its times are missing or make no sense.") },
  { REPRISE_BACKUP_DOUBTS_WAL_MISSING,
    N_ ("It cannot be used: WAL that it needs is not in the archive.") },
  { REPRISE_BACKUP_DOUBTS_PAGE_ERRORS, N_ ("Pages with wrong checksums were found in it.") },
  { REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN,
    N_ ("Whether its pages have right checksums is not known.") },
  { REPRISE_BACKUP_DOUBTS_NO_WAL, N_ ("It does not name the WAL that it needs.") },
  { REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE, N_ ("It is not on the newest timeline.") },
};

/**
 * reprise_reach_describe:
 * @reach: whether PostgreSQL can stop at an instant
 * @checked_at: (nullable): when the service looked into the archive, as a person reads it
 *
 * Returns: (transfer full): the same in words, as a sentence without a full stop
 */
char *
reprise_reach_describe (RepriseReach reach, const char *checked_at)
{
  switch (reach)
    {
    case REPRISE_REACH_TOO_EARLY:
      return g_strdup (_ ("not possible: before the first backup ended"));
    case REPRISE_REACH_TOO_LATE:
      return g_strdup (_ ("not possible: in the future"));
    case REPRISE_REACH_NOT_ARCHIVED:
      if (checked_at == NULL)
        return g_strdup (_ ("not in the archive"));
      /* Translators: date and time. */
      return g_strdup_printf (_ ("not in the archive as of %s"), checked_at);
    case REPRISE_REACH_POSSIBLE:
      return g_strdup (_ ("possible: nobody knows how far the archive goes"));
    case REPRISE_REACH_LIKELY:
      return g_strdup (_ ("likely: works if anything was committed after it"));
    case REPRISE_REACH_PROVEN:
      return g_strdup (_ ("proven: the archive holds a later transaction"));
    case REPRISE_REACH_NO_BACKUP:
    default:
      return g_strdup (_ ("not possible: no backup to start from"));
    }
}

/**
 * reprise_reach_get_word:
 * @reach: whether PostgreSQL can stop at an instant
 *
 * Returns: (transfer none): the same in one or two words
 */
const char *
reprise_reach_get_word (RepriseReach reach)
{
  switch (reach)
    {
    case REPRISE_REACH_POSSIBLE:
      return C_ ("reach", "Possible");
    case REPRISE_REACH_LIKELY:
      return C_ ("reach", "Likely");
    case REPRISE_REACH_PROVEN:
      return C_ ("reach", "Proven");
    case REPRISE_REACH_NO_BACKUP:
    case REPRISE_REACH_TOO_EARLY:
    case REPRISE_REACH_TOO_LATE:
    case REPRISE_REACH_NOT_ARCHIVED:
    default:
      return C_ ("reach", "Not possible");
    }
}

/**
 * reprise_reach_may_be_offered:
 * @reach: whether PostgreSQL can stop at an instant
 *
 * Returns: whether a restore to it may be proposed at all
 */
gboolean
reprise_reach_may_be_offered (RepriseReach reach)
{
  return reach == REPRISE_REACH_POSSIBLE || reach == REPRISE_REACH_LIKELY ||
         reach == REPRISE_REACH_PROVEN;
}

static char **
describe (const Doubt *doubts, gsize n_doubts, guint flags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < n_doubts; i++)
    if ((flags & doubts[i].flag) != 0)
      g_strv_builder_add (builder, _ (doubts[i].text));
  return g_strv_builder_end (builder);
}

/**
 * reprise_window_doubts_describe:
 * @doubts: what a window as a whole cannot be sure of
 *
 * Returns: (transfer full): a sentence for each doubt, the gravest about the whole first
 */
char **
reprise_window_doubts_describe (RepriseWindowDoubts doubts)
{
  return describe (window_doubts, G_N_ELEMENTS (window_doubts), doubts);
}

/**
 * reprise_backup_doubts_describe:
 * @doubts: what speaks against a backup
 *
 * Returns: (transfer full): a sentence for each doubt, what makes it unusable first
 */
char **
reprise_backup_doubts_describe (RepriseBackupDoubts doubts)
{
  return describe (backup_doubts, G_N_ELEMENTS (backup_doubts), doubts);
}
