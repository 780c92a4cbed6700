/* SPDX-License-Identifier: GPL-3.0-or-later
 * All that is known of one backup. */

#pragma once

#include "restore/reprise-restore-window.h"
#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_DETAILS (reprise_backup_details_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupDetails,
                      reprise_backup_details,
                      REPRISE,
                      BACKUP_DETAILS,
                      GtkWidget)

RepriseBackupDetails *reprise_backup_details_new (void);
void reprise_backup_details_show (RepriseBackupDetails *self,
                                  RepriseBackup *backup,
                                  RepriseRestoreWindow *window,
                                  RepriseZone *zone);
char *reprise_backup_details_dup_text (RepriseBackupDetails *self);

G_END_DECLS
