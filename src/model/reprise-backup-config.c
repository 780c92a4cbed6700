/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the nodes of a database are backed up. */

#include "config.h"

#include "model/reprise-backup-config.h"

#include "base/reprise-objects.h"

struct _RepriseBackupConfig
{
  GObject parent_instance;

  char *id;
  char *node_name;
  GPtrArray *repositories;
  GPtrArray *schedules;
};

G_DEFINE_FINAL_TYPE (RepriseBackupConfig, reprise_backup_config, G_TYPE_OBJECT)

static void
reprise_backup_config_finalize (GObject *object)
{
  RepriseBackupConfig *self = REPRISE_BACKUP_CONFIG (object);

  g_free (self->id);
  g_free (self->node_name);
  g_ptr_array_unref (self->repositories);
  g_ptr_array_unref (self->schedules);
  G_OBJECT_CLASS (reprise_backup_config_parent_class)->finalize (object);
}

static void
reprise_backup_config_class_init (RepriseBackupConfigClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_backup_config_finalize;
}

static void
reprise_backup_config_init (RepriseBackupConfig *self)
{
}

/**
 * reprise_backup_config_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a backup configuration
 */
RepriseBackupConfig *
reprise_backup_config_new (const RepriseBackupConfigFields *fields)
{
  RepriseBackupConfig *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_BACKUP_CONFIG, NULL);
  self->id = g_strdup (fields->id);
  self->node_name = g_strdup (fields->node_name);
  self->repositories = reprise_objects_copy (fields->repositories);
  self->schedules = reprise_objects_copy (fields->schedules);
  return self;
}

/**
 * reprise_backup_config_get_id:
 * @self: a backup configuration
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_backup_config_get_id (RepriseBackupConfig *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CONFIG (self), NULL);
  return self->id;
}

/**
 * reprise_backup_config_get_node_name:
 * @self: a backup configuration
 *
 * Returns: (nullable): the node it is for; %NULL for every node without one of its own
 */
const char *
reprise_backup_config_get_node_name (RepriseBackupConfig *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CONFIG (self), NULL);
  return self->node_name;
}

/**
 * reprise_backup_config_get_repositories:
 * @self: a backup configuration
 *
 * Returns: (transfer none): its #RepriseRepository objects, the current one first
 */
GPtrArray *
reprise_backup_config_get_repositories (RepriseBackupConfig *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CONFIG (self), NULL);
  return self->repositories;
}

/**
 * reprise_backup_config_get_schedules:
 * @self: a backup configuration
 *
 * Returns: (transfer none): its #RepriseSchedule objects
 */
GPtrArray *
reprise_backup_config_get_schedules (RepriseBackupConfig *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CONFIG (self), NULL);
  return self->schedules;
}
