/* SPDX-License-Identifier: GPL-3.0-or-later
 * Connections in memory, with a keyring that a test may take away. */

#pragma once

#include "restore/reprise-connection-store.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_STUB_CONNECTION_STORE (reprise_stub_connection_store_get_type ())
G_DECLARE_FINAL_TYPE (RepriseStubConnectionStore,
                      reprise_stub_connection_store,
                      REPRISE,
                      STUB_CONNECTION_STORE,
                      GObject)

RepriseStubConnectionStore *reprise_stub_connection_store_new (RepriseBackend *backend);
void reprise_stub_connection_store_put (RepriseStubConnectionStore *self,
                                        const char *id,
                                        const char *title,
                                        RepriseConnectionOrigin origin,
                                        const char *client_secret);
void reprise_stub_connection_store_lose_keyring (RepriseStubConnectionStore *self);
void reprise_stub_connection_store_hold (RepriseStubConnectionStore *self);
void reprise_stub_connection_store_release (RepriseStubConnectionStore *self);
const char *reprise_stub_connection_store_get_secret (RepriseStubConnectionStore *self,
                                                      const char *id);
const char *reprise_stub_connection_store_get_opened_secret (RepriseStubConnectionStore *self);
RepriseConnection *
reprise_stub_connection_store_get_opened_connection (RepriseStubConnectionStore *self);

G_END_DECLS
