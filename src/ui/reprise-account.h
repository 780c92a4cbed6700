/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one connection shows: its tenant, clusters and databases, and how fresh they are. */

#pragma once

#include "restore/reprise-backend.h"
#include "ui/reprise-database-entry.h"
#include "ui/reprise-load-state.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_ACCOUNT (reprise_account_get_type ())
G_DECLARE_FINAL_TYPE (RepriseAccount, reprise_account, REPRISE, ACCOUNT, GObject)

RepriseAccount *reprise_account_new (RepriseBackend *backend);
RepriseBackend *reprise_account_get_backend (RepriseAccount *self);
RepriseLoadState reprise_account_get_state (RepriseAccount *self);
const GError *reprise_account_get_error (RepriseAccount *self);
RepriseInstant reprise_account_get_loaded_at (RepriseAccount *self);
RepriseTenant *reprise_account_get_tenant (RepriseAccount *self);
GListModel *reprise_account_get_entries (RepriseAccount *self);
RepriseDatabaseEntry *reprise_account_find_entry (RepriseAccount *self, const char *database_id);
const char *const *reprise_account_get_problems (RepriseAccount *self);
void
reprise_account_update (RepriseAccount *self, RepriseDatabase *database, RepriseCluster *cluster);
void reprise_account_refresh (RepriseAccount *self);

G_END_DECLS
