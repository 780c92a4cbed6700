/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that the journal tells of. */

#pragma once

#include "restore/reprise-journal.h"
#include "restore/reprise-restore-job.h"

G_BEGIN_DECLS

const RepriseJournalEntry *reprise_journal_entries_find (GPtrArray *entries,
                                                         const char *restore_id);
gboolean reprise_journal_entry_is_over (const RepriseJournalEntry *entry);
RepriseJobResult reprise_journal_entry_get_end (const RepriseJournalEntry *entry,
                                                const RepriseJournalRecord **record);
RepriseRestoreJob *reprise_restore_job_new_from_entry (const RepriseJournalEntry *entry,
                                                       RepriseClock *clock);

G_END_DECLS
