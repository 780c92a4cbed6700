/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks a service for what a restore is put together from.
 *
 * One thing after the other, and the target's tasks last: what is not among them when the request
 * leaves is new. */

#include "config.h"

#include "restore/reprise-restore-reader.h"

#include "base/reprise-objects.h"

/* In the order in which they are asked. */
enum
{
  STEP_REPOSITORIES,
  STEP_INVENTORY,
  STEP_SOURCE,
  STEP_DATABASES,
  STEP_CLUSTERS,
  STEP_STORES,
  STEP_TARGET,
  STEP_CLUSTER,
  STEP_CLUSTER_TASKS,
  STEP_TASKS,
  N_STEPS,
};

typedef struct
{
  RepriseBackend *backend;
  RepriseRestoreForm *form; /* NULL where there is none yet */
  char *target_id;
  char *source_id;
  char *repository_id;
  char *node_name;
  gboolean choosing; /* whether other databases are to be chosen from */
  guint next_step;

  RepriseDatabase *target;
  RepriseDatabase *source;
  GPtrArray *databases;
  GPtrArray *clusters;
  GPtrArray *stores;
  GError *sources_error; /* why there is less to choose from */
  GPtrArray *repositories;
  GPtrArray *tasks;
  GPtrArray *cluster_tasks;
  RepriseInventory *inventory;
  GError *inventory_error;
  gboolean inventory_read;
} Reading;

static void take_next_step (GTask *task);

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->backend);
  g_clear_object (&reading->form);
  g_free (reading->target_id);
  g_free (reading->source_id);
  g_free (reading->repository_id);
  g_free (reading->node_name);
  g_clear_object (&reading->target);
  g_clear_object (&reading->source);
  g_clear_pointer (&reading->databases, g_ptr_array_unref);
  g_clear_pointer (&reading->clusters, g_ptr_array_unref);
  g_clear_pointer (&reading->stores, g_ptr_array_unref);
  g_clear_pointer (&reading->repositories, g_ptr_array_unref);
  g_clear_pointer (&reading->tasks, g_ptr_array_unref);
  g_clear_pointer (&reading->cluster_tasks, g_ptr_array_unref);
  g_clear_object (&reading->inventory);
  g_clear_error (&reading->inventory_error);
  g_clear_error (&reading->sources_error);
  g_free (reading);
}

/* Goes on, or ends the task with what went wrong. */
static void
go_on (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    take_next_step (task);
}

/* A database can be restored from its own backups whatever becomes of the others. */
static void
go_on_choosing (GTask *task, GError *error)
{
  Reading *reading = g_task_get_task_data (task);

  if (error == NULL || !reading->choosing ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      go_on (task, error);
      return;
    }
  if (reading->sources_error == NULL)
    reading->sources_error = error;
  else
    g_error_free (error);
  take_next_step (task);
}

#define DEFINE_LIST_CALLBACK(name, place, function, continuation)                                  \
  static void name (GObject *source, GAsyncResult *result, gpointer user_data)                     \
  {                                                                                                \
    g_autoptr (GTask) task = user_data;                                                            \
    Reading *reading = g_task_get_task_data (task);                                                \
    GError *error = NULL;                                                                          \
                                                                                                   \
    reading->place = function (reading->backend, result, NULL, &error);                            \
    continuation (task, error);                                                                    \
  }

DEFINE_LIST_CALLBACK (list_repositories_cb,
                      repositories,
                      reprise_backend_list_repositories_finish,
                      go_on)
DEFINE_LIST_CALLBACK (list_databases_cb,
                      databases,
                      reprise_backend_list_databases_finish,
                      go_on_choosing)
DEFINE_LIST_CALLBACK (list_clusters_cb,
                      clusters,
                      reprise_backend_list_clusters_finish,
                      go_on_choosing)
DEFINE_LIST_CALLBACK (list_stores_cb, stores, reprise_backend_list_stores_finish, go_on_choosing)
DEFINE_LIST_CALLBACK (list_cluster_tasks_cb,
                      cluster_tasks,
                      reprise_backend_list_tasks_finish,
                      go_on)
DEFINE_LIST_CALLBACK (list_tasks_cb, tasks, reprise_backend_list_tasks_finish, go_on)

static void
get_source_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->source = reprise_backend_get_database_finish (reading->backend, result, &error);
  go_on (task, error);
}

static void
get_target_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->target = reprise_backend_get_database_finish (reading->backend, result, &error);
  go_on (task, error);
}

