/* SPDX-License-Identifier: GPL-3.0-or-later
 * One exchange with a service that keeps no rules, and how many run at a time. */

#include "config.h"

#include "cloud/reprise-cloud-transport.h"

#include "cloud/reprise-cloud-address.h"
#include "cloud/reprise-cloud-gate.h"
#include "cloud/reprise-cloud-proxy.h"
#include "model/reprise-service-error.h"

#include "support/reprise-fake-clock.h"
#include "support/reprise-mock-service.h"

#define NOW "2024-06-19T20:00:00Z"
#define TARGET "/byoc/v1/databases"

typedef struct
{
  RepriseMockService *service;
  RepriseFakeClock *clock;
  RepriseCloudTransport *transport;
} Fixture;

typedef struct
{
  gboolean is_done;
  RepriseCloudReply *reply;
  GError *error;
} Outcome;

static RepriseCloudTransport *
new_transport (RepriseFakeClock *clock, const char *address, GTlsDatabase *trusted)
{
  char *no_environment[] = { NULL };
  g_autoptr (GProxyResolver) proxy = reprise_cloud_proxy_new (no_environment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) base = reprise_cloud_address_parse (address, &error);

  g_assert_no_error (error);
  return reprise_cloud_transport_new (base, REPRISE_CLOCK (clock), proxy, trusted);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = reprise_mock_service_new (NULL);
  fixture->clock = reprise_fake_clock_new (NOW);
  fixture->transport =
      new_transport (fixture->clock, reprise_mock_service_get_address (fixture->service), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->transport);
  reprise_mock_service_finish (fixture->service);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (fixture->clock), ==, -1);
  g_assert_finalize_object (fixture->clock);
}

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->reply, reprise_cloud_reply_free);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->is_done = TRUE;
  outcome->reply = reprise_cloud_transport_send_finish (REPRISE_CLOUD_TRANSPORT (source),
                                                        result,
                                                        &outcome->error);
}

static void
await (const Outcome *outcome)
{
  while (!outcome->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin_read (RepriseCloudTransport *transport, GCancellable *cancellable, Outcome *outcome)
{
  g_autoptr (RepriseCloudRequest) request =
                 reprise_cloud_request_new_read (TARGET, REPRISE_CLOUD_TIMEOUT_USEC);

  reprise_cloud_request_set_token (request, REPRISE_MOCK_TOKEN);
  reprise_cloud_transport_send_async (transport, request, cancellable, sent_cb, outcome);
}

static void
begin_write (RepriseCloudTransport *transport, GCancellable *cancellable, Outcome *outcome)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (RepriseCloudRequest) request = reprise_cloud_request_new_write (TARGET, body);

  reprise_cloud_request_set_token (request, REPRISE_MOCK_TOKEN);
  reprise_cloud_transport_send_async (transport, request, cancellable, sent_cb, outcome);
}

/* What is sent is what was asked for, with the token in its header alone; what comes back is whole.
 */
static void
test_cloud_transport_plain (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  const RepriseMockRequest *request;
  RepriseMockReply *reply =
      reprise_mock_service_expect (fixture->service, "POST", TARGET, 409, "{\"code\":409}");

  reprise_mock_reply_add_header (reply, "Retry-After", "7");
  begin_write (fixture->transport, NULL, &outcome);
  await (&outcome);

  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.reply->status, ==, 409);
  g_assert_cmpmem (g_bytes_get_data (outcome.reply->body, NULL),
                   g_bytes_get_size (outcome.reply->body),
                   "{\"code\":409}",
                   12);
  g_assert_cmpstr (outcome.reply->content_type, ==, "application/json");
  g_assert_cmpint (outcome.reply->retry_after_usec, ==, 7 * G_USEC_PER_SEC);

  request = reprise_mock_service_get_request (fixture->service, 0);
  g_assert_cmpstr (request->target, ==, TARGET);
  g_assert_cmpstr (reprise_mock_request_get_header (request, "authorization"),
                   ==,
                   "Bearer " REPRISE_MOCK_TOKEN);
  g_assert_cmpstr (reprise_mock_request_get_header (request, "accept"), ==, "application/json");
  g_assert_cmpstr (reprise_mock_request_get_header (request, "content-type"),
                   ==,
                   "application/json");
  g_assert_cmpmem (g_bytes_get_data (request->body, NULL),
                   g_bytes_get_size (request->body),
                   "{\"a\":1}",
                   7);
}

