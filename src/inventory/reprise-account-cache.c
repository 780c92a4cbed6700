/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a service answered last, piece by piece. */

#include "config.h"

#include "inventory/reprise-account-cache.h"

#include "base/reprise-objects.h"
#include "model/reprise-repository.h"

/**
 * reprise_account_cache_new:
 * @account: (nullable) (transfer full): what was kept from an earlier time
 *
 * Returns: (transfer full): a cache of it
 */
RepriseAccountCache *
reprise_account_cache_new (RepriseSavedAccount *account)
{
  RepriseAccountCache *self = g_new0 (RepriseAccountCache, 1);

  self->account = account != NULL ? account : reprise_saved_account_new ();
  self->has_clusters = self->account->clusters->len > 0;
  self->has_stores = self->account->stores->len > 0;
  self->has_databases = self->account->databases->len > 0;
  return self;
}

/**
 * reprise_account_cache_free:
 * @self: (transfer full): a cache
 */
void
reprise_account_cache_free (RepriseAccountCache *self)
{
  reprise_saved_account_free (self->account);
  g_free (self);
}

/**
 * reprise_account_cache_copy:
 * @self: a cache
 *
 * Returns: (transfer full): what is in it, for another thread
 */
RepriseSavedAccount *
reprise_account_cache_copy (const RepriseAccountCache *self)
{
  RepriseSavedAccount *copy = reprise_saved_account_copy (self->account);

  for (guint i = 0; i < self->account->inventories->len; i++)
    g_ptr_array_add (copy->inventories,
                     reprise_saved_inventory_copy (self->account->inventories->pdata[i]));
  return copy;
}

/**
 * reprise_account_cache_put_list:
 * @list: (inout): a list of the account
 * @objects: what takes its place
 */
void
reprise_account_cache_put_list (GPtrArray **list, GPtrArray *objects)
{
  g_ptr_array_unref (*list);
  *list = reprise_objects_copy (objects);
}

/* Takes the place of the one of that id, or comes last. */
static void
put_object (GPtrArray **list, gpointer object, const char *(*get_id) (gpointer))
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_put = FALSE;

  for (guint i = 0; i < (*list)->len; i++)
    {
      gboolean is_same = g_strcmp0 (get_id ((*list)->pdata[i]), get_id (object)) == 0;

      g_ptr_array_add (objects, g_object_ref (is_same ? object : (*list)->pdata[i]));
      is_put |= is_same;
    }
  if (!is_put)
    g_ptr_array_add (objects, g_object_ref (object));
  g_ptr_array_unref (*list);
  *list = objects;
}

static const char *
get_database_id (gpointer database)
{
  return reprise_database_get_id (database);
}

static const char *
get_cluster_id (gpointer cluster)
{
  return reprise_cluster_get_id (cluster);
}

/**
 * reprise_account_cache_put_database:
 * @self: a cache
 * @database: a database, which takes the place of the one of its id
 */
void
reprise_account_cache_put_database (RepriseAccountCache *self, RepriseDatabase *database)
{
  put_object (&self->account->databases, database, get_database_id);
}

/**
 * reprise_account_cache_put_cluster:
 * @self: a cache
 * @cluster: a cluster, which takes the place of the one of its id
 */
void
reprise_account_cache_put_cluster (RepriseAccountCache *self, RepriseCluster *cluster)
{
  put_object (&self->account->clusters, cluster, get_cluster_id);
}

/**
 * reprise_account_cache_put_nodes:
 * @self: a cache
 * @cluster_id: a cluster
 * @nodes: its machines
 */
void
reprise_account_cache_put_nodes (RepriseAccountCache *self,
                                 const char *cluster_id,
                                 GPtrArray *nodes)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_nodes_free);
  GPtrArray *old = self->account->cluster_nodes;

  for (guint i = 0; i < old->len; i++)
    {
      const RepriseSavedNodes *saved = old->pdata[i];

      if (g_strcmp0 (saved->cluster_id, cluster_id) != 0)
        g_ptr_array_add (all, reprise_saved_nodes_new (saved->cluster_id, saved->nodes));
    }
  g_ptr_array_add (all, reprise_saved_nodes_new (cluster_id, nodes));
  g_ptr_array_unref (old);
  self->account->cluster_nodes = all;
}

/**
 * reprise_account_cache_put_repositories:
 * @self: a cache
 * @database_id: (nullable): whose repositories these are; %NULL for all
 * @repositories: all of them
 */
void
reprise_account_cache_put_repositories (RepriseAccountCache *self,
                                        const char *database_id,
                                        GPtrArray *repositories)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *old = self->account->repositories;

  for (guint i = 0; database_id != NULL && i < old->len; i++)
    if (g_strcmp0 (reprise_repository_get_database_id (old->pdata[i]), database_id) != 0)
      g_ptr_array_add (all, g_object_ref (old->pdata[i]));
  for (guint i = 0; i < repositories->len; i++)
    g_ptr_array_add (all, g_object_ref (repositories->pdata[i]));
  g_ptr_array_unref (old);
  self->account->repositories = all;
}

/**
 * reprise_account_cache_put_inventory:
 * @self: a cache
 * @saved: (transfer full): an inventory, which takes the place of the one of its repository and
 *   node
 */
void
reprise_account_cache_put_inventory (RepriseAccountCache *self, RepriseSavedInventory *saved)
{
  GPtrArray *inventories = self->account->inventories;

  for (guint i = inventories->len; i > 0; i--)
    {
      const RepriseSavedInventory *old = inventories->pdata[i - 1];

      if (g_strcmp0 (old->repository_id, saved->repository_id) == 0 &&
          g_strcmp0 (old->node_name, saved->node_name) == 0)
        g_ptr_array_remove_index (inventories, i - 1);
    }
  g_ptr_array_add (inventories, saved);
}
