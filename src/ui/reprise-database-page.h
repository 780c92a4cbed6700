/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database: what it is, how it is backed up, and each node's backups. */

#pragma once

#include "restore/reprise-job-manager.h"
#include "restore/reprise-replicator.h"
#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_DATABASE_PAGE (reprise_database_page_get_type ())
G_DECLARE_FINAL_TYPE (RepriseDatabasePage, reprise_database_page, REPRISE, DATABASE_PAGE, AdwBin)

RepriseDatabasePage *reprise_database_page_new (RepriseDatabaseWatch *watch,
                                                RepriseJobManager *jobs,
                                                RepriseReplicator *replicator,
                                                const char *zone_choice);
RepriseDatabaseWatch *reprise_database_page_get_watch (RepriseDatabasePage *self);
RepriseZone *reprise_database_page_get_zone (RepriseDatabasePage *self);
void reprise_database_page_set_zone_choice (RepriseDatabasePage *self, const char *zone_choice);

G_END_DECLS
