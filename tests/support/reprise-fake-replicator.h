/* SPDX-License-Identifier: GPL-3.0-or-later
 * Nodes that replicate to each other, without a server. */

#pragma once

#include "restore/reprise-replicator.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_FAKE_REPLICATOR (reprise_fake_replicator_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFakeReplicator,
                      reprise_fake_replicator,
                      REPRISE,
                      FAKE_REPLICATOR,
                      GObject)

RepriseFakeReplicator *reprise_fake_replicator_new (RepriseReplicationExtension extension,
                                                    const char *const *hosts);
void reprise_fake_replicator_add_table (RepriseFakeReplicator *self,
                                        const char *host,
                                        const RepriseNodeTable *table);
void reprise_fake_replicator_set_subscriptions (RepriseFakeReplicator *self,
                                                const char *host,
                                                const char *status);
void reprise_fake_replicator_fail_node (RepriseFakeReplicator *self,
                                        const char *host,
                                        RepriseReplicatorError code,
                                        const char *message);
void reprise_fake_replicator_succeed_node (RepriseFakeReplicator *self, const char *host);
void reprise_fake_replicator_fail_table (RepriseFakeReplicator *self,
                                         const char *host,
                                         const char *name,
                                         const char *message);
void reprise_fake_replicator_lose (RepriseFakeReplicator *self, const char *host, guint n_after);
void reprise_fake_replicator_hold (RepriseFakeReplicator *self);
void reprise_fake_replicator_release (RepriseFakeReplicator *self);

guint reprise_fake_replicator_count_reads (RepriseFakeReplicator *self);
guint reprise_fake_replicator_count_runs (RepriseFakeReplicator *self);
const char *reprise_fake_replicator_get_last_username (RepriseFakeReplicator *self);
gboolean
reprise_fake_replicator_is_in_set (RepriseFakeReplicator *self, const char *host, const char *name);

G_END_DECLS
