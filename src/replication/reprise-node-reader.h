/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a node's catalogues say of its replication. */

#pragma once

#include "model/reprise-node-replication.h"
#include "replication/reprise-node-session.h"

G_BEGIN_DECLS

void reprise_node_reader_read_async (RepriseNodeSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
RepriseNodeReplication *reprise_node_reader_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
