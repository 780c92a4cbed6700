/* SPDX-License-Identifier: GPL-3.0-or-later
 * All fields of a restore, from the source to the confirmation. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_FORM_VIEW (reprise_restore_form_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreFormView,
                      reprise_restore_form_view,
                      REPRISE,
                      RESTORE_FORM_VIEW,
                      AdwBin)

RepriseRestoreFormView *reprise_restore_form_view_new (void);
void reprise_restore_form_view_set_editor (RepriseRestoreFormView *self,
                                           RepriseRestoreEditor *editor);
void reprise_restore_form_view_set_plan (RepriseRestoreFormView *self, GtkWidget *plan);

G_END_DECLS
