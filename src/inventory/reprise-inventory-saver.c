/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a whole account, or one database of it, from any backend.
 *
 * One question after the other, so that a service is not pressed; what it cannot answer is named in
 * the file and to who asked, and does not keep the rest from being saved. */

#include "config.h"

#include "inventory/reprise-inventory-saver.h"

#include "inventory/reprise-inventory-file.h"
#include "model/reprise-repository.h"
#include "model/reprise-store.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STEP_TENANT,
  STEP_CLUSTERS,
  STEP_CLUSTER,
  STEP_CLUSTER_NODES,
  STEP_STORES,
  STEP_DATABASES,
  STEP_DATABASE,
  STEP_REPOSITORIES,
  STEP_INVENTORY,
} StepKind;

typedef struct
{
  StepKind kind;
  char *id;        /* of what is asked for */
  char *node_name; /* of an inventory */
  char *words;     /* what is done, for people */
} Step;

struct _RepriseInventorySaver
{
  GObject parent_instance;

  RepriseBackend *backend;
  char *database_id;

  /* While it runs. */
  RepriseSavedAccount *account;
  GQueue steps;
  guint n_done;
  char *words;
  GPtrArray *problems;
};

enum
{
  PROP_0,
  PROP_FRACTION,
  PROP_STEP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RepriseInventorySaver, reprise_inventory_saver, G_TYPE_OBJECT)

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->id);
  g_free (step->node_name);
  g_free (step->words);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* Takes @words over. */
static void
add_step (RepriseInventorySaver *self,
          StepKind kind,
          const char *id,
          const char *node_name,
          char *words)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->id = g_strdup (id);
  step->node_name = g_strdup (node_name);
  step->words = words;
  g_queue_push_tail (&self->steps, step);
}

static void
add_problem (RepriseInventorySaver *self, const char *words, const char *problem)
{
  /* Translators: what was done, and why it failed or what was left out. */
  g_ptr_array_add (self->problems, g_strdup_printf (_ ("%s: %s"), words, problem));
}

static void
add_problems (RepriseInventorySaver *self, const Step *step, GPtrArray *problems)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    add_problem (self, step->words, problems->pdata[i]);
}

static void
add_database_steps (RepriseInventorySaver *self, RepriseDatabase *database)
{
  const char *id = reprise_database_get_id (database);
  const char *cluster_id = reprise_database_get_cluster_id (database);
  const char *title = reprise_database_get_title (database);

  if (self->database_id != NULL && cluster_id != NULL)
    add_step (self, STEP_CLUSTER, cluster_id, NULL, g_strdup (_ ("Reading the cluster")));
  add_step (self,
            STEP_REPOSITORIES,
            id,
            NULL,
            /* Translators: the name of a database. */
            g_strdup_printf (_ ("Reading the repositories of ‘%s’"), title));
}

static RepriseDatabase *
find_database (RepriseInventorySaver *self, const char *id)
{
  for (guint i = 0; i < self->account->databases->len; i++)
    if (g_strcmp0 (reprise_database_get_id (self->account->databases->pdata[i]), id) == 0)
      return self->account->databases->pdata[i];
  return NULL;
}

static void
add_inventory_steps (RepriseInventorySaver *self,
                     const char *database_id,
                     RepriseRepository *repository)
{
  RepriseDatabase *database = find_database (self, database_id);
  GPtrArray *nodes = database == NULL ? NULL : reprise_database_get_nodes (database);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    add_step (self,
              STEP_INVENTORY,
              reprise_repository_get_id (repository),
              reprise_node_get_name (nodes->pdata[i]),
              /* Translators: the name of a node, the name of a database. */
              g_strdup_printf (_ ("Reading the backups of ‘%s’ of ‘%s’"),
                               reprise_node_get_title (nodes->pdata[i]),
                               reprise_database_get_title (database)));
}

