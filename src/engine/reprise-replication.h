/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replication between the instances of one database, through pglogical. */

#pragma once

#include "engine/reprise-instance.h"

G_BEGIN_DECLS

/* All functions take a superuser's session to the database itself, on one node. What is there
 * already, or gone already, is not made or removed again: an interrupted sequence can be repeated.
 *
 * Names: a node of replication has the instance's node name; the subscription on X from P is
 * sub_<P>_<X>. */

gboolean reprise_replication_create_node (RepriseSqlSession *session,
                                          RepriseInstance *instance,
                                          GCancellable *cancellable,
                                          GError **error);
gboolean reprise_replication_add_tables (RepriseSqlSession *session,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean reprise_replication_remove_tables (RepriseSqlSession *session,
                                            GCancellable *cancellable,
                                            GError **error);
gboolean reprise_replication_subscribe (RepriseSqlSession *session,
                                        RepriseInstance *subscriber,
                                        GPtrArray *providers,
                                        GCancellable *cancellable,
                                        GError **error);
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
gboolean
reprise_replication_poke (RepriseSqlSession *session, GCancellable *cancellable, GError **error);
gboolean reprise_replication_is_replicating (RepriseSqlSession *session,
                                             guint n_expected,
                                             gboolean *replicating,
                                             GCancellable *cancellable,
                                             GError **error);
gboolean
reprise_replication_strip (RepriseSqlSession *session, GCancellable *cancellable, GError **error);
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
