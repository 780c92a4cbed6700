/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a table needs of each backup to sort and filter it. */

#pragma once

#include "model/reprise-backup.h"

G_BEGIN_DECLS

/**
 * RepriseBackupKey:
 * @started_at: when it began, or %REPRISE_INSTANT_NONE
 * @finished_at: when it ended, or %REPRISE_INSTANT_NONE
 * @backup_size: bytes it added to the repository, or -1
 * @database_size: bytes of the whole database, or -1
 * @label: its label, empty where it has none
 * @digest: differs where two backups of one label differ, as good as always
 * @backup_type: a #RepriseBackupType
 * @has_errors: whether page checksum errors were found in it
 *
 * One backup, without an object.
 */
typedef struct
{
  RepriseInstant started_at;
  RepriseInstant finished_at;
  gint64 backup_size;
  gint64 database_size;
  const char *label;
  guint32 digest;
  guint8 backup_type;
  guint8 has_errors;
} RepriseBackupKey;

/**
 * RepriseBackupKeys:
 *
 * The keys of many backups. Only grows, and nothing in it moves.
 */
typedef struct _RepriseBackupKeys RepriseBackupKeys;

RepriseBackupKeys *reprise_backup_keys_new (gboolean borrows_labels);
RepriseBackupKeys *reprise_backup_keys_ref (RepriseBackupKeys *self);
void reprise_backup_keys_unref (RepriseBackupKeys *self);
RepriseBackupKeys *reprise_backup_keys_freeze (RepriseBackupKeys *self);
void reprise_backup_keys_add (RepriseBackupKeys *self, const RepriseBackupFields *fields);
guint reprise_backup_keys_get_length (RepriseBackupKeys *self);
gsize reprise_backup_keys_get_memory (RepriseBackupKeys *self);
const RepriseBackupKey *reprise_backup_keys_get (RepriseBackupKeys *self, guint position);
const char *reprise_backup_keys_get_name (RepriseBackupKeys *self, guint position);
gboolean reprise_backup_keys_find (RepriseBackupKeys *self, const char *label, guint *position);
char *reprise_backup_keys_fold (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupKeys, reprise_backup_keys_unref)

G_END_DECLS