/* A redirect is handed back, not followed, and the token stays here. */
static void
test_cloud_transport_redirect (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  RepriseMockService *elsewhere = reprise_mock_service_new (NULL);
  RepriseMockReply *reply =
      reprise_mock_service_expect (fixture->service, "GET", TARGET, 302, NULL);

  reprise_mock_reply_add_header (reply, "Location", reprise_mock_service_get_address (elsewhere));
  begin_read (fixture->transport, NULL, &outcome);
  await (&outcome);

  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.reply->status, ==, 302);
  g_assert_cmpstr (outcome.reply->location, ==, reprise_mock_service_get_address (elsewhere));
  g_assert_cmpuint (reprise_mock_service_get_n_requests (elsewhere), ==, 0);
  reprise_mock_service_finish (elsewhere);
}

/* Nobody listens: nothing was sent. */
static void
test_cloud_transport_refused (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  RepriseMockService *gone = reprise_mock_service_new (NULL);
  RepriseCloudTransport *transport =
      new_transport (fixture->clock, reprise_mock_service_get_address (gone), NULL);

  reprise_mock_service_finish (gone);
  begin_write (transport, NULL, &outcome);
  await (&outcome);
  g_assert_error (outcome.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
  g_assert_true (g_str_has_prefix (outcome.error->message, "No connection to 127.0.0.1: "));
  g_assert_finalize_object (transport);
}

/* The connection breaks before the answer, or in the middle of it: a read has failed, of a write
 * nobody knows, and neither is sent twice. */
static void
test_cloud_transport_broken (Fixture *fixture, gconstpointer data)
{
  static const RepriseMockFault faults[] = { REPRISE_MOCK_DROP, REPRISE_MOCK_HALF };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (Outcome) read = { 0 };
      g_auto (Outcome) write = { 0 };

      reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                                 "GET",
                                                                 TARGET,
                                                                 200,
                                                                 "[1,2,3]"),
                                    faults[i]);
      reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                                 "POST",
                                                                 TARGET,
                                                                 200,
                                                                 "[1,2,3]"),
                                    faults[i]);
      begin_read (fixture->transport, NULL, &read);
      await (&read);
      g_assert_error (read.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT);
      begin_write (fixture->transport, NULL, &write);
      await (&write);
      g_assert_error (write.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN);
    }
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 4);
}

/* A connection that was kept open and has died since does not swallow a write. */
static void
test_cloud_transport_kept_open (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) read = { 0 };
  g_auto (Outcome) write = { 0 };

  reprise_mock_service_expect (fixture->service, "GET", TARGET, 200, "[]");
  reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                             "POST",
                                                             TARGET,
                                                             200,
                                                             "null"),
                                REPRISE_MOCK_DROP);
  begin_read (fixture->transport, NULL, &read);
  await (&read);
  g_assert_no_error (read.error);
  begin_write (fixture->transport, NULL, &write);
  await (&write);
  g_assert_error (write.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 2);
}

/* The status of a refusal counts even where its body breaks off. */
static void
test_cloud_transport_half_refusal (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                             "POST",
                                                             TARGET,
                                                             400,
                                                             "{\"code\":400}"),
                                REPRISE_MOCK_HALF);
  begin_write (fixture->transport, NULL, &outcome);
  await (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.reply->status, ==, 400);
}

