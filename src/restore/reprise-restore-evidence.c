/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is known of a restore that was asked for, and what may be said of it. */

#include "config.h"

#include "restore/reprise-restore-evidence.h"

#include <glib/gi18n-lib.h>

static RepriseTaskMessage *
get_message (RepriseTask *task, guint from_the_end)
{
  GPtrArray *messages = reprise_task_get_messages (task);

  return g_ptr_array_index (messages, messages->len - 1 - from_the_end);
}

/* The step that a task failed in: the last that is said to have failed, else the last of all. */
static const char *
find_failed_step (RepriseTask *task)
{
  GPtrArray *messages = reprise_task_get_messages (task);

  for (guint i = 0; i < messages->len; i++)
    {
      RepriseTaskMessage *message = get_message (task, i);
      const char *status = reprise_task_message_get_status_word (message);

      if (reprise_task_status_from_word (status) == REPRISE_TASK_STATUS_FAILED &&
          reprise_task_message_get_step (message) != NULL)
        return reprise_task_message_get_step (message);
    }
  return messages->len == 0 ? NULL : reprise_task_message_get_step (get_message (task, 0));
}

static const char *
get_status_word (RepriseDatabase *database)
{
  const char *word = reprise_database_get_status_word (database);

  return word == NULL ? "" : word;
}

static char *
describe_error (RepriseTask *task)
{
  const char *error = reprise_task_get_error (task);

  if (error == NULL)
    return g_strdup (_ ("The service gives no reason."));
  return g_strstrip (g_strdup (error));
}

static char *
describe_failure (const RepriseRestoreEvidence *evidence)
{
  g_autofree char *error = describe_error (evidence->task);
  const char *step = find_failed_step (evidence->task);
  g_autofree char *first = step == NULL
                               ? g_strdup_printf (/* Translators: the service's own words. */
                                                  _ ("The restore failed: %s"),
                                                  error)
                               : g_strdup_printf (/* Translators: step, the service's own words. */
                                                  _ ("The restore failed in the step ‘%s’: %s"),
                                                  step,
                                                  error);
  g_autofree char *last = NULL;

  if (evidence->database == NULL)
    return g_steal_pointer (&first);
  last = g_strdup_printf (_ ("The database reads ‘%s’."), get_status_word (evidence->database));
  return g_strdup_printf ("%s\n%s", first, last);
}

/**
 * reprise_restore_evidence_judge:
 * @evidence: what is known
 * @detail: (out) (nullable) (transfer full): the same in words
 *
 * A task that may be another person's proves nothing, and one that succeeded proves nothing as long
 * as the database has not been seen at rest.
 *
 * Returns: how the restore ended; %REPRISE_JOB_RESULT_NONE where that is open
 */
RepriseJobResult
reprise_restore_evidence_judge (const RepriseRestoreEvidence *evidence, char **detail)
{
  *detail = NULL;
  if (evidence->match != REPRISE_RESTORE_MATCH_OURS || evidence->task == NULL ||
      !reprise_task_has_ended (evidence->task))
    return REPRISE_JOB_RESULT_NONE;
  if (reprise_task_get_status (evidence->task) == REPRISE_TASK_STATUS_FAILED)
    {
      *detail = describe_failure (evidence);
      return REPRISE_JOB_RESULT_FAILED;
    }
  if (evidence->database == NULL)
    return REPRISE_JOB_RESULT_NONE;
  switch (reprise_database_get_status (evidence->database))
    {
    case REPRISE_STATUS_READY:
      *detail = g_strdup (_ ("The database is available."));
      return REPRISE_JOB_RESULT_SUCCEEDED;
    case REPRISE_STATUS_FAILED:
      *detail = g_strdup_printf (_ ("The task succeeded, but the database reads ‘%s’."),
                                 get_status_word (evidence->database));
      return REPRISE_JOB_RESULT_FAILED;
    case REPRISE_STATUS_WORKING:
    case REPRISE_STATUS_UNKNOWN:
    default:
      return REPRISE_JOB_RESULT_NONE;
    }
}

/**
 * reprise_restore_evidence_expects_task:
 * @evidence: what is known
 *
 * Returns: whether there is a task to be expected of which nobody knows how it ended
 */
gboolean
reprise_restore_evidence_expects_task (const RepriseRestoreEvidence *evidence)
{
  switch (evidence->match)
    {
    case REPRISE_RESTORE_MATCH_OURS:
      return evidence->task == NULL || !reprise_task_has_ended (evidence->task);
    case REPRISE_RESTORE_MATCH_MAYBE:
      return FALSE;
    case REPRISE_RESTORE_MATCH_NONE:
    default:
      return evidence->answer == REPRISE_RESTORE_ANSWER_ACCEPTED;
    }
}

