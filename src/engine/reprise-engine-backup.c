/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backs nodes up in a thread. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-parallel.h"

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

  if (reprise_pgbackrest_backup (reprise_engine_get_tools (work->engine)->pgbackrest,
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
