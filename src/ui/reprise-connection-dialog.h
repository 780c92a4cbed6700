/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialog in which a connection is added or changed. */

#pragma once

#include "restore/reprise-connection-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_CONNECTION_DIALOG (reprise_connection_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepriseConnectionDialog,
                      reprise_connection_dialog,
                      REPRISE,
                      CONNECTION_DIALOG,
                      AdwWindow)

RepriseConnectionDialog *reprise_connection_dialog_new (GtkWindow *parent,
                                                        RepriseConnectionStore *store,
                                                        RepriseConnection *connection);
void reprise_connection_dialog_choose_file (RepriseConnectionDialog *self);
void reprise_connection_dialog_load (RepriseConnectionDialog *self, GFile *file);

G_END_DECLS
