/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request, sent once: its deadline, its cancelling, and the bound on its answer. */

#include "config.h"

#include "cloud/reprise-cloud-exchange.h"

#include "base/reprise-secret.h"
#include "model/reprise-service-error.h"

#include <glib/gi18n.h>

#define CHUNK_BYTES (64 * 1024)

typedef struct
{
  RepriseClock *clock;
  SoupMessage *message;
  char *host;
  gboolean is_write;
  RepriseCloudReply *reply;
  GByteArray *body;
  /* What libsoup is given: cancelled by the caller, by the deadline, or by a broken promise. */
  GCancellable *inner;
  GSource *caller_cancel;
  GSource *deadline;
  gint64 timeout_usec;
  gboolean has_left;
  gboolean is_cancelled;
  gboolean is_late;
  gboolean is_repeated;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  /* libsoup may keep the message a little longer. */
  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  reprise_clear_timer (&exchange->caller_cancel);
  reprise_clear_timer (&exchange->deadline);
  g_clear_object (&exchange->clock);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->inner);
  g_free (exchange->host);
  g_clear_pointer (&exchange->reply, reprise_cloud_reply_free);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

/* A write that has left may have been accepted, whatever happened to its answer. */
static GError *
explain (const Exchange *exchange, const GError *error)
{
  double seconds = (double) exchange->timeout_usec / G_USEC_PER_SEC;
  g_autofree char *reason = NULL;

  if (exchange->is_late)
    reason = g_strdup_printf (_ ("no answer within %g seconds"), seconds);
  else if (exchange->is_repeated)
    reason = g_strdup (_ ("the connection broke"));
  else
    reason = g_strdup (error->message);

  if (exchange->is_write && exchange->has_left)
    return g_error_new (REPRISE_SERVICE_ERROR,
                        REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN,
                        /* Translators: the name of a host, and the reason. */
                        _ ("The request was sent to %s, but whether it was accepted is not known: "
                           "%s"),
                        exchange->host,
                        reason);
  if (exchange->is_late)
    return g_error_new (REPRISE_SERVICE_ERROR,
                        REPRISE_SERVICE_ERROR_TIMEOUT,
                        /* Translators: the name of a host, and “no answer within … seconds”. */
                        _ ("%s gave %s"),
                        exchange->host,
                        reason);
  if (error->domain == REPRISE_SERVICE_ERROR)
    return g_error_copy (error);
  if (error->domain == G_TLS_ERROR)
    return g_error_new (REPRISE_SERVICE_ERROR,
                        REPRISE_SERVICE_ERROR_TLS,
                        /* Translators: the name of a host, and the reason. */
                        _ ("No secure connection to %s: %s"),
                        exchange->host,
                        reason);
  return g_error_new (REPRISE_SERVICE_ERROR,
                      REPRISE_SERVICE_ERROR_TRANSPORT,
                      /* Translators: the name of a host, and the reason. */
                      _ ("No connection to %s: %s"),
                      exchange->host,
                      reason);
}

/* Nobody wants the answer, and nothing has begun. */
static gboolean
is_given_up (const Exchange *exchange)
{
  return exchange->is_cancelled && !(exchange->is_write && exchange->has_left);
}

static void
fail (GTask *task, GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  reprise_clear_timer (&exchange->deadline);
  reprise_clear_timer (&exchange->caller_cancel);
  if (is_given_up (exchange))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else
    g_task_return_error (task, explain (exchange, error));
  g_error_free (error);
}

static void
succeed (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  reprise_clear_timer (&exchange->deadline);
  reprise_clear_timer (&exchange->caller_cancel);
  /* The answer and the caller's cancelling may come in the same turn of the main loop. */
  if (is_given_up (exchange))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  exchange->reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  g_task_return_pointer (task,
                         g_steal_pointer (&exchange->reply),
                         (GDestroyNotify) reprise_cloud_reply_free);
}

static gsize
most_bytes (const Exchange *exchange)
{
  return reprise_cloud_reply_is_success (exchange->reply) ? REPRISE_CLOUD_MAX_BYTES
                                                          : REPRISE_CLOUD_MAX_ERROR_BYTES;
}

static void read_chunk (GTask *task, GInputStream *stream);

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GInputStream *stream = G_INPUT_STREAM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (stream, result, &error);
  gboolean is_success = reprise_cloud_reply_is_success (exchange->reply);

  /* The status of a refusal counts, however much of its body has arrived. */
  if (chunk == NULL && !is_success)
    succeed (task);
  else if (chunk == NULL)
    fail (task, g_steal_pointer (&error));
  else if (g_bytes_get_size (chunk) == 0)
    succeed (task);
  else if (exchange->body->len + g_bytes_get_size (chunk) <= most_bytes (exchange))
    {
      g_byte_array_append (exchange->body,
                           g_bytes_get_data (chunk, NULL),
                           g_bytes_get_size (chunk));
      read_chunk (g_steal_pointer (&task), stream);
    }
  else
    {
      g_cancellable_cancel (exchange->inner);
      if (!is_success)
        succeed (task);
      else
        fail (task,
              g_error_new (REPRISE_SERVICE_ERROR,
                           REPRISE_SERVICE_ERROR_PROTOCOL,
                           /* Translators: the name of a host, and a number. */
                           _ ("The answer of %s is larger than %zu bytes"),
                           exchange->host,
                           most_bytes (exchange)));
    }
}

static void
read_chunk (GTask *task, GInputStream *stream)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (stream,
                                   CHUNK_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   exchange->inner,
                                   chunk_read_cb,
                                   task);
}

