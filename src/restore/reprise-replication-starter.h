/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starts the replication of a database on all its nodes, and looks what came of it. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-replication-entry.h"
#include "restore/reprise-replication-target.h"
#include "restore/reprise-replicator.h"

G_BEGIN_DECLS

#define REPRISE_OPTION_AUTOMATIC_DDL "autoddl:enabled"

/**
 * RepriseReplicationStarterState:
 * @REPRISE_REPLICATION_STARTER_READING: the nodes are being asked
 * @REPRISE_REPLICATION_STARTER_REVIEWED: it is known what is to be done
 * @REPRISE_REPLICATION_STARTER_RUNNING: it is being done
 * @REPRISE_REPLICATION_STARTER_VERIFYING: the nodes are being asked what came of it
 */
typedef enum
{
  REPRISE_REPLICATION_STARTER_READING,
  REPRISE_REPLICATION_STARTER_REVIEWED,
  REPRISE_REPLICATION_STARTER_RUNNING,
  REPRISE_REPLICATION_STARTER_VERIFYING,
} RepriseReplicationStarterState;

#define REPRISE_TYPE_REPLICATION_STARTER (reprise_replication_starter_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReplicationStarter,
                      reprise_replication_starter,
                      REPRISE,
                      REPLICATION_STARTER,
                      GObject)

RepriseReplicationStarter *reprise_replication_starter_new (RepriseBackend *backend,
                                                            RepriseReplicator *replicator,
                                                            RepriseDatabase *database);
RepriseDatabase *reprise_replication_starter_get_database (RepriseReplicationStarter *self);
RepriseReplicationStarterState
reprise_replication_starter_get_state (RepriseReplicationStarter *self);
gboolean reprise_replication_starter_has_run (RepriseReplicationStarter *self);
gboolean reprise_replication_starter_can_reach (RepriseReplicationStarter *self);
gboolean reprise_replication_starter_can_run (RepriseReplicationStarter *self);
RepriseReplicationExtension
reprise_replication_starter_get_extension (RepriseReplicationStarter *self);
GPtrArray *reprise_replication_starter_get_entries (RepriseReplicationStarter *self);
guint reprise_replication_starter_count (RepriseReplicationStarter *self,
                                         RepriseReplicationGroup group);
GPtrArray *reprise_replication_starter_get_targets (RepriseReplicationStarter *self);
guint reprise_replication_starter_count_failed (RepriseReplicationStarter *self);
void reprise_replication_starter_read (RepriseReplicationStarter *self);
void reprise_replication_starter_run (RepriseReplicationStarter *self);
void reprise_replication_starter_cancel (RepriseReplicationStarter *self);

G_END_DECLS
