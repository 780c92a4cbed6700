/* SPDX-License-Identifier: GPL-3.0-or-later
 * The service, or the file, that databases and their backups are read from and restores are sent
 * to. */

#include "config.h"

#include "restore/reprise-backend.h"

#include "restore/reprise-backend-private.h"

G_DEFINE_INTERFACE (RepriseBackend, reprise_backend, G_TYPE_OBJECT)

static void
reprise_backend_default_init (RepriseBackendInterface *iface)
{
  /**
   * RepriseBackend::changed:
   *
   * Whether it can be sent to, or as of when its answers are, is not what it was: what was read
   * from it is worth reading again.
   */
  g_signal_new ("changed",
                G_TYPE_FROM_INTERFACE (iface),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                0);
}

/**
 * reprise_backend_get_title:
 * @self: a backend
 *
 * Returns: what a person calls it, such as the name of the connection
 */
const char *
reprise_backend_get_title (RepriseBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKEND (self), NULL);
  return REPRISE_BACKEND_GET_IFACE (self)->get_title (self);
}

/**
 * reprise_backend_get_address:
 * @self: a backend
 *
 * Returns: where it is: the base address of a service or the path of a file; holds no secret
 */
const char *
reprise_backend_get_address (RepriseBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKEND (self), NULL);
  return REPRISE_BACKEND_GET_IFACE (self)->get_address (self);
}

/**
 * reprise_backend_get_client_id:
 * @self: a backend
 *
 * Returns: (nullable): the public half of the credential, which tells accounts of one service
 *   apart; %NULL where it takes none
 */
const char *
reprise_backend_get_client_id (RepriseBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKEND (self), NULL);
  if (REPRISE_BACKEND_GET_IFACE (self)->get_client_id == NULL)
    return NULL;
  return REPRISE_BACKEND_GET_IFACE (self)->get_client_id (self);
}

/**
 * reprise_backend_is_read_only:
 * @self: a backend
 *
 * Returns: whether nothing can be sent to it, as with a saved file
 */
gboolean
reprise_backend_is_read_only (RepriseBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKEND (self), TRUE);
  return REPRISE_BACKEND_GET_IFACE (self)->is_read_only (self);
}

/**
 * reprise_backend_get_captured_at:
 * @self: a backend
 *
 * Returns: as of when its answers are, or %REPRISE_INSTANT_NONE where they are live
 */
RepriseInstant
reprise_backend_get_captured_at (RepriseBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKEND (self), REPRISE_INSTANT_NONE);
  return REPRISE_BACKEND_GET_IFACE (self)->get_captured_at (self);
}

/**
 * reprise_backend_get_service_now:
 * @self: a backend
 *
 * What "now" means to the service decides which moments a restore can aim at, not this machine's
 * clock.
 *
 * Returns: the present time by the service's clock, as far as its answers tell; by this machine's
 *   clock before the first answer
 */
RepriseInstant
reprise_backend_get_service_now (RepriseBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKEND (self), REPRISE_INSTANT_NONE);
  return REPRISE_BACKEND_GET_IFACE (self)->get_service_now (self);
}

/**
 * reprise_backend_list_tasks_async:
 * @subject_id: the id of the database or cluster
 * @at_most: how many of the newest are wanted; 0 for all
 *
 * Reads the tasks of a database or a cluster, the newest first.
 */
void
reprise_backend_list_tasks_async (RepriseBackend *self,
                                  const char *subject_id,
                                  guint at_most,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (subject_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->list_tasks_async != NULL)
    iface->list_tasks_async (self, subject_id, at_most, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_list_tasks_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_list_tasks_finish:
 * @problems: (out) (optional) (nullable) (transfer full) (element-type utf8): what was left out and
 *   why, as sentences; %NULL where nothing was
 *
 * Returns: (transfer full) (element-type RepriseTask): them, or %NULL on failure
 */
GPtrArray *
reprise_backend_list_tasks_finish (RepriseBackend *self,
                                   GAsyncResult *result,
                                   GPtrArray **problems,
                                   GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_list_tasks_async),
                        NULL);
  return reprise_backend_take_objects (result, problems, error);
}

/**
 * reprise_backend_get_task_async:
 * @task_id: its id
 *
 * Reads one task.
 */
