/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores in a thread, and tells of its steps in the caller's main context. */

#include "config.h"

#include "engine/reprise-engine-private.h"

typedef struct
{
  RepriseEngine *engine;
  RepriseEngineDatabase *target;
  GStrv node_names;
  char *source_database_id;
  char *source_database_name;
  char *source_repository_id;
  char *source_node_name;
  char *new_repository_id;
  char *type;
  char *time;
  char *set;
  gboolean exclusive;
  GMainContext *context;
  RepriseEngineStepFunc step_func;
  gpointer step_data;
  RepriseEngineRestoreOutcome outcome;
} RestoreWork;

static void
restore_work_free (RestoreWork *work)
{
  g_object_unref (work->engine);
  g_object_unref (work->target);
  g_strfreev (work->node_names);
  g_free (work->source_database_id);
  g_free (work->source_database_name);
  g_free (work->source_repository_id);
  g_free (work->source_node_name);
  g_free (work->new_repository_id);
  g_free (work->type);
  g_free (work->time);
  g_free (work->set);
  g_main_context_unref (work->context);
  g_free (work);
}

typedef struct
{
  GTask *task;
  char *step;
  char *status;
  int progress;
  char *text;
} StepReport;

static void
step_report_free (StepReport *report)
{
  g_object_unref (report->task);
  g_free (report->step);
  g_free (report->status);
  g_free (report->text);
  g_free (report);
}

static gboolean
deliver_step_cb (gpointer user_data)
{
  StepReport *report = user_data;
  RestoreWork *work = g_task_get_task_data (report->task);

  work->step_func (report->step, report->status, report->progress, report->text, work->step_data);
  return G_SOURCE_REMOVE;
}

/* Reports keep their order, and the end of the task comes after the last of them. */
static void
send_step (const char *step, const char *status, int progress, const char *text, gpointer user_data)
{
  GTask *task = user_data;
  RestoreWork *work = g_task_get_task_data (task);
  StepReport *report = g_new0 (StepReport, 1);

  report->task = g_object_ref (task);
  report->step = g_strdup (step);
  report->status = g_strdup (status);
  report->progress = progress;
  report->text = g_strdup (text);
  g_main_context_invoke_full (work->context,
                              g_task_get_priority (task),
                              deliver_step_cb,
                              report,
                              (GDestroyNotify) step_report_free);
}

static void
restore_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RestoreWork *work = task_data;
  RepriseEngineRestore restore = {
    .target = work->target,
    .node_names = (const char *const *) work->node_names,
    .source_database_id = work->source_database_id,
    .source_database_name = work->source_database_name,
    .source_repository_id = work->source_repository_id,
    .source_node_name = work->source_node_name,
    .new_repository_id = work->new_repository_id,
    .recovery = {
      .type = work->type,
      .target = work->time,
      .exclusive = work->exclusive,
      .set = work->set,
    },
  };
  GError *error = NULL;

  work->outcome = reprise_engine_restore_run (reprise_engine_get_tools (work->engine),
                                              &restore,
                                              send_step,
                                              task,
                                              cancellable,
                                              &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * reprise_engine_restore_async:
 * @self: an engine
 * @restore: what to restore; copied
 * @step_func: told of every step, in the caller's main context
 * @step_data: for @step_func; must live until the restore has finished
 *
 * A restore that is cancelled leaves the nodes that it had begun to overwrite down and broken.
 */
void
reprise_engine_restore_async (RepriseEngine *self,
                              const RepriseEngineRestore *restore,
                              RepriseEngineStepFunc step_func,
                              gpointer step_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  RestoreWork *work = g_new0 (RestoreWork, 1);

  g_task_set_source_tag (task, reprise_engine_restore_async);
  /* The outcome must be told even when it was cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  work->engine = g_object_ref (self);
  work->target = g_object_ref (restore->target);
  work->node_names = g_strdupv ((GStrv) restore->node_names);
  work->source_database_id = g_strdup (restore->source_database_id);
  work->source_database_name = g_strdup (restore->source_database_name);
  work->source_repository_id = g_strdup (restore->source_repository_id);
  work->source_node_name = g_strdup (restore->source_node_name);
  work->new_repository_id = g_strdup (restore->new_repository_id);
  work->type = g_strdup (restore->recovery.type);
  work->time = g_strdup (restore->recovery.target);
  work->set = g_strdup (restore->recovery.set);
  work->exclusive = restore->recovery.exclusive;
  work->context = g_main_context_ref_thread_default ();
  work->step_func = step_func;
  work->step_data = step_data;
  g_task_set_task_data (task, work, (GDestroyNotify) restore_work_free);
  g_task_run_in_thread (task, restore_thread);
}

/**
 * reprise_engine_restore_finish:
 * @error: set for anything but %REPRISE_ENGINE_RESTORE_REACHED
 *
 * Returns: what became of it
 */
RepriseEngineRestoreOutcome
reprise_engine_restore_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  RestoreWork *work;

  g_return_val_if_fail (g_task_is_valid (result, self), REPRISE_ENGINE_RESTORE_FAILED);

  work = g_task_get_task_data (G_TASK (result));
  g_task_propagate_boolean (G_TASK (result), error);
  return work->outcome;
}
