/* SPDX-License-Identifier: GPL-3.0-or-later
 * One open libpq connection. */

#include "config.h"

#include "engine/reprise-pq-session.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-pq-wait.h"

#include <poll.h>
#include <string.h>

/* How long the server may take to take a cancel request, and then to end the statement. */
#define CANCEL_USEC (5 * G_USEC_PER_SEC)

struct _ReprisePqSession
{
  GObject parent_instance;

  /* NULL when it could not be brought back to a known state. */
  PGconn *connection;
};

/* A cancel request on its way; libpq has no way to send one that does not block. */
typedef struct
{
  PGcancel *cancel;
  GAsyncQueue *sent;
} CancelRequest;

static void reprise_pq_session_session_init (RepriseSqlSessionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReprisePqSession,
                               reprise_pq_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_SQL_SESSION,
                                                      reprise_pq_session_session_init))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static void
drop_notice_cb (void *data, const char *message)
{
  g_debug ("%s", message);
}

static void
set_unreachable (PGconn *connection, GError **error)
{
  g_autofree char *words = NULL;

  if (connection != NULL)
    words = reprise_pq_dup_connection_message (connection);
  if (words == NULL || *words == '\0')
    words = g_strdup ("it is closed");
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_UNREACHABLE,
               "The connection to PostgreSQL is lost: %s",
               words);
}

/* 57P01 to 57P03: the server or an administrator ends the connection. */
static gboolean
is_loss (PGconn *connection, const char *state)
{
  return PQstatus (connection) != CONNECTION_OK || g_str_has_prefix (state, "57P0");
}

/* PostgreSQL's words. Only those of a syntax error repeat the statement, which may hold a password;
 * they are cut there. */
static char *
dup_words (const PGresult *result, const char *state)
{
  const char *primary = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  const char *detail = PQresultErrorField (result, PG_DIAG_MESSAGE_DETAIL);
  g_autofree char *text = g_utf8_make_valid (primary != NULL ? primary : "unknown error", -1);
  g_autofree char *more = NULL;
  char *quotation = strstr (text, " at or near ");

  if (quotation != NULL)
    *quotation = '\0';
  if (detail == NULL)
    return g_strdup_printf ("%s (SQLSTATE %s)", text, state);

  more = g_utf8_make_valid (detail, -1);
  return g_strdup_printf ("%s: %s (SQLSTATE %s)", text, more, state);
}

static void
set_sql_error (PGconn *connection, const PGresult *result, GError **error)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  g_autofree char *words = NULL;

  /* libpq's own complaints have no SQLSTATE. */
  if (state == NULL)
    state = "none";
  words = dup_words (result, state);
  g_set_error_literal (error,
                       REPRISE_ENGINE_ERROR,
                       is_loss (connection, state) ? REPRISE_ENGINE_ERROR_UNREACHABLE
                                                   : REPRISE_ENGINE_ERROR_SQL,
                       words);
}

static RepriseSqlResult *
copy_rows (const PGresult *result)
{
  guint n_rows = (guint) PQntuples (result);
  guint n_columns = (guint) PQnfields (result);
  GPtrArray *rows = g_ptr_array_sized_new (n_rows);

  for (guint row = 0; row < n_rows; row++)
    {
      char **values = g_new0 (char *, n_columns + 1);

      for (guint column = 0; column < n_columns; column++)
        if (!PQgetisnull (result, (int) row, (int) column))
          values[column] = g_strdup (PQgetvalue (result, (int) row, (int) column));
      g_ptr_array_add (rows, values);
    }

  return reprise_sql_result_new (n_columns, rows);
}

/* Until everything is sent; what the server says meanwhile is taken, else both might wait. */
static gboolean
flush (PGconn *connection, gint64 deadline, GCancellable *cancellable, GError **error)
{
  int left;

  while ((left = PQflush (connection)) == 1)
    {
      int events = POLLIN | POLLOUT;

      if (!reprise_pq_wait (connection, &events, deadline, cancellable, error))
        return FALSE;
      if ((events & POLLIN) != 0 && PQconsumeInput (connection) == 0)
        left = -1;
      if (left < 0)
        break;
    }

  if (left < 0)
    set_unreachable (connection, error);
  return left == 0;
}

