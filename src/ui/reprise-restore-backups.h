/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a recovery window, newest first. */

#pragma once

#include "restore/reprise-restore-window.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_BACKUPS (reprise_restore_backups_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreBackups,
                      reprise_restore_backups,
                      REPRISE,
                      RESTORE_BACKUPS,
                      GObject)

RepriseRestoreBackups *reprise_restore_backups_new (RepriseRestoreWindow *window,
                                                    RepriseInstant before);
RepriseRestoreWindow *reprise_restore_backups_get_window (RepriseRestoreBackups *self);
RepriseBackup *reprise_restore_backups_dup (RepriseRestoreBackups *self, guint position);
guint reprise_restore_backups_find (RepriseRestoreBackups *self, const char *label);
RepriseBackupDoubts reprise_restore_backups_get_doubts (RepriseRestoreBackups *self,
                                                        guint position);

G_END_DECLS
