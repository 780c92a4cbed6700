/* SPDX-License-Identifier: GPL-3.0-or-later
 * The nodes of a cluster as JSON. */

#pragma once

#include "model/reprise-cluster-node.h"

G_BEGIN_DECLS

GPtrArray *
reprise_cluster_node_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
GBytes *reprise_cluster_node_list_encode (GPtrArray *nodes);

G_END_DECLS
