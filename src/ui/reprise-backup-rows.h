/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of the table of backups as they lie in the window. */

#pragma once

#include "ui/reprise-backup-index.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_ROWS (reprise_backup_rows_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupRows, reprise_backup_rows, REPRISE, BACKUP_ROWS, AdwBin)

/*
 * Signal: `activated ()`.
 */
RepriseBackupIndex *reprise_backup_rows_get_index (RepriseBackupRows *self);
void reprise_backup_rows_set_zone (RepriseBackupRows *self, RepriseZone *zone);
void reprise_backup_rows_scroll_to_selected (RepriseBackupRows *self, guint otherwise);
void reprise_backup_rows_pop_up_menu (RepriseBackupRows *self);
void reprise_backup_rows_copy_label (RepriseBackupRows *self);
void reprise_backup_rows_copy_row (RepriseBackupRows *self);

G_END_DECLS
