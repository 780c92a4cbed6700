/* SPDX-License-Identifier: GPL-3.0-or-later
 * The chosen instant in all the ways in which it is told. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_SPELLINGS (reprise_restore_spellings_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreSpellings,
                      reprise_restore_spellings,
                      REPRISE,
                      RESTORE_SPELLINGS,
                      AdwBin)

RepriseRestoreSpellings *reprise_restore_spellings_new (void);
void reprise_restore_spellings_set_editor (RepriseRestoreSpellings *self,
                                           RepriseRestoreEditor *editor);

G_END_DECLS
