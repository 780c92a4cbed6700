/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is known when a restore is put together. */

#pragma once

#include "model/reprise-repository.h"
#include "restore/reprise-restore-window.h"
#include "restore/reprise-source-eligibility.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseStockState:
 * @REPRISE_STOCK_STATE_UNREAD: Nobody has asked yet.
 * @REPRISE_STOCK_STATE_EMPTY: The repository has no data for that node.
 * @REPRISE_STOCK_STATE_FAILED: It could not be read, which says nothing about what it holds.
 * @REPRISE_STOCK_STATE_READ: It is known.
 *
 * What is known of one node's backups in one repository.
 */
typedef enum
{
  REPRISE_STOCK_STATE_UNREAD,
  REPRISE_STOCK_STATE_EMPTY,
  REPRISE_STOCK_STATE_FAILED,
  REPRISE_STOCK_STATE_READ,
} RepriseStockState;

/**
 * RepriseRestoreContextFields:
 * @target: the database to be overwritten, with all that is known of it
 * @databases: (nullable) (element-type RepriseDatabase): those to choose a source from
 * @clusters: (nullable) (element-type RepriseCluster): the clusters they run on
 * @stores: (nullable) (element-type RepriseStore): the backup stores
 * @tasks: (nullable) (element-type RepriseTask): the target's tasks; %NULL where they are not known
 * @cluster_tasks: (nullable) (element-type RepriseTask): those of its cluster; %NULL where they are
 *   not known
 * @sources_error: (nullable): why other databases, or what decides about them, could not be read
 * @service_now: the service's clock
 * @is_saved: whether all of this was saved, so that nothing can be sent, and what the target is in
 *   the middle of says nothing of now
 *
 * What a context is made from; reprise_restore_context_new() copies all of it.
 */
typedef struct
{
  RepriseDatabase *target;
  GPtrArray *databases;
  GPtrArray *clusters;
  GPtrArray *stores;
  GPtrArray *tasks;
  GPtrArray *cluster_tasks;
  const GError *sources_error;
  RepriseInstant service_now;
  gboolean is_saved;
} RepriseRestoreContextFields;

#define REPRISE_TYPE_RESTORE_CONTEXT (reprise_restore_context_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreContext,
                      reprise_restore_context,
                      REPRISE,
                      RESTORE_CONTEXT,
                      GObject)

RepriseRestoreContext *reprise_restore_context_new (const RepriseRestoreContextFields *fields);
RepriseRestoreContext *reprise_restore_context_with_database (RepriseRestoreContext *self,
                                                              RepriseDatabase *database);
RepriseRestoreContext *reprise_restore_context_with_repositories (RepriseRestoreContext *self,
                                                                  const char *database_id,
                                                                  GPtrArray *repositories);
RepriseRestoreContext *reprise_restore_context_with_inventory (RepriseRestoreContext *self,
                                                               const char *repository_id,
                                                               const char *node_name,
                                                               RepriseInventory *inventory,
                                                               RepriseInstant service_now);
RepriseRestoreContext *reprise_restore_context_with_failure (RepriseRestoreContext *self,
                                                             const char *repository_id,
                                                             const char *node_name,
                                                             const GError *error);

RepriseRestoreContext *reprise_restore_context_with_service_now (RepriseRestoreContext *self,
                                                                 RepriseInstant service_now);

RepriseDatabase *reprise_restore_context_get_target (RepriseRestoreContext *self);
RepriseCluster *reprise_restore_context_get_target_cluster (RepriseRestoreContext *self);
GPtrArray *reprise_restore_context_get_databases (RepriseRestoreContext *self);
const GError *reprise_restore_context_get_sources_error (RepriseRestoreContext *self);
RepriseDatabase *reprise_restore_context_find_database (RepriseRestoreContext *self,
                                                        const char *database_id);
RepriseCluster *reprise_restore_context_find_cluster (RepriseRestoreContext *self,
                                                      const char *cluster_id);
RepriseEligibility reprise_restore_context_judge_source (RepriseRestoreContext *self,
                                                         const char *database_id);
gboolean reprise_restore_context_has_repositories (RepriseRestoreContext *self,
                                                   const char *database_id);
GPtrArray *reprise_restore_context_list_repositories (RepriseRestoreContext *self,
                                                      const char *database_id);
const char *reprise_restore_context_get_current_repository_id (RepriseRestoreContext *self,
                                                               const char *database_id,
                                                               const char *node_name);
RepriseStockState reprise_restore_context_get_stock (RepriseRestoreContext *self,
                                                     const char *repository_id,
                                                     const char *node_name,
                                                     RepriseRestoreWindow **window,
                                                     const GError **error);
GPtrArray *reprise_restore_context_get_tasks (RepriseRestoreContext *self);
GPtrArray *reprise_restore_context_get_cluster_tasks (RepriseRestoreContext *self);
RepriseInstant reprise_restore_context_get_service_now (RepriseRestoreContext *self);
gboolean reprise_restore_context_is_saved (RepriseRestoreContext *self);

G_END_DECLS
