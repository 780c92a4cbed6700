/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses which nodes are to be overwritten. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_TARGETS (reprise_restore_targets_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreTargets,
                      reprise_restore_targets,
                      REPRISE,
                      RESTORE_TARGETS,
                      AdwBin)

RepriseRestoreTargets *reprise_restore_targets_new (void);
void reprise_restore_targets_set_editor (RepriseRestoreTargets *self, RepriseRestoreEditor *editor);

G_END_DECLS
