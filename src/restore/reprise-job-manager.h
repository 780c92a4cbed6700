/* SPDX-License-Identifier: GPL-3.0-or-later
 * The restores that were asked for of one service. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-journal.h"
#include "restore/reprise-restore-error.h"
#include "restore/reprise-restore-job.h"
#include "restore/reprise-restore-plan.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_JOB_MANAGER (reprise_job_manager_get_type ())
G_DECLARE_FINAL_TYPE (RepriseJobManager, reprise_job_manager, REPRISE, JOB_MANAGER, GObject)

RepriseJobManager *
reprise_job_manager_new (RepriseBackend *backend, RepriseJournal *journal, RepriseClock *clock);

void reprise_job_manager_load_async (RepriseJobManager *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
reprise_job_manager_load_finish (RepriseJobManager *self, GAsyncResult *result, GError **error);
GPtrArray *reprise_job_manager_get_problems (RepriseJobManager *self);

void reprise_job_manager_submit_async (RepriseJobManager *self,
                                       RepriseRestorePlan *shown,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean reprise_job_manager_submit_finish (RepriseJobManager *self,
                                            GAsyncResult *result,
                                            RepriseRestorePlan **fresh,
                                            GPtrArray **differences,
                                            RepriseRestoreJob **job,
                                            GError **error);

RepriseRestoreJob *reprise_job_manager_find (RepriseJobManager *self, const char *database_id);
void reprise_job_manager_dismiss (RepriseJobManager *self, RepriseRestoreJob *job);
guint reprise_job_manager_get_n_running (RepriseJobManager *self);

G_END_DECLS
