/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far forward a repository can really go, read from its archived WAL. */

#pragma once

#include "engine/reprise-pgbackrest.h"
#include "engine/reprise-postgres.h"
#include "model/reprise-recovery-window.h"

G_BEGIN_DECLS

/* One scanner for the lab; remembers what each segment held (keyed by repository path and segment),
 * thread-safe. */
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

/* The whole inventory of one node's repository, with its recovery window; cached until backup.info
 * or the archive changes. repository_path:
 * <store>/databases/<database_id>/<repository_id>/<node_name>. NULL without error where the path
 * does not exist (the service answers 204). instance: lock path only, nullable. */
RepriseInventory *reprise_window_scanner_read (RepriseWindowScanner *self,
                                               const char *repository_path,
                                               const char *database_id,
                                               const char *repository_id,
                                               const char *node_name,
                                               RepriseInstance *instance,
                                               GCancellable *cancellable,
                                               GError **error);

/* The newest COMMIT or ABORT in the given segments (sorted names), whatever is missing between
 * them; walks back from the end. REPRISE_INSTANT_NONE where there is none or it cannot be read. */
RepriseInstant reprise_window_scanner_newest_commit (RepriseWindowScanner *self,
                                                     const char *repository_path,
                                                     GPtrArray *segments,
                                                     GCancellable *cancellable);

G_END_DECLS
