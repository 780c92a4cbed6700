/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node on which replication is started. */

#pragma once

#include "model/reprise-node-replication.h"
#include "model/reprise-node.h"
#include "restore/reprise-replication-step.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseReplicationTargetState:
 * @REPRISE_REPLICATION_TARGET_READING: it is being asked
 * @REPRISE_REPLICATION_TARGET_READ: it has said what it has
 * @REPRISE_REPLICATION_TARGET_RUNNING: tables are being added there
 * @REPRISE_REPLICATION_TARGET_FAILED: it could not be asked, or stopped answering
 * @REPRISE_REPLICATION_TARGET_LEFT: it is not asked from here
 */
typedef enum
{
  REPRISE_REPLICATION_TARGET_READING,
  REPRISE_REPLICATION_TARGET_READ,
  REPRISE_REPLICATION_TARGET_RUNNING,
  REPRISE_REPLICATION_TARGET_FAILED,
  REPRISE_REPLICATION_TARGET_LEFT,
} RepriseReplicationTargetState;

#define REPRISE_TYPE_REPLICATION_TARGET (reprise_replication_target_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReplicationTarget,
                      reprise_replication_target,
                      REPRISE,
                      REPLICATION_TARGET,
                      GObject)

RepriseReplicationTarget *reprise_replication_target_new (RepriseNode *node);
RepriseNode *reprise_replication_target_get_node (RepriseReplicationTarget *self);
RepriseReplicationTargetState reprise_replication_target_get_state (RepriseReplicationTarget *self);
const GError *reprise_replication_target_get_error (RepriseReplicationTarget *self);
RepriseNodeReplication *reprise_replication_target_get_replication (RepriseReplicationTarget *self);
GListModel *reprise_replication_target_get_steps (RepriseReplicationTarget *self);
GListModel *reprise_replication_target_get_results (RepriseReplicationTarget *self);
guint reprise_replication_target_count_results (RepriseReplicationTarget *self,
                                                RepriseReplicationStepState state);
char *reprise_replication_target_dup_script (RepriseReplicationTarget *self);
GStrv reprise_replication_target_dup_statements (RepriseReplicationTarget *self);

void reprise_replication_target_set_state (RepriseReplicationTarget *self,
                                           RepriseReplicationTargetState state);
void reprise_replication_target_take_error (RepriseReplicationTarget *self, GError *error);
void reprise_replication_target_set_replication (RepriseReplicationTarget *self,
                                                 RepriseNodeReplication *replication);
void reprise_replication_target_set_steps (RepriseReplicationTarget *self, GPtrArray *steps);
void reprise_replication_target_begin (RepriseReplicationTarget *self);
void reprise_replication_target_end_step (RepriseReplicationTarget *self,
                                          guint position,
                                          gboolean changed,
                                          const GError *error);

G_END_DECLS
