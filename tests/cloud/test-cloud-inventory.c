/* SPDX-License-Identifier: GPL-3.0-or-later
 * An inventory of many pages: what is shown on the way, and what is there in the end. */

#include "config.h"

#include "cloud-fixture.h"

#include <string.h>

#define PATH "/byoc/v1/backup-repositories/" CLOUD_REPOSITORY "/n1"

typedef struct
{
  guint n_pages;
  guint n_backups;
  GString *firsts;
  GCancellable *cancel_at_first;
} Progress;

/* A page from one number down to another, both ends included; the label says the number. */
static char *
inventory_json (int newest, int oldest)
{
  GString *json = g_string_new ("{\"database_id\":\"" CLOUD_DATABASE
                                "\",\"backup_repository_id\":\"" CLOUD_REPOSITORY
                                "\",\"node_name\":\"n1\",\"status\":\"ok\",\"status_code\":0,"
                                "\"pg_version\":\"16\",\"pg_system_id\":7381205846205943829,"
                                "\"archive_max_wal\":\"00000001000000000000001A\",\"backups\":[");

  for (int i = newest; i >= oldest; i--)
    g_string_append_printf (json,
                            "%s{\"label\":\"20240619-%06dF\",\"type\":\"full\",\"created_at\":"
                            "\"2024-06-19T19:58:03Z\",\"finished_at\":\"2024-06-19T20:01:12Z\","
                            "\"backup_size\":%d,\"error\":false}",
                            i < newest ? "," : "",
                            i,
                            i);
  return g_string_free (g_string_append (json, "]}"), FALSE);
}

static RepriseMockReply *
expect_page (CloudFixture *fixture, guint offset, int newest, int oldest)
{
  g_autofree char *target =
      g_strdup_printf (PATH "?backup_limit=1000&backup_offset=%u&descending=true", offset);
  g_autofree char *body = inventory_json (newest, oldest);

  return reprise_mock_service_expect (fixture->service, "GET", target, 200, body);
}

static void
page_cb (RepriseInventory *page, guint n_backups, gpointer user_data)
{
  Progress *progress = user_data;
  g_autoptr (RepriseBackup) first = reprise_inventory_get_backup (page, 0);

  progress->n_pages++;
  g_assert_cmpuint (n_backups, ==, progress->n_backups + reprise_inventory_get_n_backups (page));
  progress->n_backups = n_backups;
  g_assert_false (reprise_inventory_get_is_complete (page));
  g_assert_cmpstr (reprise_inventory_get_pg_version (page), ==, "16");
  if (progress->firsts != NULL)
    g_string_append_printf (progress->firsts, "%s ", reprise_backup_get_label (first));
  if (progress->cancel_at_first != NULL)
    g_cancellable_cancel (progress->cancel_at_first);
}

static void
begin (CloudFixture *fixture, const char *node_name, Progress *progress)
{
  RepriseInventoryRequest request = { 0 };

  request.repository_id = CLOUD_REPOSITORY;
  request.node_name = node_name;
  request.progress = progress != NULL ? page_cb : NULL;
  request.progress_data = progress;
  reprise_backend_read_inventory_async (fixture->backend,
                                        &request,
                                        fixture->cancellable,
                                        cloud_fixture_keep_cb,
                                        fixture);
}

static gboolean
end (CloudFixture *fixture, RepriseInventory **inventory, GPtrArray **problems, GError **error)
{
  g_autoptr (GAsyncResult) result = cloud_fixture_await (fixture);

  return reprise_backend_read_inventory_finish (fixture->backend,
                                                result,
                                                inventory,
                                                problems,
                                                error);
}

static void
assert_label (RepriseInventory *inventory, guint position, const char *label)
{
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, position);

  g_assert_cmpstr (reprise_backup_get_label (backup), ==, label);
}

/* Pages are shown as they come, the newest first and nothing twice; the whole is in pgBackRest's
 * order. */
