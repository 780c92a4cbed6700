/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which of a database's tasks does a restore that was asked for. */

#include "config.h"

#include "restore/reprise-restore-match.h"

#include "base/reprise-instant.h"
#include "restore/reprise-earlier-restores.h"

/* Ids decide, not times: the service's have a resolution of one second. */
static gboolean
is_new (RepriseTask *task, const char *const *ids_before)
{
  return ids_before == NULL || !g_strv_contains (ids_before, reprise_task_get_id (task));
}

static gboolean
is_newer (RepriseTask *task, RepriseTask *than)
{
  return than == NULL || reprise_task_get_created_at (task) > reprise_task_get_created_at (than);
}

/* What was found among the tasks. */
typedef struct
{
  RepriseTask *equal;  /* the newest that asks for the same */
  RepriseTask *newest; /* restore */
  guint n_equal;
  guint n_restores;
} Findings;

static void
look_at (Findings *findings, RepriseTask *task, RepriseRestoreRequest *request)
{
  RepriseRestoreRequest *theirs = reprise_task_get_request (task);

  if (theirs != NULL && reprise_restore_request_equal (theirs, request))
    {
      findings->n_equal++;
      findings->equal = is_newer (task, findings->equal) ? task : findings->equal;
    }
  if (reprise_task_is_restore (task))
    {
      findings->n_restores++;
      findings->newest = is_newer (task, findings->newest) ? task : findings->newest;
    }
}

/* A service that has accepted it runs it, and none other of that database meanwhile. */
static gboolean
must_be_ours (const Findings *findings, RepriseRestoreRequest *request)
{
  RepriseRestoreRequest *theirs;

  if (findings->n_equal > 0)
    return TRUE;
  if (findings->n_restores != 1)
    return FALSE;
  theirs = reprise_task_get_request (findings->newest);
  return theirs == NULL || reprise_restore_request_includes (theirs, request);
}

/**
 * reprise_restore_match_find:
 * @tasks: (element-type RepriseTask): the tasks of the database
 * @task_ids_before: (nullable): those that were there before the request left
 * @request: what was asked for
 * @accepted: whether the service said that it will do it
 * @task: (out) (transfer full) (nullable): the task
 *
 * A new task is ours when its request equals ours. After ours was accepted, the newest of several
 * equal ones is (a service may list a restore and the step of it), or else the one new restore
 * whose request, where it is told, includes ours. Anything else may be another person's.
 *
 * Returns: how sure it is that @task does it
 */
RepriseRestoreMatch
reprise_restore_match_find (GPtrArray *tasks,
                            const char *const *task_ids_before,
                            RepriseRestoreRequest *request,
                            gboolean accepted,
                            RepriseTask **task)
{
  Findings findings = { 0 };

  *task = NULL;
  for (guint i = 0; i < tasks->len; i++)
    if (is_new (g_ptr_array_index (tasks, i), task_ids_before))
      look_at (&findings, g_ptr_array_index (tasks, i), request);
  if (findings.equal == NULL && findings.newest == NULL)
    return REPRISE_RESTORE_MATCH_NONE;
  *task = g_object_ref (findings.equal != NULL ? findings.equal : findings.newest);
  if (findings.n_equal == 1 || (accepted && must_be_ours (&findings, request)))
    return REPRISE_RESTORE_MATCH_OURS;
  return REPRISE_RESTORE_MATCH_MAYBE;
}

/**
 * reprise_restore_match_to_word:
 * @match: how sure it is
 *
 * Returns: the same as a word for files
 */
const char *
reprise_restore_match_to_word (RepriseRestoreMatch match)
{
  switch (match)
    {
    case REPRISE_RESTORE_MATCH_OURS:
      return "ours";
    case REPRISE_RESTORE_MATCH_MAYBE:
      return "maybe";
    case REPRISE_RESTORE_MATCH_NONE:
    default:
      return "none";
    }
}

/**
 * reprise_restore_match_from_word:
 * @word: (nullable): a word from a file
 *
 * Returns: how sure it was; where in doubt, not
 */
RepriseRestoreMatch
reprise_restore_match_from_word (const char *word)
{
  if (g_strcmp0 (word, "ours") == 0)
    return REPRISE_RESTORE_MATCH_OURS;
  if (g_strcmp0 (word, "maybe") == 0)
    return REPRISE_RESTORE_MATCH_MAYBE;
  return REPRISE_RESTORE_MATCH_NONE;
}
