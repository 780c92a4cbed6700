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

/**
 * reprise_restore_match_find:
 * @tasks: (element-type RepriseTask): the tasks of the database
 * @task_ids_before: (nullable): those that were there before the request left
 * @request: what was asked for
 * @accepted: whether the service said that it will do it
 * @task: (out) (transfer full) (nullable): the task
 *
 * A new task is ours when its request equals ours. Where the service tells no request, the one new
 * restore after ours was accepted is ours too; anything else may be another person's.
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
  RepriseTask *equal = NULL;
  RepriseTask *newest = NULL;
  guint n_equal = 0, n_restores = 0;

  *task = NULL;
  for (guint i = 0; i < tasks->len; i++)
    {
      RepriseTask *candidate = g_ptr_array_index (tasks, i);
      RepriseRestoreRequest *theirs = reprise_task_get_request (candidate);

      if (!is_new (candidate, task_ids_before))
        continue;
      if (theirs != NULL && reprise_restore_request_equal (theirs, request))
        {
          n_equal++;
          equal = is_newer (candidate, equal) ? candidate : equal;
        }
      if (reprise_task_is_restore (candidate))
        {
          n_restores++;
          newest = is_newer (candidate, newest) ? candidate : newest;
        }
    }
  if (equal == NULL && newest == NULL)
    return REPRISE_RESTORE_MATCH_NONE;
  *task = g_object_ref (equal != NULL ? equal : newest);
  if (n_equal == 1)
    return REPRISE_RESTORE_MATCH_OURS;
  if (accepted && n_equal == 0 && n_restores == 1 && reprise_task_get_request (*task) == NULL)
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
