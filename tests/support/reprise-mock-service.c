/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scripted service on loopback: answers only what a test has programmed, and remembers what it
 * was asked. */

#include "config.h"

#include "support/reprise-mock-service.h"

#include <libsoup/soup.h>
#include <string.h>

/* How long a test is ready to wait, in real time, for a request to come in. */
#define PATIENCE_USEC (10 * G_USEC_PER_SEC)
#define ENDLESS_CHUNK (64 * 1024)

struct _RepriseMockReply
{
  char *method;
  char *target;
  guint status;
  char *body;
  GPtrArray *header_names;
  GPtrArray *header_values;
  RepriseMockFault fault;
  gboolean is_repeated;
  gboolean is_optional;
  guint n_seen;
};

struct _RepriseMockService
{
  GObject parent_instance;

  SoupServer *server;
  char *address;
  GPtrArray *replies;
  GPtrArray *requests;
  /* Messages without an answer yet, and the replies they wait for. */
  GPtrArray *held;
  GPtrArray *held_replies;
  guint most_held;
  GPtrArray *stolen;
};

G_DEFINE_FINAL_TYPE (RepriseMockService, reprise_mock_service, G_TYPE_OBJECT)

static void
mock_reply_free (RepriseMockReply *reply)
{
  g_free (reply->method);
  g_free (reply->target);
  g_free (reply->body);
  g_ptr_array_unref (reply->header_names);
  g_ptr_array_unref (reply->header_values);
  g_free (reply);
}

static void
mock_request_free (RepriseMockRequest *request)
{
  g_free (request->method);
  g_free (request->target);
  g_hash_table_unref (request->headers);
  g_bytes_unref (request->body);
  g_free (request);
}

static char *
dup_target (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);

  if (g_uri_get_query (uri) == NULL)
    return g_strdup (g_uri_get_path (uri));
  return g_strconcat (g_uri_get_path (uri), "?", g_uri_get_query (uri), NULL);
}

static const RepriseMockRequest *
log_request (RepriseMockService *self, SoupServerMessage *message)
{
  RepriseMockRequest *request = g_new0 (RepriseMockRequest, 1);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  request->method = g_strdup (soup_server_message_get_method (message));
  request->target = dup_target (message);
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_hash_table_replace (request->headers, g_ascii_strdown (name, -1), g_strdup (value));
  request->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  request->is_http2 = soup_server_message_get_http_version (message) == SOUP_HTTP_2_0;
  g_ptr_array_add (self->requests, request);
  return request;
}

static gboolean
fits (const RepriseMockReply *reply, const RepriseMockRequest *request)
{
  g_autofree char *path = NULL;

  if (!g_str_equal (reply->method, request->method))
    return FALSE;
  if (strchr (reply->target, '?') != NULL)
    return g_str_equal (reply->target, request->target);
  path = g_strndup (request->target, strcspn (request->target, "?"));
  return g_str_equal (reply->target, path);
}

static RepriseMockReply *
find_reply (RepriseMockService *self, const RepriseMockRequest *request)
{
  for (guint i = 0; i < self->replies->len; i++)
    {
      RepriseMockReply *reply = g_ptr_array_index (self->replies, i);

      if ((reply->is_repeated || reply->n_seen == 0) && fits (reply, request))
        return reply;
    }
  return NULL;
}

static void
answer (const RepriseMockReply *reply, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, reply->status, NULL);
  if (reply->body != NULL)
    soup_server_message_set_response (message,
                                      "application/json",
                                      SOUP_MEMORY_COPY,
                                      reply->body,
                                      strlen (reply->body));
  for (guint i = 0; i < reply->header_names->len; i++)
    soup_message_headers_replace (headers,
                                  g_ptr_array_index (reply->header_names, i),
                                  g_ptr_array_index (reply->header_values, i));
}

static void
write_chunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GOutputStream *output = G_OUTPUT_STREAM (source);
  GBytes *chunk = user_data;

  if (!g_output_stream_write_all_finish (output, result, NULL, NULL))
    {
      g_bytes_unref (chunk);
      return;
    }
  g_output_stream_write_all_async (output,
                                   g_bytes_get_data (chunk, NULL),
                                   g_bytes_get_size (chunk),
                                   G_PRIORITY_LOW,
                                   NULL,
                                   write_chunk_cb,
                                   chunk);
}

