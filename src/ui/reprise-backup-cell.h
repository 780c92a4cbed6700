/* SPDX-License-Identifier: GPL-3.0-or-later
 * One cell of the table of backups. */

#pragma once

#include "ui/reprise-backup-query.h"
#include "ui/reprise-backup-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_CELL (reprise_backup_cell_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupCell, reprise_backup_cell, REPRISE, BACKUP_CELL, GtkWidget)

RepriseBackupCell *reprise_backup_cell_new (RepriseBackupColumn column);
RepriseBackupColumn reprise_backup_cell_get_column (RepriseBackupCell *self);
guint reprise_backup_cell_get_position (RepriseBackupCell *self);
void reprise_backup_cell_show (RepriseBackupCell *self,
                               GtkListItem *item,
                               RepriseBackup *backup,
                               RepriseBackupStatus status,
                               RepriseZone *zone);
void reprise_backup_cell_clear (RepriseBackupCell *self);
char *reprise_backup_cell_dup_text (RepriseBackupCell *self);

G_END_DECLS
