/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table, and whether it replicates between all nodes, could, or cannot. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseReplicationGroup:
 * @REPRISE_REPLICATION_GROUP_INCOMPATIBLE: it cannot replicate as it is
 * @REPRISE_REPLICATION_GROUP_READY: it could, and does not on every node
 * @REPRISE_REPLICATION_GROUP_REPLICATING: it does on every node
 */
typedef enum
{
  REPRISE_REPLICATION_GROUP_INCOMPATIBLE,
  REPRISE_REPLICATION_GROUP_READY,
  REPRISE_REPLICATION_GROUP_REPLICATING,
} RepriseReplicationGroup;

#define REPRISE_REPLICATION_N_GROUPS (REPRISE_REPLICATION_GROUP_REPLICATING + 1)

/**
 * RepriseReplicationCause:
 * @REPRISE_REPLICATION_CAUSE_NONE: there is nothing to say
 * @REPRISE_REPLICATION_CAUSE_NO_PRIMARY_KEY: rows that change could not be found on other nodes
 * @REPRISE_REPLICATION_CAUSE_UNLOGGED: its rows are left out of the WAL
 * @REPRISE_REPLICATION_CAUSE_ABSENT: some nodes do not have it; its rows would stop everything that
 *   comes to them
 * @REPRISE_REPLICATION_CAUSE_DIFFERENT: its columns are not the same everywhere
 * @REPRISE_REPLICATION_CAUSE_PARTLY: it is in the set on some nodes, and not on others
 * @REPRISE_REPLICATION_CAUSE_UNKNOWN: some nodes could not be asked
 * @REPRISE_REPLICATION_CAUSE_DOWN: it is in the set on every node, and its rows do not arrive
 *
 * Why a table is in its group.
 */
typedef enum
{
  REPRISE_REPLICATION_CAUSE_NONE,
  REPRISE_REPLICATION_CAUSE_NO_PRIMARY_KEY,
  REPRISE_REPLICATION_CAUSE_UNLOGGED,
  REPRISE_REPLICATION_CAUSE_ABSENT,
  REPRISE_REPLICATION_CAUSE_DIFFERENT,
  REPRISE_REPLICATION_CAUSE_PARTLY,
  REPRISE_REPLICATION_CAUSE_UNKNOWN,
  REPRISE_REPLICATION_CAUSE_DOWN,
} RepriseReplicationCause;

/**
 * RepriseReplicationEntryFields:
 * @schema: the table's schema
 * @name: its name
 * @group: what can be done with it
 * @cause: why
 * @causing_nodes: (nullable): the nodes that @cause is about
 * @lacking_nodes: (nullable): the nodes where it is to be added to the set
 *
 * What it is made from; reprise_replication_entry_new() copies all of it.
 */
typedef struct
{
  const char *schema;
  const char *name;
  RepriseReplicationGroup group;
  RepriseReplicationCause cause;
  const char *const *causing_nodes;
  const char *const *lacking_nodes;
} RepriseReplicationEntryFields;

#define REPRISE_TYPE_REPLICATION_ENTRY (reprise_replication_entry_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReplicationEntry,
                      reprise_replication_entry,
                      REPRISE,
                      REPLICATION_ENTRY,
                      GObject)

RepriseReplicationEntry *
reprise_replication_entry_new (const RepriseReplicationEntryFields *fields);
const char *reprise_replication_entry_get_schema (RepriseReplicationEntry *self);
const char *reprise_replication_entry_get_name (RepriseReplicationEntry *self);
const char *reprise_replication_entry_get_title (RepriseReplicationEntry *self);
RepriseReplicationGroup reprise_replication_entry_get_group (RepriseReplicationEntry *self);
RepriseReplicationCause reprise_replication_entry_get_cause (RepriseReplicationEntry *self);
gboolean reprise_replication_entry_is_lacking (RepriseReplicationEntry *self,
                                               const char *node_name);
char *reprise_replication_entry_dup_words (RepriseReplicationEntry *self);

G_END_DECLS
