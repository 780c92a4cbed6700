/* SPDX-License-Identifier: GPL-3.0-or-later
 * The columns of the table of backups. */

#pragma once

#include "ui/reprise-backup-index.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_COLUMNS (reprise_backup_columns_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupColumns,
                      reprise_backup_columns,
                      REPRISE,
                      BACKUP_COLUMNS,
                      GObject)

RepriseBackupColumns *reprise_backup_columns_new (GtkColumnView *view, RepriseBackupIndex *index);
void reprise_backup_columns_outdate (RepriseBackupColumns *self);
void reprise_backup_columns_set_zone (RepriseBackupColumns *self, RepriseZone *zone);

G_END_DECLS
