/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is said of a backup in a table: its status, and all of a row as text. */

#pragma once

#include "model/reprise-backup.h"
#include "model/reprise-status.h"
#include "restore/reprise-backup-doubts.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

/**
 * RepriseBackupStatus:
 * @REPRISE_BACKUP_STATUS_SUCCESSFUL: Nothing speaks against it.
 * @REPRISE_BACKUP_STATUS_DOUBTFUL: Something about it is not known or unusual.
 * @REPRISE_BACKUP_STATUS_PAGE_ERRORS: It can be restored, with damaged pages.
 * @REPRISE_BACKUP_STATUS_UNUSABLE: It cannot be restored.
 *
 * How far a backup can be relied on, the best first.
 */
typedef enum
{
  REPRISE_BACKUP_STATUS_SUCCESSFUL,
  REPRISE_BACKUP_STATUS_DOUBTFUL,
  REPRISE_BACKUP_STATUS_PAGE_ERRORS,
  REPRISE_BACKUP_STATUS_UNUSABLE,
} RepriseBackupStatus;

RepriseBackupStatus reprise_backup_status_judge (gboolean has_errors, RepriseBackupDoubts doubts);
RepriseStatus reprise_backup_status_get_shape (RepriseBackupStatus status);
const char *reprise_backup_status_get_word (RepriseBackupStatus status);
char *reprise_backup_words_time (RepriseZone *zone, RepriseInstant instant);
char *
reprise_backup_words_row (RepriseBackup *backup, RepriseBackupStatus status, RepriseZone *zone);
char *reprise_backup_words_choice (RepriseBackup *backup,
                                   RepriseBackupStatus status,
                                   RepriseZone *zone,
                                   RepriseInstant now);

G_END_DECLS
