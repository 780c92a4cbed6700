/* SPDX-License-Identifier: GPL-3.0-or-later
 * Connecting to a node. */

#pragma once

#include "model/reprise-credentials.h"
#include "replication/reprise-node-session.h"

G_BEGIN_DECLS

/**
 * RepriseNodeLimits:
 * @connect_seconds: how long it may take to connect, the host's name included
 * @statement_seconds: how long each statement may take
 */
typedef struct
{
  guint connect_seconds;
  guint statement_seconds;
} RepriseNodeLimits;

const char *reprise_node_connect_get_sslmode (const char *host);
void reprise_node_connect_async (const RepriseCredentials *credentials,
                                 const RepriseNodeLimits *limits,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
RepriseNodeSession *reprise_node_connect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
