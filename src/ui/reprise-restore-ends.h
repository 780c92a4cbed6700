/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between which instants can be chosen, how sure that is, and both ends at a click. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_ENDS (reprise_restore_ends_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreEnds, reprise_restore_ends, REPRISE, RESTORE_ENDS, AdwBin)

RepriseRestoreEnds *reprise_restore_ends_new (void);
void reprise_restore_ends_set_editor (RepriseRestoreEnds *self, RepriseRestoreEditor *editor);

G_END_DECLS
