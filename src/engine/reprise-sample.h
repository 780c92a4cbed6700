/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sample database: its tables, its rows, its writer, and its catalogue. */

#pragma once

#include "engine/reprise-instance.h"

G_BEGIN_DECLS

/* Schema `lab` (lab.sync_marker, lab.next_id (): ids with the node's number in them, from the
 * custom setting lab.node_number of postgresql.conf) and about ten tables in public, one
 * (price_history or the like) without a primary key. Runs on every node, before seeding. */
gboolean reprise_sample_create_schema (RepriseSqlSession *session,
                                       GCancellable *cancellable,
                                       GError **error);
/* Some thousands of rows, on one node only; replication carries them. */
gboolean
reprise_sample_seed (RepriseSqlSession *session, GCancellable *cancellable, GError **error);
/* Roles admin (superuser) and app (owner of the tables' privileges), with scram passwords; also
 * resets them after a cross-database restore. */
gboolean reprise_sample_set_roles (RepriseSqlSession *session,
                                   const char *admin_password,
                                   const char *app_password,
                                   GCancellable *cancellable,
                                   GError **error);
/* One transaction of everyday work: an order with its lines, stock changes. */
gboolean
reprise_sample_write (RepriseSqlSession *session, GCancellable *cancellable, GError **error);

/* Array of RepriseTable, with the state of each table on each running node; sessions[i] belongs to
 * node_names[i], NULL for a node that cannot be asked. */
GPtrArray *reprise_catalogue_read (RepriseSqlSession *const *sessions,
                                   const char *const *node_names,
                                   guint n_nodes,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
