/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is chosen to leave backups out of the table: type and days. */

#pragma once

#include "ui/reprise-backup-query.h"
#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_FILTER (reprise_backup_filter_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupFilter, reprise_backup_filter, REPRISE, BACKUP_FILTER, GtkWidget)

void reprise_backup_filter_narrow (RepriseBackupFilter *self,
                                   RepriseZone *zone,
                                   RepriseBackupQuery *query);
void reprise_backup_filter_clear (RepriseBackupFilter *self);
gboolean reprise_backup_filter_is_set (RepriseBackupFilter *self);

G_END_DECLS
