/* SPDX-License-Identifier: GPL-3.0-or-later
 * A node's backups in its current repository, whichever one is looked at. */

#pragma once

#include "ui/reprise-node-view.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_CURRENT_BACKUPS (reprise_current_backups_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCurrentBackups,
                      reprise_current_backups,
                      REPRISE,
                      CURRENT_BACKUPS,
                      GObject)

RepriseCurrentBackups *reprise_current_backups_new (RepriseBackend *backend,
                                                    RepriseNodeView *shown);
RepriseNodeView *reprise_current_backups_get_shown (RepriseCurrentBackups *self);
RepriseNodeView *reprise_current_backups_get_view (RepriseCurrentBackups *self);
const char *reprise_current_backups_get_repository_id (RepriseCurrentBackups *self);
void reprise_current_backups_set_repository_id (RepriseCurrentBackups *self,
                                                const char *repository_id);
void reprise_current_backups_refresh (RepriseCurrentBackups *self);

G_END_DECLS
