/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two inventories of the same node, and what happened between them. */

#include "config.h"

#include "restore/reprise-inventory-comparison.h"

#include "restore/reprise-label-index.h"

struct _RepriseInventoryComparison
{
  GObject parent_instance;

  RepriseInventory *before;
  RepriseInventory *after;
  GPtrArray *schedules;
  RepriseInstant before_at;
  RepriseInstant after_at;
  GArray *appeared; /* guint: positions in after */
  GArray *expired;  /* guint: positions in before */
  GArray *changed;  /* RepriseBackupChange */
  RepriseGrowth *growth_before;
  RepriseGrowth *growth_after;
  RepriseMissedSchedules *missed;
  RepriseBackupGap gap;
  gboolean has_gap;
};

G_DEFINE_FINAL_TYPE (RepriseInventoryComparison, reprise_inventory_comparison, G_TYPE_OBJECT)

/* What is collected while the backups of one inventory are gone through. */
typedef struct
{
  RepriseInstant oldest;
  RepriseInstant newest;
} Extent;

static RepriseBackupReader *
read_backups (RepriseInventory *inventory)
{
  return reprise_backup_list_read (REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory)));
}

static void
extend (Extent *extent, const RepriseBackupFields *backup)
{
  RepriseInstant start =
      backup->started_at != REPRISE_INSTANT_NONE ? backup->started_at : backup->finished_at;

  if (start == REPRISE_INSTANT_NONE)
    return;
  if (extent->oldest == REPRISE_INSTANT_NONE || start < extent->oldest)
    extent->oldest = start;
  extent->newest = MAX (extent->newest, MAX (start, backup->finished_at));
}

/* An inventory that is not all there speaks for no time. */
static void
add_span (RepriseBackupHistory *history,
          RepriseInventory *inventory,
          const Extent *extent,
          RepriseInstant read_at)
{
  if (reprise_inventory_get_is_complete (inventory))
    reprise_backup_history_add_span (history, extent->oldest, MAX (extent->newest, read_at));
}

/* Goes through what is there now, and takes what was there already out of the index. */
static Extent
read_after (RepriseInventoryComparison *self,
            RepriseLabelIndex *index,
            RepriseBackupHistory *history)
{
  g_autoptr (RepriseBackupReader) reader = read_backups (self->after);
  g_autoptr (RepriseBackupReader) old_reader = read_backups (self->before);
  Extent extent = { REPRISE_INSTANT_NONE, REPRISE_INSTANT_NONE };
  guint n_backups = reprise_inventory_get_n_backups (self->after);

  for (guint i = 0; i < n_backups; i++)
    {
      const RepriseBackupFields *backup = reprise_backup_reader_read (reader, i);
      RepriseBackupChange change = { 0, i, 0 };

      extend (&extent, backup);
      reprise_growth_add (self->growth_after, backup);
      reprise_backup_history_add (history, backup);
      if (!reprise_label_index_take (index, backup->label, &change.before))
        {
          g_array_append_val (self->appeared, i);
          continue;
        }
      change.fields =
          reprise_backup_change_find (reprise_backup_reader_read (old_reader, change.before),
                                      backup);
      if (change.fields != 0)
        g_array_append_val (self->changed, change);
    }
  return extent;
}

/* Goes through what was there; what is still there is in the history already. */
static Extent
read_before (RepriseInventoryComparison *self, RepriseBackupHistory *history)
{
  g_autoptr (RepriseBackupReader) reader = read_backups (self->before);
  Extent extent = { REPRISE_INSTANT_NONE, REPRISE_INSTANT_NONE };
  guint n_backups = reprise_inventory_get_n_backups (self->before);
  guint next_expired = 0;

  for (guint i = 0; i < n_backups; i++)
    {
      const RepriseBackupFields *backup = reprise_backup_reader_read (reader, i);

      extend (&extent, backup);
      reprise_growth_add (self->growth_before, backup);
      if (next_expired < self->expired->len &&
          g_array_index (self->expired, guint, next_expired) == i)
        {
          reprise_backup_history_add (history, backup);
          next_expired++;
        }
    }
  return extent;
}

static void
compare (RepriseInventoryComparison *self, GTimeZone *schedule_zone)
{
  g_autoptr (RepriseBackupHistory) history = reprise_backup_history_new ();
  g_autoptr (RepriseLabelIndex) index = reprise_label_index_new (self->before);
  Extent after = read_after (self, index, history);
  Extent before;

  reprise_label_index_get_left (index, self->expired);
  before = read_before (self, history);
  reprise_growth_end (self->growth_before);
  reprise_growth_end (self->growth_after);
  add_span (history, self->before, &before, self->before_at);
  add_span (history, self->after, &after, self->after_at);
  reprise_backup_history_end (history);
  self->has_gap = reprise_backup_history_find_gap (history, &self->gap);
  self->missed = reprise_missed_schedules_find (history, self->schedules, schedule_zone);
}

