/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database as it is now: itself, its cluster, repositories, tasks, and each node's backups. */

#pragma once

#include "restore/reprise-backend.h"
#include "ui/reprise-load-state.h"
#include "ui/reprise-watched-nodes.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_DATABASE_WATCH (reprise_database_watch_get_type ())
G_DECLARE_FINAL_TYPE (RepriseDatabaseWatch,
                      reprise_database_watch,
                      REPRISE,
                      DATABASE_WATCH,
                      GObject)

RepriseDatabaseWatch *reprise_database_watch_new (RepriseBackend *backend,
                                                  RepriseDatabase *database,
                                                  RepriseCluster *cluster);
RepriseBackend *reprise_database_watch_get_backend (RepriseDatabaseWatch *self);
RepriseLoadState reprise_database_watch_get_state (RepriseDatabaseWatch *self);
const GError *reprise_database_watch_get_error (RepriseDatabaseWatch *self);
RepriseInstant reprise_database_watch_get_loaded_at (RepriseDatabaseWatch *self);
const char *const *reprise_database_watch_get_problems (RepriseDatabaseWatch *self);
RepriseDatabase *reprise_database_watch_get_database (RepriseDatabaseWatch *self);
RepriseCluster *reprise_database_watch_get_cluster (RepriseDatabaseWatch *self);
GPtrArray *reprise_database_watch_get_repositories (RepriseDatabaseWatch *self);
const GError *reprise_database_watch_get_repositories_error (RepriseDatabaseWatch *self);
GPtrArray *reprise_database_watch_get_stores (RepriseDatabaseWatch *self);
GPtrArray *reprise_database_watch_get_tasks (RepriseDatabaseWatch *self);
GListModel *reprise_database_watch_get_nodes (RepriseDatabaseWatch *self);
RepriseCurrentBackups *reprise_database_watch_get_current_backups (RepriseDatabaseWatch *self,
                                                                   const char *node_name);
gboolean reprise_database_watch_is_busy (RepriseDatabaseWatch *self);
void reprise_database_watch_refresh (RepriseDatabaseWatch *self);

G_END_DECLS
