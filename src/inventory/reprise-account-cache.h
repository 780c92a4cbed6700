/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a service answered last, piece by piece. */

#pragma once

#include "model/reprise-cluster.h"
#include "model/reprise-database.h"
#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

/**
 * RepriseAccountCache:
 * @account: what was answered; its lists are never changed but replaced, so that others may keep
 *   them
 * @has_clusters: whether all clusters were answered
 * @has_stores: whether all backup stores were answered
 * @has_databases: whether all databases were answered
 */
typedef struct
{
  RepriseSavedAccount *account;
  gboolean has_clusters;
  gboolean has_stores;
  gboolean has_databases;
} RepriseAccountCache;

RepriseAccountCache *reprise_account_cache_new (RepriseSavedAccount *account);
void reprise_account_cache_free (RepriseAccountCache *self);
RepriseSavedAccount *reprise_account_cache_copy (const RepriseAccountCache *self);
void reprise_account_cache_put_list (GPtrArray **list, GPtrArray *objects);
void reprise_account_cache_put_database (RepriseAccountCache *self, RepriseDatabase *database);
void reprise_account_cache_put_cluster (RepriseAccountCache *self, RepriseCluster *cluster);
void reprise_account_cache_put_nodes (RepriseAccountCache *self,
                                      const char *cluster_id,
                                      GPtrArray *nodes);
void reprise_account_cache_put_repositories (RepriseAccountCache *self,
                                             const char *database_id,
                                             GPtrArray *repositories);
void reprise_account_cache_put_inventory (RepriseAccountCache *self, RepriseSavedInventory *saved);

G_END_DECLS
