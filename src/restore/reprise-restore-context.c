/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is known when a restore is put together. */

#include "config.h"

#include "restore/reprise-restore-context.h"

#include "base/reprise-objects.h"

/* The repositories of one database, once they have been listed. */
typedef struct
{
  char *database_id;
  GPtrArray *repositories;
} Shelf;

/* One node's backups in one repository, once they have been asked for. */
typedef struct
{
  char *repository_id;
  char *node_name;
  RepriseRestoreWindow *window;
  GError *error;
} Stock;

struct _RepriseRestoreContext
{
  GObject parent_instance;

  RepriseDatabase *target;
  GPtrArray *databases;
  GPtrArray *clusters;
  GPtrArray *stores;
  GPtrArray *tasks;
  GPtrArray *cluster_tasks;
  GPtrArray *shelves; /* of Shelf */
  GPtrArray *stocks;  /* of Stock */
  GError *sources_error;
  RepriseInstant service_now;
  gboolean is_saved;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreContext, reprise_restore_context, G_TYPE_OBJECT)

static void
clear_shelf (gpointer data)
{
  Shelf *shelf = data;

  g_free (shelf->database_id);
  g_ptr_array_unref (shelf->repositories);
}

static void
shelf_unref (gpointer shelf)
{
  g_rc_box_release_full (shelf, clear_shelf);
}

static void
clear_stock (gpointer data)
{
  Stock *stock = data;

  g_free (stock->repository_id);
  g_free (stock->node_name);
  g_clear_object (&stock->window);
  g_clear_error (&stock->error);
}

static void
stock_unref (gpointer stock)
{
  g_rc_box_release_full (stock, clear_stock);
}

static void
reprise_restore_context_finalize (GObject *object)
{
  RepriseRestoreContext *self = REPRISE_RESTORE_CONTEXT (object);

  g_clear_object (&self->target);
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
  g_clear_pointer (&self->stores, g_ptr_array_unref);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->cluster_tasks, g_ptr_array_unref);
  g_clear_error (&self->sources_error);
  g_ptr_array_unref (self->shelves);
  g_ptr_array_unref (self->stocks);
  G_OBJECT_CLASS (reprise_restore_context_parent_class)->finalize (object);
}

static void
reprise_restore_context_class_init (RepriseRestoreContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_context_finalize;
}

static void
reprise_restore_context_init (RepriseRestoreContext *self)
{
  self->shelves = g_ptr_array_new_with_free_func (shelf_unref);
  self->stocks = g_ptr_array_new_with_free_func (stock_unref);
}

/**
 * reprise_restore_context_new:
 * @fields: what is known; copied
 *
 * Returns: (transfer full): a context in which no repository has been looked at yet
 */
RepriseRestoreContext *
reprise_restore_context_new (const RepriseRestoreContextFields *fields)
{
  RepriseRestoreContext *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (REPRISE_IS_DATABASE (fields->target), NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_CONTEXT, NULL);
  self->target = g_object_ref (fields->target);
  self->databases = reprise_objects_copy (fields->databases);
  self->clusters = reprise_objects_copy (fields->clusters);
  self->stores = reprise_objects_copy (fields->stores);
  self->tasks = reprise_objects_copy_or_null (fields->tasks);
  self->cluster_tasks = reprise_objects_copy_or_null (fields->cluster_tasks);
  self->sources_error = fields->sources_error == NULL ? NULL : g_error_copy (fields->sources_error);
  self->service_now = fields->service_now;
  self->is_saved = fields->is_saved;
  return self;
}

static gpointer
ref_box (gconstpointer box, gpointer unused)
{
  return g_rc_box_acquire ((gpointer) box);
}

static RepriseRestoreContext *
copy_context (RepriseRestoreContext *self)
{
  const RepriseRestoreContextFields fields = {
    .target = self->target,
    .databases = self->databases,
    .clusters = self->clusters,
    .stores = self->stores,
    .tasks = self->tasks,
    .cluster_tasks = self->cluster_tasks,
    .sources_error = self->sources_error,
    .service_now = self->service_now,
    .is_saved = self->is_saved,
  };
  RepriseRestoreContext *copy = reprise_restore_context_new (&fields);

  g_ptr_array_extend (copy->shelves, self->shelves, ref_box, NULL);
  g_ptr_array_extend (copy->stocks, self->stocks, ref_box, NULL);
  return copy;
}

static gboolean
is_same_database (RepriseDatabase *a, RepriseDatabase *b)
{
  return g_strcmp0 (reprise_database_get_id (a), reprise_database_get_id (b)) == 0;
}

/**
 * reprise_restore_context_with_database:
 * @self: a context
 * @database: a database, with all that is known of it
 *
 * Lists may leave parts of a database out; a source that has been chosen is read by itself.
 *
 * Returns: (transfer full): the same with @database in place of what was known of it
 */
