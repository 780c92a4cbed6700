/* SPDX-License-Identifier: GPL-3.0-or-later
 * What becomes of a restore, in words. */

#include "config.h"

#include "ui/reprise-restore-words.h"

#include "base/reprise-duration.h"
#include "restore/reprise-task-steps.h"

#include <glib/gi18n.h>

static RepriseJobResult
get_result (RepriseRestoreJob *job)
{
  return reprise_job_get_result (reprise_restore_job_get_job (job));
}

/**
 * reprise_restore_words_get_title:
 * @job: a restore
 *
 * Returns: (transfer none): how it stands, as a heading
 */
const char *
reprise_restore_words_get_title (RepriseRestoreJob *job)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (job), NULL);

  switch (get_result (job))
    {
    case REPRISE_JOB_RESULT_SUCCEEDED:
      return _ ("The Restore Has Finished");
    case REPRISE_JOB_RESULT_FAILED:
      return _ ("The Restore Has Failed");
    case REPRISE_JOB_RESULT_CANCELLED:
      return _ ("The Restore Was Not Sent");
    case REPRISE_JOB_RESULT_UNKNOWN:
      return _ ("What Became of the Restore Is Not Known");
    case REPRISE_JOB_RESULT_NONE:
    default:
      return reprise_restore_job_get_match (job) == REPRISE_RESTORE_MATCH_MAYBE
                 ? _ ("A Restore Is Running That May Be Yours")
                 : _ ("The Database Is Being Restored");
    }
}

/**
 * reprise_restore_words_get_status:
 * @job: a restore
 *
 * Returns: the mark for how it stands
 */
RepriseStatus
reprise_restore_words_get_status (RepriseRestoreJob *job)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (job), REPRISE_STATUS_UNKNOWN);

  switch (get_result (job))
    {
    case REPRISE_JOB_RESULT_SUCCEEDED:
      return REPRISE_STATUS_READY;
    case REPRISE_JOB_RESULT_FAILED:
      return REPRISE_STATUS_FAILED;
    case REPRISE_JOB_RESULT_NONE:
      return REPRISE_STATUS_WORKING;
    case REPRISE_JOB_RESULT_CANCELLED:
    case REPRISE_JOB_RESULT_UNKNOWN:
    default:
      return REPRISE_STATUS_UNKNOWN;
    }
}

static char *
dup_failed_step (RepriseRestoreJob *job)
{
  RepriseTask *task = reprise_restore_job_get_task (job);
  g_autoptr (GPtrArray) steps = task == NULL ? NULL : reprise_task_steps_collect (task);
  const RepriseTaskStep *failed = steps == NULL ? NULL : reprise_task_steps_find_failed (steps);

  /* Translators: a step of a task. */
  return failed == NULL ? NULL : g_strdup_printf (_ ("It failed in the step ‘%s’."), failed->title);
}

static char *
dup_nodes (RepriseRestoreJob *job, RepriseDatabase *database)
{
  const char *const *chosen =
      reprise_restore_request_get_target_nodes (reprise_restore_job_get_request (job));
  GPtrArray *nodes = reprise_database_get_nodes (database);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (chosen != NULL && *chosen != NULL)
    return g_strjoinv (", ", (char **) chosen);
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (names, (gpointer) reprise_node_get_name (g_ptr_array_index (nodes, i)));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* What can be known from here: the database's status, and which nodes it was about. */
static char *
dup_state (RepriseRestoreJob *job, RepriseDatabase *database)
{
  const char *word = reprise_database_get_status_word (database);
  g_autofree char *nodes = dup_nodes (job, database);

  if (reprise_database_get_status (database) == REPRISE_STATUS_READY)
    /* Translators: the service's word for a state, and the names of nodes. */
    return g_strdup_printf (_ ("The database reads ‘%s’. Look at the data of %s before it is used: "
                               "they may hold what was there before, or only part of what was to "
                               "be restored."),
                            word,
                            nodes);
  /* Translators: the service's word for a state, and the names of nodes. */
  return g_strdup_printf (_ ("The database reads ‘%s’. The data of %s may be incomplete. The "
                             "repositories are untouched: the restore can be started over."),
                          word == NULL ? "" : word,
                          nodes);
}

static char *
dup_advice (RepriseRestoreJob *job, RepriseDatabase *database)
{
  switch (get_result (job))
    {
    case REPRISE_JOB_RESULT_FAILED:
      return dup_state (job, database);
    case REPRISE_JOB_RESULT_UNKNOWN:
      return g_strdup (_ ("Nothing is sent again by itself. Look at the tasks and at the data of "
                          "the database before you ask for another restore."));
    case REPRISE_JOB_RESULT_NONE:
    case REPRISE_JOB_RESULT_SUCCEEDED:
    case REPRISE_JOB_RESULT_CANCELLED:
    default:
      return NULL;
    }
}

/**
 * reprise_restore_words_describe:
 * @job: a restore
 * @database: the database it is about, as it reads now
 *
 * Returns: (transfer full): what is known of it in sentences, with the service's own words; empty
 *   where there is nothing to say
 */
char *
reprise_restore_words_describe (RepriseRestoreJob *job, RepriseDatabase *database)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *detail;
  char *step;
  char *advice;

  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (job), NULL);
  g_return_val_if_fail (REPRISE_IS_DATABASE (database), NULL);

  detail = reprise_job_get_detail (reprise_restore_job_get_job (job));
  step = get_result (job) == REPRISE_JOB_RESULT_FAILED ? dup_failed_step (job) : NULL;
  advice = dup_advice (job, database);
  if (step != NULL)
    g_ptr_array_add (lines, step);
  if (detail != NULL && *detail != '\0')
    g_ptr_array_add (lines, g_strdup (detail));
  if (advice != NULL)
    g_ptr_array_add (lines, advice);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * reprise_restore_words_since:
 * @changed_at: when something was last told, by the service's clock, or %REPRISE_INSTANT_NONE
 * @now: the service's clock
 *
 * Tells what is slow from what is stuck.
 *
 * Returns: (transfer full): how long ago that was
 */
char *
reprise_restore_words_since (RepriseInstant changed_at, RepriseInstant now)
{
  g_autofree char *length = NULL;

  if (changed_at == REPRISE_INSTANT_NONE || now == REPRISE_INSTANT_NONE)
    return g_strdup ("");
  length = reprise_duration_format (MAX (now - changed_at, 0));
  /* Translators: a length of time. */
  return g_strdup_printf (_ ("Last change %s ago"), length);
}

/**
 * reprise_restore_words_duration:
 * @task: a task
 * @now: the service's clock
 *
 * Returns: (transfer full): how long it took, or has taken so far; empty where that is not known
 */
char *
reprise_restore_words_duration (RepriseTask *task, RepriseInstant now)
{
  RepriseInstant started_at, ended_at;

  g_return_val_if_fail (REPRISE_IS_TASK (task), NULL);

  started_at = reprise_task_get_created_at (task);
  ended_at = reprise_task_get_ended_at (task);
  if (ended_at == REPRISE_INSTANT_NONE)
    ended_at = now;
  if (started_at == REPRISE_INSTANT_NONE || ended_at == REPRISE_INSTANT_NONE)
    return g_strdup ("");
  return reprise_duration_format (MAX (ended_at - started_at, 0));
}
