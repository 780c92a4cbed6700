/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as an answer of the service, a request, or a file of our own; the first byte says
 * which.
 */

#include "config.h"

#include "fuzz-target.h"

#include "wire/reprise-access-token-codec.h"
#include "wire/reprise-backup-request-codec.h"
#include "wire/reprise-cluster-codec.h"
#include "wire/reprise-cluster-node-codec.h"
#include "wire/reprise-connection-file-codec.h"
#include "wire/reprise-database-codec.h"
#include "wire/reprise-inventory-codec.h"
#include "wire/reprise-repository-codec.h"
#include "wire/reprise-restore-request-codec.h"
#include "wire/reprise-service-error-table.h"
#include "wire/reprise-store-codec.h"
#include "wire/reprise-task-codec.h"
#include "wire/reprise-tenant-codec.h"

typedef GPtrArray *(*ListDecode) (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);

static const ListDecode lists[] = {
  reprise_cluster_list_decode,    reprise_cluster_node_list_decode, reprise_database_list_decode,
  reprise_repository_list_decode, reprise_store_list_decode,        reprise_task_list_decode,
  reprise_tenant_list_decode,
};

static void
decode_list (ListDecode decode, GBytes *body)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;
  g_autoptr (GPtrArray) objects = decode (body, &n_rows, problems, &error);

  g_assert_true ((objects == NULL) == (error != NULL));
  if (objects != NULL)
    g_assert_cmpuint (objects->len, <=, n_rows);
}

/* What was read is written, and that is read again and written the same. */
static void
decode_inventory (GBytes *body)
{
  g_autoptr (RepriseInventory) inventory = reprise_inventory_decode (body, TRUE, NULL, NULL, NULL);
  g_autoptr (RepriseInventory) again = NULL;
  g_autoptr (GBytes) written = NULL, written_again = NULL;
  g_autoptr (GError) error = NULL;

  if (inventory == NULL)
    return;
  written = reprise_inventory_encode (inventory, NULL);
  again = reprise_inventory_decode (written, TRUE, NULL, NULL, &error);
  g_assert_no_error (error);
  written_again = reprise_inventory_encode (again, NULL);
  g_assert_true (g_bytes_equal (written, written_again));
}

static void
decode_requests (GBytes *body)
{
  g_autoptr (RepriseRestoreRequest) restore = reprise_restore_request_decode (body, NULL);
  g_autoptr (RepriseBackupRequest) backup = reprise_backup_request_decode (body, NULL);
  g_autoptr (RepriseAccessToken) token = reprise_access_token_decode (body, NULL);
  g_autoptr (RepriseConnectionFile) file = reprise_connection_file_decode (body, NULL);
  g_autoptr (GBytes) written = NULL;

  if (restore != NULL)
    written = reprise_restore_request_encode (restore);
}

static void
decode_errors (GBytes *body)
{
  g_autoptr (GError) refused = reprise_service_error_decode (409, body, "application/json");
  g_autoptr (GError) failed = reprise_service_error_decode (500, body, "text/html");

  g_assert_nonnull (refused);
  g_assert_nonnull (failed);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = size == 0 ? NULL : g_bytes_new (data + 1, size - 1);
  guint choice = size == 0 ? 0 : data[0] % (G_N_ELEMENTS (lists) + 3);

  if (body == NULL)
    return 0;
  if (choice < G_N_ELEMENTS (lists))
    decode_list (lists[choice], body);
  else if (choice == G_N_ELEMENTS (lists))
    decode_inventory (body);
  else if (choice == G_N_ELEMENTS (lists) + 1)
    decode_requests (body);
  else
    decode_errors (body);
  return 0;
}
