/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of the table: backups sorted and filtered without holding them all. */

#pragma once

#include "restore/reprise-restore-window.h"
#include "ui/reprise-backup-query.h"
#include "ui/reprise-backup-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_INDEX (reprise_backup_index_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupIndex, reprise_backup_index, REPRISE, BACKUP_INDEX, GObject)

RepriseBackupIndex *reprise_backup_index_new (void);
GListModel *reprise_backup_index_get_backups (RepriseBackupIndex *self);
void reprise_backup_index_set_backups (RepriseBackupIndex *self, GListModel *backups);
RepriseRestoreWindow *reprise_backup_index_get_window (RepriseBackupIndex *self);
void reprise_backup_index_set_window (RepriseBackupIndex *self, RepriseRestoreWindow *window);
const RepriseBackupQuery *reprise_backup_index_get_query (RepriseBackupIndex *self);
void reprise_backup_index_set_query (RepriseBackupIndex *self, const RepriseBackupQuery *query);
const char *reprise_backup_index_get_selected_label (RepriseBackupIndex *self);
void reprise_backup_index_set_selected_label (RepriseBackupIndex *self, const char *label);
guint reprise_backup_index_get_selected (RepriseBackupIndex *self);
RepriseBackup *reprise_backup_index_get_selected_backup (RepriseBackupIndex *self);
guint reprise_backup_index_get_n_backups (RepriseBackupIndex *self);
gboolean reprise_backup_index_get_is_busy (RepriseBackupIndex *self);
RepriseBackup *reprise_backup_index_get_backup (RepriseBackupIndex *self, guint position);
RepriseBackupStatus reprise_backup_index_get_status (RepriseBackupIndex *self, guint position);
RepriseBackupDoubts reprise_backup_index_get_doubts (RepriseBackupIndex *self, guint position);

G_END_DECLS
