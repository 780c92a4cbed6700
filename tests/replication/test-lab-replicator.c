/* SPDX-License-Identifier: GPL-3.0-or-later
 * The replicator against two real nodes: what it reads, what it starts, and what goes wrong. */

#include "config.h"

#include "engine/reprise-parallel.h"
#include "engine/reprise-pause.h"
#include "engine/reprise-pq-sql.h"
#include "engine/reprise-replication.h"
#include "engine/reprise-sample.h"
#include "replication/reprise-pq-replicator.h"
#include "restore/reprise-replication-sql.h"
#include "support/reprise-lab-support.h"

#include <gio/gunixsocketaddress.h>

#define N_NODES 2
#define LIMIT_SECONDS 60
#define PASSWORD "it's \\ a secret"

static const char *const node_names[N_NODES] = { "n1", "n2" };

/* Made once; the cases use tables of their own. */
static struct
{
  char *directory;
  RepriseRunner *runner;
  RepriseSql *sql;
  ReprisePostgres *postgres;
  GPtrArray *instances;
  RepriseSqlSession *sessions[N_NODES];
  RepriseReplicator *replicator;
} world;

/* What a call came to. */
typedef struct
{
  GAsyncResult *result;
  GString *log; /* a word a statement: added, kept or failed with its reason */
} Call;

static gboolean
create_instance (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return reprise_postgres_create (world.postgres, item, cancellable, error) &&
         reprise_postgres_start (world.postgres, item, cancellable, error) &&
         reprise_postgres_create_database (world.postgres, item, cancellable, error);
}

static gboolean
stop_instance (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return reprise_postgres_stop (world.postgres, item, cancellable, error);
}

static void
execute (guint node, const char *statements)
{
  g_autoptr (GError) error = NULL;

  reprise_sql_session_execute (world.sessions[node], statements, NULL, &error);
  g_assert_no_error (error);
}

static void
execute_everywhere (const char *statements)
{
  for (guint node = 0; node < N_NODES; node++)
    execute (node, statements);
}