static void
reprise_inventory_comparison_finalize (GObject *object)
{
  RepriseInventoryComparison *self = REPRISE_INVENTORY_COMPARISON (object);

  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_pointer (&self->schedules, g_ptr_array_unref);
  g_array_unref (self->appeared);
  g_array_unref (self->expired);
  g_array_unref (self->changed);
  g_clear_pointer (&self->growth_before, reprise_growth_free);
  g_clear_pointer (&self->growth_after, reprise_growth_free);
  g_clear_pointer (&self->missed, reprise_missed_schedules_free);
  G_OBJECT_CLASS (reprise_inventory_comparison_parent_class)->finalize (object);
}

static void
reprise_inventory_comparison_class_init (RepriseInventoryComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_inventory_comparison_finalize;
}

static void
reprise_inventory_comparison_init (RepriseInventoryComparison *self)
{
  self->appeared = g_array_new (FALSE, FALSE, sizeof (guint));
  self->expired = g_array_new (FALSE, FALSE, sizeof (guint));
  self->changed = g_array_new (FALSE, FALSE, sizeof (RepriseBackupChange));
  self->growth_before = reprise_growth_new ();
  self->growth_after = reprise_growth_new ();
}

static RepriseInventoryComparison *
create (const RepriseComparisonFields *fields)
{
  RepriseInventoryComparison *self = g_object_new (REPRISE_TYPE_INVENTORY_COMPARISON, NULL);

  self->before = g_object_ref (fields->before);
  self->before_at = fields->before_at;
  self->after = g_object_ref (fields->after);
  self->after_at = fields->after_at;
  self->schedules =
      fields->schedules != NULL ? g_ptr_array_ref (fields->schedules) : g_ptr_array_new ();
  return self;
}

/**
 * reprise_inventory_comparison_new:
 * @fields: what to compare
 *
 * Takes a few microseconds a backup; see reprise_inventory_comparison_new_async() for many.
 *
 * Returns: (transfer full): the comparison
 */
RepriseInventoryComparison *
reprise_inventory_comparison_new (const RepriseComparisonFields *fields)
{
  RepriseInventoryComparison *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (REPRISE_IS_INVENTORY (fields->before), NULL);
  g_return_val_if_fail (REPRISE_IS_INVENTORY (fields->after), NULL);

  self = create (fields);
  compare (self, fields->schedule_zone);
  return self;
}

/* What a thread works on. */
typedef struct
{
  RepriseInventoryComparison *comparison;
  GTimeZone *schedule_zone;
} Work;

static void
work_free (Work *work)
{
  g_clear_object (&work->comparison);
  g_clear_pointer (&work->schedule_zone, g_time_zone_unref);
  g_free (work);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;

  compare (work->comparison, work->schedule_zone);
  g_task_return_boolean (task, TRUE);
}

/**
 * reprise_inventory_comparison_new_async:
 * @fields: what to compare
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Compares on a thread.
 */
void
reprise_inventory_comparison_new_async (const RepriseComparisonFields *fields,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, reprise_inventory_comparison_new_async);
  work->comparison = create (fields);
  if (fields->schedule_zone != NULL)
    work->schedule_zone = g_time_zone_ref (fields->schedule_zone);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, compare_in_thread);
}

/**
 * reprise_inventory_comparison_new_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the comparison; %NULL where it was cancelled
 */
RepriseInventoryComparison *
reprise_inventory_comparison_new_finish (GAsyncResult *result, GError **error)
{
  Work *work;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result,
                                                  (gpointer)
                                                      reprise_inventory_comparison_new_async),
                        NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  work = g_task_get_task_data (G_TASK (result));
  return g_object_ref (work->comparison);
}

/**
 * reprise_inventory_comparison_get_before:
 * @self: a comparison
 *
 * Returns: (transfer none): the one inventory
 */
RepriseInventory *
reprise_inventory_comparison_get_before (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  return self->before;
}

/**
 * reprise_inventory_comparison_get_after:
 * @self: a comparison
 *
 * Returns: (transfer none): the other inventory
 */
RepriseInventory *
reprise_inventory_comparison_get_after (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  return self->after;
}

/**
 * reprise_inventory_comparison_get_before_at:
 * @self: a comparison
 *
 * Returns: when the one inventory was read, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_inventory_comparison_get_before_at (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), REPRISE_INSTANT_NONE);
  return self->before_at;
}

/**
 * reprise_inventory_comparison_get_after_at:
 * @self: a comparison
 *
 * Returns: when the other inventory was read, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_inventory_comparison_get_after_at (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), REPRISE_INSTANT_NONE);
  return self->after_at;
}

/**
 * reprise_inventory_comparison_get_schedules:
 * @self: a comparison
 *
 * Returns: (transfer none) (element-type RepriseSchedule): the schedules that were looked at
 */
