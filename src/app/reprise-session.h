/* SPDX-License-Identifier: GPL-3.0-or-later
 * A connection in use: its service, and the restores that are followed there. */

#pragma once

#include "inventory/reprise-cache-keeper.h"
#include "model/reprise-connection.h"
#include "restore/reprise-job-manager.h"
#include "ui/reprise-backup-follow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_SESSION (reprise_session_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSession, reprise_session, REPRISE, SESSION, GObject)

RepriseSession *reprise_session_new (GtkApplication *application,
                                     RepriseConnection *connection,
                                     RepriseBackend *service,
                                     RepriseCacheKeeper *keeper,
                                     GSettings *settings);
const char *reprise_session_get_connection_id (RepriseSession *self);
RepriseBackend *reprise_session_get_backend (RepriseSession *self);
RepriseJobManager *reprise_session_get_jobs (RepriseSession *self);
void reprise_session_watch_backup (RepriseSession *self, RepriseBackupFollow *follow);

G_END_DECLS
