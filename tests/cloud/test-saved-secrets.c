/* SPDX-License-Identifier: GPL-3.0-or-later
 * No secret of a service gets to the disk: not into a saved file, and not into what is kept. */

#include "config.h"

#include "cloud-fixture.h"

#include "inventory/reprise-caching-backend.h"
#include "inventory/reprise-inventory-saver.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOST_SECONDS 30
#define INVENTORY "/byoc/v1/backup-repositories/" CLOUD_REPOSITORY "/n1"

/* What a service may tell beside what is asked for, wherever it likes to. */
#define PLANTED                                                                                    \
  "\"password\":\"PLANTED-password\",\"service_key\":\"PLANTED-service-key\","                     \
  "\"access_key\":{\"id\":\"x\",\"secret\":\"PLANTED-access-key\"},"                               \
  "\"token\":\"PLANTED-token\",\"cipher_pass\":\"PLANTED-cipher\","                                \
  "\"connection\":{\"username\":\"app\",\"password\":\"PLANTED-connection\",\"port\":5432,"        \
  "\"database\":\"shop\",\"host\":\"n1.example\","                                                 \
  "\"uri\":\"postgresql://app:PLANTED-uri@n1.example/shop\"}"

#define DATABASE                                                                                   \
  "{" PLANTED ",\"id\":\"" CLOUD_DATABASE "\",\"cluster_id\":\"" CLOUD_CLUSTER                     \
  "\",\"name\":\"shop\",\"status\":\"available\",\"roles\":[{\"name\":\"admin\",\"password\":"     \
  "\"PLANTED-role\"}],\"backups\":{\"provider\":\"pgbackrest\",\"config\":[{\"id\":\"c\","         \
  "\"node_name\":\"n1\"," PLANTED ",\"repositories\":[{\"id\":\"" CLOUD_REPOSITORY                 \
  "\",\"s3_key_secret\":\"PLANTED-s3\"," PLANTED                                                   \
  "}]}]},\"nodes\":[{\"name\":\"n1\",\"location\":{\"latitude\":1,\"longitude\":2}," PLANTED "}]}"

static const struct
{
  const char *path;
  const char *body;
} routes[] = {
  { "/account/v1/tenants", "[{\"id\":\"t\",\"name\":\"Acme\"," PLANTED "}]" },
  { "/byoc/v1/clusters?limit=100&offset=0",
    "[{\"id\":\"" CLOUD_CLUSTER "\",\"name\":\"one\",\"status\":\"available\",\"cloud_account\":{"
    "\"id\":\"a\",\"name\":\"aws\"," PLANTED "}," PLANTED "}]" },
  { "/byoc/v1/clusters/" CLOUD_CLUSTER "/nodes", "[{\"id\":\"m\",\"name\":\"n1\"," PLANTED "}]" },
  { "/byoc/v1/backup-stores?limit=100&offset=0",
    "[{\"id\":\"s\",\"name\":\"store\",\"properties\":{" PLANTED "}," PLANTED "}]" },
  { "/byoc/v1/databases?limit=100&offset=0", "[" DATABASE "]" },
  { "/byoc/v1/databases/" CLOUD_DATABASE, DATABASE },
  { "/byoc/v1/backup-repositories?database_id=" CLOUD_DATABASE "&limit=100&offset=0",
    "[{\"id\":\"" CLOUD_REPOSITORY "\",\"database_id\":\"" CLOUD_DATABASE
    "\",\"type\":\"s3\"," PLANTED "}]" },
  { INVENTORY "?backup_limit=1000&backup_offset=0&descending=true",
    "{\"backup_repository_id\":\"" CLOUD_REPOSITORY "\",\"database_id\":\"" CLOUD_DATABASE
    "\",\"node_name\":\"n1\",\"status\":\"ok\"," PLANTED
    ",\"backups\":[{\"label\":\"20260101-000000F\",\"type\":\"full\"," PLANTED "}]}" },
};

static void
serve_all (RepriseMockService *service)
{
  reprise_mock_service_grant_token (service);
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    reprise_mock_reply_set_repeated (
        reprise_mock_service_expect (service, "GET", routes[i].path, 200, routes[i].body));
}

static void
assert_without (const char *path, const char *secret)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  if (memmem (text, length, secret, strlen (secret)) != NULL)
    g_error ("‘%s’ is in %s: %s", secret, path, text);
}

/* Every file of the folder is read, byte by byte, and removed. */
static guint
search_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      assert_without (path, "PLANTED");
      assert_without (path, CLOUD_CLIENT_SECRET);
      assert_without (path, REPRISE_MOCK_TOKEN);
      g_unlink (path);
      n_files++;
    }
  g_rmdir (folder);
  return n_files;
}

/* The search is good for something only if all of it was saved. */
static void
assert_whole (const char *path)
{
  static const char *const parts[] = { "Acme",     "\"one\"",        "\"store\"",
                                       "\"shop\"", CLOUD_REPOSITORY, "20260101-000000F" };
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("‘%s’ is not in %s", parts[i], text);
}

static void
save_whole (CloudFixture *fixture, RepriseBackend *backend, const char *path)
{
  g_autoptr (RepriseInventorySaver) saver = reprise_inventory_saver_new (backend, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_inventory_saver_save_async (saver, file, NULL, cloud_fixture_keep_cb, fixture);
  result = cloud_fixture_await (fixture);
  g_assert_true (reprise_inventory_saver_save_finish (saver, result, NULL, &error));
  g_assert_no_error (error);
}

/* A whole account that is saved holds what it says, and nothing of what it must not. */
static void
test_saved_secrets_file (CloudFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("reprise-secrets-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.reprise.json", NULL);

  serve_all (fixture->service);
  save_whole (fixture, fixture->backend, path);
  assert_whole (path);
  g_assert_cmpuint (search_folder (folder), ==, 1);
}

/* Nor does what is kept for the next start, whatever was asked; credentials that somebody reads are
 * not kept at all. */
static void
test_saved_secrets_cache (CloudFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("reprise-secrets-XXXXXX", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autofree char *kept = g_build_filename (cache, "kept.reprise.json", NULL);
  g_autofree char *path = g_build_filename (folder, "a.reprise.json", NULL);
  RepriseCacheKeeper *keeper = reprise_cache_keeper_new (cache);
  RepriseCachingBackend *caching =
      reprise_caching_backend_new (fixture->backend, keeper, "kept.reprise.json");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RepriseCredentials *credentials;

  serve_all (fixture->service);
  reprise_backend_read_credentials_async (REPRISE_BACKEND (caching),
                                          CLOUD_DATABASE,
                                          "n1",
                                          NULL,
                                          NULL,
                                          cloud_fixture_keep_cb,
                                          fixture);
  result = cloud_fixture_await (fixture);
  credentials = reprise_backend_read_credentials_finish (REPRISE_BACKEND (caching), result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (credentials->password, ==, "PLANTED-connection");
  reprise_credentials_free (credentials);
  /* Asks for everything. */
  save_whole (fixture, REPRISE_BACKEND (caching), path);
  g_clear_object (&result);
  g_assert_finalize_object (caching);
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_finalize_object (keeper);
  assert_whole (kept);
  g_assert_cmpuint (search_folder (cache), ==, 1);
  g_assert_cmpuint (search_folder (folder), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CLOUD_TEST ("/cloud/saved-secrets/file", test_saved_secrets_file);
  CLOUD_TEST ("/cloud/saved-secrets/cache", test_saved_secrets_cache);
  return g_test_run ();
}
