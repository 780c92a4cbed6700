/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores and backups: what leaves, how often, and what is known afterwards. */

#include "config.h"

#include "cloud-fixture.h"

#include "restore/reprise-send-outcome.h"

#include <string.h>

#define RESTORE "/byoc/v1/databases/" CLOUD_DATABASE "/restore"
#define BACKUP "/byoc/v1/databases/" CLOUD_DATABASE "/backup"

/* Written in a way that no encoder of ours would choose. */
#define BODY                                                                                       \
  "{ \"restore_config\" : {\"repositories\":[\"" CLOUD_REPOSITORY                                  \
  "\"],\"node_name\":\"n1\"}, \"provider\":\"pgbackrest\",\"restore_command\":{\"target\":"        \
  "\"2024-06-19T20:30:00Z\",\"type\":\"time\"}}"

static void
begin (CloudFixture *fixture)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));

  reprise_backend_send_restore_async (fixture->backend,
                                      CLOUD_DATABASE,
                                      body,
                                      fixture->cancellable,
                                      cloud_fixture_keep_cb,
                                      fixture);
}

static gboolean
end (CloudFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = cloud_fixture_await (fixture);

  return reprise_backend_send_restore_finish (fixture->backend, result, error);
}

static void
assert_fails (CloudFixture *fixture, int code, RepriseSendOutcome outcome)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (end (fixture, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, code);
  g_assert_cmpint (reprise_send_outcome_from_error (error), ==, outcome);
}

static RepriseMockReply *
expect (CloudFixture *fixture, guint status, const char *body)
{
  return reprise_mock_service_expect (fixture->service, "POST", RESTORE, status, body);
}

/* The bytes are those of the plan, and an empty success in any shape is a success. */
static void
test_cloud_writes_accepted (CloudFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
  } cases[] = {
    { 200, "null" }, { 200, "" }, { 200, " \n" }, { 200, "{}" }, { 204, NULL }, { 202, NULL },
  };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RepriseMockRequest *request;
      g_autoptr (GError) error = NULL;

      expect (fixture, cases[i].status, cases[i].body);
      begin (fixture);
      g_assert_true (end (fixture, &error));
      g_assert_no_error (error);
      request = reprise_mock_service_get_request (fixture->service, (guint) i + 1);
      g_assert_cmpmem (g_bytes_get_data (request->body, NULL),
                       g_bytes_get_size (request->body),
                       BODY,
                       strlen (BODY));
    }
}

/* Every refusal is one, and is sent once. */
static void
test_cloud_writes_refused (CloudFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
  } cases[] = {
    { 400,
      "{\"code\":400,\"message\":\"database in unmodifiable state: modifying\"}",
      REPRISE_SERVICE_ERROR_BUSY_DATABASE },
    { 400,
      "{\"code\":400,\"message\":\"database restore cannot be completed. cluster is not in "
      "available status\"}",
      REPRISE_SERVICE_ERROR_BUSY_CLUSTER },
    { 400, "{\"code\":400,\"message\":\"plan does not allow this\"}", REPRISE_SERVICE_ERROR_PLAN },
    { 400, "{\"code\":400,\"message\":\"bad target\"}", REPRISE_SERVICE_ERROR_BAD_REQUEST },
    { 401, "{\"code\":401,\"message\":\"no\"}", REPRISE_SERVICE_ERROR_UNAUTHORIZED },
    { 403, "{\"code\":403,\"message\":\"no\"}", REPRISE_SERVICE_ERROR_FORBIDDEN },
    { 404, "{\"code\":404,\"message\":\"no\"}", REPRISE_SERVICE_ERROR_NOT_FOUND },
    { 404, "<html/>", REPRISE_SERVICE_ERROR_WRONG_ADDRESS },
    { 409, "{\"code\":409,\"message\":\"taken\"}", REPRISE_SERVICE_ERROR_CONFLICT },
    { 418, "tea", REPRISE_SERVICE_ERROR_BAD_REQUEST },
    { 429, NULL, REPRISE_SERVICE_ERROR_RATE_LIMITED },
    { 307, NULL, REPRISE_SERVICE_ERROR_WRONG_ADDRESS },
  };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseMockReply *reply = expect (fixture, cases[i].status, cases[i].body);

      reprise_mock_reply_add_header (reply, "Retry-After", "0");
      reprise_mock_reply_add_header (reply, "Location", RESTORE);
      begin (fixture);
      assert_fails (fixture, cases[i].code, REPRISE_SEND_OUTCOME_REFUSED);
    }
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, RESTORE),
                    ==,
                    G_N_ELEMENTS (cases));
}

