/* SPDX-License-Identifier: GPL-3.0-or-later
 * From which backup a restore starts, and how much WAL is replayed from there. */

#include "config.h"

#include "restore/reprise-restore-window-private.h"

#include "base/reprise-wal.h"

/**
 * reprise_restore_window_find_newest:
 * @self: a window
 * @position: (out): the backup in the inventory; untouched where there is none
 *
 * The backup that pgBackRest takes for the latest point, usable or not.
 *
 * Returns: whether there is one
 */
gboolean
reprise_restore_window_find_newest (RepriseRestoreWindow *self, guint *position)
{
  if (self->stops->len == 0)
    return FALSE;
  *position = g_array_index (self->stops, RepriseWindowStop, self->stops->len - 1).position;
  return TRUE;
}

/**
 * reprise_restore_window_find_base:
 * @self: a window
 * @target: an instant
 * @position: (out): the backup in the inventory; untouched where there is none
 *
 * The backup that pgBackRest takes by itself: the newest that ended before, usable or not.
 *
 * Returns: whether there is one
 */
gboolean
reprise_restore_window_find_base (RepriseRestoreWindow *self,
                                  RepriseInstant target,
                                  guint *position)
{
  guint n_before = reprise_restore_window_count_stops_before (self, target);

  if (n_before == 0)
    return FALSE;
  *position = g_array_index (self->stops, RepriseWindowStop, n_before - 1).position;
  return TRUE;
}

/**
 * reprise_restore_window_find_usable_base:
 * @self: a window
 * @target: an instant
 * @position: (out): the backup in the inventory; untouched where there is none
 *
 * The newest backup that ended before and can be used: what to name on purpose where pgBackRest's
 * own choice cannot.
 *
 * Returns: whether there is one
 */
gboolean
reprise_restore_window_find_usable_base (RepriseRestoreWindow *self,
                                         RepriseInstant target,
                                         guint *position)
{
  for (guint i = reprise_restore_window_count_stops_before (self, target); i > 0; i--)
    {
      guint candidate = g_array_index (self->stops, RepriseWindowStop, i - 1).position;

      if (!reprise_restore_window_is_usable (self, candidate))
        continue;
      *position = candidate;
      return TRUE;
    }
  return FALSE;
}

/**
 * reprise_restore_window_leads_to:
 * @self: a window
 * @position: a backup that ended before @target, by its place in the inventory
 * @target: an instant
 * @exclusive: as for reprise_restore_window_judge()
 *
 * Ranges are about pgBackRest's own choice of a backup. One before a gap in the archive does not
 * reach what lies behind it.
 *
 * Returns: %FALSE where the service looked, and recovery that starts from that backup ends before
 *   @target
 */
gboolean
reprise_restore_window_leads_to (RepriseRestoreWindow *self,
                                 guint position,
                                 RepriseInstant target,
                                 gboolean exclusive)
{
  const RepriseWindowRange *range = reprise_restore_window_find_range (self, target, exclusive);
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (self->inventory, position);
  guint own_choice;

  if (range == NULL)
    return FALSE;
  if (reprise_restore_window_find_base (self, target, &own_choice) && own_choice == position)
    return TRUE;
  return range->reach != REPRISE_REACH_PROVEN ||
         reprise_instant_floor_second (reprise_backup_get_finished_at (backup)) +
                 REPRISE_INSTANT_SECOND >=
             range->start;
}

/* WAL up to @target lies no further than the end of the first backup that ended after it. */
static char *
find_last_segment_for (RepriseRestoreWindow *self, RepriseInstant target)
{
  for (guint i = target == REPRISE_INSTANT_NONE
                     ? self->stops->len
                     : reprise_restore_window_count_stops_before (self, target);
       i < self->stops->len;
       i++)
    {
      const RepriseWindowStop *stop = &g_array_index (self->stops, RepriseWindowStop, i);
      g_autoptr (RepriseBackup) backup =
                     reprise_inventory_get_backup (self->inventory, stop->position);

      if (stop->stop > target && reprise_backup_get_wal_stop (backup) != NULL)
        return g_strdup (reprise_backup_get_wal_stop (backup));
    }
  return g_strdup (reprise_inventory_get_archive_max_wal (self->inventory));
}

/**
 * reprise_restore_window_count_segments:
 * @self: a window
 * @base: a backup's place in the inventory
 * @target: an instant, or %REPRISE_INSTANT_NONE for the latest point
 *
 * Returns: how many WAL segments are replayed from @base at most (of
 * %REPRISE_WAL_DEFAULT_SEGMENT_SIZE bytes, unless the cluster was made with another size), or -1
 * where it is not known
 */
gint64
reprise_restore_window_count_segments (RepriseRestoreWindow *self,
                                       guint base,
                                       RepriseInstant target)
{
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (self->inventory, base);
  g_autofree char *last_name = find_last_segment_for (self, target);
  RepriseWalSegment first, last;
  gint64 distance = 0;

  if (!reprise_wal_parse (reprise_backup_get_wal_start (backup), &first) ||
      !reprise_wal_parse (last_name, &last) ||
      !reprise_wal_distance (&first, &last, REPRISE_WAL_DEFAULT_SEGMENT_SIZE, &distance) ||
      distance < 0)
    return -1;
  return distance + 1;
}