static gboolean
wait_for_result (PGconn *connection, gint64 deadline, GCancellable *cancellable, GError **error)
{
  while (PQisBusy (connection))
    {
      int events = POLLIN;

      if (!reprise_pq_wait (connection, &events, deadline, cancellable, error))
        return FALSE;
      if (PQconsumeInput (connection) == 0)
        {
          set_unreachable (connection, error);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_copy (ExecStatusType status)
{
  return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

/* Takes results until there are none. Returns FALSE where the connection is not in a state to be
 * used again. rows: of the last statement; failure: of the first that failed. */
static gboolean
take_results (PGconn *connection,
              gint64 deadline,
              GCancellable *cancellable,
              RepriseSqlResult **rows,
              GError **failure,
              GError **error)
{
  for (;;)
    {
      g_autoptr (PGresult) result = NULL;
      ExecStatusType status;

      if (!wait_for_result (connection, deadline, cancellable, error))
        return FALSE;
      result = PQgetResult (connection);
      if (result == NULL)
        return TRUE;

      status = PQresultStatus (result);
      if (is_copy (status))
        {
          g_set_error_literal (error,
                               REPRISE_ENGINE_ERROR,
                               REPRISE_ENGINE_ERROR_SQL,
                               "A session does not copy to or from the program");
          return FALSE;
        }
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY)
        {
          if (*failure == NULL)
            set_sql_error (connection, result, failure);
          continue;
        }
      g_clear_object (rows);
      *rows = copy_rows (result);
    }
}

static void
free_cancel_request (CancelRequest *request)
{
  PQfreeCancel (request->cancel);
  g_async_queue_unref (request->sent);
  g_free (request);
}

static gpointer
send_cancel_thread (gpointer data)
{
  CancelRequest *request = data;
  char message[256];

  PQcancel (request->cancel, message, sizeof message);
  g_async_queue_push (request->sent, request->sent);
  free_cancel_request (request);

  return NULL;
}

/* Returns whether the server took the request in time. */
static gboolean
send_cancel (PGconn *connection)
{
  g_autoptr (GAsyncQueue) sent = g_async_queue_new ();
  g_autoptr (GThread) thread = NULL;
  CancelRequest *request = g_new0 (CancelRequest, 1);

  request->cancel = PQgetCancel (connection);
  request->sent = g_async_queue_ref (sent);
  thread = g_thread_try_new ("reprise-cancel", send_cancel_thread, request, NULL);
  if (thread == NULL)
    {
      free_cancel_request (request);
      return FALSE;
    }

  return g_async_queue_timeout_pop (sent, CANCEL_USEC) != NULL;
}

/* After a cancelled wait: the statement is ended at the server and its results are dropped, so that
 * the session can be used again, for cleaning up; else it is closed. */
static void
recover (ReprisePqSession *self, gboolean cancelled)
{
  gint64 deadline = g_get_monotonic_time () + CANCEL_USEC;
  g_autoptr (RepriseSqlResult) rows = NULL;
  g_autoptr (GError) failure = NULL;

  if (cancelled && PQstatus (self->connection) == CONNECTION_OK && send_cancel (self->connection) &&
      flush (self->connection, deadline, NULL, NULL) &&
      take_results (self->connection, deadline, NULL, &rows, &failure, NULL))
    return;

  g_clear_pointer (&self->connection, PQfinish);
}

/* Follows what was sent to its end. */
static RepriseSqlResult *
finish_statement (ReprisePqSession *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RepriseSqlResult) rows = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!flush (self->connection, 0, cancellable, &local_error) ||
      !take_results (self->connection, 0, cancellable, &rows, &failure, &local_error))
    {
      recover (self, g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
      /* The server's reason for the end of a connection says more than that it ended. */
      g_propagate_error (error,
                         failure != NULL ? g_steal_pointer (&failure)
                                         : g_steal_pointer (&local_error));
      return NULL;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (rows == NULL)
    rows = reprise_sql_result_new (0, g_ptr_array_new ());

  return g_steal_pointer (&rows);
}

static gboolean
check_usable (ReprisePqSession *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->connection != NULL && PQstatus (self->connection) == CONNECTION_OK)
    return TRUE;

  set_unreachable (self->connection, error);
  return FALSE;
}

static RepriseSqlResult *
reprise_pq_session_query (RepriseSqlSession *session,
                          const char *statement,
                          const char *const *parameters,
                          guint n_parameters,
                          GCancellable *cancellable,
                          GError **error)
{
  ReprisePqSession *self = REPRISE_PQ_SESSION (session);

  if (!check_usable (self, cancellable, error))
    return NULL;
  if (!PQsendQueryParams (self->connection,
                          statement,
                          (int) n_parameters,
                          NULL,
                          parameters,
                          NULL,
                          NULL,
                          0))
    {
      set_unreachable (self->connection, error);
      return NULL;
    }

  return finish_statement (self, cancellable, error);
}

static gboolean
reprise_pq_session_execute (RepriseSqlSession *session,
                            const char *statements,
                            GCancellable *cancellable,
                            GError **error)
{
  ReprisePqSession *self = REPRISE_PQ_SESSION (session);
  g_autoptr (RepriseSqlResult) result = NULL;

  if (!check_usable (self, cancellable, error))
    return FALSE;
  if (!PQsendQuery (self->connection, statements))
    {
      set_unreachable (self->connection, error);
      return FALSE;
    }

  result = finish_statement (self, cancellable, error);
  return result != NULL;
}

static void
reprise_pq_session_finalize (GObject *object)
{
  ReprisePqSession *self = REPRISE_PQ_SESSION (object);

  g_clear_pointer (&self->connection, PQfinish);

  G_OBJECT_CLASS (reprise_pq_session_parent_class)->finalize (object);
}

static void
reprise_pq_session_session_init (RepriseSqlSessionInterface *iface)
{
  iface->query = reprise_pq_session_query;
  iface->execute = reprise_pq_session_execute;
}

static void
reprise_pq_session_class_init (ReprisePqSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_pq_session_finalize;
}

static void
reprise_pq_session_init (ReprisePqSession *self)
{
}

/**
 * reprise_pq_session_new:
 * @connection: (transfer full): an open connection
 *
 * Returns: (transfer full): a session that closes it with its last reference
 */
RepriseSqlSession *
reprise_pq_session_new (PGconn *connection)
{
  ReprisePqSession *self = g_object_new (REPRISE_TYPE_PQ_SESSION, NULL);

  self->connection = connection;
  PQsetNoticeProcessor (connection, drop_notice_cb, NULL);
  PQsetnonblocking (connection, 1);

  return REPRISE_SQL_SESSION (self);
}
