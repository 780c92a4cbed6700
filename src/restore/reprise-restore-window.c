/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far back and how far forward one node's repository can be restored to. */

#include "config.h"

#include "restore/reprise-restore-window-private.h"

#include "base/reprise-wal.h"

G_DEFINE_FINAL_TYPE (RepriseRestoreWindow, reprise_restore_window, G_TYPE_OBJECT)

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const RepriseWindowStop *left = a;
  const RepriseWindowStop *right = b;

  if (left->stop != right->stop)
    return left->stop < right->stop ? -1 : 1;
  return (left->position > right->position) - (left->position < right->position);
}

/* reprise_restore_window_is_usable: whether nothing keeps pgBackRest from starting from it. */
gboolean
reprise_restore_window_is_usable (RepriseRestoreWindow *self, guint position)
{
  return (self->backup_doubts[position] & REPRISE_BACKUP_DOUBTS_UNUSABLE) == 0;
}

/* Looks at each backup once. */
static void
look_at_backups (RepriseRestoreWindow *self)
{
  GListModel *backups = reprise_inventory_get_backups (self->inventory);
  g_autoptr (RepriseBackupReader) reader = reprise_backup_list_read (REPRISE_BACKUP_LIST (backups));
  RepriseBackupJudge *judge = reprise_backup_judge_new (self->inventory);

  for (guint i = 0; i < reprise_inventory_get_n_backups (self->inventory); i++)
    {
      const RepriseBackupFields *backup = reprise_backup_reader_read (reader, i);
      RepriseWindowStop stop = {
        .stop = backup->finished_at,
        .position = i,
        .backup_type = backup->backup_type,
      };

      reprise_backup_judge_add (judge, backup);
      if (stop.stop != REPRISE_INSTANT_NONE)
        g_array_append_val (self->stops, stop);
    }
  self->backup_doubts = reprise_backup_judge_end (judge);
  g_array_sort (self->stops, compare_stops);
}

/* pgBackRest takes a backup for a target only if its end lies before it, in whole seconds. */
static void
find_ends (RepriseRestoreWindow *self)
{
  for (guint i = 0; i < self->stops->len; i++)
    {
      const RepriseWindowStop *stop = &g_array_index (self->stops, RepriseWindowStop, i);

      if (!reprise_restore_window_is_usable (self, stop->position))
        continue;
      if (self->earliest == REPRISE_INSTANT_NONE)
        self->earliest = reprise_instant_floor_second (stop->stop) + REPRISE_INSTANT_SECOND;
      self->newest_stop = reprise_instant_floor_second (stop->stop);
    }
}

static void
add_range (RepriseRestoreWindow *self, RepriseInstant start, RepriseInstant end, RepriseReach reach)
{
  RepriseWindowRange range = { .start = start, .end = end, .reach = reach };

  if (start < end)
    g_array_append_val (self->ranges, range);
}

static void
add_ranges (RepriseRestoreWindow *self)
{
  RepriseRecoveryWindow *reported = reprise_inventory_get_recovery_window (self->inventory);
  gsize n_spans = 0;
  const RepriseRecoverySpan *spans =
      reported == NULL ? NULL : reprise_recovery_window_get_spans (reported, &n_spans);
  RepriseInstant likely_end;

  for (gsize i = 0; i < n_spans; i++)
    add_range (self, spans[i].earliest, spans[i].latest_exclusive, REPRISE_REACH_PROVEN);
  if (reported != NULL || self->earliest == REPRISE_INSTANT_NONE)
    return;
  likely_end = MAX (self->earliest, self->newest_stop + 1);
  add_range (self, self->earliest, likely_end, REPRISE_REACH_LIKELY);
  add_range (self, likely_end, self->service_now + 1, REPRISE_REACH_POSSIBLE);
}

static gboolean
has_several_timelines (RepriseInventory *inventory)
{
  RepriseWalSegment min, max;

  return reprise_wal_parse (reprise_inventory_get_archive_min_wal (inventory), &min) &&
         reprise_wal_parse (reprise_inventory_get_archive_max_wal (inventory), &max) &&
         min.timeline != max.timeline;
}

