/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend that keeps what another one answered last, for when that does not answer.
 *
 * It is live as long as the other one answers. When that cannot be reached, and at the start, what
 * was kept is answered at once, with the time of which it is; nothing can be sent then. Every such
 * answer asks the other one for a sign of life in the background, and with the first one it is live
 * again. Only decoded objects are kept, never an answer itself: that may hold a secret. */

#include "config.h"

#include "inventory/reprise-caching-backend.h"

#include "inventory/reprise-account-question.h"
#include "inventory/reprise-file-reading.h"
#include "inventory/reprise-inventory-file.h"
#include "restore/reprise-backend-answer.h"

/* What comes within this time is written once. */
#define SAVE_DELAY_SECONDS 2

struct _RepriseCachingBackend
{
  GObject parent_instance;

  RepriseBackend *backend;
  GFile *file;
  RepriseAccountCache *cache;
  gboolean is_live;
  gboolean is_probing;
  guint save_id;
};

enum
{
  PROP_0,
  PROP_LIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!reprise_inventory_file_save_finish (G_FILE (source), result, &error))
    g_message ("The cache could not be written: %s", error->message);
}

static void
save_now (RepriseCachingBackend *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  reprise_inventory_file_save_async (self->file,
                                     reprise_account_cache_copy (self->cache),
                                     NULL,
                                     saved_cb,
                                     NULL);
}

static gboolean
save_cb (gpointer user_data)
{
  RepriseCachingBackend *self = user_data;

  self->save_id = 0;
  save_now (self);
  return G_SOURCE_REMOVE;
}

static void
plan_saving (RepriseCachingBackend *self)
{
  if (self->file != NULL && self->save_id == 0)
    self->save_id = g_timeout_add_seconds (SAVE_DELAY_SECONDS, save_cb, self);
}

static void
set_live (RepriseCachingBackend *self, gboolean is_live)
{
  if (self->is_live == is_live)
    return;
  self->is_live = is_live;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIVE]);
}

/* Whether it is the way to the service that is broken, and not something that the service says. */
static gboolean
is_out_of_reach (const GError *error)
{
  return g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TRANSPORT) ||
         g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_TIMEOUT);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseCachingBackend) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseTenant) tenant =
                 reprise_backend_get_tenant_finish (REPRISE_BACKEND (source), result, &error);

  self->is_probing = FALSE;
  /* A refusal is a sign of life as well, and must be seen. */
  if (tenant != NULL || !is_out_of_reach (error))
    set_live (self, TRUE);
}

static void
probe (RepriseCachingBackend *self)
{
  if (self->is_probing)
    return;
  self->is_probing = TRUE;
  reprise_backend_get_tenant_async (self->backend, NULL, probed_cb, g_object_ref (self));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCachingBackend *self = g_task_get_source_object (task);
  const RepriseAccountQuestion *question = g_task_get_task_data (task);
  g_autoptr (GPtrArray) problems = NULL;
  GError *error = NULL;
  GPtrArray *objects =
      reprise_account_question_finish (question, self->backend, result, &problems, &error);

  if (objects != NULL)
    {
      set_live (self, TRUE);
      self->cache->account->captured_at = reprise_backend_get_service_now (self->backend);
      reprise_account_question_keep (question, self->cache, objects, problems);
      plan_saving (self);
      reprise_backend_return_objects (task,
                                      objects,
                                      problems == NULL ? NULL : g_ptr_array_ref (problems));
      return;
    }
  if (!is_out_of_reach (error) || !reprise_account_question_is_known (question, self->cache))
    {
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  set_live (self, FALSE);
  reprise_account_question_answer (question, self->cache, g_steal_pointer (&task));
}

/* Takes @question over. */
static void
ask (RepriseBackend *backend,
     gpointer source_tag,
     RepriseAccountQuestion *question,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (backend);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, question, (GDestroyNotify) reprise_account_question_free);
  if (self->is_live || !reprise_account_question_is_known (question, self->cache))
    {
      reprise_account_question_ask (question, self->backend, cancellable, answered_cb, task);
      return;
    }
  probe (self);
  reprise_account_question_answer (question, self->cache, task);
}

static const char *
reprise_caching_backend_get_title (RepriseBackend *backend)
{
  return reprise_backend_get_title (REPRISE_CACHING_BACKEND (backend)->backend);
}

static const char *
reprise_caching_backend_get_address (RepriseBackend *backend)
{
  return reprise_backend_get_address (REPRISE_CACHING_BACKEND (backend)->backend);
}

static const char *
reprise_caching_backend_get_client_id (RepriseBackend *backend)
{
  return reprise_backend_get_client_id (REPRISE_CACHING_BACKEND (backend)->backend);
}

