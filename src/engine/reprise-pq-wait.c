/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting for a libpq connection without giving up the cancellable. */

#include "config.h"

#include "engine/reprise-pq-wait.h"

#include "engine/reprise-engine-error.h"

#include <errno.h>
#include <poll.h>

static int
compute_timeout (gint64 deadline)
{
  gint64 left;

  if (deadline == 0)
    return -1;

  left = MAX (deadline - g_get_monotonic_time (), 0);
  return (int) MIN ((left + 999) / 1000, G_MAXINT);
}

/**
 * reprise_pq_wait: (skip)
 * @events: (inout): `POLLIN`, `POLLOUT`; what of it is there now
 * @deadline: monotonic time, or 0 for none
 * @cancellable: (nullable): ends the wait
 *
 * Blocks until the connection's socket is ready.
 *
 * Errors: %REPRISE_ENGINE_ERROR_TIMED_OUT, %G_IO_ERROR_CANCELLED,
 * %REPRISE_ENGINE_ERROR_UNREACHABLE where there is no socket.
 */
gboolean
reprise_pq_wait (PGconn *connection,
                 int *events,
                 gint64 deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  struct pollfd polled[] = { { .fd = PQsocket (connection), .events = (short) *events },
                             { .fd = g_cancellable_get_fd (cancellable), .events = POLLIN } };
  int ready;

  do
    ready = poll (polled, G_N_ELEMENTS (polled), compute_timeout (deadline));
  while (ready < 0 && errno == EINTR);
  if (polled[1].fd >= 0)
    g_cancellable_release_fd (cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (polled[0].fd < 0 || ready < 0)
    {
      g_set_error_literal (error,
                           REPRISE_ENGINE_ERROR,
                           REPRISE_ENGINE_ERROR_UNREACHABLE,
                           "The connection to PostgreSQL is closed");
      return FALSE;
    }
  if (ready == 0)
    {
      g_set_error_literal (error,
                           REPRISE_ENGINE_ERROR,
                           REPRISE_ENGINE_ERROR_TIMED_OUT,
                           "PostgreSQL did not answer in time");
      return FALSE;
    }

  *events = polled[0].revents;
  return TRUE;
}

/**
 * reprise_pq_dup_connection_message: (skip)
 *
 * Returns: (transfer full): what libpq says about the connection, without the end of its last line
 */
char *
reprise_pq_dup_connection_message (PGconn *connection)
{
  g_autofree char *message = g_utf8_make_valid (PQerrorMessage (connection), -1);

  return g_strdup (g_strstrip (message));
}
