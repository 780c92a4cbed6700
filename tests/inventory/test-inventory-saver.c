/* SPDX-License-Identifier: GPL-3.0-or-later
 * Saving an account from any backend: all of it, or all that could be had. */

#include "config.h"

#include "inventory/reprise-inventory-saver.h"

#include "inventory-support.h"

#include "model/reprise-repository.h"
#include "support/reprise-stub-backend.h"

static void
put_database (RepriseStubBackend *stub, const char *id, const char *node_name)
{
  RepriseNodeFields node_fields = { .name = node_name };
  g_autoptr (RepriseNode) node = reprise_node_new (&node_fields);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = NULL;

  g_ptr_array_add (nodes, node);
  fields.id = id;
  fields.name = id;
  fields.cluster_id = "c1";
  fields.nodes = nodes;
  database = reprise_database_new (&fields);
  reprise_stub_backend_put_database (stub, database);
}

static void
put_inventory (RepriseStubBackend *stub, const char *node_name)
{
  RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackupList) backups = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;

  backup.label = "20260101-000000F";
  backups = reprise_backup_list_new (&backup, 1);
  fields.repository_id = "r1";
  fields.node_name = node_name;
  fields.backups = backups;
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  reprise_stub_backend_put_inventory (stub, inventory);
}

static RepriseStubBackend *
make_backend (void)
{
  RepriseStubBackend *stub = reprise_stub_backend_new ();
  RepriseTenantFields tenant_fields = REPRISE_TENANT_FIELDS_INIT;
  RepriseClusterFields cluster_fields = REPRISE_CLUSTER_FIELDS_INIT;
  RepriseRepositoryFields repository_fields = REPRISE_REPOSITORY_FIELDS_INIT;
  g_autoptr (RepriseTenant) tenant = NULL;
  g_autoptr (RepriseCluster) cluster = NULL;
  g_autoptr (RepriseRepository) repository = NULL;

  tenant_fields.id = "t1";
  tenant_fields.name = "Acme";
  tenant = reprise_tenant_new (&tenant_fields);
  reprise_stub_backend_set_tenant (stub, tenant);
  cluster_fields.id = "c1";
  cluster_fields.name = "eu";
  cluster = reprise_cluster_new (&cluster_fields);
  reprise_stub_backend_put_cluster (stub, cluster);
  repository_fields.id = "r1";
  repository_fields.database_id = "shop";
  repository = reprise_repository_new (&repository_fields);
  reprise_stub_backend_put_repository (stub, repository);
  put_database (stub, "shop", "n1");
  put_database (stub, "blog", "n2");
  put_inventory (stub, "n1");
  put_inventory (stub, "n2");
  return stub;
}

static gboolean
save (RepriseStubBackend *stub,
      const char *database_id,
      GFile *file,
      GPtrArray **problems,
      GError **error)
{
  g_autoptr (RepriseInventorySaver) saver =
                 reprise_inventory_saver_new (REPRISE_BACKEND (stub), database_id);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_saved;

  reprise_inventory_saver_save_async (saver, file, NULL, keep_result_cb, &result);
  is_saved = reprise_inventory_saver_save_finish (saver, await (&result), problems, error);
  if (is_saved)
    g_assert_cmpfloat (reprise_inventory_saver_get_fraction (saver), ==, 1);
  return is_saved;
}

static RepriseFileBackend *
open_saved (GFile *file)
{
  g_autoptr (GError) error = NULL;
  RepriseFileBackend *backend = open_file (file, &error);

  g_assert_no_error (error);
  await_loaded (backend);
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_INTACT);
  return backend;
}

/* A whole account is saved, and what is opened again has the same backups. */
static void
test_inventory_saver_account (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (RepriseStubBackend) stub = make_backend ();
  g_autoptr (RepriseFileBackend) backend = NULL;
  g_autoptr (GPtrArray) databases = NULL, problems = NULL;
  g_autoptr (RepriseInventory) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  reprise_stub_backend_set_now (stub, REPRISE_INSTANT_SECOND * 1000);
  g_assert_true (save (stub, NULL, file, &problems, &error));
  g_assert_no_error (error);
  backend = open_saved (file);
  databases = list_databases (backend);
  g_assert_cmpuint (databases->len, ==, 2);
  first = read_inventory (backend, "r1", "n1", NULL, &error);
  second = read_inventory (backend, "r1", "n2", NULL, &error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (first), ==, 1);
  g_assert_cmpuint (reprise_inventory_get_n_backups (second), ==, 1);
  g_assert_true (reprise_inventory_get_is_complete (first));
  g_assert_cmpint (reprise_backend_get_captured_at (REPRISE_BACKEND (backend)),
                   ==,
                   REPRISE_INSTANT_SECOND * 1000);
  remove_folder (folder);
}