static void
collect_doubts (RepriseRestoreWindow *self)
{
  RepriseRecoveryWindow *reported = reprise_inventory_get_recovery_window (self->inventory);
  const char *contiguous =
      reported == NULL ? NULL : reprise_recovery_window_get_contiguous_max_wal (reported);
  const char *max = reprise_inventory_get_archive_max_wal (self->inventory);
  guint8 all = 0;

  for (guint i = 0; i < reprise_inventory_get_n_backups (self->inventory); i++)
    all |= self->backup_doubts[i];
  if (!reprise_inventory_get_is_complete (self->inventory))
    self->doubts |= REPRISE_WINDOW_DOUBTS_INCOMPLETE;
  if (reprise_inventory_get_status_code (self->inventory) > 0)
    self->doubts |= REPRISE_WINDOW_DOUBTS_UNHEALTHY;
  if (contiguous != NULL && max != NULL && g_strcmp0 (contiguous, max) < 0)
    self->doubts |= REPRISE_WINDOW_DOUBTS_GAP;
  if ((all & REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE) != 0 || has_several_timelines (self->inventory))
    self->doubts |= REPRISE_WINDOW_DOUBTS_TIMELINES;
  if ((all & REPRISE_BACKUP_DOUBTS_NO_WAL) != 0 || (self->stops->len > 0 && max == NULL))
    self->doubts |= REPRISE_WINDOW_DOUBTS_NO_WAL;
  if ((all & (REPRISE_BACKUP_DOUBTS_UNUSABLE | REPRISE_BACKUP_DOUBTS_PAGE_ERRORS)) != 0)
    self->doubts |= REPRISE_WINDOW_DOUBTS_BAD_BACKUP;
}

static void
reprise_restore_window_finalize (GObject *object)
{
  RepriseRestoreWindow *self = REPRISE_RESTORE_WINDOW (object);

  g_object_unref (self->inventory);
  g_free (self->backup_doubts);
  g_array_unref (self->stops);
  g_array_unref (self->ranges);
  G_OBJECT_CLASS (reprise_restore_window_parent_class)->finalize (object);
}

static void
reprise_restore_window_class_init (RepriseRestoreWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_window_finalize;
}

static void
reprise_restore_window_init (RepriseRestoreWindow *self)
{
  self->stops = g_array_new (FALSE, FALSE, sizeof (RepriseWindowStop));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (RepriseWindowRange));
  self->earliest = REPRISE_INSTANT_NONE;
  self->newest_stop = REPRISE_INSTANT_NONE;
}

/**
 * reprise_restore_window_new:
 * @inventory: one node's inventory of one repository
 * @service_now: the service's clock
 *
 * A pure function of both, with pgBackRest's and PostgreSQL's rules: a backup serves a target if it
 * ended before, in whole seconds; recovery stops only if a later transaction is in the archive.
 *
 * Takes a moment with very many backups; may be called on any thread, as nothing in the inventory
 * changes.
 *
 * Returns: (transfer full): the window
 */
RepriseRestoreWindow *
reprise_restore_window_new (RepriseInventory *inventory, RepriseInstant service_now)
{
  RepriseRestoreWindow *self;

  g_return_val_if_fail (REPRISE_IS_INVENTORY (inventory), NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_WINDOW, NULL);
  self->inventory = g_object_ref (inventory);
  self->service_now = service_now;
  look_at_backups (self);
  find_ends (self);
  add_ranges (self);
  collect_doubts (self);
  return self;
}

/**
 * reprise_restore_window_renew:
 * @self: a window
 * @service_now: the service's clock
 *
 * Looks no backup over again, and takes no time to speak of.
 *
 * Returns: (transfer full): what was computed from the same inventory with that clock
 */
RepriseRestoreWindow *
reprise_restore_window_renew (RepriseRestoreWindow *self, RepriseInstant service_now)
{
  RepriseRestoreWindow *renewed;

  g_return_val_if_fail (REPRISE_IS_RESTORE_WINDOW (self), NULL);

  renewed = g_object_new (REPRISE_TYPE_RESTORE_WINDOW, NULL);
  g_array_unref (renewed->stops);
  renewed->inventory = g_object_ref (self->inventory);
  renewed->service_now = service_now;
  renewed->earliest = self->earliest;
  renewed->newest_stop = self->newest_stop;
  renewed->backup_doubts =
      g_memdup2 (self->backup_doubts, reprise_inventory_get_n_backups (self->inventory));
  renewed->stops = g_array_ref (self->stops);
  renewed->doubts = self->doubts;
  add_ranges (renewed);
  return renewed;
}

