/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table of a database, and how its nodes replicate it. */

#include "config.h"

#include "model/reprise-table.h"

struct _RepriseTable
{
  GObject parent_instance;

  char *schema;
  char *name;
  char **primary_key;
  char **replication_sets;
  RepriseTableStatus *statuses; /* each node_name is owned */
  gsize n_statuses;
};

G_DEFINE_FINAL_TYPE (RepriseTable, reprise_table, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SCHEMA,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_table_finalize (GObject *object)
{
  RepriseTable *self = REPRISE_TABLE (object);

  g_free (self->schema);
  g_free (self->name);
  g_strfreev (self->primary_key);
  g_strfreev (self->replication_sets);
  for (gsize i = 0; i < self->n_statuses; i++)
    g_free ((char *) self->statuses[i].node_name);
  g_free (self->statuses);
  G_OBJECT_CLASS (reprise_table_parent_class)->finalize (object);
}

static void
reprise_table_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseTable *self = REPRISE_TABLE (object);

  switch (property_id)
    {
    case PROP_SCHEMA:
      g_value_set_string (value, self->schema);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_table_class_init (RepriseTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_table_finalize;
  object_class->get_property = reprise_table_get_property;

  properties[PROP_SCHEMA] = g_param_spec_string ("schema", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_table_init (RepriseTable *self)
{
}

/**
 * reprise_table_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a table
 */
RepriseTable *
reprise_table_new (const RepriseTableFields *fields)
{
  RepriseTable *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_TABLE, NULL);
  self->schema = g_strdup (fields->schema);
  self->name = g_strdup (fields->name);
  self->primary_key = g_strdupv ((char **) fields->primary_key);
  self->replication_sets = g_strdupv ((char **) fields->replication_sets);
  self->statuses = g_memdup2 (fields->statuses, fields->n_statuses * sizeof *fields->statuses);
  self->n_statuses = fields->n_statuses;
  for (gsize i = 0; i < self->n_statuses; i++)
    self->statuses[i].node_name = g_strdup (fields->statuses[i].node_name);
  return self;
}

/**
 * reprise_table_get_schema:
 * @self: a table
 *
 * Returns: (nullable): the schema it is in
 */
const char *
reprise_table_get_schema (RepriseTable *self)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), NULL);
  return self->schema;
}

/**
 * reprise_table_get_name:
 * @self: a table
 *
 * Returns: (nullable): its name
 */
const char *
reprise_table_get_name (RepriseTable *self)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), NULL);
  return self->name;
}

/**
 * reprise_table_get_primary_key:
 * @self: a table
 *
 * Returns: (nullable): the columns of its primary key
 */
const char *const *
reprise_table_get_primary_key (RepriseTable *self)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), NULL);
  return (const char *const *) self->primary_key;
}

/**
 * reprise_table_get_replication_sets:
 * @self: a table
 *
 * Returns: (nullable): the replication sets it is in
 */
const char *const *
reprise_table_get_replication_sets (RepriseTable *self)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), NULL);
  return (const char *const *) self->replication_sets;
}

/**
 * reprise_table_get_statuses:
 * @self: a table
 * @n_statuses: (out): how many there are
 *
 * Returns: (transfer none) (nullable) (array length=n_statuses): what is known of it on each node
 */
const RepriseTableStatus *
reprise_table_get_statuses (RepriseTable *self, gsize *n_statuses)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), NULL);
  *n_statuses = self->n_statuses;
  return self->statuses;
}

/**
 * reprise_table_has_primary_key:
 * @self: a table
 *
 * Returns: whether it has one, without which it cannot replicate
 */
gboolean
reprise_table_has_primary_key (RepriseTable *self)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), FALSE);
  return self->primary_key != NULL && self->primary_key[0] != NULL;
}

/**
 * reprise_table_is_aligned:
 * @self: a table
 *
 * Returns: whether every node has it, with the same definition; %FALSE where no node is known
 */
gboolean
reprise_table_is_aligned (RepriseTable *self)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), FALSE);
  for (gsize i = 0; i < self->n_statuses; i++)
    if (!self->statuses[i].present || !self->statuses[i].aligned)
      return FALSE;
  return self->n_statuses > 0;
}

/**
 * reprise_table_is_replicating:
 * @self: a table
 *
 * Returns: whether every node replicates it; %FALSE where no node is known
 */
gboolean
reprise_table_is_replicating (RepriseTable *self)
{
  g_return_val_if_fail (REPRISE_IS_TABLE (self), FALSE);
  for (gsize i = 0; i < self->n_statuses; i++)
    if (!self->statuses[i].replicating)
      return FALSE;
  return self->n_statuses > 0;
}
