/* SPDX-License-Identifier: GPL-3.0-or-later
 * One open connection to a node, which never blocks. */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

#define REPRISE_TYPE_NODE_SESSION (reprise_node_session_get_type ())
G_DECLARE_FINAL_TYPE (RepriseNodeSession, reprise_node_session, REPRISE, NODE_SESSION, GObject)

RepriseNodeSession *reprise_node_session_new (PGconn *connection, guint timeout_seconds);
void reprise_node_session_query_async (RepriseNodeSession *self,
                                       const char *statement,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
PGresult *
reprise_node_session_query_finish (RepriseNodeSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