/**
 * reprise_restore_window_get_inventory:
 * @self: a window
 *
 * Returns: (transfer none): what it was computed from
 */
RepriseInventory *
reprise_restore_window_get_inventory (RepriseRestoreWindow *self)
{
  return self->inventory;
}

/**
 * reprise_restore_window_get_service_now:
 * @self: a window
 *
 * Returns: the service's clock that it was computed with
 */
RepriseInstant
reprise_restore_window_get_service_now (RepriseRestoreWindow *self)
{
  return self->service_now;
}

/**
 * reprise_restore_window_is_reported:
 * @self: a window
 *
 * Returns: whether the service looked into the archive; only then is anything proven
 */
gboolean
reprise_restore_window_is_reported (RepriseRestoreWindow *self)
{
  return reprise_inventory_get_recovery_window (self->inventory) != NULL;
}

/**
 * reprise_restore_window_get_earliest:
 * @self: a window
 *
 * Returns: the first instant that a backup can serve, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_restore_window_get_earliest (RepriseRestoreWindow *self)
{
  return self->earliest;
}

/**
 * reprise_restore_window_get_first:
 * @self: a window
 *
 * Later than reprise_restore_window_get_earliest() where the service looked, and found no
 * transaction behind the first backup that would end recovery.
 *
 * Returns: the first instant that may be offered, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_restore_window_get_first (RepriseRestoreWindow *self)
{
  return self->ranges->len == 0 ? REPRISE_INSTANT_NONE
                                : g_array_index (self->ranges, RepriseWindowRange, 0).start;
}

/**
 * reprise_restore_window_get_latest:
 * @self: a window
 * @latest: (out): the last instant worth proposing
 * @reach: (out): how sure it is
 *
 * 1 µs before the end where that is proven, else the newest backup's end, which is likely only.
 *
 * Returns: %FALSE where there is no such instant
 */
gboolean
reprise_restore_window_get_latest (RepriseRestoreWindow *self,
                                   RepriseInstant *latest,
                                   RepriseReach *reach)
{
  const RepriseWindowRange *last;

  if (self->ranges->len == 0)
    return FALSE;
  last = &g_array_index (self->ranges, RepriseWindowRange, self->ranges->len - 1);
  if (last->reach != REPRISE_REACH_PROVEN && self->newest_stop < self->earliest)
    return FALSE;
  *latest = last->reach == REPRISE_REACH_PROVEN ? last->end - 1 : self->newest_stop;
  *reach = last->reach == REPRISE_REACH_PROVEN ? REPRISE_REACH_PROVEN : REPRISE_REACH_LIKELY;
  return TRUE;
}

/**
 * reprise_restore_window_get_ranges:
 * @self: a window
 * @n_ranges: (out): how many
 *
 * Returns: (transfer none): what can be restored to, oldest first; between two proven ranges the
 *   archive has a gap
 */
const RepriseWindowRange *
reprise_restore_window_get_ranges (RepriseRestoreWindow *self, gsize *n_ranges)
{
  *n_ranges = self->ranges->len;
  return (const RepriseWindowRange *) (gpointer) self->ranges->data;
}

/**
 * reprise_restore_window_get_stops:
 * @self: a window
 * @n_stops: (out): how many
 *
 * Returns: (transfer none): the backups whose end is known, by their end, oldest first
 */
const RepriseWindowStop *
reprise_restore_window_get_stops (RepriseRestoreWindow *self, gsize *n_stops)
{
  *n_stops = self->stops->len;
  return (const RepriseWindowStop *) (gpointer) self->stops->data;
}

/**
 * reprise_restore_window_get_doubts:
 * @self: a window
 *
 * Returns: what the window as a whole cannot be sure of
 */
RepriseWindowDoubts
reprise_restore_window_get_doubts (RepriseRestoreWindow *self)
{
  return self->doubts;
}

