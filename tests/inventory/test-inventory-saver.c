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
save (gpointer backend, const char *database_id, GFile *file, GPtrArray **problems, GError **error)
{
  g_autoptr (RepriseInventorySaver) saver = reprise_inventory_saver_new (backend, database_id);
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

/* An account that was captured once, of which one node was read an hour earlier. */
static RepriseSavedAccount *
make_account (void)
{
  RepriseSavedAccount *account = reprise_saved_account_new ();
  RepriseRepositoryFields repository_fields = REPRISE_REPOSITORY_FIELDS_INIT;
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  RepriseNodeFields node_fields = { .name = "n1" };
  RepriseInventoryFields inventory_fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseNode) node = reprise_node_new (&node_fields);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseSavedInventory *saved;

  account->captured_at = REPRISE_INSTANT_SECOND * 7200;
  account->source_title = g_strdup ("Acme");
  account->source_address = g_strdup ("https://api.example.com");
  g_ptr_array_add (account->problems, g_strdup ("Reading the clusters: no answer"));
  g_ptr_array_add (nodes, node);
  fields.id = fields.name = "shop";
  fields.nodes = nodes;
  g_ptr_array_add (account->databases, reprise_database_new (&fields));
  repository_fields.id = "r1";
  repository_fields.database_id = "shop";
  g_ptr_array_add (account->repositories, reprise_repository_new (&repository_fields));
  inventory_fields.repository_id = "r1";
  inventory_fields.node_name = "n1";
  inventory = reprise_inventory_new (&inventory_fields);
  saved = reprise_saved_inventory_new ("r1", "n1", inventory);
  saved->captured_at = REPRISE_INSTANT_SECOND * 3600;
  g_ptr_array_add (account->inventories, saved);
  return account;
}

static char *
dup_saved_text (RepriseSavedAccount *account)
{
  g_autoptr (GBytes) bytes = reprise_random_account_save (account);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_contains (GFile *file, const char *part)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  if (strstr (text, part) == NULL)
    g_error ("‘%s’ is not in %s", part, text);
}

/* A copy of a file is no newer than the file, is from where that is from, and says what is missing
 * from it. */
static void
test_inventory_saver_copy (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (GFile) copy = g_file_get_child (folder, "b.reprise.json");
  g_autoptr (RepriseSavedAccount) account = make_account ();
  g_autofree char *text = dup_saved_text (account);
  g_autoptr (RepriseFileBackend) backend = NULL;
  g_autoptr (RepriseFileBackend) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
  backend = open_file (file, &error);
  g_assert_true (save (REPRISE_BACKEND (backend), NULL, copy, NULL, &error));
  g_assert_no_error (error);
  assert_contains (copy, "\"captured_at\":\"1970-01-01T02:00:00Z\"");
  assert_contains (copy, "{\"title\":\"Acme\",\"address\":\"https://api.example.com\"}");
  assert_contains (copy, "\"captured_at\":\"1970-01-01T01:00:00Z\"");
  again = open_saved (copy);
  g_assert_true (g_strv_contains (reprise_file_backend_get_problems (again),
                                  "Reading the clusters: no answer"));
  inventory = read_inventory (again, "r1", "n1", &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0],
                   ==,
                   "These backups were read earlier than the rest, at 1970-01-01T01:00:00Z.");
  remove_folder (folder);
}

/* A file that does not say when it was captured does not become one of now. */
static void
test_inventory_saver_copy_undated (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) copy = g_file_get_child (folder, "b.reprise.json");
  g_autoptr (RepriseSavedAccount) account = make_account ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RepriseFileBackend) backend = NULL;
  g_autoptr (RepriseFileBackend) again = NULL;
  g_autoptr (GError) error = NULL;

  account->captured_at = REPRISE_INSTANT_NONE;
  bytes = reprise_random_account_save (account);
  backend = open_stream (bytes, &error);
  g_assert_true (save (REPRISE_BACKEND (backend), "shop", copy, NULL, &error));
  g_assert_no_error (error);
  again = open_saved (copy);
  g_assert_cmpint (reprise_backend_get_captured_at (REPRISE_BACKEND (again)),
                   ==,
                   REPRISE_INSTANT_NONE);
  remove_folder (folder);
}

/* What was altered or cut off never becomes a file that looks intact, and a file that was there is
 * as it was. */
static void
test_inventory_saver_copy_altered (void)
{
  g_autoptr (RepriseSavedAccount) account = make_account ();
  g_autofree char *text = dup_saved_text (account);
  g_autofree char *altered = g_strdup (text);
  g_autofree char *cut = g_strndup (text, strlen (text) - 90);
  const char *const cases[] = { altered, cut };

  memcpy (strstr (altered, "shop"), "shot", 4);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint is_read = 0; is_read < 2; is_read++)
      {
        g_autoptr (GFile) folder = make_folder ();
        g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
        g_autoptr (GFile) copy = g_file_get_child (folder, "b.reprise.json");
        g_autoptr (RepriseFileBackend) backend = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *kept = NULL;

        g_assert_true (g_file_set_contents (g_file_peek_path (file), cases[i], -1, NULL));
        g_assert_true (g_file_set_contents (g_file_peek_path (copy), "old", -1, NULL));
        backend = open_file (file, &error);
        g_assert_no_error (error);
        if (is_read)
          await_loaded (backend);
        g_assert_false (save (REPRISE_BACKEND (backend), NULL, copy, NULL, &error));
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
        g_assert_nonnull (strstr (error->message, "copy the file itself"));
        g_assert_true (g_file_load_contents (copy, NULL, &kept, NULL, NULL, NULL));
        g_assert_cmpstr (kept, ==, "old");
        g_assert_cmpuint (count_files (folder), ==, 2);
        remove_folder (folder);
      }
}

/* A document of pgBackRest becomes a file of ours that is as old as the document, and from there.
 */
static void
test_inventory_saver_copy_pgbackrest (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "wire", "info-two-repos.json", NULL);
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) copy = g_file_get_child (folder, "b.reprise.json");
  g_autoptr (RepriseFileBackend) backend = NULL;
  g_autoptr (RepriseFileBackend) again = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  backend = open_file (file, &error);
  g_assert_true (save (REPRISE_BACKEND (backend), NULL, copy, NULL, &error));
  g_assert_no_error (error);
  again = open_saved (copy);
  g_assert_cmpint (reprise_backend_get_captured_at (REPRISE_BACKEND (again)),
                   ==,
                   reprise_backend_get_captured_at (REPRISE_BACKEND (backend)));
  g_assert_cmpstr (reprise_file_backend_get_source (again), ==, "info-two-repos.json");
  g_assert_null (reprise_file_backend_get_problems (again)[0]);
  before = list_databases (backend);
  after = list_databases (again);
  g_assert_cmpuint (after->len, ==, before->len);
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
  g_test_add_func ("/inventory/inventory-saver/copy", test_inventory_saver_copy);
  g_test_add_func ("/inventory/inventory-saver/copy-undated", test_inventory_saver_copy_undated);
  g_test_add_func ("/inventory/inventory-saver/copy-altered", test_inventory_saver_copy_altered);
  g_test_add_func ("/inventory/inventory-saver/copy-pgbackrest",
                   test_inventory_saver_copy_pgbackrest);
  return g_test_run ();
}