/* Goes on until the client closes the connection or the service is finished. */
static void
write_endlessly (GOutputStream *output)
{
  GString *text = g_string_new (NULL);
  GBytes *chunk;

  g_string_append_printf (text, "%x\r\n", ENDLESS_CHUNK);
  for (guint i = 0; i < ENDLESS_CHUNK; i++)
    g_string_append_c (text, '[');
  g_string_append (text, "\r\n");
  chunk = g_string_free_to_bytes (text);
  g_output_stream_write_all_async (output,
                                   g_bytes_get_data (chunk, NULL),
                                   g_bytes_get_size (chunk),
                                   G_PRIORITY_LOW,
                                   NULL,
                                   write_chunk_cb,
                                   chunk);
}

/* Takes the connection away from the server, to say what a well-behaved one never would. */
static void
misbehave (RepriseMockService *self, const RepriseMockReply *reply, SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  g_autofree char *head = NULL;
  gsize length = reply->body != NULL ? strlen (reply->body) : 0;

  if (reply->fault == REPRISE_MOCK_DROP)
    {
      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  if (reply->fault == REPRISE_MOCK_ENDLESS)
    head = g_strdup_printf ("HTTP/1.1 %u X\r\nTransfer-Encoding: chunked\r\n\r\n", reply->status);
  else
    head = g_strdup_printf ("HTTP/1.1 %u X\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%.*s",
                            reply->status,
                            length,
                            (int) (length / 2),
                            reply->body);
  g_assert_true (g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL));
  if (reply->fault == REPRISE_MOCK_HALF)
    {
      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  if (reply->fault == REPRISE_MOCK_ENDLESS)
    write_endlessly (output);
  g_ptr_array_add (self->stolen, g_steal_pointer (&stream));
}

static void
hold (RepriseMockService *self, RepriseMockReply *reply, SoupServerMessage *message)
{
  soup_server_message_pause (message);
  g_ptr_array_add (self->held, g_object_ref (message));
  g_ptr_array_add (self->held_replies, reply);
  self->most_held = MAX (self->most_held, self->held->len);
}

static void
handle_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  RepriseMockService *self = user_data;
  const RepriseMockRequest *request = log_request (self, message);
  RepriseMockReply *reply = find_reply (self, request);

  if (reply == NULL)
    {
      g_test_message ("unexpected request: %s %s", request->method, request->target);
      g_test_fail ();
      soup_server_message_set_status (message, SOUP_STATUS_NOT_IMPLEMENTED, NULL);
      return;
    }
  reply->n_seen++;
  if (reply->fault == REPRISE_MOCK_NONE)
    answer (reply, message);
  else if (reply->fault == REPRISE_MOCK_HOLD)
    hold (self, reply, message);
  else
    misbehave (self, reply, message);
}

static void
reprise_mock_service_dispose (GObject *object)
{
  RepriseMockService *self = REPRISE_MOCK_SERVICE (object);

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (reprise_mock_service_parent_class)->dispose (object);
}

static void
reprise_mock_service_finalize (GObject *object)
{
  RepriseMockService *self = REPRISE_MOCK_SERVICE (object);

  g_free (self->address);
  g_ptr_array_unref (self->replies);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->held_replies);
  g_ptr_array_unref (self->stolen);
  G_OBJECT_CLASS (reprise_mock_service_parent_class)->finalize (object);
}

static void
reprise_mock_service_class_init (RepriseMockServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_mock_service_dispose;
  object_class->finalize = reprise_mock_service_finalize;
}

static void
reprise_mock_service_init (RepriseMockService *self)
{
  self->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) mock_reply_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) mock_request_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->held_replies = g_ptr_array_new ();
  self->stolen = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * reprise_mock_service_new_at:
 * @port: where to listen, 0 for any free port
 * @certificate: (nullable): serves over TLS with it; %NULL for plain HTTP
 *
 * Returns: (transfer full): a service on that port of 127.0.0.1, in this thread's main context
 */
