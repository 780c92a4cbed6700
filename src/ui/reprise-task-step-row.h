/* SPDX-License-Identifier: GPL-3.0-or-later
 * One step of a task. */

#pragma once

#include "restore/reprise-task-steps.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_TASK_STEP_ROW (reprise_task_step_row_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTaskStepRow, reprise_task_step_row, REPRISE, TASK_STEP_ROW, AdwBin)

RepriseTaskStepRow *reprise_task_step_row_new (void);
void reprise_task_step_row_show (RepriseTaskStepRow *self,
                                 const RepriseTaskStep *step,
                                 RepriseZone *zone);

G_END_DECLS
