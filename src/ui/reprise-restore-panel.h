/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a database's page tells of its restores: the newest, until somebody dismisses it. */

#pragma once

#include "restore/reprise-job-manager.h"
#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_PANEL (reprise_restore_panel_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestorePanel, reprise_restore_panel, REPRISE, RESTORE_PANEL, AdwBin)

RepriseRestorePanel *reprise_restore_panel_new (void);
void reprise_restore_panel_follow (RepriseRestorePanel *self,
                                   RepriseJobManager *jobs,
                                   RepriseDatabaseWatch *watch);
void reprise_restore_panel_update (RepriseRestorePanel *self, RepriseZone *zone);

G_END_DECLS
