/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the engine reads of repositories and running databases. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "engine/reprise-catalogue.h"

typedef struct
{
  const RepriseEngineTools *tools;
  char *database_id;
  char *repository_id;
  char *node_name;
  RepriseInstance *instance; /* NULL where the repository is not of a node that is here */
} InventoryWork;

static void
inventory_work_free (InventoryWork *work)
{
  g_free (work->database_id);
  g_free (work->repository_id);
  g_free (work->node_name);
  g_clear_object (&work->instance);
  g_free (work);
}

static void
read_inventory_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  InventoryWork *work = task_data;
  g_autofree char *path = reprise_engine_repository_path (work->tools,
                                                          work->database_id,
                                                          work->repository_id,
                                                          work->node_name);
  g_autoptr (RepriseInventory) inventory = NULL;
  GError *error = NULL;

  inventory = reprise_window_scanner_read (work->tools->scanner,
                                           path,
                                           work->database_id,
                                           work->repository_id,
                                           work->node_name,
                                           work->instance,
                                           cancellable,
                                           &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&inventory), g_object_unref);
}

/**
 * reprise_engine_read_inventory_async:
 * @self: an engine
 * @database_id: whose repository
 * @repository_id: which
 * @node_name: of which node
 *
 * Reads one node's repository, with its recovery window.
 */
void
reprise_engine_read_inventory_async (RepriseEngine *self,
                                     const char *database_id,
                                     const char *repository_id,
                                     const char *node_name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  InventoryWork *work = g_new0 (InventoryWork, 1);

  g_task_set_source_tag (task, reprise_engine_read_inventory_async);
  work->tools = reprise_engine_get_tools (self);
  work->database_id = g_strdup (database_id);
  work->repository_id = g_strdup (repository_id);
  work->node_name = g_strdup (node_name);
  g_set_object (&work->instance, reprise_engine_find_instance (self, database_id, node_name));
  g_task_set_task_data (task, work, (GDestroyNotify) inventory_work_free);
  g_task_run_in_thread (task, read_inventory_thread);
}

/**
 * reprise_engine_read_inventory_finish:
 *
 * Returns: (transfer full) (nullable): the inventory; %NULL without an error where the repository
 * has nothing for this node
 */
RepriseInventory *
reprise_engine_read_inventory_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  const RepriseEngineTools *tools;
  RepriseEngineDatabase *database;
} LookWork;

static void
look_work_free (LookWork *work)
{
  g_object_unref (work->database);
  g_free (work);
}

static GTask *
new_look_task (RepriseEngine *self,
               RepriseEngineDatabase *database,
               gpointer source_tag,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  LookWork *work = g_new0 (LookWork, 1);

  g_task_set_source_tag (task, source_tag);
  work->tools = reprise_engine_get_tools (self);
  work->database = g_object_ref (database);
  g_task_set_task_data (task, work, (GDestroyNotify) look_work_free);
  return task;
}

/* NULL, without saying why, for a node that is down, being restored or starting. */
static RepriseSqlSession *
try_connect (LookWork *work, RepriseInstance *instance, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  RepriseSqlSession *session = NULL;

  if (reprise_instance_is_running (instance))
    session =
        reprise_instance_connect (instance, work->tools->sql, NULL, FALSE, cancellable, &error);
  if (error != NULL)
    g_debug ("%s: %s", reprise_instance_get_node_name (instance), error->message);
  return session;
}

static void
read_tables_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LookWork *work = task_data;
  GPtrArray *instances = reprise_engine_database_get_instances (work->database);
  g_autofree RepriseSqlSession **sessions = g_new0 (RepriseSqlSession *, instances->len);
  g_autofree const char **names = g_new0 (const char *, instances->len);
  g_autoptr (GPtrArray) tables = NULL;
  GError *error = NULL;

  for (guint i = 0; i < instances->len; i++)
    {
      names[i] = reprise_instance_get_node_name (g_ptr_array_index (instances, i));
      sessions[i] = try_connect (work, g_ptr_array_index (instances, i), cancellable);
    }
  tables = reprise_catalogue_read (sessions, names, instances->len, cancellable, &error);
  for (guint i = 0; i < instances->len; i++)
    g_clear_object (&sessions[i]);
  if (tables == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&tables), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * reprise_engine_read_tables_async:
 * @self: an engine
 * @database: a database
 *
 * Reads which tables there are and how they replicate.
 */
void
reprise_engine_read_tables_async (RepriseEngine *self,
                                  RepriseEngineDatabase *database,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = new_look_task (self,
                                          database,
                                          reprise_engine_read_tables_async,
                                          cancellable,
                                          callback,
                                          user_data);

  g_task_run_in_thread (task, read_tables_thread);
}

/**
 * reprise_engine_read_tables_finish:
 *
 * Returns: (transfer full) (element-type RepriseTable): the tables; nodes that are down are left
 * out of each table's status
 */
GPtrArray *
reprise_engine_read_tables_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_size_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LookWork *work = task_data;
  GPtrArray *instances = reprise_engine_database_get_instances (work->database);
  g_autofree char *size = NULL;

  for (guint i = 0; i < instances->len && size == NULL; i++)
    {
      g_autoptr (RepriseSqlSession) session =
                     try_connect (work, g_ptr_array_index (instances, i), cancellable);

      if (session != NULL)
        size = reprise_sql_session_query_text (session,
                                               "SELECT pg_database_size(current_database())",
                                               NULL,
                                               0,
                                               cancellable,
                                               NULL);
    }
  g_task_return_int (task, size == NULL ? -1 : (gssize) g_ascii_strtoll (size, NULL, 10));
}

/**
 * reprise_engine_read_size_async:
 * @self: an engine
 * @database: a database
 *
 * Asks the first of its nodes that answers.
 */
void
reprise_engine_read_size_async (RepriseEngine *self,
                                RepriseEngineDatabase *database,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = new_look_task (self,
                                          database,
                                          reprise_engine_read_size_async,
                                          cancellable,
                                          callback,
                                          user_data);

  g_task_run_in_thread (task, read_size_thread);
}

/**
 * reprise_engine_read_size_finish:
 *
 * Returns: bytes of the database, or -1 where no node answers
 */
gint64
reprise_engine_read_size_finish (RepriseEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
