/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one node says of its own replication. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseReplicationExtension:
 * @REPRISE_REPLICATION_EXTENSION_NONE: nothing that replicates is installed in the database
 * @REPRISE_REPLICATION_EXTENSION_SPOCK: Spock
 * @REPRISE_REPLICATION_EXTENSION_PGLOGICAL: pglogical
 *
 * What replicates a database between its nodes.
 */
typedef enum
{
  REPRISE_REPLICATION_EXTENSION_NONE,
  REPRISE_REPLICATION_EXTENSION_SPOCK,
  REPRISE_REPLICATION_EXTENSION_PGLOGICAL,
} RepriseReplicationExtension;

/**
 * RepriseNodeTable:
 * @schema: the schema it is in
 * @name: its name
 * @has_primary_key: whether it has one
 * @is_unlogged: whether its rows are left out of the WAL, and so cannot be replicated
 * @definition: the names and types of its columns, by name: equal where tables match each other
 * @sets: the replication sets it is in
 *
 * A table as one node has it.
 */
typedef struct
{
  const char *schema;
  const char *name;
  gboolean has_primary_key;
  gboolean is_unlogged;
  const char *definition;
  const char *const *sets;
} RepriseNodeTable;

/**
 * RepriseNodeSubscription:
 * @name: its name
 * @status: its status in the extension's own word; `replicating` is the good one
 * @provider: the node that it takes rows from, by the name that the extension knows
 * @sets: the replication sets that it takes
 *
 * What one node takes from another.
 */
typedef struct
{
  const char *name;
  const char *status;
  const char *provider;
  const char *const *sets;
} RepriseNodeSubscription;

/**
 * RepriseNodeReplicationFields:
 * @extension: what replicates
 * @name: (nullable): what the extension calls the node; %NULL where it is none
 * @tables: (array length=n_tables): its ordinary tables, partitions among them
 * @n_tables: how many
 * @subscriptions: (array length=n_subscriptions): what it takes from other nodes
 * @n_subscriptions: how many
 *
 * What it is made from; reprise_node_replication_new() copies all of it.
 */
typedef struct
{
  RepriseReplicationExtension extension;
  const char *name;
  const RepriseNodeTable *tables;
  gsize n_tables;
  const RepriseNodeSubscription *subscriptions;
  gsize n_subscriptions;
} RepriseNodeReplicationFields;

#define REPRISE_TYPE_NODE_REPLICATION (reprise_node_replication_get_type ())
G_DECLARE_FINAL_TYPE (RepriseNodeReplication,
                      reprise_node_replication,
                      REPRISE,
                      NODE_REPLICATION,
                      GObject)

RepriseNodeReplication *reprise_node_replication_new (const RepriseNodeReplicationFields *fields);
RepriseReplicationExtension reprise_node_replication_get_extension (RepriseNodeReplication *self);
const char *reprise_node_replication_get_name (RepriseNodeReplication *self);
const RepriseNodeTable *reprise_node_replication_get_tables (RepriseNodeReplication *self,
                                                             gsize *n_tables);
const RepriseNodeTable *reprise_node_replication_find_table (RepriseNodeReplication *self,
                                                             const char *schema,
                                                             const char *name);
const RepriseNodeSubscription *
reprise_node_replication_get_subscriptions (RepriseNodeReplication *self, gsize *n_subscriptions);
const RepriseNodeSubscription *
reprise_node_replication_find_subscription (RepriseNodeReplication *self, const char *provider);
gboolean reprise_node_subscription_is_up (const RepriseNodeSubscription *subscription);

G_END_DECLS