GPtrArray *
reprise_inventory_comparison_get_schedules (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  return self->schedules;
}

typedef const char *(*GetText) (RepriseInventory *inventory);

static guint
compare_texts (RepriseInventoryComparison *self, GetText get, RepriseInventoryDifference difference)
{
  return g_strcmp0 (get (self->before), get (self->after)) == 0 ? 0 : difference;
}

/**
 * reprise_inventory_comparison_get_differences:
 * @self: a comparison
 *
 * Returns: #RepriseInventoryDifference flags: what differs besides the backups
 */
guint
reprise_inventory_comparison_get_differences (RepriseInventoryComparison *self)
{
  guint differences;

  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), 0);
  differences =
      compare_texts (self, reprise_inventory_get_database_id, REPRISE_INVENTORY_OTHER_NODE) |
      compare_texts (self, reprise_inventory_get_node_name, REPRISE_INVENTORY_OTHER_NODE) |
      compare_texts (self,
                     reprise_inventory_get_repository_id,
                     REPRISE_INVENTORY_OTHER_REPOSITORY) |
      compare_texts (self, reprise_inventory_get_pg_version, REPRISE_INVENTORY_OTHER_VERSION) |
      compare_texts (self, reprise_inventory_get_status_word, REPRISE_INVENTORY_OTHER_STATUS) |
      compare_texts (self, reprise_inventory_get_status_message, REPRISE_INVENTORY_OTHER_STATUS) |
      compare_texts (self, reprise_inventory_get_archive_min_wal, REPRISE_INVENTORY_OTHER_ARCHIVE) |
      compare_texts (self, reprise_inventory_get_archive_max_wal, REPRISE_INVENTORY_OTHER_ARCHIVE);
  if (reprise_inventory_get_pg_system_id (self->before) !=
      reprise_inventory_get_pg_system_id (self->after))
    differences |= REPRISE_INVENTORY_OTHER_CLUSTER;
  return differences;
}

/**
 * reprise_inventory_comparison_get_appeared:
 * @self: a comparison
 * @n_appeared: (out): how many
 *
 * Returns: (transfer none) (array length=n_appeared): positions in the other inventory of the
 *   backups that the one does not have, in its order
 */
const guint *
reprise_inventory_comparison_get_appeared (RepriseInventoryComparison *self, guint *n_appeared)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  *n_appeared = self->appeared->len;
  return (const guint *) self->appeared->data;
}

/**
 * reprise_inventory_comparison_get_expired:
 * @self: a comparison
 * @n_expired: (out): how many
 *
 * Returns: (transfer none) (array length=n_expired): positions in the one inventory of the backups
 *   that the other does not have any more, in its order
 */
const guint *
reprise_inventory_comparison_get_expired (RepriseInventoryComparison *self, guint *n_expired)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  *n_expired = self->expired->len;
  return (const guint *) self->expired->data;
}

/**
 * reprise_inventory_comparison_get_changed:
 * @self: a comparison
 * @n_changed: (out): how many
 *
 * Returns: (transfer none) (array length=n_changed): the backups that both have, but not the same,
 *   in the other inventory's order
 */
const RepriseBackupChange *
reprise_inventory_comparison_get_changed (RepriseInventoryComparison *self, guint *n_changed)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  *n_changed = self->changed->len;
  return (const RepriseBackupChange *) self->changed->data;
}

/**
 * reprise_inventory_comparison_get_growth_before:
 * @self: a comparison
 *
 * Returns: (transfer none): the sizes that the one inventory shows
 */
RepriseGrowth *
reprise_inventory_comparison_get_growth_before (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  return self->growth_before;
}

/**
 * reprise_inventory_comparison_get_growth_after:
 * @self: a comparison
 *
 * Returns: (transfer none): the sizes that the other inventory shows
 */
RepriseGrowth *
reprise_inventory_comparison_get_growth_after (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  return self->growth_after;
}

/**
 * reprise_inventory_comparison_get_longest_gap:
 * @self: a comparison
 * @gap: (out): the longest time without a backup that both inventories together show
 *
 * Returns: whether one is known
 */
gboolean
reprise_inventory_comparison_get_longest_gap (RepriseInventoryComparison *self,
                                              RepriseBackupGap *gap)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), FALSE);
  *gap = self->gap;
  return self->has_gap;
}

/**
 * reprise_inventory_comparison_get_missed:
 * @self: a comparison
 *
 * Returns: (transfer none): the schedules that were missed
 */
const RepriseMissedSchedules *
reprise_inventory_comparison_get_missed (RepriseInventoryComparison *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (self), NULL);
  return self->missed;
}