/* Once it has left and no clear answer comes, nobody knows; and still it is sent once. */
static void
test_cloud_writes_unknown (CloudFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    RepriseMockFault fault;
  } cases[] = {
    { 200, NULL, REPRISE_MOCK_DROP },
    { 200, "null", REPRISE_MOCK_HALF },
    { 200, "<html>Log in to the network</html>", REPRISE_MOCK_NONE },
    { 200, NULL, REPRISE_MOCK_ENDLESS },
    { 408, NULL, REPRISE_MOCK_NONE },
    { 500, "{\"code\":500,\"message\":\"oh\"}", REPRISE_MOCK_NONE },
    { 502, "<html/>", REPRISE_MOCK_NONE },
    { 503, NULL, REPRISE_MOCK_NONE },
    { 504, NULL, REPRISE_MOCK_HALF },
  };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      reprise_mock_reply_set_fault (expect (fixture, cases[i].status, cases[i].body),
                                    cases[i].fault);
      begin (fixture);
      assert_fails (fixture, REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN, REPRISE_SEND_OUTCOME_UNKNOWN);
    }
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, RESTORE),
                    ==,
                    G_N_ELEMENTS (cases));
}

/* Silence ends after thirty seconds, cancelled or not, and leaves it open. */
static void
test_cloud_writes_silence (CloudFixture *fixture, gconstpointer data)
{
  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_reply_set_fault (expect (fixture, 200, "null"), REPRISE_MOCK_HOLD);
  begin (fixture);
  reprise_mock_service_await_requests (fixture->service, 2);
  g_cancellable_cancel (fixture->cancellable);
  cloud_run_pending ();
  g_assert_null (fixture->result);
  reprise_fake_clock_advance (fixture->clock, 30 * G_USEC_PER_SEC);
  assert_fails (fixture, REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN, REPRISE_SEND_OUTCOME_UNKNOWN);
}

/* Cancelled before it left, or kept from leaving: nothing has begun. */
static void
test_cloud_writes_not_sent (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  reprise_mock_reply_set_fault (reprise_mock_service_grant_token (fixture->service),
                                REPRISE_MOCK_HOLD);
  begin (fixture);
  reprise_mock_service_await_requests (fixture->service, 1);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (end (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (reprise_send_outcome_from_error (error), ==, REPRISE_SEND_OUTCOME_NOT_SENT);

  g_cancellable_reset (fixture->cancellable);
  begin (fixture);
  reprise_mock_service_await_requests (fixture->service, 2);
  reprise_fake_clock_advance (fixture->clock, 30 * G_USEC_PER_SEC);
  assert_fails (fixture, REPRISE_SERVICE_ERROR_TIMEOUT, REPRISE_SEND_OUTCOME_NOT_SENT);
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, RESTORE), ==, 0);
}

