/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a whole account, or one database of it, from any backend. */

#pragma once

#include "restore/reprise-backend.h"
#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_INVENTORY_SAVER (reprise_inventory_saver_get_type ())
G_DECLARE_FINAL_TYPE (RepriseInventorySaver,
                      reprise_inventory_saver,
                      REPRISE,
                      INVENTORY_SAVER,
                      GObject)

RepriseInventorySaver *reprise_inventory_saver_new (RepriseBackend *backend,
                                                    const char *database_id);
void reprise_inventory_saver_save_async (RepriseInventorySaver *self,
                                         GFile *file,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean reprise_inventory_saver_save_finish (RepriseInventorySaver *self,
                                              GAsyncResult *result,
                                              GPtrArray **problems,
                                              GError **error);
double reprise_inventory_saver_get_fraction (RepriseInventorySaver *self);
const char *reprise_inventory_saver_get_step (RepriseInventorySaver *self);

G_END_DECLS
