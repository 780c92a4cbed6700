/* SPDX-License-Identifier: GPL-3.0-or-later
 * Single things of the service. */

#include "config.h"

#include "cloud/reprise-cloud-object.h"

#include "base/reprise-secret.h"
#include "cloud/reprise-cloud-error.h"

#include <glib/gi18n.h>

/* What the thread is given; it touches nothing else. */
typedef struct
{
  const RepriseCloudObjectKind *kind;
  char *detail;
  GBytes *body;
} Decoding;

typedef struct
{
  const RepriseCloudObjectKind *kind;
  char *detail;
} Reading;

static void
decoding_free (Decoding *decoding)
{
  g_clear_pointer (&decoding->body, reprise_secret_unref_bytes);
  g_free (decoding->detail);
  g_free (decoding);
}

static void
reading_free (Reading *reading)
{
  g_free (reading->detail);
  g_free (reading);
}

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Decoding *decoding = task_data;
  GError *problem = NULL;
  GError *error = NULL;
  gpointer object = decoding->kind->decode (decoding->body, decoding->detail, &problem);

  /* The body may hold passwords that were left out of the object. */
  g_clear_pointer (&decoding->body, reprise_secret_unref_bytes);
  if (object != NULL)
    {
      g_task_return_pointer (task, object, decoding->kind->free);
      return;
    }
  reprise_cloud_error_take_wire (&error, gettext (decoding->kind->what), problem);
  g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer object = g_task_propagate_pointer (G_TASK (result), &error);

  if (object != NULL)
    g_task_return_pointer (task, object, reading->kind->free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *body = reprise_cloud_session_read_finish (REPRISE_CLOUD_SESSION (source), result, &error);
  g_autoptr (GTask) decoding_task = NULL;
  Decoding *decoding;

  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  decoding = g_new0 (Decoding, 1);
  decoding->kind = reading->kind;
  decoding->detail = g_strdup (reading->detail);
  decoding->body = body;
  /* No source object: the thread must not be the one that drops the last reference to it. */
  decoding_task = g_task_new (NULL, NULL, decoded_cb, g_steal_pointer (&task));
  g_task_set_source_tag (decoding_task, read_cb);
  g_task_set_task_data (decoding_task, decoding, (GDestroyNotify) decoding_free);
  g_task_run_in_thread (decoding_task, decode_in_thread);
}

/**
 * reprise_cloud_object_async:
 * @session: what to read over
 * @kind: what is read; must not go away
 * @target: the path, perhaps with a query
 * @detail: (nullable): given to the decoder
 * @cancellable: (nullable): stops it
 * @callback: called with it
 * @user_data: given to @callback
 */
void
reprise_cloud_object_async (RepriseCloudSession *session,
                            const RepriseCloudObjectKind *kind,
                            const char *target,
                            const char *detail,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, reprise_cloud_object_async);
  reading->kind = kind;
  reading->detail = g_strdup (detail);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  reprise_cloud_session_read_async (session,
                                    target,
                                    REPRISE_CLOUD_TIMEOUT_USEC,
                                    cancellable,
                                    read_cb,
                                    task);
}

/**
 * reprise_cloud_object_finish:
 * @session: what was read over
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_CANCELLED or a %REPRISE_SERVICE_ERROR
 *
 * Returns: (transfer full): what the kind's decoder made, or %NULL on failure
 */
gpointer
reprise_cloud_object_finish (RepriseCloudSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_cloud_object_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
