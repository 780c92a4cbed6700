/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a service answered last, piece by piece. */

#pragma once

#include "model/reprise-cluster.h"
#include "model/reprise-database.h"
#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

RepriseSavedAccount *reprise_account_cache_copy (const RepriseSavedAccount *self);
void reprise_account_cache_set_read_at (RepriseSavedAccount *self,
                                        const char *member,
                                        const char *id,
                                        RepriseInstant read_at);
RepriseInstant reprise_account_cache_get_read_at (const RepriseSavedAccount *self,
                                                  const char *member,
                                                  const char *id);
void reprise_account_cache_put_list (GPtrArray **list, GPtrArray *objects);
void reprise_account_cache_put_database (RepriseSavedAccount *self, RepriseDatabase *database);
void reprise_account_cache_put_cluster (RepriseSavedAccount *self, RepriseCluster *cluster);
void reprise_account_cache_put_nodes (RepriseSavedAccount *self,
                                      const char *cluster_id,
                                      GPtrArray *nodes);
void reprise_account_cache_put_repositories (RepriseSavedAccount *self,
                                             const char *database_id,
                                             GPtrArray *repositories);
void reprise_account_cache_put_inventory (RepriseSavedAccount *self, RepriseSavedInventory *saved);

G_END_DECLS
