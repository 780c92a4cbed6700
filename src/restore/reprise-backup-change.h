/* SPDX-License-Identifier: GPL-3.0-or-later
 * What differs between two looks at the same backup. */

#pragma once

#include "model/reprise-backup.h"

G_BEGIN_DECLS

/**
 * RepriseBackupField:
 *
 * What a backup has besides its label; each as in #RepriseBackupFields. A set of them has one bit
 * each, `1 << field`.
 */
typedef enum
{
  REPRISE_BACKUP_FIELD_TYPE,
  REPRISE_BACKUP_FIELD_PRIOR,
  REPRISE_BACKUP_FIELD_REFERENCES,
  REPRISE_BACKUP_FIELD_STARTED_AT,
  REPRISE_BACKUP_FIELD_FINISHED_AT,
  REPRISE_BACKUP_FIELD_ERROR,
  REPRISE_BACKUP_FIELD_ERROR_LIST,
  REPRISE_BACKUP_FIELD_ANNOTATIONS,
  REPRISE_BACKUP_FIELD_DATABASE_SIZE,
  REPRISE_BACKUP_FIELD_DATABASE_BACKUP_SIZE,
  REPRISE_BACKUP_FIELD_BACKUP_SET_SIZE,
  REPRISE_BACKUP_FIELD_BACKUP_SIZE,
  REPRISE_BACKUP_FIELD_LSN_START,
  REPRISE_BACKUP_FIELD_LSN_STOP,
  REPRISE_BACKUP_FIELD_WAL_START,
  REPRISE_BACKUP_FIELD_WAL_STOP,
  REPRISE_BACKUP_FIELD_FORMAT,
  REPRISE_BACKUP_FIELD_VERSION,
} RepriseBackupField;

#define REPRISE_BACKUP_N_FIELDS (REPRISE_BACKUP_FIELD_VERSION + 1)

guint reprise_backup_change_find (const RepriseBackupFields *from, const RepriseBackupFields *to);
const char *reprise_backup_field_get_name (RepriseBackupField field);
char *reprise_backup_field_describe (RepriseBackupField field, const RepriseBackupFields *backup);

G_END_DECLS
