/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a database is, in a few words, with what can be done to it. */

#pragma once

#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

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
                                     const char *obstacle);

G_END_DECLS
