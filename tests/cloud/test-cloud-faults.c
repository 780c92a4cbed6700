/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads from a service that fails: what is tried again, what is not, and what is said about it. */

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
end (CloudFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = cloud_fixture_await (fixture);

  return reprise_backend_list_databases_finish (fixture->backend, result, NULL, error);
}

static void
assert_fails (CloudFixture *fixture, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (end (fixture, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_succeeds (CloudFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) databases = end (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (databases->len, ==, 0);
}

/* Waits for the pause before the next attempt, and lets it pass. */
static void
pass_pause (CloudFixture *fixture, gint64 pause_usec)
{
  reprise_fake_clock_await_timer (fixture->clock, pause_usec);
  reprise_fake_clock_advance (fixture->clock, pause_usec);
}

static RepriseMockReply *
expect (CloudFixture *fixture, guint status, const char *body)
{
  return reprise_mock_service_expect (fixture->service, "GET", DATABASES, status, body);
}

/* What is certain is said at once and in the service's words. */
static void
test_cloud_faults_refusals (CloudFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
    const char *message;
  } cases[] = {
    { 400,
      "{\"code\":400,\"message\":\"your plan does not allow backup stores\"}",
      REPRISE_SERVICE_ERROR_PLAN,
      "your plan does not allow backup stores" },
    { 403,
      "{\"code\":403,\"message\":\"not yours\"}",
      REPRISE_SERVICE_ERROR_FORBIDDEN,
      "not yours" },
    { 403,
      "{\"code\":403,\"message\":\"expired\",\"reason\":\"plan_expired\"}",
      REPRISE_SERVICE_ERROR_PLAN,
      "expired" },
    { 404,
      "{\"code\":404,\"message\":\"no such thing\"}",
      REPRISE_SERVICE_ERROR_NOT_FOUND,
      "no such thing" },
    { 404,
      "{\"message\":\"Not Found\"}",
      REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
      "HTTP status 404: Not Found" },
    { 404, NULL, REPRISE_SERVICE_ERROR_WRONG_ADDRESS, "HTTP status 404" },
    { 500, "{\"code\":500,\"message\":\"oh\"}", REPRISE_SERVICE_ERROR_SERVER, "oh" },
    { 500, "{\"code\":", REPRISE_SERVICE_ERROR_SERVER, "HTTP status 500: {\"code\":" },
  };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      expect (fixture, cases[i].status, cases[i].body);
      begin (fixture);
      assert_fails (fixture, cases[i].code, cases[i].message);
    }
}

/* A redirect is not followed, and tells no more than a host. */
static void
test_cloud_faults_redirect (CloudFixture *fixture, gconstpointer data)
{
  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_reply_add_header (expect (fixture, 302, NULL),
                                 "Location",
                                 "https://portal.example/login?session=1");
  begin (fixture);
  assert_fails (fixture,
                REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
                "HTTP status 302: redirected to portal.example; the address of the service may be "
                "wrong");
}

/* What may pass is tried four times, with longer and longer pauses, and then given up. */
static void
test_cloud_faults_back_off (CloudFixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 502, 503, 504, 408, 429 };
  static const int codes[] = {
    REPRISE_SERVICE_ERROR_SERVER,       REPRISE_SERVICE_ERROR_SERVER,
    REPRISE_SERVICE_ERROR_TIMEOUT,      REPRISE_SERVICE_ERROR_TIMEOUT,
    REPRISE_SERVICE_ERROR_RATE_LIMITED,
  };

  reprise_mock_service_grant_token (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *message = g_strdup_printf ("HTTP status %u (tried 4 times)", statuses[i]);

      for (guint attempt = 0; attempt < 4; attempt++)
        expect (fixture, statuses[i], NULL);
      begin (fixture);
      pass_pause (fixture, G_USEC_PER_SEC / 2);
      pass_pause (fixture, G_USEC_PER_SEC);
      pass_pause (fixture, 2 * G_USEC_PER_SEC);
      assert_fails (fixture, codes[i], message);
    }
}

/* What passes leaves no trace. */
static void
test_cloud_faults_recovery (CloudFixture *fixture, gconstpointer data)
{
  reprise_mock_service_grant_token (fixture->service);
  expect (fixture, 503, NULL);
  /* The first on a connection that was kept open, where libsoup itself reads again on a new one. */
  reprise_mock_reply_set_fault (expect (fixture, 200, NULL), REPRISE_MOCK_DROP);
  reprise_mock_reply_set_fault (expect (fixture, 200, NULL), REPRISE_MOCK_DROP);
  reprise_mock_reply_set_fault (expect (fixture, 200, "[{},{}]"), REPRISE_MOCK_HALF);
  expect (fixture, 200, "[]");
  begin (fixture);
  pass_pause (fixture, G_USEC_PER_SEC / 2);
  pass_pause (fixture, G_USEC_PER_SEC);
  pass_pause (fixture, 2 * G_USEC_PER_SEC);
  assert_succeeds (fixture);
}

/* The service says how long to wait: in seconds, or until when by its own clock. Too long is too
 * long. */
