/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a task of the lab goes on: each step gives a new one. */

#pragma once

#include "model/reprise-restore-request.h"
#include "model/reprise-task.h"

G_BEGIN_DECLS

RepriseTask *reprise_lab_task_new_restore (const char *database_id, RepriseRestoreRequest *request);
RepriseTask *reprise_lab_task_begin (RepriseTask *task);
RepriseTask *reprise_lab_task_add_message (RepriseTask *task,
                                           const char *step,
                                           const char *status_word,
                                           int progress,
                                           const char *text);
RepriseTask *reprise_lab_task_end (RepriseTask *task, const char *failure);

G_END_DECLS
