/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of an inventory, as a request asks for it. */

#include "config.h"

#include "lab/reprise-lab-inventory.h"

/**
 * reprise_lab_inventory_select:
 * @inventory: a whole inventory, oldest backup first
 * @backup_type: only backups of that type; %REPRISE_BACKUP_TYPE_UNKNOWN for any
 * @page: which of them
 *
 * Returns: (transfer full) (element-type RepriseBackup): that part of its backups
 */
GPtrArray *
reprise_lab_inventory_select (RepriseInventory *inventory,
                              RepriseBackupType backup_type,
                              const RepriseLabPage *page)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_backups = reprise_inventory_get_n_backups (inventory);
  guint n_passed = 0;

  for (guint i = 0; i < n_backups && selected->len < page->limit; i++)
    {
      g_autoptr (RepriseBackup) backup =
                     reprise_inventory_get_backup (inventory,
                                                   page->descending ? n_backups - 1 - i : i);

      if (backup_type != REPRISE_BACKUP_TYPE_UNKNOWN &&
          reprise_backup_get_backup_type (backup) != backup_type)
        continue;
      if (n_passed++ >= page->offset)
        g_ptr_array_add (selected, g_steal_pointer (&backup));
    }
  return selected;
}
