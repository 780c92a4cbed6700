/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a piece of work has come, and how it ended. */

#pragma once

#include "base/reprise-clock.h"

G_BEGIN_DECLS

/**
 * RepriseJobState:
 * @REPRISE_JOB_STATE_QUEUED: Not begun.
 * @REPRISE_JOB_STATE_RUNNING: Begun.
 * @REPRISE_JOB_STATE_FINISHED: Over; the result says how.
 *
 * Where a job is.
 */
typedef enum
{
  REPRISE_JOB_STATE_QUEUED,
  REPRISE_JOB_STATE_RUNNING,
  REPRISE_JOB_STATE_FINISHED,
} RepriseJobState;

#define REPRISE_JOB_N_STATES (REPRISE_JOB_STATE_FINISHED + 1)

/**
 * RepriseJobResult:
 * @REPRISE_JOB_RESULT_NONE: It is not over.
 * @REPRISE_JOB_RESULT_SUCCEEDED: It was done.
 * @REPRISE_JOB_RESULT_FAILED: It was not done, or not to the end.
 * @REPRISE_JOB_RESULT_CANCELLED: It was given up before anything was asked of the service.
 * @REPRISE_JOB_RESULT_UNKNOWN: It was asked for, and nobody knows what became of it.
 *
 * How a job ended.
 */
typedef enum
{
  REPRISE_JOB_RESULT_NONE,
  REPRISE_JOB_RESULT_SUCCEEDED,
  REPRISE_JOB_RESULT_FAILED,
  REPRISE_JOB_RESULT_CANCELLED,
  REPRISE_JOB_RESULT_UNKNOWN,
} RepriseJobResult;

#define REPRISE_JOB_N_RESULTS (REPRISE_JOB_RESULT_UNKNOWN + 1)

#define REPRISE_TYPE_JOB (reprise_job_get_type ())
G_DECLARE_FINAL_TYPE (RepriseJob, reprise_job, REPRISE, JOB, GObject)

RepriseJob *reprise_job_new (RepriseClock *clock);
gboolean reprise_job_may_move (RepriseJobState from,
                               RepriseJobState to,
                               RepriseJobResult result,
                               gboolean sent);
gboolean reprise_job_start (RepriseJob *self);
gboolean reprise_job_finish (RepriseJob *self, RepriseJobResult result, const char *detail);
void reprise_job_set_sent (RepriseJob *self);
void reprise_job_set_step (RepriseJob *self, const char *step);
void reprise_job_set_progress (RepriseJob *self, double progress);
void reprise_job_clear_progress (RepriseJob *self);
void reprise_job_add_log_line (RepriseJob *self, const char *line);

RepriseJobState reprise_job_get_state (RepriseJob *self);
RepriseJobResult reprise_job_get_result (RepriseJob *self);
gboolean reprise_job_get_sent (RepriseJob *self);
const char *reprise_job_get_step (RepriseJob *self);
const char *reprise_job_get_detail (RepriseJob *self);
gboolean reprise_job_get_progress_valid (RepriseJob *self);
double reprise_job_get_progress (RepriseJob *self);
RepriseInstant reprise_job_get_created_at (RepriseJob *self);
RepriseInstant reprise_job_get_started_at (RepriseJob *self);
RepriseInstant reprise_job_get_changed_at (RepriseJob *self);
RepriseInstant reprise_job_get_finished_at (RepriseJob *self);
char **reprise_job_dup_log (RepriseJob *self);
const char *reprise_job_result_to_word (RepriseJobResult result);
RepriseJobResult reprise_job_result_from_word (const char *word);

G_END_DECLS
