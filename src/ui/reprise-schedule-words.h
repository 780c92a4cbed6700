/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup schedules in words. */

#pragma once

#include "model/reprise-backup-type.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

char *reprise_schedule_words (RepriseBackupType backup_type,
                              const char *cron_expression,
                              RepriseZone *zone,
                              RepriseInstant now);

G_END_DECLS
