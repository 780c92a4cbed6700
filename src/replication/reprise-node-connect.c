/* SPDX-License-Identifier: GPL-3.0-or-later
 * Connecting to a node. */

#include "config.h"

#include "replication/reprise-node-connect.h"

#include "restore/reprise-replicator.h"

#include <glib/gi18n-lib.h>

#include <glib-unix.h>

/* On its way to a session. */
typedef struct
{
  RepriseCredentials *credentials; /* NULL once libpq has them */
  RepriseNodeLimits limits;
  PGconn *connection;
  RepriseNodeSession *session; /* once it is open, and is being set up */
  GCancellable *inner;         /* ends what is waited for when the attempt ends */
  GSource *socket;             /* waits until it can be read or written */
  GSource *deadline;           /* waits until it has taken too long */
  GSource *cancel;             /* waits until it is cancelled */
  gboolean is_answered;        /* whether somebody took the connection */
  gboolean is_over;            /* whether the task has returned */
} Attempt;

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
attempt_free (Attempt *attempt)
{
  clear_source (&attempt->socket);
  clear_source (&attempt->deadline);
  clear_source (&attempt->cancel);
  g_clear_pointer (&attempt->credentials, reprise_credentials_free);
  g_clear_pointer (&attempt->connection, PQfinish);
  g_clear_object (&attempt->session);
  g_clear_object (&attempt->inner);
  g_free (attempt);
}

/* Takes error. What is still waited for ends cancelled, and says nothing. */
static void
fail (GTask *task, GError *error)
{
  Attempt *attempt = g_task_get_task_data (task);

  clear_source (&attempt->socket);
  clear_source (&attempt->deadline);
  clear_source (&attempt->cancel);
  g_clear_pointer (&attempt->credentials, reprise_credentials_free);
  g_clear_pointer (&attempt->connection, PQfinish);
  attempt->is_over = TRUE;
  g_cancellable_cancel (attempt->inner);
  g_task_return_error (task, error);
}

static void
fail_with_words (GTask *task, RepriseReplicatorError code, const char *words)
{
  fail (task, g_error_new_literal (REPRISE_REPLICATOR_ERROR, code, words));
}

static gboolean
deadline_cb (gpointer user_data)
{
  fail_with_words (user_data,
                   REPRISE_REPLICATOR_ERROR_UNREACHABLE,
                   _ ("The server did not answer in time"));
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  fail (user_data,
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled"));
  return G_SOURCE_REMOVE;
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) rows =
                 reprise_node_session_query_finish (REPRISE_NODE_SESSION (source), result, &error);

  if (attempt->is_over)
    return;
  clear_source (&attempt->deadline);
  clear_source (&attempt->cancel);
  if (rows == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&attempt->session), g_object_unref);
}

/* Set by a statement, because connection poolers refuse such settings at the start. Nothing that
 * others put into the database is found by a name without its schema. */
static void
set_up (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);
  guint seconds = attempt->limits.statement_seconds;
  g_autofree char *statement =
      g_strdup_printf ("SELECT pg_catalog.set_config('search_path', 'pg_catalog', false),"
                       " pg_catalog.set_config('statement_timeout', '%us', false),"
                       " pg_catalog.set_config('lock_timeout', '%us', false)",
                       seconds,
                       MAX (seconds / 2, 1));

  attempt->session = reprise_node_session_new (g_steal_pointer (&attempt->connection), seconds);
  reprise_node_session_query_async (attempt->session,
                                    statement,
                                    attempt->inner,
                                    set_up_cb,
                                    g_object_ref (task));
}

static void
fail_connecting (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);
  g_autofree char *words = g_utf8_make_valid (PQerrorMessage (attempt->connection), -1);

  fail_with_words (task,
                   attempt->is_answered ? REPRISE_REPLICATOR_ERROR_REFUSED
                                        : REPRISE_REPLICATOR_ERROR_UNREACHABLE,
                   g_strstrip (words));
}

static void wait_for_socket (GTask *task, GIOCondition condition);

static gboolean
socket_ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Attempt *attempt = g_task_get_task_data (task);
  PostgresPollingStatusType state;

  clear_source (&attempt->socket);
  state = PQconnectPoll (attempt->connection);
  if (PQstatus (attempt->connection) == CONNECTION_AWAITING_RESPONSE ||
      PQstatus (attempt->connection) == CONNECTION_SSL_STARTUP)
    attempt->is_answered = TRUE;
  if (state == PGRES_POLLING_OK)
    set_up (task);
  else if (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING)
    wait_for_socket (task, state == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT);
  else
    fail_connecting (task);
  return G_SOURCE_REMOVE;
}

/* Each time anew: libpq may have gone on to another address, with another socket. */
static void
wait_for_socket (GTask *task, GIOCondition condition)
{
  Attempt *attempt = g_task_get_task_data (task);

  attempt->socket = g_unix_fd_source_new (PQsocket (attempt->connection), condition);
  g_task_attach_source (task, attempt->socket, G_SOURCE_FUNC (socket_ready_cb));
}

