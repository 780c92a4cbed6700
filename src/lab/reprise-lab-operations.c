/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the lab does to its databases, one thing at a time: backups and restores. */

#include "config.h"

#include "lab/reprise-lab-operations.h"

#include "lab/reprise-lab-restore.h"
#include "model/reprise-service-error.h"
#include "wire/reprise-service-error-table.h"

#include <glib/gi18n.h>

#define PHRASE_BACKUP_CLUSTER                                                                      \
  "database backup cannot be completed. cluster is not in available status"

struct _RepriseLabOperations
{
  GObject parent_instance;

  RepriseLabState *state;
  RepriseLabEngine *engine;
  GCancellable *cancellable;
  guint n_running;
};

enum
{
  SIGNAL_IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseLabOperations, reprise_lab_operations, G_TYPE_OBJECT)

typedef struct
{
  RepriseLabOperations *operations;
  RepriseLabDatabase *database;
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->operations);
  g_object_unref (work->database);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/* Reserves the database. Whoever knows that the work has ended gives it back, before end_work(). */
static Work *
begin_work (RepriseLabOperations *self, RepriseLabDatabase *database, RepriseLabActivity activity)
{
  Work *work = g_new0 (Work, 1);

  work->operations = g_object_ref (self);
  work->database = g_object_ref (database);
  reprise_lab_database_set_activity (database, activity);
  self->n_running++;
  return work;
}

static void
end_work (Work *work)
{
  RepriseLabOperations *self = work->operations;

  self->n_running--;
  if (self->n_running == 0)
    g_signal_emit (self, signals[SIGNAL_IDLE], 0);
}

static gboolean
refuse_status (const char *status, GError **error)
{
  g_set_error (error,
               REPRISE_SERVICE_ERROR,
               REPRISE_SERVICE_ERROR_BUSY_DATABASE,
               REPRISE_PHRASE_DATABASE_UNMODIFIABLE,
               status);
  return FALSE;
}

static gboolean
check_backup (RepriseLabOperations *self, RepriseLabDatabase *database, GError **error)
{
  const char *status = reprise_lab_operations_get_status_word (self, database);

  if (!g_str_equal (status, "available"))
    return refuse_status (status, error);
  if (reprise_lab_state_is_restoring (self->state))
    {
      g_set_error_literal (error,
                           REPRISE_SERVICE_ERROR,
                           REPRISE_SERVICE_ERROR_BUSY_CLUSTER,
                           PHRASE_BACKUP_CLUSTER);
      return FALSE;
    }
  return TRUE;
}

/* A database that ended badly may be restored: that is what gets it back. */
static gboolean
check_restore (RepriseLabOperations *self, RepriseLabDatabase *database, GError **error)
{
  if (reprise_lab_database_get_activity (database) != REPRISE_LAB_ACTIVITY_NONE)
    return refuse_status (reprise_lab_operations_get_status_word (self, database), error);
  if (reprise_lab_state_is_restoring (self->state))
    {
      g_set_error_literal (error,
                           REPRISE_SERVICE_ERROR,
                           REPRISE_SERVICE_ERROR_BUSY_CLUSTER,
                           REPRISE_PHRASE_CLUSTER_NOT_AVAILABLE);
      return FALSE;
    }
  return TRUE;
}

static void
backup_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;

  /* No task tells of a backup: that there is no new label is all a client gets to see. */
  if (!reprise_lab_engine_backup_finish (work->operations->engine, result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message (_ ("No backup of %s was taken: %s"),
               reprise_lab_database_get_record (work->database)->name,
               error->message);
  reprise_lab_database_set_activity (work->database, REPRISE_LAB_ACTIVITY_NONE);
  end_work (work);
}

static void
restore_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;

  reprise_lab_restore_run_finish (REPRISE_LAB_RESTORE (source), result);
  end_work (work);
}

/* The task is on disk: only now is anything overwritten. */
static void
task_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseLabOperations *self = g_task_get_source_object (task);
  RepriseLabRestore *restore = g_task_get_task_data (task);
  g_autoptr (Work) work = g_object_steal_data (G_OBJECT (restore), "work");
  g_autoptr (GError) error = NULL;

  if (!reprise_lab_state_save_finish (self->state, result, &error))
    {
      reprise_lab_restore_withdraw (restore);
      end_work (work);
      g_task_return_new_error (task,
                               REPRISE_SERVICE_ERROR,
                               REPRISE_SERVICE_ERROR_SERVER,
                               "%s",
                               error->message);
      return;
    }
  reprise_lab_restore_run_async (restore,
                                 self->cancellable,
                                 restore_ended_cb,
                                 g_steal_pointer (&work));
  g_task_return_boolean (task, TRUE);
}

static void
reprise_lab_operations_finalize (GObject *object)
{
  RepriseLabOperations *self = REPRISE_LAB_OPERATIONS (object);

  g_clear_object (&self->state);
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (reprise_lab_operations_parent_class)->finalize (object);
}

