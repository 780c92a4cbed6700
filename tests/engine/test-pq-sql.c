/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sessions with a real PostgreSQL: what comes back, what goes wrong, and what cancelling does. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-pq-sql.h"
#include "engine/reprise-subprocess-runner.h"
#include "support/reprise-temporary-postgres.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>

#define PATIENCE_USEC (30 * G_USEC_PER_SEC)

/* One server for all cases; each has a session of its own. */
static RepriseTemporaryPostgres *server;
static RepriseSql *sql;

typedef struct
{
  RepriseSqlSession *session;
} Fixture;

static RepriseSqlSession *
connect_as (const char *user, const char *password, GError **error)
{
  RepriseSqlTarget target = *reprise_temporary_postgres_get_target (server);

  target.user = user;
  target.password = password;
  return reprise_sql_connect (sql, &target, NULL, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->session = connect_as ("postgres", NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->session != NULL)
    g_assert_finalize_object (G_OBJECT (fixture->session));
}

static void
assert_text (RepriseSqlSession *session, const char *statement, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      reprise_sql_session_query_text (session, statement, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_fails (RepriseSqlSession *session, const char *statement, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseSqlResult) result =
                 reprise_sql_session_query (session, statement, NULL, 0, NULL, &error);

  g_assert_error (error, REPRISE_ENGINE_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (result);
}

/* Parameters go in as text or null, and rows come back as text or null. */
static void
test_query (Fixture *fixture, gconstpointer data)
{
  const char *const parameters[] = { "it's", NULL, "7" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseSqlResult) result =
          reprise_sql_session_query (fixture->session,
                                     "SELECT $1::text, $2::text, n, '' FROM generate_series(1, "
                                     "$3::int) AS n",
                                     parameters,
                                     3,
                                     NULL,
                                     &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reprise_sql_result_get_n_rows (result), ==, 7);
  g_assert_cmpstr (reprise_sql_result_get (result, 6, 0), ==, "it's");
  g_assert_null (reprise_sql_result_get (result, 6, 1));
  g_assert_cmpstr (reprise_sql_result_get (result, 6, 2), ==, "7");
  g_assert_cmpstr (reprise_sql_result_get (result, 6, 3), ==, "");
}

/* What a session is set to: its name, its encoding, and spellings that can be read. */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  assert_text (fixture->session, "SHOW application_name", "reprise-lab");
  assert_text (fixture->session, "SHOW client_encoding", "UTF8");
  assert_text (fixture->session, "SHOW timezone", "UTC");
  assert_text (fixture->session,
               "SELECT '2024-06-19 21:58:03.5+02'::timestamptz",
               "2024-06-19 19:58:03.5+00");
  assert_text (fixture->session, "SELECT 'Größe ✓'", "Größe ✓");
}

/* No row and SQL null are both nothing, and neither is an error. */
static void
test_query_text (Fixture *fixture, gconstpointer data)
{
  assert_text (fixture->session, "SELECT 1 WHERE false", NULL);
  assert_text (fixture->session, "SELECT NULL", NULL);
  assert_text (fixture->session, "SELECT 'a', 'b' UNION SELECT 'c', 'd' ORDER BY 1", "a");
}

/* A query is one statement: what someone smuggles behind a ; is refused. */
static void
test_query_is_one_statement (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture->session,
                "SELECT 1; SELECT 2",
                REPRISE_ENGINE_ERROR_SQL,
                "cannot insert multiple commands into a prepared statement (SQLSTATE 42601)");
}

/* More than a socket takes at once goes through in both directions. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  gsize length = 16 * 1024 * 1024;
  g_autofree char *large = g_strnfill (length, 'x');
  const char *const parameters[] = { large };
  g_autofree char *text = reprise_sql_session_query_text (fixture->session,
                                                          "SELECT $1::text",
                                                          parameters,
                                                          1,
                                                          NULL,
                                                          NULL);

  g_assert_cmpstr (text, ==, large);
}

/* An error has PostgreSQL's words and its SQLSTATE; the session goes on. */
static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_assert_true (reprise_sql_session_execute (fixture->session,
                                              "CREATE TEMP TABLE t (id int PRIMARY KEY)",
                                              NULL,
                                              NULL));
  assert_text (fixture->session, "INSERT INTO t VALUES (1)", NULL);
  assert_fails (fixture->session,
                "INSERT INTO t VALUES (1)",
                REPRISE_ENGINE_ERROR_SQL,
                "duplicate key value violates unique constraint \"t_pkey\": Key (id)=(1) already "
                "exists. (SQLSTATE 23505)");
  assert_fails (fixture->session,
                "SELECT * FROM nowhere",
                REPRISE_ENGINE_ERROR_SQL,
                "relation \"nowhere\" does not exist (SQLSTATE 42P01)");
  assert_text (fixture->session, "SELECT count(*) FROM t", "1");
}

/* Where PostgreSQL would repeat a part of the statement, which may be a password, it is left out.
 */
