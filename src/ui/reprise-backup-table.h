/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of one node's backups. */

#pragma once

#include "restore/reprise-restore-window.h"
#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_TABLE (reprise_backup_table_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupTable, reprise_backup_table, REPRISE, BACKUP_TABLE, GtkWidget)

/*
 * Properties: `backups`, `window`, `zone`, `selected-label`, `can-restore`.
 * Signals: `restore-requested (const char *label)`.
 */
RepriseBackupTable *reprise_backup_table_new (void);
GListModel *reprise_backup_table_get_backups (RepriseBackupTable *self);
void reprise_backup_table_set_backups (RepriseBackupTable *self, GListModel *backups);
RepriseRestoreWindow *reprise_backup_table_get_window (RepriseBackupTable *self);
void reprise_backup_table_set_window (RepriseBackupTable *self, RepriseRestoreWindow *window);
RepriseZone *reprise_backup_table_get_zone (RepriseBackupTable *self);
void reprise_backup_table_set_zone (RepriseBackupTable *self, RepriseZone *zone);
const char *reprise_backup_table_get_selected_label (RepriseBackupTable *self);
void reprise_backup_table_set_selected_label (RepriseBackupTable *self, const char *label);
gboolean reprise_backup_table_get_can_restore (RepriseBackupTable *self);
void reprise_backup_table_set_can_restore (RepriseBackupTable *self, gboolean can_restore);
void reprise_backup_table_focus_search (RepriseBackupTable *self);

G_END_DECLS
