/* SPDX-License-Identifier: GPL-3.0-or-later
 * All that the lab knows of itself, and its file. */

#pragma once

#include "lab/reprise-lab-database.h"
#include "model/reprise-task.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_STATE (reprise_lab_state_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabState, reprise_lab_state, REPRISE, LAB_STATE, GObject)

RepriseLabState *reprise_lab_state_new (const char *root, RepriseLabDocument *document);
RepriseLabState *reprise_lab_state_load (const char *root, GError **error);

const char *reprise_lab_state_get_root (RepriseLabState *self);
RepriseLabDocument *reprise_lab_state_get_document (RepriseLabState *self);
GPtrArray *reprise_lab_state_get_databases (RepriseLabState *self);
GPtrArray *reprise_lab_state_dup_engine_databases (RepriseLabState *self);
RepriseLabDatabase *reprise_lab_state_get_database (RepriseLabState *self, const char *id);
RepriseLabDatabase *reprise_lab_state_get_repository_owner (RepriseLabState *self,
                                                            const char *repository_id);
gboolean reprise_lab_state_is_restoring (RepriseLabState *self);
gboolean reprise_lab_state_is_busy (RepriseLabState *self);

GPtrArray *reprise_lab_state_get_tasks (RepriseLabState *self);
void reprise_lab_state_put_task (RepriseLabState *self, RepriseTask *task);
void reprise_lab_state_remove_task (RepriseLabState *self, const char *id);
guint reprise_lab_state_end_interrupted (RepriseLabState *self);

void reprise_lab_state_save_async (RepriseLabState *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
reprise_lab_state_save_finish (RepriseLabState *self, GAsyncResult *result, GError **error);
gboolean reprise_lab_state_save_now (RepriseLabState *self, GError **error);

G_END_DECLS
