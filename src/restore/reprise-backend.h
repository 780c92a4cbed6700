/* SPDX-License-Identifier: GPL-3.0-or-later
 * The service, or the file, that databases and their backups are read from and restores are sent
 * to. */

#pragma once

#include "base/reprise-instant.h"
#include "model/reprise-backup-request.h"
#include "model/reprise-cluster.h"
#include "model/reprise-credentials.h"
#include "model/reprise-database.h"
#include "model/reprise-inventory.h"
#include "model/reprise-service-error.h"
#include "model/reprise-task.h"
#include "model/reprise-tenant.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKEND (reprise_backend_get_type ())
G_DECLARE_INTERFACE (RepriseBackend, reprise_backend, REPRISE, BACKEND, GObject)

/**
 * RepriseInventoryProgress:
 * @page: the backups that have just arrived, none of which was in an earlier page; never complete;
 *   the newest backups come first
 * @n_backups: how many have arrived so far, with these
 * @user_data: what was given with the callback
 *
 * Called on the thread that asked, once for every page of an inventory but never after the task has
 * ended, so that the first rows can be shown while the rest is on its way.
 */
typedef void (*RepriseInventoryProgress) (RepriseInventory *page,
                                          guint n_backups,
                                          gpointer user_data);

/**
 * RepriseInventoryRequest:
 * @repository_id: the repository to read
 * @node_name: the internal name of the node whose backups are wanted
 * @progress: (nullable): called for every page
 * @progress_data: given to @progress; must stay alive until the task has ended
 *
 * What is asked for by reprise_backend_read_inventory_async(), which copies it.
 */
typedef struct
{
  const char *repository_id;
  const char *node_name;
  RepriseInventoryProgress progress;
  gpointer progress_data;
} RepriseInventoryRequest;

/**
 * RepriseBackendInterface:
 *
 * Every asynchronous function answers through a #GTask whose source object is the backend and whose
 * source tag is the public function of the same name (reprise_backend_get_tenant_async() and so
 * on); the public `_finish` functions take the results out of it, so that there is nothing else to
 * implement. The reading ones end with reprise_backend_return_object() or
 * reprise_backend_return_objects(), read_credentials with a #RepriseCredentials pointer, the
 * sending ones with a boolean. A function that is left out fails with
 * %REPRISE_SERVICE_ERROR_UNSUPPORTED.
 *
 * Every public asynchronous function takes a cancellable or %NULL, and calls back on the
 * thread-default main context of the caller. Arguments have been checked and the strings are not
 * %NULL unless the public function says so.
 */
struct _RepriseBackendInterface
{
  GTypeInterface parent_iface;

  const char *(*get_title) (RepriseBackend *self);
  const char *(*get_address) (RepriseBackend *self);
  const char *(*get_client_id) (RepriseBackend *self);
  gboolean (*is_read_only) (RepriseBackend *self);
  RepriseInstant (*get_captured_at) (RepriseBackend *self);
  RepriseInstant (*get_service_now) (RepriseBackend *self);

