/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the journal is told of a restore. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-journal.h"
#include "restore/reprise-restore-plan.h"

G_BEGIN_DECLS

RepriseJournalRecord *
reprise_journal_note_intent (RepriseRestorePlan *plan, RepriseBackend *backend, RepriseInstant now);
RepriseJournalRecord *reprise_journal_note (RepriseJournalKind kind,
                                            const char *restore_id,
                                            RepriseInstant now,
                                            const char *word,
                                            const char *text);

G_END_DECLS