static gboolean
reprise_caching_backend_is_read_only (RepriseBackend *backend)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (backend);

  return !self->is_live || reprise_backend_is_read_only (self->backend);
}

static RepriseInstant
reprise_caching_backend_get_captured_at (RepriseBackend *backend)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (backend);

  return self->is_live ? reprise_backend_get_captured_at (self->backend)
                       : self->cache->account->captured_at;
}

static RepriseInstant
reprise_caching_backend_get_service_now (RepriseBackend *backend)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (backend);

  if (self->is_live || self->cache->account->captured_at == REPRISE_INSTANT_NONE)
    return reprise_backend_get_service_now (self->backend);
  return self->cache->account->captured_at;
}

static void
reprise_caching_backend_get_tenant_async (RepriseBackend *backend,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  ask (backend,
       reprise_backend_get_tenant_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_TENANT, NULL),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_list_clusters_async (RepriseBackend *backend,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  ask (backend,
       reprise_backend_list_clusters_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_CLUSTERS, NULL),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_get_cluster_async (RepriseBackend *backend,
                                           const char *cluster_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  ask (backend,
       reprise_backend_get_cluster_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_CLUSTER, cluster_id),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_list_cluster_nodes_async (RepriseBackend *backend,
                                                  const char *cluster_id,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data)
{
  ask (backend,
       reprise_backend_list_cluster_nodes_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES, cluster_id),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_list_databases_async (RepriseBackend *backend,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  ask (backend,
       reprise_backend_list_databases_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_DATABASES, NULL),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_get_database_async (RepriseBackend *backend,
                                            const char *database_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  ask (backend,
       reprise_backend_get_database_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_DATABASE, database_id),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_list_repositories_async (RepriseBackend *backend,
                                                 const char *database_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data)
{
  ask (backend,
       reprise_backend_list_repositories_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_REPOSITORIES, database_id),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_list_stores_async (RepriseBackend *backend,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  ask (backend,
       reprise_backend_list_stores_async,
       reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_STORES, NULL),
       cancellable,
       callback,
       user_data);
}

static void
reprise_caching_backend_read_inventory_async (RepriseBackend *backend,
                                              const RepriseInventoryRequest *request,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  RepriseAccountQuestion *question =
      reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_INVENTORY, request->repository_id);

  question->node_name = g_strdup (request->node_name);
  question->progress = request->progress;
  question->progress_data = request->progress_data;
  ask (backend, reprise_backend_read_inventory_async, question, cancellable, callback, user_data);
}

/* What is only good for the present is asked for, and not kept. */
static void
listed_tasks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *problems = NULL;
  GError *error = NULL;
  GPtrArray *tasks =
      reprise_backend_list_tasks_finish (REPRISE_BACKEND (source), result, &problems, &error);

  if (tasks != NULL)
    reprise_backend_return_objects (task, tasks, problems);
  else
    g_task_return_error (task, error);
}

static void
reprise_caching_backend_list_tasks_async (RepriseBackend *backend,
                                          const char *subject_id,
                                          guint at_most,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_backend_list_tasks_async);
  reprise_backend_list_tasks_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                    subject_id,
                                    at_most,
                                    cancellable,
                                    listed_tasks_cb,
                                    task);
}

static void
got_task_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseTask *found = NULL;
  GError *error = NULL;

  if (reprise_backend_get_task_finish (REPRISE_BACKEND (source), result, &found, &error))
    reprise_backend_return_object (task, found, NULL);
  else
    g_task_return_error (task, error);
}

static void
reprise_caching_backend_get_task_async (RepriseBackend *backend,
                                        const char *task_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_backend_get_task_async);
  reprise_backend_get_task_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                  task_id,
                                  cancellable,
                                  got_task_cb,
                                  task);
}

static void
read_credentials_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RepriseCredentials *credentials =
      reprise_backend_read_credentials_finish (REPRISE_BACKEND (source), result, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) reprise_credentials_free);
  else
    g_task_return_error (task, error);
}

static void
reprise_caching_backend_read_credentials_async (RepriseBackend *backend,
                                                const char *database_id,
                                                const char *node_name,
                                                const char *user_type,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_backend_read_credentials_async);
  reprise_backend_read_credentials_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                          database_id,
                                          node_name,
                                          user_type,
                                          cancellable,
                                          read_credentials_cb,
                                          task);
}

