/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gets from a connection to a service, and keeps those that are in use. */

#pragma once

#include "app/reprise-session.h"
#include "restore/reprise-connection-store.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_CONNECTOR (reprise_connector_get_type ())
G_DECLARE_FINAL_TYPE (RepriseConnector, reprise_connector, REPRISE, CONNECTOR, GObject)

RepriseConnector *reprise_connector_new (GtkApplication *application,
                                         RepriseConnectionStore *store,
                                         GSettings *settings);
GMenuModel *reprise_connector_get_menu (RepriseConnector *self);
RepriseSession *reprise_connector_get_session (RepriseConnector *self);
GFile *reprise_connector_find_kept (RepriseConnector *self);
guint reprise_connector_count_running (RepriseConnector *self);
void reprise_connector_finish (RepriseConnector *self);
void reprise_connector_connect (RepriseConnector *self, const char *id);
void reprise_connector_reconnect (RepriseConnector *self);
void reprise_connector_forget (RepriseConnector *self, const char *id);
void reprise_connector_adopt (RepriseConnector *self,
                              RepriseConnection *connection,
                              RepriseBackend *backend);
RepriseConnection *reprise_connector_choose_first (RepriseConnector *self);

G_END_DECLS
