/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting for a new backup to appear on one node. */

#pragma once

#include "base/reprise-clock.h"
#include "model/reprise-node.h"
#include "restore/reprise-backend.h"

G_BEGIN_DECLS

/**
 * RepriseBackupWaitState:
 * @REPRISE_BACKUP_WAIT_WAITING: It has not appeared yet.
 * @REPRISE_BACKUP_WAIT_FOUND: It is there.
 * @REPRISE_BACKUP_WAIT_GAVE_UP: It has not appeared in %REPRISE_BACKUP_WAIT_MINUTES.
 */
typedef enum
{
  REPRISE_BACKUP_WAIT_WAITING,
  REPRISE_BACKUP_WAIT_FOUND,
  REPRISE_BACKUP_WAIT_GAVE_UP,
} RepriseBackupWaitState;

/* A backup of a large database takes its time, and one that fails is never listed. */
#define REPRISE_BACKUP_WAIT_MINUTES 30

#define REPRISE_TYPE_BACKUP_WAIT (reprise_backup_wait_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupWait, reprise_backup_wait, REPRISE, BACKUP_WAIT, GObject)

/**
 * RepriseBackupWaitFields:
 * @backend: what is read
 * @clock: what waits are timed by
 * @node: the node
 * @repository_id: the repository its backups go to
 * @before: (nullable): what was there some time before, as far as is known
 * @name: (nullable): the name the backup was asked for with
 * @backup_type: the type it was asked for with
 */
typedef struct
{
  RepriseBackend *backend;
  RepriseClock *clock;
  RepriseNode *node;
  const char *repository_id;
  RepriseInventory *before;
  const char *name;
  RepriseBackupType backup_type;
} RepriseBackupWaitFields;

RepriseBackupWait *reprise_backup_wait_new (const RepriseBackupWaitFields *fields);
void reprise_backup_wait_prepare_async (RepriseBackupWait *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean reprise_backup_wait_prepare_finish (RepriseBackupWait *self, GAsyncResult *result);
void reprise_backup_wait_start (RepriseBackupWait *self, RepriseInstant asked_at);
void reprise_backup_wait_go_on (RepriseBackupWait *self);
RepriseNode *reprise_backup_wait_get_node (RepriseBackupWait *self);
RepriseBackupWaitState reprise_backup_wait_get_state (RepriseBackupWait *self);
RepriseBackup *reprise_backup_wait_get_backup (RepriseBackupWait *self);
const GError *reprise_backup_wait_get_error (RepriseBackupWait *self);

G_END_DECLS
