/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a new backup is on one node. */

#pragma once

#include "ui/reprise-backup-wait.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_WAIT_ROW (reprise_backup_wait_row_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupWaitRow,
                      reprise_backup_wait_row,
                      REPRISE,
                      BACKUP_WAIT_ROW,
                      AdwActionRow)

RepriseBackupWaitRow *reprise_backup_wait_row_new (RepriseBackupWait *wait, RepriseZone *zone);

G_END_DECLS