static void
add_cluster_nodes_step (RepriseInventorySaver *self, RepriseCluster *cluster)
{
  add_step (self,
            STEP_CLUSTER_NODES,
            reprise_cluster_get_id (cluster),
            NULL,
            /* Translators: the name of a cluster. */
            g_strdup_printf (_ ("Reading the nodes of ‘%s’"), reprise_cluster_get_name (cluster)));
}

/* Takes the place of what a list said of it, which may be less. */
static void
put_database (RepriseInventorySaver *self, RepriseDatabase *database)
{
  GPtrArray *databases = self->account->databases;

  for (guint i = 0; i < databases->len; i++)
    if (g_strcmp0 (reprise_database_get_id (databases->pdata[i]),
                   reprise_database_get_id (database)) == 0)
      {
        g_object_unref (databases->pdata[i]);
        databases->pdata[i] = g_object_ref (database);
        return;
      }
  g_ptr_array_add (databases, g_object_ref (database));
}

static void
replace_list (GPtrArray **list, GPtrArray *objects)
{
  g_ptr_array_unref (*list);
  *list = g_ptr_array_ref (objects);
}

static void
take_clusters (RepriseInventorySaver *self, GPtrArray *clusters)
{
  replace_list (&self->account->clusters, clusters);
  for (guint i = 0; i < clusters->len; i++)
    add_cluster_nodes_step (self, clusters->pdata[i]);
}

static void
take_cluster (RepriseInventorySaver *self, RepriseCluster *cluster)
{
  g_ptr_array_add (self->account->clusters, g_object_ref (cluster));
  add_cluster_nodes_step (self, cluster);
}

static void
take_databases (RepriseInventorySaver *self, GPtrArray *databases)
{
  replace_list (&self->account->databases, databases);
  for (guint i = 0; i < databases->len; i++)
    add_step (self,
              STEP_DATABASE,
              reprise_database_get_id (databases->pdata[i]),
              NULL,
              /* Translators: the name of a database. */
              g_strdup_printf (_ ("Reading database ‘%s’"),
                               reprise_database_get_title (databases->pdata[i])));
}

static void
take_repositories (RepriseInventorySaver *self, const Step *step, GPtrArray *repositories)
{
  for (guint i = 0; i < repositories->len; i++)
    {
      g_ptr_array_add (self->account->repositories, g_object_ref (repositories->pdata[i]));
      add_inventory_steps (self, step->id, repositories->pdata[i]);
    }
}

static void
take_inventory (RepriseInventorySaver *self,
                const Step *step,
                RepriseInventory *inventory,
                GPtrArray *problems)
{
  RepriseSavedInventory *saved = reprise_saved_inventory_new (step->id, step->node_name, inventory);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (saved->problems, g_strdup (problems->pdata[i]));
  g_ptr_array_add (self->account->inventories, saved);
}

/* Returns whether there was an answer. */
static gboolean
finish_object_step (RepriseInventorySaver *self,
                    const Step *step,
                    GAsyncResult *result,
                    GError **error)
{
  RepriseBackend *backend = self->backend;
  g_autoptr (RepriseDatabase) database = NULL;
  g_autoptr (RepriseCluster) cluster = NULL;

  if (step->kind == STEP_TENANT)
    {
      g_clear_object (&self->account->tenant);
      self->account->tenant = reprise_backend_get_tenant_finish (backend, result, error);
      return self->account->tenant != NULL;
    }
  if (step->kind == STEP_CLUSTER)
    {
      cluster = reprise_backend_get_cluster_finish (backend, result, error);
      if (cluster != NULL)
        take_cluster (self, cluster);
      return cluster != NULL;
    }
  database = reprise_backend_get_database_finish (backend, result, error);
  if (database == NULL)
    return FALSE;
  put_database (self, database);
  add_database_steps (self, database);
  return TRUE;
}

