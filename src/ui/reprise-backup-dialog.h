/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a backup, and shows what becomes of it. */

#pragma once

#include "ui/reprise-backup-follow.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_DIALOG (reprise_backup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupDialog, reprise_backup_dialog, REPRISE, BACKUP_DIALOG, AdwWindow)

RepriseBackupDialog *
reprise_backup_dialog_new (RepriseDatabaseWatch *watch, RepriseZone *zone, RepriseClock *clock);
gboolean reprise_backup_dialog_get_complete (RepriseBackupDialog *self);

G_END_DECLS
