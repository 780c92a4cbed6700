/* SPDX-License-Identifier: GPL-3.0-or-later
 * One restore, from just before it is asked for to its verified end. */

#pragma once

#include "model/reprise-journal-record.h"
#include "model/reprise-task.h"
#include "restore/reprise-job.h"
#include "restore/reprise-restore-answer.h"
#include "restore/reprise-restore-match.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_JOB (reprise_restore_job_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreJob, reprise_restore_job, REPRISE, RESTORE_JOB, GObject)

RepriseRestoreJob *reprise_restore_job_new (const RepriseJournalRecord *intent,
                                            RepriseClock *clock);

RepriseJob *reprise_restore_job_get_job (RepriseRestoreJob *self);
const char *reprise_restore_job_get_restore_id (RepriseRestoreJob *self);
const char *reprise_restore_job_get_database_id (RepriseRestoreJob *self);
const char *reprise_restore_job_get_database_title (RepriseRestoreJob *self);
const char *reprise_restore_job_get_source_database_id (RepriseRestoreJob *self);
RepriseRestoreRequest *reprise_restore_job_get_request (RepriseRestoreJob *self);
const char *const *reprise_restore_job_get_task_ids_before (RepriseRestoreJob *self);
RepriseInstant reprise_restore_job_get_asked_at (RepriseRestoreJob *self);
RepriseInstant reprise_restore_job_get_ended_at (RepriseRestoreJob *self);
gboolean reprise_restore_job_is_finished (RepriseRestoreJob *self);

RepriseRestoreAnswer reprise_restore_job_get_answer (RepriseRestoreJob *self);
void reprise_restore_job_set_answer (RepriseRestoreJob *self, RepriseRestoreAnswer answer);
RepriseTask *reprise_restore_job_get_task (RepriseRestoreJob *self);
void reprise_restore_job_set_task (RepriseRestoreJob *self, RepriseTask *task);
RepriseRestoreMatch reprise_restore_job_get_match (RepriseRestoreJob *self);
const char *reprise_restore_job_get_task_id (RepriseRestoreJob *self);
void reprise_restore_job_set_match (RepriseRestoreJob *self,
                                    RepriseRestoreMatch match,
                                    const char *task_id);
void reprise_restore_job_set_ended_at (RepriseRestoreJob *self, RepriseInstant ended_at);
gboolean reprise_restore_job_is_dismissed (RepriseRestoreJob *self);
void reprise_restore_job_set_dismissed (RepriseRestoreJob *self);

G_END_DECLS
