/* SPDX-License-Identifier: GPL-3.0-or-later
 * One table that is added to the replication set of one node, and what came of it. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseReplicationStepState:
 * @REPRISE_REPLICATION_STEP_PLANNED: nothing has been done
 * @REPRISE_REPLICATION_STEP_ADDED: the table is in the set now
 * @REPRISE_REPLICATION_STEP_KEPT: it was there already
 * @REPRISE_REPLICATION_STEP_FAILED: the node refused it
 * @REPRISE_REPLICATION_STEP_UNKNOWN: the node's answer did not come
 */
typedef enum
{
  REPRISE_REPLICATION_STEP_PLANNED,
  REPRISE_REPLICATION_STEP_ADDED,
  REPRISE_REPLICATION_STEP_KEPT,
  REPRISE_REPLICATION_STEP_FAILED,
  REPRISE_REPLICATION_STEP_UNKNOWN,
} RepriseReplicationStepState;

#define REPRISE_TYPE_REPLICATION_STEP (reprise_replication_step_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReplicationStep,
                      reprise_replication_step,
                      REPRISE,
                      REPLICATION_STEP,
                      GObject)

RepriseReplicationStep *reprise_replication_step_new (const char *title, const char *statement);
const char *reprise_replication_step_get_title (RepriseReplicationStep *self);
const char *reprise_replication_step_get_statement (RepriseReplicationStep *self);
RepriseReplicationStepState reprise_replication_step_get_state (RepriseReplicationStep *self);
const char *reprise_replication_step_get_message (RepriseReplicationStep *self);
void reprise_replication_step_set_state (RepriseReplicationStep *self,
                                         RepriseReplicationStepState state,
                                         const char *message);
char *reprise_replication_step_dup_words (RepriseReplicationStep *self);

G_END_DECLS
