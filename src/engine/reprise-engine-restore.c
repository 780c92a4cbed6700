/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restoring a database: the order of steps that keeps replication and archives whole. */

#include "config.h"

#include "engine/reprise-restore-run.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-parallel.h"

#include <string.h>

/* A note each so many percent of the copying: enough to see it move, few enough to read. */
#define PROGRESS_STEP 5

/* reprise_restore_run_report: tells where the run is. */
void
reprise_restore_run_report (RepriseRestoreRun *run,
                            const char *step,
                            const char *status,
                            int progress,
                            const char *text)
{
  run->report (step, status, progress, text, run->report_data);
}

/* reprise_restore_run_fail_step: tells that @step failed, with the words of @error, and returns
 * %FALSE. */
gboolean
reprise_restore_run_fail_step (RepriseRestoreRun *run,
                               const char *step,
                               int progress,
                               GError **error)
{
  reprise_restore_run_report (run,
                              step,
                              "failed",
                              progress,
                              error != NULL && *error != NULL ? (*error)->message : step);
  return FALSE;
}

/* reprise_restore_run_prefix: names the node that a failure happened on, and returns %FALSE. */
gboolean
reprise_restore_run_prefix (RepriseInstance *instance, GError **error)
{
  g_prefix_error (error, "%s: ", reprise_instance_get_node_name (instance));
  return FALSE;
}

static gboolean
choose_targets (RepriseRestoreRun *run, GError **error)
{
  RepriseEngineDatabase *database = run->restore->target;
  const char *const *names = run->restore->node_names;
  GPtrArray *all = reprise_engine_database_get_instances (database);

  for (guint i = 0; names == NULL && i < all->len; i++)
    g_ptr_array_add (run->targets, g_object_ref (g_ptr_array_index (all, i)));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      RepriseInstance *instance = reprise_engine_database_get_instance (database, names[i]);

      if (instance == NULL)
        {
          g_set_error (error,
                       REPRISE_ENGINE_ERROR,
                       REPRISE_ENGINE_ERROR_NOT_FOUND,
                       "database %s has no node %s",
                       reprise_engine_database_get_name (database),
                       names[i]);
          return FALSE;
        }
      if (!g_ptr_array_find (run->targets, instance, NULL))
        g_ptr_array_add (run->targets, g_object_ref (instance));
    }
  return TRUE;
}

static void
choose_others (RepriseRestoreRun *run)
{
  g_autoptr (GPtrArray) whole = reprise_engine_whole_instances (run->restore->target);

  for (guint i = 0; i < run->targets->len; i++)
    g_ptr_array_add (run->whole, g_object_ref (g_ptr_array_index (run->targets, i)));
  for (guint i = 0; i < whole->len; i++)
    {
      RepriseInstance *instance = g_ptr_array_index (whole, i);

      if (g_ptr_array_find (run->targets, instance, NULL))
        continue;
      g_ptr_array_add (run->others, g_object_ref (instance));
      g_ptr_array_add (run->whole, g_object_ref (instance));
    }
}

typedef struct
{
  RepriseRestoreRun *run;
  guint index;
} Copying;

static void
note_percent (double percent, const char *line, gpointer user_data)
{
  Copying *copying = user_data;
  RepriseRestoreRun *run = copying->run;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&run->mutex);
  g_autofree char *text = NULL;
  double sum = 0;
  int mean;

  if (percent < run->percents[copying->index])
    return;
  run->percents[copying->index] = percent;
  for (guint i = 0; i < run->targets->len; i++)
    sum += run->percents[i];
  mean = (int) (sum / run->targets->len);
  if (mean < run->reported_percent + PROGRESS_STEP)
    return;
  run->reported_percent = mean;
  text = g_strdup_printf ("%d %% of the files are in place", mean);
  reprise_restore_run_report (run,
                              STEP_RESTORE,
                              "running",
                              END_CONFIGURE + mean * (END_RESTORE - END_CONFIGURE) / 100,
                              text);
}

static gboolean
copy_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  Copying copying = { .run = run };

  g_ptr_array_find (run->targets, item, &copying.index);
  return reprise_pgbackrest_restore (run->tools->pgbackrest,
                                     item,
                                     &run->restore->recovery,
                                     note_percent,
                                     &copying,
                                     cancellable,
                                     error) ||
         reprise_restore_run_prefix (item, error);
}

static gboolean
copy_files (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  reprise_restore_run_report (run,
                              STEP_RESTORE,
                              "running",
                              END_CONFIGURE,
                              "pgBackRest copies the backup's files");
  if (!reprise_parallel_run (run->targets, copy_target, run, cancellable, error))
    return reprise_restore_run_fail_step (run, STEP_RESTORE, END_CONFIGURE, error);
  reprise_restore_run_report (run,
                              STEP_RESTORE,
                              "succeeded",
                              END_RESTORE,
                              "All files are in place");
  return TRUE;
}