  void (*get_tenant_async) (RepriseBackend *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  void (*list_clusters_async) (RepriseBackend *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  void (*get_cluster_async) (RepriseBackend *self,
                             const char *cluster_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  void (*list_cluster_nodes_async) (RepriseBackend *self,
                                    const char *cluster_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
  void (*list_databases_async) (RepriseBackend *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
  void (*get_database_async) (RepriseBackend *self,
                              const char *database_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*list_repositories_async) (RepriseBackend *self,
                                   const char *database_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
  void (*list_stores_async) (RepriseBackend *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  void (*read_inventory_async) (RepriseBackend *self,
                                const RepriseInventoryRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
  void (*list_tasks_async) (RepriseBackend *self,
                            const char *subject_id,
                            guint at_most,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  void (*get_task_async) (RepriseBackend *self,
                          const char *task_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
  void (*read_credentials_async) (RepriseBackend *self,
                                  const char *database_id,
                                  const char *node_name,
                                  const char *user_type,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
  void (*send_backup_async) (RepriseBackend *self,
                             const char *database_id,
                             RepriseBackupRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  void (*send_restore_async) (RepriseBackend *self,
                              const char *database_id,
                              GBytes *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
};

const char *reprise_backend_get_title (RepriseBackend *self);
const char *reprise_backend_get_address (RepriseBackend *self);
const char *reprise_backend_get_client_id (RepriseBackend *self);
gboolean reprise_backend_is_read_only (RepriseBackend *self);
RepriseInstant reprise_backend_get_captured_at (RepriseBackend *self);
RepriseInstant reprise_backend_get_service_now (RepriseBackend *self);

void reprise_backend_get_tenant_async (RepriseBackend *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
RepriseTenant *
reprise_backend_get_tenant_finish (RepriseBackend *self, GAsyncResult *result, GError **error);

void reprise_backend_list_clusters_async (RepriseBackend *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *reprise_backend_list_clusters_finish (RepriseBackend *self,
                                                 GAsyncResult *result,
                                                 GPtrArray **problems,
                                                 GError **error);

void reprise_backend_get_cluster_async (RepriseBackend *self,
                                        const char *cluster_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
RepriseCluster *
reprise_backend_get_cluster_finish (RepriseBackend *self, GAsyncResult *result, GError **error);

void reprise_backend_list_cluster_nodes_async (RepriseBackend *self,
                                               const char *cluster_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *reprise_backend_list_cluster_nodes_finish (RepriseBackend *self,
                                                      GAsyncResult *result,
                                                      GPtrArray **problems,
                                                      GError **error);

void reprise_backend_list_databases_async (RepriseBackend *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *reprise_backend_list_databases_finish (RepriseBackend *self,
                                                  GAsyncResult *result,
                                                  GPtrArray **problems,
                                                  GError **error);

void reprise_backend_get_database_async (RepriseBackend *self,
                                         const char *database_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
RepriseDatabase *
reprise_backend_get_database_finish (RepriseBackend *self, GAsyncResult *result, GError **error);

void reprise_backend_list_repositories_async (RepriseBackend *self,
                                              const char *database_id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray *reprise_backend_list_repositories_finish (RepriseBackend *self,
                                                     GAsyncResult *result,
                                                     GPtrArray **problems,
                                                     GError **error);

void reprise_backend_list_stores_async (RepriseBackend *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *reprise_backend_list_stores_finish (RepriseBackend *self,
                                               GAsyncResult *result,
                                               GPtrArray **problems,
                                               GError **error);

void reprise_backend_read_inventory_async (RepriseBackend *self,
                                           const RepriseInventoryRequest *request,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean reprise_backend_read_inventory_finish (RepriseBackend *self,
                                                GAsyncResult *result,
                                                RepriseInventory **inventory,
                                                GPtrArray **problems,
                                                GError **error);

void reprise_backend_list_tasks_async (RepriseBackend *self,
                                       const char *subject_id,
                                       guint at_most,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *reprise_backend_list_tasks_finish (RepriseBackend *self,
                                              GAsyncResult *result,
                                              GPtrArray **problems,
                                              GError **error);

void reprise_backend_get_task_async (RepriseBackend *self,
                                     const char *task_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean reprise_backend_get_task_finish (RepriseBackend *self,
                                          GAsyncResult *result,
                                          RepriseTask **task,
                                          GError **error);

void reprise_backend_read_credentials_async (RepriseBackend *self,
                                             const char *database_id,
                                             const char *node_name,
                                             const char *user_type,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
RepriseCredentials *reprise_backend_read_credentials_finish (RepriseBackend *self,
                                                             GAsyncResult *result,
                                                             GError **error);

void reprise_backend_send_backup_async (RepriseBackend *self,
                                        const char *database_id,
                                        RepriseBackupRequest *request,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
reprise_backend_send_backup_finish (RepriseBackend *self, GAsyncResult *result, GError **error);

void reprise_backend_send_restore_async (RepriseBackend *self,
                                         const char *database_id,
                                         GBytes *body,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
reprise_backend_send_restore_finish (RepriseBackend *self, GAsyncResult *result, GError **error);

G_END_DECLS