static GPtrArray *
finish_list (RepriseInventorySaver *self,
             const Step *step,
             GAsyncResult *result,
             GPtrArray **problems,
             GError **error)
{
  if (step->kind == STEP_CLUSTERS)
    return reprise_backend_list_clusters_finish (self->backend, result, problems, error);
  if (step->kind == STEP_CLUSTER_NODES)
    return reprise_backend_list_cluster_nodes_finish (self->backend, result, problems, error);
  if (step->kind == STEP_STORES)
    return reprise_backend_list_stores_finish (self->backend, result, problems, error);
  if (step->kind == STEP_DATABASES)
    return reprise_backend_list_databases_finish (self->backend, result, problems, error);
  return reprise_backend_list_repositories_finish (self->backend, result, problems, error);
}

static gboolean
finish_list_step (RepriseInventorySaver *self,
                  const Step *step,
                  GAsyncResult *result,
                  GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) objects = finish_list (self, step, result, &problems, error);

  if (objects == NULL)
    return FALSE;
  if (step->kind == STEP_CLUSTERS)
    take_clusters (self, objects);
  else if (step->kind == STEP_CLUSTER_NODES)
    g_ptr_array_add (self->account->cluster_nodes, reprise_saved_nodes_new (step->id, objects));
  else if (step->kind == STEP_STORES)
    replace_list (&self->account->stores, objects);
  else if (step->kind == STEP_DATABASES)
    take_databases (self, objects);
  else
    take_repositories (self, step, objects);
  add_problems (self, step, problems);
  return TRUE;
}

static gboolean
finish_inventory_step (RepriseInventorySaver *self,
                       const Step *step,
                       GAsyncResult *result,
                       GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;

  if (!reprise_backend_read_inventory_finish (self->backend, result, &inventory, &problems, error))
    return FALSE;
  take_inventory (self, step, inventory, problems);
  add_problems (self, step, problems);
  return TRUE;
}

static gboolean
finish_step (RepriseInventorySaver *self, const Step *step, GAsyncResult *result, GError **error)
{
  switch (step->kind)
    {
    case STEP_TENANT:
    case STEP_CLUSTER:
    case STEP_DATABASE:
      return finish_object_step (self, step, result, error);
    case STEP_INVENTORY:
      return finish_inventory_step (self, step, result, error);
    case STEP_CLUSTERS:
    case STEP_CLUSTER_NODES:
    case STEP_STORES:
    case STEP_DATABASES:
    case STEP_REPOSITORIES:
    default:
      return finish_list_step (self, step, result, error);
    }
}

/* Without the databases there is nothing to save. */
static gboolean
is_needed (RepriseInventorySaver *self, const Step *step)
{
  return step->kind == STEP_DATABASES || (step->kind == STEP_DATABASE && self->database_id != NULL);
}

/* What failed is named; the failure of an inventory also in its place in the file. */
static void
note_failure (RepriseInventorySaver *self, const Step *step, const GError *error)
{
  RepriseDatabase *database;

  add_problem (self, step->words, error->message);
  if (step->kind == STEP_INVENTORY)
    {
      RepriseSavedInventory *saved = reprise_saved_inventory_new (step->id, step->node_name, NULL);

      saved->failure = g_strdup (error->message);
      g_ptr_array_add (self->account->inventories, saved);
    }
  database = step->kind == STEP_DATABASE ? find_database (self, step->id) : NULL;
  if (database != NULL)
    add_database_steps (self, database);
}

static void next_step (GTask *task);

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseInventorySaver *self = g_task_get_source_object (task);
  g_autoptr (Step) step = g_queue_pop_head (&self->steps);
  GError *error = NULL;

  if (!finish_step (self, step, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || is_needed (self, step))
        {
          g_task_return_error (task, error);
          return;
        }
      note_failure (self, step, error);
      g_error_free (error);
    }
  self->n_done++;
  next_step (g_steal_pointer (&task));
}