/* reprise_restore_window_count_stops_before: the number of backups that ended before the second of
 * @target. */
guint
reprise_restore_window_count_stops_before (RepriseRestoreWindow *self, RepriseInstant target)
{
  RepriseInstant second = reprise_instant_floor_second (target);
  guint low = 0;
  guint high = self->stops->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (reprise_instant_floor_second (
              g_array_index (self->stops, RepriseWindowStop, middle).stop) < second)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* At the end of a proven range lies a transaction, before which recovery can stop; unless the range
 * ends because pgBackRest starts from another backup from there on. */
static gboolean
has_exclusive_end (RepriseRestoreWindow *self, const RepriseWindowRange *range)
{
  return range->reach == REPRISE_REACH_PROVEN &&
         reprise_restore_window_count_stops_before (self, range->end) ==
             reprise_restore_window_count_stops_before (self, range->end - 1);
}

/* reprise_restore_window_find_range: what @target lies in; %NULL where it cannot be reached. */
const RepriseWindowRange *
reprise_restore_window_find_range (RepriseRestoreWindow *self,
                                   RepriseInstant target,
                                   gboolean exclusive)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const RepriseWindowRange *range = &g_array_index (self->ranges, RepriseWindowRange, i);

      if (target >= range->start && target < range->end)
        return range;
      if (exclusive && target == range->end && has_exclusive_end (self, range))
        return range;
    }
  return NULL;
}

/**
 * reprise_restore_window_judge:
 * @self: a window
 * @target: an instant
 * @exclusive: whether recovery stops just before a transaction of exactly that instant
 *
 * Returns: whether a restore can reach it
 */
RepriseReach
reprise_restore_window_judge (RepriseRestoreWindow *self, RepriseInstant target, gboolean exclusive)
{
  const RepriseWindowRange *range;

  if (self->earliest == REPRISE_INSTANT_NONE)
    return REPRISE_REACH_NO_BACKUP;
  if (target < self->earliest)
    return REPRISE_REACH_TOO_EARLY;
  if (target > self->service_now)
    return REPRISE_REACH_TOO_LATE;
  range = reprise_restore_window_find_range (self, target, exclusive);
  return range == NULL ? REPRISE_REACH_NOT_ARCHIVED : range->reach;
}

/**
 * reprise_restore_window_find_nearest:
 * @self: a window
 * @target: an instant
 * @nearest: (out): the nearest instant that may be offered; untouched where there is none
 *
 * Of two that are equally near, the earlier one: it loses more, but what it holds is surer.
 *
 * Returns: whether any instant may be offered
 */
gboolean
reprise_restore_window_find_nearest (RepriseRestoreWindow *self,
                                     RepriseInstant target,
                                     RepriseInstant *nearest)
{
  RepriseInstant best = REPRISE_INSTANT_NONE;

  for (guint i = 0; i < self->ranges->len; i++)
    {
      const RepriseWindowRange *range = &g_array_index (self->ranges, RepriseWindowRange, i);
      RepriseInstant candidate = CLAMP (target, range->start, range->end - 1);

      if (best == REPRISE_INSTANT_NONE || ABS (candidate - target) < ABS (best - target))
        best = candidate;
    }
  if (best == REPRISE_INSTANT_NONE)
    return FALSE;
  *nearest = best;
  return TRUE;
}

/**
 * reprise_restore_window_get_backup_doubts:
 * @self: a window
 * @position: a backup's place in the inventory
 *
 * Returns: what speaks against that backup
 */
RepriseBackupDoubts
reprise_restore_window_get_backup_doubts (RepriseRestoreWindow *self, guint position)
{
  g_return_val_if_fail (position < reprise_inventory_get_n_backups (self->inventory),
                        REPRISE_BACKUP_DOUBTS_UNREADABLE);

  return self->backup_doubts[position];
}

/**
 * reprise_restore_window_get_all_doubts:
 * @self: a window
 *
 * Returns: (transfer none): the #RepriseBackupDoubts about each backup, by its place in the
 *   inventory; they stay as they are as long as the window
 */
const guint8 *
reprise_restore_window_get_all_doubts (RepriseRestoreWindow *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_WINDOW (self), NULL);
  return self->backup_doubts;
}
