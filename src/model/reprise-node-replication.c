/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one node says of its own replication. */

#include "config.h"

#include "model/reprise-node-replication.h"

struct _RepriseNodeReplication
{
  GObject parent_instance;

  RepriseReplicationExtension extension;
  char *name;
  RepriseNodeTable *tables; /* their texts are owned */
  gsize n_tables;
  RepriseNodeSubscription *subscriptions; /* their texts are owned */
  gsize n_subscriptions;
  GHashTable *tables_by_name; /* of borrowed RepriseNodeTable, which are their own keys */
};

G_DEFINE_FINAL_TYPE (RepriseNodeReplication, reprise_node_replication, G_TYPE_OBJECT)

static guint
hash_table_name (gconstpointer key)
{
  const RepriseNodeTable *table = key;

  return g_str_hash (table->schema) * 31 + g_str_hash (table->name);
}

static gboolean
is_same_table_name (gconstpointer a, gconstpointer b)
{
  const RepriseNodeTable *one = a, *other = b;

  return g_str_equal (one->name, other->name) && g_str_equal (one->schema, other->schema);
}

static void
clear_table (RepriseNodeTable *table)
{
  g_free ((char *) table->schema);
  g_free ((char *) table->name);
  g_free ((char *) table->definition);
  g_strfreev ((char **) table->sets);
}

static void
clear_subscription (RepriseNodeSubscription *subscription)
{
  g_free ((char *) subscription->name);
  g_free ((char *) subscription->status);
  g_free ((char *) subscription->provider);
  g_strfreev ((char **) subscription->sets);
}

static char **
copy_sets (const char *const *sets)
{
  return sets == NULL ? g_new0 (char *, 1) : g_strdupv ((char **) sets);
}

static void
copy_tables (RepriseNodeReplication *self, const RepriseNodeReplicationFields *fields)
{
  self->n_tables = fields->n_tables;
  self->tables = g_new0 (RepriseNodeTable, fields->n_tables);
  for (gsize i = 0; i < fields->n_tables; i++)
    {
      RepriseNodeTable *table = &self->tables[i];

      *table = fields->tables[i];
      table->schema = g_strdup (table->schema);
      table->name = g_strdup (table->name);
      table->definition = g_strdup (table->definition);
      table->sets = (const char *const *) copy_sets (table->sets);
      g_hash_table_add (self->tables_by_name, table);
    }
}

static void
copy_subscriptions (RepriseNodeReplication *self, const RepriseNodeReplicationFields *fields)
{
  self->n_subscriptions = fields->n_subscriptions;
  self->subscriptions = g_new0 (RepriseNodeSubscription, fields->n_subscriptions);
  for (gsize i = 0; i < fields->n_subscriptions; i++)
    {
      const RepriseNodeSubscription *from = &fields->subscriptions[i];
      RepriseNodeSubscription *subscription = &self->subscriptions[i];

      subscription->name = g_strdup (from->name);
      subscription->status = g_strdup (from->status);
      subscription->provider = g_strdup (from->provider);
      subscription->sets = (const char *const *) copy_sets (from->sets);
    }
}

static void
reprise_node_replication_finalize (GObject *object)
{
  RepriseNodeReplication *self = REPRISE_NODE_REPLICATION (object);

  g_hash_table_unref (self->tables_by_name);
  for (gsize i = 0; i < self->n_tables; i++)
    clear_table (&self->tables[i]);
  for (gsize i = 0; i < self->n_subscriptions; i++)
    clear_subscription (&self->subscriptions[i]);
  g_free (self->tables);
  g_free (self->subscriptions);
  g_free (self->name);
  G_OBJECT_CLASS (reprise_node_replication_parent_class)->finalize (object);
}

static void
reprise_node_replication_class_init (RepriseNodeReplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_node_replication_finalize;
}

static void
reprise_node_replication_init (RepriseNodeReplication *self)
{
  self->tables_by_name = g_hash_table_new (hash_table_name, is_same_table_name);
}

/**
 * reprise_node_replication_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): what the node said
 */
RepriseNodeReplication *
reprise_node_replication_new (const RepriseNodeReplicationFields *fields)
{
  RepriseNodeReplication *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_NODE_REPLICATION, NULL);
  self->extension = fields->extension;
  self->name = g_strdup (fields->name);
  copy_tables (self, fields);
  copy_subscriptions (self, fields);
  return self;
}

/** reprise_node_replication_get_extension: Returns: what replicates the database there. */
RepriseReplicationExtension
reprise_node_replication_get_extension (RepriseNodeReplication *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE_REPLICATION (self), REPRISE_REPLICATION_EXTENSION_NONE);
  return self->extension;
}

/** reprise_node_replication_get_name: Returns: (nullable): what the extension calls the node. */
const char *
reprise_node_replication_get_name (RepriseNodeReplication *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE_REPLICATION (self), NULL);
  return self->name;
}

/**
 * reprise_node_replication_get_tables:
 * @n_tables: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_tables): its tables
 */
const RepriseNodeTable *
reprise_node_replication_get_tables (RepriseNodeReplication *self, gsize *n_tables)
{
  g_return_val_if_fail (REPRISE_IS_NODE_REPLICATION (self), NULL);
  *n_tables = self->n_tables;
  return self->tables;
}

/** reprise_node_replication_find_table: Returns: (transfer none) (nullable): the table so named. */
const RepriseNodeTable *
reprise_node_replication_find_table (RepriseNodeReplication *self,
                                     const char *schema,
                                     const char *name)
{
  const RepriseNodeTable key = { .schema = schema, .name = name };

  g_return_val_if_fail (REPRISE_IS_NODE_REPLICATION (self), NULL);
  g_return_val_if_fail (schema != NULL && name != NULL, NULL);

  return g_hash_table_lookup (self->tables_by_name, &key);
}

/**
 * reprise_node_replication_get_subscriptions:
 * @n_subscriptions: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_subscriptions): what it takes from other nodes
 */
const RepriseNodeSubscription *
reprise_node_replication_get_subscriptions (RepriseNodeReplication *self, gsize *n_subscriptions)
{
  g_return_val_if_fail (REPRISE_IS_NODE_REPLICATION (self), NULL);
  *n_subscriptions = self->n_subscriptions;
  return self->subscriptions;
}

/**
 * reprise_node_replication_find_subscription:
 * @provider: what the extension calls another node
 *
 * Returns: (transfer none) (nullable): what the node takes from @provider
 */
const RepriseNodeSubscription *
reprise_node_replication_find_subscription (RepriseNodeReplication *self, const char *provider)
{
  g_return_val_if_fail (REPRISE_IS_NODE_REPLICATION (self), NULL);

  for (gsize i = 0; i < self->n_subscriptions; i++)
    if (g_strcmp0 (self->subscriptions[i].provider, provider) == 0)
      return &self->subscriptions[i];
  return NULL;
}

/** reprise_node_subscription_is_up: Returns: whether rows arrive through it. */
gboolean
reprise_node_subscription_is_up (const RepriseNodeSubscription *subscription)
{
  g_return_val_if_fail (subscription != NULL, FALSE);
  return g_strcmp0 (subscription->status, "replicating") == 0;
}
