/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend that keeps what another one answered last, for when that does not answer.
 *
 * It is live as long as the other one gives signs of life. A question that cannot get through is
 * answered with what was kept, marked with its age and with what went wrong. Where a sign of life
 * fails as well, and at the start, nothing can be sent, and what was kept is answered at once,
 * while signs of life are asked for again and again. Only decoded objects are kept, never an answer
 * itself: that may hold a secret. */

#include "config.h"

#include "inventory/reprise-caching-backend.h"

#include "inventory/reprise-account-question.h"
#include "inventory/reprise-file-reading.h"
#include "inventory/reprise-saved-answers.h"
#include "inventory/reprise-service-reach.h"
#include "restore/reprise-backend-answer.h"

/* What comes within this time is written once. */
#define SAVE_DELAY_SECONDS 2

struct _RepriseCachingBackend
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseServiceReach *reach;
  RepriseCacheKeeper *keeper;   /* NULL where nothing is kept for the next start */
  GFile *file;                  /* there */
  RepriseSavedAccount *account; /* what was answered last */
  GPtrArray *held;              /* of GTask, while what was kept is being read; NULL otherwise */
  guint save_id;
};

static gboolean
save_cb (gpointer user_data)
{
  RepriseCachingBackend *self = user_data;

  self->save_id = 0;
  reprise_cache_keeper_save (self->keeper, self->file, reprise_account_cache_copy (self->account));
  return G_SOURCE_REMOVE;
}

static void
plan_saving (RepriseCachingBackend *self)
{
  if (self->file != NULL && self->save_id == 0)
    self->save_id = g_timeout_add_seconds (SAVE_DELAY_SECONDS, save_cb, self);
}

static gboolean
is_known (RepriseCachingBackend *self, const RepriseAccountQuestion *question)
{
  return reprise_account_question_get_read_at (question, self->account) != REPRISE_INSTANT_NONE;
}

/* Answers with what was kept. Takes the task over. */
static void
answer_kept (RepriseCachingBackend *self, const GError *error, GTask *task)
{
  reprise_account_question_answer (g_task_get_task_data (task), self->account, error, task);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCachingBackend *self = g_task_get_source_object (task);
  const RepriseAccountQuestion *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  RepriseBackendAnswer *answer = reprise_backend_answer_take (result, &error);

  if (answer != NULL)
    {
      reprise_service_reach_set_live (self->reach, TRUE);
      self->account->captured_at = reprise_backend_get_service_now (self->backend);
      reprise_account_question_keep (question,
                                     self->account,
                                     answer->objects,
                                     answer->problems,
                                     self->account->captured_at);
      plan_saving (self);
      g_task_return_pointer (task, answer, (GDestroyNotify) reprise_backend_answer_free);
      return;
    }
  if (reprise_service_reach_is_lost (error))
    reprise_service_reach_probe (self->reach);
  if (reprise_service_reach_is_lost (error) && is_known (self, question))
    answer_kept (self, error, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes the task over. */
static void
begin (RepriseCachingBackend *self, GTask *task)
{
  const RepriseAccountQuestion *question = g_task_get_task_data (task);

  if (reprise_service_reach_is_live (self->reach) || !is_known (self, question))
    reprise_account_question_ask (question,
                                  self->backend,
                                  g_task_get_cancellable (task),
                                  answered_cb,
                                  task);
  else
    {
      reprise_service_reach_probe (self->reach);
      answer_kept (self, reprise_service_reach_get_error (self->reach), task);
    }
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
  if (self->held != NULL)
    g_ptr_array_add (self->held, task);
  else
    begin (self, task);
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

  return !reprise_service_reach_is_live (self->reach) ||
         reprise_backend_is_read_only (self->backend);
}

static RepriseInstant
reprise_caching_backend_get_captured_at (RepriseBackend *backend)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (backend);

  return reprise_service_reach_is_live (self->reach)
             ? reprise_backend_get_captured_at (self->backend)
             : self->account->captured_at;
}

static RepriseInstant
reprise_caching_backend_get_service_now (RepriseBackend *backend)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (backend);

  if (reprise_service_reach_is_live (self->reach) ||
      self->account->captured_at == REPRISE_INSTANT_NONE)
    return reprise_backend_get_service_now (self->backend);
  return self->account->captured_at;
}

/* A function of the interface that reads something that is kept. */
#define DEFINE_QUESTION(name, KIND)                                                                \
  static void reprise_caching_backend_##name##_async (RepriseBackend *backend,                     \
                                                      GCancellable *cancellable,                   \
                                                      GAsyncReadyCallback callback,                \
                                                      gpointer user_data)                          \
  {                                                                                                \
    ask (backend,                                                                                  \
         reprise_backend_##name##_async,                                                           \
         reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_##KIND, NULL),                     \
         cancellable,                                                                              \
         callback,                                                                                 \
         user_data);                                                                               \
  }

