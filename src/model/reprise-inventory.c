/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one repository holds of one node. */

#include "config.h"

#include "model/reprise-inventory.h"

struct _RepriseInventory
{
  GObject parent_instance;

  char *database_id;
  char *repository_id;
  char *node_name;
  char *status_word;
  int status_code;
  char *status_message;
  char *pg_version;
  guint64 pg_system_id;
  char *archive_min_wal;
  char *archive_max_wal;
  RepriseBackupList *backups;
  RepriseRecoveryWindow *recovery_window;
  gboolean is_complete;
};

G_DEFINE_FINAL_TYPE (RepriseInventory, reprise_inventory, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATUS_WORD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_inventory_finalize (GObject *object)
{
  RepriseInventory *self = REPRISE_INVENTORY (object);

  g_free (self->database_id);
  g_free (self->repository_id);
  g_free (self->node_name);
  g_free (self->status_word);
  g_free (self->status_message);
  g_free (self->pg_version);
  g_free (self->archive_min_wal);
  g_free (self->archive_max_wal);
  g_clear_object (&self->backups);
  g_clear_object (&self->recovery_window);
  G_OBJECT_CLASS (reprise_inventory_parent_class)->finalize (object);
}

static void
reprise_inventory_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  RepriseInventory *self = REPRISE_INVENTORY (object);

  switch (property_id)
    {
    case PROP_STATUS_WORD:
      g_value_set_string (value, self->status_word);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_inventory_class_init (RepriseInventoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_inventory_finalize;
  object_class->get_property = reprise_inventory_get_property;

  properties[PROP_STATUS_WORD] = g_param_spec_string ("status-word", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_inventory_init (RepriseInventory *self)
{
}

/**
 * reprise_inventory_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): an inventory
 */
RepriseInventory *
reprise_inventory_new (const RepriseInventoryFields *fields)
{
  RepriseInventory *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_INVENTORY, NULL);
  self->database_id = g_strdup (fields->database_id);
  self->repository_id = g_strdup (fields->repository_id);
  self->node_name = g_strdup (fields->node_name);
  self->status_word = g_strdup (fields->status_word);
  self->status_code = fields->status_code;
  self->status_message = g_strdup (fields->status_message);
  self->pg_version = g_strdup (fields->pg_version);
  self->pg_system_id = fields->pg_system_id;
  self->archive_min_wal = g_strdup (fields->archive_min_wal);
  self->archive_max_wal = g_strdup (fields->archive_max_wal);
  g_set_object (&self->backups, fields->backups);
  g_set_object (&self->recovery_window, fields->recovery_window);
  self->is_complete = fields->is_complete;
  if (self->backups == NULL)
    self->backups = reprise_backup_list_new (NULL, 0);
  return self;
}

/**
 * reprise_inventory_get_database_id:
 * @self: an inventory
 *
 * Returns: (nullable): the id of the database the backups are of
 */
const char *
reprise_inventory_get_database_id (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->database_id;
}

/**
 * reprise_inventory_get_repository_id:
 * @self: an inventory
 *
 * Returns: (nullable): the id of the repository
 */
const char *
reprise_inventory_get_repository_id (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->repository_id;
}

/**
 * reprise_inventory_get_node_name:
 * @self: an inventory
 *
 * Returns: (nullable): the internal name of the node
 */
const char *
reprise_inventory_get_node_name (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->node_name;
}

/**
 * reprise_inventory_get_status_word:
 * @self: an inventory
 *
 * Returns: (nullable): ok, error or mixed, in the service's own word
 */
const char *
reprise_inventory_get_status_word (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->status_word;
}

/**
 * reprise_inventory_get_status_code:
 * @self: an inventory
 *
 * Returns: pgBackRest's code for the repository, 0 for ok, or -1
 */
int
reprise_inventory_get_status_code (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), -1);
  return self->status_code;
}

/**
 * reprise_inventory_get_status_message:
 * @self: an inventory
 *
 * Returns: (nullable): the words for that code
 */
const char *
reprise_inventory_get_status_message (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->status_message;
}

/**
 * reprise_inventory_get_pg_version:
 * @self: an inventory
 *
 * Returns: (nullable): the version of PostgreSQL that is backed up now
 */
const char *
reprise_inventory_get_pg_version (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->pg_version;
}

/**
 * reprise_inventory_get_pg_system_id:
 * @self: an inventory
 *
 * Returns: the identifier of that cluster's data, or 0
 */
guint64
reprise_inventory_get_pg_system_id (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), 0);
  return self->pg_system_id;
}

/**
 * reprise_inventory_get_archive_min_wal:
 * @self: an inventory
 *
 * Returns: (nullable): the smallest WAL segment in the archive
 */
const char *
reprise_inventory_get_archive_min_wal (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->archive_min_wal;
}

/**
 * reprise_inventory_get_archive_max_wal:
 * @self: an inventory
 *
 * Returns: (nullable): the largest WAL segment in the archive; may be of another timeline
 */
const char *
reprise_inventory_get_archive_max_wal (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->archive_max_wal;
}

/**
 * reprise_inventory_get_recovery_window:
 * @self: an inventory
 *
 * Returns: (transfer none) (nullable): where a time target is proven reachable, where the
 *   service says so
 */
RepriseRecoveryWindow *
reprise_inventory_get_recovery_window (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return self->recovery_window;
}

/**
 * reprise_inventory_get_is_complete:
 * @self: an inventory
 *
 * Returns: whether all backups are in it, unfiltered
 */
gboolean
reprise_inventory_get_is_complete (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), FALSE);
  return self->is_complete;
}

/**
 * reprise_inventory_get_backups:
 * @self: an inventory
 *
 * Returns: (transfer none): its #RepriseBackup objects in the order given, normally oldest first
 */
GListModel *
reprise_inventory_get_backups (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return G_LIST_MODEL (self->backups);
}

/**
 * reprise_inventory_get_n_backups:
 * @self: an inventory
 *
 * Returns: how many backups are in it
 */
guint
reprise_inventory_get_n_backups (RepriseInventory *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->backups));
}

/**
 * reprise_inventory_get_backup:
 * @self: an inventory
 * @position: a position
 *
 * Returns: (transfer full) (nullable): the backup there, or %NULL past the end
 */
RepriseBackup *
reprise_inventory_get_backup (RepriseInventory *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  return g_list_model_get_item (G_LIST_MODEL (self->backups), position);
}

/**
 * reprise_inventory_find_backup:
 * @self: an inventory
 * @label: (nullable): the label of a backup
 *
 * Returns: (transfer full) (nullable): the first backup with that label
 */
RepriseBackup *
reprise_inventory_find_backup (RepriseInventory *self, const char *label)
{
  guint position;

  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), NULL);
  if (!reprise_backup_list_find (self->backups, label, &position))
    return NULL;
  return reprise_inventory_get_backup (self, position);
}

/**
 * reprise_inventory_find_position:
 * @self: an inventory
 * @label: (nullable): the label of a backup
 * @position: (out): the place of the first backup with that label; untouched where there is none
 *
 * Returns: whether there is one
 */
gboolean
reprise_inventory_find_position (RepriseInventory *self, const char *label, guint *position)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY (self), FALSE);
  return reprise_backup_list_find (self->backups, label, position);
}
