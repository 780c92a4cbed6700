/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which of a database's tasks does a restore that was asked for. */

#pragma once

#include "model/reprise-task.h"

G_BEGIN_DECLS

/**
 * RepriseRestoreMatch:
 * @REPRISE_RESTORE_MATCH_NONE: No task does it.
 * @REPRISE_RESTORE_MATCH_MAYBE: A task may do it, or another person's restore.
 * @REPRISE_RESTORE_MATCH_OURS: A task does it.
 *
 * How sure it is.
 */
typedef enum
{
  REPRISE_RESTORE_MATCH_NONE,
  REPRISE_RESTORE_MATCH_MAYBE,
  REPRISE_RESTORE_MATCH_OURS,
} RepriseRestoreMatch;

RepriseRestoreMatch reprise_restore_match_find (GPtrArray *tasks,
                                                const char *const *task_ids_before,
                                                RepriseRestoreRequest *request,
                                                gboolean accepted,
                                                RepriseTask **task);
const char *reprise_restore_match_to_word (RepriseRestoreMatch match);
RepriseRestoreMatch reprise_restore_match_from_word (const char *word);

G_END_DECLS
