/* SPDX-License-Identifier: GPL-3.0-or-later
 * Those who asked for an inventory that is still being read. */

#pragma once

#include "restore/reprise-backend.h"
#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

/**
 * RepriseInventoryWaiters:
 *
 * Keeps the tasks of reprise_backend_read_inventory_async() until what they ask for is there, and
 * hands over its first backups meanwhile.
 */
typedef struct _RepriseInventoryWaiters RepriseInventoryWaiters;

RepriseInventoryWaiters *reprise_inventory_waiters_new (void);
void reprise_inventory_waiters_free (RepriseInventoryWaiters *self);
void reprise_inventory_waiters_add (RepriseInventoryWaiters *self,
                                    const RepriseInventoryRequest *request,
                                    GTask *task);
void reprise_inventory_waiters_tell_page (RepriseInventoryWaiters *self,
                                          const char *repository_id,
                                          const char *node_name,
                                          RepriseInventory *page,
                                          guint n_backups);
void reprise_inventory_waiters_answer (RepriseInventoryWaiters *self,
                                       const RepriseSavedInventory *saved);
void reprise_inventory_waiters_answer_all (RepriseInventoryWaiters *self, GPtrArray *inventories);

G_END_DECLS
