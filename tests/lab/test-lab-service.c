/* SPDX-License-Identifier: GPL-3.0-or-later
 * The service: who gets in, what is read, and how nonsense is refused. */

#include "config.h"

#include "lab/lab-fixture.h"
#include "lab/reprise-lab-blueprint.h"

#define UNKNOWN_ID "00000000-0000-4000-8000-000000000000"
#define BRACED_ID "%7B00000000-0000-4000-8000-000000000000%7D"
#define FORM_TYPE "application/x-www-form-urlencoded"

static LabReply *
send_anonymous (LabFixture *fixture, const char *method, const char *path, const char *token)
{
  g_autoptr (SoupMessage) message = lab_fixture_new_message (fixture, method, path);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_remove (headers, "Authorization");
  if (token != NULL)
    soup_message_headers_replace (headers, "Authorization", token);
  return lab_fixture_send (fixture, message, NULL, NULL);
}

static LabReply *
exchange (LabFixture *fixture, const char *body, const char *type)
{
  g_autoptr (SoupMessage) message =
                 lab_fixture_new_message (fixture, "POST", "/account/v1/oauth/token");

  return lab_fixture_send (fixture, message, body, type);
}

/* A token is given for the credentials, sent as JSON or as a form, and it opens. */
static void
test_lab_service_exchanges_token (LabFixture *fixture, gconstpointer data)
{
  const RepriseLabDocument *document = reprise_lab_state_get_document (fixture->state);
  g_autofree char *json = g_strdup_printf ("{\"client_id\":\"%s\",\"client_secret\":\"%s\",\"grant_"
                                           "type\":\"client_credentials\"}",
                                           document->client_id,
                                           document->client_secret);
  g_autofree char *form = g_strdup_printf ("client_id=%s&client_secret=%s",
                                           document->client_id,
                                           document->client_secret);
  g_autoptr (LabReply) by_json = exchange (fixture, json, "application/json");
  g_autoptr (LabReply) by_form = exchange (fixture, form, FORM_TYPE);
  g_autofree char *lifetime = lab_reply_dup_member (by_form, "expires_in");
  g_autoptr (LabReply) tenants = NULL;

  g_assert_cmpuint (by_json->status, ==, 200);
  g_assert_cmpuint (by_form->status, ==, 200);
  g_assert_cmpstr (lifetime, ==, "3600");
  g_free (fixture->token);
  fixture->token = lab_reply_dup_member (by_form, "access_token");
  tenants = lab_fixture_get (fixture, "/account/v1/tenants");
  g_assert_cmpuint (tenants->status, ==, 200);
}

/* Wrong credentials are refused, and so is what is no exchange at all. */
static void
test_lab_service_refuses_credentials (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) wrong =
          exchange (fixture, "{\"client_id\":\"a\",\"client_secret\":\"b\"}", "application/json");
  g_autoptr (LabReply) partial = exchange (fixture, "{\"client_id\":\"a\"}", "application/json");
  g_autoptr (LabReply) broken = exchange (fixture, "{\"client_id\":", "application/json");
  g_autoptr (LabReply) typed =
                 exchange (fixture, "{\"client_id\":1,\"client_secret\":[]}", "application/json");

  lab_assert_refused (wrong, 401, "client_secret");
  lab_assert_refused (partial, 400, "client_secret");
  lab_assert_refused (broken, 400, "");
  lab_assert_refused (typed, 400, "client_id");
}

/* Without a token, or with a wrong one, only the contract itself is to be had. */
static void
test_lab_service_demands_token (LabFixture *fixture, gconstpointer data)
{
  static const char *const paths[] = {
    "/account/v1/tenants", "/byoc/v1/clusters",      "/byoc/v1/databases",
    "/byoc/v1/tasks",      "/byoc/v1/backup-stores", "/byoc/v1/backup-repositories",
  };
  g_autoptr (LabReply) contract = send_anonymous (fixture, "GET", "/byoc/v1/openapi.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (LabReply) none = send_anonymous (fixture, "GET", paths[i], NULL);
      g_autoptr (LabReply) wrong = send_anonymous (fixture, "GET", paths[i], "Bearer x");

      lab_assert_refused (none, 401, "token");
      lab_assert_refused (wrong, 401, "token");
    }
  g_assert_cmpuint (contract->status, ==, 200);
  g_assert_nonnull (strstr (contract->text, "/byoc/v1/databases/{id}/restore"));
}

