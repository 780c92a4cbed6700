/* SPDX-License-Identifier: GPL-3.0-or-later
 * The journal of restores: what was asked for is on disk before it leaves. */

#pragma once

#include "model/reprise-journal-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseJournalEntry:
 * @intent: what was asked for
 * @answer: (nullable): what the service said to it
 * @task: (nullable): the task that was last followed
 * @outcome: (nullable): how it ended
 * @dismissed: (nullable): that nobody needs to be told of it any more
 *
 * One restore, as the journal tells of it; owned by the array it is in.
 */
typedef struct
{
  RepriseJournalRecord *intent;
  RepriseJournalRecord *answer;
  RepriseJournalRecord *task;
  RepriseJournalRecord *outcome;
  RepriseJournalRecord *dismissed;
} RepriseJournalEntry;

#define REPRISE_TYPE_JOURNAL (reprise_journal_get_type ())
G_DECLARE_FINAL_TYPE (RepriseJournal, reprise_journal, REPRISE, JOURNAL, GObject)

RepriseJournal *reprise_journal_new (const char *path);
const char *reprise_journal_get_path (RepriseJournal *self);
void reprise_journal_append_async (RepriseJournal *self,
                                   const RepriseJournalRecord *record,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean reprise_journal_append_finish (RepriseJournal *self, GAsyncResult *result, GError **error);
void reprise_journal_read_async (RepriseJournal *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *reprise_journal_read_finish (RepriseJournal *self,
                                        GAsyncResult *result,
                                        GPtrArray **problems,
                                        GError **error);

G_END_DECLS