/* Silence ends with the deadline, before the answer or in the middle of it. */
static void
test_cloud_transport_silence (Fixture *fixture, gconstpointer data)
{
  static const RepriseMockFault faults[] = { REPRISE_MOCK_HOLD, REPRISE_MOCK_STALL };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (Outcome) read = { 0 };
      g_auto (Outcome) write = { 0 };

      reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                                 "GET",
                                                                 TARGET,
                                                                 200,
                                                                 "[1,2,3]"),
                                    faults[i]);
      reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                                 "POST",
                                                                 TARGET,
                                                                 200,
                                                                 "[1,2,3]"),
                                    faults[i]);
      begin_read (fixture->transport, NULL, &read);
      begin_write (fixture->transport, NULL, &write);
      reprise_mock_service_await_requests (fixture->service, (guint) (2 * i + 2));
      reprise_fake_clock_advance (fixture->clock, REPRISE_CLOUD_TIMEOUT_USEC - 1);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_false (read.is_done || write.is_done);
      reprise_fake_clock_advance (fixture->clock, 1);
      await (&read);
      await (&write);
      g_assert_error (read.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT);
      g_assert_cmpstr (read.error->message, ==, "127.0.0.1 gave no answer within 30 seconds");
      g_assert_error (write.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN);
    }
}

/* A body that never ends is cut off, and of a refusal its beginning is kept. */
static void
test_cloud_transport_endless (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) success = { 0 };
  g_auto (Outcome) refusal = { 0 };

  reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                             "GET",
                                                             TARGET,
                                                             200,
                                                             NULL),
                                REPRISE_MOCK_ENDLESS);
  begin_read (fixture->transport, NULL, &success);
  await (&success);
  g_assert_error (success.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_PROTOCOL);
  g_assert_cmpstr (success.error->message,
                   ==,
                   "The answer of 127.0.0.1 is larger than 33554432 bytes");

  reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                             "GET",
                                                             TARGET,
                                                             500,
                                                             NULL),
                                REPRISE_MOCK_ENDLESS);
  begin_read (fixture->transport, NULL, &refusal);
  await (&refusal);
  g_assert_no_error (refusal.error);
  g_assert_cmpuint (refusal.reply->status, ==, 500);
  g_assert_cmpuint (g_bytes_get_size (refusal.reply->body), <=, REPRISE_CLOUD_MAX_ERROR_BYTES);
}

/* At most six at a time; the rest waits without its time running out, and writes go first. */
static void
test_cloud_transport_limit (Fixture *fixture, gconstpointer data)
{
  Outcome reads[9] = { 0 };
  g_auto (Outcome) write = { 0 };
  RepriseMockReply *reply =
      reprise_mock_service_expect (fixture->service, "GET", TARGET, 200, "[]");

  reprise_mock_reply_set_fault (reply, REPRISE_MOCK_HOLD);
  reprise_mock_reply_set_repeated (reply);
  reprise_mock_service_expect (fixture->service, "POST", TARGET, 200, "null");
  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++)
    begin_read (fixture->transport, NULL, &reads[i]);
  begin_write (fixture->transport, NULL, &write);
  reprise_mock_service_await_requests (fixture->service, REPRISE_CLOUD_MAX_REQUESTS);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service),
                    ==,
                    REPRISE_CLOUD_MAX_REQUESTS);

  reprise_fake_clock_advance (fixture->clock, REPRISE_CLOUD_TIMEOUT_USEC - 1);
  reprise_mock_service_release_first (fixture->service);
  await (&write);
  g_assert_no_error (write.error);
  g_assert_cmpstr (reprise_mock_service_get_request (fixture->service, REPRISE_CLOUD_MAX_REQUESTS)
                       ->method,
                   ==,
                   "POST");
  reprise_mock_service_release (fixture->service);
  reprise_mock_service_await_requests (fixture->service, 10);
  reprise_fake_clock_advance (fixture->clock, 1);
  reprise_mock_service_release (fixture->service);
  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      await (&reads[i]);
      g_assert_no_error (reads[i].error);
      outcome_clear (&reads[i]);
    }
  g_assert_cmpuint (reprise_mock_service_get_most_held (fixture->service),
                    ==,
                    REPRISE_CLOUD_MAX_REQUESTS);
}