RepriseRestoreContext *
reprise_restore_context_with_database (RepriseRestoreContext *self, RepriseDatabase *database)
{
  RepriseRestoreContext *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  g_return_val_if_fail (REPRISE_IS_DATABASE (database), NULL);

  copy = copy_context (self);
  if (is_same_database (self->target, database))
    g_set_object (&copy->target, database);
  for (guint i = copy->databases->len; i > 0; i--)
    if (is_same_database (g_ptr_array_index (copy->databases, i - 1), database))
      g_ptr_array_remove_index (copy->databases, i - 1);
  g_ptr_array_add (copy->databases, g_object_ref (database));
  return copy;
}

static Shelf *
find_shelf (RepriseRestoreContext *self, const char *database_id)
{
  for (guint i = 0; i < self->shelves->len; i++)
    {
      Shelf *shelf = g_ptr_array_index (self->shelves, i);

      if (g_strcmp0 (shelf->database_id, database_id) == 0)
        return shelf;
    }
  return NULL;
}

/**
 * reprise_restore_context_with_repositories:
 * @self: a context
 * @database_id: a database
 * @repositories: (element-type RepriseRepository): all of its repositories
 *
 * Returns: (transfer full): the same with those
 */
RepriseRestoreContext *
reprise_restore_context_with_repositories (RepriseRestoreContext *self,
                                           const char *database_id,
                                           GPtrArray *repositories)
{
  RepriseRestoreContext *copy;
  Shelf *shelf;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  g_return_val_if_fail (database_id != NULL, NULL);
  g_return_val_if_fail (repositories != NULL, NULL);

  copy = copy_context (self);
  g_ptr_array_remove (copy->shelves, find_shelf (copy, database_id));
  shelf = g_rc_box_new0 (Shelf);
  shelf->database_id = g_strdup (database_id);
  shelf->repositories = reprise_objects_copy (repositories);
  g_ptr_array_add (copy->shelves, shelf);
  return copy;
}

static Stock *
find_stock (RepriseRestoreContext *self, const char *repository_id, const char *node_name)
{
  for (guint i = 0; i < self->stocks->len; i++)
    {
      Stock *stock = g_ptr_array_index (self->stocks, i);

      if (g_strcmp0 (stock->repository_id, repository_id) == 0 &&
          g_strcmp0 (stock->node_name, node_name) == 0)
        return stock;
    }
  return NULL;
}

static Stock *
replace_stock (RepriseRestoreContext *self, const char *repository_id, const char *node_name)
{
  Stock *stock = g_rc_box_new0 (Stock);

  g_ptr_array_remove (self->stocks, find_stock (self, repository_id, node_name));
  stock->repository_id = g_strdup (repository_id);
  stock->node_name = g_strdup (node_name);
  g_ptr_array_add (self->stocks, stock);
  return stock;
}

/**
 * reprise_restore_context_with_inventory:
 * @self: a context
 * @repository_id: a repository
 * @node_name: a node of the database that it holds
 * @inventory: (nullable): what it holds of that node; %NULL where it has no data for it
 * @service_now: the service's clock when it was read
 *
 * Returns: (transfer full): the same with that, and with the later of both clocks
 */
RepriseRestoreContext *
reprise_restore_context_with_inventory (RepriseRestoreContext *self,
                                        const char *repository_id,
                                        const char *node_name,
                                        RepriseInventory *inventory,
                                        RepriseInstant service_now)
{
  RepriseRestoreContext *copy;
  Stock *stock;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  g_return_val_if_fail (repository_id != NULL && node_name != NULL, NULL);
  g_return_val_if_fail (inventory == NULL || REPRISE_IS_INVENTORY (inventory), NULL);

  copy = copy_context (self);
  copy->service_now = MAX (self->service_now, service_now);
  stock = replace_stock (copy, repository_id, node_name);
  if (inventory != NULL)
    stock->window = reprise_restore_window_new (inventory, copy->service_now);
  return copy;
}

static Stock *
renew_stock (const Stock *stock, RepriseInstant service_now)
{
  Stock *renewed = g_rc_box_new0 (Stock);

  renewed->repository_id = g_strdup (stock->repository_id);
  renewed->node_name = g_strdup (stock->node_name);
  renewed->error = stock->error == NULL ? NULL : g_error_copy (stock->error);
  if (stock->window != NULL)
    renewed->window = reprise_restore_window_renew (stock->window, service_now);
  return renewed;
}

/**
 * reprise_restore_context_with_service_now:
 * @self: a context
 * @service_now: the service's clock
 *
 * What has been read stays as old as it is; only what is counted from now is renewed.
 *
 * Returns: (transfer full): the same with the later of both clocks
 */
