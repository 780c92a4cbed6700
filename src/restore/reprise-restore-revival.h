/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that the journal tells of. */

#pragma once

#include "restore/reprise-journal.h"
#include "restore/reprise-restore-job.h"

G_BEGIN_DECLS

gboolean reprise_journal_entry_is_over (const RepriseJournalEntry *entry);
RepriseRestoreJob *reprise_restore_job_new_from_entry (const RepriseJournalEntry *entry,
                                                       RepriseClock *clock);

G_END_DECLS