static RepriseInstant
parse_http_date (const char *text)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? reprise_instant_from_unix (g_date_time_to_unix (date))
                      : REPRISE_INSTANT_NONE;
}

/* Either a number of seconds or a date, which is read by the service's own clock. */
static gint64
parse_retry_after (const char *text, RepriseInstant date)
{
  RepriseInstant until;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return (gint64) seconds * G_USEC_PER_SEC;
  until = parse_http_date (text);
  if (until == REPRISE_INSTANT_NONE || date == REPRISE_INSTANT_NONE)
    return -1;
  return MAX (0, until - date);
}

static void
read_head (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  RepriseCloudReply *reply = exchange->reply;

  reply->status = soup_message_get_status (exchange->message);
  reply->received_at = reprise_clock_get_now (exchange->clock);
  reply->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  reply->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  /* What a cache has kept tells an old time. */
  if (soup_message_headers_get_one (headers, "Age") == NULL)
    reply->date = parse_http_date (soup_message_headers_get_one (headers, "Date"));
  reply->retry_after_usec =
      parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"), reply->date);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
                 soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  read_head (exchange);
  read_chunk (g_steal_pointer (&task), stream);
}

static gboolean
caller_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->is_cancelled = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

static gboolean
deadline_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->is_late = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

/* The connection stands and the first byte is about to go out. From here on a write is not stopped,
 * so that "cancelled" always means that nothing has begun. */
static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->has_left = TRUE;
  exchange->reply->sent_at = reprise_clock_get_now (exchange->clock);
  if (exchange->is_write)
    reprise_clear_timer (&exchange->caller_cancel);
}

/* libsoup is about to send the message a second time by itself. */
static void
restarted_cb (SoupMessage *message, gpointer user_data)
{
  Exchange *exchange = user_data;

  if (!exchange->is_write || !exchange->has_left)
    return;
  exchange->is_repeated = TRUE;
  g_cancellable_cancel (exchange->inner);
}

/* Over HTTP/2 libsoup 3.2 neither ends a request that is cancelled before its answer has begun, nor
 * can a write have a connection of its own; so HTTP/2 is not offered to the service. */
static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  gpointer user_data)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

static SoupMessage *
new_message (GUri *base, const RepriseCloudRequest *request)
{
  g_autofree char *root = g_uri_to_string (base);
  g_autofree char *address = g_strconcat (root, request->target, NULL);
  SoupMessage *message = soup_message_new (request->method, address);
  SoupMessageHeaders *headers;

  g_return_val_if_fail (message != NULL, NULL);

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (request->token != NULL)
    {
      char *value = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      reprise_secret_free (value);
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", request->body);
  /* A redirect is an answer like any other: neither token nor body goes where it points. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* A connection that was kept open may be gone by now, and nobody could tell whether the write got
   * through. */
  if (request->is_write)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  return message;
}

static void
watch_caller (Exchange *exchange, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;
  exchange->caller_cancel = g_cancellable_source_new (cancellable);
  g_source_set_callback (exchange->caller_cancel,
                         G_SOURCE_FUNC (caller_cancelled_cb),
                         exchange,
                         NULL);
  g_source_attach (exchange->caller_cancel, g_main_context_get_thread_default ());
}

/**
 * reprise_cloud_exchange_async:
 * @session: what sends
 * @clock: what the deadline is measured by
 * @base: the base address
 * @request: what to send; copied
 * @cancellable: (nullable): stops it; a write only as long as it has not left
 * @callback: called with an answer of any status, or a failure to get one
 * @user_data: given to @callback
 */
void
reprise_cloud_exchange_async (SoupSession *session,
                              RepriseClock *clock,
                              GUri *base,
                              const RepriseCloudRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  /* Without the caller's cancellable: the task must be able to say what became of a write. */
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Exchange *exchange;

  g_task_set_source_tag (task, reprise_cloud_exchange_async);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }

  exchange = g_new0 (Exchange, 1);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  exchange->clock = g_object_ref (clock);
  exchange->message = new_message (base, request);
  exchange->host = g_strdup (g_uri_get_host (base));
  exchange->is_write = request->is_write;
  exchange->timeout_usec = request->timeout_usec;
  exchange->inner = g_cancellable_new ();
  exchange->body = g_byte_array_new ();
  exchange->reply = g_new0 (RepriseCloudReply, 1);
  exchange->reply->date = REPRISE_INSTANT_NONE;
  exchange->reply->sent_at = reprise_clock_get_now (clock);
  exchange->deadline =
      reprise_clock_start_timer (clock, request->timeout_usec, deadline_cb, exchange);
  watch_caller (exchange, cancellable);
  g_signal_connect (exchange->message, "network-event", G_CALLBACK (network_event_cb), exchange);
  g_signal_connect (exchange->message, "starting", G_CALLBACK (starting_cb), exchange);
  g_signal_connect (exchange->message, "restarted", G_CALLBACK (restarted_cb), exchange);
  soup_session_send_async (session,
                           exchange->message,
                           G_PRIORITY_DEFAULT,
                           exchange->inner,
                           sent_cb,
                           g_steal_pointer (&task));
}

/**
 * reprise_cloud_exchange_finish:
 * @session: what sent
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_CANCELLED, or to a %REPRISE_SERVICE_ERROR: transport, TLS, timeout,
 *   protocol where the answer is too large, or an unknown outcome for any of these once a write has
 *   left
 *
 * Returns: (transfer full): the answer, or %NULL on failure
 */
RepriseCloudReply *
reprise_cloud_exchange_finish (SoupSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
