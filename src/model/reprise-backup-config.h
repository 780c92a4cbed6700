/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the nodes of a database are backed up. */

#pragma once

#include "model/reprise-repository.h"
#include "model/reprise-schedule.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseBackupConfigFields:
 * @id: the service's id
 * @node_name: the node it is for; %NULL for every node without one of its own
 * @repositories: its #RepriseRepository objects, the current one first
 * @schedules: its #RepriseSchedule objects
 *
 * What a backup configuration is made from; reprise_backup_config_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *node_name;
  GPtrArray *repositories;
  GPtrArray *schedules;
} RepriseBackupConfigFields;

#define REPRISE_TYPE_BACKUP_CONFIG (reprise_backup_config_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupConfig, reprise_backup_config, REPRISE, BACKUP_CONFIG, GObject)

RepriseBackupConfig *reprise_backup_config_new (const RepriseBackupConfigFields *fields);
const char *reprise_backup_config_get_id (RepriseBackupConfig *self);
const char *reprise_backup_config_get_node_name (RepriseBackupConfig *self);
GPtrArray *reprise_backup_config_get_repositories (RepriseBackupConfig *self);
GPtrArray *reprise_backup_config_get_schedules (RepriseBackupConfig *self);

G_END_DECLS
