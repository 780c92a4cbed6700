/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a database is, in a few words, with what can be done to it. */

#pragma once

#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepriseDatabaseObstacles:
 * @backup: (nullable): why no backup can be taken now
 * @restore: (nullable): why no restore can be put together now
 * @replication: (nullable): why replication cannot be started now
 *
 * Why something cannot be done to a database; %NULL where it can.
 */
typedef struct
{
  const char *backup;
  const char *restore;
  const char *replication;
} RepriseDatabaseObstacles;

#define REPRISE_TYPE_DATABASE_HEADER (reprise_database_header_get_type ())
G_DECLARE_FINAL_TYPE (RepriseDatabaseHeader,
                      reprise_database_header,
                      REPRISE,
                      DATABASE_HEADER,
                      AdwBin)

RepriseDatabaseHeader *reprise_database_header_new (void);
void reprise_database_header_update (RepriseDatabaseHeader *self,
                                     RepriseDatabaseWatch *watch,
                                     RepriseZone *zone,
                                     const RepriseDatabaseObstacles *obstacles);

G_END_DECLS