/* In place of what a list said of it earlier. */
static void
get_cluster_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  RepriseCluster *cluster = reprise_backend_get_cluster_finish (reading->backend, result, &error);

  if (cluster != NULL)
    {
      if (reading->clusters == NULL)
        reading->clusters = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_insert (reading->clusters, 0, cluster);
    }
  go_on (task, error);
}

/* Storage that cannot be reached is something to show, not a reason to show nothing. */
static void
read_inventory_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  if (!reprise_backend_read_inventory_finish (reading->backend,
                                              result,
                                              &reading->inventory,
                                              NULL,
                                              &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_task_return_error (task, error);
          return;
        }
      reading->inventory_error = error;
    }
  reading->inventory_read = TRUE;
  take_next_step (task);
}

static void
read_inventory (Reading *reading, GTask *task)
{
  const RepriseInventoryRequest request = { .repository_id = reading->repository_id,
                                            .node_name = reading->node_name };

  reprise_backend_read_inventory_async (reading->backend,
                                        &request,
                                        g_task_get_cancellable (task),
                                        read_inventory_cb,
                                        g_object_ref (task));
}

static RepriseRestoreContext *
add_inventory (Reading *reading, RepriseRestoreContext *context)
{
  if (!reading->inventory_read)
    return g_object_ref (context);
  if (reading->inventory_error != NULL)
    return reprise_restore_context_with_failure (context,
                                                 reading->repository_id,
                                                 reading->node_name,
                                                 reading->inventory_error);
  return reprise_restore_context_with_inventory (context,
                                                 reading->repository_id,
                                                 reading->node_name,
                                                 reading->inventory,
                                                 reprise_backend_get_service_now (
                                                     reading->backend));
}

static RepriseRestoreContext *
make_context (Reading *reading)
{
  const RepriseRestoreContextFields fields = {
    .target = reading->target,
    .databases = reading->databases,
    .clusters = reading->clusters,
    .stores = reading->stores,
    .tasks = reading->tasks,
    .cluster_tasks = reading->cluster_tasks,
    .sources_error = reading->sources_error,
    .service_now = reprise_backend_get_service_now (reading->backend),
    .is_saved = reprise_backend_is_read_only (reading->backend),
  };
  g_autoptr (RepriseRestoreContext) bare = reprise_restore_context_new (&fields);
  g_autoptr (RepriseRestoreContext) listed =
                 reprise_restore_context_with_repositories (bare,
                                                            reading->source_id,
                                                            reading->repositories);
  g_autoptr (RepriseRestoreContext) known =
                 reading->source == NULL
                     ? g_object_ref (listed)
                     : reprise_restore_context_with_database (listed, reading->source);

  return add_inventory (reading, known);
}

static void
end (Reading *reading, GTask *task)
{
  g_autoptr (RepriseRestoreContext) context = make_context (reading);

  if (reading->form == NULL)
    g_task_return_pointer (task, g_steal_pointer (&context), g_object_unref);
  else
    g_task_return_pointer (task,
                           reprise_restore_form_with_context (reading->form, context),
                           g_object_unref);
}

static gboolean
has_other_source (Reading *reading)
{
  return g_strcmp0 (reading->source_id, reading->target_id) != 0;
}

