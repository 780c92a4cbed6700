/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting for a libpq connection without giving up the cancellable. */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

gboolean reprise_pq_wait (PGconn *connection,
                          int *events,
                          gint64 deadline,
                          GCancellable *cancellable,
                          GError **error);
char *reprise_pq_dup_connection_message (PGconn *connection);

G_END_DECLS