/* The tenant, the cluster, its nodes and its store are there, with the ids that tie them. */
static void
test_lab_service_shows_cluster (LabFixture *fixture, gconstpointer data)
{
  const RepriseLabDocument *document = reprise_lab_state_get_document (fixture->state);
  g_autoptr (LabReply) tenants = lab_fixture_get (fixture, "/account/v1/tenants");
  g_autoptr (LabReply) clusters = lab_fixture_get (fixture, "/byoc/v1/clusters");
  g_autoptr (LabReply) cluster =
                 lab_fixture_get (fixture, "/byoc/v1/clusters/%s", document->cluster_id);
  g_autoptr (LabReply) nodes =
                 lab_fixture_get (fixture, "/byoc/v1/clusters/%s/nodes", document->cluster_id);
  g_autoptr (LabReply) stores = lab_fixture_get (fixture, "/byoc/v1/backup-stores");
  g_autofree char *name = lab_reply_dup_member (cluster, "name");
  g_autofree char *status = lab_reply_dup_member (cluster, "status");

  g_assert_nonnull (strstr (tenants->text, document->tenant_id));
  g_assert_nonnull (strstr (clusters->text, document->cluster_id));
  g_assert_cmpuint (cluster->status, ==, 200);
  g_assert_cmpstr (name, ==, "lab");
  g_assert_cmpstr (status, ==, "available");
  g_assert_nonnull (strstr (cluster->text, document->store_id));
  g_assert_nonnull (strstr (nodes->text, "\"n3\""));
  g_assert_nonnull (strstr (stores->text, document->store_id));
  g_assert_nonnull (strstr (stores->text, document->cluster_id));
}

/* A database is shown with all that the lab knows, and nothing that it does not. */
static void
test_lab_service_shows_database (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) east = lab_fixture_get (fixture, "/byoc/v1/databases/%s", fixture->east);
  g_autoptr (LabReply) west = lab_fixture_get (fixture, "/byoc/v1/databases/%s", fixture->west);
  g_autofree char *name = lab_reply_dup_member (east, "name");
  g_autofree char *host = lab_reply_dup_member (east, "host");
  g_autofree char *socket = g_build_filename (fixture->root, "run", "east_parts.n1", NULL);

  g_assert_cmpuint (east->status, ==, 200);
  g_assert_cmpstr (name, ==, "east_parts");
  g_assert_cmpstr (host, ==, socket);
  g_assert_nonnull (strstr (east->text, "\"display_name\":\"East Coast Parts\""));
  g_assert_nonnull (strstr (east->text, "autoddl:enabled"));
  g_assert_nonnull (strstr (east->text, fixture->east_repository));
  g_assert_nonnull (strstr (east->text, "daily-full-backup"));
  g_assert_nonnull (strstr (east->text, "\"orders\""));
  g_assert_nonnull (strstr (east->text, "\"storage_used\":8192"));
  g_assert_nonnull (strstr (east->text, "\"pg_version\":\"15\""));
  g_assert_cmpuint (west->status, ==, 200);
  g_assert_null (strstr (west->text, "display_name"));
  g_assert_null (strstr (west->text, "autoddl"));
  g_assert_null (strstr (west->text, "\"n3\""));
}

/* The role whose password is shown is the one that was asked for. */
static void
test_lab_service_shows_user (LabFixture *fixture, gconstpointer data)
{
  const RepriseLabDatabaseRecord *record = reprise_lab_database_get_record (
      reprise_lab_state_get_database (fixture->state, fixture->east));
  g_autoptr (LabReply) admin =
                 lab_fixture_get (fixture, "/byoc/v1/databases/%s?user_type=admin", fixture->east);
  g_autoptr (LabReply) app =
                 lab_fixture_get (fixture, "/byoc/v1/databases/%s?user_type=app", fixture->east);
  g_autoptr (LabReply) nobody =
                 lab_fixture_get (fixture, "/byoc/v1/databases/%s?user_type=nobody", fixture->east);

  g_assert_nonnull (strstr (admin->text, record->admin_password));
  g_assert_null (strstr (admin->text, record->app_password));
  g_assert_nonnull (strstr (app->text, record->app_password));
  g_assert_null (strstr (app->text, record->admin_password));
  lab_assert_refused (nobody, 400, "user_type");
}