static void
test_cloud_inventory_pages (CloudFixture *fixture, gconstpointer data)
{
  Progress progress = { .firsts = g_string_new (NULL) };
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (RepriseBackup) found = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect_page (fixture, 0, 2500, 1501);
  /* A backup has ended meanwhile: one row moved on. */
  expect_page (fixture, 1000, 1501, 502);
  expect_page (fixture, 2000, 501, 1);
  expect_page (fixture, 2501, 0, 1);
  begin (fixture, "n1", &progress);
  g_assert_true (end (fixture, &inventory, &problems, &error));
  g_assert_no_error (error);
  g_assert_null (problems);
  g_assert_cmpuint (progress.n_pages, ==, 3);
  g_assert_cmpuint (progress.n_backups, ==, 2500);
  g_assert_cmpstr (progress.firsts->str, ==, "20240619-002500F 20240619-001500F 20240619-000501F ");

  g_assert_true (reprise_inventory_get_is_complete (inventory));
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 2500);
  assert_label (inventory, 0, "20240619-000001F");
  assert_label (inventory, 1499, "20240619-001500F");
  assert_label (inventory, 2499, "20240619-002500F");
  g_assert_cmpstr (reprise_inventory_get_node_name (inventory), ==, "n1");
  g_assert_cmpuint (reprise_inventory_get_pg_system_id (inventory),
                    ==,
                    G_GUINT64_CONSTANT (7381205846205943829));
  found = reprise_inventory_find_backup (inventory, "20240619-001234F");
  g_assert_cmpint (reprise_backup_get_backup_size (found), ==, 1234);
  g_string_free (progress.firsts, TRUE);
}

/* A service that gives fewer rows than were asked for, as it does elsewhere, is asked on. */
static void
test_cloud_inventory_clamped (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect_page (fixture, 0, 130, 31);
  expect_page (fixture, 100, 30, 1);
  begin (fixture, "n1", NULL);
  g_assert_true (end (fixture, &inventory, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 130);
  g_assert_true (reprise_inventory_get_is_complete (inventory));
}

/* No data for the node is told in many ways, and all mean none; no backups is something else. */
static void
test_cloud_inventory_no_data (CloudFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    gboolean has_data;
  } cases[] = {
    { 204, NULL, FALSE },
    { 200, NULL, FALSE },
    { 200, " ", FALSE },
    { 200, "null", FALSE },
    { 200,
      "{\"database_id\":\"" CLOUD_DATABASE "\",\"backup_repository_id\":\"" CLOUD_REPOSITORY
      "\",\"node_name\":\"n1\",\"backups\":[]}",
      TRUE },
    { 200,
      "{\"database_id\":\"" CLOUD_DATABASE "\",\"backup_repository_id\":\"" CLOUD_REPOSITORY
      "\",\"node_name\":\"n1\",\"backups\":null,\"status\":null}",
      TRUE },
  };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseInventory) inventory = NULL;
      g_autoptr (GError) error = NULL;

      reprise_mock_service_expect (fixture->service, "GET", PATH, cases[i].status, cases[i].body);
      begin (fixture, "n1", NULL);
      g_assert_true (end (fixture, &inventory, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (inventory != NULL, ==, cases[i].has_data);
      if (inventory != NULL)
        g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 0);
    }
}

/* A backup that cannot be read is named, and the inventory does not claim to be whole. */
static void
test_cloud_inventory_unreadable (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_service_expect (fixture->service,
                               "GET",
                               PATH,
                               200,
                               "{\"database_id\":\"" CLOUD_DATABASE
                               "\",\"backup_repository_id\":\"" CLOUD_REPOSITORY
                               "\",\"node_name\":\"n1\",\"backups\":[{\"label\":\"a\"},{\"label\":["
                               "]}]}");
  begin (fixture, "n1", NULL);
  g_assert_true (end (fixture, &inventory, &problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 1);
  g_assert_false (reprise_inventory_get_is_complete (inventory));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "backups[1]"));
}

/* The inventory of another node is not taken for the one that was asked for, and a node's name
 * stays in its place in the path, which the mock service shows unescaped. */