static void
sent_backup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (reprise_backend_send_backup_finish (REPRISE_BACKEND (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
reprise_caching_backend_send_backup_async (RepriseBackend *backend,
                                           const char *database_id,
                                           RepriseBackupRequest *request,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_backend_send_backup_async);
  reprise_backend_send_backup_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                     database_id,
                                     request,
                                     cancellable,
                                     sent_backup_cb,
                                     task);
}

static void
sent_restore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (reprise_backend_send_restore_finish (REPRISE_BACKEND (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
reprise_caching_backend_send_restore_async (RepriseBackend *backend,
                                            const char *database_id,
                                            GBytes *body,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_backend_send_restore_async);
  reprise_backend_send_restore_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                      database_id,
                                      body,
                                      cancellable,
                                      sent_restore_cb,
                                      task);
}

static void
backend_init (RepriseBackendInterface *iface)
{
  iface->get_title = reprise_caching_backend_get_title;
  iface->get_address = reprise_caching_backend_get_address;
  iface->get_client_id = reprise_caching_backend_get_client_id;
  iface->is_read_only = reprise_caching_backend_is_read_only;
  iface->get_captured_at = reprise_caching_backend_get_captured_at;
  iface->get_service_now = reprise_caching_backend_get_service_now;
  iface->get_tenant_async = reprise_caching_backend_get_tenant_async;
  iface->list_clusters_async = reprise_caching_backend_list_clusters_async;
  iface->get_cluster_async = reprise_caching_backend_get_cluster_async;
  iface->list_cluster_nodes_async = reprise_caching_backend_list_cluster_nodes_async;
  iface->list_databases_async = reprise_caching_backend_list_databases_async;
  iface->get_database_async = reprise_caching_backend_get_database_async;
  iface->list_repositories_async = reprise_caching_backend_list_repositories_async;
  iface->list_stores_async = reprise_caching_backend_list_stores_async;
  iface->read_inventory_async = reprise_caching_backend_read_inventory_async;
  iface->list_tasks_async = reprise_caching_backend_list_tasks_async;
  iface->get_task_async = reprise_caching_backend_get_task_async;
  iface->read_credentials_async = reprise_caching_backend_read_credentials_async;
  iface->send_backup_async = reprise_caching_backend_send_backup_async;
  iface->send_restore_async = reprise_caching_backend_send_restore_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseCachingBackend,
                               reprise_caching_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_BACKEND, backend_init))

static void
reprise_caching_backend_dispose (GObject *object)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (object);

  if (self->save_id != 0)
    save_now (self);
  G_OBJECT_CLASS (reprise_caching_backend_parent_class)->dispose (object);
}

static void
reprise_caching_backend_finalize (GObject *object)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (object);

  g_object_unref (self->backend);
  g_clear_object (&self->file);
  reprise_account_cache_free (self->cache);
  G_OBJECT_CLASS (reprise_caching_backend_parent_class)->finalize (object);
}

static void
reprise_caching_backend_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (object);

  switch (property_id)
    {
    case PROP_LIVE:
      g_value_set_boolean (value, self->is_live);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_caching_backend_class_init (RepriseCachingBackendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = reprise_caching_backend_dispose;
  object_class->finalize = reprise_caching_backend_finalize;
  object_class->get_property = reprise_caching_backend_get_property;

  properties[PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_caching_backend_init (RepriseCachingBackend *self)
{
  self->cache = reprise_account_cache_new (NULL);
  self->is_live = TRUE;
}

/**
 * reprise_caching_backend_new:
 * @backend: what answers
 * @file: (nullable): where the answers are kept from one start to the next; belongs to this
 *   connection alone
 *
 * Returns: (transfer full): a backend that answers as @backend does
 */
RepriseCachingBackend *
reprise_caching_backend_new (RepriseBackend *backend, GFile *file)
{
  RepriseCachingBackend *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (file == NULL || G_IS_FILE (file), NULL);

  self = g_object_new (REPRISE_TYPE_CACHING_BACKEND, NULL);
  self->backend = g_object_ref (backend);
  g_set_object (&self->file, file);
  return self;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCachingBackend *self = g_task_get_source_object (task);
  GError *error = NULL;
  RepriseInstant modified_at;
  g_autoptr (RepriseDocument) document = reprise_file_reading_finish (result, &modified_at, &error);

  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* What is not as it was written is not worth showing: the service will be asked. */
  if (document->account == NULL || document->seal != REPRISE_SEAL_INTACT)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The cache is damaged");
      return;
    }
  reprise_account_cache_free (self->cache);
  self->cache = reprise_account_cache_new (g_steal_pointer (&document->account));
  set_live (self, FALSE);
  g_task_return_boolean (task, TRUE);
}

/**
 * reprise_caching_backend_load_async:
 * @self: a backend that has not been asked anything yet
 * @cancellable: (nullable): stops it
 * @callback: called when what was kept is there; then it is not live until it is refreshed
 * @user_data: given to @callback
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
  g_return_if_fail (self->file != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_caching_backend_load_async);
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
  return self->is_live;
}
