/* SPDX-License-Identifier: GPL-3.0-or-later
 * The title of a header bar, which leads to other connections where there is a choice. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_CONNECTION_TITLE (reprise_connection_title_get_type ())
G_DECLARE_FINAL_TYPE (RepriseConnectionTitle,
                      reprise_connection_title,
                      REPRISE,
                      CONNECTION_TITLE,
                      AdwBin)

RepriseConnectionTitle *reprise_connection_title_new (void);
void reprise_connection_title_set (RepriseConnectionTitle *self,
                                   const char *title,
                                   const char *subtitle);
void reprise_connection_title_set_menu (RepriseConnectionTitle *self, GMenuModel *menu);

G_END_DECLS
