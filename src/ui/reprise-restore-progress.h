/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore as it goes on and ends, on the page of its database. */

#pragma once

#include "restore/reprise-restore-job.h"
#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_PROGRESS (reprise_restore_progress_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreProgress,
                      reprise_restore_progress,
                      REPRISE,
                      RESTORE_PROGRESS,
                      AdwBin)

RepriseRestoreProgress *reprise_restore_progress_new (void);
void reprise_restore_progress_update (RepriseRestoreProgress *self,
                                      RepriseRestoreJob *job,
                                      RepriseDatabaseWatch *watch,
                                      RepriseZone *zone);
void reprise_restore_progress_set_checklist (RepriseRestoreProgress *self, GtkWidget *checklist);

G_END_DECLS
