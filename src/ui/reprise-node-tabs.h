/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a database: a tab a node. */

#pragma once

#include "ui/reprise-database-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_NODE_TABS (reprise_node_tabs_get_type ())
G_DECLARE_FINAL_TYPE (RepriseNodeTabs, reprise_node_tabs, REPRISE, NODE_TABS, AdwBin)

RepriseNodeTabs *reprise_node_tabs_new (void);
void reprise_node_tabs_set_nodes (RepriseNodeTabs *self, GListModel *nodes);
RepriseNode *reprise_node_tabs_get_open_node (RepriseNodeTabs *self);
void reprise_node_tabs_update (RepriseNodeTabs *self,
                               RepriseDatabaseWatch *watch,
                               const char *zone_choice,
                               gboolean can_restore);

G_END_DECLS
