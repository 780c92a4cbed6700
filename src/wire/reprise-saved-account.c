/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an inventory file holds: an account, or one database of it, as it was at one time. */

#include "config.h"

#include "wire/reprise-saved-account.h"

/**
 * reprise_saved_nodes_new:
 * @cluster_id: a cluster
 * @nodes: (element-type RepriseClusterNode): its machines; a reference is kept
 *
 * Returns: (transfer full): both
 */
RepriseSavedNodes *
reprise_saved_nodes_new (const char *cluster_id, GPtrArray *nodes)
{
  RepriseSavedNodes *self = g_new0 (RepriseSavedNodes, 1);

  self->cluster_id = g_strdup (cluster_id);
  self->nodes = g_ptr_array_ref (nodes);
  return self;
}

/**
 * reprise_saved_nodes_free:
 * @self: (transfer full): machines of a cluster
 */
void
reprise_saved_nodes_free (RepriseSavedNodes *self)
{
  g_free (self->cluster_id);
  g_ptr_array_unref (self->nodes);
  g_free (self);
}

/**
 * reprise_saved_part_new:
 * @member: a member of the file
 * @id: (nullable): what of it
 * @captured_at: as of when that is
 *
 * Returns: (transfer full): all of this
 */
RepriseSavedPart *
reprise_saved_part_new (const char *member, const char *id, RepriseInstant captured_at)
{
  RepriseSavedPart *self = g_new0 (RepriseSavedPart, 1);

  self->member = g_strdup (member);
  self->id = g_strdup (id);
  self->captured_at = captured_at;
  return self;
}

/**
 * reprise_saved_part_free:
 * @self: (transfer full): a part
 */
void
reprise_saved_part_free (RepriseSavedPart *self)
{
  g_free (self->member);
  g_free (self->id);
  g_free (self);
}

static gpointer
copy_part (gconstpointer part, gpointer data)
{
  const RepriseSavedPart *self = part;

  return reprise_saved_part_new (self->member, self->id, self->captured_at);
}

/**
 * reprise_saved_inventory_new:
 * @repository_id: (nullable): the repository that was asked
 * @node_name: (nullable): for the backups of which node
 * @inventory: (nullable): what it holds
 *
 * Returns: (transfer full): all of this, without problems
 */
RepriseSavedInventory *
reprise_saved_inventory_new (const char *repository_id,
                             const char *node_name,
                             RepriseInventory *inventory)
{
  RepriseSavedInventory *self = g_new0 (RepriseSavedInventory, 1);

  self->repository_id = g_strdup (repository_id);
  self->node_name = g_strdup (node_name);
  g_set_object (&self->inventory, inventory);
  self->captured_at = REPRISE_INSTANT_NONE;
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * reprise_saved_inventory_copy:
 * @self: an inventory
 *
 * Returns: (transfer full): another with the same backups
 */
RepriseSavedInventory *
reprise_saved_inventory_copy (const RepriseSavedInventory *self)
{
  RepriseSavedInventory *copy =
      reprise_saved_inventory_new (self->repository_id, self->node_name, self->inventory);

  copy->captured_at = self->captured_at;
  copy->failure = g_strdup (self->failure);
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (copy->problems, g_strdup (self->problems->pdata[i]));
  return copy;
}

/**
 * reprise_saved_inventory_free:
 * @self: (transfer full): an inventory
 */
void
reprise_saved_inventory_free (RepriseSavedInventory *self)
{
  g_free (self->repository_id);
  g_free (self->node_name);
  g_clear_object (&self->inventory);
  g_ptr_array_unref (self->problems);
  g_free (self->failure);
  g_free (self);
}

/**
 * reprise_saved_account_new:
 *
 * Returns: (transfer full): an account of which nothing is known
 */
RepriseSavedAccount *
reprise_saved_account_new (void)
{
  RepriseSavedAccount *self = g_new0 (RepriseSavedAccount, 1);

  self->captured_at = REPRISE_INSTANT_NONE;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_part_free);
  self->clusters = g_ptr_array_new_with_free_func (g_object_unref);
  self->cluster_nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_nodes_free);
  self->stores = g_ptr_array_new_with_free_func (g_object_unref);
  self->databases = g_ptr_array_new_with_free_func (g_object_unref);
  self->repositories = g_ptr_array_new_with_free_func (g_object_unref);
  self->inventories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_inventory_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * reprise_saved_account_copy:
 * @self: an account
 *
 * Returns: (transfer full): another with the same lists, which must not be changed any more, but
 *   without inventories and problems
 */
RepriseSavedAccount *
reprise_saved_account_copy (const RepriseSavedAccount *self)
{
  RepriseSavedAccount *copy = g_new0 (RepriseSavedAccount, 1);

  copy->captured_at = self->captured_at;
  copy->source_title = g_strdup (self->source_title);
  copy->source_address = g_strdup (self->source_address);
  copy->database_id = g_strdup (self->database_id);
  copy->parts = g_ptr_array_copy (self->parts, copy_part, NULL);
  g_set_object (&copy->tenant, self->tenant);
  copy->clusters = g_ptr_array_ref (self->clusters);
  copy->cluster_nodes = g_ptr_array_ref (self->cluster_nodes);
  copy->stores = g_ptr_array_ref (self->stores);
  copy->databases = g_ptr_array_ref (self->databases);
  copy->repositories = g_ptr_array_ref (self->repositories);
  copy->inventories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_inventory_free);
  copy->problems = g_ptr_array_new_with_free_func (g_free);
  return copy;
}

/**
 * reprise_saved_account_free:
 * @self: (transfer full): an account
 */
void
reprise_saved_account_free (RepriseSavedAccount *self)
{
  g_free (self->source_title);
  g_free (self->source_address);
  g_free (self->database_id);
  g_ptr_array_unref (self->parts);
  g_clear_object (&self->tenant);
  g_ptr_array_unref (self->clusters);
  g_ptr_array_unref (self->cluster_nodes);
  g_ptr_array_unref (self->stores);
  g_ptr_array_unref (self->databases);
  g_ptr_array_unref (self->repositories);
  g_ptr_array_unref (self->inventories);
  g_ptr_array_unref (self->problems);
  g_free (self);
}
