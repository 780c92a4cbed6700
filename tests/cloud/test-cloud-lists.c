/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the backend reads, page by page and one by one. */

#include "config.h"

#include "cloud-fixture.h"

#include "model/reprise-cluster-node.h"
#include "model/reprise-repository.h"
#include "model/reprise-store.h"

#define DATABASES "/byoc/v1/databases"

static char *
database_id (guint number)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
}

/* A page of databases by number, both ends included. */
static char *
databases_json (guint first, guint last)
{
  GString *json = g_string_new ("[");

  for (guint i = first; i <= last; i++)
    {
      g_autofree char *id = database_id (i);

      g_string_append_printf (json,
                              "%s{\"id\":\"%s\",\"cluster_id\":\"" CLOUD_CLUSTER
                              "\",\"name\":\"db%u\",\"status\":\"available\"}",
                              i > first ? "," : "",
                              id,
                              i);
    }
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

static void
expect_page (CloudFixture *fixture, guint offset, guint first, guint last)
{
  g_autofree char *target = g_strdup_printf (DATABASES "?limit=100&offset=%u", offset);
  g_autofree char *body = databases_json (first, last);

  reprise_mock_service_expect (fixture->service, "GET", target, 200, body);
}

static GPtrArray *
list_databases (CloudFixture *fixture, GPtrArray **problems, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  reprise_backend_list_databases_async (fixture->backend, NULL, cloud_fixture_keep_cb, fixture);
  result = cloud_fixture_await (fixture);
  return reprise_backend_list_databases_finish (fixture->backend, result, problems, error);
}

static const char *
name_at (GPtrArray *databases, guint index)
{
  return reprise_database_get_name (g_ptr_array_index (databases, index));
}

/* Full pages are followed by how many rows came; what came twice is there once; a short page ends
 * it. */
static void
test_cloud_lists_pages (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect_page (fixture, 0, 1, 100);
  /* One was removed meanwhile, and one row is therefore seen twice. */
  expect_page (fixture, 100, 100, 199);
  expect_page (fixture, 200, 200, 203);
  databases = list_databases (fixture, &problems, &error);
  g_assert_no_error (error);
  g_assert_null (problems);
  g_assert_cmpuint (databases->len, ==, 203);
  g_assert_cmpstr (name_at (databases, 0), ==, "db1");
  g_assert_cmpstr (name_at (databases, 99), ==, "db100");
  g_assert_cmpstr (name_at (databases, 100), ==, "db101");
  g_assert_cmpstr (name_at (databases, 202), ==, "db203");
}

/* A list that ends with a full page takes an empty one to say so. */
static void
test_cloud_lists_full_page (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect_page (fixture, 0, 1, 100);
  expect_page (fixture, 100, 1, 0);
  databases = list_databases (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (databases->len, ==, 100);
}

/* A service that answers every page with the same rows does not keep us for ever. */
static void
test_cloud_lists_same_page (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect_page (fixture, 0, 1, 100);
  expect_page (fixture, 100, 1, 100);
  databases = list_databases (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (databases->len, ==, 100);
}

/* A row that cannot be read is named, and the others are there. */
static void
test_cloud_lists_problems (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_service_expect (fixture->service,
                               "GET",
                               DATABASES,
                               200,
                               "[{\"id\":7,\"name\":\"odd\"},null,"
                               "{\"id\":\"" CLOUD_DATABASE "\",\"cluster_id\":\"" CLOUD_CLUSTER
                               "\",\"name\":\"good\",\"status\":\"reticulating\",\"display_name\":"
                               "null,\"new\":[1]}]");
  databases = list_databases (fixture, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (databases->len, ==, 1);
  g_assert_cmpstr (name_at (databases, 0), ==, "good");
  g_assert_cmpstr (reprise_database_get_status_word (g_ptr_array_index (databases, 0)),
                   ==,
                   "reticulating");
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "[0]"));
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 1), "[1]"));
}

/* A success that is no array is an error and never an empty list. */
static void
test_cloud_lists_no_array (CloudFixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = { "", "null", "{}", "{\"items\":[]}", "\"[]\"", "[", "<p>" };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, bodies[i]);
      g_assert_null (list_databases (fixture, NULL, &error));
      g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_PROTOCOL);
      g_assert_true (g_str_has_prefix (error->message, "The list of databases cannot be read: "));
    }
}

/* Ten megabytes of opening brackets are turned down before a parser sees them. */
static void
test_cloud_lists_nesting (CloudFixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (10 * 1024 * 1024, '[');
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, deep);
  g_assert_null (list_databases (fixture, NULL, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_PROTOCOL);
}

