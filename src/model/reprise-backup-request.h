/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is asked of a service that is to take a backup. */

#pragma once

#include "model/reprise-backup-type.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseBackupRequestFields:
 * @name: what the backup is to be called
 * @backup_type: the type; %REPRISE_BACKUP_TYPE_UNKNOWN leaves it to the service
 * @target_nodes: the nodes to back up; %NULL for all
 *
 * What a request for a backup is made from; reprise_backup_request_new() copies all of it.
 */
typedef struct
{
  const char *name;
  RepriseBackupType backup_type;
  const char *const *target_nodes;
} RepriseBackupRequestFields;

#define REPRISE_TYPE_BACKUP_REQUEST (reprise_backup_request_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupRequest,
                      reprise_backup_request,
                      REPRISE,
                      BACKUP_REQUEST,
                      GObject)

RepriseBackupRequest *reprise_backup_request_new (const RepriseBackupRequestFields *fields);
const char *reprise_backup_request_get_name (RepriseBackupRequest *self);
RepriseBackupType reprise_backup_request_get_backup_type (RepriseBackupRequest *self);
const char *const *reprise_backup_request_get_target_nodes (RepriseBackupRequest *self);

G_END_DECLS