static void
test_error_hides_statement (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture->session,
                "ALTER ROLE postgres PASSWORD 'hunter2' 'hunter3'",
                REPRISE_ENGINE_ERROR_SQL,
                "syntax error (SQLSTATE 42601)");
}

/* Several statements are one transaction: after an error in it nothing of it is there. */
static void
test_execute (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (reprise_sql_session_execute (fixture->session,
                                              "CREATE TABLE e (id int); INSERT INTO e VALUES (1); "
                                              "SELECT * FROM e",
                                              NULL,
                                              &error));
  g_assert_no_error (error);
  g_assert_false (reprise_sql_session_execute (fixture->session,
                                               "INSERT INTO e VALUES (2); SELECT 1/0; SELECT 1",
                                               NULL,
                                               &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_SQL);
  g_assert_cmpstr (error->message, ==, "division by zero (SQLSTATE 22012)");
  assert_text (fixture->session, "SELECT string_agg(id::text, ',') FROM e", "1");
}

/* A COPY, for which a session has no data, is an error and not a wait for ever. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = { "COPY (SELECT 1) TO STDOUT",
                                            "CREATE TEMP TABLE c (a int); COPY c FROM STDIN" };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (RepriseSqlSession) session = connect_as ("postgres", NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (reprise_sql_session_execute (session, statements[i], NULL, &error));
      g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_SQL);
    }
}

/* Notices are not warnings of ours. */
static void
test_notices (Fixture *fixture, gconstpointer data)
{
  g_assert_true (reprise_sql_session_execute (fixture->session,
                                              "DO $$ BEGIN RAISE WARNING 'drop me'; END $$",
                                              NULL,
                                              NULL));
}

static gpointer
cancel_when_active_thread (gpointer data)
{
  GCancellable *cancellable = data;
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  g_autoptr (RepriseSqlSession) watcher = connect_as ("postgres", NULL, NULL);
  gboolean active = FALSE;

  while (!active && g_get_monotonic_time () < deadline)
    {
      g_autofree char *count =
          reprise_sql_session_query_text (watcher,
                                          "SELECT count(*) FROM pg_stat_activity WHERE query = "
                                          "'SELECT pg_sleep(600)' "
                                          "AND wait_event = 'PgSleep'",
                                          NULL,
                                          0,
                                          NULL,
                                          NULL);

      active = g_strcmp0 (count, "1") == 0;
    }
  g_cancellable_cancel (cancellable);

  return GINT_TO_POINTER (active);
}

/* Cancelling ends the statement at the server too, and leaves a session for cleaning up. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_when_active_thread, cancellable);
  g_autoptr (RepriseSqlResult) result = reprise_sql_session_query (fixture->session,
                                                                   "SELECT pg_sleep(600)",
                                                                   NULL,
                                                                   0,
                                                                   cancellable,
                                                                   &error);

  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
  assert_text (fixture->session,
               "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE "
               "'SELECT pg_sleep%'",
               "0");
}

/* Cancelled before, nothing is sent. */
static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      reprise_sql_session_execute (fixture->session, "CREATE TABLE never ()", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_text (fixture->session, "SELECT to_regclass('never')", NULL);
}

/* A connection that the server ends is lost, and says why; everything after that is refused. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseSqlSession) other = connect_as ("postgres", NULL, NULL);
  g_autofree char *pid = reprise_sql_session_query_text (fixture->session,
                                                         "SELECT pg_backend_pid()",
                                                         NULL,
                                                         0,
                                                         NULL,
                                                         NULL);
  const char *const parameters[] = { pid };
  g_autofree char *ended =
      reprise_sql_session_query_text (other,
                                      "SELECT pg_terminate_backend($1::int, 30000)",
                                      parameters,
                                      1,
                                      NULL,
                                      NULL);

  g_assert_cmpstr (ended, ==, "t");
  assert_fails (fixture->session,
                "SELECT 1",
                REPRISE_ENGINE_ERROR_UNREACHABLE,
                "terminating connection due to administrator command (SQLSTATE 57P01)");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (reprise_sql_session_execute (fixture->session, "SELECT 1", NULL, &error));
      g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
    }
}

/* A password opens a role that needs it; a wrong one does not, and is in no message. */
static void
test_password (Fixture *fixture, gconstpointer data)
{
  const RepriseSqlTarget *target = reprise_temporary_postgres_get_target (server);
  g_autofree char *rules = g_build_filename (target->host, "data", "pg_hba.conf", NULL);
  g_autoptr (RepriseSqlSession) right = NULL;
  g_autoptr (RepriseSqlSession) wrong = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (rules,
                                      "local all guarded scram-sha-256\nlocal all all trust\n",
                                      -1,
                                      NULL));
  g_assert_true (reprise_sql_session_execute (fixture->session,
                                              "CREATE ROLE guarded LOGIN PASSWORD 'right-one'; "
                                              "SELECT pg_reload_conf()",
                                              NULL,
                                              NULL));
  for (gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
       error == NULL && g_get_monotonic_time () < deadline;)
    {
      g_clear_object (&wrong);
      wrong = connect_as ("guarded", "wrong-one", &error);
    }
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "password authentication failed"));
  g_assert_null (strstr (error->message, "wrong-one"));

  right = connect_as ("guarded", "right-one", NULL);
  g_assert_nonnull (right);
  assert_text (right, "SELECT current_user", "guarded");
}

