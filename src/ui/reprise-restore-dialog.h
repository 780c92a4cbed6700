/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialog that a restore is put together, looked at, confirmed and asked for in. */

#pragma once

#include "restore/reprise-job-manager.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_DIALOG (reprise_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreDialog,
                      reprise_restore_dialog,
                      REPRISE,
                      RESTORE_DIALOG,
                      AdwWindow)

RepriseRestoreDialog *reprise_restore_dialog_new (RepriseBackend *backend,
                                                  RepriseJobManager *jobs,
                                                  const char *database_id,
                                                  RepriseClock *clock);
void reprise_restore_dialog_set_zone_choice (RepriseRestoreDialog *self, const char *zone_choice);
void reprise_restore_dialog_prefill (RepriseRestoreDialog *self,
                                     const char *source_database_id,
                                     RepriseRestoreRequest *request);
void reprise_restore_dialog_open (RepriseRestoreDialog *self);
gboolean reprise_restore_dialog_get_complete (RepriseRestoreDialog *self);

G_END_DECLS
