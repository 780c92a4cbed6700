/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node's backups in the repository that is chosen. */

#pragma once

#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_NODE_PANE (reprise_node_pane_get_type ())
G_DECLARE_FINAL_TYPE (RepriseNodePane, reprise_node_pane, REPRISE, NODE_PANE, AdwBin)

RepriseNodePane *reprise_node_pane_new (RepriseNodeView *view);
void reprise_node_pane_set_can_restore (RepriseNodePane *self, gboolean can_restore);
RepriseNodeView *reprise_node_pane_get_view (RepriseNodePane *self);
void
reprise_node_pane_update (RepriseNodePane *self, RepriseDatabaseWatch *watch, RepriseZone *zone);

G_END_DECLS
