/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request to the lab's service, and its answer. */

#include "config.h"

#include "lab/reprise-lab-request.h"

#include "wire/reprise-service-error-table.h"

#define DATA_KEY "reprise-lab-request"
#define JSON_TYPE "application/json"

struct _RepriseLabRequest
{
  GObject parent_instance;

  SoupServerMessage *message; /* owns this object; a reference is held while it is paused */
  GHashTable *query;          /* nullable */
  GStrv parameters;
  gsize max_body_bytes;
  gsize received_bytes;
  gint64 started_at; /* monotonic */
  gboolean is_too_large;
  gboolean is_paused;
  gboolean is_gone; /* the client hung up */
};

G_DEFINE_FINAL_TYPE (RepriseLabRequest, reprise_lab_request, G_TYPE_OBJECT)

/* What is too large is read to its end, so that the client gets to read our refusal, and dropped
 * piece by piece. */
static void
drop_body (RepriseLabRequest *self)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);

  self->is_too_large = TRUE;
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  RepriseLabRequest *self = user_data;

  self->received_bytes += g_bytes_get_size (chunk);
  if (!self->is_too_large && self->received_bytes > self->max_body_bytes)
    drop_body (self);
}

static void
disconnected_cb (SoupServerMessage *message, gpointer user_data)
{
  RepriseLabRequest *self = user_data;

  self->is_gone = TRUE;
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  RepriseLabRequest *self = user_data;

  /* No query: nothing of it belongs in a log. */
  g_debug ("%s %s %u %.1f ms",
           soup_server_message_get_method (message),
           g_uri_get_path (soup_server_message_get_uri (message)),
           soup_server_message_get_status (message),
           (double) (g_get_monotonic_time () - self->started_at) / 1000.0);
}

static void
reprise_lab_request_finalize (GObject *object)
{
  RepriseLabRequest *self = REPRISE_LAB_REQUEST (object);

  g_clear_pointer (&self->query, g_hash_table_unref);
  g_strfreev (self->parameters);
  G_OBJECT_CLASS (reprise_lab_request_parent_class)->finalize (object);
}

static void
reprise_lab_request_class_init (RepriseLabRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_request_finalize;
}

static void
reprise_lab_request_init (RepriseLabRequest *self)
{
  self->started_at = g_get_monotonic_time ();
}

/**
 * reprise_lab_request_new:
 * @message: what libsoup received; its headers are there, its body is not
 * @query: (nullable): the decoded query
 * @max_body_bytes: a larger body is dropped
 *
 * Returns: (transfer none): the request, which lives as long as @message
 */
RepriseLabRequest *
reprise_lab_request_new (SoupServerMessage *message, GHashTable *query, gsize max_body_bytes)
{
  RepriseLabRequest *self = g_object_new (REPRISE_TYPE_LAB_REQUEST, NULL);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  self->message = message;
  self->query = query == NULL ? NULL : g_hash_table_ref (query);
  self->max_body_bytes = max_body_bytes;
  g_object_set_data_full (G_OBJECT (message), DATA_KEY, self, g_object_unref);
  g_signal_connect_object (message, "got-chunk", G_CALLBACK (got_chunk_cb), self, 0);
  g_signal_connect_object (message, "disconnected", G_CALLBACK (disconnected_cb), self, 0);
  g_signal_connect_object (message, "finished", G_CALLBACK (finished_cb), self, 0);
  if (soup_message_headers_get_content_length (headers) > (goffset) max_body_bytes)
    drop_body (self);
  return self;
}

/**
 * reprise_lab_request_get:
 * @message: a message that reprise_lab_request_new() was called for
 *
 * Returns: (transfer none): its request
 */
RepriseLabRequest *
reprise_lab_request_get (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), DATA_KEY);
}

/**
 * reprise_lab_request_set_parameters:
 * @self: a request
 * @parameters: the segments of its path that the route names; copied
 */
void
reprise_lab_request_set_parameters (RepriseLabRequest *self, const char *const *parameters)
{
  g_return_if_fail (REPRISE_IS_LAB_REQUEST (self));

  g_strfreev (self->parameters);
  self->parameters = g_strdupv ((GStrv) parameters);
}

