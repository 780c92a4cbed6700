/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node's backups as they are read: rows as they come, then the whole and what it can restore.
 */

#pragma once

#include "model/reprise-node.h"
#include "restore/reprise-backend.h"
#include "restore/reprise-restore-window.h"
#include "ui/reprise-load-state.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_NODE_VIEW (reprise_node_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseNodeView, reprise_node_view, REPRISE, NODE_VIEW, GObject)

RepriseNodeView *reprise_node_view_new (RepriseBackend *backend, RepriseNode *node);
RepriseNode *reprise_node_view_get_node (RepriseNodeView *self);
const char *reprise_node_view_get_name (RepriseNodeView *self);
const char *reprise_node_view_get_repository_id (RepriseNodeView *self);
void reprise_node_view_set_repository_id (RepriseNodeView *self, const char *repository_id);
RepriseLoadState reprise_node_view_get_state (RepriseNodeView *self);
const GError *reprise_node_view_get_error (RepriseNodeView *self);
const char *const *reprise_node_view_get_problems (RepriseNodeView *self);
RepriseInstant reprise_node_view_get_loaded_at (RepriseNodeView *self);
guint reprise_node_view_get_n_read (RepriseNodeView *self);
GListModel *reprise_node_view_get_backups (RepriseNodeView *self);
RepriseInventory *reprise_node_view_get_inventory (RepriseNodeView *self);
RepriseRestoreWindow *reprise_node_view_get_window (RepriseNodeView *self);
void reprise_node_view_refresh (RepriseNodeView *self);

G_END_DECLS
