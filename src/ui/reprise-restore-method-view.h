/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses how far to restore, and the backup or the time that goes with it. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_METHOD_VIEW (reprise_restore_method_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreMethodView,
                      reprise_restore_method_view,
                      REPRISE,
                      RESTORE_METHOD_VIEW,
                      AdwBin)

RepriseRestoreMethodView *reprise_restore_method_view_new (void);
void reprise_restore_method_view_set_editor (RepriseRestoreMethodView *self,
                                             RepriseRestoreEditor *editor);

G_END_DECLS