/* Each list has its path, and those without paging are not asked for pages. */
static void
test_cloud_lists_paths (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) clusters_result = NULL;
  g_autoptr (GAsyncResult) nodes_result = NULL;
  g_autoptr (GAsyncResult) some_result = NULL;
  g_autoptr (GAsyncResult) all_result = NULL;
  g_autoptr (GAsyncResult) stores_result = NULL;
  g_autoptr (GPtrArray) clusters = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) stores = NULL;
  g_autoptr (GError) error = NULL;
  RepriseMockService *service = fixture->service;
  RepriseBackend *backend = fixture->backend;

  reprise_mock_service_grant_token (service);
  reprise_mock_service_expect (service,
                               "GET",
                               "/byoc/v1/clusters?limit=100&offset=0",
                               200,
                               "[{\"id\":\"" CLOUD_CLUSTER
                               "\",\"name\":\"east\",\"status\":\"available\"}]");
  reprise_backend_list_clusters_async (backend, NULL, cloud_fixture_keep_cb, fixture);
  clusters_result = cloud_fixture_await (fixture);
  clusters = reprise_backend_list_clusters_finish (backend, clusters_result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clusters->len, ==, 1);
  g_assert_cmpstr (reprise_cluster_get_name (g_ptr_array_index (clusters, 0)), ==, "east");

  reprise_mock_service_expect (service,
                               "GET",
                               "/byoc/v1/clusters/" CLOUD_CLUSTER "/nodes",
                               200,
                               "[{\"id\":\"i1\",\"name\":\"n1\",\"region\":\"us-east-1\","
                               "\"is_active\":true}]");
  reprise_backend_list_cluster_nodes_async (backend,
                                            CLOUD_CLUSTER,
                                            NULL,
                                            cloud_fixture_keep_cb,
                                            fixture);
  nodes_result = cloud_fixture_await (fixture);
  nodes = reprise_backend_list_cluster_nodes_finish (backend, nodes_result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nodes->len, ==, 1);
  g_assert_cmpstr (reprise_cluster_node_get_name (g_ptr_array_index (nodes, 0)), ==, "n1");
  g_assert_cmpstr (reprise_mock_service_get_request (service, 2)->target,
                   ==,
                   "/byoc/v1/clusters/" CLOUD_CLUSTER "/nodes");

  reprise_mock_service_expect (service,
                               "GET",
                               "/byoc/v1/backup-repositories?database_id=" CLOUD_DATABASE
                               "&limit=100&offset=0",
                               200,
                               "[{\"id\":\"" CLOUD_REPOSITORY "\"},{\"type\":\"s3\"}]");
  reprise_backend_list_repositories_async (backend,
                                           CLOUD_DATABASE,
                                           NULL,
                                           cloud_fixture_keep_cb,
                                           fixture);
  some_result = cloud_fixture_await (fixture);
  some = reprise_backend_list_repositories_finish (backend, some_result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (reprise_repository_get_id (g_ptr_array_index (some, 0)), ==, CLOUD_REPOSITORY);

  reprise_mock_service_expect (service,
                               "GET",
                               "/byoc/v1/backup-repositories?limit=100&offset=0",
                               200,
                               "[]");
  reprise_backend_list_repositories_async (backend, NULL, NULL, cloud_fixture_keep_cb, fixture);
  all_result = cloud_fixture_await (fixture);
  all = reprise_backend_list_repositories_finish (backend, all_result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 0);

  reprise_mock_service_expect (service,
                               "GET",
                               "/byoc/v1/backup-stores?limit=100&offset=0",
                               200,
                               "[{\"id\":\"s1\",\"name\":\"east\",\"status\":\"available\",\"cloud_"
                               "account_id\":\"a\","
                               "\"cloud_account_type\":\"aws\"}]");
  reprise_backend_list_stores_async (backend, NULL, cloud_fixture_keep_cb, fixture);
  stores_result = cloud_fixture_await (fixture);
  stores = reprise_backend_list_stores_finish (backend, stores_result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stores->len, ==, 1);
  g_assert_cmpstr (reprise_store_get_id (g_ptr_array_index (stores, 0)), ==, "s1");
}

#define TASK(id)                                                                                   \
  "{\"id\":\"" id "\",\"name\":\"restore\",\"status\":\"running\",\"subject_kind\":\"database\","  \
  "\"subject_id\":\"" CLOUD_DATABASE "\",\"created_at\":\"2024-06-20T08:00:00Z\","                 \
  "\"updated_at\":\"2024-06-20T08:00:34Z\",\"messages\":[]}"

