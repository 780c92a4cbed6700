/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend that keeps what another one answered last, for when that does not answer. */

#include "config.h"

#include "inventory/reprise-caching-backend.h"

#include "inventory/reprise-account-cache.h"
#include "inventory/reprise-caching-backend-private.h"
#include "inventory/reprise-file-reading.h"

/* What comes within this time is written once. */
#define SAVE_DELAY_SECONDS 2

static gboolean
save_cb (gpointer user_data)
{
  RepriseCachingBackend *self = user_data;

  self->save_id = 0;
  reprise_cache_keeper_save (self->keeper, self->file, reprise_account_cache_copy (self->account));
  return G_SOURCE_REMOVE;
}

/**
 * reprise_caching_backend_plan_saving:
 * @self: a backend that was answered something
 */
void
reprise_caching_backend_plan_saving (RepriseCachingBackend *self)
{
  if (self->file != NULL && self->save_id == 0)
    self->save_id = g_timeout_add_seconds (SAVE_DELAY_SECONDS, save_cb, self);
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseCachingBackend,
                               reprise_caching_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_BACKEND,
                                                      reprise_caching_backend_implement))

static void
reprise_caching_backend_dispose (GObject *object)
{
  reprise_caching_backend_flush (REPRISE_CACHING_BACKEND (object));
  G_OBJECT_CLASS (reprise_caching_backend_parent_class)->dispose (object);
}

static void
reprise_caching_backend_finalize (GObject *object)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (object);

  g_object_unref (self->backend);
  g_object_unref (self->reach);
  g_clear_object (&self->keeper);
  g_clear_object (&self->file);
  reprise_saved_account_free (self->account);
  G_OBJECT_CLASS (reprise_caching_backend_parent_class)->finalize (object);
}

static void
reprise_caching_backend_class_init (RepriseCachingBackendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_caching_backend_dispose;
  object_class->finalize = reprise_caching_backend_finalize;
}

static void
reprise_caching_backend_init (RepriseCachingBackend *self)
{
  self->account = reprise_saved_account_new ();
}

static void
reach_changed_cb (RepriseCachingBackend *self)
{
  g_signal_emit_by_name (self, "changed");
}

/**
 * reprise_caching_backend_new:
 * @backend: what answers
 * @keeper: (nullable): what keeps the answers from one start to the next
 * @name: the name of the file for that; belongs to this connection alone
 *
 * Returns: (transfer full): a backend that answers as @backend does
 */
RepriseCachingBackend *
reprise_caching_backend_new (RepriseBackend *backend, RepriseCacheKeeper *keeper, const char *name)
{
  RepriseCachingBackend *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (keeper == NULL || REPRISE_IS_CACHE_KEEPER (keeper), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_CACHING_BACKEND, NULL);
  self->backend = g_object_ref (backend);
  self->reach = reprise_service_reach_new (backend);
  g_signal_connect_object (self->reach,
                           "changed",
                           G_CALLBACK (reach_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_set_object (&self->keeper, keeper);
  if (keeper != NULL)
    self->file = reprise_cache_keeper_find_file (keeper, name);
  return self;
}

/* Takes over what was kept, unless it is not as it was written: then the service will be asked. */
static gboolean
take_document (RepriseCachingBackend *self, RepriseDocument *document, GError **error)
{
  if (document == NULL)
    return FALSE;
  if (document->account == NULL || document->seal != REPRISE_SEAL_INTACT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The cache is damaged");
      return FALSE;
    }
  reprise_saved_account_free (self->account);
  self->account = g_steal_pointer (&document->account);
  reprise_service_reach_set_live (self->reach, FALSE);
  reprise_service_reach_probe (self->reach);
  return TRUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCachingBackend *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);
  GError *error = NULL;
  RepriseInstant modified_at;
  g_autoptr (RepriseDocument) document = reprise_file_reading_finish (result, &modified_at, &error);
  gboolean is_taken = take_document (self, document, error == NULL ? &error : NULL);

  for (guint i = 0; i < held->len; i++)
    reprise_caching_backend_begin (self, held->pdata[i]);
  if (is_taken)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * reprise_caching_backend_load_async:
 * @self: a backend that has not been asked anything yet
 * @cancellable: (nullable): stops it
 * @callback: called when what was kept is there; then it is not live before the first sign of life
 * @user_data: given to @callback
 *
 * What it is asked until then waits.
 */
void
reprise_caching_backend_load_async (RepriseCachingBackend *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  static const RepriseFileReadingEvents no_events = { 0 };
  GTask *task;

  g_return_if_fail (REPRISE_IS_CACHING_BACKEND (self));
  g_return_if_fail (self->held == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_caching_backend_load_async);
  if (self->file == NULL || !reprise_cache_keeper_get_enabled (self->keeper))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nothing is kept");
      g_object_unref (task);
      return;
    }
  self->held = g_ptr_array_new ();
  reprise_file_reading_async (self->file,
                              NULL,
                              &no_events,
                              G_OBJECT (self),
                              cancellable,
                              loaded_cb,
                              task);
}

/**
 * reprise_caching_backend_load_finish:
 * @self: a backend
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_NOT_FOUND where nothing was kept, or to what is wrong with it; the
 *   backend then answers without
 *
 * Returns: whether there is something to show
 */
gboolean
reprise_caching_backend_load_finish (RepriseCachingBackend *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_caching_backend_load_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_caching_backend_is_live:
 * @self: a backend
 *
 * Returns: whether what it answers is of now
 */
gboolean
reprise_caching_backend_is_live (RepriseCachingBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_CACHING_BACKEND (self), FALSE);
  return reprise_service_reach_is_live (self->reach);
}

/**
 * reprise_caching_backend_get_error:
 * @self: a backend
 *
 * Returns: (nullable): why the service cannot be reached; %NULL while it can, and before that is
 *   known
 */
const GError *
reprise_caching_backend_get_error (RepriseCachingBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_CACHING_BACKEND (self), NULL);
  return reprise_service_reach_get_error (self->reach);
}

/**
 * reprise_caching_backend_get_backend:
 * @self: a backend
 *
 * Returns: (transfer none): what answers, for whom nothing but the present will do
 */
RepriseBackend *
reprise_caching_backend_get_backend (RepriseCachingBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_CACHING_BACKEND (self), NULL);
  return self->backend;
}

/**
 * reprise_caching_backend_get_keeper:
 * @self: a backend
 *
 * Returns: (transfer none) (nullable): what keeps its answers from one start to the next
 */
RepriseCacheKeeper *
reprise_caching_backend_get_keeper (RepriseCachingBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_CACHING_BACKEND (self), NULL);
  return self->keeper;
}

/**
 * reprise_caching_backend_probe:
 * @self: a backend
 *
 * Asks for a sign of life now, as when the network has changed.
 */
void
reprise_caching_backend_probe (RepriseCachingBackend *self)
{
  g_return_if_fail (REPRISE_IS_CACHING_BACKEND (self));
  reprise_service_reach_probe (self->reach);
}

/**
 * reprise_caching_backend_flush:
 * @self: a backend
 *
 * Hands what was answered to the keeper now, as before the end.
 */
void
reprise_caching_backend_flush (RepriseCachingBackend *self)
{
  g_return_if_fail (REPRISE_IS_CACHING_BACKEND (self));

  if (self->save_id == 0)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  save_cb (self);
}
