/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of a database, and how each of its nodes has them. */

#include "config.h"

#include "engine/reprise-catalogue.h"
#include "model/reprise-table.h"

/* Between names: a control character, which nobody writes into one. */
#define SEPARATOR "\001"

/* schema, name, key columns in key order, definition, sets, whether it replicates here. pglogical
 * matches columns by name, so that their order does not count. */
#define SELECT_TABLES(sets, replicating)                                                           \
  "SELECT n.nspname, c.relname,"                                                                   \
  " coalesce ((SELECT string_agg (a.attname, chr (1) ORDER BY k.position)"                         \
  "   FROM pg_index i CROSS JOIN unnest (i.indkey) WITH ORDINALITY k (attnum, position)"           \
  "   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum"                      \
  "   WHERE i.indrelid = c.oid AND i.indisprimary), ''),"                                          \
  " (SELECT string_agg (a.attname || ' ' || format_type (a.atttypid, a.atttypmod),"                \
  "    chr (1) ORDER BY a.attname COLLATE \"C\")"                                                  \
  "   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),"      \
  " " sets ", " replicating " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"       \
  " WHERE c.relkind = 'r' AND c.relpersistence <> 't'"                                             \
  " AND n.nspname NOT IN ('information_schema', 'lab', 'pglogical') AND n.nspname !~ '^pg_'"       \
  " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"                \
  "   AND d.objid = c.oid AND d.deptype = 'e')"

enum
{
  COLUMN_SCHEMA,
  COLUMN_NAME,
  COLUMN_KEY,
  COLUMN_DEFINITION,
  COLUMN_SETS,
  COLUMN_REPLICATING,
};

/* What one node says of a table. */
typedef struct
{
  char *key;
  char *definition;
  char *sets;
  gboolean replicating;
} Entry;

/* A table with its entry on each node that could be asked, %NULL where it is not there. */
typedef struct
{
  char *schema;
  char *name;
  GPtrArray *entries;
} Row;

static void
entry_free (Entry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->key);
  g_free (entry->definition);
  g_free (entry->sets);
  g_free (entry);
}

static void
row_free (Row *row)
{
  g_free (row->schema);
  g_free (row->name);
  g_ptr_array_unref (row->entries);
  g_free (row);
}

/* rows: schema and name to Row; node: index among the nodes that are asked */
static void
add_entry (GTree *rows, RepriseSqlResult *result, guint i, guint node)
{
  const char *schema = reprise_sql_result_get (result, i, COLUMN_SCHEMA);
  const char *name = reprise_sql_result_get (result, i, COLUMN_NAME);
  g_autofree char *id = g_strjoin (SEPARATOR, schema, name, NULL);
  Row *row = g_tree_lookup (rows, id);
  Entry *entry = g_new0 (Entry, 1);

  if (row == NULL)
    {
      row = g_new0 (Row, 1);
      row->schema = g_strdup (schema);
      row->name = g_strdup (name);
      row->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
      g_tree_insert (rows, g_strdup (id), row);
    }
  entry->key = g_strdup (reprise_sql_result_get (result, i, COLUMN_KEY));
  entry->definition = g_strdup (reprise_sql_result_get (result, i, COLUMN_DEFINITION));
  entry->sets = g_strdup (reprise_sql_result_get (result, i, COLUMN_SETS));
  entry->replicating = g_strcmp0 (reprise_sql_result_get (result, i, COLUMN_REPLICATING), "t") == 0;
  g_ptr_array_set_size (row->entries, MAX ((int) row->entries->len, (int) node));
  g_ptr_array_insert (row->entries, (int) node, entry);
}

