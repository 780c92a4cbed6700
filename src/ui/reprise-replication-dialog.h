/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shows which tables replicate, and starts the replication of those that could. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-replicator.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_REPLICATION_DIALOG (reprise_replication_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReplicationDialog,
                      reprise_replication_dialog,
                      REPRISE,
                      REPLICATION_DIALOG,
                      AdwWindow)

RepriseReplicationDialog *reprise_replication_dialog_new (RepriseBackend *backend,
                                                          RepriseReplicator *replicator,
                                                          RepriseDatabase *database);

G_END_DECLS