/* What nobody wants any more ends at once, under way or waiting, and makes room for others. */
static void
test_cloud_transport_cancel (Fixture *fixture, gconstpointer data)
{
  Outcome reads[8] = { 0 };
  g_auto (Outcome) last = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RepriseMockReply *reply =
      reprise_mock_service_expect (fixture->service, "GET", TARGET, 200, "[]");

  reprise_mock_reply_set_fault (reply, REPRISE_MOCK_HOLD);
  reprise_mock_reply_set_repeated (reply);
  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++)
    begin_read (fixture->transport, cancellable, &reads[i]);
  begin_read (fixture->transport, NULL, &last);
  reprise_mock_service_await_requests (fixture->service, REPRISE_CLOUD_MAX_REQUESTS);

  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      await (&reads[i]);
      g_assert_error (reads[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      outcome_clear (&reads[i]);
    }
  reprise_mock_service_await_requests (fixture->service, REPRISE_CLOUD_MAX_REQUESTS + 1);
  reprise_mock_service_release (fixture->service);
  await (&last);
  g_assert_no_error (last.error);
}

/* A write that has left is not stopped: its answer is awaited and reported. */
static void
test_cloud_transport_cancel_write (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) early = { 0 };
  g_auto (Outcome) late = { 0 };
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) after = g_cancellable_new ();

  g_cancellable_cancel (before);
  begin_write (fixture->transport, before, &early);
  await (&early);
  g_assert_error (early.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (fixture->service), ==, 0);

  reprise_mock_reply_set_fault (reprise_mock_service_expect (fixture->service,
                                                             "POST",
                                                             TARGET,
                                                             200,
                                                             "null"),
                                REPRISE_MOCK_HOLD);
  begin_write (fixture->transport, after, &late);
  reprise_mock_service_await_requests (fixture->service, 1);
  g_cancellable_cancel (after);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (late.is_done);
  reprise_mock_service_release (fixture->service);
  await (&late);
  g_assert_no_error (late.error);
  g_assert_cmpuint (late.reply->status, ==, 200);
}

/* The service's clock is told by its answers, to no more than they prove. */
static void
test_cloud_transport_skew (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *date;
    const char *age;
    const char *service_now;
  } cases[] = {
    { "Wed, 19 Jun 2024 20:00:00 GMT", NULL, "2024-06-19T20:00:00.000000Z" },
    { "Wed, 19 Jun 2024 20:05:00 GMT", NULL, "2024-06-19T20:05:00.000000Z" },
    { "Wed, 19 Jun 2024 19:30:00 GMT", NULL, "2024-06-19T19:30:00.999999Z" },
    /* Neither an old copy nor nonsense tells the time. */
    { "Wed, 19 Jun 2024 19:00:00 GMT", "60", "2024-06-19T19:30:00.999999Z" },
    { "yesterday", NULL, "2024-06-19T19:30:00.999999Z" },
    { "Wed, 19 Jun 2024 20:00:00 GMT", NULL, "2024-06-19T20:00:00.000000Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Outcome) outcome = { 0 };
      g_autofree char *service_now = NULL;
      RepriseMockReply *reply =
          reprise_mock_service_expect (fixture->service, "GET", TARGET, 200, "[]");

      reprise_mock_reply_add_header (reply, "Date", cases[i].date);
      if (cases[i].age != NULL)
        reprise_mock_reply_add_header (reply, "Age", cases[i].age);
      begin_read (fixture->transport, NULL, &outcome);
      await (&outcome);
      g_assert_no_error (outcome.error);
      service_now =
          reprise_instant_format (reprise_cloud_transport_get_service_now (fixture->transport),
                                  REPRISE_INSTANT_MICROSECONDS);
      g_assert_cmpstr (service_now, ==, cases[i].service_now);
    }
}

static char *
dup_certificate_path (void)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "loopback.pem", NULL);
}

