/* SPDX-License-Identifier: GPL-3.0-or-later
 * One backup in a repository. */

#pragma once

#include "base/reprise-instant.h"
#include "base/reprise-tristate.h"
#include "model/reprise-backup-type.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseBackupFields:
 * @label: what tells it from other backups of its repository; never read as a time
 * @backup_type: its type
 * @prior: the label of the backup it builds on; %NULL for a full one
 * @references: the labels of all backups it needs
 * @started_at: when it began, or %REPRISE_INSTANT_NONE
 * @finished_at: when it ended, or %REPRISE_INSTANT_NONE; what pgBackRest compares a time target
 *   with
 * @error: whether page checksum errors were found in what it holds
 * @error_list: the files with such errors
 * @annotations: keys and values in turn; see reprise_backup_get_annotation()
 * @database_size: bytes of the whole database, or -1
 * @database_backup_size: bytes of the database that it copied, or -1
 * @backup_set_size: bytes in the repository with all it refers to, or -1
 * @backup_size: bytes it added to the repository, or -1
 * @backup_set_map_size: of block incremental backups: bytes in the repository of the block maps of
 *   it with all it refers to, or -1; pgBackRest then does not tell @backup_set_size
 * @backup_map_size: bytes of the block maps that it added to the repository, or -1
 * @lsn_start: the WAL position it began at, or 0
 * @lsn_stop: the WAL position it ended at, or 0
 * @wal_start: the first WAL segment it needs to be consistent
 * @wal_stop: the last WAL segment it needs to be consistent
 * @pgbackrest_format: the format of its files, or -1
 * @pgbackrest_version: the version of pgBackRest that took it
 *
 * What a backup is made from; reprise_backup_new() copies all of it.
 */
typedef struct
{
  const char *label;
  RepriseBackupType backup_type;
  const char *prior;
  const char *const *references;
  RepriseInstant started_at;
  RepriseInstant finished_at;
  RepriseTristate error;
  const char *const *error_list;
  const char *const *annotations;
  gint64 database_size;
  gint64 database_backup_size;
  gint64 backup_set_size;
  gint64 backup_size;
  gint64 backup_set_map_size;
  gint64 backup_map_size;
  guint64 lsn_start;
  guint64 lsn_stop;
  const char *wal_start;
  const char *wal_stop;
  int pgbackrest_format;
  const char *pgbackrest_version;
} RepriseBackupFields;

/* Nothing known. */
#define REPRISE_BACKUP_FIELDS_INIT                                                                 \
  {                                                                                                \
    .started_at = REPRISE_INSTANT_NONE, .finished_at = REPRISE_INSTANT_NONE, .database_size = -1,  \
    .database_backup_size = -1, .backup_set_size = -1, .backup_size = -1,                          \
    .backup_set_map_size = -1, .backup_map_size = -1, .pgbackrest_format = -1,                     \
  }

#define REPRISE_TYPE_BACKUP (reprise_backup_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackup, reprise_backup, REPRISE, BACKUP, GObject)

const char *reprise_backup_fields_get_name (const RepriseBackupFields *fields);
RepriseBackup *reprise_backup_new (const RepriseBackupFields *fields);
void reprise_backup_get_fields (RepriseBackup *self, RepriseBackupFields *fields);
const char *reprise_backup_get_label (RepriseBackup *self);
RepriseBackupType reprise_backup_get_backup_type (RepriseBackup *self);
const char *reprise_backup_get_prior (RepriseBackup *self);
const char *const *reprise_backup_get_references (RepriseBackup *self);
RepriseInstant reprise_backup_get_started_at (RepriseBackup *self);
RepriseInstant reprise_backup_get_finished_at (RepriseBackup *self);
RepriseTristate reprise_backup_get_error (RepriseBackup *self);
const char *const *reprise_backup_get_error_list (RepriseBackup *self);
const char *const *reprise_backup_get_annotations (RepriseBackup *self);
gint64 reprise_backup_get_database_size (RepriseBackup *self);
gint64 reprise_backup_get_database_backup_size (RepriseBackup *self);
gint64 reprise_backup_get_backup_set_size (RepriseBackup *self);
gint64 reprise_backup_get_backup_size (RepriseBackup *self);
gint64 reprise_backup_get_backup_set_map_size (RepriseBackup *self);
gint64 reprise_backup_get_backup_map_size (RepriseBackup *self);
guint64 reprise_backup_get_lsn_start (RepriseBackup *self);
guint64 reprise_backup_get_lsn_stop (RepriseBackup *self);
const char *reprise_backup_get_wal_start (RepriseBackup *self);
const char *reprise_backup_get_wal_stop (RepriseBackup *self);
int reprise_backup_get_pgbackrest_format (RepriseBackup *self);
const char *reprise_backup_get_pgbackrest_version (RepriseBackup *self);
const char *reprise_backup_get_annotation (RepriseBackup *self, const char *key);
const char *reprise_backup_get_name (RepriseBackup *self);

G_END_DECLS