/* Where nobody listens, and where a database is not there, there is no connection. */
static void
test_connect_errors (Fixture *fixture, gconstpointer data)
{
  RepriseSqlTarget nobody = *reprise_temporary_postgres_get_target (server);
  RepriseSqlTarget nowhere = nobody;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) absent = NULL;

  nobody.port = 1;
  g_assert_null (reprise_sql_connect (sql, &nobody, NULL, &refused));
  g_assert_error (refused, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
  /* A name that would be a connection string elsewhere. */
  nowhere.database = "host=elsewhere";
  g_assert_null (reprise_sql_connect (sql, &nowhere, NULL, &absent));
  g_assert_error (absent, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (absent->message, "database \"host=elsewhere\" does not exist"));
}

static gpointer
cancel_when_reached_thread (gpointer data)
{
  gpointer *pair = data;
  g_autoptr (GSocket) peer = g_socket_accept (pair[0], NULL, NULL);

  g_assert_nonnull (peer);
  g_cancellable_cancel (pair[1]);
  /* Until the other side gives up. */
  while (TRUE)
    {
      char buffer[512];

      if (g_socket_receive (peer, buffer, sizeof buffer, NULL, NULL) <= 0)
        return NULL;
    }
}

static GSocket *
listen_silently (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, ".s.PGSQL.6000", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX,
                                             G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_DEFAULT,
                                             NULL);

  g_unlink (path);
  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));

  return g_steal_pointer (&socket);
}

/* A server that takes the connection and says nothing is given up in time, or when cancelled. */
static void
test_connect_silence (Fixture *fixture, gconstpointer data)
{
  RepriseSqlTarget target = *reprise_temporary_postgres_get_target (server);
  g_autoptr (GSocket) socket = listen_silently (target.host);
  g_autoptr (RepriseSql) hasty = reprise_pq_sql_new (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer pair[] = { socket, cancellable };
  g_autoptr (GError) silent = NULL;
  g_autoptr (GError) cancelled = NULL;
  GThread *thread;

  target.port = 6000;
  g_assert_null (reprise_sql_connect (hasty, &target, NULL, &silent));
  g_assert_error (silent, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
  g_assert_cmpstr (silent->message,
                   ==,
                   "No connection to the database ‘postgres’: PostgreSQL did not answer in time");

  thread = g_thread_new ("reach", cancel_when_reached_thread, pair);
  g_assert_null (reprise_sql_connect (sql, &target, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
add_case (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, function, tear_down);
}

/* Says why none of the cases ran. */
static void
test_skipped (gconstpointer reason)
{
  g_test_skip (reason);
}

static void
add_cases (void)
{
  add_case ("/engine/pq-sql/query", test_query);
  add_case ("/engine/pq-sql/settings", test_settings);
  add_case ("/engine/pq-sql/query-text", test_query_text);
  add_case ("/engine/pq-sql/query-is-one-statement", test_query_is_one_statement);
  add_case ("/engine/pq-sql/large", test_large);
  add_case ("/engine/pq-sql/errors", test_errors);
  add_case ("/engine/pq-sql/error-hides-statement", test_error_hides_statement);
  add_case ("/engine/pq-sql/execute", test_execute);
  add_case ("/engine/pq-sql/copy", test_copy);
  add_case ("/engine/pq-sql/notices", test_notices);
  add_case ("/engine/pq-sql/cancel", test_cancel);
  add_case ("/engine/pq-sql/cancelled-before", test_cancelled_before);
  add_case ("/engine/pq-sql/lost", test_lost);
  add_case ("/engine/pq-sql/password", test_password);
  add_case ("/engine/pq-sql/connect-errors", test_connect_errors);
  add_case ("/engine/pq-sql/connect-silence", test_connect_silence);
}

int
main (int argc, char **argv)
{
  static const char *const environment[] = { "PATH=/usr/bin:/bin",
                                             "LC_ALL=C.UTF-8",
                                             "TZ=UTC",
                                             NULL };
  g_autoptr (RepriseRunner) runner = reprise_subprocess_runner_new (environment);
  const char *reason = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  sql = reprise_pq_sql_new (30);
  server = reprise_temporary_postgres_new (runner, &reason);
  if (server != NULL)
    add_cases ();
  else
    g_test_add_data_func ("/engine/pq-sql/skipped", reason, test_skipped);

  status = g_test_run ();
  g_clear_pointer (&server, reprise_temporary_postgres_free);
  g_clear_object (&sql);

  return status;
}
