/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests with a token: reads that are tried again, writes that never are. */

#include "config.h"

#include "cloud/reprise-cloud-session.h"

#include "base/reprise-secret.h"
#include "cloud/reprise-cloud-error.h"
#include "model/reprise-service-error.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

struct _RepriseCloudSession
{
  GObject parent_instance;

  RepriseCloudTransport *transport;
  RepriseCloudToken *token;
};

typedef struct
{
  RepriseCloudRequest *request;
  /* The caller's: the task of a write has none of its own. */
  GCancellable *cancellable;
  guint n_attempts;
  guint n_late;
  gboolean has_renewed;
  GSource *pause;
  GSource *pause_cancel;
} Sending;

G_DEFINE_FINAL_TYPE (RepriseCloudSession, reprise_cloud_session, G_TYPE_OBJECT)

static void
sending_free (Sending *sending)
{
  reprise_clear_timer (&sending->pause);
  reprise_clear_timer (&sending->pause_cancel);
  g_clear_object (&sending->cancellable);
  reprise_cloud_request_free (sending->request);
  g_free (sending);
}

static void begin (GTask *task);

static gboolean
pause_over_cb (gpointer user_data)
{
  GTask *task = user_data;
  Sending *sending = g_task_get_task_data (task);

  reprise_clear_timer (&sending->pause);
  reprise_clear_timer (&sending->pause_cancel);
  begin (task);
  return G_SOURCE_REMOVE;
}

static gboolean
pause_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);

  reprise_clear_timer (&sending->pause);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Takes the task over until the pause ends, one way or the other. */
static void
pause_and_begin (GTask *task, gint64 pause_usec)
{
  RepriseCloudSession *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);

  sending->pause = reprise_clock_start_timer (reprise_cloud_transport_get_clock (self->transport),
                                              pause_usec,
                                              pause_over_cb,
                                              task);
  if (sending->cancellable == NULL)
    return;
  sending->pause_cancel = g_cancellable_source_new (sending->cancellable);
  g_source_set_callback (sending->pause_cancel, G_SOURCE_FUNC (pause_cancelled_cb), task, NULL);
  g_source_attach (sending->pause_cancel, g_main_context_get_thread_default ());
}

static gboolean
may_pass (const Sending *sending, const GError *error, const RepriseCloudReply *reply)
{
  if (sending->request->is_write || sending->n_attempts >= REPRISE_CLOUD_MAX_ATTEMPTS)
    return FALSE;
  /* Without an answer to the request itself, the last two come from signing in. */
  if (reply == NULL)
    return g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT) ||
           (g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT) &&
            sending->n_late < REPRISE_CLOUD_MAX_LATE_ATTEMPTS) ||
           g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_SERVER) ||
           g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_RATE_LIMITED);
  return reply->status == SOUP_STATUS_REQUEST_TIMEOUT || reply->status == 429 ||
         reply->status == SOUP_STATUS_BAD_GATEWAY ||
         reply->status == SOUP_STATUS_SERVICE_UNAVAILABLE ||
         reply->status == SOUP_STATUS_GATEWAY_TIMEOUT;
}

static void
give_up (GTask *task, GError *error)
{
  Sending *sending = g_task_get_task_data (task);

  if (sending->n_attempts > 1 && error->domain == REPRISE_SERVICE_ERROR)
    {
      /* Translators: a sentence, and how often it came out like that. */
      g_autofree char *message = g_strdup_printf (ngettext ("%s (tried %u time)",
                                                            "%s (tried %u times)",
                                                            sending->n_attempts),
                                                  error->message,
                                                  sending->n_attempts);

      g_free (error->message);
      error->message = g_steal_pointer (&message);
    }
  g_task_return_error (task, error);
}

/* Takes both over. Gives up unless the failure may pass and the service does not ask for too long a
 * pause. */
static void
retry_or_give_up (GTask *task, GError *error, const RepriseCloudReply *reply)
{
  Sending *sending = g_task_get_task_data (task);
  gint64 pause_usec = REPRISE_CLOUD_FIRST_DELAY_USEC << MAX (0, (int) sending->n_attempts - 1);

  if (g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT))
    sending->n_late++;
  if (reply != NULL && reply->retry_after_usec >= 0)
    pause_usec = reply->retry_after_usec;
  if (may_pass (sending, error, reply) && pause_usec <= REPRISE_CLOUD_MAX_PAUSE_USEC)
    {
      g_debug ("%s %s: %s; tried again in %" G_GINT64_FORMAT " ms",
               sending->request->method,
               sending->request->target,
               error->message,
               pause_usec / 1000);
      g_error_free (error);
      pause_and_begin (task, pause_usec);
      return;
    }
  give_up (task, error);
  g_object_unref (task);
}

static void
end_write (GTask *task, const RepriseCloudReply *reply)
{
  GError *error = reprise_cloud_error_from_write_reply (reply);

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCloudSession *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RepriseCloudReply) reply =
          reprise_cloud_transport_send_finish (REPRISE_CLOUD_TRANSPORT (source), result, &error);
  gboolean is_unauthorized = reply != NULL && reply->status == SOUP_STATUS_UNAUTHORIZED;

  if (is_unauthorized)
    reprise_cloud_token_reject (self->token, sending->request->token);

  if (reply == NULL)
    retry_or_give_up (g_steal_pointer (&task), error, NULL);
  else if (sending->request->is_write)
    end_write (task, reply);
  else if (reprise_cloud_reply_is_success (reply))
    g_task_return_pointer (task,
                           g_steal_pointer (&reply->body),
                           (GDestroyNotify) reprise_secret_unref_bytes);
  else if (is_unauthorized && !sending->has_renewed)
    {
      sending->has_renewed = TRUE;
      sending->n_attempts--;
      begin (g_steal_pointer (&task));
    }
  else
    retry_or_give_up (g_steal_pointer (&task), reprise_cloud_error_from_reply (reply), reply);
}