/* Tasks are asked for by subject and no more than are wanted. */
static void
test_cloud_lists_tasks (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_service_expect (fixture->service,
                               "GET",
                               "/byoc/v1/tasks?subject_id=" CLOUD_DATABASE "&limit=2&offset=0",
                               200,
                               "[" TASK ("t3") "," TASK ("t2") "," TASK ("t1") "]");
  reprise_backend_list_tasks_async (fixture->backend,
                                    "27937DD4-E554-4D38-80F8-56F83559F60A",
                                    2,
                                    NULL,
                                    cloud_fixture_keep_cb,
                                    fixture);
  result = cloud_fixture_await (fixture);
  tasks = reprise_backend_list_tasks_finish (fixture->backend, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 2);
  g_assert_cmpstr (reprise_task_get_id (g_ptr_array_index (tasks, 0)), ==, "t3");
  g_assert_cmpstr (reprise_task_get_id (g_ptr_array_index (tasks, 1)), ==, "t2");
}

/* One task is found by its id; one that the service does not show yet is no error. */
static void
test_cloud_lists_task (CloudFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *id;
  } cases[] = {
    { "[" TASK (CLOUD_TASK) "]", CLOUD_TASK },
    { "[]", NULL },
  };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RepriseTask) task = NULL;
      g_autoptr (GError) error = NULL;

      reprise_mock_service_expect (fixture->service,
                                   "GET",
                                   "/byoc/v1/tasks?id=" CLOUD_TASK "&limit=1&offset=0",
                                   200,
                                   cases[i].body);
      reprise_backend_get_task_async (fixture->backend,
                                      CLOUD_TASK,
                                      NULL,
                                      cloud_fixture_keep_cb,
                                      fixture);
      result = cloud_fixture_await (fixture);
      g_assert_true (reprise_backend_get_task_finish (fixture->backend, result, &task, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (task != NULL ? reprise_task_get_id (task) : NULL, ==, cases[i].id);
    }
}

/* What is no id never becomes part of a path. */
static void
test_cloud_lists_no_id (CloudFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "", "../clusters", "{" CLOUD_DATABASE "}", "1 or 1" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      reprise_backend_get_database_async (fixture->backend,
                                          ids[i],
                                          NULL,
                                          cloud_fixture_keep_cb,
                                          fixture);
      result = cloud_fixture_await (fixture);
      g_assert_null (reprise_backend_get_database_finish (fixture->backend, result, &error));
      g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_BAD_REQUEST);
    }
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 0);
}

#define DATABASE                                                                                   \
  "{\"id\":\"" CLOUD_DATABASE "\",\"cluster_id\":\"" CLOUD_CLUSTER                                 \
  "\",\"name\":\"east\",\"status\":\"available\",\"connection\":{\"username\":\"a\","              \
  "\"password\":\"whole\",\"port\":5432,\"database\":\"east\"},\"nodes\":[{\"name\":\"n1\","       \
  "\"location\":{\"latitude\":1,\"longitude\":2},\"connection\":{\"username\":\"app\","            \
  "\"password\":\"hunter2\",\"port\":6432,\"database\":\"east\",\"host\":\"n1.example\"}}]}"

/* One database, one cluster and the tenant, each from its path. */
static void
test_cloud_lists_objects (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) database_result = NULL;
  g_autoptr (GAsyncResult) cluster_result = NULL;
  g_autoptr (GAsyncResult) tenant_result = NULL;
  g_autoptr (RepriseDatabase) database = NULL;
  g_autoptr (RepriseCluster) cluster = NULL;
  g_autoptr (RepriseTenant) tenant = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_service_expect (fixture->service,
                               "GET",
                               "/byoc/v1/databases/" CLOUD_DATABASE,
                               200,
                               DATABASE);
  reprise_backend_get_database_async (fixture->backend,
                                      CLOUD_DATABASE,
                                      NULL,
                                      cloud_fixture_keep_cb,
                                      fixture);
  database_result = cloud_fixture_await (fixture);
  database = reprise_backend_get_database_finish (fixture->backend, database_result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_database_get_name (database), ==, "east");

  reprise_mock_service_expect (fixture->service,
                               "GET",
                               "/byoc/v1/clusters/" CLOUD_CLUSTER,
                               200,
                               "{\"id\":\"" CLOUD_CLUSTER
                               "\",\"name\":\"one\",\"status\":\"modifying\"}");
  reprise_backend_get_cluster_async (fixture->backend,
                                     CLOUD_CLUSTER,
                                     NULL,
                                     cloud_fixture_keep_cb,
                                     fixture);
  cluster_result = cloud_fixture_await (fixture);
  cluster = reprise_backend_get_cluster_finish (fixture->backend, cluster_result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_cluster_get_status_word (cluster), ==, "modifying");

  reprise_mock_service_expect (fixture->service,
                               "GET",
                               "/account/v1/tenants",
                               200,
                               "[{\"id\":\"t\",\"name\":\"Parts Ltd\",\"plan\":\"enterprise\"}]");
  reprise_backend_get_tenant_async (fixture->backend, NULL, cloud_fixture_keep_cb, fixture);
  tenant_result = cloud_fixture_await (fixture);
  tenant = reprise_backend_get_tenant_finish (fixture->backend, tenant_result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_tenant_get_name (tenant), ==, "Parts Ltd");
}

