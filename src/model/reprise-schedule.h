/* SPDX-License-Identifier: GPL-3.0-or-later
 * When backups of one type are taken. */

#pragma once

#include "model/reprise-backup-type.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseScheduleFields:
 * @id: the service's id
 * @backup_type: the type of backup
 * @cron_expression: five fields in UTC, as the service has them; see reprise_cron_parse()
 *
 * What a schedule is made from; reprise_schedule_new() copies all of it.
 */
typedef struct
{
  const char *id;
  RepriseBackupType backup_type;
  const char *cron_expression;
} RepriseScheduleFields;

#define REPRISE_TYPE_SCHEDULE (reprise_schedule_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSchedule, reprise_schedule, REPRISE, SCHEDULE, GObject)

RepriseSchedule *reprise_schedule_new (const RepriseScheduleFields *fields);
const char *reprise_schedule_get_id (RepriseSchedule *self);
RepriseBackupType reprise_schedule_get_backup_type (RepriseSchedule *self);
const char *reprise_schedule_get_cron_expression (RepriseSchedule *self);

G_END_DECLS
