/* SPDX-License-Identifier: GPL-3.0-or-later
 * The way of a restore from the plan that was shown to the service. */

#include "config.h"

#include "restore/reprise-job-manager-private.h"

#include "restore/reprise-journal-notes.h"
#include "restore/reprise-restore-recheck.h"
#include "restore/reprise-restore-send.h"

#include <glib/gi18n-lib.h>

/* What is being asked for; lives with its task. */
typedef struct
{
  RepriseRestorePlan *shown;
  char *database_id;
  RepriseRestorePlan *fresh;
  GPtrArray *differences;
  RepriseRestoreJob *job;
} Submission;

static void
submission_free (gpointer data)
{
  Submission *submission = data;

  g_clear_object (&submission->shown);
  g_free (submission->database_id);
  g_clear_object (&submission->fresh);
  g_clear_pointer (&submission->differences, g_ptr_array_unref);
  g_clear_object (&submission->job);
  g_free (submission);
}

static gboolean
has_running (RepriseJobManager *self, const char *database_id)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      RepriseRestoreJob *job = g_ptr_array_index (self->jobs, i);

      if (g_strcmp0 (reprise_restore_job_get_database_id (job), database_id) == 0 &&
          !reprise_restore_job_is_finished (job))
        return TRUE;
    }
  return FALSE;
}

/* error: (transfer full) (nullable): NULL where the submission tells all. */
static void
end_submission (GTask *task, GError *error)
{
  RepriseJobManager *self = g_task_get_source_object (task);
  Submission *submission = g_task_get_task_data (task);

  g_hash_table_remove (self->submitting, submission->database_id);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Whoever waits for the answer is told; else it stays to be seen. */
static void
settle_refusal (RepriseJobManager *self, GTask *task, RepriseRestoreJob *job)
{
  gboolean is_listed = g_ptr_array_find (self->jobs, job, NULL);

  if (reprise_restore_job_get_answer (job) == REPRISE_RESTORE_ANSWER_NONE)
    return;
  if (is_listed && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;
  reprise_job_manager_drop (self, job);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseJobManager *self = g_task_get_source_object (task);
  RepriseRestoreJob *job = REPRISE_RESTORE_JOB (source);
  Submission *submission = g_task_get_task_data (task);
  GError *error = NULL;

  if (reprise_restore_send_finish (job, result, &error))
    {
      submission->job = g_object_ref (job);
      reprise_job_manager_follow (self, job);
    }
  else
    settle_refusal (self, task, job);
  end_submission (task, error);
}

static void
send (RepriseJobManager *self, GTask *task)
{
  Submission *submission = g_task_get_task_data (task);
  g_autoptr (RepriseJournalRecord) intent =
                 reprise_journal_note_intent (submission->fresh,
                                              self->backend,
                                              reprise_clock_get_now (self->clock));
  g_autoptr (RepriseRestoreJob) job = reprise_restore_job_new (intent, self->clock);
  const RepriseRestoreSending sending = {
    .backend = self->backend,
    .journal = self->journal,
    .clock = self->clock,
    .intent = intent,
    .body = reprise_restore_plan_get_body (submission->shown),
  };

  reprise_job_manager_add (self, job);
  reprise_restore_send_async (job,
                              &sending,
                              g_task_get_cancellable (task),
                              sent_cb,
                              g_object_ref (task));
}

static void
rechecked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseJobManager *self = g_task_get_source_object (task);
  Submission *submission = g_task_get_task_data (task);
  GError *error = NULL;

  submission->fresh = reprise_restore_recheck_finish (REPRISE_BACKEND (source),
                                                      result,
                                                      &submission->differences,
                                                      &error);
  if (submission->fresh == NULL || submission->differences->len > 0)
    end_submission (task, error);
  else
    send (self, task);
}

/* What another process has begun counts too. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseJobManager *self = REPRISE_JOB_MANAGER (source);
  Submission *submission = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!reprise_job_manager_load_finish (self, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        end_submission (task, g_steal_pointer (&error));
      else
        end_submission (task,
                        g_error_new (REPRISE_RESTORE_ERROR,
                                     REPRISE_RESTORE_ERROR_JOURNAL,
                                     /* Translators: reason, a sentence. */
                                     _ ("Nothing was sent. %s"),
                                     error->message));
    }
  else if (has_running (self, submission->database_id))
    end_submission (task, reprise_restore_error_new_running ());
  else
    reprise_restore_recheck_async (self->backend,
                                   submission->shown,
                                   g_task_get_cancellable (task),
                                   rechecked_cb,
                                   g_object_ref (task));
}