RepriseMockService *
reprise_mock_service_new_at (guint port, GTlsCertificate *certificate)
{
  RepriseMockService *self = g_object_new (REPRISE_TYPE_MOCK_SERVICE, NULL);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  soup_server_listen_local (self->server,
                            port,
                            SOUP_SERVER_LISTEN_IPV4_ONLY |
                                (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("%s://127.0.0.1:%d",
                                   g_uri_get_scheme (uris->data),
                                   g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

/**
 * reprise_mock_service_new:
 * @certificate: (nullable): see reprise_mock_service_new_at()
 *
 * Returns: (transfer full): a service on a free port
 */
RepriseMockService *
reprise_mock_service_new (GTlsCertificate *certificate)
{
  return reprise_mock_service_new_at (0, certificate);
}

/**
 * reprise_mock_service_get_address:
 * @self: a service
 *
 * Returns: its base address, without a slash at the end
 */
const char *
reprise_mock_service_get_address (RepriseMockService *self)
{
  return self->address;
}

/**
 * reprise_mock_service_expect:
 * @self: a service
 * @method: such as GET
 * @target: a path, which fits any query, or a path with the very query
 * @status: the HTTP status to answer with
 * @body: (nullable): the body to answer with
 *
 * Programs one answer to one request. Of several that fit, the earliest not used yet is taken.
 *
 * Returns: (transfer none): the answer, to be refined
 */
RepriseMockReply *
reprise_mock_service_expect (RepriseMockService *self,
                             const char *method,
                             const char *target,
                             guint status,
                             const char *body)
{
  RepriseMockReply *reply = g_new0 (RepriseMockReply, 1);

  reply->method = g_strdup (method);
  reply->target = g_strdup (target);
  reply->status = status;
  reply->body = g_strdup (body);
  reply->header_names = g_ptr_array_new_with_free_func (g_free);
  reply->header_values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->replies, reply);
  return reply;
}

/**
 * reprise_mock_service_expect_first:
 *
 * Like reprise_mock_service_expect(), but in front of what is expected already.
 *
 * Returns: (transfer none): the answer
 */
RepriseMockReply *
reprise_mock_service_expect_first (RepriseMockService *self,
                                   const char *method,
                                   const char *target,
                                   guint status,
                                   const char *body)
{
  RepriseMockReply *reply = reprise_mock_service_expect (self, method, target, status, body);

  g_ptr_array_insert (self->replies,
                      0,
                      g_ptr_array_steal_index (self->replies, self->replies->len - 1));
  return reply;
}

/**
 * reprise_mock_service_forget:
 * @self: a service
 * @reply: (transfer full): an answer that was given, and is not given again
 */
void
reprise_mock_service_forget (RepriseMockService *self, RepriseMockReply *reply)
{
  g_assert_cmpuint (reply->n_seen, >, 0);
  g_assert_false (g_ptr_array_find (self->held_replies, reply, NULL));
  g_assert_true (g_ptr_array_remove (self->replies, reply));
}

/**
 * reprise_mock_service_grant_token:
 * @self: a service
 *
 * Hands out %REPRISE_MOCK_TOKEN, good for a day, to whoever asks and as often.
 *
 * Returns: (transfer none): the answer, to be refined
 */
RepriseMockReply *
reprise_mock_service_grant_token (RepriseMockService *self)
{
  RepriseMockReply *reply =
      reprise_mock_service_expect (self,
                                   "POST",
                                   REPRISE_MOCK_TOKEN_PATH,
                                   SOUP_STATUS_OK,
                                   "{\"access_token\":\"" REPRISE_MOCK_TOKEN
                                   "\",\"expires_in\":86400,\"token_type\":\"Bearer\"}");

  reprise_mock_reply_set_repeated (reply);
  return reply;
}

/**
 * reprise_mock_reply_set_fault:
 * @reply: an answer
 * @fault: what goes wrong with it
 */
void
reprise_mock_reply_set_fault (RepriseMockReply *reply, RepriseMockFault fault)
{
  reply->fault = fault;
}

/**
 * reprise_mock_reply_set_repeated:
 * @reply: an answer
 *
 * Gives the answer as often as it is asked for, but at least once.
 */
void
reprise_mock_reply_set_repeated (RepriseMockReply *reply)
{
  reply->is_repeated = TRUE;
}

/**
 * reprise_mock_reply_set_optional:
 * @reply: an answer
 *
 * Nobody needs to ask for it.
 */
void
reprise_mock_reply_set_optional (RepriseMockReply *reply)
{
  reply->is_optional = TRUE;
}

/**
 * reprise_mock_reply_set_body:
 * @reply: an answer
 * @body: (nullable): what it says from now on
 */
void
reprise_mock_reply_set_body (RepriseMockReply *reply, const char *body)
{
  g_free (reply->body);
  reply->body = g_strdup (body);
}

/**
 * reprise_mock_reply_add_header:
 * @reply: an answer
 * @name: the header's name
 * @value: its value
 */
void
reprise_mock_reply_add_header (RepriseMockReply *reply, const char *name, const char *value)
{
  g_ptr_array_add (reply->header_names, g_strdup (name));
  g_ptr_array_add (reply->header_values, g_strdup (value));
}

/**
 * reprise_mock_service_await_requests:
 * @self: a service
 * @n_requests: a number of requests
 *
 * Runs the main context until so many have come in; the test fails where they do not.
 */
void
reprise_mock_service_await_requests (RepriseMockService *self, guint n_requests)
{
  gint64 give_up = g_get_monotonic_time () + PATIENCE_USEC;

  while (self->requests->len < n_requests)
    {
      if (g_get_monotonic_time () > give_up)
        g_error ("%u requests came in, not %u", self->requests->len, n_requests);
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

/**
 * reprise_mock_service_release_first:
 * @self: a service
 *
 * Answers the request that has been held longest.
 */
void
reprise_mock_service_release_first (RepriseMockService *self)
{
  g_assert_cmpuint (self->held->len, >, 0);
  answer (g_ptr_array_index (self->held_replies, 0), g_ptr_array_index (self->held, 0));
  soup_server_message_unpause (g_ptr_array_index (self->held, 0));
  g_ptr_array_remove_index (self->held, 0);
  g_ptr_array_remove_index (self->held_replies, 0);
}

/**
 * reprise_mock_service_release:
 * @self: a service
 *
 * Answers all that is held.
 */
void
reprise_mock_service_release (RepriseMockService *self)
{
  while (self->held->len > 0)
    reprise_mock_service_release_first (self);
}

/**
 * reprise_mock_service_hang_up:
 * @self: a service
 *
 * Closes all connections, whatever is going on over them, and accepts no more.
 */
void
reprise_mock_service_hang_up (RepriseMockService *self)
{
  soup_server_disconnect (self->server);
  g_ptr_array_set_size (self->held, 0);
  g_ptr_array_set_size (self->held_replies, 0);
}

/**
 * reprise_mock_service_get_n_requests:
 * @self: a service
 *
 * Returns: how many requests have come in
 */
guint
reprise_mock_service_get_n_requests (RepriseMockService *self)
{
  return self->requests->len;
}

/**
 * reprise_mock_service_count_requests:
 * @self: a service
 * @path: a path without a query
 *
 * Returns: how many requests have come in for it
 */
guint
reprise_mock_service_count_requests (RepriseMockService *self, const char *path)
{
  guint count = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      const RepriseMockRequest *request = g_ptr_array_index (self->requests, i);
      gsize length = strcspn (request->target, "?");

      if (length == strlen (path) && strncmp (request->target, path, length) == 0)
        count++;
    }
  return count;
}

/**
 * reprise_mock_service_get_request:
 * @self: a service
 * @index: which request, in the order they came in
 *
 * Returns: (transfer none): what was asked
 */
const RepriseMockRequest *
reprise_mock_service_get_request (RepriseMockService *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);
  return g_ptr_array_index (self->requests, index);
}

/**
 * reprise_mock_request_get_header:
 * @request: a request
 * @name: the name of a header, in lower case
 *
 * Returns: (nullable): its value
 */
const char *
reprise_mock_request_get_header (const RepriseMockRequest *request, const char *name)
{
  return g_hash_table_lookup (request->headers, name);
}

/**
 * reprise_mock_service_get_most_held:
 * @self: a service
 *
 * Returns: how many requests have been held at the same time, at most
 */
guint
reprise_mock_service_get_most_held (RepriseMockService *self)
{
  return self->most_held;
}

/**
 * reprise_mock_service_finish:
 * @self: (transfer full): a service
 *
 * Stops it and asserts that every programmed answer was asked for and that nothing keeps it alive.
 */
void
reprise_mock_service_finish (RepriseMockService *self)
{
  for (guint i = 0; i < self->replies->len; i++)
    {
      const RepriseMockReply *reply = g_ptr_array_index (self->replies, i);

      if (reply->n_seen > 0 || reply->is_optional)
        continue;
      g_test_message ("request missing: %s %s", reply->method, reply->target);
      g_test_fail ();
    }
  for (guint i = 0; i < self->stolen->len; i++)
    g_io_stream_close (g_ptr_array_index (self->stolen, i), NULL, NULL);
  g_ptr_array_set_size (self->stolen, 0);
  soup_server_disconnect (self->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self);
}