RepriseRestoreContext *
reprise_restore_context_with_service_now (RepriseRestoreContext *self, RepriseInstant service_now)
{
  RepriseRestoreContext *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);

  if (service_now <= self->service_now)
    return g_object_ref (self);
  copy = copy_context (self);
  copy->service_now = service_now;
  g_ptr_array_set_size (copy->stocks, 0);
  for (guint i = 0; i < self->stocks->len; i++)
    g_ptr_array_add (copy->stocks, renew_stock (g_ptr_array_index (self->stocks, i), service_now));
  return copy;
}

/**
 * reprise_restore_context_with_failure:
 * @self: a context
 * @repository_id: a repository
 * @node_name: a node of the database that it holds
 * @error: why it could not be read
 *
 * Returns: (transfer full): the same with that
 */
RepriseRestoreContext *
reprise_restore_context_with_failure (RepriseRestoreContext *self,
                                      const char *repository_id,
                                      const char *node_name,
                                      const GError *error)
{
  RepriseRestoreContext *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  g_return_val_if_fail (repository_id != NULL && node_name != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  copy = copy_context (self);
  replace_stock (copy, repository_id, node_name)->error = g_error_copy (error);
  return copy;
}

/**
 * reprise_restore_context_get_target:
 * @self: a context
 *
 * Returns: (transfer none): the database to be overwritten
 */
RepriseDatabase *
reprise_restore_context_get_target (RepriseRestoreContext *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  return self->target;
}

/**
 * reprise_restore_context_get_target_cluster:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): the cluster of the database to be overwritten
 */
RepriseCluster *
reprise_restore_context_get_target_cluster (RepriseRestoreContext *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  return reprise_restore_context_find_cluster (self,
                                               reprise_database_get_cluster_id (self->target));
}

/**
 * reprise_restore_context_get_databases:
 * @self: a context
 *
 * Returns: (transfer none) (element-type RepriseDatabase): those to choose a source from; may leave
 *   out the target itself, which can always be chosen
 */
GPtrArray *
reprise_restore_context_get_databases (RepriseRestoreContext *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  return self->databases;
}

/**
 * reprise_restore_context_get_sources_error:
 * @self: a context
 *
 * Returns: (nullable): why other databases, or what decides about them, could not be read
 */
const GError *
reprise_restore_context_get_sources_error (RepriseRestoreContext *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  return self->sources_error;
}

/**
 * reprise_restore_context_find_database:
 * @self: a context
 * @database_id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the target or one of the databases to choose from
 */
RepriseDatabase *
reprise_restore_context_find_database (RepriseRestoreContext *self, const char *database_id)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);

  if (database_id == NULL)
    return NULL;
  if (g_strcmp0 (reprise_database_get_id (self->target), database_id) == 0)
    return self->target;
  for (guint i = 0; i < self->databases->len; i++)
    {
      RepriseDatabase *database = g_ptr_array_index (self->databases, i);

      if (g_strcmp0 (reprise_database_get_id (database), database_id) == 0)
        return database;
    }
  return NULL;
}

/**
 * reprise_restore_context_find_cluster:
 * @self: a context
 * @cluster_id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): that cluster
 */
RepriseCluster *
reprise_restore_context_find_cluster (RepriseRestoreContext *self, const char *cluster_id)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);

  for (guint i = 0; cluster_id != NULL && i < self->clusters->len; i++)
    {
      RepriseCluster *cluster = g_ptr_array_index (self->clusters, i);

      if (g_strcmp0 (reprise_cluster_get_id (cluster), cluster_id) == 0)
        return cluster;
    }
  return NULL;
}

/**
 * reprise_restore_context_judge_source:
 * @self: a context
 * @database_id: one of its databases
 *
 * Returns: whether that database's backups can serve the target
 */
RepriseEligibility
reprise_restore_context_judge_source (RepriseRestoreContext *self, const char *database_id)
{
  RepriseEligibilityPair pair = { 0 };

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN);

  pair.source = reprise_restore_context_find_database (self, database_id);
  g_return_val_if_fail (pair.source != NULL, REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN);
  pair.target = self->target;
  pair.target_cluster = reprise_restore_context_get_target_cluster (self);
  pair.source_cluster =
      reprise_restore_context_find_cluster (self, reprise_database_get_cluster_id (pair.source));
  pair.stores = self->stores;
  return reprise_eligibility_judge (&pair);
}

/**
 * reprise_restore_context_has_repositories:
 * @self: a context
 * @database_id: (nullable): a database
 *
 * Returns: whether its repositories have been listed
 */
gboolean
reprise_restore_context_has_repositories (RepriseRestoreContext *self, const char *database_id)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), FALSE);
  return find_shelf (self, database_id) != NULL;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  RepriseInstant left = reprise_repository_get_created_at (*(RepriseRepository **) a);
  RepriseInstant right = reprise_repository_get_created_at (*(RepriseRepository **) b);

  return (left < right) - (left > right);
}

