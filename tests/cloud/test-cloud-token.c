/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing in: once for all, in time, and without a trace of the secret. */

#include "config.h"

#include "cloud-fixture.h"

#include <string.h>

#define DATABASES "/byoc/v1/databases"

static void
begin (CloudFixture *fixture)
{
  reprise_backend_list_databases_async (fixture->backend,
                                        fixture->cancellable,
                                        cloud_fixture_keep_cb,
                                        fixture);
}

static GPtrArray *
list_databases (CloudFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  begin (fixture);
  result = cloud_fixture_await (fixture);
  return reprise_backend_list_databases_finish (fixture->backend, result, NULL, error);
}

static void
assert_lists (CloudFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) databases = list_databases (fixture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (databases);
}

static void
expect_token (CloudFixture *fixture, const char *token, int expires_in)
{
  g_autofree char *body =
      g_strdup_printf ("{\"access_token\":\"%s\",\"expires_in\":%d,\"token_type\":\"Bearer\"}",
                       token,
                       expires_in);

  reprise_mock_service_expect (fixture->service, "POST", REPRISE_MOCK_TOKEN_PATH, 200, body);
}

static void
assert_authorization (CloudFixture *fixture, guint index, const char *value)
{
  const RepriseMockRequest *request = reprise_mock_service_get_request (fixture->service, index);

  g_assert_cmpstr (reprise_mock_request_get_header (request, "authorization"), ==, value);
}

/* The credential goes into the body of the exchange and nowhere else. */
static void
test_cloud_token_exchange (CloudFixture *fixture, gconstpointer data)
{
  const RepriseMockRequest *request;
  g_autofree char *body = NULL;

  expect_token (fixture, "first", 86400);
  reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, "[]");
  assert_lists (fixture);

  request = reprise_mock_service_get_request (fixture->service, 0);
  g_assert_cmpstr (request->target, ==, REPRISE_MOCK_TOKEN_PATH);
  g_assert_cmpstr (reprise_mock_request_get_header (request, "content-type"),
                   ==,
                   "application/json");
  assert_authorization (fixture, 0, NULL);
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_cmpstr (body,
                   ==,
                   "{\"client_id\":\"" CLOUD_CLIENT_ID "\",\"client_secret\":\"" CLOUD_CLIENT_SECRET
                   "\",\"grant_type\":\"client_credentials\"}");
  assert_authorization (fixture, 1, "Bearer first");
}

/* It is renewed when five minutes are left, and not before. */
static void
test_cloud_token_renewal (CloudFixture *fixture, gconstpointer data)
{
  expect_token (fixture, "first", 3600);
  reprise_mock_reply_set_repeated (
      reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, "[]"));
  assert_lists (fixture);
  reprise_fake_clock_advance (fixture->clock, 55 * G_TIME_SPAN_MINUTE - 1);
  assert_lists (fixture);
  assert_authorization (fixture, 2, "Bearer first");
  reprise_fake_clock_advance (fixture->clock, 1);
  expect_token (fixture, "second", 3600);
  assert_lists (fixture);
  assert_authorization (fixture, 4, "Bearer second");
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    2);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *count = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) databases =
          reprise_backend_list_databases_finish (REPRISE_BACKEND (source), result, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (databases);
  (*count)++;
}

/* However many requests wait for it, there is one exchange. */
static void
test_cloud_token_once (CloudFixture *fixture, gconstpointer data)
{
  guint count = 0;

  expect_token (fixture, "only", 86400);
  reprise_mock_reply_set_repeated (
      reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, "[]"));
  for (guint i = 0; i < 20; i++)
    reprise_backend_list_databases_async (fixture->backend, NULL, count_cb, &count);
  while (count < 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 21);
}

/* A read whose token is not taken is tried once more with a new one, and that is all. */
static void
test_cloud_token_rejected (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  expect_token (fixture, "first", 86400);
  reprise_mock_service_expect (fixture->service, "GET", DATABASES, 401, "{\"code\":401}");
  expect_token (fixture, "second", 86400);
  reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, "[]");
  assert_lists (fixture);
  assert_authorization (fixture, 1, "Bearer first");
  assert_authorization (fixture, 3, "Bearer second");

  reprise_mock_reply_set_repeated (
      reprise_mock_service_expect (fixture->service,
                                   "GET",
                                   DATABASES,
                                   401,
                                   "{\"code\":401,\"message\":\"invalid token\"}"));
  expect_token (fixture, "third", 86400);
  g_assert_null (list_databases (fixture, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (error->message, ==, "invalid token");
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 7);
}

/* Whatever the service has against the exchange, the credential is at fault; one without a token is
 * none, and nothing of it is kept. */
