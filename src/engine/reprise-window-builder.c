/* SPDX-License-Identifier: GPL-3.0-or-later
 * The recovery window of a repository, from its inventory and its archive. */

#include "config.h"

#include "engine/reprise-window-builder.h"

#include "engine/reprise-archive.h"
#include "engine/reprise-window-spans.h"

static gboolean
has_backup (RepriseInventory *inventory, const char *label)
{
  g_autoptr (RepriseBackup) backup = reprise_inventory_find_backup (inventory, label);

  return backup != NULL;
}

/* A backup that is shown to be whole by the inventory and the archive; page checksum errors are
 * damage that restores as well as anything. */
static gboolean
is_restorable (RepriseInventory *inventory,
               RepriseBackup *backup,
               GPtrArray *segments,
               guint64 segment_bytes)
{
  const char *const *references = reprise_backup_get_references (backup);
  const char *prior = reprise_backup_get_prior (backup);
  const char *wal_start = reprise_backup_get_wal_start (backup);
  const char *wal_stop = reprise_backup_get_wal_stop (backup);

  if (prior != NULL && !has_backup (inventory, prior))
    return FALSE;
  for (guint i = 0; references != NULL && references[i] != NULL; i++)
    if (!has_backup (inventory, references[i]))
      return FALSE;
  return wal_start != NULL && wal_stop != NULL &&
         reprise_archive_has_range (segments, wal_start, wal_stop, segment_bytes);
}

/* The newest transaction that recovery of a backup can read; end is the last segment it reads. */
static gboolean
find_last_commit (RepriseBackup *backup,
                  GPtrArray *segments,
                  RepriseArchiveScan *scan,
                  guint64 segment_bytes,
                  RepriseInstant *last_commit,
                  char **last_segment,
                  GCancellable *cancellable,
                  GError **error)
{
  const char *wal_stop = reprise_backup_get_wal_stop (backup);
  const guint64 lsn_stop = reprise_backup_get_lsn_stop (backup);
  g_autofree char *contiguous =
      reprise_archive_contiguous_end (segments, wal_stop, segment_bytes, NULL);
  guint first;
  guint end;

  if (!reprise_archive_find (segments, wal_stop, &first) ||
      !reprise_archive_find (segments, contiguous, &end))
    return TRUE;
  end++;
  /* Where the backup does not say where in its last segment it ended, that segment does not
   * count. */
  if (!reprise_archive_scan_find_newest (scan,
                                         first,
                                         lsn_stop == 0 ? G_MAXUINT64 : lsn_stop,
                                         &end,
                                         last_commit,
                                         cancellable,
                                         error))
    return FALSE;
  if (end > first)
    *last_segment = g_strdup (g_ptr_array_index (segments, end - 1));
  return TRUE;
}

static gboolean
find_last_commits (RepriseInventory *inventory,
                   GPtrArray *segments,
                   RepriseArchiveScan *scan,
                   RepriseInstant *last_commits,
                   char **contiguous_max_wal,
                   GCancellable *cancellable,
                   GError **error)
{
  const guint64 segment_bytes = reprise_archive_scan_read_segment_bytes (scan, cancellable, error);

  if (segment_bytes == 0)
    return FALSE;
  for (guint i = 0; i < reprise_inventory_get_n_backups (inventory); i++)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, i);
      g_autofree char *last_segment = NULL;

      if (!is_restorable (inventory, backup, segments, segment_bytes))
        continue;
      if (!find_last_commit (backup,
                             segments,
                             scan,
                             segment_bytes,
                             &last_commits[i],
                             &last_segment,
                             cancellable,
                             error))
        return FALSE;
      if (*contiguous_max_wal == NULL)
        *contiguous_max_wal = g_steal_pointer (&last_segment);
    }
  return TRUE;
}

/**
 * reprise_window_build:
 * @inventory: all that the repository has, from pgBackRest
 * @segments: (element-type utf8): the sorted names of all segments in its archive
 * @scan: a look at that archive
 * @checked_at: when the repository was looked at
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * An inventory that is not complete proves nothing: pgBackRest may choose what is not in it. A
 * backup whose own WAL or whose base is missing has no span, nor one that was taken without
 * WAL. The window's contiguous_max_wal is the end of the unbroken row of segments from the end of
 * the oldest backup that can be restored, on that backup's timeline: where the archive has later
 * ones, there is a gap.
 *
 * Returns: (transfer full): the window, or %NULL
 */
RepriseRecoveryWindow *
reprise_window_build (RepriseInventory *inventory,
                      GPtrArray *segments,
                      RepriseArchiveScan *scan,
                      RepriseInstant checked_at,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree RepriseInstant *last_commits = NULL;
  g_autofree char *contiguous_max_wal = NULL;
  const guint n_backups = reprise_inventory_get_n_backups (inventory);

  last_commits = g_new (RepriseInstant, n_backups);
  for (guint i = 0; i < n_backups; i++)
    {
      last_commits[i] = REPRISE_INSTANT_NONE;
      g_ptr_array_add (backups, reprise_inventory_get_backup (inventory, i));
    }
  if (reprise_inventory_get_is_complete (inventory) && n_backups > 0 && segments->len > 0 &&
      !find_last_commits (inventory,
                          segments,
                          scan,
                          last_commits,
                          &contiguous_max_wal,
                          cancellable,
                          error))
    return NULL;
  return reprise_window_from_commits (backups, last_commits, contiguous_max_wal, checked_at);
}
