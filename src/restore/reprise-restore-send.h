/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a restore, once, and not before the journal knows of it. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-journal.h"
#include "restore/reprise-restore-job.h"

G_BEGIN_DECLS

/**
 * RepriseRestoreSending:
 * @backend: the service
 * @journal: what is told of it first
 * @clock: what time is told by
 * @intent: what the journal is told
 * @body: the bytes that were shown
 *
 * What it takes to ask for a restore; reprise_restore_send_async() copies it.
 */
typedef struct
{
  RepriseBackend *backend;
  RepriseJournal *journal;
  RepriseClock *clock;
  const RepriseJournalRecord *intent;
  GBytes *body;
} RepriseRestoreSending;

void reprise_restore_send_async (RepriseRestoreJob *job,
                                 const RepriseRestoreSending *sending,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean reprise_restore_send_finish (RepriseRestoreJob *job, GAsyncResult *result, GError **error);

G_END_DECLS
