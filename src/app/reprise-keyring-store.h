/* SPDX-License-Identifier: GPL-3.0-or-later
 * RepriseConnectionStore over a file, the keyring, and the profiles of the command line. */

#pragma once

#include "app/reprise-keyring.h"
#include "restore/reprise-connection-store.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_KEYRING_STORE (reprise_keyring_store_get_type ())
G_DECLARE_FINAL_TYPE (RepriseKeyringStore, reprise_keyring_store, REPRISE, KEYRING_STORE, GObject)

RepriseConnectionStore *
reprise_keyring_store_new (RepriseKeyring *keyring, const char *path, GFile *profiles);
RepriseConnectionStore *reprise_keyring_store_new_usual (guint patience_seconds);
void reprise_keyring_store_add_for_run (RepriseKeyringStore *self,
                                        RepriseConnection *connection,
                                        const char *client_secret);

G_END_DECLS
