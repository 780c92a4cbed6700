/* SPDX-License-Identifier: GPL-3.0-or-later
 * The nodes of a database that is watched, and which repository of each is shown. */

#pragma once

#include "model/reprise-database.h"
#include "ui/reprise-current-backups.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_WATCHED_NODES (reprise_watched_nodes_get_type ())
G_DECLARE_FINAL_TYPE (RepriseWatchedNodes, reprise_watched_nodes, REPRISE, WATCHED_NODES, GObject)

RepriseWatchedNodes *reprise_watched_nodes_new (RepriseBackend *backend);
GListModel *reprise_watched_nodes_get_views (RepriseWatchedNodes *self);
RepriseCurrentBackups *reprise_watched_nodes_get_current (RepriseWatchedNodes *self,
                                                          const char *node_name);
void reprise_watched_nodes_take_database (RepriseWatchedNodes *self, RepriseDatabase *database);
void reprise_watched_nodes_guess_repositories (RepriseWatchedNodes *self,
                                               RepriseDatabase *database,
                                               GPtrArray *repositories);
void reprise_watched_nodes_refresh (RepriseWatchedNodes *self);

G_END_DECLS
