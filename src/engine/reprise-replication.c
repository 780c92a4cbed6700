/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replication between the instances of one database, through pglogical. */

#include "config.h"

#include "engine/reprise-replication.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-pause.h"

/* The markers are in a set of their own, because the users' tables are left out of replication
 * where a restore leaves that to a person. Every subscription takes both sets, and one apply worker
 * replays what it takes in the order of the commits: a marker proves that all before it arrived. */
#define SUBSCRIBED_SETS "ARRAY['default', 'lab_markers']"
#define SLOT_LIMIT_SECONDS 10

static gboolean
query (RepriseSqlSession *session,
       const char *statement,
       const char *const *parameters,
       guint n_parameters,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (RepriseSqlResult) result = reprise_sql_session_query (session,
                                                                   statement,
                                                                   parameters,
                                                                   n_parameters,
                                                                   cancellable,
                                                                   error);

  return result != NULL;
}

/* statement yields one boolean, or one row or none */
static gboolean
query_boolean (RepriseSqlSession *session,
               const char *statement,
               const char *const *parameters,
               guint n_parameters,
               gboolean *value,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (RepriseSqlResult) result = reprise_sql_session_query (session,
                                                                   statement,
                                                                   parameters,
                                                                   n_parameters,
                                                                   cancellable,
                                                                   error);

  if (result == NULL)
    return FALSE;
  *value = reprise_sql_result_get_n_rows (result) > 0 &&
           g_strcmp0 (reprise_sql_result_get (result, 0, 0), "t") == 0;
  return TRUE;
}

/* A copy that was stripped and not put back has none of pglogical's functions. */
static gboolean
query_has_pglogical (RepriseSqlSession *session,
                     gboolean *has,
                     GCancellable *cancellable,
                     GError **error)
{
  return query_boolean (session,
                        "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pglogical')",
                        NULL,
                        0,
                        has,
                        cancellable,
                        error);
}

static void
append_conninfo (GString *conninfo, const char *name, const char *value)
{
  g_string_append_printf (conninfo, "%s%s='", conninfo->len > 0 ? " " : "", name);
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (conninfo, '\\');
      g_string_append_c (conninfo, *c);
    }
  g_string_append_c (conninfo, '\'');
}

/* How other nodes reach an instance: they run as the same system user, so that no password is in
 * pglogical's tables, which every backup has a copy of. */
static char *
build_conninfo (RepriseInstance *instance)
{
  GString *conninfo = g_string_new (NULL);

  append_conninfo (conninfo, "host", reprise_instance_get_socket_directory (instance));
  append_conninfo (conninfo, "port", G_STRINGIFY (REPRISE_INSTANCE_PORT));
  append_conninfo (conninfo, "dbname", reprise_instance_get_database_name (instance));
  append_conninfo (conninfo, "user", REPRISE_INSTANCE_SUPERUSER);
  return g_string_free (conninfo, FALSE);
}

static char *
build_subscription_name (const char *provider, const char *subscriber)
{
  return g_strdup_printf ("sub_%s_%s", provider, subscriber);
}

/**
 * reprise_replication_create_node:
 * @session: to the database of @instance
 * @instance: the node
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Installs pglogical, makes the node, and puts the table of the markers into a set of its own.
 *
 * Returns: %TRUE if the node can be subscribed to
 */
