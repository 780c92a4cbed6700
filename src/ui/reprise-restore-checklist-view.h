/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore leaves to be done, with what helps. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_CHECKLIST_VIEW (reprise_restore_checklist_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreChecklistView,
                      reprise_restore_checklist_view,
                      REPRISE,
                      RESTORE_CHECKLIST_VIEW,
                      GtkBox)

RepriseRestoreChecklistView *reprise_restore_checklist_view_new (void);
void reprise_restore_checklist_view_show (RepriseRestoreChecklistView *self, GPtrArray *items);

G_END_DECLS
