/* SPDX-License-Identifier: GPL-3.0-or-later
 * What becomes of a restore, in words. */

#pragma once

#include "model/reprise-database.h"
#include "restore/reprise-restore-job.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

const char *reprise_restore_words_get_title (RepriseRestoreJob *job);
RepriseStatus reprise_restore_words_get_status (RepriseRestoreJob *job);
char *reprise_restore_words_describe (RepriseRestoreJob *job, RepriseDatabase *database);
char *reprise_restore_words_describe_request (RepriseRestoreJob *job,
                                              RepriseDatabase *database,
                                              RepriseZone *zone);
char *reprise_restore_words_since (RepriseInstant changed_at, RepriseInstant now);
char *reprise_restore_words_duration (RepriseTask *task, RepriseInstant now);

G_END_DECLS
