/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replication between the instances of one database, through pglogical. */

#pragma once

#include "engine/reprise-instance.h"

G_BEGIN_DECLS

/* All functions take sessions to the database itself. Names: node = node name; subscription on X
 * from P = sub_<P>_<X> as in LAB.md (sub_n2_n1 = on n1, from n2). */

/* CREATE EXTENSION, create_node; dsn: peer connection through the instance's own socket directory.
 */
gboolean reprise_replication_create_node (RepriseSqlSession *session,
                                          RepriseInstance *instance,
                                          GCancellable *cancellable,
                                          GError **error);
/* Every table with a primary key (all schemas but the system's and the lab's own) that is not in it
 * yet is added to the default set. */
gboolean reprise_replication_add_tables (RepriseSqlSession *session,
                                         GCancellable *cancellable,
                                         GError **error);
/* Takes every user table out of the default set again, but not the lab's own markers. */
gboolean reprise_replication_remove_tables (RepriseSqlSession *session,
                                            GCancellable *cancellable,
                                            GError **error);
/* Subscriptions on subscriber from every provider but itself, in one transaction, without copying.
 */
gboolean reprise_replication_subscribe (RepriseSqlSession *session,
                                        RepriseInstance *subscriber,
                                        GPtrArray *providers,
                                        GCancellable *cancellable,
                                        GError **error);
/* Drops the subscription on the session's node from provider, if there; a provider that cannot be
 * reached is not an error (its slot is dropped by reprise_replication_drop_slot there). */
gboolean reprise_replication_unsubscribe (RepriseSqlSession *session,
                                          const char *provider,
                                          const char *subscriber,
                                          GCancellable *cancellable,
                                          GError **error);
gboolean reprise_replication_drop_slot (RepriseSqlSession *session,
                                        const char *database_name,
                                        const char *provider,
                                        const char *subscriber,
                                        GCancellable *cancellable,
                                        GError **error);
/* Disables and enables every subscription that is down (LAB.md: else they wait up to 180 s). */
gboolean
reprise_replication_poke (RepriseSqlSession *session, GCancellable *cancellable, GError **error);
/* Whether n_expected subscriptions exist and all replicate. */
gboolean reprise_replication_is_replicating (RepriseSqlSession *session,
                                             guint n_expected,
                                             gboolean *replicating,
                                             GCancellable *cancellable,
                                             GError **error);
/* What a restored copy brought along: extension, slots, origins (LAB.md 4.2 step 5). The session is
 * to the database in its isolated start. */
gboolean
reprise_replication_strip (RepriseSqlSession *session, GCancellable *cancellable, GError **error);
/* A marker row, committed here, that peers can wait for: lab.sync_marker. */
char *reprise_replication_send_marker (RepriseSqlSession *session,
                                       const char *node_name,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean reprise_replication_has_marker (RepriseSqlSession *session,
                                         const char *marker,
                                         gboolean *arrived,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
