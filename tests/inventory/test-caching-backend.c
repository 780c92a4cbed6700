/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is answered when the service is there, when it is not, and when it comes back. */

#include "config.h"

#include "inventory/reprise-caching-backend.h"

#include "inventory/reprise-inventory-saver.h"

#include "inventory-support.h"

#include "model/reprise-repository.h"
#include "restore/reprise-backend-answer.h"
#include "support/reprise-stub-backend.h"

typedef struct
{
  RepriseStubBackend *stub;
  GFile *folder;
  GFile *file;
  RepriseCacheKeeper *keeper; /* NULL where nothing is kept */
  RepriseCachingBackend *backend;
} Fixture;

static void
put_database (RepriseStubBackend *stub, const char *id)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = NULL;

  fields.id = fields.name = id;
  database = reprise_database_new (&fields);
  reprise_stub_backend_put_database (stub, database);
}

static void
put_inventory (RepriseStubBackend *stub)
{
  RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseBackupList) backups = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;

  backup.label = "20260101-000000F";
  backups = reprise_backup_list_new (&backup, 1);
  fields.repository_id = "r1";
  fields.node_name = "n1";
  fields.backups = backups;
  inventory = reprise_inventory_new (&fields);
  reprise_stub_backend_put_inventory (stub, inventory);
}

static void
make_caching (Fixture *fixture)
{
  fixture->backend = reprise_caching_backend_new (REPRISE_BACKEND (fixture->stub),
                                                  fixture->keeper,
                                                  "cache.reprise.json");
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  RepriseTenantFields tenant_fields = REPRISE_TENANT_FIELDS_INIT;
  g_autoptr (RepriseTenant) tenant = NULL;

  tenant_fields.id = "t1";
  tenant_fields.name = "Acme";
  tenant = reprise_tenant_new (&tenant_fields);
  fixture->stub = reprise_stub_backend_new ();
  reprise_stub_backend_set_tenant (fixture->stub, tenant);
  reprise_stub_backend_set_now (fixture->stub, REPRISE_INSTANT_SECOND * 5000);
  put_database (fixture->stub, "shop");
  put_inventory (fixture->stub);
  fixture->folder = make_folder ();
  fixture->file = g_file_get_child (fixture->folder, "cache.reprise.json");
  if (data != NULL)
    fixture->keeper = reprise_cache_keeper_new (g_file_peek_path (fixture->folder));
  make_caching (fixture);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  /* A sign of life may still be on its way. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->backend);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (fixture->keeper != NULL)
    {
      g_assert_true (reprise_cache_keeper_finish (fixture->keeper, 30));
      g_assert_finalize_object (fixture->keeper);
    }
  g_assert_finalize_object (fixture->stub);
  remove_folder (fixture->folder);
  g_object_unref (fixture->file);
  g_object_unref (fixture->folder);
}

static void
fail_all (RepriseStubBackend *stub, RepriseServiceError code)
{
  for (guint call = 0; call < REPRISE_STUB_N_CALLS; call++)
    reprise_stub_backend_fail (stub, call, code, "no network");
}

static void
succeed_all (RepriseStubBackend *stub)
{
  for (guint call = 0; call < REPRISE_STUB_N_CALLS; call++)
    reprise_stub_backend_succeed (stub, call);
}

static void
count_changed_cb (guint *n_changed)
{
  ++*n_changed;
}

static void
await_live (Fixture *fixture, gboolean is_live)
{
  while (reprise_caching_backend_is_live (fixture->backend) != is_live)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns whether the answer was kept, and says since when and why. */
static gboolean
ask_databases (Fixture *fixture, RepriseInstant *read_at, const GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) databases = NULL;
  static GError *why;
  const GError *kept = NULL;
  gboolean is_kept;

  reprise_backend_list_databases_async (REPRISE_BACKEND (fixture->backend),
                                        NULL,
                                        keep_result_cb,
                                        &result);
  is_kept = reprise_backend_answer_get_kept (await (&result), read_at, &kept);
  g_clear_error (&why);
  *error = why = kept == NULL ? NULL : g_error_copy (kept);
  databases = reprise_backend_list_databases_finish (REPRISE_BACKEND (fixture->backend),
                                                     result,
                                                     NULL,
                                                     NULL);
  g_assert_nonnull (databases);
  return is_kept;
}

