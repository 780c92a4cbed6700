/* SPDX-License-Identifier: GPL-3.0-or-later
 * How many requests a host sees at a time, however many connections there are to it. */

#include "config.h"

#include "cloud/reprise-cloud-gate.h"

#include "cloud/reprise-cloud-address.h"
#include "cloud/reprise-cloud-proxy.h"
#include "cloud/reprise-cloud-transport.h"

#include "support/reprise-fake-clock.h"
#include "support/reprise-mock-service.h"

#define TARGET "/byoc/v1/databases"
#define N_READS (2 * REPRISE_CLOUD_MAX_REQUESTS)

static RepriseCloudTransport *
new_transport (RepriseMockService *service, RepriseFakeClock *clock)
{
  char *no_environment[] = { NULL };
  g_autoptr (GProxyResolver) proxy = reprise_cloud_proxy_new (no_environment);
  g_autoptr (GUri) base =
                 reprise_cloud_address_parse (reprise_mock_service_get_address (service), NULL);

  return reprise_cloud_transport_new (base, REPRISE_CLOCK (clock), proxy, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_answers = user_data;
  g_autoptr (GError) error = NULL;
  RepriseCloudReply *reply =
      reprise_cloud_transport_send_finish (REPRISE_CLOUD_TRANSPORT (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  reprise_cloud_reply_free (reply);
  *n_answers += 1;
}

static void
begin_read (RepriseCloudTransport *transport, guint *n_answers)
{
  g_autoptr (RepriseCloudRequest) request =
                 reprise_cloud_request_new_read (TARGET, REPRISE_CLOUD_TIMEOUT_USEC);

  reprise_cloud_transport_send_async (transport, request, NULL, sent_cb, n_answers);
}

static void
await (const guint *n_answers, guint n_awaited)
{
  while (*n_answers < n_awaited)
    g_main_context_iteration (NULL, TRUE);
}

/* Two connections to a host share the limit, and none waits for ever; another host has its own. */
static void
test_cloud_gate_shared (void)
{
  RepriseMockService *service = reprise_mock_service_new (NULL);
  RepriseMockService *elsewhere = reprise_mock_service_new (NULL);
  RepriseFakeClock *clock = reprise_fake_clock_new ("2024-06-19T20:00:00Z");
  RepriseCloudTransport *first = new_transport (service, clock);
  RepriseCloudTransport *second = new_transport (service, clock);
  RepriseCloudTransport *other = new_transport (elsewhere, clock);
  RepriseMockReply *reply = reprise_mock_service_expect (service, "GET", TARGET, 200, "[]");
  guint n_answers = 0, n_from_elsewhere = 0;

  reprise_mock_reply_set_fault (reply, REPRISE_MOCK_HOLD);
  reprise_mock_reply_set_repeated (reply);
  reprise_mock_service_expect (elsewhere, "GET", TARGET, 200, "[]");
  for (guint i = 0; i < N_READS; i++)
    begin_read (i % 2 == 0 ? first : second, &n_answers);
  reprise_mock_service_await_requests (service, REPRISE_CLOUD_MAX_REQUESTS);
  begin_read (other, &n_from_elsewhere);
  await (&n_from_elsewhere, 1);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (service), ==, REPRISE_CLOUD_MAX_REQUESTS);

  reprise_mock_service_release (service);
  reprise_mock_service_await_requests (service, N_READS);
  reprise_mock_service_release (service);
  await (&n_answers, N_READS);
  g_assert_cmpuint (reprise_mock_service_get_most_held (service), ==, REPRISE_CLOUD_MAX_REQUESTS);

  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
  g_assert_finalize_object (other);
  reprise_mock_service_finish (service);
  reprise_mock_service_finish (elsewhere);
  g_assert_finalize_object (clock);
}

/* A host is the same with its port left out or said, in capitals or small letters, with a path or
 * without. */
static void
test_cloud_gate_hosts (void)
{
  static const struct
  {
    const char *address;
    gboolean is_same;
  } cases[] = {
    { "https://api.example.com:443", TRUE },
    { "https://API.example.com/v2", TRUE },
    { "https://api.example.com:8443", FALSE },
    { "https://eu.example.com", FALSE },
    { "http://127.0.0.1", FALSE },
  };
  g_autoptr (GUri) base = reprise_cloud_address_parse ("https://api.example.com", NULL);
  RepriseCloudGate *gate = reprise_cloud_gate_dup_for (base);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) address = reprise_cloud_address_parse (cases[i].address, NULL);
      g_autoptr (RepriseCloudGate) other = reprise_cloud_gate_dup_for (address);

      g_test_message ("%s", cases[i].address);
      g_assert_cmpint (other == gate, ==, cases[i].is_same);
    }
  g_assert_finalize_object (gate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cloud/gate/shared", test_cloud_gate_shared);
  g_test_add_func ("/cloud/gate/hosts", test_cloud_gate_hosts);
  return g_test_run ();
}
