/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a node's catalogues say of its replication. */

#include "config.h"

#include "replication/reprise-node-reader.h"

#include "restore/reprise-replicator.h"

/* Between names: a control character, which nobody writes into one. */
#define SEPARATOR "\001"

/* Where both are installed, Spock is the one in use: it is what pglogical became. */
#define SELECT_EXTENSION                                                                           \
  "SELECT extname FROM pg_extension WHERE extname IN ('spock', 'pglogical')"                       \
  " ORDER BY extname DESC LIMIT 1"

#define SELECT_NAME(schema)                                                                        \
  "SELECT n.node_name FROM " schema ".node n JOIN " schema ".local_node USING (node_id)"

#define SELECT_SUBSCRIPTIONS(function)                                                             \
  "SELECT subscription_name, status, provider_node, array_to_string(replication_sets, chr(1))"     \
  " FROM " function "() ORDER BY subscription_name"

/* Ordinary tables, and partitions one by one: it is they that hold rows. The extensions' own are
 * left out. Columns are matched by name, so that their order does not count. */
#define SELECT_TABLES(sets)                                                                        \
  "SELECT n.nspname, c.relname,"                                                                   \
  " EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary),"                  \
  " c.relpersistence = 'u',"                                                                       \
  " (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod),"                  \
  "    ', ' ORDER BY a.attname COLLATE \"C\")"                                                     \
  "   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),"      \
  " " sets " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"                        \
  " WHERE c.relkind = 'r' AND c.relpersistence <> 't'"                                             \
  " AND n.nspname NOT IN ('information_schema', 'spock', 'pglogical') AND n.nspname !~ '^pg_'"     \
  " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"                \
  "   AND d.objid = c.oid AND d.deptype = 'e')"                                                    \
  " ORDER BY n.nspname COLLATE \"C\", c.relname COLLATE \"C\""

#define SELECT_SETS(view)                                                                          \
  "(SELECT string_agg(t.set_name, chr(1) ORDER BY t.set_name COLLATE \"C\") FROM " view " t"       \
  "  WHERE t.relid = c.oid AND t.set_name IS NOT NULL)"

enum
{
  TABLE_SCHEMA,
  TABLE_NAME,
  TABLE_HAS_PRIMARY_KEY,
  TABLE_IS_UNLOGGED,
  TABLE_DEFINITION,
  TABLE_SETS,
};

enum
{
  SUBSCRIPTION_NAME,
  SUBSCRIPTION_STATUS,
  SUBSCRIPTION_PROVIDER,
  SUBSCRIPTION_SETS,
};

/* In the order in which they are asked. */
typedef enum
{
  QUESTION_EXTENSION,
  QUESTION_NAME,
  QUESTION_SUBSCRIPTIONS,
  QUESTION_TABLES,
  N_QUESTIONS,
} Question;

/* The statements by extension; %NULL where there is nothing to ask. */
static const char *const statements[][N_QUESTIONS] = {
  [REPRISE_REPLICATION_EXTENSION_NONE] = {
    [QUESTION_EXTENSION] = SELECT_EXTENSION,
    [QUESTION_TABLES] = SELECT_TABLES ("NULL"),
  },
  [REPRISE_REPLICATION_EXTENSION_SPOCK] = {
    [QUESTION_NAME] = SELECT_NAME ("spock"),
    [QUESTION_SUBSCRIPTIONS] = SELECT_SUBSCRIPTIONS ("spock.sub_show_status"),
    [QUESTION_TABLES] = SELECT_TABLES (SELECT_SETS ("spock.tables")),
  },
  [REPRISE_REPLICATION_EXTENSION_PGLOGICAL] = {
    [QUESTION_NAME] = SELECT_NAME ("pglogical"),
    [QUESTION_SUBSCRIPTIONS] = SELECT_SUBSCRIPTIONS ("pglogical.show_subscription_status"),
    [QUESTION_TABLES] = SELECT_TABLES (SELECT_SETS ("pglogical.tables")),
  },
};

/* What is being read. */
typedef struct
{
  RepriseNodeSession *session;
  Question question;
  RepriseReplicationExtension extension;
  PGresult *answers[N_QUESTIONS]; /* NULL where nothing was asked */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->session);
  for (gsize i = 0; i < N_QUESTIONS; i++)
    g_clear_pointer (&reading->answers[i], PQclear);
  g_free (reading);
}

static RepriseReplicationExtension
parse_extension (const PGresult *rows)
{
  if (PQntuples (rows) == 0)
    return REPRISE_REPLICATION_EXTENSION_NONE;
  return g_str_equal (PQgetvalue (rows, 0, 0), "spock") ? REPRISE_REPLICATION_EXTENSION_SPOCK
                                                        : REPRISE_REPLICATION_EXTENSION_PGLOGICAL;
}

