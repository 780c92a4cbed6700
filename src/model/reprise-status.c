/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the status words of a service mean. */

#include "config.h"

#include "model/reprise-status.h"

static const struct
{
  const char *word;
  RepriseStatus status;
} status_words[] = {
  { "available", REPRISE_STATUS_READY },  { "queued", REPRISE_STATUS_WORKING },
  { "creating", REPRISE_STATUS_WORKING }, { "modifying", REPRISE_STATUS_WORKING },
  { "deleting", REPRISE_STATUS_WORKING }, { "suspending", REPRISE_STATUS_WORKING },
  { "resuming", REPRISE_STATUS_WORKING }, { "failed", REPRISE_STATUS_FAILED },
  { "degraded", REPRISE_STATUS_FAILED },
};

static const char *const task_words[] = {
  [REPRISE_TASK_STATUS_QUEUED] = "queued",
  [REPRISE_TASK_STATUS_RUNNING] = "running",
  [REPRISE_TASK_STATUS_SUCCEEDED] = "succeeded",
  [REPRISE_TASK_STATUS_FAILED] = "failed",
};

/**
 * reprise_status_from_word:
 * @word: (nullable): the status of a database, a cluster or a backup store, as the service says it
 *
 * The words are an open set. `suspended` is not among the known ones: it neither ends by itself nor
 * is it a failure.
 *
 * Returns: what @word means; %REPRISE_STATUS_UNKNOWN for any other
 */
RepriseStatus
reprise_status_from_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (g_strcmp0 (word, status_words[i].word) == 0)
      return status_words[i].status;
  return REPRISE_STATUS_UNKNOWN;
}

/**
 * reprise_task_status_from_word:
 * @word: (nullable): the status of a task, as the service says it
 *
 * Returns: what @word means; %REPRISE_TASK_STATUS_UNKNOWN for any other
 */
RepriseTaskStatus
reprise_task_status_from_word (const char *word)
{
  for (guint i = REPRISE_TASK_STATUS_QUEUED; i < G_N_ELEMENTS (task_words); i++)
    if (g_strcmp0 (word, task_words[i]) == 0)
      return (RepriseTaskStatus) i;
  return REPRISE_TASK_STATUS_UNKNOWN;
}

/**
 * reprise_task_status_to_word:
 * @status: the status of a task
 *
 * Returns: (nullable): the service's word for it; %NULL for %REPRISE_TASK_STATUS_UNKNOWN
 */
const char *
reprise_task_status_to_word (RepriseTaskStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (task_words), NULL);
  return task_words[status];
}
