/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines of the journal of restores as JSON. */

#pragma once

#include "model/reprise-journal-record.h"

G_BEGIN_DECLS

GBytes *reprise_journal_record_encode (const RepriseJournalRecord *record);
RepriseJournalRecord *reprise_journal_record_decode (GBytes *line, GError **error);

G_END_DECLS
