/* SPDX-License-Identifier: GPL-3.0-or-later
 * Word of backups that were asked for, once they have ended. */

#pragma once

#include "ui/reprise-backup-follow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_GUARD (reprise_backup_guard_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupGuard, reprise_backup_guard, REPRISE, BACKUP_GUARD, GObject)

RepriseBackupGuard *reprise_backup_guard_new (GtkApplication *application,
                                              const char *connection_id,
                                              GSettings *settings);
void reprise_backup_guard_watch (RepriseBackupGuard *self, RepriseBackupFollow *follow);

G_END_DECLS