/* Returns whether there was anything to ask in that step. */
static gboolean
ask_of_source (Reading *reading, guint step, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  RepriseBackend *backend = reading->backend;

  switch (step)
    {
    case STEP_REPOSITORIES:
      reprise_backend_list_repositories_async (backend,
                                               reading->source_id,
                                               cancellable,
                                               list_repositories_cb,
                                               g_object_ref (task));
      return TRUE;
    case STEP_INVENTORY:
      if (reading->repository_id == NULL || reading->node_name == NULL)
        return FALSE;
      read_inventory (reading, task);
      return TRUE;
    case STEP_SOURCE:
      if (!has_other_source (reading))
        return FALSE;
      reprise_backend_get_database_async (backend,
                                          reading->source_id,
                                          cancellable,
                                          get_source_cb,
                                          g_object_ref (task));
      return TRUE;
    case STEP_DATABASES:
      if (!reading->choosing)
        return FALSE;
      reprise_backend_list_databases_async (backend,
                                            cancellable,
                                            list_databases_cb,
                                            g_object_ref (task));
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
ask_of_clusters (Reading *reading, guint step, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!reading->choosing && !has_other_source (reading))
    return FALSE;
  if (step == STEP_CLUSTERS)
    reprise_backend_list_clusters_async (reading->backend,
                                         cancellable,
                                         list_clusters_cb,
                                         g_object_ref (task));
  else
    reprise_backend_list_stores_async (reading->backend,
                                       cancellable,
                                       list_stores_cb,
                                       g_object_ref (task));
  return TRUE;
}

static gboolean
ask_of_target (Reading *reading, guint step, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *cluster_id =
      reading->target == NULL ? NULL : reprise_database_get_cluster_id (reading->target);

  if (step == STEP_TARGET)
    reprise_backend_get_database_async (reading->backend,
                                        reading->target_id,
                                        cancellable,
                                        get_target_cb,
                                        g_object_ref (task));
  else if (step == STEP_TASKS)
    reprise_backend_list_tasks_async (reading->backend,
                                      reading->target_id,
                                      0,
                                      cancellable,
                                      list_tasks_cb,
                                      g_object_ref (task));
  else if (cluster_id == NULL)
    return FALSE;
  else if (step == STEP_CLUSTER)
    reprise_backend_get_cluster_async (reading->backend,
                                       cluster_id,
                                       cancellable,
                                       get_cluster_cb,
                                       g_object_ref (task));
  else
    reprise_backend_list_tasks_async (reading->backend,
                                      cluster_id,
                                      0,
                                      cancellable,
                                      list_cluster_tasks_cb,
                                      g_object_ref (task));
  return TRUE;
}

static void
take_next_step (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  while (reading->next_step < N_STEPS)
    {
      guint step = reading->next_step++;
      gboolean asked = step < STEP_CLUSTERS ? ask_of_source (reading, step, task)
                       : step < STEP_TARGET ? ask_of_clusters (reading, step, task)
                                            : ask_of_target (reading, step, task);

      if (asked)
        return;
    }
  end (reading, task);
}

static Reading *
start (GTask *task, RepriseBackend *backend, const char *target_id, const char *source_id)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->backend = g_object_ref (backend);
  reading->target_id = g_strdup (target_id);
  reading->source_id = g_strdup (source_id);
  g_task_set_task_data (task, reading, reading_free);
  return reading;
}

/**
 * reprise_restore_reader_open_async:
 * @backend: a service
 * @database_id: the database to be overwritten
 * @cancellable: (nullable): to stop
 * @callback: called when it is known
 * @user_data: given to @callback
 *
 * Reads all that is needed to choose what to restore from; no repository is looked into. Where
 * other databases, or what decides about them, cannot be read, there is less to choose from.
 */
void
reprise_restore_reader_open_async (RepriseBackend *backend,
                                   const char *database_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REPRISE_IS_BACKEND (backend));
  g_return_if_fail (database_id != NULL);

  task = g_task_new (backend, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_restore_reader_open_async);
  start (task, backend, database_id, database_id)->choosing = TRUE;
  take_next_step (task);
}

/**
 * reprise_restore_reader_open_finish:
 * @backend: a service
 * @result: what the callback was given
 * @error: return location for a %REPRISE_SERVICE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what is known
 */
RepriseRestoreContext *
reprise_restore_reader_open_finish (RepriseBackend *backend, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_restore_reader_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_restore_reader_refresh_async:
 * @backend: the service that @form is about
 * @form: a form
 * @cancellable: (nullable): to stop
 * @callback: called when it is known
 * @user_data: given to @callback
 *
 * Reads again whatever the choices of @form rest on, and the target's tasks last. Backups that
 * cannot be read are part of the answer; anything else that cannot be read fails the whole.
 */
void
reprise_restore_reader_refresh_async (RepriseBackend *backend,
                                      RepriseRestoreForm *form,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RepriseRestoreContext *context;
  RepriseDatabase *target;
  Reading *reading;

  g_return_if_fail (REPRISE_IS_BACKEND (backend));
  g_return_if_fail (REPRISE_IS_RESTORE_FORM (form));

  task = g_task_new (backend, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_restore_reader_refresh_async);
  context = reprise_restore_form_get_context (form);
  target = reprise_restore_context_get_target (context);
  reading = start (task,
                   backend,
                   reprise_database_get_id (target),
                   reprise_restore_form_get_source_database_id (form));
  reading->form = g_object_ref (form);
  reading->repository_id = g_strdup (reprise_restore_form_get_repository_id (form));
  reading->node_name = g_strdup (reprise_restore_form_get_source_node (form));
  reading->databases = reprise_objects_copy (reprise_restore_context_get_databases (context));
  take_next_step (task);
}

/**
 * reprise_restore_reader_refresh_finish:
 * @backend: a service
 * @result: what the callback was given
 * @error: return location for a %REPRISE_SERVICE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the same choices, with what is known now
 */
RepriseRestoreForm *
reprise_restore_reader_refresh_finish (RepriseBackend *backend,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_restore_reader_refresh_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