void
reprise_backend_get_task_async (RepriseBackend *self,
                                const char *task_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (task_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->get_task_async != NULL)
    iface->get_task_async (self, task_id, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self, reprise_backend_get_task_async, callback, user_data);
}

/**
 * reprise_backend_get_task_finish:
 * @task: (out) (nullable) (transfer full): the task; %NULL where the service knows none of that id,
 *   which may only be not to be seen yet
 *
 * Returns: whether there was an answer
 */
gboolean
reprise_backend_get_task_finish (RepriseBackend *self,
                                 GAsyncResult *result,
                                 RepriseTask **task,
                                 GError **error)
{
  gpointer object = NULL;

  g_return_val_if_fail (reprise_backend_is_answer_of (self, result, reprise_backend_get_task_async),
                        FALSE);
  g_return_val_if_fail (task != NULL, FALSE);

  if (!reprise_backend_take_object (result, &object, NULL, error))
    return FALSE;
  *task = object;
  return TRUE;
}

/**
 * reprise_backend_read_credentials_async:
 * @database_id: the database's id
 * @node_name: (nullable): the internal name of the node; %NULL for the database's own entry
 * @user_type: (nullable): whose: `admin`, `app` or `app_read_only`; %NULL leaves it to the service
 *
 * Reads what it takes to connect to one node of a database. To be called only where somebody asked
 * to connect.
 */
void
reprise_backend_read_credentials_async (RepriseBackend *self,
                                        const char *database_id,
                                        const char *node_name,
                                        const char *user_type,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (database_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->read_credentials_async != NULL)
    iface->read_credentials_async (self,
                                   database_id,
                                   node_name,
                                   user_type,
                                   cancellable,
                                   callback,
                                   user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_read_credentials_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_read_credentials_finish:
 *
 * Returns: (transfer full): the credentials, or %NULL on failure
 */
RepriseCredentials *
reprise_backend_read_credentials_finish (RepriseBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_read_credentials_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_backend_send_backup_async:
 * @database_id: the database to back up
 * @request: the backup wanted
 *
 * Asks for a backup. There is no task to follow: the only sign of it is a new label in the
 * inventory. Sent once; failures are as those of reprise_backend_send_restore_finish().
 */
void
reprise_backend_send_backup_async (RepriseBackend *self,
                                   const char *database_id,
                                   RepriseBackupRequest *request,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (database_id != NULL);
  g_return_if_fail (REPRISE_IS_BACKUP_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->send_backup_async != NULL)
    iface->send_backup_async (self, database_id, request, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_send_backup_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_send_backup_finish:
 *
 * Returns: whether the service has accepted it
 */
gboolean
reprise_backend_send_backup_finish (RepriseBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_send_backup_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_backend_send_restore_async:
 * @database_id: the database that is overwritten
 * @body: the request, exactly as the plan has it
 *
 * Asks for a restore, once. The bytes are sent as they are and never again. Cancelling has an
 * effect only as long as the request has not left; after that the answer is awaited, within a
 * bound, so that %G_IO_ERROR_CANCELLED always means that nothing has begun.
 */
void
reprise_backend_send_restore_async (RepriseBackend *self,
                                    const char *database_id,
                                    GBytes *body,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  RepriseBackendInterface *iface;

  g_return_if_fail (REPRISE_IS_BACKEND (self));
  g_return_if_fail (database_id != NULL);
  g_return_if_fail (body != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = REPRISE_BACKEND_GET_IFACE (self);
  if (iface->send_restore_async != NULL)
    iface->send_restore_async (self, database_id, body, cancellable, callback, user_data);
  else
    reprise_backend_report_unsupported (self,
                                        reprise_backend_send_restore_async,
                                        callback,
                                        user_data);
}

/**
 * reprise_backend_send_restore_finish:
 *
 * On failure reprise_send_outcome_from_error() tells whether it was refused, never left, or whether
 * nobody knows (%REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN).
 *
 * Returns: whether the service has accepted it
 */
gboolean
reprise_backend_send_restore_finish (RepriseBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (reprise_backend_is_answer_of (self,
                                                      result,
                                                      reprise_backend_send_restore_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