static void
test_cloud_inventory_other_node (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autofree char *body = inventory_json (2, 1);
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_service_expect (fixture->service,
                               "GET",
                               "/byoc/v1/backup-repositories/" CLOUD_REPOSITORY
                               "/n?2#x?backup_limit=1000&backup_offset=0&descending=true",
                               200,
                               body);
  begin (fixture, "n?2#x", NULL);
  g_assert_false (end (fixture, &inventory, NULL, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_PROTOCOL);
}

/* A page that fails fails the whole: half an inventory is worse than none. */
static void
test_cloud_inventory_failing_page (CloudFixture *fixture, gconstpointer data)
{
  Progress progress = { 0 };
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect_page (fixture, 0, 1500, 501);
  reprise_mock_service_expect (fixture->service,
                               "GET",
                               PATH,
                               500,
                               "{\"code\":500,\"message\":\"failed to connect to backup "
                               "repository\"}");
  begin (fixture, "n1", &progress);
  g_assert_false (end (fixture, &inventory, NULL, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE);
  g_assert_cmpstr (error->message, ==, "failed to connect to backup repository");
  g_assert_cmpuint (progress.n_pages, ==, 1);
}

/* After cancelling nothing more is shown, and nothing more is asked for. */
static void
test_cloud_inventory_cancelled (CloudFixture *fixture, gconstpointer data)
{
  Progress progress = { .cancel_at_first = fixture->cancellable };
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect_page (fixture, 0, 1500, 501);
  begin (fixture, "n1", &progress);
  g_assert_false (end (fixture, &inventory, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (progress.n_pages, ==, 1);
  cloud_run_pending ();
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 2);
}

typedef struct
{
  RepriseBackend *backend;
  guint n_good;
  guint n_unreachable;
} Nodes;

static void
node_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Nodes *nodes = user_data;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  if (reprise_backend_read_inventory_finish (REPRISE_BACKEND (source),
                                             result,
                                             &inventory,
                                             NULL,
                                             &error))
    nodes->n_good += inventory != NULL && reprise_inventory_get_n_backups (inventory) == 1;
  else
    nodes->n_unreachable +=
        g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE);
}

/* One node of nine fails, and the other eight are there. */
static void
test_cloud_inventory_one_of_nine (CloudFixture *fixture, gconstpointer data)
{
  Nodes nodes = { 0 };

  reprise_mock_service_grant_token (fixture->service);
  for (guint i = 1; i <= 9; i++)
    {
      RepriseInventoryRequest request = { 0 };
      g_autofree char *node = g_strdup_printf ("n%u", i);
      g_autofree char *path =
          g_strdup_printf ("/byoc/v1/backup-repositories/" CLOUD_REPOSITORY "/%s", node);
      g_autofree char *body = g_strdup_printf ("{\"database_id\":\"" CLOUD_DATABASE
                                               "\",\"backup_repository_id\":\"" CLOUD_REPOSITORY
                                               "\",\"node_name\":\"%s\",\"backups\":[{\"label\":"
                                               "\"20240619-195803F\"}]}",
                                               node);

      if (i == 5)
        reprise_mock_service_expect (fixture->service,
                                     "GET",
                                     path,
                                     500,
                                     "{\"code\":500,\"message\":\"failed to connect to backup "
                                     "repository\"}");
      else
        reprise_mock_service_expect (fixture->service, "GET", path, 200, body);
      request.repository_id = CLOUD_REPOSITORY;
      request.node_name = node;
      reprise_backend_read_inventory_async (fixture->backend, &request, NULL, node_read_cb, &nodes);
    }
  while (nodes.n_good + nodes.n_unreachable < 9)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (nodes.n_good, ==, 8);
  g_assert_cmpuint (nodes.n_unreachable, ==, 1);
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CLOUD_TEST ("/cloud/inventory/pages", test_cloud_inventory_pages);
  CLOUD_TEST ("/cloud/inventory/clamped", test_cloud_inventory_clamped);
  CLOUD_TEST ("/cloud/inventory/no-data", test_cloud_inventory_no_data);
  CLOUD_TEST ("/cloud/inventory/unreadable", test_cloud_inventory_unreadable);
  CLOUD_TEST ("/cloud/inventory/other-node", test_cloud_inventory_other_node);
  CLOUD_TEST ("/cloud/inventory/failing-page", test_cloud_inventory_failing_page);
  CLOUD_TEST ("/cloud/inventory/cancelled", test_cloud_inventory_cancelled);
  CLOUD_TEST ("/cloud/inventory/one-of-nine", test_cloud_inventory_one_of_nine);
  return g_test_run ();
}
