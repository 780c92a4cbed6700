/* SPDX-License-Identifier: GPL-3.0-or-later
 * Clusters as JSON. */

#pragma once

#include "model/reprise-cluster.h"

G_BEGIN_DECLS

RepriseCluster *reprise_cluster_decode (GBytes *body, GPtrArray *problems, GError **error);
GBytes *reprise_cluster_encode (RepriseCluster *cluster);
GPtrArray *
reprise_cluster_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
GBytes *reprise_cluster_list_encode (GPtrArray *clusters);

G_END_DECLS
