/* SPDX-License-Identifier: GPL-3.0-or-later
 * One cell of the table of backups. */

#pragma once

#include "ui/reprise-backup-query.h"
#include "ui/reprise-backup-words.h"
#include "ui/reprise-cell-font.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_CELL (reprise_backup_cell_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupCell, reprise_backup_cell, REPRISE, BACKUP_CELL, GtkWidget)

/**
 * RepriseBackupCellFill:
 * @cell: a cell that is in a row
 * @user_data: as given with the cell
 *
 * Shows in it what belongs there, by reprise_backup_cell_show().
 */
typedef void (*RepriseBackupCellFill) (RepriseBackupCell *cell, gpointer user_data);

RepriseBackupCell *reprise_backup_cell_new (RepriseBackupColumn column,
                                            RepriseCellFont *font,
                                            RepriseBackupCellFill fill_func,
                                            gpointer fill_data);
RepriseBackupColumn reprise_backup_cell_get_column (RepriseBackupCell *self);
guint reprise_backup_cell_get_position (RepriseBackupCell *self);
void reprise_backup_cell_outdate (RepriseBackupCell *self, GtkListItem *item);
gboolean reprise_backup_cell_fill (RepriseBackupCell *self);
void reprise_backup_cell_show (RepriseBackupCell *self,
                               RepriseBackup *backup,
                               RepriseBackupStatus status,
                               RepriseZone *zone);
void reprise_backup_cell_clear (RepriseBackupCell *self);
char *reprise_backup_cell_dup_text (RepriseBackupCell *self);

G_END_DECLS
