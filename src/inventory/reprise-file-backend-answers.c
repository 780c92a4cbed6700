/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a file answers to the questions that a backend is asked. */

#include "config.h"

#include "inventory/reprise-file-backend-private.h"

#include "inventory/reprise-saved-answers.h"
#include "restore/reprise-backend-answer.h"

static const char *
reprise_file_backend_get_title (RepriseBackend *backend)
{
  return REPRISE_FILE_BACKEND (backend)->title;
}

static const char *
reprise_file_backend_get_address (RepriseBackend *backend)
{
  return REPRISE_FILE_BACKEND (backend)->address;
}

static gboolean
reprise_file_backend_is_read_only (RepriseBackend *backend)
{
  return TRUE;
}

static RepriseInstant
reprise_file_backend_get_captured_at (RepriseBackend *backend)
{
  return REPRISE_FILE_BACKEND (backend)->account->captured_at;
}

/* To a file, now is when it was captured: it knows of nothing later. */
static RepriseInstant
reprise_file_backend_get_service_now (RepriseBackend *backend)
{
  RepriseInstant captured_at = reprise_file_backend_get_captured_at (backend);

  return captured_at != REPRISE_INSTANT_NONE ? captured_at : reprise_instant_now ();
}

static void
reprise_file_backend_get_tenant_async (RepriseBackend *backend,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  reprise_saved_answers_tenant (REPRISE_FILE_BACKEND (backend)->account,
                                reprise_backend_answer_begin (backend,
                                                              reprise_backend_get_tenant_async,
                                                              cancellable,
                                                              callback,
                                                              user_data));
}

static void
reprise_file_backend_list_clusters_async (RepriseBackend *backend,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  reprise_saved_answers_objects (REPRISE_FILE_BACKEND (backend)->account->clusters,
                                 reprise_backend_answer_begin (backend,
                                                               reprise_backend_list_clusters_async,
                                                               cancellable,
                                                               callback,
                                                               user_data));
}

static void
reprise_file_backend_get_cluster_async (RepriseBackend *backend,
                                        const char *cluster_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  reprise_saved_answers_cluster (REPRISE_FILE_BACKEND (backend)->account,
                                 cluster_id,
                                 reprise_backend_answer_begin (backend,
                                                               reprise_backend_get_cluster_async,
                                                               cancellable,
                                                               callback,
                                                               user_data));
}

static void
reprise_file_backend_list_cluster_nodes_async (RepriseBackend *backend,
                                               const char *cluster_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data)
{
  reprise_saved_answers_cluster_nodes (
      REPRISE_FILE_BACKEND (backend)->account,
      cluster_id,
      reprise_backend_answer_begin (backend,
                                    reprise_backend_list_cluster_nodes_async,
                                    cancellable,
                                    callback,
                                    user_data));
}

static void
reprise_file_backend_list_databases_async (RepriseBackend *backend,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  reprise_saved_answers_objects (REPRISE_FILE_BACKEND (backend)->account->databases,
                                 reprise_backend_answer_begin (backend,
                                                               reprise_backend_list_databases_async,
                                                               cancellable,
                                                               callback,
                                                               user_data));
}

static void
reprise_file_backend_get_database_async (RepriseBackend *backend,
                                         const char *database_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  reprise_saved_answers_database (REPRISE_FILE_BACKEND (backend)->account,
                                  database_id,
                                  reprise_backend_answer_begin (backend,
                                                                reprise_backend_get_database_async,
                                                                cancellable,
                                                                callback,
                                                                user_data));
}

static void
reprise_file_backend_list_repositories_async (RepriseBackend *backend,
                                              const char *database_id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  reprise_saved_answers_repositories (
      REPRISE_FILE_BACKEND (backend)->account,
      database_id,
      reprise_backend_answer_begin (backend,
                                    reprise_backend_list_repositories_async,
                                    cancellable,
                                    callback,
                                    user_data));
}

static void
reprise_file_backend_list_stores_async (RepriseBackend *backend,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  reprise_saved_answers_objects (REPRISE_FILE_BACKEND (backend)->account->stores,
                                 reprise_backend_answer_begin (backend,
                                                               reprise_backend_list_stores_async,
                                                               cancellable,
                                                               callback,
                                                               user_data));
}

/* Files hold no tasks. */
static void
reprise_file_backend_list_tasks_async (RepriseBackend *backend,
                                       const char *subject_id,
                                       guint at_most,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  reprise_saved_answers_objects (NULL,
                                 reprise_backend_answer_begin (backend,
                                                               reprise_backend_list_tasks_async,
                                                               cancellable,
                                                               callback,
                                                               user_data));
}

static void
reprise_file_backend_read_inventory_async (RepriseBackend *backend,
                                           const RepriseInventoryRequest *request,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  RepriseFileBackend *self = REPRISE_FILE_BACKEND (backend);
  GTask *task = reprise_backend_answer_begin (backend,
                                              reprise_backend_read_inventory_async,
                                              cancellable,
                                              callback,
                                              user_data);
  const RepriseSavedInventory *saved = reprise_saved_answers_find_inventory (self->inventories,
                                                                             request->repository_id,
                                                                             request->node_name);

  if (saved != NULL || !self->is_loading)
    reprise_saved_answers_inventory (saved, self->account->captured_at, task);
  else
    reprise_inventory_waiters_add (self->waiters, request, task);
}

/**
 * reprise_file_backend_implement:
 * @iface: the interface, for files
 */
void
reprise_file_backend_implement (RepriseBackendInterface *iface)
{
  iface->get_title = reprise_file_backend_get_title;
  iface->get_address = reprise_file_backend_get_address;
  iface->is_read_only = reprise_file_backend_is_read_only;
  iface->get_captured_at = reprise_file_backend_get_captured_at;
  iface->get_service_now = reprise_file_backend_get_service_now;
  iface->get_tenant_async = reprise_file_backend_get_tenant_async;
  iface->list_clusters_async = reprise_file_backend_list_clusters_async;
  iface->get_cluster_async = reprise_file_backend_get_cluster_async;
  iface->list_cluster_nodes_async = reprise_file_backend_list_cluster_nodes_async;
  iface->list_databases_async = reprise_file_backend_list_databases_async;
  iface->get_database_async = reprise_file_backend_get_database_async;
  iface->list_repositories_async = reprise_file_backend_list_repositories_async;
  iface->list_stores_async = reprise_file_backend_list_stores_async;
  iface->read_inventory_async = reprise_file_backend_read_inventory_async;
  iface->list_tasks_async = reprise_file_backend_list_tasks_async;
}
