/* SPDX-License-Identifier: GPL-3.0-or-later
 * Takes the backups that the databases' schedules ask for. */

#pragma once

#include "base/reprise-clock.h"
#include "lab/reprise-lab-operations.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_SCHEDULER (reprise_lab_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabScheduler, reprise_lab_scheduler, REPRISE, LAB_SCHEDULER, GObject)

RepriseLabScheduler *reprise_lab_scheduler_new (RepriseLabOperations *operations,
                                                RepriseClock *clock);

G_END_DECLS