static GTlsCertificate *
load_certificate (void)
{
  g_autofree char *path = dup_certificate_path ();
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

static GTlsDatabase *
load_trusted (void)
{
  g_autofree char *path = dup_certificate_path ();
  g_autoptr (GError) error = NULL;
  GTlsDatabase *trusted = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  return trusted;
}

/* A certificate nobody vouches for stops everything before a byte of the request is sent; one that
 * is trusted does not. */
static void
test_cloud_transport_tls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate ();
  g_autoptr (GTlsDatabase) trusted = load_trusted ();
  g_auto (Outcome) distrusted = { 0 };
  g_auto (Outcome) accepted = { 0 };
  RepriseMockService *service;
  RepriseCloudTransport *wary;
  RepriseCloudTransport *trusting;

  service = reprise_mock_service_new (certificate);
  wary = new_transport (fixture->clock, reprise_mock_service_get_address (service), NULL);
  trusting = new_transport (fixture->clock, reprise_mock_service_get_address (service), trusted);

  begin_write (wary, NULL, &distrusted);
  await (&distrusted);
  g_assert_error (distrusted.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TLS);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (service), ==, 0);

  reprise_mock_service_expect (service, "POST", TARGET, 200, "null");
  begin_write (trusting, NULL, &accepted);
  await (&accepted);
  g_assert_no_error (accepted.error);
  g_assert_cmpuint (accepted.reply->status, ==, 200);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (service), ==, 1);

  g_assert_finalize_object (wary);
  g_assert_finalize_object (trusting);
  reprise_mock_service_finish (service);
}

/* A service that offers HTTP/2 is spoken to over HTTP/1.1, where silence ends with the deadline,
 * and a write whose connection breaks is neither sent again nor taken for not sent. */
static void
test_cloud_transport_http1 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate ();
  g_autoptr (GTlsDatabase) trusted = load_trusted ();
  g_auto (Outcome) read = { 0 };
  g_auto (Outcome) write = { 0 };
  RepriseMockService *service;
  RepriseCloudTransport *transport;

  service = reprise_mock_service_new (certificate);
  transport = new_transport (fixture->clock, reprise_mock_service_get_address (service), trusted);

  reprise_mock_reply_set_fault (reprise_mock_service_expect (service, "GET", TARGET, 200, "[]"),
                                REPRISE_MOCK_HOLD);
  begin_read (transport, NULL, &read);
  reprise_mock_service_await_requests (service, 1);
  g_assert_false (reprise_mock_service_get_request (service, 0)->is_http2);
  reprise_fake_clock_advance (fixture->clock, REPRISE_CLOUD_TIMEOUT_USEC);
  await (&read);
  g_assert_error (read.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT);

  reprise_mock_reply_set_fault (reprise_mock_service_expect (service, "POST", TARGET, 200, "null"),
                                REPRISE_MOCK_HOLD);
  begin_write (transport, NULL, &write);
  reprise_mock_service_await_requests (service, 2);
  reprise_mock_service_hang_up (service);
  await (&write);
  g_assert_error (write.error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (service), ==, 2);
  g_assert_finalize_object (transport);
  reprise_mock_service_finish (service);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/cloud/transport/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  /* Has a SoupServer with a certificate offer HTTP/2. */
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("plain", test_cloud_transport_plain);
  ADD ("redirect", test_cloud_transport_redirect);
  ADD ("refused", test_cloud_transport_refused);
  ADD ("broken", test_cloud_transport_broken);
  ADD ("kept-open", test_cloud_transport_kept_open);
  ADD ("half-refusal", test_cloud_transport_half_refusal);
  ADD ("silence", test_cloud_transport_silence);
  ADD ("endless", test_cloud_transport_endless);
  ADD ("limit", test_cloud_transport_limit);
  ADD ("cancel", test_cloud_transport_cancel);
  ADD ("cancel-write", test_cloud_transport_cancel_write);
  ADD ("skew", test_cloud_transport_skew);
  ADD ("tls", test_cloud_transport_tls);
  ADD ("http1", test_cloud_transport_http1);
  return g_test_run ();
}