gboolean
reprise_replication_create_node (RepriseSqlSession *session,
                                 RepriseInstance *instance,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autofree char *conninfo = build_conninfo (instance);
  const char *parameters[] = { reprise_instance_get_node_name (instance), conninfo };

  return reprise_sql_session_execute (session,
                                      "CREATE EXTENSION IF NOT EXISTS pglogical;"
                                      "CREATE SCHEMA IF NOT EXISTS lab;"
                                      "CREATE TABLE IF NOT EXISTS lab.sync_marker ("
                                      " marker text PRIMARY KEY,"
                                      " node text NOT NULL,"
                                      " committed_at timestamptz NOT NULL"
                                      "   DEFAULT clock_timestamp ())",
                                      cancellable,
                                      error) &&
         query (session,
                "SELECT pglogical.create_node ($1::name, $2::text) WHERE NOT EXISTS"
                " (SELECT FROM pglogical.local_node JOIN pglogical.node USING (node_id)"
                "  WHERE node_name = $1::name)",
                parameters,
                G_N_ELEMENTS (parameters),
                cancellable,
                error) &&
         query (session,
                "SELECT pglogical.create_replication_set ('lab_markers') WHERE NOT EXISTS"
                " (SELECT FROM pglogical.replication_set WHERE set_name = 'lab_markers')",
                NULL,
                0,
                cancellable,
                error) &&
         query (session,
                "SELECT pglogical.replication_set_add_table ('lab_markers', 'lab.sync_marker')"
                " WHERE NOT EXISTS (SELECT FROM pglogical.tables"
                "  WHERE relid = 'lab.sync_marker'::regclass AND set_name = 'lab_markers')",
                NULL,
                0,
                cancellable,
                error);
}

/**
 * reprise_replication_add_tables:
 * @session: to the database of a node
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Adds every ordinary table with a primary key to the set `default`; without a key a row that
 * changes cannot be found on the other nodes. The lab's own tables and those of extensions stay
 * out.
 *
 * Returns: %TRUE if all are in it
 */
gboolean
reprise_replication_add_tables (RepriseSqlSession *session,
                                GCancellable *cancellable,
                                GError **error)
{
  return query (session,
                "SELECT pglogical.replication_set_add_table ('default', c.oid::regclass)"
                " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE c.relkind = 'r' AND c.relpersistence = 'p'"
                " AND n.nspname NOT IN ('information_schema', 'lab', 'pglogical')"
                " AND n.nspname !~ '^pg_'"
                " AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)"
                " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"
                "  AND d.objid = c.oid AND d.deptype = 'e')"
                " AND NOT EXISTS (SELECT FROM pglogical.tables t"
                "  WHERE t.relid = c.oid AND t.set_name = 'default')",
                NULL,
                0,
                cancellable,
                error);
}

/**
 * reprise_replication_remove_tables:
 * @session: to the database of a node
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Takes every table out of the set `default` again; the markers go on.
 *
 * Returns: %TRUE if it is empty
 */
gboolean
reprise_replication_remove_tables (RepriseSqlSession *session,
                                   GCancellable *cancellable,
                                   GError **error)
{
  return query (session,
                "SELECT pglogical.replication_set_remove_table ('default', relid::regclass)"
                " FROM pglogical.tables WHERE set_name = 'default'",
                NULL,
                0,
                cancellable,
                error);
}

/**
 * reprise_replication_subscribe:
 * @session: to the database of @subscriber
 * @subscriber: the node that gets
 * @providers: (element-type RepriseInstance): running nodes that give; @subscriber itself is left
 * out
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Makes the subscriptions, all in one transaction: pglogical looks for work once a second. Nothing
 * is copied, and nobody hands on the rows of third nodes, because every node has all the others.
 *
 * Returns: %TRUE if they are made; see reprise_replication_is_replicating()
 */
gboolean
reprise_replication_subscribe (RepriseSqlSession *session,
                               RepriseInstance *subscriber,
                               GPtrArray *providers,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GString) statements = g_string_new (NULL);

  for (guint i = 0; i < providers->len; i++)
    {
      RepriseInstance *provider = g_ptr_array_index (providers, i);
      g_autofree char *name = build_subscription_name (reprise_instance_get_node_name (provider),
                                                       reprise_instance_get_node_name (subscriber));
      g_autofree char *conninfo = build_conninfo (provider);
      g_autofree char *quoted_name = reprise_sql_quote_literal (name);
      g_autofree char *quoted_conninfo = reprise_sql_quote_literal (conninfo);

      if (provider == subscriber)
        continue;
      g_string_append_printf (statements,
                              "SELECT pglogical.create_subscription (%s, %s, " SUBSCRIBED_SETS
                              ", false, false, '{}') WHERE NOT EXISTS"
                              " (SELECT FROM pglogical.subscription WHERE sub_name = %s);",
                              quoted_name,
                              quoted_conninfo,
                              quoted_name);
    }
  return statements->len == 0 ||
         reprise_sql_session_execute (session, statements->str, cancellable, error);
}

