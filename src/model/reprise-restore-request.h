/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is asked of a service that is to restore a database. */

#pragma once

#include "base/reprise-tristate.h"
#include "model/reprise-recovery-type.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseRestoreRequestFields:
 * @provider: `pgbackrest`
 * @source_node_name: the node whose backups are read; need not exist on the target
 * @repositories: the ids of the repositories to read from, in order; they imply the source
 *   database
 * @recovery_type: where recovery stops
 * @target: the target for that type; for a time RFC 3339 with an offset
 * @target_exclusive: whether recovery stops just before the target
 * @set: the label of the backup to start from; %NULL lets pgBackRest choose
 * @delta: whether only files that differ are replaced
 * @force: pgBackRest's --force, which is not a confirmation
 * @target_nodes: the nodes of the target to restore; %NULL for all
 *
 * What a request for a restore is made from; reprise_restore_request_new() copies all of it.
 */
typedef struct
{
  const char *provider;
  const char *source_node_name;
  const char *const *repositories;
  RepriseRecoveryType recovery_type;
  const char *target;
  RepriseTristate target_exclusive;
  const char *set;
  RepriseTristate delta;
  RepriseTristate force;
  const char *const *target_nodes;
} RepriseRestoreRequestFields;

#define REPRISE_TYPE_RESTORE_REQUEST (reprise_restore_request_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreRequest,
                      reprise_restore_request,
                      REPRISE,
                      RESTORE_REQUEST,
                      GObject)

RepriseRestoreRequest *reprise_restore_request_new (const RepriseRestoreRequestFields *fields);
const char *reprise_restore_request_get_provider (RepriseRestoreRequest *self);
const char *reprise_restore_request_get_source_node_name (RepriseRestoreRequest *self);
const char *const *reprise_restore_request_get_repositories (RepriseRestoreRequest *self);
RepriseRecoveryType reprise_restore_request_get_recovery_type (RepriseRestoreRequest *self);
const char *reprise_restore_request_get_target (RepriseRestoreRequest *self);
RepriseTristate reprise_restore_request_get_target_exclusive (RepriseRestoreRequest *self);
const char *reprise_restore_request_get_set (RepriseRestoreRequest *self);
RepriseTristate reprise_restore_request_get_delta (RepriseRestoreRequest *self);
RepriseTristate reprise_restore_request_get_force (RepriseRestoreRequest *self);
const char *const *reprise_restore_request_get_target_nodes (RepriseRestoreRequest *self);
gboolean reprise_restore_request_has_command (RepriseRestoreRequest *self);
gboolean reprise_restore_request_equal (RepriseRestoreRequest *self, RepriseRestoreRequest *other);
gboolean reprise_restore_request_includes (RepriseRestoreRequest *self,
                                           RepriseRestoreRequest *other);

G_END_DECLS
