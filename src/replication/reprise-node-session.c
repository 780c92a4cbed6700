/* SPDX-License-Identifier: GPL-3.0-or-later
 * One open connection to a node, which never blocks. */

#include "config.h"

#include "replication/reprise-node-session.h"

#include "restore/reprise-replicator.h"

#include <glib/gi18n-lib.h>

#include <glib-unix.h>

/* The server ends a statement by itself; only where nothing is heard of it do we. */
#define GRACE_SECONDS 5

struct _RepriseNodeSession
{
  GObject parent_instance;

  PGconn *connection; /* NULL once it was given up */
  guint timeout_seconds;
};

/* A statement on its way. */
typedef struct
{
  PGresult *rows;    /* of the statement */
  GError *failure;   /* the server's, until it is ready for the next statement */
  GSource *socket;   /* waits until it can be read or written */
  GSource *deadline; /* waits until it has taken too long */
  GSource *cancel;   /* waits until it is cancelled */
} Query;

G_DEFINE_FINAL_TYPE (RepriseNodeSession, reprise_node_session, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stop_waiting (Query *query)
{
  clear_source (&query->socket);
  clear_source (&query->deadline);
  clear_source (&query->cancel);
}

static void
query_free (Query *query)
{
  stop_waiting (query);
  g_clear_pointer (&query->rows, PQclear);
  g_clear_error (&query->failure);
  g_free (query);
}

static void
drop_notice_cb (void *data, const char *message)
{
}

/* What libpq says of the connection; never holds a password. */
static char *
dup_connection_words (PGconn *connection)
{
  g_autofree char *words = g_utf8_make_valid (PQerrorMessage (connection), -1);

  g_strstrip (words);
  return *words == '\0' ? g_strdup (_ ("it is closed")) : g_steal_pointer (&words);
}

static GError *
new_loss (RepriseNodeSession *self)
{
  g_autofree char *words = dup_connection_words (self->connection);

  return g_error_new (REPRISE_REPLICATOR_ERROR,
                      REPRISE_REPLICATOR_ERROR_LOST,
                      /* Translators: reason, in the server's own words. */
                      _ ("The connection was lost: %s"),
                      words);
}

static char *
dup_field (const PGresult *result, int field)
{
  const char *text = PQresultErrorField (result, field);

  return text == NULL ? NULL : g_utf8_make_valid (text, -1);
}

static RepriseReplicatorError
get_code (const char *state)
{
  /* query_canceled: we cancel only what nobody waits for any more, so it is statement_timeout. */
  if (g_strcmp0 (state, "57014") == 0)
    return REPRISE_REPLICATOR_ERROR_TIMED_OUT;
  /* The server or an administrator ends the connection. */
  if (state != NULL && g_str_has_prefix (state, "57P0"))
    return REPRISE_REPLICATOR_ERROR_LOST;
  return REPRISE_REPLICATOR_ERROR_FAILED;
}

static GError *
new_failure (const PGresult *result)
{
  g_autofree char *words = dup_field (result, PG_DIAG_MESSAGE_PRIMARY);
  g_autofree char *detail = dup_field (result, PG_DIAG_MESSAGE_DETAIL);
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);

  if (words == NULL)
    words = g_utf8_make_valid (PQresultErrorMessage (result), -1);
  return g_error_new (REPRISE_REPLICATOR_ERROR,
                      get_code (state),
                      "%s%s%s (SQLSTATE %s)",
                      g_strstrip (words),
                      detail == NULL ? "" : ": ",
                      detail == NULL ? "" : detail,
                      state == NULL ? "none" : state);
}

static void
send_cancel_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  char message[256];

  PQcancel (task_data, message, sizeof message);
  g_task_return_boolean (task, TRUE);
}

/* Asks the server to end the statement, over a connection of its own. libpq can do that only while
 * it blocks, so it is left to a thread that has nothing but the address. */
static void
send_cancel (PGconn *connection)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  PGcancel *cancel = PQgetCancel (connection);

  if (cancel == NULL)
    return;
  g_task_set_source_tag (task, send_cancel);
  g_task_set_task_data (task, cancel, (GDestroyNotify) PQfreeCancel);
  g_task_run_in_thread (task, send_cancel_thread);
}

/* Ends the statement here, whatever becomes of it there. */
static void
give_up (GTask *task, GError *error)
{
  RepriseNodeSession *self = g_task_get_source_object (task);

  stop_waiting (g_task_get_task_data (task));
  if (PQstatus (self->connection) == CONNECTION_OK)
    send_cancel (self->connection);
  g_clear_pointer (&self->connection, PQfinish);
  g_task_return_error (task, error);
}