static void
token_obtained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCloudSession *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  char *token = reprise_cloud_token_obtain_finish (REPRISE_CLOUD_TOKEN (source), result, &error);

  /* A service that hangs before it has said who it talks to is not waited for twice. */
  if (g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT))
    {
      give_up (task, error);
      return;
    }
  if (token == NULL)
    {
      retry_or_give_up (g_steal_pointer (&task), error, NULL);
      return;
    }
  reprise_cloud_request_set_token (sending->request, token);
  reprise_secret_free (token);
  reprise_cloud_transport_send_async (self->transport,
                                      sending->request,
                                      sending->cancellable,
                                      sent_cb,
                                      g_steal_pointer (&task));
}

/* Takes the task over. */
static void
begin (GTask *task)
{
  RepriseCloudSession *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);

  sending->n_attempts++;
  reprise_cloud_token_obtain_async (self->token, sending->cancellable, token_obtained_cb, task);
}

static GTask *
new_task (RepriseCloudSession *self,
          gpointer source_tag,
          RepriseCloudRequest *request,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  /* A write that has left reports what became of it, cancelled or not. */
  GTask *task = g_task_new (self, request->is_write ? NULL : cancellable, callback, user_data);
  Sending *sending = g_new0 (Sending, 1);

  g_task_set_source_tag (task, source_tag);
  sending->request = request;
  sending->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, sending, (GDestroyNotify) sending_free);
  return task;
}

static void
reprise_cloud_session_finalize (GObject *object)
{
  RepriseCloudSession *self = REPRISE_CLOUD_SESSION (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->token);
  G_OBJECT_CLASS (reprise_cloud_session_parent_class)->finalize (object);
}

static void
reprise_cloud_session_class_init (RepriseCloudSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_cloud_session_finalize;
}

static void
reprise_cloud_session_init (RepriseCloudSession *self)
{
}

/**
 * reprise_cloud_session_new:
 * @transport: the way to the service
 * @token: the token for it
 *
 * Returns: (transfer full): a session
 */
RepriseCloudSession *
reprise_cloud_session_new (RepriseCloudTransport *transport, RepriseCloudToken *token)
{
  RepriseCloudSession *self;

  g_return_val_if_fail (REPRISE_IS_CLOUD_TRANSPORT (transport), NULL);
  g_return_val_if_fail (REPRISE_IS_CLOUD_TOKEN (token), NULL);

  self = g_object_new (REPRISE_TYPE_CLOUD_SESSION, NULL);
  self->transport = g_object_ref (transport);
  self->token = g_object_ref (token);
  return self;
}

/**
 * reprise_cloud_session_get_transport:
 * @self: a session
 *
 * Returns: the way to the service
 */
RepriseCloudTransport *
reprise_cloud_session_get_transport (RepriseCloudSession *self)
{
  g_return_val_if_fail (REPRISE_IS_CLOUD_SESSION (self), NULL);
  return self->transport;
}

/**
 * reprise_cloud_session_read_async:
 * @self: a session
 * @target: the path under the base address, with its query
 * @timeout_usec: how long one attempt may take
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: given to @callback
 *
 * Tries at most %REPRISE_CLOUD_MAX_ATTEMPTS times where the failure may pass, and once more with a
 * new token where the service does not take the one it gave.
 */
void
reprise_cloud_session_read_async (RepriseCloudSession *self,
                                  const char *target,
                                  gint64 timeout_usec,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_CLOUD_SESSION (self));
  g_return_if_fail (target != NULL);

  begin (new_task (self,
                   reprise_cloud_session_read_async,
                   reprise_cloud_request_new_read (target, timeout_usec),
                   cancellable,
                   callback,
                   user_data));
}

/**
 * reprise_cloud_session_read_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_CANCELLED or a %REPRISE_SERVICE_ERROR
 *
 * Returns: (transfer full): the body of a success, perhaps empty, or %NULL on failure
 */
GBytes *
reprise_cloud_session_read_finish (RepriseCloudSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_cloud_session_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_cloud_session_write_async:
 * @self: a session
 * @target: the path under the base address
 * @body: JSON, sent as it is
 * @cancellable: (nullable): stops it as long as it has not left
 * @callback: called when the service has answered, or it is clear that it will not
 * @user_data: given to @callback
 *
 * Sends once, whatever comes of it.
 */
void
reprise_cloud_session_write_async (RepriseCloudSession *self,
                                   const char *target,
                                   GBytes *body,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_CLOUD_SESSION (self));
  g_return_if_fail (target != NULL);
  g_return_if_fail (body != NULL);

  begin (new_task (self,
                   reprise_cloud_session_write_async,
                   reprise_cloud_request_new_write (target, body),
                   cancellable,
                   callback,
                   user_data));
}

/**
 * reprise_cloud_session_write_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_CANCELLED where it has not left, to
 * %REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN where nobody knows, or to what kept it from leaving or the
 * service's refusal
 *
 * Returns: whether the service has accepted it
 */
gboolean
reprise_cloud_session_write_finish (RepriseCloudSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_cloud_session_write_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
