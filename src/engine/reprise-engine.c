/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lab's PostgreSQL side: create, start, back up, restore, look. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "engine/reprise-catalogue.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-parallel.h"
#include "engine/reprise-sample.h"
#include "engine/reprise-writer.h"

struct _RepriseEngine
{
  GObject parent_instance;

  char *root;
  RepriseRunner *runner;
  RepriseSql *sql;
  ReprisePostgres *postgres;
  ReprisePgBackRest *pgbackrest;
  RepriseWindowScanner *scanner;
  RepriseEngineTools tools; /* borrows the above */
  GPtrArray *writers;       /* of RepriseWriter */
  GPtrArray *databases;     /* created or started here; NULL before */
};

G_DEFINE_FINAL_TYPE (RepriseEngine, reprise_engine, G_TYPE_OBJECT)

static void
reprise_engine_dispose (GObject *object)
{
  RepriseEngine *self = REPRISE_ENGINE (object);

  g_clear_pointer (&self->writers, g_ptr_array_unref);
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  g_clear_object (&self->scanner);
  g_clear_object (&self->pgbackrest);
  g_clear_object (&self->postgres);
  g_clear_object (&self->sql);
  g_clear_object (&self->runner);
  G_OBJECT_CLASS (reprise_engine_parent_class)->dispose (object);
}

static void
reprise_engine_finalize (GObject *object)
{
  RepriseEngine *self = REPRISE_ENGINE (object);

  g_free (self->root);
  G_OBJECT_CLASS (reprise_engine_parent_class)->finalize (object);
}

static void
reprise_engine_class_init (RepriseEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_engine_dispose;
  G_OBJECT_CLASS (klass)->finalize = reprise_engine_finalize;
}

static void
reprise_engine_init (RepriseEngine *self)
{
  self->writers = g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_writer_free);
}

/**
 * reprise_engine_new:
 * @root: the lab's directory; the backup store is `backups` in it
 * @runner: runs programs
 * @sql: opens sessions
 * @postgres_bin_directory: where PostgreSQL's programs are
 * @pgbackrest_program: absolute path
 *
 * Returns: (transfer full): the engine; nothing is started
 */
RepriseEngine *
reprise_engine_new (const char *root,
                    RepriseRunner *runner,
                    RepriseSql *sql,
                    const char *postgres_bin_directory,
                    const char *pgbackrest_program)
{
  RepriseEngine *self = g_object_new (REPRISE_TYPE_ENGINE, NULL);
  g_autofree char *scratch = g_build_filename (root, "scratch", NULL);

  self->root = g_strdup (root);
  self->runner = g_object_ref (runner);
  self->sql = g_object_ref (sql);
  self->postgres = reprise_postgres_new (runner, sql, postgres_bin_directory, pgbackrest_program);
  self->pgbackrest = reprise_pgbackrest_new (runner, pgbackrest_program);
  self->scanner = reprise_window_scanner_new (self->pgbackrest, self->postgres, runner, scratch);
  self->tools = (RepriseEngineTools){
    .root = self->root,
    .sql = self->sql,
    .postgres = self->postgres,
    .pgbackrest = self->pgbackrest,
    .scanner = self->scanner,
  };
  return self;
}

/**
 * reprise_engine_get_postgres_major:
 * @self: an engine
 *
 * Returns: PostgreSQL's major version, such as 15
 */
int
reprise_engine_get_postgres_major (RepriseEngine *self)
{
  return reprise_postgres_get_major (self->postgres);
}

/**
 * reprise_engine_get_tools:
 * @self: an engine
 *
 * Returns: what its sequences work with; lives as long as @self
 */
const RepriseEngineTools *
reprise_engine_get_tools (RepriseEngine *self)
{
  return &self->tools;
}

static void
remember_databases (RepriseEngine *self, GPtrArray *databases)
{
  g_ptr_array_ref (databases);
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  self->databases = databases;
}