/* The same of what has an id, or belongs to what has one. */
#define DEFINE_QUESTION_ABOUT(name, KIND)                                                          \
  static void reprise_caching_backend_##name##_async (RepriseBackend *backend,                     \
                                                      const char *id,                              \
                                                      GCancellable *cancellable,                   \
                                                      GAsyncReadyCallback callback,                \
                                                      gpointer user_data)                          \
  {                                                                                                \
    ask (backend,                                                                                  \
         reprise_backend_##name##_async,                                                           \
         reprise_account_question_new (REPRISE_ACCOUNT_QUESTION_##KIND, id),                       \
         cancellable,                                                                              \
         callback,                                                                                 \
         user_data);                                                                               \
  }

DEFINE_QUESTION (get_tenant, TENANT)
DEFINE_QUESTION (list_clusters, CLUSTERS)
DEFINE_QUESTION (list_databases, DATABASES)
DEFINE_QUESTION (list_stores, STORES)
DEFINE_QUESTION_ABOUT (get_cluster, CLUSTER)
DEFINE_QUESTION_ABOUT (list_cluster_nodes, CLUSTER_NODES)
DEFINE_QUESTION_ABOUT (get_database, DATABASE)
DEFINE_QUESTION_ABOUT (list_repositories, REPOSITORIES)

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

/* Passes on a pointer that the task's data frees, or a boolean where there is no such function. */
static void
relayed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDestroyNotify free_value = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = NULL;
  gboolean is_done = FALSE;

  if (free_value != NULL)
    value = g_task_propagate_pointer (G_TASK (result), &error);
  else
    is_done = g_task_propagate_boolean (G_TASK (result), &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (free_value != NULL)
    g_task_return_pointer (task, value, free_value);
  else
    g_task_return_boolean (task, is_done);
}

/* What is only good for the present is asked for, and not kept. */
static GTask *
new_relay (RepriseBackend *backend,
           gpointer source_tag,
           GDestroyNotify free_value,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, free_value, NULL);
  return task;
}

/* Without the service nothing is known to go on: it would be from another time. */
static void
reprise_caching_backend_list_tasks_async (RepriseBackend *backend,
                                          const char *subject_id,
                                          guint at_most,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  RepriseCachingBackend *self = REPRISE_CACHING_BACKEND (backend);
  GTask *task = new_relay (backend,
                           reprise_backend_list_tasks_async,
                           (GDestroyNotify) reprise_backend_answer_free,
                           cancellable,
                           callback,
                           user_data);

  if (reprise_service_reach_is_live (self->reach) && self->held == NULL)
    reprise_backend_list_tasks_async (self->backend,
                                      subject_id,
                                      at_most,
                                      cancellable,
                                      relayed_cb,
                                      task);
  else
    reprise_saved_answers_objects (NULL, task);
}

static void
reprise_caching_backend_get_task_async (RepriseBackend *backend,
                                        const char *task_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  reprise_backend_get_task_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                  task_id,
                                  cancellable,
                                  relayed_cb,
                                  new_relay (backend,
                                             reprise_backend_get_task_async,
                                             (GDestroyNotify) reprise_backend_answer_free,
                                             cancellable,
                                             callback,
                                             user_data));
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
  reprise_backend_read_credentials_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                          database_id,
                                          node_name,
                                          user_type,
                                          cancellable,
                                          relayed_cb,
                                          new_relay (backend,
                                                     reprise_backend_read_credentials_async,
                                                     (GDestroyNotify) reprise_credentials_free,
                                                     cancellable,
                                                     callback,
                                                     user_data));
}

/* What has left is reported as it is, whatever is cancelled meanwhile. */
static void
reprise_caching_backend_send_backup_async (RepriseBackend *backend,
                                           const char *database_id,
                                           RepriseBackupRequest *request,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  reprise_backend_send_backup_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                     database_id,
                                     request,
                                     cancellable,
                                     relayed_cb,
                                     new_relay (backend,
                                                reprise_backend_send_backup_async,
                                                NULL,
                                                NULL,
                                                callback,
                                                user_data));
}

static void
reprise_caching_backend_send_restore_async (RepriseBackend *backend,
                                            const char *database_id,
                                            GBytes *body,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  reprise_backend_send_restore_async (REPRISE_CACHING_BACKEND (backend)->backend,
                                      database_id,
                                      body,
                                      cancellable,
                                      relayed_cb,
                                      new_relay (backend,
                                                 reprise_backend_send_restore_async,
                                                 NULL,
                                                 NULL,
                                                 callback,
                                                 user_data));
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
    begin (self, held->pdata[i]);
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
  if (self->file == NULL)
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
