/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a service answered last, piece by piece. */

#include "config.h"

#include "inventory/reprise-account-cache.h"

#include "base/reprise-objects.h"
#include "model/reprise-repository.h"

static RepriseSavedPart *
find_part (const RepriseSavedAccount *self, const char *member, const char *id)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      RepriseSavedPart *part = self->parts->pdata[i];

      if (g_strcmp0 (part->member, member) == 0 && g_strcmp0 (part->id, id) == 0)
        return part;
    }
  return NULL;
}

/**
 * reprise_account_cache_copy:
 * @self: an account
 *
 * Returns: (transfer full): what is in it, for another thread
 */
RepriseSavedAccount *
reprise_account_cache_copy (const RepriseSavedAccount *self)
{
  RepriseSavedAccount *copy = reprise_saved_account_copy (self);

  for (guint i = 0; i < self->inventories->len; i++)
    g_ptr_array_add (copy->inventories, reprise_saved_inventory_copy (self->inventories->pdata[i]));
  return copy;
}

/**
 * reprise_account_cache_set_read_at:
 * @self: an account
 * @member: a member of its file
 * @id: (nullable): what of it
 * @read_at: when that was read
 */
void
reprise_account_cache_set_read_at (RepriseSavedAccount *self,
                                   const char *member,
                                   const char *id,
                                   RepriseInstant read_at)
{
  RepriseSavedPart *part = find_part (self, member, id);

  if (part != NULL)
    part->captured_at = read_at;
  else
    g_ptr_array_add (self->parts, reprise_saved_part_new (member, id, read_at));
}

/**
 * reprise_account_cache_get_read_at:
 * @self: an account
 * @member: a member of its file
 * @id: (nullable): what of it
 *
 * Returns: when that was read last, or %REPRISE_INSTANT_NONE where it never was
 */
RepriseInstant
reprise_account_cache_get_read_at (const RepriseSavedAccount *self,
                                   const char *member,
                                   const char *id)
{
  const RepriseSavedPart *part = find_part (self, member, id);

  return part == NULL ? REPRISE_INSTANT_NONE : part->captured_at;
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
 * @self: an account
 * @database: a database, which takes the place of the one of its id
 */
void
reprise_account_cache_put_database (RepriseSavedAccount *self, RepriseDatabase *database)
{
  put_object (&self->databases, database, get_database_id);
}

/**
 * reprise_account_cache_put_cluster:
 * @self: an account
 * @cluster: a cluster, which takes the place of the one of its id
 */
void
reprise_account_cache_put_cluster (RepriseSavedAccount *self, RepriseCluster *cluster)
{
  put_object (&self->clusters, cluster, get_cluster_id);
}

/**
 * reprise_account_cache_put_nodes:
 * @self: an account
 * @cluster_id: a cluster
 * @nodes: its machines
 */
void
reprise_account_cache_put_nodes (RepriseSavedAccount *self,
                                 const char *cluster_id,
                                 GPtrArray *nodes)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_nodes_free);
  GPtrArray *old = self->cluster_nodes;

  for (guint i = 0; i < old->len; i++)
    {
      const RepriseSavedNodes *saved = old->pdata[i];

      if (g_strcmp0 (saved->cluster_id, cluster_id) != 0)
        g_ptr_array_add (all, reprise_saved_nodes_new (saved->cluster_id, saved->nodes));
    }
  g_ptr_array_add (all, reprise_saved_nodes_new (cluster_id, nodes));
  g_ptr_array_unref (old);
  self->cluster_nodes = all;
}

static gboolean
has_repository (GPtrArray *repositories, const char *id)
{
  for (guint i = 0; i < repositories->len; i++)
    if (g_strcmp0 (reprise_repository_get_id (repositories->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/**
 * reprise_account_cache_put_repositories:
 * @self: an account
 * @database_id: (nullable): whose repositories these are; %NULL for all
 * @repositories: all of them
 */
void
reprise_account_cache_put_repositories (RepriseSavedAccount *self,
                                        const char *database_id,
                                        GPtrArray *repositories)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *old = self->repositories;

  for (guint i = 0; database_id != NULL && i < old->len; i++)
    if (g_strcmp0 (reprise_repository_get_database_id (old->pdata[i]), database_id) != 0 &&
        !has_repository (repositories, reprise_repository_get_id (old->pdata[i])))
      g_ptr_array_add (all, g_object_ref (old->pdata[i]));
  for (guint i = 0; i < repositories->len; i++)
    g_ptr_array_add (all, g_object_ref (repositories->pdata[i]));
  g_ptr_array_unref (old);
  self->repositories = all;
}

/**
 * reprise_account_cache_put_inventory:
 * @self: an account
 * @saved: (transfer full): an inventory, which takes the place of the one of its repository and
 *   node
 */
void
reprise_account_cache_put_inventory (RepriseSavedAccount *self, RepriseSavedInventory *saved)
{
  GPtrArray *inventories = self->inventories;

  for (guint i = inventories->len; i > 0; i--)
    {
      const RepriseSavedInventory *old = inventories->pdata[i - 1];

      if (g_strcmp0 (old->repository_id, saved->repository_id) == 0 &&
          g_strcmp0 (old->node_name, saved->node_name) == 0)
        g_ptr_array_remove_index (inventories, i - 1);
    }
  g_ptr_array_add (inventories, saved);
}
