/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two inventories of the same node, and what happened between them. */

#pragma once

#include "model/reprise-inventory.h"
#include "restore/reprise-backup-change.h"
#include "restore/reprise-growth.h"
#include "restore/reprise-missed-schedules.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseInventoryDifference:
 * @REPRISE_INVENTORY_SAME: nothing of the inventories as a whole differs.
 * @REPRISE_INVENTORY_OTHER_NODE: they are of different databases or nodes.
 * @REPRISE_INVENTORY_OTHER_REPOSITORY: they are of different repositories, as after a restore.
 * @REPRISE_INVENTORY_OTHER_CLUSTER: PostgreSQL's system identifier is another one.
 * @REPRISE_INVENTORY_OTHER_VERSION: the version of PostgreSQL is another one.
 * @REPRISE_INVENTORY_OTHER_STATUS: what pgBackRest says of the repository differs.
 * @REPRISE_INVENTORY_OTHER_ARCHIVE: the archive's first or last WAL segment differs.
 *
 * What differs besides the backups.
 */
typedef enum
{
  REPRISE_INVENTORY_SAME = 0,
  REPRISE_INVENTORY_OTHER_NODE = 1 << 0,
  REPRISE_INVENTORY_OTHER_REPOSITORY = 1 << 1,
  REPRISE_INVENTORY_OTHER_CLUSTER = 1 << 2,
  REPRISE_INVENTORY_OTHER_VERSION = 1 << 3,
  REPRISE_INVENTORY_OTHER_STATUS = 1 << 4,
  REPRISE_INVENTORY_OTHER_ARCHIVE = 1 << 5,
} RepriseInventoryDifference;

/**
 * RepriseComparisonFields:
 * @before: the one inventory
 * @before_at: when it was read, or %REPRISE_INSTANT_NONE
 * @after: the other one
 * @after_at: when that was read, or %REPRISE_INSTANT_NONE
 * @schedules: (nullable) (element-type RepriseSchedule): the node's schedules
 * @schedule_zone: (nullable): the zone they are in; %NULL for UTC
 *
 * What a comparison is made from; reprise_inventory_comparison_new() keeps references.
 */
typedef struct
{
  RepriseInventory *before;
  RepriseInstant before_at;
  RepriseInventory *after;
  RepriseInstant after_at;
  GPtrArray *schedules;
  GTimeZone *schedule_zone;
} RepriseComparisonFields;

/**
 * RepriseBackupChange:
 * @before: the position of the backup in the one inventory
 * @after: its position in the other
 * @fields: the set of #RepriseBackupField that differ
 */
typedef struct
{
  guint before;
  guint after;
  guint fields;
} RepriseBackupChange;

#define REPRISE_TYPE_INVENTORY_COMPARISON (reprise_inventory_comparison_get_type ())
G_DECLARE_FINAL_TYPE (RepriseInventoryComparison,
                      reprise_inventory_comparison,
                      REPRISE,
                      INVENTORY_COMPARISON,
                      GObject)

RepriseInventoryComparison *
reprise_inventory_comparison_new (const RepriseComparisonFields *fields);
void reprise_inventory_comparison_new_async (const RepriseComparisonFields *fields,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
RepriseInventoryComparison *reprise_inventory_comparison_new_finish (GAsyncResult *result,
                                                                     GError **error);

RepriseInventory *reprise_inventory_comparison_get_before (RepriseInventoryComparison *self);
RepriseInventory *reprise_inventory_comparison_get_after (RepriseInventoryComparison *self);
RepriseInstant reprise_inventory_comparison_get_before_at (RepriseInventoryComparison *self);
RepriseInstant reprise_inventory_comparison_get_after_at (RepriseInventoryComparison *self);
GPtrArray *reprise_inventory_comparison_get_schedules (RepriseInventoryComparison *self);
guint reprise_inventory_comparison_get_differences (RepriseInventoryComparison *self);
const guint *reprise_inventory_comparison_get_appeared (RepriseInventoryComparison *self,
                                                        guint *n_appeared);
const guint *reprise_inventory_comparison_get_expired (RepriseInventoryComparison *self,
                                                       guint *n_expired);
const RepriseBackupChange *
reprise_inventory_comparison_get_changed (RepriseInventoryComparison *self, guint *n_changed);
RepriseGrowth *reprise_inventory_comparison_get_growth_before (RepriseInventoryComparison *self);
RepriseGrowth *reprise_inventory_comparison_get_growth_after (RepriseInventoryComparison *self);
gboolean reprise_inventory_comparison_get_longest_gap (RepriseInventoryComparison *self,
                                                       RepriseBackupGap *gap);
const RepriseMissedSchedules *
reprise_inventory_comparison_get_missed (RepriseInventoryComparison *self);

G_END_DECLS
