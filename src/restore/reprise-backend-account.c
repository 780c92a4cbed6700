/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is read of an account: itself, its clusters and databases, and their backups. */

#include "config.h"

#include "restore/reprise-backend.h"

#include "restore/reprise-backend-private.h"

/**
 * reprise_backend_get_tenant_async:
 *
 * Reads the account that the credential belongs to; success proves the credential.
 */
void
reprise_backend_get_tenant_async (RepriseBackend *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->get_tenant_async != NULL)
    iface->get_tenant_async (self, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_get_tenant_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_get_tenant_finish:
 *
 * Returns: (transfer full): the tenant, or %NULL on failure
 */
RepriseTenant *
reprise_backend_get_tenant_finish (RepriseBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_get_tenant_async),
                        NULL);
  return reprise_backend_take_required_object (result, error);
}

/**
 * reprise_backend_list_clusters_async:
 *
 * Reads all clusters of the tenant.
 */
void
reprise_backend_list_clusters_async (RepriseBackend *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->list_clusters_async != NULL)
    iface->list_clusters_async (self, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_list_clusters_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_list_clusters_finish:
 * @problems: (out) (optional) (nullable) (transfer full) (element-type utf8): what was left out and
 *   why, as sentences; %NULL where nothing was
 *
 * Returns: (transfer full) (element-type RepriseCluster): them, or %NULL on failure
 */
GPtrArray *
reprise_backend_list_clusters_finish (RepriseBackend *self,
                                      GAsyncResult *result,
                                      GPtrArray **problems,
                                      GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_list_clusters_async),
                        NULL);
  return reprise_backend_take_objects (result, problems, error);
}

/**
 * reprise_backend_get_cluster_async:
 * @cluster_id: its id
 *
 * Reads one cluster.
 */
void
reprise_backend_get_cluster_async (RepriseBackend *self,
                                   const char *cluster_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (cluster_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->get_cluster_async != NULL)
    iface->get_cluster_async (self, cluster_id, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_get_cluster_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_get_cluster_finish:
 *
 * Returns: (transfer full): the cluster, or %NULL on failure
 */
RepriseCluster *
reprise_backend_get_cluster_finish (RepriseBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_get_cluster_async),
                        NULL);
  return reprise_backend_take_required_object (result, error);
}

/**
 * reprise_backend_list_cluster_nodes_async:
 * @cluster_id: the cluster's id
 *
 * Reads the machines of a cluster. A database may live on some of them only: its own nodes are what
 * a restore may name.
 */
void
reprise_backend_list_cluster_nodes_async (RepriseBackend *self,
                                          const char *cluster_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (cluster_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->list_cluster_nodes_async != NULL)
    iface->list_cluster_nodes_async (self, cluster_id, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_list_cluster_nodes_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_list_cluster_nodes_finish:
 * @problems: (out) (optional) (nullable) (transfer full) (element-type utf8): what was left out and
 *   why, as sentences; %NULL where nothing was
 *
 * Returns: (transfer full) (element-type RepriseClusterNode): them, or %NULL on failure
 */
GPtrArray *
reprise_backend_list_cluster_nodes_finish (RepriseBackend *self,
                                           GAsyncResult *result,
                                           GPtrArray **problems,
                                           GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_list_cluster_nodes_async),
                        NULL);
  return reprise_backend_take_objects (result, problems, error);
}

/**
 * reprise_backend_list_databases_async:
 *
 * Reads all databases of the tenant. A service may leave out of a list what it tells of a single
 * database.
 */
void
reprise_backend_list_databases_async (RepriseBackend *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->list_databases_async != NULL)
    iface->list_databases_async (self, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_list_databases_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_list_databases_finish:
 * @problems: (out) (optional) (nullable) (transfer full) (element-type utf8): what was left out and
 *   why, as sentences; %NULL where nothing was
 *
 * Returns: (transfer full) (element-type RepriseDatabase): them, or %NULL on failure
 */
GPtrArray *
reprise_backend_list_databases_finish (RepriseBackend *self,
                                       GAsyncResult *result,
                                       GPtrArray **problems,
                                       GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_list_databases_async),
                        NULL);
  return reprise_backend_take_objects (result, problems, error);
}

