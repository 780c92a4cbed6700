/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the status words of a service mean. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseStatus:
 * @REPRISE_STATUS_UNKNOWN: a word not known here: perhaps in progress, nothing may be claimed.
 * @REPRISE_STATUS_READY: available, and open to new work.
 * @REPRISE_STATUS_WORKING: in progress; ends by itself.
 * @REPRISE_STATUS_FAILED: ended badly and does not recover alone.
 *
 * The state of a database, a cluster or a backup store.
 */
typedef enum
{
  REPRISE_STATUS_UNKNOWN,
  REPRISE_STATUS_READY,
  REPRISE_STATUS_WORKING,
  REPRISE_STATUS_FAILED,
} RepriseStatus;

/**
 * RepriseTaskStatus:
 * @REPRISE_TASK_STATUS_UNKNOWN: a word not known here; the task counts as not ended.
 * @REPRISE_TASK_STATUS_QUEUED: waiting to start.
 * @REPRISE_TASK_STATUS_RUNNING: at work.
 * @REPRISE_TASK_STATUS_SUCCEEDED: ended well.
 * @REPRISE_TASK_STATUS_FAILED: ended badly.
 *
 * The state of a task.
 */
typedef enum
{
  REPRISE_TASK_STATUS_UNKNOWN,
  REPRISE_TASK_STATUS_QUEUED,
  REPRISE_TASK_STATUS_RUNNING,
  REPRISE_TASK_STATUS_SUCCEEDED,
  REPRISE_TASK_STATUS_FAILED,
} RepriseTaskStatus;

RepriseStatus reprise_status_from_word (const char *word);
RepriseTaskStatus reprise_task_status_from_word (const char *word);
const char *reprise_task_status_to_word (RepriseTaskStatus status);

G_END_DECLS