/* The step of starting has ended when the last of the servers is on its way. */
static void
note_started (gpointer user_data)
{
  RepriseRestoreRun *run = user_data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&run->mutex);

  if (++run->n_started < run->targets->len)
    return;
  reprise_restore_run_report (run,
                              STEP_RECOVERY,
                              "succeeded",
                              END_RECOVERY,
                              "PostgreSQL replays WAL");
  reprise_restore_run_report (run,
                              STEP_WAIT_RECOVERY,
                              "running",
                              END_RECOVERY,
                              "Waiting for the end of recovery");
}

static gboolean
recover_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  RepriseRecoveryOutcome outcome = { 0 };

  if (!reprise_postgres_recover (run->tools->postgres,
                                 item,
                                 note_started,
                                 run,
                                 &outcome,
                                 cancellable,
                                 error))
    return FALSE;
  if (item == g_ptr_array_index (run->targets, 0))
    run->outcome = outcome;
  return TRUE;
}

static gboolean
recover (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  reprise_restore_run_report (run, STEP_RECOVERY, "running", END_RESTORE, "Starting PostgreSQL");
  if (!reprise_restore_run_note_archive (run, cancellable, error))
    return reprise_restore_run_fail_step (run, STEP_RECOVERY, END_RESTORE, error);
  if (!reprise_parallel_run (run->targets, recover_target, run, cancellable, error))
    {
      gboolean all_started = run->n_started == run->targets->len;

      return reprise_restore_run_fail_step (run,
                                            all_started ? STEP_WAIT_RECOVERY : STEP_RECOVERY,
                                            all_started ? END_RECOVERY : END_RESTORE,
                                            error);
    }
  reprise_restore_run_report (run,
                              STEP_WAIT_RECOVERY,
                              "succeeded",
                              END_WAIT_RECOVERY,
                              "Recovery has ended");
  return TRUE;
}

/* A target that was not touched goes on as before; a touched one is down, whatever state it is in.
 */
static void
clean_up_failure (RepriseRestoreRun *run)
{
  g_auto (GStrv) broken = reprise_engine_database_dup_broken_nodes (run->restore->target);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < run->targets->len; i++)
    {
      RepriseInstance *instance = g_ptr_array_index (run->targets, i);
      const char *name = reprise_instance_get_node_name (instance);
      gboolean touched = g_strv_contains ((const char *const *) broken, name);
      gboolean done =
          !reprise_instance_is_running (instance) ||
          (touched ? reprise_postgres_stop (run->tools->postgres, instance, NULL, &error)
                   : reprise_engine_unfence (run->tools, instance, NULL, &error));

      if (!done)
        g_warning ("%s: cleaning up after a failed restore: %s", name, error->message);
      g_clear_error (&error);
    }
}

static gboolean
run_steps (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  return choose_targets (run, error) &&
         (choose_others (run), reprise_restore_run_configure (run, cancellable, error)) &&
         copy_files (run, cancellable, error) && recover (run, cancellable, error) &&
         reprise_restore_run_set_up (run, cancellable, error) &&
         reprise_restore_run_finish_setup (run, cancellable, error);
}

/**
 * reprise_engine_restore_run:
 * @report: called on threads of this call, one at a time per step
 *
 * The sequence of a restore. A failure leaves the nodes that were not touched running as before,
 * and the touched ones down and marked as broken.
 */
RepriseEngineRestoreOutcome
reprise_engine_restore_run (const RepriseEngineTools *tools,
                            const RepriseEngineRestore *restore,
                            RepriseEngineStepFunc report_func,
                            gpointer report_data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) whole = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree double *percents =
      g_new0 (double, reprise_engine_database_get_instances (restore->target)->len);
  RepriseRestoreRun run = {
    .tools = tools,
    .restore = restore,
    .targets = targets,
    .others = others,
    .whole = whole,
    .report = report_func,
    .report_data = report_data,
    .percents = percents,
  };
  RepriseEngineRestoreOutcome result = REPRISE_ENGINE_RESTORE_REACHED;

  g_mutex_init (&run.mutex);
  if (!run_steps (&run, cancellable, error))
    {
      clean_up_failure (&run);
      result = REPRISE_ENGINE_RESTORE_FAILED;
    }
  else if (!reprise_restore_run_check_end (&run, cancellable, error))
    result = REPRISE_ENGINE_RESTORE_STOPPED_EARLY;
  g_clear_pointer (&run.archived, g_ptr_array_unref);
  g_mutex_clear (&run.mutex);
  return result;
}
