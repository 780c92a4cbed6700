/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL sessions over libpq. */

#include "config.h"

#include "engine/reprise-pq-sql.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-pq-session.h"
#include "engine/reprise-pq-wait.h"

#include <poll.h>

struct _ReprisePqSql
{
  GObject parent_instance;

  guint connect_timeout_seconds;
};

static void reprise_pq_sql_sql_init (RepriseSqlInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReprisePqSql,
                               reprise_pq_sql,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_SQL, reprise_pq_sql_sql_init))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)

static PGconn *
start_connection (const RepriseSqlTarget *target)
{
  g_autofree char *port = g_strdup_printf ("%u", target->port);
  const struct
  {
    const char *keyword;
    const char *value;
  } parameters[] = {
    { "host", target->host },
    { "port", port },
    { "dbname", target->database },
    { "user", target->user },
    { "password", target->password },
    { "client_encoding", "UTF8" },
    { "application_name", "reprise-lab" },
    /* Values read the same whatever the role or the database prefers. */
    { "options", "-c datestyle=ISO -c timezone=UTC" },
    /* A socket in the file system needs neither. */
    { "sslmode", "disable" },
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

static void
set_connect_error (const RepriseSqlTarget *target, const char *words, GError **error)
{
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_UNREACHABLE,
               "No connection to the database ‘%s’: %s",
               target->database,
               words);
}

/* Goes on until libpq says that it is connected, or that it will not be. */
static gboolean
finish_connection (PGconn *connection, gint64 deadline, GCancellable *cancellable, GError **error)
{
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;

  while (PQstatus (connection) != CONNECTION_BAD &&
         (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING))
    {
      int events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;

      if (!reprise_pq_wait (connection, &events, deadline, cancellable, error))
        return FALSE;
      state = PQconnectPoll (connection);
    }

  return TRUE;
}

static RepriseSqlSession *
reprise_pq_sql_connect (RepriseSql *sql,
                        const RepriseSqlTarget *target,
                        GCancellable *cancellable,
                        GError **error)
{
  ReprisePqSql *self = REPRISE_PQ_SQL (sql);
  gint64 deadline =
      g_get_monotonic_time () + (gint64) self->connect_timeout_seconds * G_USEC_PER_SEC;
  g_autoptr (PGconn) connection = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *words = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  connection = start_connection (target);
  if (!finish_connection (connection, deadline, cancellable, &local_error))
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        set_connect_error (target, local_error->message, error);
      return NULL;
    }
  if (PQstatus (connection) == CONNECTION_OK)
    return reprise_pq_session_new (g_steal_pointer (&connection));

  words = reprise_pq_dup_connection_message (connection);
  set_connect_error (target, words, error);
  return NULL;
}

static void
reprise_pq_sql_sql_init (RepriseSqlInterface *iface)
{
  iface->connect = reprise_pq_sql_connect;
}

static void
reprise_pq_sql_class_init (ReprisePqSqlClass *klass)
{
}

static void
reprise_pq_sql_init (ReprisePqSql *self)
{
}

/**
 * reprise_pq_sql_new:
 * @connect_timeout_seconds: how long each attempt to connect may take
 *
 * Returns: (transfer full): a source of sessions that any number of threads may use at once
 */
RepriseSql *
reprise_pq_sql_new (guint connect_timeout_seconds)
{
  ReprisePqSql *self = g_object_new (REPRISE_TYPE_PQ_SQL, NULL);

  self->connect_timeout_seconds = connect_timeout_seconds;

  return REPRISE_SQL (self);
}
