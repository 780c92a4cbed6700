/* SPDX-License-Identifier: GPL-3.0-or-later
 * One run of a restore, shared by the files that hold its steps. */

#pragma once

#include "engine/reprise-engine-private.h"

G_BEGIN_DECLS

#define STEP_CONFIGURE "configure restore mode"
#define STEP_RESTORE "execute restore"
#define STEP_RECOVERY "execute recovery"
#define STEP_WAIT_RECOVERY "waiting for recovery"
#define STEP_SETUP "execute setup"
#define STEP_WAIT_SETUP "waiting for setup"

/* Percent of the whole at which each step ends. */
#define END_CONFIGURE 10
#define END_RESTORE 45
#define END_RECOVERY 50
#define END_WAIT_RECOVERY 75
#define END_SETUP 80
#define END_WAIT_SETUP 100

/**
 * RepriseRestoreRun:
 * @targets: instances that are overwritten
 * @others: whole instances of the database that are not
 * @whole: both, the mesh afterwards
 * @archived: (nullable): the names of the source's segments when recovery began, oldest first,
 * where all of them are to be replayed
 * @percents: of each target's files
 * @n_started: servers that recovery has started
 * @outcome: of the first target's recovery
 */
typedef struct
{
  const RepriseEngineTools *tools;
  const RepriseEngineRestore *restore;
  GPtrArray *targets;
  GPtrArray *others;
  GPtrArray *whole;
  GPtrArray *archived;
  RepriseEngineStepFunc report;
  gpointer report_data;

  GMutex mutex; /* guards what follows */
  double *percents;
  int reported_percent;
  guint n_started;
  RepriseRecoveryOutcome outcome; /* written by one thread */
} RepriseRestoreRun;

/* reprise-engine-restore.c */
void reprise_restore_run_report (RepriseRestoreRun *run,
                                 const char *step,
                                 const char *status,
                                 int progress,
                                 const char *text);
gboolean reprise_restore_run_fail_step (RepriseRestoreRun *run,
                                        const char *step,
                                        int progress,
                                        GError **error);
gboolean reprise_restore_run_prefix (RepriseInstance *instance, GError **error);

/* reprise-restore-configure.c */
gboolean
reprise_restore_run_configure (RepriseRestoreRun *run, GCancellable *cancellable, GError **error);

/* reprise-restore-end.c */
gboolean reprise_restore_run_note_archive (RepriseRestoreRun *run,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean
reprise_restore_run_check_end (RepriseRestoreRun *run, GCancellable *cancellable, GError **error);

/* reprise-restore-setup.c */
gboolean
reprise_restore_run_set_up (RepriseRestoreRun *run, GCancellable *cancellable, GError **error);
gboolean reprise_restore_run_finish_setup (RepriseRestoreRun *run,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
