/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is known of a restore that was asked for, and what may be said of it. */

#pragma once

#include "model/reprise-database.h"
#include "restore/reprise-restore-job.h"

G_BEGIN_DECLS

/* How long nothing may go on before it is given up as unknown; and where there is a task to be
 * expected, or the state of the database is not known. */
#define REPRISE_RESTORE_QUIET_MINUTES 2
#define REPRISE_RESTORE_LONG_QUIET_MINUTES 10

/**
 * RepriseRestoreEvidence:
 * @answer: what the service said
 * @match: how sure it is that @task does it
 * @task: (nullable): the task, as it is now
 * @database: (nullable): the database, read after the task; %NULL where it is not known
 *
 * What is known; borrowed.
 */
typedef struct
{
  RepriseRestoreAnswer answer;
  RepriseRestoreMatch match;
  RepriseTask *task;
  RepriseDatabase *database;
} RepriseRestoreEvidence;

RepriseJobResult reprise_restore_evidence_judge (const RepriseRestoreEvidence *evidence,
                                                 char **detail);
gboolean reprise_restore_evidence_expects_task (const RepriseRestoreEvidence *evidence);
char *reprise_restore_evidence_describe_doubt (const RepriseRestoreEvidence *evidence);
char *reprise_restore_evidence_describe_step (const RepriseRestoreEvidence *evidence);
int reprise_restore_evidence_get_progress (const RepriseRestoreEvidence *evidence);

G_END_DECLS