static void
begin_step (RepriseInventorySaver *self, const Step *step, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  const RepriseInventoryRequest request = { .repository_id = step->id,
                                            .node_name = step->node_name };
  RepriseBackend *backend = self->backend;

  switch (step->kind)
    {
    case STEP_TENANT:
      reprise_backend_get_tenant_async (backend, cancellable, step_done_cb, task);
      break;
    case STEP_CLUSTERS:
      reprise_backend_list_clusters_async (backend, cancellable, step_done_cb, task);
      break;
    case STEP_CLUSTER:
      reprise_backend_get_cluster_async (backend, step->id, cancellable, step_done_cb, task);
      break;
    case STEP_CLUSTER_NODES:
      reprise_backend_list_cluster_nodes_async (backend, step->id, cancellable, step_done_cb, task);
      break;
    case STEP_STORES:
      reprise_backend_list_stores_async (backend, cancellable, step_done_cb, task);
      break;
    case STEP_DATABASES:
      reprise_backend_list_databases_async (backend, cancellable, step_done_cb, task);
      break;
    case STEP_DATABASE:
      reprise_backend_get_database_async (backend, step->id, cancellable, step_done_cb, task);
      break;
    case STEP_REPOSITORIES:
      reprise_backend_list_repositories_async (backend, step->id, cancellable, step_done_cb, task);
      break;
    case STEP_INVENTORY:
      reprise_backend_read_inventory_async (backend, &request, cancellable, step_done_cb, task);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A file of one database says nothing of the stores of others. */
static void
drop_other_stores (RepriseSavedAccount *account)
{
  for (guint i = account->stores->len; i > 0; i--)
    {
      const char *id = reprise_store_get_id (account->stores->pdata[i - 1]);
      gboolean is_used = FALSE;

      for (guint j = 0; j < account->repositories->len; j++)
        is_used |=
            g_strcmp0 (reprise_repository_get_backup_store_id (account->repositories->pdata[j]),
                       id) == 0;
      if (!is_used)
        g_ptr_array_remove_index (account->stores, i - 1);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (reprise_inventory_file_save_finish (G_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes the task over. */
static void
save (GTask *task)
{
  RepriseInventorySaver *self = g_task_get_source_object (task);
  RepriseSavedAccount *account = g_steal_pointer (&self->account);

  if (self->database_id != NULL)
    drop_other_stores (account);
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (account->problems, g_strdup (self->problems->pdata[i]));
  reprise_inventory_file_save_async (g_task_get_task_data (task),
                                     account,
                                     g_task_get_cancellable (task),
                                     saved_cb,
                                     task);
}

static void
tell_progress (RepriseInventorySaver *self, const char *words)
{
  g_free (self->words);
  self->words = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/* Takes the task over. */
static void
next_step (GTask *task)
{
  RepriseInventorySaver *self = g_task_get_source_object (task);
  const Step *step = g_queue_peek_head (&self->steps);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  tell_progress (self, step == NULL ? _ ("Writing the file") : step->words);
  if (step == NULL)
    save (task);
  else
    begin_step (self, step, task);
}

static void
reprise_inventory_saver_finalize (GObject *object)
{
  RepriseInventorySaver *self = REPRISE_INVENTORY_SAVER (object);

  g_object_unref (self->backend);
  g_free (self->database_id);
  g_clear_pointer (&self->account, reprise_saved_account_free);
  g_queue_clear_full (&self->steps, step_free);
  g_free (self->words);
  g_ptr_array_unref (self->problems);
  G_OBJECT_CLASS (reprise_inventory_saver_parent_class)->finalize (object);
}

static void
reprise_inventory_saver_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  RepriseInventorySaver *self = REPRISE_INVENTORY_SAVER (object);

  switch (property_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, reprise_inventory_saver_get_fraction (self));
      break;
    case PROP_STEP:
      g_value_set_string (value, self->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_inventory_saver_class_init (RepriseInventorySaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_inventory_saver_finalize;
  object_class->get_property = reprise_inventory_saver_get_property;

  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_inventory_saver_init (RepriseInventorySaver *self)
{
  g_queue_init (&self->steps);
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

/**
 * reprise_inventory_saver_new:
 * @backend: what to read from
 * @database_id: (nullable): the database to save, or %NULL for the whole account
 *
 * Returns: (transfer full): a saver, good for one file
 */
RepriseInventorySaver *
reprise_inventory_saver_new (RepriseBackend *backend, const char *database_id)
{
  RepriseInventorySaver *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);

  self = g_object_new (REPRISE_TYPE_INVENTORY_SAVER, NULL);
  self->backend = g_object_ref (backend);
  self->database_id = g_strdup (database_id);
  return self;
}

static void
plan_steps (RepriseInventorySaver *self)
{
  add_step (self, STEP_TENANT, NULL, NULL, g_strdup (_ ("Reading the account")));
  if (self->database_id == NULL)
    {
      add_step (self, STEP_DATABASES, NULL, NULL, g_strdup (_ ("Reading the databases")));
      add_step (self, STEP_CLUSTERS, NULL, NULL, g_strdup (_ ("Reading the clusters")));
    }
  else
    add_step (self, STEP_DATABASE, self->database_id, NULL, g_strdup (_ ("Reading the database")));
  add_step (self, STEP_STORES, NULL, NULL, g_strdup (_ ("Reading the backup stores")));
}

/**
 * reprise_inventory_saver_save_async:
 * @self: a saver that has not saved anything yet
 * @file: where to save it
 * @cancellable: (nullable): stops it; an old file is then as it was
 * @callback: called when the file is on the disk, or when there is an error
 * @user_data: given to @callback
 *
 * Meanwhile "fraction" and "step" tell how far it is.
 */
void
reprise_inventory_saver_save_async (RepriseInventorySaver *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;
  RepriseInstant captured_at;

  g_return_if_fail (REPRISE_IS_INVENTORY_SAVER (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->account == NULL && self->n_done == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_inventory_saver_save_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  self->account = reprise_saved_account_new ();
  captured_at = reprise_backend_get_captured_at (self->backend);
  self->account->captured_at = captured_at != REPRISE_INSTANT_NONE
                                   ? captured_at
                                   : reprise_backend_get_service_now (self->backend);
  self->account->source_title = g_strdup (reprise_backend_get_title (self->backend));
  self->account->source_address = g_strdup (reprise_backend_get_address (self->backend));
  self->account->database_id = g_strdup (self->database_id);
  plan_steps (self);
  next_step (task);
}

/**
 * reprise_inventory_saver_save_finish:
 * @self: a saver
 * @result: what the callback was given
 * @problems: (out) (optional) (transfer full) (element-type utf8): what could not be read, as
 *   sentences; the file holds them as well
 * @error: set to what the backend says of the databases, or a %G_IO_ERROR
 *
 * Returns: whether the file is saved
 */
gboolean
reprise_inventory_saver_save_finish (RepriseInventorySaver *self,
                                     GAsyncResult *result,
                                     GPtrArray **problems,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_inventory_saver_save_async),
                        FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (problems != NULL)
    *problems = g_ptr_array_ref (self->problems);
  return TRUE;
}

/**
 * reprise_inventory_saver_get_fraction:
 * @self: a saver
 *
 * Returns: how much of what is known to be to do is done, from 0 to 1; may go back
 */
double
reprise_inventory_saver_get_fraction (RepriseInventorySaver *self)
{
  guint n_steps;

  g_return_val_if_fail (REPRISE_IS_INVENTORY_SAVER (self), 0);
  n_steps = self->n_done + self->steps.length;
  return n_steps == 0 ? 0 : (double) self->n_done / n_steps;
}

/**
 * reprise_inventory_saver_get_step:
 * @self: a saver
 *
 * Returns: (nullable): what it does now, in words
 */
const char *
reprise_inventory_saver_get_step (RepriseInventorySaver *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_SAVER (self), NULL);
  return self->words;
}
