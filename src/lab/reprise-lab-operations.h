/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the lab does to its databases, one thing at a time: backups and restores. */

#pragma once

#include "lab/reprise-lab-engine.h"
#include "lab/reprise-lab-state.h"
#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_OPERATIONS (reprise_lab_operations_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabOperations,
                      reprise_lab_operations,
                      REPRISE,
                      LAB_OPERATIONS,
                      GObject)

RepriseLabOperations *reprise_lab_operations_new (RepriseLabState *state, RepriseLabEngine *engine);
RepriseLabState *reprise_lab_operations_get_state (RepriseLabOperations *self);
RepriseLabEngine *reprise_lab_operations_get_engine (RepriseLabOperations *self);

const char *reprise_lab_operations_get_status_word (RepriseLabOperations *self,
                                                    RepriseLabDatabase *database);

gboolean reprise_lab_operations_back_up (RepriseLabOperations *self,
                                         RepriseLabDatabase *database,
                                         const char *const *node_names,
                                         RepriseBackupType type,
                                         const char *name,
                                         GError **error);

void reprise_lab_operations_restore_async (RepriseLabOperations *self,
                                           RepriseLabDatabase *database,
                                           RepriseRestoreRequest *request,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean reprise_lab_operations_restore_finish (RepriseLabOperations *self,
                                                GAsyncResult *result,
                                                GError **error);

void reprise_lab_operations_cancel (RepriseLabOperations *self);
gboolean reprise_lab_operations_is_idle (RepriseLabOperations *self);

G_END_DECLS