static char **
split_sets (const PGresult *rows, int row, int column)
{
  const char *joined = PQgetvalue (rows, row, column);

  return joined[0] == '\0' ? g_new0 (char *, 1) : g_strsplit (joined, SEPARATOR, -1);
}

static gboolean
is_true (const PGresult *rows, int row, int column)
{
  return g_str_equal (PQgetvalue (rows, row, column), "t");
}

static void
clear_table (RepriseNodeTable *table)
{
  g_strfreev ((char **) table->sets);
}

static void
clear_subscription (RepriseNodeSubscription *subscription)
{
  g_strfreev ((char **) subscription->sets);
}

static GArray *
read_tables (const PGresult *rows)
{
  GArray *tables = g_array_new (FALSE, FALSE, sizeof (RepriseNodeTable));

  g_array_set_clear_func (tables, (GDestroyNotify) clear_table);
  for (int row = 0; row < PQntuples (rows); row++)
    {
      const RepriseNodeTable table = {
        .schema = PQgetvalue (rows, row, TABLE_SCHEMA),
        .name = PQgetvalue (rows, row, TABLE_NAME),
        .has_primary_key = is_true (rows, row, TABLE_HAS_PRIMARY_KEY),
        .is_unlogged = is_true (rows, row, TABLE_IS_UNLOGGED),
        .definition = PQgetvalue (rows, row, TABLE_DEFINITION),
        .sets = (const char *const *) split_sets (rows, row, TABLE_SETS),
      };

      g_array_append_val (tables, table);
    }
  return tables;
}

static GArray *
read_subscriptions (const PGresult *rows)
{
  GArray *subscriptions = g_array_new (FALSE, FALSE, sizeof (RepriseNodeSubscription));

  g_array_set_clear_func (subscriptions, (GDestroyNotify) clear_subscription);
  for (int row = 0; row < PQntuples (rows); row++)
    {
      const RepriseNodeSubscription subscription = {
        .name = PQgetvalue (rows, row, SUBSCRIPTION_NAME),
        .status = PQgetvalue (rows, row, SUBSCRIPTION_STATUS),
        .provider = PQgetvalue (rows, row, SUBSCRIPTION_PROVIDER),
        .sets = (const char *const *) split_sets (rows, row, SUBSCRIPTION_SETS),
      };

      g_array_append_val (subscriptions, subscription);
    }
  return subscriptions;
}

static RepriseNodeReplication *
build (Reading *reading)
{
  const PGresult *names = reading->answers[QUESTION_NAME];
  g_autoptr (GArray) tables = read_tables (reading->answers[QUESTION_TABLES]);
  g_autoptr (GArray) subscriptions = read_subscriptions (reading->answers[QUESTION_SUBSCRIPTIONS]);
  RepriseNodeReplicationFields fields = {
    .extension = reading->extension,
    .name = PQntuples (names) == 0 ? NULL : PQgetvalue (names, 0, 0),
    .tables = (const RepriseNodeTable *) (void *) tables->data,
    .n_tables = tables->len,
    .subscriptions = (const RepriseNodeSubscription *) (void *) subscriptions->data,
    .n_subscriptions = subscriptions->len,
  };

  return reprise_node_replication_new (&fields);
}

static void ask (GTask *task);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  PGresult *rows =
      reprise_node_session_query_finish (REPRISE_NODE_SESSION (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  reading->answers[reading->question] = rows;
  if (reading->question == QUESTION_EXTENSION)
    reading->extension = parse_extension (rows);
  reading->question++;
  ask (task);
}

static void
ask (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  while (reading->question < N_QUESTIONS &&
         statements[reading->extension][reading->question] == NULL)
    reading->question++;
  if (reading->question == N_QUESTIONS)
    {
      g_task_return_pointer (task, build (reading), g_object_unref);
      return;
    }
  reprise_node_session_query_async (reading->session,
                                    statements[reading->extension][reading->question],
                                    g_task_get_cancellable (task),
                                    answered_cb,
                                    g_object_ref (task));
}

/**
 * reprise_node_reader_read_async:
 * @session: to the database on one node
 * @cancellable: (nullable): ends the session
 *
 * Reads which extension replicates there, its subscriptions and the tables.
 */
void
reprise_node_reader_read_async (RepriseNodeSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, reprise_node_reader_read_async);
  reading->session = g_object_ref (session);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  ask (task);
}

/**
 * reprise_node_reader_read_finish:
 *
 * Errors: those of reprise_node_session_query_finish().
 *
 * Returns: (transfer full): what the node says
 */
RepriseNodeReplication *
reprise_node_reader_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == reprise_node_reader_read_async,
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
