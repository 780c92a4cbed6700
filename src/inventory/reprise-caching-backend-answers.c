/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a caching backend answers to the questions that a backend is asked.
 *
 * A question that cannot get through is answered with what was kept, marked with its age and with
 * what went wrong. Where a sign of life fails as well, and at the start, nothing can be sent, and
 * what was kept is answered at once. Only decoded objects are kept, never an answer itself: that
 * may hold a secret. */

#include "config.h"

#include "inventory/reprise-caching-backend-private.h"

#include "inventory/reprise-account-question.h"
#include "inventory/reprise-saved-answers.h"
#include "restore/reprise-backend-answer.h"

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
      reprise_caching_backend_plan_saving (self);
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

/**
 * reprise_caching_backend_begin:
 * @self: a backend
 * @task: (transfer full): a question that is to be answered now
 */
void
reprise_caching_backend_begin (RepriseCachingBackend *self, GTask *task)
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
  GTask *task =
      reprise_backend_answer_begin (backend, source_tag, cancellable, callback, user_data);

  g_task_set_task_data (task, question, (GDestroyNotify) reprise_account_question_free);
  if (self->held != NULL)
    g_ptr_array_add (self->held, task);
  else
    reprise_caching_backend_begin (self, task);
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
  GTask *task =
      reprise_backend_answer_begin (backend, source_tag, cancellable, callback, user_data);

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

/**
 * reprise_caching_backend_implement:
 * @iface: the interface, as a caching backend has it
 */
void
reprise_caching_backend_implement (RepriseBackendInterface *iface)
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