/**
 * reprise_backend_get_database_async:
 * @database_id: its id
 *
 * Reads one database with all that is known of it, but without its credentials.
 */
void
reprise_backend_get_database_async (RepriseBackend *self,
                                    const char *database_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (database_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->get_database_async != NULL)
    iface->get_database_async (self, database_id, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_get_database_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_get_database_finish:
 *
 * Returns: (transfer full): the database, or %NULL on failure
 */
RepriseDatabase *
reprise_backend_get_database_finish (RepriseBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_get_database_async),
                        NULL);
  return reprise_backend_take_required_object (result, error);
}

/**
 * reprise_backend_list_repositories_async:
 * @database_id: (nullable): the database's id; %NULL for all databases
 *
 * Reads the repositories of a database, those from before its restores too, or of all databases.
 */
void
reprise_backend_list_repositories_async (RepriseBackend *self,
                                         const char *database_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->list_repositories_async != NULL)
    iface->list_repositories_async (self, database_id, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_list_repositories_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_list_repositories_finish:
 * @problems: (out) (optional) (nullable) (transfer full) (element-type utf8): what was left out and
 *   why, as sentences; %NULL where nothing was
 *
 * Returns: (transfer full) (element-type RepriseRepository): them, or %NULL on failure
 */
GPtrArray *
reprise_backend_list_repositories_finish (RepriseBackend *self,
                                          GAsyncResult *result,
                                          GPtrArray **problems,
                                          GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_list_repositories_async),
                        NULL);
  return reprise_backend_take_objects (result, problems, error);
}

/**
 * reprise_backend_list_stores_async:
 *
 * Reads all backup stores of the tenant.
 */
void
reprise_backend_list_stores_async (RepriseBackend *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->list_stores_async != NULL)
    iface->list_stores_async (self, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_list_stores_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_list_stores_finish:
 * @problems: (out) (optional) (nullable) (transfer full) (element-type utf8): what was left out and
 *   why, as sentences; %NULL where nothing was
 *
 * Returns: (transfer full) (element-type RepriseStore): them, or %NULL on failure
 */
GPtrArray *
reprise_backend_list_stores_finish (RepriseBackend *self,
                                    GAsyncResult *result,
                                    GPtrArray **problems,
                                    GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_list_stores_async),
                        NULL);
  return reprise_backend_take_objects (result, problems, error);
}

/**
 * reprise_backend_read_inventory_async:
 * @request: what to read
 *
 * Reads all backups of one node in one repository, page by page. Nothing of this blocks the calling
 * thread.
 */
void
reprise_backend_read_inventory_async (RepriseBackend *self,
                                      const RepriseInventoryRequest *request,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (request->repository_id != NULL);
  g_return_if_fail (request->node_name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->read_inventory_async != NULL)
    iface->read_inventory_async (self, request, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_read_inventory_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_read_inventory_finish:
 * @inventory: (out) (nullable) (transfer full): all that was read, the oldest backup first as
 * pgBackRest has them; %NULL where the repository has no data for that node, which is not the same
 * as no backups
 * @problems: (out) (optional) (nullable) (transfer full) (element-type utf8): what was left out and
 *   why, as sentences; %NULL where nothing was
 *
 * An inventory whose last pages could not be had for their number is not complete, and @problems
 * says so; a page that fails fails the whole.
 *
 * Returns: whether there was an answer
 */
gboolean
reprise_backend_read_inventory_finish (RepriseBackend *self,
                                       GAsyncResult *result,
                                       RepriseInventory **inventory,
                                       GPtrArray **problems,
                                       GError **error)
{
  gpointer object = NULL;

  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_read_inventory_async),
                        FALSE);
  g_return_val_if_fail (inventory != NULL, FALSE);

  if (!reprise_backend_take_object (result, &object, problems, error))
    return FALSE;
  *inventory = object;
  return TRUE;
}