static void
reprise_lab_operations_class_init (RepriseLabOperationsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_operations_finalize;

  /**
   * RepriseLabOperations::idle:
   *
   * Nothing is running any more.
   */
  signals[SIGNAL_IDLE] = g_signal_new ("idle",
                                       REPRISE_TYPE_LAB_OPERATIONS,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
}

static void
reprise_lab_operations_init (RepriseLabOperations *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * reprise_lab_operations_new:
 * @state: (transfer none): what is worked on, and where it is recorded
 * @engine: (transfer none): what does the work
 */
RepriseLabOperations *
reprise_lab_operations_new (RepriseLabState *state, RepriseLabEngine *engine)
{
  RepriseLabOperations *self = g_object_new (REPRISE_TYPE_LAB_OPERATIONS, NULL);

  self->state = g_object_ref (state);
  self->engine = g_object_ref (engine);
  return self;
}

RepriseLabState *
reprise_lab_operations_get_state (RepriseLabOperations *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_OPERATIONS (self), NULL);

  return self->state;
}

RepriseLabEngine *
reprise_lab_operations_get_engine (RepriseLabOperations *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_OPERATIONS (self), NULL);

  return self->engine;
}

/**
 * reprise_lab_operations_get_status_word:
 * @self: the operations
 * @database: one of the lab's databases
 *
 * Returns: its status now, in the service's own word
 */
const char *
reprise_lab_operations_get_status_word (RepriseLabOperations *self, RepriseLabDatabase *database)
{
  g_auto (GStrv) down_nodes = NULL;

  g_return_val_if_fail (REPRISE_IS_LAB_OPERATIONS (self), NULL);

  down_nodes =
      reprise_lab_engine_dup_down_nodes (self->engine,
                                         reprise_lab_database_get_engine_database (database));
  return reprise_lab_database_get_status_word (database, (const char *const *) down_nodes);
}

/**
 * reprise_lab_operations_back_up:
 * @self: the operations
 * @database: what to back up
 * @node_names: (nullable): its nodes that are; all where %NULL. Not looked at before the work
 *   begins, as the service does not either
 * @type: which kind; %REPRISE_BACKUP_TYPE_UNKNOWN leaves it to us
 * @name: (nullable): what to call the backups
 * @error: return location for a %REPRISE_SERVICE_ERROR: refused, in the service's words
 *
 * Returns: whether the work has begun
 */
gboolean
reprise_lab_operations_back_up (RepriseLabOperations *self,
                                RepriseLabDatabase *database,
                                const char *const *node_names,
                                RepriseBackupType type,
                                const char *name,
                                GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_OPERATIONS (self), FALSE);

  if (!check_backup (self, database, error))
    return FALSE;
  reprise_lab_engine_backup_async (self->engine,
                                   reprise_lab_database_get_engine_database (database),
                                   node_names,
                                   /* What pgBackRest itself takes where nothing is said. */
                                   type == REPRISE_BACKUP_TYPE_UNKNOWN ? REPRISE_BACKUP_TYPE_INCR
                                                                       : type,
                                   name,
                                   self->cancellable,
                                   backup_taken_cb,
                                   begin_work (self, database, REPRISE_LAB_ACTIVITY_BACKUP));
  return TRUE;
}

/**
 * reprise_lab_operations_restore_async:
 * @self: the operations
 * @database: what is overwritten
 * @request: from what, and up to when
 * @callback: called when the restore's task is on disk and its work has begun, or was refused
 * @user_data: for @callback
 */
void
reprise_lab_operations_restore_async (RepriseLabOperations *self,
                                      RepriseLabDatabase *database,
                                      RepriseRestoreRequest *request,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  RepriseLabRestore *restore;

  g_return_if_fail (REPRISE_IS_LAB_OPERATIONS (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, reprise_lab_operations_restore_async);
  if (!check_restore (self, database, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  restore = reprise_lab_restore_new (self->state, self->engine, database, request);
  g_object_set_data_full (G_OBJECT (restore),
                          "work",
                          begin_work (self, database, REPRISE_LAB_ACTIVITY_RESTORE),
                          (GDestroyNotify) work_free);
  g_task_set_task_data (task, restore, g_object_unref);
  reprise_lab_state_save_async (self->state, task_saved_cb, g_steal_pointer (&task));
}

gboolean
reprise_lab_operations_restore_finish (RepriseLabOperations *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_lab_operations_restore_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_lab_operations_cancel:
 * @self: the operations
 *
 * Ends what is running, and lets nothing begin any more; #RepriseLabOperations::idle tells when
 * that is done.
 */
void
reprise_lab_operations_cancel (RepriseLabOperations *self)
{
  g_return_if_fail (REPRISE_IS_LAB_OPERATIONS (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
reprise_lab_operations_is_idle (RepriseLabOperations *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_OPERATIONS (self), TRUE);

  return self->n_running == 0;
}