/**
 * reprise_job_manager_submit_async:
 * @self: a manager
 * @shown: the plan that was shown, of a form in which it was confirmed
 * @cancellable: (nullable): to stop; has no effect once the service is being asked
 * @callback: called when the service has answered, or nothing was sent
 * @user_data: given to @callback
 *
 * Looks at everything again, and where nothing has changed but figures that only grew, writes down
 * what is asked for and asks for it, once.
 */
void
reprise_job_manager_submit_async (RepriseJobManager *self,
                                  RepriseRestorePlan *shown,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RepriseRestoreContext *context;
  Submission *submission;

  g_return_if_fail (REPRISE_IS_JOB_MANAGER (self));
  g_return_if_fail (REPRISE_IS_RESTORE_PLAN (shown));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_job_manager_submit_async);
  /* Whoever is told that it was cancelled must be sure that nothing was sent. */
  g_task_set_check_cancellable (task, FALSE);
  context = reprise_restore_form_get_context (reprise_restore_plan_get_form (shown));
  submission = g_new0 (Submission, 1);
  submission->shown = g_object_ref (shown);
  submission->database_id =
      g_strdup (reprise_database_get_id (reprise_restore_context_get_target (context)));
  g_task_set_task_data (task, submission, submission_free);
  if (!g_hash_table_add (self->submitting, g_strdup (submission->database_id)))
    {
      g_task_return_error (task, reprise_restore_error_new_running ());
      return;
    }
  reprise_job_manager_load_async (self, cancellable, loaded_cb, g_steal_pointer (&task));
}

/**
 * reprise_job_manager_submit_finish:
 * @self: a manager
 * @result: what the callback was given
 * @fresh: (out) (optional) (nullable) (transfer full): the plan as things are now
 * @differences: (out) (optional) (nullable) (transfer full) (element-type
 * RepriseRestoreDifference): what differs from what was shown; never empty. Nothing was sent, and
 * @fresh is to be shown and confirmed
 * @job: (out) (optional) (nullable) (transfer full): the restore, where the service has accepted
 * it, or may have
 * @error: return location for a %REPRISE_SERVICE_ERROR, a %REPRISE_RESTORE_ERROR or
 *   %G_IO_ERROR_CANCELLED; nothing has begun
 *
 * Returns: whether there are differences or there is a job
 */
gboolean
reprise_job_manager_submit_finish (RepriseJobManager *self,
                                   GAsyncResult *result,
                                   RepriseRestorePlan **fresh,
                                   GPtrArray **differences,
                                   RepriseRestoreJob **job,
                                   GError **error)
{
  Submission *submission;
  gboolean done, differs;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_job_manager_submit_async), FALSE);

  submission = g_task_get_task_data (G_TASK (result));
  done = g_task_propagate_boolean (G_TASK (result), error);
  differs = done && submission->job == NULL;
  if (fresh != NULL)
    *fresh = done ? g_object_ref (submission->fresh) : NULL;
  if (differences != NULL)
    *differences = differs ? g_ptr_array_ref (submission->differences) : NULL;
  if (job != NULL)
    *job = done && !differs ? g_object_ref (submission->job) : NULL;
  return done;
}
