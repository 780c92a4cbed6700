/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lab's PostgreSQL side: create, start, back up, restore, look. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "engine/reprise-parallel.h"
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