/**
 * reprise_lab_request_get_parameter:
 * @self: a request
 * @index: which of the route's names
 *
 * Returns: the segment as sent, unescaped and unchecked
 */
const char *
reprise_lab_request_get_parameter (RepriseLabRequest *self, guint index)
{
  g_return_val_if_fail (REPRISE_IS_LAB_REQUEST (self), NULL);
  g_return_val_if_fail (self->parameters != NULL, NULL);
  g_return_val_if_fail (index < g_strv_length (self->parameters), NULL);

  return self->parameters[index];
}

/**
 * reprise_lab_request_get_query:
 * @self: a request
 * @name: name of a query parameter
 *
 * Returns: (nullable): its value as sent, unescaped and unchecked
 */
const char *
reprise_lab_request_get_query (RepriseLabRequest *self, const char *name)
{
  g_return_val_if_fail (REPRISE_IS_LAB_REQUEST (self), NULL);

  return self->query == NULL ? NULL : g_hash_table_lookup (self->query, name);
}

/**
 * reprise_lab_request_dup_body:
 * @self: a request whose body was received
 *
 * Returns: (transfer full): the body
 */
GBytes *
reprise_lab_request_dup_body (RepriseLabRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_REQUEST (self), NULL);

  return soup_message_body_flatten (soup_server_message_get_request_body (self->message));
}

/**
 * reprise_lab_request_is_too_large:
 * @self: a request
 *
 * Returns: whether its body was dropped, or will be
 */
gboolean
reprise_lab_request_is_too_large (RepriseLabRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_REQUEST (self), FALSE);

  return self->is_too_large;
}

SoupServerMessage *
reprise_lab_request_get_message (RepriseLabRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_REQUEST (self), NULL);

  return self->message;
}

/**
 * reprise_lab_request_pause:
 * @self: a request that will be answered later
 *
 * Keeps the request alive until it is answered, whether the client waits or hangs up.
 */
void
reprise_lab_request_pause (RepriseLabRequest *self)
{
  g_return_if_fail (REPRISE_IS_LAB_REQUEST (self));
  g_return_if_fail (!self->is_paused);

  self->is_paused = TRUE;
  g_object_ref (self->message);
  soup_server_message_pause (self->message);
}

static void
resume (RepriseLabRequest *self)
{
  g_autoptr (SoupServerMessage) message = NULL;

  if (!self->is_paused)
    return;
  message = self->message;
  self->is_paused = FALSE;
  if (!self->is_gone)
    soup_server_message_unpause (message);
}

/**
 * reprise_lab_request_answer:
 * @self: a request
 * @status: HTTP status
 * @json: (transfer full) (nullable): the body, or %NULL for none
 *
 * A request that was paused may be gone after this.
 */
void
reprise_lab_request_answer (RepriseLabRequest *self, guint status, GBytes *json)
{
  g_autoptr (GBytes) body = json;
  gsize size;
  const char *data;

  g_return_if_fail (REPRISE_IS_LAB_REQUEST (self));

  soup_server_message_set_status (self->message, status, NULL);
  if (body != NULL)
    {
      data = g_bytes_get_data (body, &size);
      soup_server_message_set_response (self->message, JSON_TYPE, SOUP_MEMORY_COPY, data, size);
    }
  resume (self);
}

/**
 * reprise_lab_request_refuse:
 * @self: a request
 * @status: HTTP status, 400 or more
 * @message: the reason, in the service's words where they are known
 *
 * Answers with the contract's error object.
 */
void
reprise_lab_request_refuse (RepriseLabRequest *self, guint status, const char *message)
{
  g_return_if_fail (REPRISE_IS_LAB_REQUEST (self));

  reprise_lab_request_answer (self, status, reprise_service_error_encode (status, message, NULL));
}

/**
 * reprise_lab_request_refuse_error:
 * @self: a request
 * @error: a %REPRISE_SERVICE_ERROR
 *
 * Answers with the status and the error object that stand for it.
 */
void
reprise_lab_request_refuse_error (RepriseLabRequest *self, const GError *error)
{
  GBytes *json;
  guint status = 0;

  g_return_if_fail (REPRISE_IS_LAB_REQUEST (self));

  json = reprise_service_error_encode_error (error, &status);
  reprise_lab_request_answer (self, status, json);
}