/* Nobody listens: it is not tried again, and nothing has begun. */
static void
test_cloud_writes_no_connection (CloudFixture *fixture, gconstpointer data)
{
  RepriseMockService *gone = reprise_mock_service_new (NULL);
  RepriseBackend *backend =
      cloud_fixture_new_backend (fixture, reprise_mock_service_get_address (gone));
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_finish (gone);
  reprise_backend_send_restore_async (backend,
                                      CLOUD_DATABASE,
                                      body,
                                      NULL,
                                      cloud_fixture_keep_cb,
                                      fixture);
  result = cloud_fixture_await (fixture);
  g_assert_false (reprise_backend_send_restore_finish (backend, result, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
  g_assert_cmpint (reprise_send_outcome_from_error (error), ==, REPRISE_SEND_OUTCOME_NOT_SENT);
  g_clear_object (&result);
  g_assert_finalize_object (backend);
}

/* A token that was not taken is not used again, though the restore is not sent again either. */
static void
test_cloud_writes_after_rejection (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect (fixture, 401, "{\"code\":401,\"message\":\"no\"}");
  begin (fixture);
  assert_fails (fixture, REPRISE_SERVICE_ERROR_UNAUTHORIZED, REPRISE_SEND_OUTCOME_REFUSED);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 2);
  expect (fixture, 200, "null");
  begin (fixture);
  g_assert_true (end (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    2);
}

static void
send_backup (CloudFixture *fixture)
{
  const char *nodes[] = { "n1", NULL };
  RepriseBackupRequestFields fields = { "before the release", REPRISE_BACKUP_TYPE_FULL, nodes };
  g_autoptr (RepriseBackupRequest) request = reprise_backup_request_new (&fields);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_expect (fixture->service, "POST", BACKUP, 200, "null");
  reprise_backend_send_backup_async (fixture->backend,
                                     CLOUD_DATABASE,
                                     request,
                                     NULL,
                                     cloud_fixture_keep_cb,
                                     fixture);
  result = cloud_fixture_await (fixture);
  g_assert_true (reprise_backend_send_backup_finish (fixture->backend, result, &error));
  g_assert_no_error (error);
}

/* A backup is asked for in the contract's words. */
static void
test_cloud_writes_backup (CloudFixture *fixture, gconstpointer data)
{
  const RepriseMockRequest *request;
  g_autofree char *body = NULL;

  reprise_mock_service_grant_token (fixture->service);
  send_backup (fixture);
  request = reprise_mock_service_get_request (fixture->service, 1);
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_cmpstr (body,
                   ==,
                   "{\"provider\":\"pgbackrest\",\"type\":\"full\",\"name\":\"before the release\","
                   "\"target_nodes\":[\"n1\"]}");
}

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_left = user_data;

  (*n_left)--;
}

/* Every kind of request once, whatever comes of it. */
static void
send_everything (CloudFixture *fixture)
{
  RepriseBackend *backend = fixture->backend;
  RepriseInventoryRequest inventory = { CLOUD_REPOSITORY, "n1", NULL, NULL };
  const char *paths[] = {
    "/account/v1/tenants",
    "/byoc/v1/clusters",
    "/byoc/v1/clusters/" CLOUD_CLUSTER,
    "/byoc/v1/clusters/" CLOUD_CLUSTER "/nodes",
    "/byoc/v1/databases",
    "/byoc/v1/databases/" CLOUD_DATABASE,
    "/byoc/v1/backup-repositories",
    "/byoc/v1/backup-stores",
    "/byoc/v1/backup-repositories/" CLOUD_REPOSITORY "/n1",
    "/byoc/v1/tasks",
  };
  guint n_left = 12;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    reprise_mock_reply_set_repeated (
        reprise_mock_service_expect (fixture->service, "GET", paths[i], 404, "{\"code\":404}"));
  reprise_backend_get_tenant_async (backend, NULL, ignore_cb, &n_left);
  reprise_backend_list_clusters_async (backend, NULL, ignore_cb, &n_left);
  reprise_backend_get_cluster_async (backend, CLOUD_CLUSTER, NULL, ignore_cb, &n_left);
  reprise_backend_list_cluster_nodes_async (backend, CLOUD_CLUSTER, NULL, ignore_cb, &n_left);
  reprise_backend_list_databases_async (backend, NULL, ignore_cb, &n_left);
  reprise_backend_get_database_async (backend, CLOUD_DATABASE, NULL, ignore_cb, &n_left);
  reprise_backend_list_repositories_async (backend, CLOUD_DATABASE, NULL, ignore_cb, &n_left);
  reprise_backend_list_stores_async (backend, NULL, ignore_cb, &n_left);
  reprise_backend_read_inventory_async (backend, &inventory, NULL, ignore_cb, &n_left);
  reprise_backend_list_tasks_async (backend, CLOUD_DATABASE, 0, NULL, ignore_cb, &n_left);
  reprise_backend_get_task_async (backend, CLOUD_TASK, NULL, ignore_cb, &n_left);
  reprise_backend_read_credentials_async (backend,
                                          CLOUD_DATABASE,
                                          "n1",
                                          "admin",
                                          NULL,
                                          ignore_cb,
                                          &n_left);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* One exchange a line, as check-contract.py reads it. */
static void
append_exchange (GString *lines, const RepriseMockRequest *request)
{
  gsize size = 0;
  const char *body = g_bytes_get_data (request->body, &size);

  g_string_append_printf (lines,
                          "{\"direction\":\"request\",\"method\":\"%s\",\"path\":\"%s\"",
                          request->method,
                          request->target);
  if (size > 0)
    g_string_append_printf (lines, ",\"body\":%.*s", (int) size, body);
  g_string_append (lines, "}\n");
}

/* Whatever the backend sends keeps to the contract. */
static void
test_cloud_writes_contract (CloudFixture *fixture, gconstpointer data)
{
  g_autofree char *checker =
      g_test_build_filename (G_TEST_DIST, "support", "check-contract.py", NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  reprise_mock_service_grant_token (fixture->service);
  send_everything (fixture);
  send_backup (fixture);
  expect (fixture, 200, "null");
  begin (fixture);
  g_assert_true (end (fixture, &error));
  for (guint i = 0; i < reprise_mock_service_get_n_requests (fixture->service); i++)
    append_exchange (lines, reprise_mock_service_get_request (fixture->service, i));
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 15);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error,
                              REPRISE_PYTHON,
                              checker,
                              NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, lines->str, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_true (g_subprocess_get_successful (process));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CLOUD_TEST ("/cloud/writes/accepted", test_cloud_writes_accepted);
  CLOUD_TEST ("/cloud/writes/refused", test_cloud_writes_refused);
  CLOUD_TEST ("/cloud/writes/unknown", test_cloud_writes_unknown);
  CLOUD_TEST ("/cloud/writes/silence", test_cloud_writes_silence);
  CLOUD_TEST ("/cloud/writes/not-sent", test_cloud_writes_not_sent);
  CLOUD_TEST ("/cloud/writes/no-connection", test_cloud_writes_no_connection);
  CLOUD_TEST ("/cloud/writes/after-rejection", test_cloud_writes_after_rejection);
  CLOUD_TEST ("/cloud/writes/backup", test_cloud_writes_backup);
  CLOUD_TEST ("/cloud/writes/contract", test_cloud_writes_contract);
  return g_test_run ();
}
