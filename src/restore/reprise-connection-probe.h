/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a credential may do, as far as asking changes nothing. */

#pragma once

#include "restore/reprise-backend.h"

G_BEGIN_DECLS

/**
 * RepriseConnectionFindings:
 * @tenant: whose account it is
 * @n_clusters: how many clusters there are, or -1
 * @clusters_error: (nullable): why they cannot be read
 * @n_databases: how many databases there are, or -1
 * @databases_error: (nullable): why they cannot be read
 * @n_stores: how many backup stores there are, or -1
 * @stores_error: (nullable): why they cannot be read
 *
 * What a service has answered.
 */
typedef struct
{
  RepriseTenant *tenant;
  int n_clusters;
  GError *clusters_error;
  int n_databases;
  GError *databases_error;
  int n_stores;
  GError *stores_error;
} RepriseConnectionFindings;

void reprise_connection_findings_free (RepriseConnectionFindings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseConnectionFindings, reprise_connection_findings_free)

void reprise_connection_probe_async (RepriseBackend *backend,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
RepriseConnectionFindings *reprise_connection_probe_finish (GAsyncResult *result, GError **error);

G_END_DECLS