static guint
count_databases (Fixture *fixture)
{
  g_autoptr (GPtrArray) databases = list_databases (fixture->backend);

  return databases->len;
}

/* While the service answers, its answers are passed on, and something can be sent. */
static void
test_caching_backend_live (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend = REPRISE_BACKEND (fixture->backend);

  g_assert_cmpuint (count_databases (fixture), ==, 1);
  put_database (fixture->stub, "blog");
  g_assert_cmpuint (count_databases (fixture), ==, 2);
  g_assert_true (reprise_caching_backend_is_live (fixture->backend));
  g_assert_false (reprise_backend_is_read_only (backend));
  g_assert_cmpint (reprise_backend_get_captured_at (backend), ==, REPRISE_INSTANT_NONE);
}

/* When the network goes, what was read last is shown, marked with its age and the reason, and then
 * read-only; with the first sign of life all is as before. */
static void
test_caching_backend_network_goes (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend = REPRISE_BACKEND (fixture->backend);
  g_autoptr (RepriseInventory) before = NULL, kept = NULL;
  g_autoptr (GError) error = NULL;
  RepriseInstant read_at = REPRISE_INSTANT_NONE;
  const GError *why = NULL;
  guint n_changed = 0;

  g_signal_connect_swapped (backend, "changed", G_CALLBACK (count_changed_cb), &n_changed);
  g_assert_false (ask_databases (fixture, &read_at, &why));
  before = read_inventory (backend, "r1", "n1", NULL, &error);
  fail_all (fixture->stub, REPRISE_SERVICE_ERROR_TRANSPORT);
  g_assert_true (ask_databases (fixture, &read_at, &why));
  g_assert_cmpint (read_at, ==, REPRISE_INSTANT_SECOND * 5000);
  g_assert_error (why, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
  await_live (fixture, FALSE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (reprise_backend_is_read_only (backend));
  g_assert_error (reprise_caching_backend_get_error (fixture->backend),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_TRANSPORT);
  g_assert_cmpint (reprise_backend_get_captured_at (backend), ==, REPRISE_INSTANT_SECOND * 5000);
  kept = read_inventory (backend, "r1", "n1", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (kept == before);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_changed, ==, 1);
  succeed_all (fixture->stub);
  reprise_caching_backend_probe (fixture->backend);
  await_live (fixture, TRUE);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_null (reprise_caching_backend_get_error (fixture->backend));
  g_assert_cmpint (reprise_backend_get_captured_at (backend), ==, REPRISE_INSTANT_NONE);
  g_assert_false (ask_databases (fixture, &read_at, &why));
}

/* Whatever stands between the window and the service: no network, a certificate that is not the
 * service's, the page of a proxy, a service that is broken. */
static void
test_caching_backend_out_of_reach (Fixture *fixture, gconstpointer data)
{
  static const RepriseServiceError codes[] = {
    REPRISE_SERVICE_ERROR_TRANSPORT,     REPRISE_SERVICE_ERROR_TIMEOUT,
    REPRISE_SERVICE_ERROR_TLS,           REPRISE_SERVICE_ERROR_SERVER,
    REPRISE_SERVICE_ERROR_WRONG_ADDRESS, REPRISE_SERVICE_ERROR_PROTOCOL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      RepriseInstant read_at = REPRISE_INSTANT_NONE;
      const GError *why = NULL;

      g_assert_false (ask_databases (fixture, &read_at, &why));
      fail_all (fixture->stub, codes[i]);
      g_assert_true (ask_databases (fixture, &read_at, &why));
      g_assert_error (why, REPRISE_SERVICE_ERROR, (int) codes[i]);
      await_live (fixture, FALSE);
      g_assert_true (reprise_backend_is_read_only (REPRISE_BACKEND (fixture->backend)));
      succeed_all (fixture->stub);
      reprise_caching_backend_probe (fixture->backend);
      await_live (fixture, TRUE);
    }
}

/* What was read at one time is not made newer by what was read at another. */
static void
test_caching_backend_ages (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend = REPRISE_BACKEND (fixture->backend);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stores = NULL;
  RepriseInstant read_at = REPRISE_INSTANT_NONE;
  const GError *why = NULL;

  g_assert_false (ask_databases (fixture, &read_at, &why));
  reprise_stub_backend_set_now (fixture->stub, REPRISE_INSTANT_SECOND * 9000);
  reprise_backend_list_stores_async (backend, NULL, keep_result_cb, &result);
  stores = reprise_backend_list_stores_finish (backend, await (&result), NULL, NULL);
  g_assert_cmpuint (stores->len, ==, 0);
  fail_all (fixture->stub, REPRISE_SERVICE_ERROR_TRANSPORT);
  g_assert_true (ask_databases (fixture, &read_at, &why));
  g_assert_cmpint (read_at, ==, REPRISE_INSTANT_SECOND * 5000);
  g_clear_object (&result);
  g_clear_pointer (&stores, g_ptr_array_unref);
  reprise_backend_list_stores_async (backend, NULL, keep_result_cb, &result);
  g_assert_true (reprise_backend_answer_get_kept (await (&result), &read_at, &why));
  g_assert_cmpint (read_at, ==, REPRISE_INSTANT_SECOND * 9000);
  stores = reprise_backend_list_stores_finish (backend, result, NULL, NULL);
  g_assert_cmpuint (stores->len, ==, 0);
}

static GPtrArray *
ask_repositories (Fixture *fixture, const char *database_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RepriseBackend *backend = REPRISE_BACKEND (fixture->backend);

  reprise_backend_list_repositories_async (backend, database_id, NULL, keep_result_cb, &result);
  return reprise_backend_list_repositories_finish (backend, await (&result), NULL, error);
}

/* Of a database whose repositories were never asked for it is not known that it has none. */
static void
test_caching_backend_repositories (Fixture *fixture, gconstpointer data)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;
  g_autoptr (RepriseRepository) repository = NULL;
  g_autoptr (GPtrArray) asked = NULL, kept = NULL;
  g_autoptr (GError) error = NULL;

  fields.id = "r1";
  fields.database_id = "shop";
  repository = reprise_repository_new (&fields);
  reprise_stub_backend_put_repository (fixture->stub, repository);
  put_database (fixture->stub, "blog");
  g_assert_cmpuint (count_databases (fixture), ==, 2);
  asked = ask_repositories (fixture, "shop", &error);
  g_assert_cmpuint (asked->len, ==, 1);
  fail_all (fixture->stub, REPRISE_SERVICE_ERROR_TRANSPORT);
  kept = ask_repositories (fixture, "shop", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_null (ask_repositories (fixture, "blog", &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* One question that is not answered in time is no reason to do without the service. */
static void
test_caching_backend_one_fails (Fixture *fixture, gconstpointer data)
{
  RepriseInstant read_at = REPRISE_INSTANT_NONE;
  const GError *why = NULL;

  g_assert_false (ask_databases (fixture, &read_at, &why));
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_TIMEOUT,
                             "slow");
  g_assert_true (ask_databases (fixture, &read_at, &why));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (reprise_caching_backend_is_live (fixture->backend));
  g_assert_false (reprise_backend_is_read_only (REPRISE_BACKEND (fixture->backend)));
}

/* What the service itself refuses is passed on: that must not be hidden behind old rows. */
static void
test_caching_backend_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_databases (fixture), ==, 1);
  fail_all (fixture->stub, REPRISE_SERVICE_ERROR_UNAUTHORIZED);
  reprise_backend_list_databases_async (REPRISE_BACKEND (fixture->backend),
                                        NULL,
                                        keep_result_cb,
                                        &result);
  g_assert_null (reprise_backend_list_databases_finish (REPRISE_BACKEND (fixture->backend),
                                                        await (&result),
                                                        NULL,
                                                        &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_UNAUTHORIZED);
  g_assert_true (reprise_caching_backend_is_live (fixture->backend));
}

/* What was never read is an error when there is no network, not an empty list. */
static void
test_caching_backend_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fail_all (fixture->stub, REPRISE_SERVICE_ERROR_TRANSPORT);
  g_assert_null (read_inventory (REPRISE_BACKEND (fixture->backend), "r1", "n1", NULL, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
}

static gboolean
load (RepriseCachingBackend *backend, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  reprise_caching_backend_load_async (backend, NULL, keep_result_cb, &result);
  return reprise_caching_backend_load_finish (backend, await (&result), error);
}

/* At the next start what was read last is there before the service has answered. */
static void
test_caching_backend_next_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseInventory) inventory = NULL, kept = NULL;
  g_autoptr (GError) error = NULL, none = NULL;
  g_autofree char *text = NULL;

  g_assert_false (load (fixture->backend, &none));
  g_assert_error (none, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  count_databases (fixture);
  inventory = read_inventory (REPRISE_BACKEND (fixture->backend), "r1", "n1", NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->backend);
  g_assert_true (reprise_cache_keeper_finish (fixture->keeper, 30));
  g_assert_true (g_file_query_exists (fixture->file, NULL));
  fail_all (fixture->stub, REPRISE_SERVICE_ERROR_TRANSPORT);
  make_caching (fixture);
  g_assert_true (load (fixture->backend, &error));
  g_assert_no_error (error);
  g_assert_false (reprise_caching_backend_is_live (fixture->backend));
  g_assert_cmpuint (count_databases (fixture), ==, 1);
  kept = read_inventory (REPRISE_BACKEND (fixture->backend), "r1", "n1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (kept), ==, 1);
  g_assert_cmpint (reprise_backend_get_captured_at (REPRISE_BACKEND (fixture->backend)),
                   ==,
                   REPRISE_INSTANT_SECOND * 5000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What is saved while there is no network is as old as what was kept, each part of it. */
static void
test_caching_backend_saved (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend = REPRISE_BACKEND (fixture->backend);
  g_autoptr (RepriseInventorySaver) saver = reprise_inventory_saver_new (backend, NULL);
  g_autoptr (GAsyncResult) stores_result = NULL, result = NULL;
  g_autoptr (GPtrArray) stores = NULL, problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (count_databases (fixture), ==, 1);
  reprise_stub_backend_set_now (fixture->stub, REPRISE_INSTANT_SECOND * 9000);
  reprise_backend_list_stores_async (backend, NULL, keep_result_cb, &stores_result);
  stores = reprise_backend_list_stores_finish (backend, await (&stores_result), NULL, NULL);
  fail_all (fixture->stub, REPRISE_SERVICE_ERROR_TRANSPORT);
  reprise_caching_backend_probe (fixture->backend);
  await_live (fixture, FALSE);
  reprise_inventory_saver_save_async (saver, fixture->file, NULL, keep_result_cb, &result);
  g_assert_true (reprise_inventory_saver_save_finish (saver, await (&result), &problems, &error));
  g_assert_no_error (error);
  /* The tenant, the clusters and the repositories were never read. */
  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_true (g_file_load_contents (fixture->file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "\n\"captured_at\":\"1970-01-01T02:30:00Z\""));
  g_assert_nonnull (
      strstr (text, "{\"member\":\"databases\",\"captured_at\":\"1970-01-01T01:23:20Z\"}"));
  g_assert_null (strstr (text, "{\"member\":\"backup_stores\""));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A cache that is not as it was written is not shown. */
static void
test_caching_backend_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file),
                                      "{\"format\":\"reprise-inventory\",\"version\":1}",
                                      -1,
                                      NULL));
  g_assert_false (load (fixture->backend, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (reprise_caching_backend_is_live (fixture->backend));
}

#define ADD(name, function, keeps)                                                                 \
  g_test_add ("/inventory/caching-backend/" name,                                                  \
              Fixture,                                                                             \
              keeps,                                                                               \
              fixture_set_up,                                                                      \
              function,                                                                            \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("live", test_caching_backend_live, NULL);
  ADD ("network-goes", test_caching_backend_network_goes, NULL);
  ADD ("out-of-reach", test_caching_backend_out_of_reach, NULL);
  ADD ("ages", test_caching_backend_ages, NULL);
  ADD ("repositories", test_caching_backend_repositories, NULL);
  ADD ("one-fails", test_caching_backend_one_fails, NULL);
  ADD ("refusal", test_caching_backend_refusal, NULL);
  ADD ("unknown", test_caching_backend_unknown, NULL);
  ADD ("next-start", test_caching_backend_next_start, "a file");
  ADD ("saved", test_caching_backend_saved, NULL);
  ADD ("damaged", test_caching_backend_damaged, "a file");
  return g_test_run ();
}