static gboolean
deadline_cb (gpointer user_data)
{
  give_up (user_data,
           g_error_new_literal (REPRISE_REPLICATOR_ERROR,
                                REPRISE_REPLICATOR_ERROR_TIMED_OUT,
                                _ ("The server did not answer in time")));
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  give_up (user_data,
           g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled"));
  return G_SOURCE_REMOVE;
}

static void
finish (GTask *task)
{
  Query *query = g_task_get_task_data (task);

  stop_waiting (query);
  if (query->failure != NULL)
    g_task_return_error (task, g_steal_pointer (&query->failure));
  else
    g_task_return_pointer (task, g_steal_pointer (&query->rows), (GDestroyNotify) PQclear);
}

/* Takes the results that are there. Returns whether the server is ready for the next statement. */
static gboolean
take_results (RepriseNodeSession *self, Query *query)
{
  while (!PQisBusy (self->connection))
    {
      g_autoptr (PGresult) result = PQgetResult (self->connection);
      ExecStatusType status;

      if (result == NULL)
        return TRUE;
      status = PQresultStatus (result);
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        {
          if (query->failure == NULL)
            query->failure = new_failure (result);
          continue;
        }
      g_clear_pointer (&query->rows, PQclear);
      query->rows = g_steal_pointer (&result);
    }
  return FALSE;
}

static void go_on (GTask *task);

static gboolean
socket_ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  RepriseNodeSession *self = g_task_get_source_object (task);
  Query *query = g_task_get_task_data (task);

  clear_source (&query->socket);
  if (PQconsumeInput (self->connection) == 0 && query->failure == NULL)
    give_up (task, new_loss (self));
  else
    go_on (task);
  return G_SOURCE_REMOVE;
}

/* As far as it goes without waiting; then waits. */
static void
go_on (GTask *task)
{
  RepriseNodeSession *self = g_task_get_source_object (task);
  Query *query = g_task_get_task_data (task);
  int unsent = PQflush (self->connection);
  GIOCondition condition = G_IO_IN | (unsent == 1 ? G_IO_OUT : 0);

  if (take_results (self, query))
    {
      finish (task);
      return;
    }
  if (unsent < 0)
    {
      give_up (task, new_loss (self));
      return;
    }
  query->socket = g_unix_fd_source_new (PQsocket (self->connection), condition);
  g_task_attach_source (task, query->socket, G_SOURCE_FUNC (socket_ready_cb));
}

static void
start_waiting (GTask *task, guint timeout_seconds)
{
  Query *query = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  query->deadline = g_timeout_source_new_seconds (timeout_seconds + GRACE_SECONDS);
  g_task_attach_source (task, query->deadline, deadline_cb);
  if (cancellable == NULL)
    return;
  query->cancel = g_cancellable_source_new (cancellable);
  g_task_attach_source (task, query->cancel, G_SOURCE_FUNC (cancelled_cb));
}

static void
reprise_node_session_finalize (GObject *object)
{
  RepriseNodeSession *self = REPRISE_NODE_SESSION (object);

  g_clear_pointer (&self->connection, PQfinish);
  G_OBJECT_CLASS (reprise_node_session_parent_class)->finalize (object);
}

static void
reprise_node_session_class_init (RepriseNodeSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_node_session_finalize;
}

static void
reprise_node_session_init (RepriseNodeSession *self)
{
}

/**
 * reprise_node_session_new:
 * @connection: (transfer full): an open connection
 * @timeout_seconds: how long a statement may take, which the server has been told as well
 *
 * Returns: (transfer full): a session that closes it with its last reference
 */
RepriseNodeSession *
reprise_node_session_new (PGconn *connection, guint timeout_seconds)
{
  RepriseNodeSession *self = g_object_new (REPRISE_TYPE_NODE_SESSION, NULL);

  self->connection = connection;
  self->timeout_seconds = timeout_seconds;
  /* Notices are no errors, and libpq would print them. */
  PQsetNoticeProcessor (connection, drop_notice_cb, NULL);
  PQsetnonblocking (connection, 1);
  return self;
}

/**
 * reprise_node_session_query_async:
 * @statement: one statement
 * @cancellable: (nullable): asks the server to end it, and closes the session without waiting
 *
 * One statement at a time.
 */
void
reprise_node_session_query_async (RepriseNodeSession *self,
                                  const char *statement,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_node_session_query_async);
  /* What failed is told also where it was cancelled since. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Query, 1), (GDestroyNotify) query_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  /* The extended protocol takes no second statement after the first. */
  if (PQsendQueryParams (self->connection, statement, 0, NULL, NULL, NULL, NULL, 0) == 0)
    {
      g_task_return_error (task, new_loss (self));
      return;
    }
  start_waiting (task, self->timeout_seconds);
  go_on (task);
}

/**
 * reprise_node_session_query_finish:
 *
 * Errors: %REPRISE_REPLICATOR_ERROR_FAILED with the server's words, after which the session can be
 * used; %REPRISE_REPLICATOR_ERROR_LOST, %REPRISE_REPLICATOR_ERROR_TIMED_OUT and
 * %G_IO_ERROR_CANCELLED, after which it may not.
 *
 * Returns: (transfer full): the rows
 */
PGresult *
reprise_node_session_query_finish (RepriseNodeSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == reprise_node_session_query_async,
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