static void
test_cloud_token_refused (CloudFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
    const char *message;
  } cases[] = {
    { 401,
      "{\"code\":\"invalid_client\",\"message\":\"no such client\"}",
      REPRISE_SERVICE_ERROR_UNAUTHORIZED,
      "Signing in failed: no such client" },
    { 400,
      "{\"code\":400,\"message\":\"bad credential\"}",
      REPRISE_SERVICE_ERROR_UNAUTHORIZED,
      "Signing in failed: bad credential" },
    { 403,
      "{\"code\":403,\"message\":\"not here\"}",
      REPRISE_SERVICE_ERROR_UNAUTHORIZED,
      "Signing in failed: not here" },
    { 403,
      "{\"code\":403,\"message\":\"gone\",\"reason\":\"membership_revoked\"}",
      REPRISE_SERVICE_ERROR_MEMBERSHIP,
      "Signing in failed: gone" },
    { 401,
      "{\"code\":401,\"message\":\"wrong secret " CLOUD_CLIENT_SECRET "\"}",
      REPRISE_SERVICE_ERROR_UNAUTHORIZED,
      "Signing in failed: the answer repeats the secret and is not shown" },
    { 404,
      "<html>not found</html>",
      REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
      "Signing in failed: HTTP status 404: not found" },
    { 302,
      NULL,
      REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
      "Signing in failed: HTTP status 302: redirected to another path; the address of the service "
      "may be wrong" },
    { 200,
      "{\"access_token\":\"\",\"expires_in\":60,\"token_type\":\"Bearer\"}",
      REPRISE_SERVICE_ERROR_PROTOCOL,
      NULL },
    { 200, "null", REPRISE_SERVICE_ERROR_PROTOCOL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      reprise_mock_service_expect (fixture->service,
                                   "POST",
                                   REPRISE_MOCK_TOKEN_PATH,
                                   cases[i].status,
                                   cases[i].body);
      g_assert_null (list_databases (fixture, &error));
      g_assert_error (error, REPRISE_SERVICE_ERROR, cases[i].code);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_true (g_str_has_prefix (error->message, "Signing in failed: "));
      g_assert_null (strstr (error->message, CLOUD_CLIENT_SECRET));
    }
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    G_N_ELEMENTS (cases));
}

/* An exchange that hangs is a failure to sign in, and says nothing against the credential: it is
 * the way to the service that is broken. It is not waited for twice. */
static void
test_cloud_token_hangs (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_reply_set_fault (reprise_mock_service_grant_token (fixture->service),
                                REPRISE_MOCK_HOLD);
  begin (fixture);
  reprise_mock_service_await_requests (fixture->service, 1);
  reprise_fake_clock_advance (fixture->clock, 30 * G_USEC_PER_SEC);
  result = cloud_fixture_await (fixture);
  g_assert_null (reprise_backend_list_databases_finish (fixture->backend, result, NULL, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT);
  g_assert_cmpstr (error->message,
                   ==,
                   "Signing in failed: 127.0.0.1 gave no answer within 30 seconds");
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    1);
}

/* Who gives up waiting does not take the exchange from the others; the last one ends it, and the
 * next begins a new one. */
static void
test_cloud_token_cancelled (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  reprise_mock_reply_set_fault (reprise_mock_service_grant_token (fixture->service),
                                REPRISE_MOCK_HOLD);
  reprise_mock_reply_set_repeated (
      reprise_mock_service_expect (fixture->service, "GET", DATABASES, 200, "[]"));
  begin (fixture);
  reprise_backend_list_databases_async (fixture->backend, NULL, count_cb, &count);
  reprise_mock_service_await_requests (fixture->service, 1);
  g_cancellable_cancel (fixture->cancellable);
  result = cloud_fixture_await (fixture);
  g_assert_null (reprise_backend_list_databases_finish (fixture->backend, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  reprise_mock_service_release (fixture->service);
  while (count == 0)
    g_main_context_iteration (NULL, TRUE);

  reprise_fake_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  g_cancellable_reset (fixture->cancellable);
  begin (fixture);
  reprise_mock_service_await_requests (fixture->service, 3);
  g_cancellable_cancel (fixture->cancellable);
  last = cloud_fixture_await (fixture);
  g_assert_null (reprise_backend_list_databases_finish (fixture->backend, last, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  reprise_backend_list_databases_async (fixture->backend, NULL, count_cb, &count);
  reprise_mock_service_await_requests (fixture->service, 4);
  reprise_mock_service_release (fixture->service);
  while (count == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (reprise_mock_service_count_requests (fixture->service, REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CLOUD_TEST ("/cloud/token/exchange", test_cloud_token_exchange);
  CLOUD_TEST ("/cloud/token/renewal", test_cloud_token_renewal);
  CLOUD_TEST ("/cloud/token/once", test_cloud_token_once);
  CLOUD_TEST ("/cloud/token/rejected", test_cloud_token_rejected);
  CLOUD_TEST ("/cloud/token/refused", test_cloud_token_refused);
  CLOUD_TEST ("/cloud/token/hangs", test_cloud_token_hangs);
  CLOUD_TEST ("/cloud/token/cancelled", test_cloud_token_cancelled);
  return g_test_run ();
}
