/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets in the keyring of the session, by the Secret Service. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseKeyringItem:
 * @REPRISE_KEYRING_CONNECTION: the secret of a connection, by the connection's id
 * @REPRISE_KEYRING_PROFILE: the secret of a profile of the `pgedge` command line, by
 *   `PROFILE@PATH-OF-ITS-CONFIGURATION`; never written
 *
 * What is kept there.
 */
typedef enum
{
  REPRISE_KEYRING_CONNECTION,
  REPRISE_KEYRING_PROFILE,
} RepriseKeyringItem;

#define REPRISE_TYPE_KEYRING (reprise_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RepriseKeyring, reprise_keyring, REPRISE, KEYRING, GObject)

RepriseKeyring *reprise_keyring_new (guint patience_seconds);

void reprise_keyring_store_async (RepriseKeyring *self,
                                  const char *id,
                                  const char *label,
                                  const char *secret,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean reprise_keyring_store_finish (RepriseKeyring *self, GAsyncResult *result, GError **error);

void reprise_keyring_look_up_async (RepriseKeyring *self,
                                    RepriseKeyringItem item,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *reprise_keyring_look_up_finish (RepriseKeyring *self, GAsyncResult *result, GError **error);

void reprise_keyring_remove_async (RepriseKeyring *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean reprise_keyring_remove_finish (RepriseKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