/* Credentials are those of the node and the user that were asked for. */
static void
test_cloud_lists_credentials (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  g_autoptr (RepriseCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_service_expect (fixture->service,
                               "GET",
                               "/byoc/v1/databases/" CLOUD_DATABASE "?user_type=app_read_only",
                               200,
                               DATABASE);
  reprise_backend_read_credentials_async (fixture->backend,
                                          CLOUD_DATABASE,
                                          "n1",
                                          "app_read_only",
                                          NULL,
                                          cloud_fixture_keep_cb,
                                          fixture);
  result = cloud_fixture_await (fixture);
  credentials = reprise_backend_read_credentials_finish (fixture->backend, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (credentials->host, ==, "n1.example");
  g_assert_cmpint (credentials->port, ==, 6432);
  g_assert_cmpstr (credentials->username, ==, "app");
  g_assert_cmpstr (credentials->password, ==, "hunter2");

  reprise_mock_service_expect (fixture->service,
                               "GET",
                               "/byoc/v1/databases/" CLOUD_DATABASE,
                               200,
                               DATABASE);
  reprise_backend_read_credentials_async (fixture->backend,
                                          CLOUD_DATABASE,
                                          "n7",
                                          NULL,
                                          NULL,
                                          cloud_fixture_keep_cb,
                                          fixture);
  missing = cloud_fixture_await (fixture);
  g_assert_null (reprise_backend_read_credentials_finish (fixture->backend, missing, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_PROTOCOL);
  g_assert_null (strstr (error->message, "hunter2"));
}

/* What it says of itself holds no secret, and the time is the service's. */
static void
test_cloud_lists_itself (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;
  RepriseMockReply *reply;

  g_assert_cmpstr (reprise_backend_get_title (fixture->backend), ==, "The cloud");
  g_assert_cmpstr (reprise_backend_get_address (fixture->backend),
                   ==,
                   reprise_mock_service_get_address (fixture->service));
  g_assert_false (reprise_backend_is_read_only (fixture->backend));
  g_assert_cmpint (reprise_backend_get_captured_at (fixture->backend), ==, REPRISE_INSTANT_NONE);

  reprise_mock_service_grant_token (fixture->service);
  reply = reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, "[]");
  reprise_mock_reply_add_header (reply, "Date", "Wed, 19 Jun 2024 20:02:00 GMT");
  databases = list_databases (fixture, NULL, &error);
  g_assert_no_error (error);
  now = reprise_instant_format (reprise_backend_get_service_now (fixture->backend),
                                REPRISE_INSTANT_AUTO);
  g_assert_cmpstr (now, ==, "2024-06-19T20:02:00Z");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CLOUD_TEST ("/cloud/lists/pages", test_cloud_lists_pages);
  CLOUD_TEST ("/cloud/lists/full-page", test_cloud_lists_full_page);
  CLOUD_TEST ("/cloud/lists/same-page", test_cloud_lists_same_page);
  CLOUD_TEST ("/cloud/lists/problems", test_cloud_lists_problems);
  CLOUD_TEST ("/cloud/lists/no-array", test_cloud_lists_no_array);
  CLOUD_TEST ("/cloud/lists/nesting", test_cloud_lists_nesting);
  CLOUD_TEST ("/cloud/lists/paths", test_cloud_lists_paths);
  CLOUD_TEST ("/cloud/lists/tasks", test_cloud_lists_tasks);
  CLOUD_TEST ("/cloud/lists/task", test_cloud_lists_task);
  CLOUD_TEST ("/cloud/lists/no-id", test_cloud_lists_no_id);
  CLOUD_TEST ("/cloud/lists/objects", test_cloud_lists_objects);
  CLOUD_TEST ("/cloud/lists/credentials", test_cloud_lists_credentials);
  CLOUD_TEST ("/cloud/lists/itself", test_cloud_lists_itself);
  return g_test_run ();
}
