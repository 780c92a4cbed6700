/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups that a schedule asked for and nobody took. */

#pragma once

#include "model/reprise-schedule.h"
#include "restore/reprise-backup-history.h"

G_BEGIN_DECLS

/* A backup is on time for a schedule's moment if it began at most this long before it, as two
 * clocks differ, … */
#define REPRISE_SCHEDULE_EARLY (G_GINT64_CONSTANT (60) * REPRISE_INSTANT_SECOND)
/* … and at most this long after it, or half the time to the schedule's next moment where that is
 * less. */
#define REPRISE_SCHEDULE_LATE (G_GINT64_CONSTANT (3600) * REPRISE_INSTANT_SECOND)
/* No schedule is followed further back than this from the last moment known about. */
#define REPRISE_SCHEDULE_LOOK_BACK (G_GINT64_CONSTANT (731 * 86400) * REPRISE_INSTANT_SECOND)

/**
 * RepriseMissedRun:
 * @schedule: the position of the schedule
 * @first: the first moment for which there is no backup
 * @last: the last one
 * @n_missed: how many of the schedule's moments these are, without one that was kept between them
 */
typedef struct
{
  guint schedule;
  RepriseInstant first;
  RepriseInstant last;
  guint n_missed;
} RepriseMissedRun;

/**
 * RepriseMissedSchedules:
 * @runs: (element-type RepriseMissedRun): what was missed, schedule by schedule, oldest first
 * @unreadable: (element-type guint): positions of the schedules that cannot be understood
 * @is_cut: whether there was an older time that was not looked at
 */
typedef struct
{
  GArray *runs;
  GArray *unreadable;
  gboolean is_cut;
} RepriseMissedSchedules;

RepriseMissedSchedules *reprise_missed_schedules_find (RepriseBackupHistory *history,
                                                       GPtrArray *schedules,
                                                       GTimeZone *zone);
void reprise_missed_schedules_free (RepriseMissedSchedules *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseMissedSchedules, reprise_missed_schedules_free)

G_END_DECLS
