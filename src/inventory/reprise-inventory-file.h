/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventory files on disk, written whole or not at all. */

#pragma once

#include "wire/reprise-saved-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_INVENTORY_FILE_SUFFIX ".reprise.json"

void reprise_inventory_file_tidy (GFile *folder);
gboolean reprise_inventory_file_forget (GFile *folder, GError **error);
void reprise_inventory_file_save_async (GFile *file,
                                        RepriseSavedAccount *account,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean reprise_inventory_file_save_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
