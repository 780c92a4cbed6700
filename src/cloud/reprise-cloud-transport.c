/* SPDX-License-Identifier: GPL-3.0-or-later
 * The way to one service: a bounded number of requests at a time, and what its clock says. */

#include "config.h"

#include "cloud/reprise-cloud-transport.h"

#include "cloud/reprise-cloud-exchange.h"
#include "cloud/reprise-cloud-gate.h"

#include <libsoup/soup.h>

struct _RepriseCloudTransport
{
  GObject parent_instance;

  GUri *base;
  RepriseClock *clock;
  SoupSession *session;
  RepriseCloudGate *gate; /* of every connection to the host */
  /* How far the service's clock is ahead of ours. */
  gint64 skew_usec;
};

typedef struct
{
  RepriseCloudRequest *request;
  GCancellable *cancellable;
  GSource *cancel_source;
} Turn;

G_DEFINE_FINAL_TYPE (RepriseCloudTransport, reprise_cloud_transport, G_TYPE_OBJECT)

static void
turn_free (Turn *turn)
{
  reprise_clear_timer (&turn->cancel_source);
  g_clear_object (&turn->cancellable);
  g_clear_pointer (&turn->request, reprise_cloud_request_free);
  g_free (turn);
}

/* The service's time is known to the second, and only for some moment between question and answer;
 * so the smallest difference is taken that explains what was seen. */
static gint64
measure_skew (const RepriseCloudReply *reply)
{
  if (reply->date > reply->received_at)
    return reply->date - reply->received_at;
  if (reply->date + REPRISE_INSTANT_SECOND <= reply->sent_at)
    return reply->date + REPRISE_INSTANT_SECOND - 1 - reply->sent_at;
  return 0;
}

static void start_next (RepriseCloudGate *gate);

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCloudTransport *self = g_task_get_source_object (task);
  GError *error = NULL;
  RepriseCloudReply *reply = reprise_cloud_exchange_finish (SOUP_SESSION (source), result, &error);

  reprise_cloud_gate_leave (self->gate);
  if (reply == NULL)
    g_task_return_error (task, error);
  else
    {
      if (reply->date != REPRISE_INSTANT_NONE)
        self->skew_usec = measure_skew (reply);
      g_task_return_pointer (task, reply, (GDestroyNotify) reprise_cloud_reply_free);
    }
  start_next (self->gate);
}

/* Takes the task over. */
static void
start (GTask *task)
{
  RepriseCloudTransport *self = g_task_get_source_object (task);
  Turn *turn = g_task_get_task_data (task);

  reprise_clear_timer (&turn->cancel_source);
  reprise_cloud_exchange_async (self->session,
                                self->clock,
                                self->base,
                                turn->request,
                                turn->cancellable,
                                exchanged_cb,
                                task);
}

/* Whichever connection's turn it is. */
static void
start_next (RepriseCloudGate *gate)
{
  GTask *task;

  while ((task = reprise_cloud_gate_enter (gate)) != NULL)
    start (task);
}

static gboolean
cancelled_while_waiting_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCloudTransport *self = g_task_get_source_object (task);

  reprise_cloud_gate_remove (self->gate, task);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  return G_SOURCE_REMOVE;
}

static void
watch_while_waiting (GTask *task)
{
  Turn *turn = g_task_get_task_data (task);

  if (turn->cancellable == NULL)
    return;
  turn->cancel_source = g_cancellable_source_new (turn->cancellable);
  g_source_set_callback (turn->cancel_source,
                         G_SOURCE_FUNC (cancelled_while_waiting_cb),
                         task,
                         NULL);
  g_source_attach (turn->cancel_source, g_main_context_get_thread_default ());
}

static void
reprise_cloud_transport_finalize (GObject *object)
{
  RepriseCloudTransport *self = REPRISE_CLOUD_TRANSPORT (object);

  g_clear_pointer (&self->base, g_uri_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->gate);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (reprise_cloud_transport_parent_class)->finalize (object);
}

static void
reprise_cloud_transport_class_init (RepriseCloudTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_cloud_transport_finalize;
}

static void
reprise_cloud_transport_init (RepriseCloudTransport *self)
{
}