/* What does not exist is not found; an id in another form than the service's is a bad request. */
static void
test_lab_service_refuses_ids (LabFixture *fixture, gconstpointer data)
{
  static const char *const patterns[] = {
    "/byoc/v1/clusters/%s",
    "/byoc/v1/clusters/%s/nodes",
    "/byoc/v1/databases/%s",
    "/byoc/v1/backup-repositories/%s/n1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_auto (GStrv) parts = g_strsplit (patterns[i], "%s", 2);
      g_autoptr (LabReply) unknown =
                     lab_fixture_get (fixture, "%s%s%s", parts[0], UNKNOWN_ID, parts[1]);
      g_autoptr (LabReply) braced =
                     lab_fixture_get (fixture, "%s%s%s", parts[0], BRACED_ID, parts[1]);
      g_autoptr (LabReply) word = lab_fixture_get (fixture, "%s%s%s", parts[0], "x", parts[1]);

      lab_assert_refused (unknown, 404, "not found");
      lab_assert_refused (braced, 400, "id");
      lab_assert_refused (word, 400, "id");
    }
}

/* A path that the service does not have is its router's to refuse, a method is its own. */
static void
test_lab_service_refuses_routes (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (SoupMessage) method = lab_fixture_new_message (fixture, "DELETE", "/byoc/v1/tasks");
  g_autoptr (LabReply) nowhere = NULL;
  g_autoptr (LabReply) refused = NULL;

  fixture->is_off_contract = TRUE;
  nowhere = lab_fixture_get (fixture, "/byoc/v2/databases");
  refused = lab_fixture_send (fixture, method, NULL, NULL);
  g_assert_cmpuint (nowhere->status, ==, 404);
  g_assert_cmpstr (nowhere->text, ==, "{\"message\":\"Not Found\"}");
  lab_assert_refused (refused, 405, "method");
}

/* A body that is too large is refused, whether its length is told beforehand or not. */
static void
test_lab_service_refuses_large_body (LabFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/byoc/v1/databases/%s/restore", fixture->east);
  g_autofree char *body = g_strnfill (REPRISE_LAB_SERVICE_MAX_BODY_BYTES + 1, ' ');
  g_autoptr (LabReply) told = lab_fixture_post (fixture, path, body);
  g_autoptr (SoupMessage) message = lab_fixture_new_message (fixture, "POST", path);
  g_autoptr (GInputStream) stream =
          g_memory_input_stream_new_from_data (body, REPRISE_LAB_SERVICE_MAX_BODY_BYTES + 1, NULL);
  g_autoptr (LabReply) streamed = NULL;

  soup_message_set_request_body (message, "application/json", stream, -1);
  streamed = lab_fixture_send (fixture, message, NULL, NULL);
  lab_assert_refused (told, 413, "too large");
  lab_assert_refused (streamed, 413, "too large");
}

#define ADD(name, function)                                                                        \
  g_test_add (name, LabFixture, NULL, lab_fixture_set_up, function, lab_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lab/service/exchanges-token", test_lab_service_exchanges_token);
  ADD ("/lab/service/refuses-credentials", test_lab_service_refuses_credentials);
  ADD ("/lab/service/demands-token", test_lab_service_demands_token);
  ADD ("/lab/service/shows-cluster", test_lab_service_shows_cluster);
  ADD ("/lab/service/shows-database", test_lab_service_shows_database);
  ADD ("/lab/service/shows-user", test_lab_service_shows_user);
  ADD ("/lab/service/refuses-ids", test_lab_service_refuses_ids);
  ADD ("/lab/service/refuses-routes", test_lab_service_refuses_routes);
  ADD ("/lab/service/refuses-large-body", test_lab_service_refuses_large_body);
  return lab_fixture_run_tests (argc, argv);
}
