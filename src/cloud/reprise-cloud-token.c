/* SPDX-License-Identifier: GPL-3.0-or-later
 * The token that requests carry: exchanged for a credential, renewed in time, once for all
 * requests. */

#include "config.h"

#include "cloud/reprise-cloud-token.h"

#include "base/reprise-secret.h"
#include "cloud/reprise-cloud-error.h"
#include "model/reprise-service-error.h"
#include "wire/reprise-access-token-codec.h"

#include <glib/gi18n.h>
#include <string.h>

#define TOKEN_TARGET "/account/v1/oauth/token"

/* No token is believed to last longer, whatever it says. */
#define MOST_SECONDS (366 * 24 * 60 * 60)

/* The token is kept with the transport, which leads to one address alone, so that it can never be
 * sent to another than the one it came from. */
struct _RepriseCloudToken
{
  GObject parent_instance;

  RepriseCloudTransport *transport;
  char *client_id;
  char *client_secret;

  char *token;
  RepriseInstant expires_at;
  /* GTask that wait for the exchange that is under way. */
  GPtrArray *waiters;
  /* Of that exchange; NULL where there is none. */
  GCancellable *exchange;
};

typedef struct
{
  RepriseCloudToken *self;
  GCancellable *exchange;
} Renewal;

G_DEFINE_FINAL_TYPE (RepriseCloudToken, reprise_cloud_token, G_TYPE_OBJECT)

static void
renewal_free (Renewal *renewal)
{
  g_clear_object (&renewal->self);
  g_clear_object (&renewal->exchange);
  g_free (renewal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renewal, renewal_free)

static gboolean
is_fresh (RepriseCloudToken *self)
{
  RepriseInstant now = reprise_clock_get_now (reprise_cloud_transport_get_clock (self->transport));

  return self->token != NULL && self->expires_at - now > REPRISE_CLOUD_TOKEN_MARGIN_USEC;
}

static void
forget (RepriseCloudToken *self)
{
  g_clear_pointer (&self->token, reprise_secret_free);
  self->expires_at = REPRISE_INSTANT_NONE;
}

/* A service may be so unwise as to repeat what it was sent. */
static char *
dup_safe_message (RepriseCloudToken *self, const char *message)
{
  if (*self->client_secret != '\0' && strstr (message, self->client_secret) != NULL)
    return g_strdup (_ ("the answer repeats the secret and is not shown"));
  return g_strdup (message);
}

/* Whatever the service has against the request, it is the credential that it does not take. Without
 * an answer nothing is known of the credential: then it is the way to the service. */
static int
sign_in_code (const GError *error)
{
  switch ((RepriseServiceError) error->code)
    {
    case REPRISE_SERVICE_ERROR_BAD_REQUEST:
    case REPRISE_SERVICE_ERROR_UNAUTHORIZED:
    case REPRISE_SERVICE_ERROR_FORBIDDEN:
    case REPRISE_SERVICE_ERROR_NOT_FOUND:
      return REPRISE_SERVICE_ERROR_UNAUTHORIZED;
    case REPRISE_SERVICE_ERROR_TRANSPORT:
    case REPRISE_SERVICE_ERROR_TLS:
    case REPRISE_SERVICE_ERROR_TIMEOUT:
    case REPRISE_SERVICE_ERROR_PROTOCOL:
    case REPRISE_SERVICE_ERROR_MEMBERSHIP:
    case REPRISE_SERVICE_ERROR_PLAN:
    case REPRISE_SERVICE_ERROR_BUSY_DATABASE:
    case REPRISE_SERVICE_ERROR_BUSY_CLUSTER:
    case REPRISE_SERVICE_ERROR_WRONG_ADDRESS:
    case REPRISE_SERVICE_ERROR_CONFLICT:
    case REPRISE_SERVICE_ERROR_RATE_LIMITED:
    case REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE:
    case REPRISE_SERVICE_ERROR_SERVER:
    case REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN:
    case REPRISE_SERVICE_ERROR_UNSUPPORTED:
    default:
      return error->code;
    }
}

static GError *
sign_in_error (RepriseCloudToken *self, const GError *error)
{
  g_autofree char *message = dup_safe_message (self, error->message);

  if (error->domain != REPRISE_SERVICE_ERROR)
    return g_error_copy (error);
  return g_error_new (REPRISE_SERVICE_ERROR,
                      sign_in_code (error),
                      _ ("Signing in failed: %s"),
                      message);
}

static gboolean
accept_token (RepriseCloudToken *self, RepriseCloudReply *reply, GError **error)
{
  g_autoptr (RepriseAccessToken) token = NULL;
  GError *problem = NULL;

  if (!reprise_cloud_reply_is_success (reply))
    {
      g_propagate_error (error, reprise_cloud_error_from_reply (reply));
      return FALSE;
    }
  token = reprise_access_token_decode (reply->body, &problem);
  if (token == NULL)
    {
      reprise_cloud_error_take_wire (error, _ ("The token cannot be read"), problem);
      return FALSE;
    }
  forget (self);
  self->token = g_strdup (token->access_token);
  self->expires_at =
      reply->sent_at + CLAMP (token->expires_in_seconds, 0, MOST_SECONDS) * REPRISE_INSTANT_SECOND;
  return TRUE;
}

static void
answer_waiters (RepriseCloudToken *self, const GError *error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiters->len; i++)
    {
      GTask *task = g_ptr_array_index (waiters, i);
      GSource *cancel_source = g_task_get_task_data (task);

      if (cancel_source != NULL)
        g_source_destroy (cancel_source);
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_strdup (self->token), (GDestroyNotify) reprise_secret_free);
    }
}

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Renewal) renewal = user_data;
  RepriseCloudToken *self = renewal->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) shown = NULL;
  g_autoptr (RepriseCloudReply) reply =
          reprise_cloud_transport_send_finish (REPRISE_CLOUD_TRANSPORT (source), result, &error);
  gboolean is_wanted;

  /* Without it the last who wanted it has given up; another may have begun since. */
  is_wanted = self->exchange == renewal->exchange;
  if (is_wanted)
    g_clear_object (&self->exchange);
  if (is_wanted && reply != NULL)
    accept_token (self, reply, &error);
  if (reply != NULL)
    reprise_secret_unref_bytes (g_steal_pointer (&reply->body));
  if (!is_wanted)
    return;
  if (error != NULL)
    shown = sign_in_error (self, error);
  answer_waiters (self, shown);
}

