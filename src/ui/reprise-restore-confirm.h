/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a restore to be confirmed, and says what is lost. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_CONFIRM (reprise_restore_confirm_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreConfirm,
                      reprise_restore_confirm,
                      REPRISE,
                      RESTORE_CONFIRM,
                      AdwBin)

RepriseRestoreConfirm *reprise_restore_confirm_new (void);
void reprise_restore_confirm_set_editor (RepriseRestoreConfirm *self, RepriseRestoreEditor *editor);

G_END_DECLS
