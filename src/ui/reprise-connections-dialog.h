/* SPDX-License-Identifier: GPL-3.0-or-later
 * All connections: to choose, add, change and remove them. */

#pragma once

#include "restore/reprise-connection-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_CONNECTIONS_DIALOG (reprise_connections_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepriseConnectionsDialog,
                      reprise_connections_dialog,
                      REPRISE,
                      CONNECTIONS_DIALOG,
                      AdwWindow)

RepriseConnectionsDialog *reprise_connections_dialog_new (GtkWindow *parent,
                                                          RepriseConnectionStore *store);

G_END_DECLS
