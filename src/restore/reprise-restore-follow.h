/* SPDX-License-Identifier: GPL-3.0-or-later
 * Follows a restore that was asked for until it is known how it ended. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-journal.h"
#include "restore/reprise-restore-job.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_FOLLOW (reprise_restore_follow_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreFollow,
                      reprise_restore_follow,
                      REPRISE,
                      RESTORE_FOLLOW,
                      GObject)

RepriseRestoreFollow *reprise_restore_follow_new (RepriseRestoreJob *job,
                                                  RepriseBackend *backend,
                                                  RepriseJournal *journal,
                                                  RepriseClock *clock);
RepriseRestoreJob *reprise_restore_follow_get_job (RepriseRestoreFollow *self);
void reprise_restore_follow_start (RepriseRestoreFollow *self);

G_END_DECLS
