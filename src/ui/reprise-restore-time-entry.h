/* SPDX-License-Identifier: GPL-3.0-or-later
 * A time that is so long ago, or that is pasted or typed as text. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_TIME_ENTRY (reprise_restore_time_entry_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreTimeEntry,
                      reprise_restore_time_entry,
                      REPRISE,
                      RESTORE_TIME_ENTRY,
                      AdwBin)

RepriseRestoreTimeEntry *reprise_restore_time_entry_new (void);
void reprise_restore_time_entry_set_editor (RepriseRestoreTimeEntry *self,
                                            RepriseRestoreEditor *editor);

G_END_DECLS
