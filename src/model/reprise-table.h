/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table of a database, and how its nodes replicate it. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseTableStatus:
 * @node_name: the node
 * @present: whether the table exists there
 * @aligned: whether its definition is that of the other nodes
 * @replicating: whether it takes part in replication there
 */
typedef struct
{
  const char *node_name;
  gboolean present;
  gboolean aligned;
  gboolean replicating;
} RepriseTableStatus;

/**
 * RepriseTableFields:
 * @schema: the schema it is in
 * @name: its name
 * @primary_key: the columns of its primary key
 * @replication_sets: the replication sets it is in
 * @statuses: (array length=n_statuses): what is known of it on each node
 * @n_statuses: how many
 *
 * What a table is made from; reprise_table_new() copies all of it.
 */
typedef struct
{
  const char *schema;
  const char *name;
  const char *const *primary_key;
  const char *const *replication_sets;
  const RepriseTableStatus *statuses;
  gsize n_statuses;
} RepriseTableFields;

#define REPRISE_TYPE_TABLE (reprise_table_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTable, reprise_table, REPRISE, TABLE, GObject)

RepriseTable *reprise_table_new (const RepriseTableFields *fields);
const char *reprise_table_get_schema (RepriseTable *self);
const char *reprise_table_get_name (RepriseTable *self);
const char *const *reprise_table_get_primary_key (RepriseTable *self);
const char *const *reprise_table_get_replication_sets (RepriseTable *self);
const RepriseTableStatus *reprise_table_get_statuses (RepriseTable *self, gsize *n_statuses);
gboolean reprise_table_has_primary_key (RepriseTable *self);
gboolean reprise_table_is_aligned (RepriseTable *self);
gboolean reprise_table_is_replicating (RepriseTable *self);

G_END_DECLS
