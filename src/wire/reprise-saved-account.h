/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an inventory file holds: an account, or one database of it, as it was at one time. */

#pragma once

#include "model/reprise-inventory.h"
#include "model/reprise-tenant.h"

G_BEGIN_DECLS

/* The first member of every inventory file, and the newest version of the format. */
#define REPRISE_SAVED_ACCOUNT_FORMAT "reprise-inventory"
#define REPRISE_SAVED_ACCOUNT_VERSION 1

/**
 * RepriseSavedNodes:
 * @cluster_id: a cluster
 * @nodes: (element-type RepriseClusterNode): its machines
 */
typedef struct
{
  char *cluster_id;
  GPtrArray *nodes;
} RepriseSavedNodes;

/**
 * RepriseSavedPart:
 * @member: the member of the file that a part of it is in
 * @id: (nullable): what of it: an object of that list, or what such a list is of
 * @captured_at: as of when it is
 */
typedef struct
{
  char *member;
  char *id;
  RepriseInstant captured_at;
} RepriseSavedPart;

/**
 * RepriseSavedInventory:
 * @repository_id: (nullable): the repository that was asked
 * @node_name: (nullable): for the backups of which node
 * @inventory: (nullable): what it holds; %NULL without @failure where it has no data of that node
 * @captured_at: as of when it is, where that is not when the rest was captured
 * @problems: (element-type utf8): what was left out of it and why, as sentences
 * @failure: (nullable): why it could not be read at all, as a sentence
 */
typedef struct
{
  char *repository_id;
  char *node_name;
  RepriseInventory *inventory;
  RepriseInstant captured_at;
  GPtrArray *problems;
  char *failure;
} RepriseSavedInventory;

/**
 * RepriseSavedAccount:
 * @captured_at: as of when all of this is, or %REPRISE_INSTANT_NONE
 * @source_title: (nullable): what a person calls where it is from
 * @source_address: (nullable): the base address of that service, or the path of that file
 * @database_id: (nullable): the database, where only one was saved
 * @parts: (element-type RepriseSavedPart): as of when each part of it is, where it was not read at
 *   one time
 * @tenant: (nullable): the account
 * @clusters: (element-type RepriseCluster): its clusters
 * @cluster_nodes: (element-type RepriseSavedNodes): and their machines
 * @stores: (element-type RepriseStore): its backup stores
 * @databases: (element-type RepriseDatabase): its databases
 * @repositories: (element-type RepriseRepository): their repositories
 * @inventories: (element-type RepriseSavedInventory): what these hold, node by node
 * @problems: (element-type utf8): what else could not be read when it was captured, as sentences
 *
 * Never holds a secret.
 */
typedef struct
{
  RepriseInstant captured_at;
  char *source_title;
  char *source_address;
  char *database_id;
  GPtrArray *parts;
  RepriseTenant *tenant;
  GPtrArray *clusters;
  GPtrArray *cluster_nodes;
  GPtrArray *stores;
  GPtrArray *databases;
  GPtrArray *repositories;
  GPtrArray *inventories;
  GPtrArray *problems;
} RepriseSavedAccount;

/**
 * RepriseSavedAccountSink:
 * @sink: what was given with the function
 * @bytes: the next bytes of the file
 * @length: how many
 * @error: return location for whatever went wrong
 *
 * Returns: whether to go on; if not, @error is set
 */
typedef gboolean (*RepriseSavedAccountSink) (gpointer sink,
                                             const char *bytes,
                                             gsize length,
                                             GError **error);

RepriseSavedNodes *reprise_saved_nodes_new (const char *cluster_id, GPtrArray *nodes);
void reprise_saved_nodes_free (RepriseSavedNodes *self);
RepriseSavedPart *
reprise_saved_part_new (const char *member, const char *id, RepriseInstant captured_at);
void reprise_saved_part_free (RepriseSavedPart *self);
RepriseSavedInventory *reprise_saved_inventory_new (const char *repository_id,
                                                    const char *node_name,
                                                    RepriseInventory *inventory);
RepriseSavedInventory *reprise_saved_inventory_copy (const RepriseSavedInventory *self);
void reprise_saved_inventory_free (RepriseSavedInventory *self);
RepriseSavedAccount *reprise_saved_account_new (void);
RepriseSavedAccount *reprise_saved_account_copy (const RepriseSavedAccount *self);
void reprise_saved_account_free (RepriseSavedAccount *self);
gboolean reprise_saved_account_write (const RepriseSavedAccount *self,
                                      RepriseSavedAccountSink sink,
                                      gpointer sink_data,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseSavedNodes, reprise_saved_nodes_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseSavedPart, reprise_saved_part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseSavedInventory, reprise_saved_inventory_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseSavedAccount, reprise_saved_account_free)

G_END_DECLS
