/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialogs in which something is done to a database. */

#pragma once

#include "restore/reprise-job-manager.h"
#include "restore/reprise-replicator.h"
#include "ui/reprise-backup-dialog.h"
#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

RepriseBackupDialog *reprise_database_open_backup_dialog (GtkWindow *parent,
                                                          RepriseDatabaseWatch *watch,
                                                          RepriseZone *zone);
void reprise_database_open_restore_dialog (GtkWindow *parent,
                                           RepriseDatabaseWatch *watch,
                                           RepriseJobManager *jobs,
                                           const char *zone_choice,
                                           const char *source_database_id,
                                           RepriseRestoreRequest *request);
void reprise_database_open_replication_dialog (GtkWindow *parent,
                                               RepriseDatabaseWatch *watch,
                                               RepriseReplicator *replicator);

G_END_DECLS
