/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inventory of one node in one repository, read page by page. */

#pragma once

#include "cloud/reprise-cloud-session.h"
#include "restore/reprise-backend.h"

G_BEGIN_DECLS

/* Backups asked for at a time; about 600 KB. */
#define REPRISE_CLOUD_INVENTORY_PAGE_ROWS 1000
/* A page with fewer rows is the last, whatever was asked for: no list of the service is known to
 * stop below that. */
#define REPRISE_CLOUD_INVENTORY_SHORT_ROWS 100
/* Where paging ends for good, in case a service never does. */
#define REPRISE_CLOUD_INVENTORY_MAX_PAGES 1000

void reprise_cloud_inventory_async (RepriseCloudSession *session,
                                    const RepriseInventoryRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean reprise_cloud_inventory_finish (RepriseCloudSession *session,
                                         GAsyncResult *result,
                                         RepriseInventory **inventory,
                                         GPtrArray **problems,
                                         GError **error);

G_END_DECLS
