/* SPDX-License-Identifier: GPL-3.0-or-later
 * An account: its databases, and the page of the one that is chosen. */

#pragma once

#include "restore/reprise-job-manager.h"
#include "restore/reprise-replicator.h"
#include "ui/reprise-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_ACCOUNT_VIEW (reprise_account_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseAccountView, reprise_account_view, REPRISE, ACCOUNT_VIEW, AdwBin)

RepriseAccountView *reprise_account_view_new (void);
void reprise_account_view_open (RepriseAccountView *self,
                                RepriseAccount *account,
                                RepriseJobManager *jobs,
                                RepriseReplicator *replicator,
                                GSettings *settings);
void reprise_account_view_update (RepriseAccountView *self);
void reprise_account_view_refresh_page (RepriseAccountView *self);
void reprise_account_view_set_zone_choice (RepriseAccountView *self, const char *zone_choice);
void reprise_account_view_show_database (RepriseAccountView *self, const char *database_id);
gboolean reprise_account_view_shows_database (RepriseAccountView *self, const char *database_id);
void reprise_account_view_start_search (RepriseAccountView *self);
void reprise_account_view_set_connections (RepriseAccountView *self, GMenuModel *menu);

G_END_DECLS
