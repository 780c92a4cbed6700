/* SPDX-License-Identifier: GPL-3.0-or-later
 * One restore: keeps its task in step with what the engine does. */

#include "config.h"

#include "lab/reprise-lab-restore.h"

#include "engine/reprise-engine-error.h"
#include "lab/reprise-lab-recovery.h"
#include "lab/reprise-lab-task.h"

#include <glib/gi18n.h>

struct _RepriseLabRestore
{
  GObject parent_instance;

  RepriseLabState *state;
  RepriseLabEngine *engine;
  RepriseLabDatabase *database;
  RepriseRestoreRequest *request;
  RepriseTask *task; /* what the state has */
};

G_DEFINE_FINAL_TYPE (RepriseLabRestore, reprise_lab_restore, G_TYPE_OBJECT)

static void
state_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!reprise_lab_state_save_finish (REPRISE_LAB_STATE (source), result, &error))
    g_message (_ ("The lab's state could not be written: %s"), error->message);
}

/* task: (transfer full) */
static void
change_task (RepriseLabRestore *self, RepriseTask *task)
{
  g_set_object (&self->task, task);
  g_object_unref (task);
  reprise_lab_state_put_task (self->state, self->task);
}

static void
step_cb (const char *step, const char *status, int progress, const char *text, gpointer user_data)
{
  RepriseLabRestore *self = user_data;

  change_task (self, reprise_lab_task_add_message (self->task, step, status, progress, text));
  reprise_lab_state_save_async (self->state, state_saved_cb, NULL);
}

/* Returns through task when the task's end is on disk, or at least was tried to be put there. */
static void
end_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  state_saved_cb (source, result, NULL);
  g_task_return_boolean (task, TRUE);
}

/* The task's end and the database's new status appear together. */
static void
end_task (RepriseLabRestore *self, const char *failure, GTask *task)
{
  reprise_lab_database_set_activity (self->database, REPRISE_LAB_ACTIVITY_NONE);
  change_task (self, reprise_lab_task_end (self->task, failure));
  reprise_lab_state_save_async (self->state, end_saved_cb, g_object_ref (task));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseLabRestore *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  reprise_lab_engine_restore_finish (self->engine, result, &error);
  reprise_lab_database_note_repository (self->database);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_task (self, _ ("The lab was stopped while this task ran; it did not finish."), task);
  else
    end_task (self, error == NULL ? NULL : error->message, task);
}

/* The repository implies the source database. */
static gboolean
find_source (RepriseLabRestore *self, RepriseEngineRestore *restore, GError **error)
{
  const char *id = reprise_restore_request_get_repositories (self->request)[0];
  RepriseLabDatabase *source = reprise_lab_state_get_repository_owner (self->state, id);
  const char *node_name = reprise_restore_request_get_source_node_name (self->request);

  if (source == NULL)
    {
      g_set_error (error,
                   REPRISE_ENGINE_ERROR,
                   REPRISE_ENGINE_ERROR_NOT_FOUND,
                   "backup repository %s does not exist",
                   id);
      return FALSE;
    }
  if (!reprise_lab_database_has_node (source, node_name))
    {
      g_set_error (error,
                   REPRISE_ENGINE_ERROR,
                   REPRISE_ENGINE_ERROR_NOT_FOUND,
                   "backup repository %s has no backups of node %s",
                   id,
                   node_name);
      return FALSE;
    }
  restore->source_database_id = reprise_lab_database_get_record (source)->id;
  restore->source_database_name = reprise_lab_database_get_record (source)->name;
  restore->source_repository_id = id;
  restore->source_node_name = node_name;
  return TRUE;
}

static gboolean
check_target_nodes (RepriseLabRestore *self, GError **error)
{
  const char *const *names = reprise_restore_request_get_target_nodes (self->request);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!reprise_lab_database_has_node (self->database, names[i]))
      {
        g_set_error (error,
                     REPRISE_ENGINE_ERROR,
                     REPRISE_ENGINE_ERROR_NOT_FOUND,
                     "database %s has no node %s",
                     reprise_lab_database_get_record (self->database)->name,
                     names[i]);
        return FALSE;
      }
  return TRUE;
}

static void
reprise_lab_restore_finalize (GObject *object)
{
  RepriseLabRestore *self = REPRISE_LAB_RESTORE (object);

  g_clear_object (&self->state);
  g_clear_object (&self->engine);
  g_clear_object (&self->database);
  g_clear_object (&self->request);
  g_clear_object (&self->task);
  G_OBJECT_CLASS (reprise_lab_restore_parent_class)->finalize (object);
}

static void
reprise_lab_restore_class_init (RepriseLabRestoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_restore_finalize;
}

static void
reprise_lab_restore_init (RepriseLabRestore *self)
{
}

/**
 * reprise_lab_restore_new:
 * @state: where the task is kept
 * @engine: what does the work
 * @database: what is overwritten
 * @request: from what, and up to when
 *
 * Queues the task, in memory: the caller has it saved before reprise_lab_restore_run_async().
 */
RepriseLabRestore *
reprise_lab_restore_new (RepriseLabState *state,
                         RepriseLabEngine *engine,
                         RepriseLabDatabase *database,
                         RepriseRestoreRequest *request)
{
  RepriseLabRestore *self = g_object_new (REPRISE_TYPE_LAB_RESTORE, NULL);

  self->state = g_object_ref (state);
  self->engine = g_object_ref (engine);
  self->database = g_object_ref (database);
  self->request = g_object_ref (request);
  self->task =
      reprise_lab_task_new_restore (reprise_lab_database_get_record (database)->id, request);
  reprise_lab_state_put_task (state, self->task);
  return self;
}

/**
 * reprise_lab_restore_withdraw:
 * @self: a restore that was not run
 *
 * Takes its task back: nobody was told of it.
 */
void
reprise_lab_restore_withdraw (RepriseLabRestore *self)
{
  g_return_if_fail (REPRISE_IS_LAB_RESTORE (self));

  reprise_lab_database_set_activity (self->database, REPRISE_LAB_ACTIVITY_NONE);
  reprise_lab_state_remove_task (self->state, reprise_task_get_id (self->task));
}

/**
 * reprise_lab_restore_run_async:
 * @self: a restore whose task is on disk
 * @cancellable: (nullable): ends it
 * @callback: called when it has ended, well or badly, and its task says so
 * @user_data: for @callback
 */
void
reprise_lab_restore_run_async (RepriseLabRestore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  g_autofree char *new_repository_id = g_uuid_string_random ();
  RepriseEngineRestore restore = { .new_repository_id = new_repository_id };

  g_return_if_fail (REPRISE_IS_LAB_RESTORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, reprise_lab_restore_run_async);
  change_task (self, reprise_lab_task_begin (self->task));
  if (!find_source (self, &restore, &error) || !check_target_nodes (self, &error) ||
      !reprise_lab_recovery_prepare (self->request, &restore.recovery, &target, &error))
    {
      end_task (self, error->message, task);
      return;
    }
  restore.target = reprise_lab_database_get_engine_database (self->database);
  restore.node_names = reprise_restore_request_get_target_nodes (self->request);
  reprise_lab_engine_restore_async (self->engine,
                                    &restore,
                                    step_cb,
                                    self,
                                    cancellable,
                                    restored_cb,
                                    g_steal_pointer (&task));
}

void
reprise_lab_restore_run_finish (RepriseLabRestore *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (g_async_result_is_tagged (result, reprise_lab_restore_run_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