/**
 * reprise_restore_context_list_repositories:
 * @self: a context
 * @database_id: (nullable): a database
 *
 * Returns: (transfer full) (element-type RepriseRepository): its repositories with an id, the
 * newest first; none where they have not been listed
 */
GPtrArray *
reprise_restore_context_list_repositories (RepriseRestoreContext *self, const char *database_id)
{
  GPtrArray *repositories = g_ptr_array_new_with_free_func (g_object_unref);
  Shelf *shelf;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), repositories);

  shelf = find_shelf (self, database_id);
  for (guint i = 0; shelf != NULL && i < shelf->repositories->len; i++)
    {
      RepriseRepository *repository = g_ptr_array_index (shelf->repositories, i);
      const char *owner = reprise_repository_get_database_id (repository);

      if (reprise_repository_get_id (repository) != NULL &&
          (owner == NULL || g_strcmp0 (owner, database_id) == 0))
        g_ptr_array_add (repositories, g_object_ref (repository));
    }
  g_ptr_array_sort (repositories, compare_newest_first);
  return repositories;
}

/**
 * reprise_restore_context_get_current_repository_id:
 * @self: a context
 * @database_id: (nullable): a database
 * @node_name: (nullable): one of its nodes
 *
 * Returns: (transfer none) (nullable): the repository that the node's backups go to now, as its
 *   configuration says; else the newest one that was listed
 */
const char *
reprise_restore_context_get_current_repository_id (RepriseRestoreContext *self,
                                                   const char *database_id,
                                                   const char *node_name)
{
  RepriseDatabase *database = reprise_restore_context_find_database (self, database_id);
  const char *configured =
      database == NULL ? NULL : reprise_database_get_current_repository_id (database, node_name);
  g_autoptr (GPtrArray) repositories = NULL;

  if (configured != NULL)
    return configured;
  repositories = reprise_restore_context_list_repositories (self, database_id);
  /* The shelf keeps the repository, and with it the id. */
  return repositories->len == 0 ? NULL
                                : reprise_repository_get_id (g_ptr_array_index (repositories, 0));
}

/**
 * reprise_restore_context_get_stock:
 * @self: a context
 * @repository_id: (nullable): a repository
 * @node_name: (nullable): a node
 * @window: (out) (optional) (transfer none) (nullable): how far it reaches, where it was read
 * @error: (out) (optional) (transfer none) (nullable): why not, where that failed
 *
 * Returns: what is known of that node's backups in that repository
 */
RepriseStockState
reprise_restore_context_get_stock (RepriseRestoreContext *self,
                                   const char *repository_id,
                                   const char *node_name,
                                   RepriseRestoreWindow **window,
                                   const GError **error)
{
  Stock *stock;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), REPRISE_STOCK_STATE_UNREAD);

  stock = find_stock (self, repository_id, node_name);
  if (window != NULL)
    *window = stock == NULL ? NULL : stock->window;
  if (error != NULL)
    *error = stock == NULL ? NULL : stock->error;
  if (stock == NULL)
    return REPRISE_STOCK_STATE_UNREAD;
  if (stock->error != NULL)
    return REPRISE_STOCK_STATE_FAILED;
  return stock->window == NULL ? REPRISE_STOCK_STATE_EMPTY : REPRISE_STOCK_STATE_READ;
}

/**
 * reprise_restore_context_get_tasks:
 * @self: a context
 *
 * Returns: (transfer none) (nullable) (element-type RepriseTask): the target's tasks; %NULL where
 *   they are not known
 */
GPtrArray *
reprise_restore_context_get_tasks (RepriseRestoreContext *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  return self->tasks;
}

/**
 * reprise_restore_context_get_cluster_tasks:
 * @self: a context
 *
 * Returns: (transfer none) (nullable) (element-type RepriseTask): those of its cluster; %NULL where
 *   they are not known
 */
GPtrArray *
reprise_restore_context_get_cluster_tasks (RepriseRestoreContext *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), NULL);
  return self->cluster_tasks;
}

/**
 * reprise_restore_context_get_service_now:
 * @self: a context
 *
 * Returns: the service's clock when it was last asked
 */
RepriseInstant
reprise_restore_context_get_service_now (RepriseRestoreContext *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (self), REPRISE_INSTANT_NONE);
  return self->service_now;
}

/**
 * reprise_restore_context_is_saved:
 * @self: a context
 *
 * Returns: whether it is of a saved inventory, from which nothing can be sent
 */
gboolean
reprise_restore_context_is_saved (RepriseRestoreContext *self)
{
  return self->is_saved;
}
