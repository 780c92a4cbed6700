/* SPDX-License-Identifier: GPL-3.0-or-later
 * The connections that the application knows, and their secrets. */

#include "config.h"

#include "restore/reprise-connection-store.h"

G_DEFINE_QUARK (reprise - connection - store - error - quark, reprise_connection_store_error)

G_DEFINE_INTERFACE (RepriseConnectionStore, reprise_connection_store, G_TYPE_LIST_MODEL)

static void
reprise_connection_store_default_init (RepriseConnectionStoreInterface *iface)
{
}

static gboolean
is_answer_of (RepriseConnectionStore *self, GAsyncResult *result, gpointer function)
{
  return REPRISE_IS_CONNECTION_STORE (self) && g_task_is_valid (result, self) &&
         g_task_get_source_tag (G_TASK (result)) == function;
}

/**
 * reprise_connection_store_load_async:
 * @self: a store
 * @cancellable: (nullable): to give up
 *
 * Reads what was saved before, and the profiles of the command line where they usually are. No
 * keyring is asked.
 */
void
reprise_connection_store_load_async (RepriseConnectionStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_CONNECTION_STORE (self));

  REPRISE_CONNECTION_STORE_GET_IFACE (self)->load_async (self, cancellable, callback, user_data);
}

/**
 * reprise_connection_store_load_finish:
 *
 * Errors: %REPRISE_CONNECTION_STORE_ERROR_UNREADABLE, %G_IO_ERROR_CANCELLED. What could be read is
 * listed all the same.
 *
 * Returns: whether all that there is could be read
 */
gboolean
reprise_connection_store_load_finish (RepriseConnectionStore *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (is_answer_of (self, result, reprise_connection_store_load_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_connection_store_save_async:
 * @self: a store
 * @connection: what to add, or to put in the place of the one of the same id
 * @client_secret: (nullable): the secret half of its credential; %NULL where that stays as it is;
 *   copied, and overwritten when it was used
 * @cancellable: (nullable): to give up; what was kept by then stays
 */
void
reprise_connection_store_save_async (RepriseConnectionStore *self,
                                     RepriseConnection *connection,
                                     const char *client_secret,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_CONNECTION_STORE (self));
  g_return_if_fail (REPRISE_IS_CONNECTION (connection));
  g_return_if_fail (reprise_connection_get_id (connection) != NULL);

  REPRISE_CONNECTION_STORE_GET_IFACE (self)
      ->save_async (self, connection, client_secret, cancellable, callback, user_data);
}

/**
 * reprise_connection_store_save_finish:
 *
 * Where no keyring answers, or the list cannot be written, the connection works until the
 * application ends: it is listed as %REPRISE_CONNECTION_FOR_RUN, with what stands in the way.
 *
 * Errors: a #RepriseConnectionStoreError, a #GIOErrorEnum; then nothing has changed.
 *
 * Returns: (transfer full): the connection as it is listed now
 */
RepriseConnection *
reprise_connection_store_save_finish (RepriseConnectionStore *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (is_answer_of (self, result, reprise_connection_store_save_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_connection_store_remove_async:
 * @self: a store
 * @connection: one of its own
 * @cancellable: (nullable): to give up
 *
 * Removes it from the list, and its secret from the keyring.
 */
void
reprise_connection_store_remove_async (RepriseConnectionStore *self,
                                       RepriseConnection *connection,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_CONNECTION_STORE (self));
  g_return_if_fail (REPRISE_IS_CONNECTION (connection));

  REPRISE_CONNECTION_STORE_GET_IFACE (self)->remove_async (self,
                                                           connection,
                                                           cancellable,
                                                           callback,
                                                           user_data);
}

/**
 * reprise_connection_store_remove_finish:
 * @remainder: (out) (transfer full) (nullable) (optional): what is left behind, as a sentence,
 * where the connection is gone and its secret may not be
 *
 * Errors: a #RepriseConnectionStoreError, a #GIOErrorEnum; then it is still there.
 *
 * Returns: whether the connection is gone
 */
gboolean
reprise_connection_store_remove_finish (RepriseConnectionStore *self,
                                        GAsyncResult *result,
                                        char **remainder,
                                        GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (is_answer_of (self, result, reprise_connection_store_remove_async), FALSE);

  text = g_task_propagate_pointer (G_TASK (result), error);
  if (remainder != NULL)
    *remainder = text == NULL || *text == '\0' ? NULL : g_strdup (text);
  return text != NULL;
}

/**
 * reprise_connection_store_read_secret_async:
 * @self: a store
 * @connection: one of its own
 * @cancellable: (nullable): to give up
 *
 * Reads the secret half of its credential.
 */
void
reprise_connection_store_read_secret_async (RepriseConnectionStore *self,
                                            RepriseConnection *connection,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_CONNECTION_STORE (self));
  g_return_if_fail (REPRISE_IS_CONNECTION (connection));

  REPRISE_CONNECTION_STORE_GET_IFACE (self)->read_secret_async (self,
                                                                connection,
                                                                cancellable,
                                                                callback,
                                                                user_data);
}

/**
 * reprise_connection_store_read_secret_finish:
 *
 * Errors: a #RepriseConnectionStoreError, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the secret, for reprise_secret_free()
 */
char *
reprise_connection_store_read_secret_finish (RepriseConnectionStore *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (is_answer_of (self, result, reprise_connection_store_read_secret_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_connection_store_add_profiles_async:
 * @self: a store
 * @file: a configuration of the `pgedge` command line that somebody has chosen
 * @cancellable: (nullable): to give up
 *
 * Lists its profiles until the application ends; the file is never written.
 */
void
reprise_connection_store_add_profiles_async (RepriseConnectionStore *self,
                                             GFile *file,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_CONNECTION_STORE (self));
  g_return_if_fail (G_IS_FILE (file));

  REPRISE_CONNECTION_STORE_GET_IFACE (self)->add_profiles_async (self,
                                                                 file,
                                                                 cancellable,
                                                                 callback,
                                                                 user_data);
}

/**
 * reprise_connection_store_add_profiles_finish:
 *
 * Errors: %REPRISE_CONNECTION_STORE_ERROR_UNREADABLE, a #GIOErrorEnum.
 *
 * Returns: whether there was a profile
 */
gboolean
reprise_connection_store_add_profiles_finish (RepriseConnectionStore *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  g_return_val_if_fail (is_answer_of (self, result, reprise_connection_store_add_profiles_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_connection_store_open:
 * @self: a store
 * @connection: a connection, which need not be listed
 * @client_secret: the secret half of its credential
 * @error: what is wrong with its address or its credential
 *
 * Returns: (transfer full) (nullable): what reads from the service; nothing was asked of it yet
 */
RepriseBackend *
reprise_connection_store_open (RepriseConnectionStore *self,
                               RepriseConnection *connection,
                               const char *client_secret,
                               GError **error)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION_STORE (self), NULL);
  g_return_val_if_fail (REPRISE_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (client_secret != NULL, NULL);

  return REPRISE_CONNECTION_STORE_GET_IFACE (self)->open (self, connection, client_secret, error);
}

/**
 * reprise_connection_store_find:
 * @self: a store
 * @id: (nullable): what a connection is told by
 *
 * Returns: (transfer full) (nullable): that connection
 */
RepriseConnection *
reprise_connection_store_find (RepriseConnectionStore *self, const char *id)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION_STORE (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (RepriseConnection) connection = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (reprise_connection_get_id (connection), id) == 0)
        return g_steal_pointer (&connection);
    }
  return NULL;
}