static char *
ask (guint node, const char *question)
{
  g_autoptr (GError) error = NULL;
  char *answer =
      reprise_sql_session_query_text (world.sessions[node], question, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static void
wait_for (guint node, const char *question, const char *expected)
{
  ReprisePause pause;

  reprise_pause_init (&pause, 10, 100, LIMIT_SECONDS);
  while (TRUE)
    {
      g_autofree char *answer = ask (node, question);

      if (g_strcmp0 (answer, expected) == 0)
        return;
      g_assert_false (reprise_pause_is_over (&pause));
      reprise_pause_wait (&pause, NULL, NULL);
    }
}

static void
join (guint node)
{
  RepriseInstance *instance = g_ptr_array_index (world.instances, node);
  g_autoptr (GError) error = NULL;

  world.sessions[node] = reprise_instance_connect (instance, world.sql, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  reprise_sample_create_schema (world.sessions[node], NULL, &error);
  g_assert_no_error (error);
  reprise_sample_set_roles (world.sessions[node], PASSWORD, "other", NULL, &error);
  g_assert_no_error (error);
  reprise_replication_create_node (world.sessions[node], instance, NULL, &error);
  g_assert_no_error (error);
}

static void
subscribe (guint node)
{
  g_autoptr (GError) error = NULL;

  reprise_replication_subscribe (world.sessions[node],
                                 g_ptr_array_index (world.instances, node),
                                 world.instances,
                                 NULL,
                                 &error);
  g_assert_no_error (error);
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;

  world.directory = support_make_directory ();
  world.runner = support_new_runner ();
  world.sql = reprise_pq_sql_new (10);
  world.postgres = support_new_postgres (world.runner, world.sql);
  world.replicator = reprise_pq_replicator_new (10, 30);
  world.instances = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint node = 0; node < N_NODES; node++)
    g_ptr_array_add (world.instances,
                     reprise_instance_new (world.directory, "east_parts", node_names[node]));
  reprise_parallel_run (world.instances, create_instance, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint node = 0; node < N_NODES; node++)
    join (node);
  for (guint node = 0; node < N_NODES; node++)
    subscribe (node);
  for (guint node = 0; node < N_NODES; node++)
    wait_for (node, "SELECT status FROM pglogical.show_subscription_status ()", "replicating");
}

static void
tear_down (void)
{
  g_autoptr (GError) error = NULL;

  for (guint node = 0; node < N_NODES; node++)
    g_clear_object (&world.sessions[node]);
  reprise_parallel_run (world.instances, stop_instance, NULL, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (world.instances);
  g_object_unref (world.postgres);
  g_object_unref (world.sql);
  g_object_unref (world.runner);
  g_assert_finalize_object (world.replicator);
  support_remove_directory (world.directory);
  g_free (world.directory);
}

static RepriseCredentials *
new_credentials (guint node)
{
  RepriseInstance *instance = g_ptr_array_index (world.instances, node);

  return reprise_credentials_new (reprise_instance_get_socket_directory (instance),
                                  REPRISE_INSTANCE_PORT,
                                  "east_parts",
                                  REPRISE_SAMPLE_ADMIN,
                                  PASSWORD);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->result = g_object_ref (result);
}

static void
progress_cb (guint statement, gboolean changed, const GError *error, gpointer user_data)
{
  Call *call = user_data;

  g_string_append_printf (call->log,
                          "%u:%s ",
                          statement,
                          error != NULL ? error->message
                          : changed     ? "added"
                                        : "kept");
}

static void
wait_for_end (Call *call)
{
  while (call->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static RepriseNodeReplication *
read_with (RepriseReplicator *replicator,
           const RepriseCredentials *credentials,
           GCancellable *cancellable,
           GError **error)
{
  Call call = { 0 };
  RepriseNodeReplication *node;

  reprise_replicator_read_node_async (replicator, credentials, cancellable, ended_cb, &call);
  wait_for_end (&call);
  node = reprise_replicator_read_node_finish (replicator, call.result, error);
  g_object_unref (call.result);
  return node;
}

static RepriseNodeReplication *
read_node (guint node)
{
  g_autoptr (RepriseCredentials) credentials = new_credentials (node);
  g_autoptr (GError) error = NULL;
  RepriseNodeReplication *replication = read_with (world.replicator, credentials, NULL, &error);

  g_assert_no_error (error);
  return replication;
}

/* Returns what the statements came to; error: where not all of them were reported. */
static char *
run_with (RepriseReplicator *replicator,
          guint node,
          const char *const *statements,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (RepriseCredentials) credentials = new_credentials (node);
  Call call = { .log = g_string_new (NULL) };

  reprise_replicator_run_async (replicator,
                                credentials,
                                statements,
                                progress_cb,
                                &call,
                                cancellable,
                                ended_cb,
                                &call);
  wait_for_end (&call);
  reprise_replicator_run_finish (replicator, call.result, error);
  g_object_unref (call.result);
  return g_string_free (call.log, FALSE);
}

static void
assert_run (guint node, const char *const *statements, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = run_with (world.replicator, node, statements, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (log, ==, expected);
}

static char *
add_table (const char *schema, const char *name)
{
  return reprise_replication_sql_add_table (REPRISE_REPLICATION_EXTENSION_PGLOGICAL, schema, name);
}

/* A node tells what replicates it, whom it takes from, and which tables could. */
static void
test_replicator_reads (void)
{
  g_autoptr (RepriseNodeReplication) node = NULL;
  const RepriseNodeSubscription *subscription;
  const RepriseNodeTable *table;

  execute_everywhere ("CREATE TABLE read_keyed (id int PRIMARY KEY, note text);"
                      "CREATE TABLE read_keyless (id int);"
                      "CREATE UNLOGGED TABLE read_unlogged (id int PRIMARY KEY);"
                      "CREATE TEMP TABLE read_temporary (id int PRIMARY KEY)");
  node = read_node (0);
  g_assert_cmpint (reprise_node_replication_get_extension (node),
                   ==,
                   REPRISE_REPLICATION_EXTENSION_PGLOGICAL);
  g_assert_cmpstr (reprise_node_replication_get_name (node), ==, "n1");
  subscription = reprise_node_replication_find_subscription (node, "n2");
  g_assert_nonnull (subscription);
  g_assert_true (reprise_node_subscription_is_up (subscription));
  g_assert_true (g_strv_contains (subscription->sets, "default"));

  table = reprise_node_replication_find_table (node, "public", "read_keyed");
  g_assert_true (table->has_primary_key && !table->is_unlogged);
  g_assert_cmpstr (table->definition, ==, "id integer, note text");
  g_assert_cmpuint (g_strv_length ((char **) table->sets), ==, 0);
  table = reprise_node_replication_find_table (node, "public", "read_keyless");
  g_assert_false (table->has_primary_key);
  table = reprise_node_replication_find_table (node, "public", "read_unlogged");
  g_assert_true (table->has_primary_key && table->is_unlogged);
  g_assert_null (reprise_node_replication_find_table (node, "public", "read_temporary"));
  g_assert_null (reprise_node_replication_find_table (node, "pglogical", "node"));
  table = reprise_node_replication_find_table (node, "lab", "sync_marker");
  g_assert_cmpstr (table->sets[0], ==, "lab_markers");
}

/* A database without an extension has tables all the same. */
static void
test_replicator_reads_bare (void)
{
  g_autoptr (RepriseCredentials) credentials = new_credentials (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseNodeReplication) node = NULL;
  gsize n = 1;

  g_free (credentials->database);
  credentials->database = g_strdup ("template1");
  node = read_with (world.replicator, credentials, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reprise_node_replication_get_extension (node),
                   ==,
                   REPRISE_REPLICATION_EXTENSION_NONE);
  g_assert_null (reprise_node_replication_get_name (node));
  reprise_node_replication_get_subscriptions (node, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Tables that were added replicate both ways, whatever they are called; adding them again changes
 * nothing. */
static void
test_replicator_starts (void)
{
  static const char create[] =
      "CREATE SCHEMA \"It's \\ \"\"odd\"\".schema\";"
      "CREATE TABLE \"It's \\ \"\"odd\"\".schema\".\"Tä;ble '$1' %s \" (id int PRIMARY KEY);"
      "CREATE TABLE public.\"order\" (id int PRIMARY KEY)";
  g_autofree char *odd = add_table ("It's \\ \"odd\".schema", "Tä;ble '$1' %s ");
  g_autofree char *order = add_table ("public", "order");
  const char *const statements[] = { odd, order, NULL };
  g_autoptr (RepriseNodeReplication) node = NULL;
  const RepriseNodeTable *table;

  execute_everywhere (create);
  for (guint i = 0; i < N_NODES; i++)
    assert_run (i, statements, "0:added 1:added ");
  for (guint i = 0; i < N_NODES; i++)
    assert_run (i, statements, "0:kept 1:kept ");
  node = read_node (1);
  table = reprise_node_replication_find_table (node, "It's \\ \"odd\".schema", "Tä;ble '$1' %s ");
  g_assert_cmpstr (table->sets[0], ==, "default");

  execute (0, "INSERT INTO \"It's \\ \"\"odd\"\".schema\".\"Tä;ble '$1' %s \" VALUES (1)");
  execute (1, "INSERT INTO public.\"order\" VALUES (7)");
  wait_for (1, "SELECT sum (id) FROM \"It's \\ \"\"odd\"\".schema\".\"Tä;ble '$1' %s \"", "1");
  wait_for (0, "SELECT sum (id) FROM public.\"order\"", "7");
}

/* What cannot be added fails by itself, with the server's words; what comes after it is added. */
static void
test_replicator_fails_by_table (void)
{
  g_autofree char *keyless = add_table ("public", "fails_keyless");
  g_autofree char *absent = add_table ("public", "fails_absent");
  g_autofree char *keyed = add_table ("public", "fails_keyed");
  const char *const statements[] = { keyless, absent, keyed, NULL };

  execute_everywhere ("CREATE TABLE fails_keyless (id int);"
                      "CREATE TABLE fails_keyed (id int PRIMARY KEY)");
  assert_run (0,
              statements,
              "0:table fails_keyless cannot be added to replication set default: table does not "
              "have PRIMARY KEY and given replication set is configured to replicate UPDATEs "
              "and/or DELETEs (SQLSTATE 22023) "
              "1:relation \"public.fails_absent\" does not exist (SQLSTATE 42P01) "
              "2:added ");
}

/* One statement is one statement, and names are looked up in no schema that anybody can write. */
static void
test_replicator_session (void)
{
  static const char *const statements[] = {
    "SELECT 1; SELECT 2",
    "SELECT 1 WHERE current_setting('search_path') = 'pg_catalog'"
    " AND current_setting('statement_timeout') = '30s' AND current_setting('lock_timeout') = '15s'",
    NULL,
  };

  assert_run (0,
              statements,
              "0:cannot insert multiple commands into a prepared statement (SQLSTATE 42601) "
              "1:added ");
}

/* A node that is not there is told from one that does not let us in, and nobody tells the
 * password. */
static void
test_replicator_unreachable (void)
{
  g_autoptr (RepriseCredentials) absent = new_credentials (0);
  g_autoptr (RepriseCredentials) wrong = new_credentials (0);
  g_autoptr (RepriseCredentials) unknown = new_credentials (0);
  g_autoptr (RepriseCredentials) network =
                 reprise_credentials_new ("127.0.0.1", 1, "east_parts", "admin", PASSWORD);
  g_autoptr (RepriseCredentials) nowhere =
                 reprise_credentials_new (NULL, -1, "east_parts", "admin", PASSWORD);
  const RepriseCredentials *unreachable[] = { absent, network, nowhere };

  absent->port = 5999;
  for (gsize i = 0; i < G_N_ELEMENTS (unreachable); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_with (world.replicator, unreachable[i], NULL, &error));
      g_assert_error (error, REPRISE_REPLICATOR_ERROR, REPRISE_REPLICATOR_ERROR_UNREACHABLE);
      g_assert_null (strstr (error->message, PASSWORD));
    }

  g_free (wrong->password);
  wrong->password = g_strdup ("not the password");
  g_free (unknown->database);
  unknown->database = g_strdup ("nothing = 'of the kind'");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_with (world.replicator, i == 0 ? wrong : unknown, NULL, &error));
      g_assert_error (error, REPRISE_REPLICATOR_ERROR, REPRISE_REPLICATOR_ERROR_REFUSED);
      g_assert_null (strstr (error->message, "not the password"));
      g_assert_nonnull (strstr (error->message,
                                i == 0 ? "password authentication failed for user \"admin\""
                                       : "database \"nothing = 'of the kind'\" does not exist"));
    }
}

static GSocket *
listen_silently (guint16 *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, address, FALSE, &error));
  g_assert_true (g_socket_listen (socket, &error));
  bound = g_socket_get_local_address (socket, &error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return socket;
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* A server that takes the connection and says nothing is given up in time, or when cancelled. */
static void
test_replicator_silence (void)
{
  guint16 port = 0;
  g_autoptr (GSocket) socket = listen_silently (&port);
  g_autoptr (RepriseReplicator) hasty = reprise_pq_replicator_new (1, 1);
  g_autoptr (RepriseCredentials) credentials =
                 reprise_credentials_new ("localhost", port, "east_parts", "admin", PASSWORD);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) silent = NULL;
  g_autoptr (GError) cancelled = NULL;

  g_assert_null (read_with (hasty, credentials, NULL, &silent));
  g_assert_error (silent, REPRISE_REPLICATOR_ERROR, REPRISE_REPLICATOR_ERROR_UNREACHABLE);
  g_assert_cmpstr (silent->message, ==, "The server did not answer in time");

  g_idle_add (cancel_cb, cancellable);
  g_assert_null (read_with (world.replicator, credentials, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Hands on what comes in one way until it ends. */
static void
forward (GSocketConnection *from, GSocketConnection *to)
{
  g_output_stream_splice_async (g_io_stream_get_output_stream (G_IO_STREAM (to)),
                                g_io_stream_get_input_stream (G_IO_STREAM (from)),
                                G_OUTPUT_STREAM_SPLICE_NONE,
                                G_PRIORITY_DEFAULT,
                                NULL,
                                NULL,
                                NULL);
}

/* A connection over the network is one to the socket of a node. */
static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) node =
                 g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);

  g_assert_no_error (error);
  forward (connection, node);
  forward (node, connection);
  return TRUE;
}

/* A node is reached over the network as well, by the name of its host. */
static void
test_replicator_network (void)
{
  RepriseInstance *instance = g_ptr_array_index (world.instances, 1);
  g_autofree char *path = g_strdup_printf ("%s/.s.PGSQL.%d",
                                           reprise_instance_get_socket_directory (instance),
                                           REPRISE_INSTANCE_PORT);
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_autoptr (RepriseCredentials) credentials =
          reprise_credentials_new ("localhost", port, "east_parts", REPRISE_SAMPLE_ADMIN, PASSWORD);
  g_autoptr (RepriseNodeReplication) node = NULL;

  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), path);
  node = read_with (world.replicator, credentials, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_node_replication_get_name (node), ==, "n2");
  g_socket_service_stop (service);
}

/* A statement that takes too long is ended there and told here; so is one that is cancelled, at
 * once. */
static void
test_replicator_ends_statements (void)
{
  static const char *const statements[] = { "SELECT pg_sleep(50)", "SELECT 1", NULL };
  static const char running[] = "SELECT count (*) FROM pg_stat_activity"
                                " WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'";
  g_autoptr (RepriseReplicator) hasty = reprise_pq_replicator_new (10, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RepriseCredentials) credentials = new_credentials (0);
  g_autoptr (GError) late = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autofree char *none = run_with (hasty, 0, statements, NULL, &late);
  Call call = { .log = g_string_new (NULL) };

  g_assert_error (late, REPRISE_REPLICATOR_ERROR, REPRISE_REPLICATOR_ERROR_TIMED_OUT);
  g_assert_cmpstr (none, ==, "");
  wait_for (0, running, "0");

  reprise_replicator_run_async (world.replicator,
                                credentials,
                                statements,
                                progress_cb,
                                &call,
                                cancellable,
                                ended_cb,
                                &call);
  while (TRUE)
    {
      g_autofree char *n = ask (0, running);

      if (g_str_equal (n, "1"))
        break;
      g_main_context_iteration (NULL, FALSE);
    }
  g_cancellable_cancel (cancellable);
  wait_for_end (&call);
  g_assert_false (reprise_replicator_run_finish (world.replicator, call.result, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (call.log->str, ==, "");
  wait_for (0, running, "0");
  g_object_unref (call.result);
  g_string_free (call.log, TRUE);
}

/* A connection that ends is told as such, with what was done before it. */
static void
test_replicator_lost (void)
{
  static const char *const statements[] = { "SELECT 1",
                                            "SELECT pg_terminate_backend(pg_backend_pid())",
                                            "SELECT 2",
                                            NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *log = run_with (world.replicator, 0, statements, NULL, &error);

  g_assert_error (error, REPRISE_REPLICATOR_ERROR, REPRISE_REPLICATOR_ERROR_LOST);
  g_assert_cmpstr (log, ==, "0:added ");
}

/* What was cancelled before it began reaches nobody. */
static void
test_replicator_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RepriseCredentials) credentials = new_credentials (0);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (read_with (world.replicator, credentials, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  int status;

  support_drop_root ();
  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/replication/replicator/reads", test_replicator_reads);
  g_test_add_func ("/replication/replicator/reads-bare", test_replicator_reads_bare);
  g_test_add_func ("/replication/replicator/starts", test_replicator_starts);
  g_test_add_func ("/replication/replicator/fails-by-table", test_replicator_fails_by_table);
  g_test_add_func ("/replication/replicator/session", test_replicator_session);
  g_test_add_func ("/replication/replicator/unreachable", test_replicator_unreachable);
  g_test_add_func ("/replication/replicator/silence", test_replicator_silence);
  g_test_add_func ("/replication/replicator/network", test_replicator_network);
  g_test_add_func ("/replication/replicator/ends-statements", test_replicator_ends_statements);
  g_test_add_func ("/replication/replicator/lost", test_replicator_lost);
  g_test_add_func ("/replication/replicator/cancelled-before", test_replicator_cancelled_before);
  status = g_test_run ();
  tear_down ();
  return status;
}
