/* SPDX-License-Identifier: GPL-3.0-or-later
 * One restore: keeps its task in step with what the engine does. */

#pragma once

#include "lab/reprise-lab-engine.h"
#include "lab/reprise-lab-state.h"
#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_RESTORE (reprise_lab_restore_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabRestore, reprise_lab_restore, REPRISE, LAB_RESTORE, GObject)

RepriseLabRestore *reprise_lab_restore_new (RepriseLabState *state,
                                            RepriseLabEngine *engine,
                                            RepriseLabDatabase *database,
                                            RepriseRestoreRequest *request);
void reprise_lab_restore_withdraw (RepriseLabRestore *self);
void reprise_lab_restore_run_async (RepriseLabRestore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void reprise_lab_restore_run_finish (RepriseLabRestore *self, GAsyncResult *result);

G_END_DECLS
