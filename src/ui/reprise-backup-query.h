/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which backups a table shows, and in what order. */

#pragma once

#include "ui/reprise-backup-keys.h"

G_BEGIN_DECLS

/**
 * RepriseBackupColumn:
 * @REPRISE_BACKUP_COLUMN_LABEL: label, the given name beneath
 * @REPRISE_BACKUP_COLUMN_STATUS: whether it can be used
 * @REPRISE_BACKUP_COLUMN_TYPE: full, differential or incremental
 * @REPRISE_BACKUP_COLUMN_BACKUP_SIZE: what it added to the repository
 * @REPRISE_BACKUP_COLUMN_DATABASE_SIZE: what the database measured
 * @REPRISE_BACKUP_COLUMN_CREATED_AT: when it began
 * @REPRISE_BACKUP_COLUMN_FINISHED_AT: when it ended
 * @REPRISE_BACKUP_N_COLUMNS: how many there are
 *
 * A column of the table.
 */
typedef enum
{
  REPRISE_BACKUP_COLUMN_LABEL,
  REPRISE_BACKUP_COLUMN_STATUS,
  REPRISE_BACKUP_COLUMN_TYPE,
  REPRISE_BACKUP_COLUMN_BACKUP_SIZE,
  REPRISE_BACKUP_COLUMN_DATABASE_SIZE,
  REPRISE_BACKUP_COLUMN_CREATED_AT,
  REPRISE_BACKUP_COLUMN_FINISHED_AT,
  REPRISE_BACKUP_N_COLUMNS,
} RepriseBackupColumn;

/* For RepriseBackupQuery.backup_type. */
#define REPRISE_BACKUP_QUERY_ANY_TYPE (-1)

/**
 * RepriseBackupQuery:
 * @column: what is sorted by; ties go by the time they began, the newest first
 * @descending: whether the largest comes first
 * @backup_type: the only #RepriseBackupType shown, or %REPRISE_BACKUP_QUERY_ANY_TYPE
 * @from: the first instant a backup may have begun at, or %REPRISE_INSTANT_NONE
 * @until: the first instant after those, or %REPRISE_INSTANT_NONE
 * @search: (nullable): text that label or name must contain, in any case
 *
 * Which backups, and in what order.
 */
typedef struct
{
  RepriseBackupColumn column;
  gboolean descending;
  int backup_type;
  RepriseInstant from;
  RepriseInstant until;
  const char *search;
} RepriseBackupQuery;

/* All of them, the newest first. */
#define REPRISE_BACKUP_QUERY_INIT                                                                  \
  {                                                                                                \
    .column = REPRISE_BACKUP_COLUMN_CREATED_AT, .descending = TRUE,                                \
    .backup_type = REPRISE_BACKUP_QUERY_ANY_TYPE, .from = REPRISE_INSTANT_NONE,                    \
    .until = REPRISE_INSTANT_NONE,                                                                 \
  }

RepriseBackupQuery *reprise_backup_query_copy (const RepriseBackupQuery *self);
void reprise_backup_query_free (RepriseBackupQuery *self);
gboolean reprise_backup_query_equal (const RepriseBackupQuery *a, const RepriseBackupQuery *b);
gboolean reprise_backup_query_is_narrow (const RepriseBackupQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupQuery, reprise_backup_query_free)

/**
 * RepriseBackupAnswer:
 *
 * A query about some keys, which can be worked out on any thread.
 */
typedef struct _RepriseBackupAnswer RepriseBackupAnswer;

RepriseBackupAnswer *reprise_backup_answer_new (const RepriseBackupQuery *query,
                                                RepriseBackupKeys *keys,
                                                const guint8 *doubts);
void reprise_backup_answer_free (RepriseBackupAnswer *self);
void reprise_backup_answer_work_out (RepriseBackupAnswer *self);
guint *reprise_backup_answer_steal (RepriseBackupAnswer *self, guint *n_positions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupAnswer, reprise_backup_answer_free)

G_END_DECLS