/**
 * reprise_engine_find_instance:
 * @self: an engine
 * @database_id: UUID of a database
 * @node_name: a node's name
 *
 * Returns: (transfer none) (nullable): the instance, where this engine has created or started it
 */
RepriseInstance *
reprise_engine_find_instance (RepriseEngine *self, const char *database_id, const char *node_name)
{
  for (guint i = 0; self->databases != NULL && i < self->databases->len; i++)
    {
      RepriseEngineDatabase *database = g_ptr_array_index (self->databases, i);

      if (g_strcmp0 (reprise_engine_database_get_id (database), database_id) == 0)
        return reprise_engine_database_get_instance (database, node_name);
    }
  return NULL;
}

/* What several databases have in common: one call for each, in parallel. */
typedef struct
{
  RepriseEngine *engine;
  GPtrArray *databases;
} DatabasesWork;

static void
databases_work_free (DatabasesWork *work)
{
  g_object_unref (work->engine);
  g_ptr_array_unref (work->databases);
  g_free (work);
}

static GTask *
new_databases_task (RepriseEngine *self,
                    GPtrArray *databases,
                    gpointer source_tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  DatabasesWork *work = g_new0 (DatabasesWork, 1);

  g_task_set_source_tag (task, source_tag);
  work->engine = g_object_ref (self);
  work->databases = g_ptr_array_ref (databases);
  g_task_set_task_data (task, work, (GDestroyNotify) databases_work_free);
  return task;
}

static void
run_on_databases (GTask *task, RepriseParallelFunc func, GCancellable *cancellable)
{
  DatabasesWork *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (reprise_parallel_run (work->databases, func, &work->engine->tools, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
create_one (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return reprise_engine_create_database (user_data, item, cancellable, error);
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  run_on_databases (task, create_one, cancellable);
}

/**
 * reprise_engine_create_async:
 * @self: an engine
 * @databases: (element-type RepriseEngineDatabase): none of which exists on disk
 *
 * Makes instances, schema, rows, replication, stanzas, and per node a full, a differential and an
 * incremental backup with names. Leaves everything running.
 */
void
reprise_engine_create_async (RepriseEngine *self,
                             GPtrArray *databases,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = new_databases_task (self,
                                               databases,
                                               reprise_engine_create_async,
                                               cancellable,
                                               callback,
                                               user_data);

  remember_databases (self, databases);
  g_task_run_in_thread (task, create_thread);
}

/**
 * reprise_engine_create_finish:
 *
 * Returns: whether all databases are there
 */
gboolean
reprise_engine_create_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
start_one (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return reprise_engine_start_database (user_data, item, cancellable, error);
}

static void
start_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  run_on_databases (task, start_one, cancellable);
}

/**
 * reprise_engine_start_async:
 * @self: an engine
 * @databases: (element-type RepriseEngineDatabase): that exist on disk
 *
 * Starts what is whole, lifts a fence that an interrupted restore left, and waits for replication.
 */
void
reprise_engine_start_async (RepriseEngine *self,
                            GPtrArray *databases,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = new_databases_task (self,
                                               databases,
                                               reprise_engine_start_async,
                                               cancellable,
                                               callback,
                                               user_data);

  remember_databases (self, databases);
  g_task_run_in_thread (task, start_thread);
}

/**
 * reprise_engine_start_finish:
 *
 * Returns: whether everything that is whole runs and replicates
 */
gboolean
reprise_engine_start_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
stop_one (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return reprise_engine_stop_database (user_data, item, error);
}

static void
stop_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  run_on_databases (task, stop_one, NULL);
}

/**
 * reprise_engine_stop_async:
 * @self: an engine
 * @databases: (element-type RepriseEngineDatabase): that may be running
 *
 * Stops every instance of them. Cannot be cancelled.
 */
void
reprise_engine_stop_async (RepriseEngine *self,
                           GPtrArray *databases,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = new_databases_task (self,
                                               databases,
                                               reprise_engine_stop_async,
                                               NULL,
                                               callback,
                                               user_data);

  g_task_run_in_thread (task, stop_thread);
}

/**
 * reprise_engine_stop_finish:
 *
 * Returns: whether nothing of them runs any more
 */
gboolean
reprise_engine_stop_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  RepriseEngine *engine;
  GPtrArray *instances;
  RepriseBackupType type;
  char *name;
} BackupWork;

