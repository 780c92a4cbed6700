/* SPDX-License-Identifier: GPL-3.0-or-later
 * What keeps a form from becoming a restore. */

#pragma once

#include "restore/reprise-restore-form.h"

G_BEGIN_DECLS

/**
 * RepriseRestoreField:
 * @REPRISE_RESTORE_FIELD_TARGET: The database to be overwritten, and what goes on in it.
 * @REPRISE_RESTORE_FIELD_SOURCE_DATABASE: The database to read backups of.
 * @REPRISE_RESTORE_FIELD_SOURCE_NODE: The node to read backups of.
 * @REPRISE_RESTORE_FIELD_TARGET_NODES: The nodes to be overwritten.
 * @REPRISE_RESTORE_FIELD_REPOSITORY: The repository to read from.
 * @REPRISE_RESTORE_FIELD_METHOD: How far to go.
 * @REPRISE_RESTORE_FIELD_BACKUP: The backup to restore.
 * @REPRISE_RESTORE_FIELD_TIME: The instant to restore to.
 * @REPRISE_RESTORE_FIELD_TIME_TEXT: The same as text.
 * @REPRISE_RESTORE_FIELD_BASE: The backup to start from for a time.
 * @REPRISE_RESTORE_FIELD_CONFIRMATION: What is typed to confirm.
 *
 * Where a violation is shown.
 */
typedef enum
{
  REPRISE_RESTORE_FIELD_TARGET,
  REPRISE_RESTORE_FIELD_SOURCE_DATABASE,
  REPRISE_RESTORE_FIELD_SOURCE_NODE,
  REPRISE_RESTORE_FIELD_TARGET_NODES,
  REPRISE_RESTORE_FIELD_REPOSITORY,
  REPRISE_RESTORE_FIELD_METHOD,
  REPRISE_RESTORE_FIELD_BACKUP,
  REPRISE_RESTORE_FIELD_TIME,
  REPRISE_RESTORE_FIELD_TIME_TEXT,
  REPRISE_RESTORE_FIELD_BASE,
  REPRISE_RESTORE_FIELD_CONFIRMATION,
} RepriseRestoreField;

/**
 * RepriseRestoreProblem:
 * @REPRISE_RESTORE_PROBLEM_MISSING: Nothing has been chosen.
 * @REPRISE_RESTORE_PROBLEM_UNKNOWN: What was chosen is not there, or not there any more.
 * @REPRISE_RESTORE_PROBLEM_UNREAD: It has not been read yet.
 * @REPRISE_RESTORE_PROBLEM_UNREADABLE: It could not be read.
 * @REPRISE_RESTORE_PROBLEM_BUSY_DATABASE: The target is in progress, or in a state not known here.
 * @REPRISE_RESTORE_PROBLEM_BUSY_CLUSTER: Its cluster is not available.
 * @REPRISE_RESTORE_PROBLEM_BUSY_TASK: A task of the target or of its cluster has not ended.
 * @REPRISE_RESTORE_PROBLEM_PROVIDER: The target is not backed up by pgBackRest.
 * @REPRISE_RESTORE_PROBLEM_NOT_ELIGIBLE: The source cannot serve the target.
 * @REPRISE_RESTORE_PROBLEM_OTHER_MAJOR: The backups are of another major version of PostgreSQL.
 * @REPRISE_RESTORE_PROBLEM_NO_BACKUP: There is no backup to start from.
 * @REPRISE_RESTORE_PROBLEM_UNUSABLE: The backup to start from cannot be used.
 * @REPRISE_RESTORE_PROBLEM_TOO_EARLY: The instant lies before what the backups can serve.
 * @REPRISE_RESTORE_PROBLEM_TOO_LATE: The instant lies in the future, or the base ended after it.
 * @REPRISE_RESTORE_PROBLEM_NOT_ARCHIVED: The service looked, and the archive does not reach it.
 * @REPRISE_RESTORE_PROBLEM_NOT_CONFIRMED: The name has not been typed, or not exactly.
 * @REPRISE_RESTORE_PROBLEM_NOT_TAKEN: Something has been typed that is not in the form yet.
 * @REPRISE_RESTORE_PROBLEM_NOT_VALID: Something has been typed that cannot be in the form.
 *
 * What is wrong.
 */
typedef enum
{
  REPRISE_RESTORE_PROBLEM_MISSING,
  REPRISE_RESTORE_PROBLEM_UNKNOWN,
  REPRISE_RESTORE_PROBLEM_UNREAD,
  REPRISE_RESTORE_PROBLEM_UNREADABLE,
  REPRISE_RESTORE_PROBLEM_BUSY_DATABASE,
  REPRISE_RESTORE_PROBLEM_BUSY_CLUSTER,
  REPRISE_RESTORE_PROBLEM_BUSY_TASK,
  REPRISE_RESTORE_PROBLEM_PROVIDER,
  REPRISE_RESTORE_PROBLEM_NOT_ELIGIBLE,
  REPRISE_RESTORE_PROBLEM_OTHER_MAJOR,
  REPRISE_RESTORE_PROBLEM_NO_BACKUP,
  REPRISE_RESTORE_PROBLEM_UNUSABLE,
  REPRISE_RESTORE_PROBLEM_TOO_EARLY,
  REPRISE_RESTORE_PROBLEM_TOO_LATE,
  REPRISE_RESTORE_PROBLEM_NOT_ARCHIVED,
  REPRISE_RESTORE_PROBLEM_NOT_CONFIRMED,
  REPRISE_RESTORE_PROBLEM_NOT_TAKEN,
  REPRISE_RESTORE_PROBLEM_NOT_VALID,
} RepriseRestoreProblem;

/**
 * RepriseRestoreViolation:
 * @field: where it is shown
 * @problem: what is wrong
 * @text: the same as a sentence
 */
typedef struct
{
  RepriseRestoreField field;
  RepriseRestoreProblem problem;
  char *text;
} RepriseRestoreViolation;

GPtrArray *reprise_restore_form_check (RepriseRestoreForm *form);
GPtrArray *reprise_restore_form_check_choices (RepriseRestoreForm *form);
void reprise_restore_violations_add (GPtrArray *violations,
                                     RepriseRestoreField field,
                                     RepriseRestoreProblem problem,
                                     const char *text);
const RepriseRestoreViolation *reprise_restore_violations_find (GPtrArray *violations,
                                                                RepriseRestoreField field);

G_END_DECLS
