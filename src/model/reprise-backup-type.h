/* SPDX-License-Identifier: GPL-3.0-or-later
 * The kinds of backup that pgBackRest takes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseBackupType:
 * @REPRISE_BACKUP_TYPE_UNKNOWN: not said, or a word not known here.
 * @REPRISE_BACKUP_TYPE_FULL: everything; depends on no other backup.
 * @REPRISE_BACKUP_TYPE_DIFF: what changed since the last full backup.
 * @REPRISE_BACKUP_TYPE_INCR: what changed since the last backup of any type.
 */
typedef enum
{
  REPRISE_BACKUP_TYPE_UNKNOWN,
  REPRISE_BACKUP_TYPE_FULL,
  REPRISE_BACKUP_TYPE_DIFF,
  REPRISE_BACKUP_TYPE_INCR,
} RepriseBackupType;

RepriseBackupType reprise_backup_type_from_word (const char *word);
const char *reprise_backup_type_to_word (RepriseBackupType type);

G_END_DECLS
