/* SPDX-License-Identifier: GPL-3.0-or-later
 * An inventory as its pages come in, the newest backup first: what is new in each, and the whole.
 */

#include "config.h"

#include "cloud/reprise-cloud-inventory-pages.h"

struct _RepriseCloudInventoryPages
{
  /* What the first page said of the repository. */
  RepriseInventory *first;
  /* RepriseBackupList, one a page. They know their objects, so nobody else may have them. */
  GPtrArray *lists;
  /* The labels in them. */
  GHashTable *seen;
  guint n_backups;
};

/**
 * reprise_cloud_inventory_pages_new:
 *
 * Returns: (transfer full): an inventory without pages
 */
RepriseCloudInventoryPages *
reprise_cloud_inventory_pages_new (void)
{
  RepriseCloudInventoryPages *self = g_new0 (RepriseCloudInventoryPages, 1);

  self->lists = g_ptr_array_new_with_free_func (g_object_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * reprise_cloud_inventory_pages_free:
 * @self: (transfer full): an inventory that is not needed any more
 */
void
reprise_cloud_inventory_pages_free (RepriseCloudInventoryPages *self)
{
  g_clear_object (&self->first);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self);
}

static RepriseInventory *
copy_with (RepriseInventory *inventory, RepriseBackupList *backups, gboolean is_complete)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;

  fields.database_id = reprise_inventory_get_database_id (inventory);
  fields.repository_id = reprise_inventory_get_repository_id (inventory);
  fields.node_name = reprise_inventory_get_node_name (inventory);
  fields.status_word = reprise_inventory_get_status_word (inventory);
  fields.status_code = reprise_inventory_get_status_code (inventory);
  fields.status_message = reprise_inventory_get_status_message (inventory);
  fields.pg_version = reprise_inventory_get_pg_version (inventory);
  fields.pg_system_id = reprise_inventory_get_pg_system_id (inventory);
  fields.archive_min_wal = reprise_inventory_get_archive_min_wal (inventory);
  fields.archive_max_wal = reprise_inventory_get_archive_max_wal (inventory);
  fields.recovery_window = reprise_inventory_get_recovery_window (inventory);
  fields.backups = backups;
  fields.is_complete = is_complete;
  return reprise_inventory_new (&fields);
}

/* One without a label cannot be told from others, so it counts as new. */
static gboolean
is_new (RepriseCloudInventoryPages *self, const char *label)
{
  return label == NULL || g_hash_table_add (self->seen, g_strdup (label));
}

/**
 * reprise_cloud_inventory_pages_add:
 * @self: an inventory
 * @page: the next page as it came
 *
 * While a backup ends, or one expires, rows move from one page to the next.
 *
 * Returns: (transfer full): the page without what came before
 */
RepriseInventory *
reprise_cloud_inventory_pages_add (RepriseCloudInventoryPages *self, RepriseInventory *page)
{
  RepriseBackupListBuilder *kept = reprise_backup_list_builder_new ();
  RepriseBackupListBuilder *shown = reprise_backup_list_builder_new ();
  g_autoptr (RepriseBackupList) list = NULL;
  guint n_backups = reprise_inventory_get_n_backups (page);

  for (guint i = 0; i < n_backups; i++)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (page, i);
      RepriseBackupFields fields;

      reprise_backup_get_fields (backup, &fields);
      if (!is_new (self, fields.label))
        continue;
      reprise_backup_list_builder_add (kept, &fields);
      reprise_backup_list_builder_add (shown, &fields);
      self->n_backups++;
    }
  g_ptr_array_add (self->lists, reprise_backup_list_builder_end (kept));
  if (self->first == NULL)
    self->first = copy_with (page, NULL, FALSE);
  list = reprise_backup_list_builder_end (shown);
  return copy_with (page, list, FALSE);
}

/**
 * reprise_cloud_inventory_pages_get_n_backups:
 * @self: an inventory
 *
 * Returns: how many different backups have come so far
 */
guint
reprise_cloud_inventory_pages_get_n_backups (RepriseCloudInventoryPages *self)
{
  return self->n_backups;
}

/**
 * reprise_cloud_inventory_pages_join:
 * @self: an inventory with at least one page
 * @is_complete: whether nothing is missing
 *
 * Returns: (transfer full): all of it, the oldest backup first
 */
RepriseInventory *
reprise_cloud_inventory_pages_join (RepriseCloudInventoryPages *self, gboolean is_complete)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();
  g_autoptr (RepriseBackupList) list = NULL;

  g_return_val_if_fail (self->first != NULL, NULL);

  for (guint i = self->lists->len; i > 0; i--)
    {
      GListModel *page = g_ptr_array_index (self->lists, i - 1);

      for (guint j = g_list_model_get_n_items (page); j > 0; j--)
        {
          g_autoptr (RepriseBackup) backup = g_list_model_get_item (page, j - 1);
          RepriseBackupFields fields;

          reprise_backup_get_fields (backup, &fields);
          reprise_backup_list_builder_add (builder, &fields);
        }
    }
  list = reprise_backup_list_builder_end (builder);
  return copy_with (self->first, list, is_complete);
}