static void
test_cloud_faults_retry_after (CloudFixture *fixture, gconstpointer data)
{
  RepriseMockReply *reply;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_reply_add_header (expect (fixture, 429, NULL), "Retry-After", "17");
  reply = expect (fixture, 503, NULL);
  reprise_mock_reply_add_header (reply, "Date", "Wed, 19 Jun 2024 20:00:00 GMT");
  reprise_mock_reply_add_header (reply, "Retry-After", "Wed, 19 Jun 2024 20:00:23 GMT");
  expect (fixture, 200, "[]");
  begin (fixture);
  pass_pause (fixture, 17 * G_USEC_PER_SEC);
  pass_pause (fixture, 23 * G_USEC_PER_SEC);
  assert_succeeds (fixture);

  reprise_mock_reply_add_header (expect (fixture, 429, "{\"code\":429,\"message\":\"slowly\"}"),
                                 "Retry-After",
                                 "3600");
  begin (fixture);
  assert_fails (fixture, REPRISE_SERVICE_ERROR_RATE_LIMITED, "slowly");
}

/* Where nobody answers in time, twice is enough. */
static void
test_cloud_faults_silence (CloudFixture *fixture, gconstpointer data)
{
  RepriseMockReply *reply;

  reprise_mock_service_grant_token (fixture->service);
  reply = expect (fixture, 200, "[]");
  reprise_mock_reply_set_fault (reply, REPRISE_MOCK_HOLD);
  reprise_mock_reply_set_repeated (reply);
  begin (fixture);
  reprise_mock_service_await_requests (fixture->service, 2);
  reprise_fake_clock_advance (fixture->clock, 30 * G_USEC_PER_SEC);
  pass_pause (fixture, G_USEC_PER_SEC / 2);
  reprise_mock_service_await_requests (fixture->service, 3);
  reprise_fake_clock_advance (fixture->clock, 30 * G_USEC_PER_SEC);
  assert_fails (fixture,
                REPRISE_SERVICE_ERROR_TIMEOUT,
                "127.0.0.1 gave no answer within 30 seconds (tried 2 times)");
}

/* Nobody listens: tried again, and then it is said who. */
static void
test_cloud_faults_refused (CloudFixture *fixture, gconstpointer data)
{
  RepriseMockService *gone = reprise_mock_service_new (NULL);
  RepriseBackend *backend =
      cloud_fixture_new_backend (fixture, reprise_mock_service_get_address (gone));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_mock_service_finish (gone);
  reprise_backend_list_databases_async (backend, NULL, cloud_fixture_keep_cb, fixture);
  pass_pause (fixture, G_USEC_PER_SEC / 2);
  pass_pause (fixture, G_USEC_PER_SEC);
  pass_pause (fixture, 2 * G_USEC_PER_SEC);
  result = cloud_fixture_await (fixture);
  g_assert_null (reprise_backend_list_databases_finish (backend, result, NULL, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
  g_assert_true (
      g_str_has_prefix (error->message, "Signing in failed: No connection to 127.0.0.1: "));
  g_assert_true (g_str_has_suffix (error->message, " (tried 4 times)"));
  g_clear_object (&result);
  g_assert_finalize_object (backend);
}

/* A pause that nobody waits for any more ends at once. */
static void
test_cloud_faults_cancelled_pause (CloudFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  reprise_mock_service_grant_token (fixture->service);
  expect (fixture, 503, NULL);
  begin (fixture);
  reprise_fake_clock_await_timer (fixture->clock, G_USEC_PER_SEC / 2);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (end (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_cancelled = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (
      reprise_backend_list_databases_finish (REPRISE_BACKEND (source), result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*n_cancelled)++;
}

/* A view goes away with its requests in every stage: each ends as cancelled, exactly once, and the
 * backend goes with the last. */
static void
test_cloud_faults_view_gone (CloudFixture *fixture, gconstpointer data)
{
  RepriseBackend *backend =
      cloud_fixture_new_backend (fixture, reprise_mock_service_get_address (fixture->service));
  RepriseMockReply *reply = expect (fixture, 200, "[]");
  guint n_cancelled = 0;

  reprise_mock_service_grant_token (fixture->service);
  reprise_mock_reply_set_fault (reply, REPRISE_MOCK_HOLD);
  reprise_mock_reply_set_repeated (reply);
  /* Six under way and four that wait. */
  for (guint i = 0; i < 10; i++)
    reprise_backend_list_databases_async (backend,
                                          fixture->cancellable,
                                          count_cancelled_cb,
                                          &n_cancelled);
  reprise_mock_service_await_requests (fixture->service, 7);
  g_cancellable_cancel (fixture->cancellable);
  g_object_add_weak_pointer (G_OBJECT (backend), (gpointer *) &backend);
  g_object_unref (backend);
  while (n_cancelled < 10)
    g_main_context_iteration (NULL, TRUE);
  /* The answers arrive when nobody is there any more. */
  reprise_mock_service_release (fixture->service);
  cloud_run_pending ();
  g_assert_cmpuint (n_cancelled, ==, 10);
  g_assert_null (backend);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CLOUD_TEST ("/cloud/faults/refusals", test_cloud_faults_refusals);
  CLOUD_TEST ("/cloud/faults/redirect", test_cloud_faults_redirect);
  CLOUD_TEST ("/cloud/faults/back-off", test_cloud_faults_back_off);
  CLOUD_TEST ("/cloud/faults/recovery", test_cloud_faults_recovery);
  CLOUD_TEST ("/cloud/faults/retry-after", test_cloud_faults_retry_after);
  CLOUD_TEST ("/cloud/faults/silence", test_cloud_faults_silence);
  CLOUD_TEST ("/cloud/faults/refused", test_cloud_faults_refused);
  CLOUD_TEST ("/cloud/faults/cancelled-pause", test_cloud_faults_cancelled_pause);
  CLOUD_TEST ("/cloud/faults/view-gone", test_cloud_faults_view_gone);
  return g_test_run ();
}