/* Of one database nothing else is saved. */
static void
test_inventory_saver_database (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (RepriseStubBackend) stub = make_backend ();
  g_autoptr (RepriseFileBackend) backend = NULL;
  g_autoptr (GPtrArray) databases = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (save (stub, "shop", file, NULL, &error));
  g_assert_no_error (error);
  backend = open_saved (file);
  databases = list_databases (backend);
  g_assert_cmpuint (databases->len, ==, 1);
  g_assert_cmpstr (reprise_database_get_id (databases->pdata[0]), ==, "shop");
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_null (strstr (text, "blog"));
  remove_folder (folder);
}

/* What could not be read is named, there and in the file, and the rest is saved. */
static void
test_inventory_saver_names_failures (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (RepriseStubBackend) stub = make_backend ();
  g_autoptr (RepriseFileBackend) backend = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (RepriseInventory) first = NULL;
  g_autoptr (GError) error = NULL, failure = NULL;
  gboolean is_named = FALSE;

  reprise_stub_backend_fail_node (stub,
                                  "n2",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "the store does not answer");
  g_assert_true (save (stub, NULL, file, &problems, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    is_named |= g_str_equal (problems->pdata[i],
                             "Reading the backups of ‘n2’ of ‘blog’: the store does not answer");
  g_assert_true (is_named);
  backend = open_saved (file);
  g_assert_true (g_strv_contains (reprise_file_backend_get_problems (backend),
                                  "Reading the backups of ‘n2’ of ‘blog’: the store does not "
                                  "answer"));
  first = read_inventory (backend, "r1", "n1", NULL, &error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (first), ==, 1);
  g_assert_null (read_inventory (backend, "r1", "n2", NULL, &failure));
  g_assert_cmpstr (failure->message, ==, "the store does not answer");
  remove_folder (folder);
}

/* Without the databases nothing is saved, and an old file stays. */
static void
test_inventory_saver_fails (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (RepriseStubBackend) stub = make_backend ();
  g_autoptr (GError) error = NULL;

  reprise_stub_backend_fail (stub,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_UNAUTHORIZED,
                             "no");
  g_assert_false (save (stub, NULL, file, NULL, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (count_files (folder), ==, 0);
  remove_folder (folder);
}

/* It can be cancelled at any step; then no file appears. */
static void
test_inventory_saver_cancelled (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (RepriseStubBackend) stub = make_backend ();
  g_autoptr (RepriseInventorySaver) saver =
                 reprise_inventory_saver_new (REPRISE_BACKEND (stub), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_stub_backend_hold (stub, REPRISE_STUB_STORES);
  reprise_inventory_saver_save_async (saver, file, cancellable, keep_result_cb, &result);
  while (reprise_stub_backend_count_held (stub, REPRISE_STUB_STORES) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (reprise_inventory_saver_get_step (saver), ==, "Reading the backup stores");
  g_assert_cmpfloat (reprise_inventory_saver_get_fraction (saver), <, 1);
  g_cancellable_cancel (cancellable);
  reprise_stub_backend_release (stub, REPRISE_STUB_STORES);
  g_assert_false (reprise_inventory_saver_save_finish (saver, await (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inventory/inventory-saver/account", test_inventory_saver_account);
  g_test_add_func ("/inventory/inventory-saver/database", test_inventory_saver_database);
  g_test_add_func ("/inventory/inventory-saver/names-failures",
                   test_inventory_saver_names_failures);
  g_test_add_func ("/inventory/inventory-saver/fails", test_inventory_saver_fails);
  g_test_add_func ("/inventory/inventory-saver/cancelled", test_inventory_saver_cancelled);
  return g_test_run ();
}
