/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore will do, as it is put together. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_PLAN_VIEW (reprise_restore_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestorePlanView,
                      reprise_restore_plan_view,
                      REPRISE,
                      RESTORE_PLAN_VIEW,
                      AdwBin)

RepriseRestorePlanView *reprise_restore_plan_view_new (void);
void reprise_restore_plan_view_set_editor (RepriseRestorePlanView *self,
                                           RepriseRestoreEditor *editor);

G_END_DECLS
