/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far forward a repository can really go, read from its archived WAL. */

#pragma once

#include "engine/reprise-pgbackrest.h"
#include "engine/reprise-postgres.h"
#include "model/reprise-inventory.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_WINDOW_SCANNER (reprise_window_scanner_get_type ())
G_DECLARE_FINAL_TYPE (RepriseWindowScanner,
                      reprise_window_scanner,
                      REPRISE,
                      WINDOW_SCANNER,
                      GObject)

RepriseWindowScanner *reprise_window_scanner_new (ReprisePgBackRest *pgbackrest,
                                                  ReprisePostgres *postgres,
                                                  RepriseRunner *runner,
                                                  const char *scratch_directory);

RepriseInventory *reprise_window_scanner_read (RepriseWindowScanner *self,
                                               const char *repository_path,
                                               const char *database_id,
                                               const char *repository_id,
                                               const char *node_name,
                                               RepriseInstance *instance,
                                               GCancellable *cancellable,
                                               GError **error);

RepriseInstant reprise_window_scanner_newest_commit (RepriseWindowScanner *self,
                                                     const char *repository_path,
                                                     GPtrArray *segments,
                                                     GCancellable *cancellable);

G_END_DECLS