/* A copy that recovers, or that was stripped, has no pglogical to ask. */
static RepriseSqlResult *
query_tables (RepriseSqlSession *session, GCancellable *cancellable, GError **error)
{
  static const char without[] = SELECT_TABLES ("''", "false");
  static const char with[] =
      SELECT_TABLES ("coalesce ((SELECT string_agg (t.set_name, chr (1)) FROM pglogical.tables t"
                     "  WHERE t.relid = c.oid AND t.set_name IS NOT NULL), '')",
                     "EXISTS (SELECT FROM pglogical.tables t"
                     "  WHERE t.relid = c.oid AND t.set_name IS NOT NULL)"
                     " AND (SELECT count (*) > 0 AND bool_and (status = 'replicating')"
                     "  FROM pglogical.show_subscription_status ())");
  g_autoptr (GError) local_error = NULL;
  g_autofree char *view =
      reprise_sql_session_query_text (session,
                                      "SELECT to_regclass ('pglogical.tables')::text",
                                      NULL,
                                      0,
                                      cancellable,
                                      &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return reprise_sql_session_query (session,
                                    view != NULL ? with : without,
                                    NULL,
                                    0,
                                    cancellable,
                                    error);
}

static GStrv
split (const char *joined)
{
  return joined == NULL || joined[0] == '\0' ? g_new0 (char *, 1)
                                             : g_strsplit (joined, SEPARATOR, -1);
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The sets that the table is in on any node, each once. */
static GStrv
collect_sets (const Row *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GStrv sets = NULL;

  for (guint i = 0; i < row->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (row->entries, i);
      g_auto (GStrv) names = split (entry != NULL ? entry->sets : NULL);

      for (guint j = 0; names[j] != NULL; j++)
        if (g_hash_table_add (seen, g_strdup (names[j])))
          g_strv_builder_add (builder, names[j]);
    }
  sets = g_strv_builder_end (builder);
  qsort (sets, g_strv_length (sets), sizeof (char *), compare_names);
  return sets;
}

static RepriseTable *
build_table (Row *row, GPtrArray *node_names)
{
  g_autofree RepriseTableStatus *statuses = g_new0 (RepriseTableStatus, node_names->len);
  g_auto (GStrv) sets = NULL;
  g_auto (GStrv) key = NULL;
  const Entry *first = NULL;
  RepriseTableFields fields = { 0 };

  g_ptr_array_set_size (row->entries, (int) node_names->len);
  for (guint i = 0; i < node_names->len; i++)
    {
      const Entry *entry = g_ptr_array_index (row->entries, i);

      statuses[i].node_name = g_ptr_array_index (node_names, i);
      if (entry == NULL)
        continue;
      first = first != NULL ? first : entry;
      statuses[i].present = TRUE;
      statuses[i].aligned = g_strcmp0 (entry->definition, first->definition) == 0 &&
                            g_strcmp0 (entry->key, first->key) == 0;
      statuses[i].replicating = entry->replicating;
    }
  sets = collect_sets (row);
  key = split (first != NULL ? first->key : NULL);
  fields.schema = row->schema;
  fields.name = row->name;
  fields.primary_key = (const char *const *) key;
  fields.replication_sets = (const char *const *) sets;
  fields.statuses = statuses;
  fields.n_statuses = node_names->len;
  return reprise_table_new (&fields);
}

/**
 * reprise_catalogue_read:
 * @sessions: (array length=n_nodes) (nullable elements): to the database, of a superuser
 * @node_names: (array length=n_nodes): whose they are
 * @n_nodes: how many
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * A node without a session is left out of every table's status. The key is that of the first node
 * that has the table, and the definitions of the others are compared with that node's; a table
 * replicates on a node if it is in a set there and every subscription of the node replicates.
 *
 * Returns: (transfer full) (element-type RepriseTable): the tables, by schema and name
 */
GPtrArray *
reprise_catalogue_read (RepriseSqlSession *const *sessions,
                        const char *const *node_names,
                        guint n_nodes,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GTree) rows = g_tree_new_full ((GCompareDataFunc) (GCallback) strcmp,
                                            NULL,
                                            g_free,
                                            (GDestroyNotify) row_free);
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  GPtrArray *tables = NULL;

  for (guint i = 0; i < n_nodes; i++)
    {
      g_autoptr (RepriseSqlResult) result = NULL;

      if (sessions[i] == NULL)
        continue;
      result = query_tables (sessions[i], cancellable, error);
      if (result == NULL)
        return NULL;
      for (guint j = 0; j < reprise_sql_result_get_n_rows (result); j++)
        add_entry (rows, result, j, asked->len);
      g_ptr_array_add (asked, (gpointer) node_names[i]);
    }
  tables = g_ptr_array_new_with_free_func (g_object_unref);
  for (GTreeNode *node = g_tree_node_first (rows); node != NULL; node = g_tree_node_next (node))
    g_ptr_array_add (tables, build_table (g_tree_node_value (node), asked));
  return tables;
}
