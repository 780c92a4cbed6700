/* SPDX-License-Identifier: GPL-3.0-or-later
 * The databases of an account, under their clusters. */

#pragma once

#include "ui/reprise-account.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_SIDEBAR (reprise_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSidebar, reprise_sidebar, REPRISE, SIDEBAR, AdwBin)

RepriseSidebar *reprise_sidebar_new (void);
void reprise_sidebar_set_account (RepriseSidebar *self, RepriseAccount *account);
void reprise_sidebar_set_zone (RepriseSidebar *self, RepriseZone *zone);
const char *reprise_sidebar_get_selected_id (RepriseSidebar *self);
void reprise_sidebar_set_selected_id (RepriseSidebar *self, const char *database_id);
void reprise_sidebar_start_search (RepriseSidebar *self);

G_END_DECLS