static SoupSession *
new_session (GProxyResolver *proxy_resolver, GTlsDatabase *tls_database)
{
  /* libsoup's own limit and time-outs stay out of the way: ours count every request, over HTTP/2
   * too, and run by a clock that tests can move. */
  SoupSession *session = soup_session_new_with_options ("max-conns",
                                                        2 * REPRISE_CLOUD_MAX_REQUESTS,
                                                        "max-conns-per-host",
                                                        2 * REPRISE_CLOUD_MAX_REQUESTS,
                                                        "timeout",
                                                        0,
                                                        "user-agent",
                                                        "Reprise/" REPRISE_VERSION,
                                                        "proxy-resolver",
                                                        proxy_resolver,
                                                        NULL);

  /* Without one the system's certificates decide. */
  if (tls_database != NULL)
    soup_session_set_tls_database (session, tls_database);
  return session;
}

/**
 * reprise_cloud_transport_new:
 * @base: the base address, from reprise_cloud_address_parse()
 * @clock: what deadlines are measured by
 * @proxy_resolver: which proxy to take
 * @tls_database: (nullable): the certificates to trust; %NULL for the system's
 *
 * Returns: (transfer full): a way to that address and to no other
 */
RepriseCloudTransport *
reprise_cloud_transport_new (GUri *base,
                             RepriseClock *clock,
                             GProxyResolver *proxy_resolver,
                             GTlsDatabase *tls_database)
{
  RepriseCloudTransport *self;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (REPRISE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (G_IS_PROXY_RESOLVER (proxy_resolver), NULL);

  self = g_object_new (REPRISE_TYPE_CLOUD_TRANSPORT, NULL);
  self->base = g_uri_ref (base);
  self->clock = g_object_ref (clock);
  self->gate = reprise_cloud_gate_dup_for (base);
  self->session = new_session (proxy_resolver, tls_database);
  return self;
}

/**
 * reprise_cloud_transport_get_base:
 * @self: a transport
 *
 * Returns: the base address
 */
GUri *
reprise_cloud_transport_get_base (RepriseCloudTransport *self)
{
  g_return_val_if_fail (REPRISE_IS_CLOUD_TRANSPORT (self), NULL);
  return self->base;
}

/**
 * reprise_cloud_transport_get_clock:
 * @self: a transport
 *
 * Returns: what deadlines are measured by
 */
RepriseClock *
reprise_cloud_transport_get_clock (RepriseCloudTransport *self)
{
  g_return_val_if_fail (REPRISE_IS_CLOUD_TRANSPORT (self), NULL);
  return self->clock;
}

/**
 * reprise_cloud_transport_get_service_now:
 * @self: a transport
 *
 * Returns: the present time by the service's clock, as the last answer told it
 */
RepriseInstant
reprise_cloud_transport_get_service_now (RepriseCloudTransport *self)
{
  g_return_val_if_fail (REPRISE_IS_CLOUD_TRANSPORT (self), REPRISE_INSTANT_NONE);
  return reprise_clock_get_now (self->clock) + self->skew_usec;
}

/**
 * reprise_cloud_transport_send_async:
 * @self: a transport
 * @request: what to send; copied
 * @cancellable: (nullable): stops it; a write only as long as it has not left
 * @callback: called with an answer of any status, or a failure to get one
 * @user_data: given to @callback
 *
 * Sends once, when fewer than %REPRISE_CLOUD_MAX_REQUESTS are under way to the host, by whatever
 * connection. Its time begins to count only then. Writes go before reads.
 */
void
reprise_cloud_transport_send_async (RepriseCloudTransport *self,
                                    const RepriseCloudRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Turn *turn;

  g_return_if_fail (REPRISE_IS_CLOUD_TRANSPORT (self));
  g_return_if_fail (request != NULL);

  /* Without the caller's cancellable: see the exchange. */
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, reprise_cloud_transport_send_async);
  turn = g_new0 (Turn, 1);
  turn->request = reprise_cloud_request_copy (request);
  turn->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, turn, (GDestroyNotify) turn_free);

  watch_while_waiting (task);
  reprise_cloud_gate_push (self->gate, g_steal_pointer (&task), request->is_write);
  start_next (self->gate);
}

/**
 * reprise_cloud_transport_send_finish:
 * @self: a transport
 * @result: what the callback was given
 * @error: set as by reprise_cloud_exchange_finish()
 *
 * Returns: (transfer full): the answer, or %NULL on failure
 */
RepriseCloudReply *
reprise_cloud_transport_send_finish (RepriseCloudTransport *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_cloud_transport_send_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
