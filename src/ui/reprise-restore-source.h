/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses what to restore from: a database, one of its nodes, a repository. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_SOURCE (reprise_restore_source_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreSource, reprise_restore_source, REPRISE, RESTORE_SOURCE, AdwBin)

RepriseRestoreSource *reprise_restore_source_new (void);
void reprise_restore_source_set_editor (RepriseRestoreSource *self, RepriseRestoreEditor *editor);

G_END_DECLS
