/* SPDX-License-Identifier: GPL-3.0-or-later
 * The spans of time that a repository's backups and WAL can be recovered to. */

#include "config.h"

#include "engine/reprise-window-spans.h"

#include "model/reprise-backup.h"

/* pgBackRest compares whole seconds, and takes only a backup that ended before. */
static RepriseInstant
get_first_target (RepriseBackup *backup)
{
  return reprise_instant_floor_second (reprise_backup_get_finished_at (backup)) +
         REPRISE_INSTANT_SECOND;
}

/* From when on pgBackRest starts from a later backup than that at a position, usable or not. */
static RepriseInstant
find_next_first_target (GPtrArray *backups, guint position)
{
  RepriseInstant first = G_MAXINT64;

  for (guint i = position + 1; i < backups->len; i++)
    {
      RepriseBackup *later = g_ptr_array_index (backups, i);

      if (reprise_backup_get_finished_at (later) != REPRISE_INSTANT_NONE)
        first = MIN (first, get_first_target (later));
    }
  return first;
}

static void
add_span (GArray *spans, const RepriseRecoverySpan *span)
{
  RepriseRecoverySpan *last =
      spans->len == 0 ? NULL : &g_array_index (spans, RepriseRecoverySpan, spans->len - 1);

  if (last != NULL && last->latest_exclusive == span->earliest)
    last->latest_exclusive = span->latest_exclusive;
  else
    g_array_append_val (spans, *span);
}

/**
 * reprise_window_from_commits:
 * @backups: (element-type RepriseBackup): in the order of their ends, as pgBackRest lists them
 * @last_commits: one for each backup: the newest end of a transaction behind the backup in the
 * archive that recovery of it can read, or %REPRISE_INSTANT_NONE where there is none or the backup
 * cannot be restored
 * @contiguous_max_wal: (nullable): the last segment before the first gap
 * @checked_at: when the archive was looked at
 *
 * Says which time targets work: pgBackRest chooses the newest backup that ended before the
 * target's second, and PostgreSQL stops before the first transaction that ended after the target,
 * so there must be one. Each backup has a span from the second after its own end until the next
 * backup is chosen or the last transaction ends; where one span ends as the next begins they are
 * one, and its base is that of the first.
 *
 * Returns: (transfer full): the window, without spans where no time target works
 */
RepriseRecoveryWindow *
reprise_window_from_commits (GPtrArray *backups,
                             const RepriseInstant *last_commits,
                             const char *contiguous_max_wal,
                             RepriseInstant checked_at)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (RepriseRecoverySpan));

  g_return_val_if_fail (backups != NULL, NULL);
  g_return_val_if_fail (last_commits != NULL || backups->len == 0, NULL);

  for (guint i = 0; i < backups->len; i++)
    {
      RepriseBackup *backup = g_ptr_array_index (backups, i);
      RepriseRecoverySpan span;

      if (reprise_backup_get_finished_at (backup) == REPRISE_INSTANT_NONE ||
          last_commits[i] == REPRISE_INSTANT_NONE)
        continue;
      span.earliest = get_first_target (backup);
      span.latest_exclusive = MIN (last_commits[i], find_next_first_target (backups, i));
      span.base_label = reprise_backup_get_label (backup);
      if (span.latest_exclusive > span.earliest)
        add_span (spans, &span);
    }
  return reprise_recovery_window_new (&(RepriseRecoveryWindowFields){
      .contiguous_max_wal = contiguous_max_wal,
      .checked_at = checked_at,
      .spans = (const RepriseRecoverySpan *) (gconstpointer) spans->data,
      .n_spans = spans->len,
  });
}