/**
 * reprise_replication_unsubscribe:
 * @session: to the database of @subscriber
 * @provider: the node that gives
 * @subscriber: the node that gets
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Drops the subscription with its origin here and its slot on @provider. Where @provider does not
 * run, pglogical leaves the slot: reprise_replication_drop_slot() is for that.
 *
 * Returns: %TRUE if there is no such subscription
 */
gboolean
reprise_replication_unsubscribe (RepriseSqlSession *session,
                                 const char *provider,
                                 const char *subscriber,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autofree char *name = build_subscription_name (provider, subscriber);
  const char *parameters[] = { name };
  gboolean has = FALSE;

  if (!query_has_pglogical (session, &has, cancellable, error))
    return FALSE;
  return !has || query (session,
                        "SELECT pglogical.drop_subscription ($1::name, true)",
                        parameters,
                        G_N_ELEMENTS (parameters),
                        cancellable,
                        error);
}

/**
 * reprise_replication_drop_slot:
 * @session: to the database of @provider
 * @database_name: its name
 * @provider: the node that gives
 * @subscriber: the node that got, and is dead
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Drops the slot that @subscriber read from; kept, it would keep all WAL from now on. Who still
 * reads from it is sent away first.
 *
 * Returns: %TRUE if there is no such slot
 */
