/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's window. */

#pragma once

#include "restore/reprise-job-manager.h"
#include "restore/reprise-replicator.h"
#include "ui/reprise-review-bar.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_WINDOW (reprise_window_get_type ())
G_DECLARE_FINAL_TYPE (RepriseWindow, reprise_window, REPRISE, WINDOW, AdwApplicationWindow)

RepriseWindow *reprise_window_new (AdwApplication *application,
                                   RepriseBackend *backend,
                                   RepriseJobManager *jobs,
                                   RepriseReplicator *replicator,
                                   GSettings *settings);
void
reprise_window_set_service (RepriseWindow *self, RepriseBackend *backend, RepriseJobManager *jobs);
void reprise_window_set_connections (RepriseWindow *self, GMenuModel *menu);
void reprise_window_tell_connecting (RepriseWindow *self, const char *title);
void reprise_window_offer_kept (RepriseWindow *self);
void reprise_window_tell_failure (RepriseWindow *self, const char *title, const GError *error);
void reprise_window_show_database (RepriseWindow *self, const char *database_id);
RepriseBackend *reprise_window_get_backend (RepriseWindow *self);
void reprise_window_show_review (RepriseWindow *self, const RepriseReview *review);
void reprise_window_tell (RepriseWindow *self, const char *text);
void reprise_window_tell_of_database (RepriseWindow *self,
                                      const char *text,
                                      const char *connection_id,
                                      const char *database_id);
void reprise_window_warn (RepriseWindow *self, const char *heading, const char *body);

G_END_DECLS
