/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is asked of a service that is to take a backup. */

#include "config.h"

#include "model/reprise-backup-request.h"

struct _RepriseBackupRequest
{
  GObject parent_instance;

  char *name;
  RepriseBackupType backup_type;
  char **target_nodes;
};

G_DEFINE_FINAL_TYPE (RepriseBackupRequest, reprise_backup_request, G_TYPE_OBJECT)

static void
reprise_backup_request_finalize (GObject *object)
{
  RepriseBackupRequest *self = REPRISE_BACKUP_REQUEST (object);

  g_free (self->name);
  g_strfreev (self->target_nodes);
  G_OBJECT_CLASS (reprise_backup_request_parent_class)->finalize (object);
}

static void
reprise_backup_request_class_init (RepriseBackupRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_backup_request_finalize;
}

static void
reprise_backup_request_init (RepriseBackupRequest *self)
{
}

/**
 * reprise_backup_request_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a request for a backup
 */
RepriseBackupRequest *
reprise_backup_request_new (const RepriseBackupRequestFields *fields)
{
  RepriseBackupRequest *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_BACKUP_REQUEST, NULL);
  self->name = g_strdup (fields->name);
  self->backup_type = fields->backup_type;
  self->target_nodes = g_strdupv ((char **) fields->target_nodes);
  return self;
}

/**
 * reprise_backup_request_get_name:
 * @self: a request for a backup
 *
 * Returns: (nullable): what the backup is to be called
 */
const char *
reprise_backup_request_get_name (RepriseBackupRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_REQUEST (self), NULL);
  return self->name;
}

/**
 * reprise_backup_request_get_backup_type:
 * @self: a request for a backup
 *
 * Returns: the type; %REPRISE_BACKUP_TYPE_UNKNOWN leaves it to the service
 */
RepriseBackupType
reprise_backup_request_get_backup_type (RepriseBackupRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_REQUEST (self), 0);
  return self->backup_type;
}

/**
 * reprise_backup_request_get_target_nodes:
 * @self: a request for a backup
 *
 * Returns: (nullable): the nodes to back up; %NULL for all
 */
const char *const *
reprise_backup_request_get_target_nodes (RepriseBackupRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_REQUEST (self), NULL);
  return (const char *const *) self->target_nodes;
}
