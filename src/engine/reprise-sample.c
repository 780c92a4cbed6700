/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sample database: its tables, its rows, its roles and its everyday work. */

#include "config.h"

#include "engine/reprise-sample.h"
#include "engine-resources.h"

#define SCRIPTS "/io/github/reprisedb/Reprise/engine/"

/* The roles' privileges: both may read and write what is in public now, and what either of the
 * superusers will create there. */
static const char grants[] =
    "GRANT USAGE ON SCHEMA lab TO app;"
    "GRANT USAGE ON SEQUENCE lab.id_sequence TO app;"
    "GRANT EXECUTE ON FUNCTION lab.next_id () TO app;"
    "GRANT USAGE ON SCHEMA public TO app;"
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;"
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO app;"
    "ALTER DEFAULT PRIVILEGES FOR ROLE postgres, admin IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app;"
    "ALTER DEFAULT PRIVILEGES FOR ROLE postgres, admin IN SCHEMA public"
    " GRANT USAGE, SELECT ON SEQUENCES TO app;";

static gboolean
run_script (RepriseSqlSession *session, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat (SCRIPTS, name, NULL);
  /* A resource ends in a zero byte that is not part of it. */
  g_autoptr (GBytes) script = g_resource_lookup_data (reprise_engine_get_resource (),
                                                      path,
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                      error);

  return script != NULL &&
         reprise_sql_session_execute (session, g_bytes_get_data (script, NULL), cancellable, error);
}

static void
append_role (GString *statements, const char *role, const char *attributes, const char *password)
{
  g_autofree char *quoted = reprise_sql_quote_literal (password);

  g_string_append_printf (statements,
                          "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s')"
                          " THEN CREATE ROLE %s; END IF; END $$;"
                          "ALTER ROLE %s WITH LOGIN %s PASSWORD %s;",
                          role,
                          role,
                          role,
                          attributes,
                          quoted);
}

/**
 * reprise_sample_create_schema:
 * @session: a superuser's, to the new database
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Creates lab.next_id() and the tables in `public`, of which `price_history` has no primary key. On
 * every node, so that their definitions agree.
 *
 * Returns: %TRUE if all are there
 */
gboolean
reprise_sample_create_schema (RepriseSqlSession *session, GCancellable *cancellable, GError **error)
{
  return run_script (session, "reprise-sample-schema.sql", cancellable, error);
}

/**
 * reprise_sample_seed:
 * @session: a superuser's, to the database of one node
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Inserts about 15,000 rows, the same ones every time. On one node only, after the nodes replicate.
 *
 * Returns: %TRUE if they are committed
 */
gboolean
reprise_sample_seed (RepriseSqlSession *session, GCancellable *cancellable, GError **error)
{
  return run_script (session, "reprise-sample-seed.sql", cancellable, error);
}

/**
 * reprise_sample_set_roles:
 * @session: a superuser's, to the database, with the sample's schema in it
 * @admin_password: for the superuser `admin`
 * @app_password: for the role `app`
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Creates the roles, or resets them after a restore from another database. A statement that fails
 * is not written to the server's log, because it would be there with its passwords.
 *
 * Returns: %TRUE if both can log in and `app` can use the tables
 */
gboolean
reprise_sample_set_roles (RepriseSqlSession *session,
                          const char *admin_password,
                          const char *app_password,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GString) statements =
                 g_string_new ("SET LOCAL log_statement = 'none';"
                               "SET LOCAL log_min_error_statement = 'panic';"
                               "SET LOCAL log_min_duration_statement = -1;"
                               "SET LOCAL password_encryption = 'scram-sha-256';");

  append_role (statements, REPRISE_SAMPLE_ADMIN, "SUPERUSER", admin_password);
  append_role (statements, REPRISE_SAMPLE_APP, "NOSUPERUSER", app_password);
  g_string_append (statements, grants);
  return reprise_sql_session_execute (session, statements->str, cancellable, error);
}

/**
 * reprise_sample_write:
 * @session: to the database of any node; the role `app` is enough
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * One transaction: an order with its lines, and what they take from the stock of the node's own
 * warehouse.
 *
 * Returns: %TRUE if it is committed
 */
gboolean
reprise_sample_write (RepriseSqlSession *session, GCancellable *cancellable, GError **error)
{
  return run_script (session, "reprise-sample-write.sql", cancellable, error);
}
