/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is chosen for a time on purpose only: whether it is included, and the backup to start from.
 */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_ADVANCED (reprise_restore_advanced_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreAdvanced,
                      reprise_restore_advanced,
                      REPRISE,
                      RESTORE_ADVANCED,
                      AdwBin)

RepriseRestoreAdvanced *reprise_restore_advanced_new (void);
void reprise_restore_advanced_set_editor (RepriseRestoreAdvanced *self,
                                          RepriseRestoreEditor *editor);

G_END_DECLS
