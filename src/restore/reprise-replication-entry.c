/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table, and whether it replicates between all nodes, could, or cannot. */

#include "config.h"

#include "restore/reprise-replication-entry.h"

#include <glib/gi18n.h>

struct _RepriseReplicationEntry
{
  GObject parent_instance;

  char *schema;
  char *name;
  char *title;
  RepriseReplicationGroup group;
  RepriseReplicationCause cause;
  char **causing_nodes;
  char **lacking_nodes;
};

G_DEFINE_FINAL_TYPE (RepriseReplicationEntry, reprise_replication_entry, G_TYPE_OBJECT)

static void
reprise_replication_entry_finalize (GObject *object)
{
  RepriseReplicationEntry *self = REPRISE_REPLICATION_ENTRY (object);

  g_free (self->schema);
  g_free (self->name);
  g_free (self->title);
  g_strfreev (self->causing_nodes);
  g_strfreev (self->lacking_nodes);
  G_OBJECT_CLASS (reprise_replication_entry_parent_class)->finalize (object);
}

static void
reprise_replication_entry_class_init (RepriseReplicationEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_replication_entry_finalize;
}

static void
reprise_replication_entry_init (RepriseReplicationEntry *self)
{
}

static char **
copy_names (const char *const *names)
{
  return names == NULL ? g_new0 (char *, 1) : g_strdupv ((char **) names);
}

/**
 * reprise_replication_entry_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a table in its group
 */
RepriseReplicationEntry *
reprise_replication_entry_new (const RepriseReplicationEntryFields *fields)
{
  RepriseReplicationEntry *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->schema != NULL && fields->name != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_REPLICATION_ENTRY, NULL);
  self->schema = g_strdup (fields->schema);
  self->name = g_strdup (fields->name);
  self->title = g_str_equal (fields->schema, "public")
                    ? g_strdup (fields->name)
                    : g_strconcat (fields->schema, ".", fields->name, NULL);
  self->group = fields->group;
  self->cause = fields->cause;
  self->causing_nodes = copy_names (fields->causing_nodes);
  self->lacking_nodes = copy_names (fields->lacking_nodes);
  return self;
}

/** reprise_replication_entry_get_schema: Returns: the table's schema. */
const char *
reprise_replication_entry_get_schema (RepriseReplicationEntry *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_ENTRY (self), NULL);
  return self->schema;
}

/** reprise_replication_entry_get_name: Returns: the table's name. */
const char *
reprise_replication_entry_get_name (RepriseReplicationEntry *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_ENTRY (self), NULL);
  return self->name;
}

/** reprise_replication_entry_get_title: Returns: what a person calls it: its schema where it needs
 * one, and its name. */
const char *
reprise_replication_entry_get_title (RepriseReplicationEntry *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_ENTRY (self), NULL);
  return self->title;
}

/** reprise_replication_entry_get_group: Returns: whether it replicates, could, or cannot. */
RepriseReplicationGroup
reprise_replication_entry_get_group (RepriseReplicationEntry *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_ENTRY (self),
                        REPRISE_REPLICATION_GROUP_INCOMPATIBLE);
  return self->group;
}

/** reprise_replication_entry_get_cause: Returns: why it is in its group. */
RepriseReplicationCause
reprise_replication_entry_get_cause (RepriseReplicationEntry *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_ENTRY (self), REPRISE_REPLICATION_CAUSE_NONE);
  return self->cause;
}

/** reprise_replication_entry_is_lacking: Returns: whether it is to be added to the set there. */
gboolean
reprise_replication_entry_is_lacking (RepriseReplicationEntry *self, const char *node_name)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_ENTRY (self), FALSE);
  return g_strv_contains ((const char *const *) self->lacking_nodes, node_name);
}

/**
 * reprise_replication_entry_dup_words:
 *
 * Returns: (transfer full) (nullable): the cause, for people; %NULL where there is nothing to say
 */
char *
reprise_replication_entry_dup_words (RepriseReplicationEntry *self)
{
  g_autofree char *nodes = NULL;

  g_return_val_if_fail (REPRISE_IS_REPLICATION_ENTRY (self), NULL);

  nodes = g_strjoinv (", ", self->causing_nodes);
  switch (self->cause)
    {
    case REPRISE_REPLICATION_CAUSE_NO_PRIMARY_KEY:
      return g_strdup (_ ("No primary key"));
    case REPRISE_REPLICATION_CAUSE_UNLOGGED:
      return g_strdup (_ ("Unlogged: never replicates"));
    case REPRISE_REPLICATION_CAUSE_ABSENT:
      /* Translators: a list of nodes, such as "n2, n3". */
      return g_strdup_printf (_ ("Does not exist on %s"), nodes);
    case REPRISE_REPLICATION_CAUSE_DIFFERENT:
      return g_strdup (_ ("Columns differ between nodes"));
    case REPRISE_REPLICATION_CAUSE_PARTLY:
      /* Translators: a list of nodes, such as "n2, n3". */
      return g_strdup_printf (_ ("Not yet on %s"), nodes);
    case REPRISE_REPLICATION_CAUSE_UNKNOWN:
      /* Translators: a list of nodes, such as "n2, n3". */
      return g_strdup_printf (_ ("Not known on %s"), nodes);
    case REPRISE_REPLICATION_CAUSE_DOWN:
      return g_strdup (_ ("In a set; its rows do not arrive"));
    case REPRISE_REPLICATION_CAUSE_NONE:
    default:
      return NULL;
    }
}
