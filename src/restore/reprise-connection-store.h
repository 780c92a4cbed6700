/* SPDX-License-Identifier: GPL-3.0-or-later
 * The connections that the application knows, and their secrets. */

#pragma once

#include "model/reprise-connection.h"
#include "restore/reprise-backend.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_CONNECTION_STORE_ERROR (reprise_connection_store_error_quark ())
GQuark reprise_connection_store_error_quark (void);

/**
 * RepriseConnectionStoreError:
 * @REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING: no keyring answers, so no secret can be read
 * @REPRISE_CONNECTION_STORE_ERROR_NO_SECRET: the keyring does not have the secret, or was not
 *   unlocked
 * @REPRISE_CONNECTION_STORE_ERROR_NOT_OURS: a profile of the command line cannot be changed here
 * @REPRISE_CONNECTION_STORE_ERROR_UNREADABLE: the list of connections, or a profile, cannot be read
 *
 * Why something could not be done with a connection. No message holds a secret.
 */
typedef enum
{
  REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING,
  REPRISE_CONNECTION_STORE_ERROR_NO_SECRET,
  REPRISE_CONNECTION_STORE_ERROR_NOT_OURS,
  REPRISE_CONNECTION_STORE_ERROR_UNREADABLE,
} RepriseConnectionStoreError;

#define REPRISE_TYPE_CONNECTION_STORE (reprise_connection_store_get_type ())
G_DECLARE_INTERFACE (RepriseConnectionStore,
                     reprise_connection_store,
                     REPRISE,
                     CONNECTION_STORE,
                     GListModel)

/**
 * RepriseConnectionStoreInterface:
 *
 * A list of #RepriseConnection: those of a person in the order in which they were added, then the
 * profiles of the command line. Every asynchronous function answers through a #GTask whose source
 * object is the store and whose source tag is the public function of the same name.
 *
 * - load: a boolean
 * - save: a #RepriseConnection, as it is listed now
 * - remove: a string, empty where there is nothing to be said, that says what is left behind
 * - read_secret: a string for reprise_secret_free()
 * - add_profiles: a boolean
 */
struct _RepriseConnectionStoreInterface
{
  GTypeInterface parent_iface;

  void (*load_async) (RepriseConnectionStore *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  void (*save_async) (RepriseConnectionStore *self,
                      RepriseConnection *connection,
                      const char *client_secret,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  void (*remove_async) (RepriseConnectionStore *self,
                        RepriseConnection *connection,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  void (*read_secret_async) (RepriseConnectionStore *self,
                             RepriseConnection *connection,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  void (*add_profiles_async) (RepriseConnectionStore *self,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  RepriseBackend *(*open) (RepriseConnectionStore *self,
                           RepriseConnection *connection,
                           const char *client_secret,
                           GError **error);
};

void reprise_connection_store_load_async (RepriseConnectionStore *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean reprise_connection_store_load_finish (RepriseConnectionStore *self,
                                               GAsyncResult *result,
                                               GError **error);

void reprise_connection_store_save_async (RepriseConnectionStore *self,
                                          RepriseConnection *connection,
                                          const char *client_secret,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
RepriseConnection *reprise_connection_store_save_finish (RepriseConnectionStore *self,
                                                         GAsyncResult *result,
                                                         GError **error);

void reprise_connection_store_remove_async (RepriseConnectionStore *self,
                                            RepriseConnection *connection,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean reprise_connection_store_remove_finish (RepriseConnectionStore *self,
                                                 GAsyncResult *result,
                                                 char **remainder,
                                                 GError **error);

void reprise_connection_store_read_secret_async (RepriseConnectionStore *self,
                                                 RepriseConnection *connection,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
char *reprise_connection_store_read_secret_finish (RepriseConnectionStore *self,
                                                   GAsyncResult *result,
                                                   GError **error);

void reprise_connection_store_add_profiles_async (RepriseConnectionStore *self,
                                                  GFile *file,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
gboolean reprise_connection_store_add_profiles_finish (RepriseConnectionStore *self,
                                                       GAsyncResult *result,
                                                       GError **error);

RepriseBackend *reprise_connection_store_open (RepriseConnectionStore *self,
                                               RepriseConnection *connection,
                                               const char *client_secret,
                                               GError **error);
RepriseConnection *reprise_connection_store_find (RepriseConnectionStore *self, const char *id);

G_END_DECLS
