/* SPDX-License-Identifier: GPL-3.0-or-later
 * An inventory as its pages come in, the newest backup first: what is new in each, and the whole.
 */

#pragma once

#include "model/reprise-inventory.h"

G_BEGIN_DECLS

/**
 * RepriseCloudInventoryPages:
 *
 * Belongs to one thread at a time, and shares nothing with the inventories it hands out.
 */
typedef struct _RepriseCloudInventoryPages RepriseCloudInventoryPages;

RepriseCloudInventoryPages *reprise_cloud_inventory_pages_new (void);
void reprise_cloud_inventory_pages_free (RepriseCloudInventoryPages *self);
RepriseInventory *reprise_cloud_inventory_pages_add (RepriseCloudInventoryPages *self,
                                                     RepriseInventory *page);
guint reprise_cloud_inventory_pages_get_n_backups (RepriseCloudInventoryPages *self);
RepriseInventory *reprise_cloud_inventory_pages_join (RepriseCloudInventoryPages *self,
                                                      gboolean is_complete);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCloudInventoryPages, reprise_cloud_inventory_pages_free)

G_END_DECLS