/* Overwritten when libsoup has done with it. */
static GBytes *
encode_credential (RepriseCloudToken *self)
{
  GBytes *bytes = reprise_access_token_request_encode (self->client_id, self->client_secret);
  gsize length = 0;
  char *text = g_bytes_unref_to_data (bytes, &length);

  return reprise_secret_take_bytes (text, length);
}

static void
begin_exchange (RepriseCloudToken *self)
{
  g_autoptr (GBytes) body = encode_credential (self);
  g_autoptr (RepriseCloudRequest) request = reprise_cloud_request_new_token (TOKEN_TARGET, body);
  Renewal *renewal = g_new0 (Renewal, 1);

  self->exchange = g_cancellable_new ();
  renewal->self = g_object_ref (self);
  renewal->exchange = g_object_ref (self->exchange);
  reprise_cloud_transport_send_async (self->transport,
                                      request,
                                      self->exchange,
                                      exchanged_cb,
                                      renewal);
}

static gboolean
waiter_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  RepriseCloudToken *self = g_task_get_source_object (task);

  g_object_ref (task);
  g_ptr_array_remove (self->waiters, task);
  if (self->waiters->len == 0 && self->exchange != NULL)
    {
      g_cancellable_cancel (self->exchange);
      g_clear_object (&self->exchange);
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
cancel_source_free (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
watch_waiter (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GSource *source;

  if (cancellable == NULL)
    return;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (waiter_cancelled_cb), task, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_task_set_task_data (task, source, (GDestroyNotify) cancel_source_free);
}

static void
reprise_cloud_token_finalize (GObject *object)
{
  RepriseCloudToken *self = REPRISE_CLOUD_TOKEN (object);

  forget (self);
  reprise_secret_free (self->client_secret);
  g_free (self->client_id);
  g_clear_object (&self->exchange);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_cloud_token_parent_class)->finalize (object);
}

static void
reprise_cloud_token_class_init (RepriseCloudTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_cloud_token_finalize;
}

static void
reprise_cloud_token_init (RepriseCloudToken *self)
{
  self->expires_at = REPRISE_INSTANT_NONE;
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * reprise_cloud_token_new:
 * @transport: the way to the service
 * @client_id: the public half of the credential
 * @client_secret: its secret half; copied, and overwritten when the object goes
 *
 * Returns: (transfer full): the token for requests over @transport, to be asked for when one is
 * sent
 */
RepriseCloudToken *
reprise_cloud_token_new (RepriseCloudTransport *transport,
                         const char *client_id,
                         const char *client_secret)
{
  RepriseCloudToken *self;

  g_return_val_if_fail (REPRISE_IS_CLOUD_TRANSPORT (transport), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);
  g_return_val_if_fail (client_secret != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_CLOUD_TOKEN, NULL);
  self->transport = g_object_ref (transport);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  return self;
}

/**
 * reprise_cloud_token_obtain_async:
 * @self: a token
 * @cancellable: (nullable): stops the wait, and the exchange if nobody else waits for it
 * @callback: called with the token
 * @user_data: given to @callback
 *
 * Exchanges the credential if the token has not long to live; all who ask meanwhile get the same.
 */
void
reprise_cloud_token_obtain_async (RepriseCloudToken *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REPRISE_IS_CLOUD_TOKEN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_cloud_token_obtain_async);
  if (is_fresh (self) || g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_pointer (task, g_strdup (self->token), (GDestroyNotify) reprise_secret_free);
      return;
    }
  watch_waiter (task);
  g_ptr_array_add (self->waiters, g_steal_pointer (&task));
  if (self->exchange == NULL)
    begin_exchange (self);
}

/**
 * reprise_cloud_token_obtain_finish:
 * @self: a token
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_CANCELLED or a %REPRISE_SERVICE_ERROR, which holds no secret
 *
 * Returns: (transfer full): the token, to be freed with reprise_secret_free(), or %NULL on failure
 */
char *
reprise_cloud_token_obtain_finish (RepriseCloudToken *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_cloud_token_obtain_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_cloud_token_reject:
 * @self: a token
 * @token: what the service did not take
 *
 * Forgets it, unless it has been renewed since.
 */
void
reprise_cloud_token_reject (RepriseCloudToken *self, const char *token)
{
  g_return_if_fail (REPRISE_IS_CLOUD_TOKEN (self));

  if (g_strcmp0 (self->token, token) == 0)
    forget (self);
}