static void
backup_work_free (BackupWork *work)
{
  g_object_unref (work->engine);
  g_ptr_array_unref (work->instances);
  g_free (work->name);
  g_free (work);
}

static gboolean
back_up_one (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  BackupWork *work = user_data;

  if (reprise_pgbackrest_backup (work->engine->pgbackrest,
                                 item,
                                 work->type,
                                 work->name,
                                 NULL,
                                 NULL,
                                 cancellable,
                                 error))
    return TRUE;
  g_prefix_error (error, "%s: ", reprise_instance_get_node_name (item));
  return FALSE;
}

static void
backup_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  BackupWork *work = task_data;
  GError *error = NULL;

  if (reprise_parallel_run (work->instances, back_up_one, work, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GPtrArray *
find_instances (RepriseEngineDatabase *database, const char *const *node_names, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (node_names == NULL)
    return g_ptr_array_ref (reprise_engine_database_get_instances (database));
  for (guint i = 0; node_names[i] != NULL; i++)
    {
      RepriseInstance *instance = reprise_engine_database_get_instance (database, node_names[i]);

      if (instance == NULL)
        {
          g_set_error (error,
                       REPRISE_ENGINE_ERROR,
                       REPRISE_ENGINE_ERROR_NOT_FOUND,
                       "database %s has no node %s",
                       reprise_engine_database_get_name (database),
                       node_names[i]);
          return NULL;
        }
      if (!g_ptr_array_find (found, instance, NULL))
        g_ptr_array_add (found, g_object_ref (instance));
    }
  return g_steal_pointer (&found);
}

/**
 * reprise_engine_backup_async:
 * @self: an engine
 * @database: whose nodes are backed up
 * @node_names: (nullable): some of its nodes; all where %NULL
 * @type: full, differential or incremental
 * @name: (nullable): kept with the backup
 *
 * The nodes are backed up at the same time; the first failure ends the others.
 */
void
reprise_engine_backup_async (RepriseEngine *self,
                             RepriseEngineDatabase *database,
                             const char *const *node_names,
                             RepriseBackupType type,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) instances = find_instances (database, node_names, &error);
  BackupWork *work;

  g_task_set_source_tag (task, reprise_engine_backup_async);
  if (instances == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  work = g_new0 (BackupWork, 1);
  work->engine = g_object_ref (self);
  work->instances = g_steal_pointer (&instances);
  work->type = type;
  work->name = g_strdup (name);
  g_task_set_task_data (task, work, (GDestroyNotify) backup_work_free);
  g_task_run_in_thread (task, backup_thread);
}

/**
 * reprise_engine_backup_finish:
 *
 * Returns: whether every node has its new backup
 */
gboolean
reprise_engine_backup_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

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

  work->outcome = reprise_engine_restore_run (&work->engine->tools,
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

/**
 * reprise_engine_start_writer:
 * @self: an engine
 * @database: a database
 *
 * One commit a second, on its nodes in turn, through role `app`; a node that refuses is passed
 * over.
 */
void
reprise_engine_start_writer (RepriseEngine *self, RepriseEngineDatabase *database)
{
  g_ptr_array_add (self->writers, reprise_writer_new (self->sql, database));
}

/**
 * reprise_engine_stop_writers:
 * @self: an engine
 *
 * Returns when none of them writes any more.
 */
void
reprise_engine_stop_writers (RepriseEngine *self)
{
  g_ptr_array_set_size (self->writers, 0);
}
