/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of a database, and how each of its nodes has them. */

#pragma once

#include "engine/reprise-sql.h"

G_BEGIN_DECLS

GPtrArray *reprise_catalogue_read (RepriseSqlSession *const *sessions,
                                   const char *const *node_names,
                                   guint n_nodes,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