static PGconn *
start_connection (const RepriseCredentials *credentials, const char *host, const char *addresses)
{
  g_autofree char *port = g_strdup_printf ("%d", credentials->port > 0 ? credentials->port : 5432);
  const struct
  {
    const char *keyword;
    const char *value;
  } parameters[] = {
    { "host", host },
    { "hostaddr", addresses },
    { "port", port },
    { "dbname", credentials->database },
    { "user", credentials->username },
    { "password", credentials->password },
    { "client_encoding", "UTF8" },
    { "application_name", "reprise" },
    { "sslmode", reprise_node_connect_get_sslmode (credentials->host) },
    /* A ticket's service is asked while libpq blocks. */
    { "gssencmode", "disable" },
  };
  const char *keywords[G_N_ELEMENTS (parameters) + 1] = { NULL };
  const char *values[G_N_ELEMENTS (parameters) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      keywords[i] = parameters[i].keyword;
      values[i] = parameters[i].value;
    }
  /* Not expanded: a database's name is never a connection string. */
  return PQconnectStartParams (keywords, values, 0);
}

/* addresses: (nullable): where host is; both are lists of the same length */
static void
connect_to (GTask *task, const char *host, const char *addresses)
{
  Attempt *attempt = g_task_get_task_data (task);

  attempt->connection = start_connection (attempt->credentials, host, addresses);
  g_clear_pointer (&attempt->credentials, reprise_credentials_free);
  if (attempt->connection == NULL)
    fail_with_words (task, REPRISE_REPLICATOR_ERROR_UNREACHABLE, _ ("There is not enough memory"));
  else if (PQstatus (attempt->connection) == CONNECTION_BAD)
    fail_connecting (task);
  else
    wait_for_socket (task, G_IO_OUT);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) hosts = g_string_new (NULL);
  g_autoptr (GString) addresses = g_string_new (NULL);
  g_autolist (GInetAddress) found =
                  g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);

  if (attempt->is_over)
    return;
  if (found == NULL)
    {
      fail_with_words (task, REPRISE_REPLICATOR_ERROR_UNREACHABLE, error->message);
      return;
    }
  for (GList *node = found; node != NULL; node = node->next)
    {
      g_autofree char *address = g_inet_address_to_string (node->data);
      const char *separator = node == found ? "" : ",";

      g_string_append_printf (hosts, "%s%s", separator, attempt->credentials->host);
      g_string_append_printf (addresses, "%s%s", separator, address);
    }
  connect_to (task, hosts->str, addresses->str);
}

/* libpq would block while it asks for the addresses of a name. */
static void
resolve (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  g_resolver_lookup_by_name_async (resolver,
                                   attempt->credentials->host,
                                   attempt->inner,
                                   resolved_cb,
                                   g_object_ref (task));
}

static void
start_waiting (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  attempt->deadline = g_timeout_source_new_seconds (attempt->limits.connect_seconds);
  g_task_attach_source (task, attempt->deadline, deadline_cb);
  if (cancellable == NULL)
    return;
  attempt->cancel = g_cancellable_source_new (cancellable);
  g_task_attach_source (task, attempt->cancel, G_SOURCE_FUNC (cancelled_cb));
}

static gboolean
is_complete (const RepriseCredentials *credentials)
{
  return credentials->host != NULL && credentials->host[0] != '\0' &&
         credentials->database != NULL && credentials->username != NULL;
}

/**
 * reprise_node_connect_get_sslmode:
 * @host: a host's name or address, or the absolute path of a socket directory
 *
 * Over a network the connection is encrypted or does not come about: libpq's own default would send
 * everything in the clear where somebody in between says that the server cannot encrypt. As with
 * libpq, a `~/.postgresql/root.crt` makes it check the server's certificate as well. A socket in
 * the file system needs nothing, and a server on this machine often has no certificate.
 *
 * Returns: libpq's sslmode for it
 */
const char *
reprise_node_connect_get_sslmode (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (g_path_is_absolute (host) || g_str_equal (host, "localhost") ||
      (address != NULL && g_inet_address_get_is_loopback (address)))
    return "prefer";
  return "require";
}

/**
 * reprise_node_connect_async:
 * @credentials: whom to connect to; copied, and overwritten as soon as libpq has them
 * @limits: how long it may take; copied
 * @cancellable: (nullable): ends the attempt
 *
 * Connects without ever blocking.
 */
void
reprise_node_connect_async (const RepriseCredentials *credentials,
                            const RepriseNodeLimits *limits,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GInetAddress) address = NULL;
  Attempt *attempt = g_new0 (Attempt, 1);

  g_task_set_source_tag (task, reprise_node_connect_async);
  g_task_set_check_cancellable (task, FALSE);
  attempt->credentials = reprise_credentials_copy (credentials);
  attempt->limits = *limits;
  attempt->inner = g_cancellable_new ();
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!is_complete (credentials))
    {
      fail_with_words (task,
                       REPRISE_REPLICATOR_ERROR_UNREACHABLE,
                       _ ("The service does not tell how to connect to this node"));
      return;
    }
  start_waiting (task);
  address = g_inet_address_new_from_string (credentials->host);
  if (address != NULL)
    connect_to (task, credentials->host, credentials->host);
  else if (g_path_is_absolute (credentials->host))
    connect_to (task, credentials->host, NULL);
  else
    resolve (task);
}

/**
 * reprise_node_connect_finish:
 *
 * Errors: %REPRISE_REPLICATOR_ERROR_UNREACHABLE, %REPRISE_REPLICATOR_ERROR_REFUSED,
 * %G_IO_ERROR_CANCELLED, and those of reprise_node_session_query_finish().
 *
 * Returns: (transfer full): a session in which names need their schemas
 */
RepriseNodeSession *
reprise_node_connect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == reprise_node_connect_async,
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