static char *
describe_doubt_about_end (const RepriseRestoreEvidence *evidence)
{
  if (evidence->database == NULL)
    return g_strdup (
        _ ("The task succeeded, but the service does not know the database any more."));
  return g_strdup_printf (_ ("The task succeeded, but whether the database is available is not "
                             "known: it reads ‘%s’."),
                          get_status_word (evidence->database));
}

static char *
describe_doubt_about_task (const RepriseRestoreEvidence *evidence)
{
  const char *word = reprise_task_get_status_word (evidence->task);

  if (evidence->answer == REPRISE_RESTORE_ANSWER_ACCEPTED)
    return g_strdup_printf (
        /* Translators: state of a task. */
        _ ("The service accepted the request, but the restore that was seen may be another "
           "person’s. Its task reads ‘%s’."),
        word == NULL ? "" : word);
  return g_strdup_printf (
      /* Translators: state of a task. */
      _ ("Whether the service accepted the request is not known, and the restore that was seen may "
         "be another person’s. Its task reads ‘%s’."),
      word == NULL ? "" : word);
}

/**
 * reprise_restore_evidence_describe_doubt:
 * @evidence: what is known, which is not enough
 *
 * Returns: (transfer full): why nobody knows how the restore ended
 */
char *
reprise_restore_evidence_describe_doubt (const RepriseRestoreEvidence *evidence)
{
  const int quiet = REPRISE_RESTORE_QUIET_MINUTES;
  const int longer = REPRISE_RESTORE_LONG_QUIET_MINUTES;

  if (evidence->match == REPRISE_RESTORE_MATCH_OURS &&
      reprise_restore_evidence_expects_task (evidence))
    return g_strdup (_ ("The service does not show the task of this restore any more."));
  if (evidence->match == REPRISE_RESTORE_MATCH_OURS)
    return describe_doubt_about_end (evidence);
  if (evidence->task != NULL)
    return describe_doubt_about_task (evidence);
  if (evidence->answer == REPRISE_RESTORE_ANSWER_ACCEPTED)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The service accepted the request, but no restore began within %d minute.",
                     "The service accepted the request, but no restore began within %d minutes.",
                     longer),
        longer);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Whether the service accepted the request is not known. No restore was seen "
                   "within %d minute.",
                   "Whether the service accepted the request is not known. No restore was seen "
                   "within %d minutes.",
                   quiet),
      quiet);
}

static char *
describe_task (RepriseTask *task)
{
  RepriseTaskMessage *message;

  if (reprise_task_get_messages (task)->len == 0)
    return g_strdup (reprise_task_get_status (task) == REPRISE_TASK_STATUS_QUEUED
                         ? _ ("The task is waiting to begin")
                         : _ ("The task is running"));
  message = get_message (task, 0);
  if (reprise_task_message_get_text (message) != NULL)
    return g_strdup (reprise_task_message_get_text (message));
  return g_strdup (reprise_task_message_get_step (message));
}

/**
 * reprise_restore_evidence_describe_step:
 * @evidence: what is known, which is not enough yet
 *
 * Returns: (transfer full) (nullable): what is going on, for people
 */
char *
reprise_restore_evidence_describe_step (const RepriseRestoreEvidence *evidence)
{
  if (evidence->match == REPRISE_RESTORE_MATCH_OURS && evidence->task != NULL)
    return reprise_task_has_ended (evidence->task)
               ? g_strdup (_ ("Looking at the state of the database"))
               : describe_task (evidence->task);
  if (evidence->match == REPRISE_RESTORE_MATCH_MAYBE)
    return g_strdup (_ ("Following a restore that may be another person’s"));
  if (evidence->answer == REPRISE_RESTORE_ANSWER_ACCEPTED)
    return g_strdup (_ ("Accepted; waiting for its task to appear"));
  return g_strdup (_ ("Finding out whether the service accepted the request"));
}

/**
 * reprise_restore_evidence_get_progress:
 * @evidence: what is known
 *
 * Returns: percent that the task says is done, or -1
 */
int
reprise_restore_evidence_get_progress (const RepriseRestoreEvidence *evidence)
{
  if (evidence->task == NULL)
    return -1;
  for (guint i = 0; i < reprise_task_get_messages (evidence->task)->len; i++)
    {
      int progress = reprise_task_message_get_progress (get_message (evidence->task, i));

      if (progress >= 0)
        return MIN (progress, 100);
    }
  return -1;
}
