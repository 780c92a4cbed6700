/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backup that was asked for: sent once, then watched for on each of its nodes. */

#pragma once

#include "ui/reprise-backup-wait.h"
#include "ui/reprise-database-watch.h"

G_BEGIN_DECLS

/**
 * RepriseBackupFollowState:
 * @REPRISE_BACKUP_FOLLOW_SENDING: The service has not answered yet.
 * @REPRISE_BACKUP_FOLLOW_FAILED: Nothing has begun: it never left, or was refused.
 * @REPRISE_BACKUP_FOLLOW_WAITING: It was sent, and is waited for on some node.
 * @REPRISE_BACKUP_FOLLOW_ENDED: It was found, or waiting was given up, on every node.
 */
typedef enum
{
  REPRISE_BACKUP_FOLLOW_SENDING,
  REPRISE_BACKUP_FOLLOW_FAILED,
  REPRISE_BACKUP_FOLLOW_WAITING,
  REPRISE_BACKUP_FOLLOW_ENDED,
} RepriseBackupFollowState;

#define REPRISE_TYPE_BACKUP_FOLLOW (reprise_backup_follow_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupFollow, reprise_backup_follow, REPRISE, BACKUP_FOLLOW, GObject)

RepriseBackupFollow *reprise_backup_follow_send (RepriseDatabaseWatch *watch,
                                                 RepriseBackupRequest *request,
                                                 RepriseClock *clock);
RepriseBackupFollowState reprise_backup_follow_get_state (RepriseBackupFollow *self);
RepriseDatabase *reprise_backup_follow_get_database (RepriseBackupFollow *self);
const GError *reprise_backup_follow_get_error (RepriseBackupFollow *self);
GListModel *reprise_backup_follow_get_waits (RepriseBackupFollow *self);
guint reprise_backup_follow_count (RepriseBackupFollow *self, RepriseBackupWaitState state);
void reprise_backup_follow_go_on (RepriseBackupFollow *self);
char *reprise_backup_follow_dup_words (RepriseBackupFollow *self);

G_END_DECLS
