/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses a time to restore to. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_TIME_PICKER (reprise_restore_time_picker_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreTimePicker,
                      reprise_restore_time_picker,
                      REPRISE,
                      RESTORE_TIME_PICKER,
                      AdwBin)

RepriseRestoreTimePicker *reprise_restore_time_picker_new (void);
void reprise_restore_time_picker_set_editor (RepriseRestoreTimePicker *self,
                                             RepriseRestoreEditor *editor);

G_END_DECLS
