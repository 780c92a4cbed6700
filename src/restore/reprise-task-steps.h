/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps of a task, put together from what it tells. */

#pragma once

#include "model/reprise-task.h"

G_BEGIN_DECLS

/**
 * RepriseTaskStep:
 * @title: what the step does, in the service's words
 * @detail: (nullable): what else was told of it last
 * @level: (nullable): how serious what was told last is, such as error
 * @status: how it stands
 * @started_at: when it was first told of, or %REPRISE_INSTANT_NONE
 * @ended_at: when its end was told, or %REPRISE_INSTANT_NONE while it has none
 * @progress: how much of the whole was done then, from 0 to 100, or -1
 *
 * One step of a task.
 */
typedef struct
{
  char *title;
  char *detail;
  char *level;
  RepriseTaskStatus status;
  RepriseInstant started_at;
  RepriseInstant ended_at;
  int progress;
} RepriseTaskStep;

GPtrArray *reprise_task_steps_collect (RepriseTask *task);
const RepriseTaskStep *reprise_task_steps_find_failed (GPtrArray *steps);
RepriseInstant reprise_task_get_changed_at (RepriseTask *task);
RepriseInstant reprise_task_get_ended_at (RepriseTask *task);
int reprise_task_get_progress (RepriseTask *task);

G_END_DECLS
