/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one repository holds of one node. */

#pragma once

#include "model/reprise-backup-list.h"
#include "model/reprise-recovery-window.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseInventoryFields:
 * @database_id: the id of the database the backups are of
 * @repository_id: the id of the repository
 * @node_name: the internal name of the node
 * @status_word: ok, error or mixed, in the service's own word
 * @status_code: pgBackRest's code for the repository, 0 for ok, or -1
 * @status_message: the words for that code
 * @pg_version: the version of PostgreSQL that is backed up now
 * @pg_system_id: the identifier of that cluster's data, or 0
 * @archive_min_wal: the smallest WAL segment in the archive
 * @archive_max_wal: the largest WAL segment in the archive; may be of another timeline
 * @backups: its backups
 * @recovery_window: where a time target is proven reachable, where the service says so
 * @is_complete: whether all backups are in it, unfiltered
 *
 * What an inventory is made from; reprise_inventory_new() copies all of it.
 */
typedef struct
{
  const char *database_id;
  const char *repository_id;
  const char *node_name;
  const char *status_word;
  int status_code;
  const char *status_message;
  const char *pg_version;
  guint64 pg_system_id;
  const char *archive_min_wal;
  const char *archive_max_wal;
  RepriseBackupList *backups;
  RepriseRecoveryWindow *recovery_window;
  gboolean is_complete;
} RepriseInventoryFields;

/* Nothing known. */
#define REPRISE_INVENTORY_FIELDS_INIT                                                              \
  {                                                                                                \
    .status_code = -1,                                                                             \
  }

#define REPRISE_TYPE_INVENTORY (reprise_inventory_get_type ())
G_DECLARE_FINAL_TYPE (RepriseInventory, reprise_inventory, REPRISE, INVENTORY, GObject)

RepriseInventory *reprise_inventory_new (const RepriseInventoryFields *fields);
const char *reprise_inventory_get_database_id (RepriseInventory *self);
const char *reprise_inventory_get_repository_id (RepriseInventory *self);
const char *reprise_inventory_get_node_name (RepriseInventory *self);
const char *reprise_inventory_get_status_word (RepriseInventory *self);
int reprise_inventory_get_status_code (RepriseInventory *self);
const char *reprise_inventory_get_status_message (RepriseInventory *self);
const char *reprise_inventory_get_pg_version (RepriseInventory *self);
guint64 reprise_inventory_get_pg_system_id (RepriseInventory *self);
const char *reprise_inventory_get_archive_min_wal (RepriseInventory *self);
const char *reprise_inventory_get_archive_max_wal (RepriseInventory *self);
RepriseRecoveryWindow *reprise_inventory_get_recovery_window (RepriseInventory *self);
gboolean reprise_inventory_get_is_complete (RepriseInventory *self);
GListModel *reprise_inventory_get_backups (RepriseInventory *self);
guint reprise_inventory_get_n_backups (RepriseInventory *self);
RepriseBackup *reprise_inventory_get_backup (RepriseInventory *self, guint position);
RepriseBackup *reprise_inventory_find_backup (RepriseInventory *self, const char *label);
gboolean
reprise_inventory_find_position (RepriseInventory *self, const char *label, guint *position);

G_END_DECLS