gboolean
reprise_replication_drop_slot (RepriseSqlSession *session,
                               const char *database_name,
                               const char *provider,
                               const char *subscriber,
                               GCancellable *cancellable,
                               GError **error)
{
  static const char slot[] = " FROM pg_replication_slots WHERE slot_name ="
                             " pglogical.pglogical_gen_slot_name ($1::name, $2::name, $3::name)";
  g_autofree char *name = build_subscription_name (provider, subscriber);
  g_autofree char *terminate = g_strconcat ("SELECT pg_terminate_backend (active_pid)",
                                            slot,
                                            " AND active_pid IS NOT NULL",
                                            NULL);
  g_autofree char *drop = g_strconcat ("SELECT pg_drop_replication_slot (slot_name)",
                                       slot,
                                       " AND active_pid IS NULL",
                                       NULL);
  g_autofree char *look = g_strconcat ("SELECT true", slot, NULL);
  const char *parameters[] = { database_name, provider, name };
  gboolean has = FALSE;
  ReprisePause pause;

  if (!query_has_pglogical (session, &has, cancellable, error))
    return FALSE;
  reprise_pause_init (&pause, 20, 200, SLOT_LIMIT_SECONDS);
  while (has)
    {
      if (!query (session, terminate, parameters, G_N_ELEMENTS (parameters), cancellable, error) ||
          !query (session, drop, parameters, G_N_ELEMENTS (parameters), cancellable, error) ||
          !query_boolean (session,
                          look,
                          parameters,
                          G_N_ELEMENTS (parameters),
                          &has,
                          cancellable,
                          error))
        return FALSE;
      if (has && reprise_pause_is_over (&pause))
        {
          g_set_error (error,
                       REPRISE_ENGINE_ERROR,
                       REPRISE_ENGINE_ERROR_TIMED_OUT,
                       "The replication slot of node ‘%s’ on node ‘%s’ stays in use",
                       subscriber,
                       provider);
          return FALSE;
        }
      if (has && !reprise_pause_wait (&pause, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * reprise_replication_poke:
 * @session: to the database of a node
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Disables and enables every subscription that is down. pglogical tries a provider that was not
 * there again only after 5, 10, 20 and up to 180 seconds; one that is new is left alone.
 *
 * Returns: %TRUE if none had to wait or all were woken
 */
gboolean
reprise_replication_poke (RepriseSqlSession *session, GCancellable *cancellable, GError **error)
{
  gboolean has = FALSE;

  if (!query_has_pglogical (session, &has, cancellable, error))
    return FALSE;
  return !has ||
         query (session,
                "SELECT pglogical.alter_subscription_disable (subscription_name::name, true),"
                " pglogical.alter_subscription_enable (subscription_name::name, true)"
                " FROM pglogical.show_subscription_status () WHERE status = 'down'",
                NULL,
                0,
                cancellable,
                error);
}

/**
 * reprise_replication_is_replicating:
 * @session: to the database of a node
 * @n_expected: how many other nodes run
 * @replicating: (out): whether this node gets from as many, and as many get from it
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Whether at least @n_expected subscriptions replicate and as many slots are read from: pglogical
 * calls a subscription replicating as soon as its worker runs.
 *
 * Returns: %TRUE if it could be told
 */
gboolean
reprise_replication_is_replicating (RepriseSqlSession *session,
                                    guint n_expected,
                                    gboolean *replicating,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autofree char *expected = g_strdup_printf ("%u", n_expected);
  const char *parameters[] = { expected };
  gboolean has = FALSE;

  *replicating = FALSE;
  if (!query_has_pglogical (session, &has, cancellable, error))
    return FALSE;
  return !has || query_boolean (session,
                                "SELECT (SELECT count (*) >= $1::bigint"
                                "  FROM pglogical.show_subscription_status ()"
                                "  WHERE status = 'replicating')"
                                " AND (SELECT count (*) >= $1::bigint FROM pg_replication_slots"
                                "  WHERE plugin = 'pglogical_output' AND active"
                                "  AND database = current_database ())",
                                parameters,
                                G_N_ELEMENTS (parameters),
                                replicating,
                                cancellable,
                                error);
}

/**
 * reprise_replication_strip:
 * @session: to the database of a restored copy in its isolated start
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Removes what the copy brought along: the identity of the node it was copied from, its
 * subscriptions and their progress. The library need not be loaded for that, and must not be.
 *
 * Returns: %TRUE if nothing of it is left
 */
gboolean
reprise_replication_strip (RepriseSqlSession *session, GCancellable *cancellable, GError **error)
{
  return reprise_sql_session_execute (session,
                                      "DROP EXTENSION IF EXISTS pglogical CASCADE;"
                                      "DROP SCHEMA IF EXISTS pglogical",
                                      cancellable,
                                      error) &&
         query (session,
                "SELECT pg_drop_replication_slot (slot_name) FROM pg_replication_slots"
                " WHERE slot_type = 'logical'",
                NULL,
                0,
                cancellable,
                error) &&
         query (session,
                "SELECT pg_replication_origin_drop (roname) FROM pg_replication_origin",
                NULL,
                0,
                cancellable,
                error);
}

/**
 * reprise_replication_send_marker:
 * @session: to the database of the node
 * @node_name: its name
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Commits a row that the other nodes get after everything that was committed here before it.
 * Markers of this node that nobody can wait for any more are removed.
 *
 * Returns: (transfer full): what reprise_replication_has_marker() asks for
 */
char *
reprise_replication_send_marker (RepriseSqlSession *session,
                                 const char *node_name,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autofree char *marker = g_uuid_string_random ();
  const char *parameters[] = { marker, node_name };

  if (!query (session,
              "WITH old AS (DELETE FROM lab.sync_marker WHERE node = $2::text"
              " AND committed_at < clock_timestamp () - interval '1 hour')"
              " INSERT INTO lab.sync_marker (marker, node) VALUES ($1::text, $2::text)",
              parameters,
              G_N_ELEMENTS (parameters),
              cancellable,
              error))
    return NULL;
  return g_steal_pointer (&marker);
}

/**
 * reprise_replication_has_marker:
 * @session: to the database of another node
 * @marker: from reprise_replication_send_marker()
 * @arrived: (out): whether it is here
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Returns: %TRUE if it could be told
 */
gboolean
reprise_replication_has_marker (RepriseSqlSession *session,
                                const char *marker,
                                gboolean *arrived,
                                GCancellable *cancellable,
                                GError **error)
{
  const char *parameters[] = { marker };

  return query_boolean (session,
                        "SELECT true FROM lab.sync_marker WHERE marker = $1::text",
                        parameters,
                        G_N_ELEMENTS (parameters),
                        arrived,
                        cancellable,
                        error);
}
