/* SPDX-License-Identifier: GPL-3.0-or-later
 * What becomes of a restore, in words. */

#include "config.h"

#include "ui/reprise-restore-words.h"

#include "base/reprise-duration.h"
#include "restore/reprise-task-steps.h"
#include "ui/reprise-closures.h"

#include <glib/gi18n.h>
#include <string.h>

/* From when on a silence needs an explanation. */
#define SILENCE_USEC (2 * 60 * REPRISE_INSTANT_SECOND)

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

/* The step, where the service's words do not name it already. */
static char *
dup_failed_step (RepriseRestoreJob *job, const char *detail)
{
  RepriseTask *task = reprise_restore_job_get_task (job);
  g_autoptr (GPtrArray) steps = task == NULL ? NULL : reprise_task_steps_collect (task);
  const RepriseTaskStep *failed = steps == NULL ? NULL : reprise_task_steps_find_failed (steps);

  if (failed == NULL || (detail != NULL && strstr (detail, failed->title) != NULL))
    return NULL;
  /* Translators: a step of a task. */
  return g_strdup_printf (_ ("It failed in the step ‘%s’."), failed->title);
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

static gboolean
has_begun (RepriseRestoreJob *job)
{
  switch (reprise_restore_job_get_answer (job))
    {
    case REPRISE_RESTORE_ANSWER_REFUSED:
    case REPRISE_RESTORE_ANSWER_NOT_SENT:
      return FALSE;
    case REPRISE_RESTORE_ANSWER_NONE:
    case REPRISE_RESTORE_ANSWER_ACCEPTED:
    case REPRISE_RESTORE_ANSWER_UNKNOWN:
    default:
      return TRUE;
    }
}

/* What can be known from here: the database's status, and which nodes it was about. */
static char *
dup_node_states (RepriseRestoreJob *job, RepriseDatabase *database)
{
  g_autofree char *nodes = dup_nodes (job, database);

  if (reprise_database_get_status (database) == REPRISE_STATUS_READY)
    /* Translators: the names of nodes. */
    return g_strdup_printf (_ ("Look at the data of %s before it is used: it may be what was there "
                               "before, or only part of what was to be restored."),
                            nodes);
  /* Translators: the names of nodes. */
  return g_strdup_printf (_ ("The data of %s may be incomplete. The repositories are untouched: "
                             "the "
                             "restore can be started over."),
                          nodes);
}

static void
add_failure (GPtrArray *lines, RepriseRestoreJob *job, RepriseDatabase *database)
{
  const char *detail = reprise_job_get_detail (reprise_restore_job_get_job (job));
  const char *word = reprise_database_get_status_word (database);
  g_autofree char *status = NULL;

  if (!has_begun (job))
    {
      g_ptr_array_add (lines, g_strdup (_ ("Nothing was begun, and no node has changed.")));
      return;
    }
  /* Translators: the service's word for a state. */
  status = g_strdup_printf (_ ("The database reads ‘%s’."), word == NULL ? "" : word);
  if (detail == NULL || strstr (detail, status) == NULL)
    g_ptr_array_add (lines, g_steal_pointer (&status));
  g_ptr_array_add (lines, dup_node_states (job, database));
}

static void
add_advice (GPtrArray *lines, RepriseRestoreJob *job, RepriseDatabase *database)
{
  switch (get_result (job))
    {
    case REPRISE_JOB_RESULT_FAILED:
      add_failure (lines, job, database);
      break;
    case REPRISE_JOB_RESULT_UNKNOWN:
      g_ptr_array_add (lines,
                       g_strdup (_ ("Nothing is sent again by itself. Look at the tasks and at the "
                                    "data of the database before you ask for another restore.")));
      break;
    case REPRISE_JOB_RESULT_NONE:
      if (reprise_restore_job_get_match (job) == REPRISE_RESTORE_MATCH_MAYBE)
        g_ptr_array_add (lines,
                         g_strdup (_ ("It was not there before yours was asked for, but it may be "
                                      "another person’s.")));
      break;
    case REPRISE_JOB_RESULT_SUCCEEDED:
    case REPRISE_JOB_RESULT_CANCELLED:
    default:
      break;
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

  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (job), NULL);
  g_return_val_if_fail (REPRISE_IS_DATABASE (database), NULL);

  detail = reprise_job_get_detail (reprise_restore_job_get_job (job));
  step = get_result (job) == REPRISE_JOB_RESULT_FAILED ? dup_failed_step (job, detail) : NULL;
  if (step != NULL)
    g_ptr_array_add (lines, step);
  if (detail != NULL && *detail != '\0')
    g_ptr_array_add (lines, g_strdup (detail));
  add_advice (lines, job, database);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* A time as people read it, where it is one. */
static char *
dup_target (RepriseRestoreRequest *request, RepriseZone *zone)
{
  const char *target = reprise_restore_request_get_target (request);
  RepriseInstant instant;

  if (target == NULL)
    return g_strdup ("–");
  if (!reprise_instant_parse (target, &instant))
    return g_strdup (target);
  return reprise_closure_date_time (NULL, zone, instant);
}

static char *
dup_end (RepriseRestoreRequest *request, RepriseZone *zone)
{
  g_autofree char *target = dup_target (request, zone);
  const char *set = reprise_restore_request_get_set (request);

  switch (reprise_restore_request_get_recovery_type (request))
    {
    case REPRISE_RECOVERY_TYPE_TIME:
      if (reprise_restore_request_get_target_exclusive (request) == REPRISE_TRISTATE_YES)
        /* Translators: a time. */
        return g_strdup_printf (_ ("just before %s"), target);
      return g_steal_pointer (&target);
    case REPRISE_RECOVERY_TYPE_IMMEDIATE:
      if (set == NULL)
        return g_strdup (_ ("the end of the newest backup"));
      /* Translators: the label of a backup. */
      return g_strdup_printf (_ ("the end of the backup %s"), set);
    case REPRISE_RECOVERY_TYPE_UNSET:
    case REPRISE_RECOVERY_TYPE_DEFAULT:
      return g_strdup (_ ("the latest point"));
    case REPRISE_RECOVERY_TYPE_LSN:
    case REPRISE_RECOVERY_TYPE_XID:
    case REPRISE_RECOVERY_TYPE_NAME:
    case REPRISE_RECOVERY_TYPE_OTHER:
    default:
      return g_steal_pointer (&target);
    }
}

/**
 * reprise_restore_words_describe_request:
 * @job: a restore
 * @database: the database it is about
 * @zone: the zone that times are told in
 *
 * Returns: (transfer full): what was asked for, and when, in a sentence
 */
char *
reprise_restore_words_describe_request (RepriseRestoreJob *job,
                                        RepriseDatabase *database,
                                        RepriseZone *zone)
{
  RepriseRestoreRequest *request;
  const char *source_id;
  g_autofree char *asked_at = NULL;
  g_autofree char *nodes = NULL;
  g_autofree char *end = NULL;

  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (job), NULL);
  g_return_val_if_fail (REPRISE_IS_DATABASE (database), NULL);

  request = reprise_restore_job_get_request (job);
  asked_at = reprise_closure_date_time (NULL, zone, reprise_restore_job_get_asked_at (job));
  nodes = dup_nodes (job, database);
  end = dup_end (request, zone);
  source_id = reprise_restore_job_get_source_database_id (job);
  if (source_id != NULL && g_strcmp0 (source_id, reprise_database_get_id (database)) != 0)
    /* Translators: a time; names of nodes; what is restored to, such as a time or "the latest
     * point"; the name of a node; the id of a database. */
    return g_strdup_printf (_ ("Asked for %s: %s to %s, from the backups of %s of the other "
                               "database %s."),
                            asked_at,
                            nodes,
                            end,
                            reprise_restore_request_get_source_node_name (request),
                            source_id);
  /* Translators: a time; names of nodes; what is restored to, such as a time or "the latest point";
   * the name of a node. */
  return g_strdup_printf (_ ("Asked for %s: %s to %s, from the backups of %s."),
                          asked_at,
                          nodes,
                          end,
                          reprise_restore_request_get_source_node_name (request));
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
  if (now - changed_at < SILENCE_USEC)
    /* Translators: a length of time. */
    return g_strdup_printf (_ ("Last change %s ago"), length);
  /* Translators: a length of time. */
  return g_strdup_printf (_ ("Last change %s ago. A step that copies or replays much may be silent "
                             "for long."),
                          length);
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
