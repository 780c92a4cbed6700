/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tells what became of backups that were asked for. */

#pragma once

#include "ui/reprise-backup-follow.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_TOASTS (reprise_backup_toasts_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupToasts, reprise_backup_toasts, REPRISE, BACKUP_TOASTS, GObject)

RepriseBackupToasts *reprise_backup_toasts_new (AdwToastOverlay *overlay);
void reprise_backup_toasts_follow (RepriseBackupToasts *self, RepriseBackupFollow *follow);

G_END_DECLS
