/* SPDX-License-Identifier: GPL-3.0-or-later
 * A day from a calendar and a time of day, within what can be restored to. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_CLOCK (reprise_restore_clock_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreClock, reprise_restore_clock, REPRISE, RESTORE_CLOCK, AdwBin)

RepriseRestoreClock *reprise_restore_clock_new (void);
void reprise_restore_clock_set_editor (RepriseRestoreClock *self, RepriseRestoreEditor *editor);

G_END_DECLS
