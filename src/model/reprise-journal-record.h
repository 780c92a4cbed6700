/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of the journal of restores. */

#pragma once

#include "base/reprise-instant.h"
#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

/**
 * RepriseJournalKind:
 * @REPRISE_JOURNAL_KIND_INTENT: A restore is about to be asked for.
 * @REPRISE_JOURNAL_KIND_ANSWER: What the service said to that.
 * @REPRISE_JOURNAL_KIND_TASK: The task that does it, or may do it.
 * @REPRISE_JOURNAL_KIND_OUTCOME: How it ended.
 * @REPRISE_JOURNAL_KIND_DISMISSED: Nobody needs to be told of it any more.
 *
 * What a line tells of a restore.
 */
typedef enum
{
  REPRISE_JOURNAL_KIND_INTENT,
  REPRISE_JOURNAL_KIND_ANSWER,
  REPRISE_JOURNAL_KIND_TASK,
  REPRISE_JOURNAL_KIND_OUTCOME,
  REPRISE_JOURNAL_KIND_DISMISSED,
} RepriseJournalKind;

/**
 * RepriseJournalRecord:
 * @kind: what it tells
 * @restore_id: what the restore is known by here
 * @time: when it was written
 * @user: (nullable): who asked, for an intent
 * @address: (nullable): the service that is asked, for an intent
 * @client_id: (nullable): whose account there, by the public half of the credential, for an intent
 * @database_id: (nullable): the database to be overwritten, for an intent
 * @database_title: (nullable): what a person calls it, for an intent
 * @source_database_id: (nullable): the database whose backups are read, for an intent
 * @request: (nullable): what is asked for, for an intent
 * @window_earliest: the first instant that was shown as possible, or %REPRISE_INSTANT_NONE
 * @window_latest: the last one, or %REPRISE_INSTANT_NONE
 * @window_reach: (nullable): how sure it was shown to be that the end is reached, for an intent
 * @service_now: the service's clock as shown, or %REPRISE_INSTANT_NONE
 * @task_ids: (nullable): the tasks that were there before, for an intent
 * @task_id: (nullable): the task, for a task
 * @word: (nullable): the answer, how sure the task is, or the result
 * @text: (nullable): the same in more words
 *
 * Holds no secret.
 */
typedef struct
{
  RepriseJournalKind kind;
  char *restore_id;
  RepriseInstant time;
  char *user;
  char *address;
  char *client_id;
  char *database_id;
  char *database_title;
  char *source_database_id;
  RepriseRestoreRequest *request;
  RepriseInstant window_earliest;
  RepriseInstant window_latest;
  char *window_reach;
  RepriseInstant service_now;
  GStrv task_ids;
  char *task_id;
  char *word;
  char *text;
} RepriseJournalRecord;

RepriseJournalRecord *
reprise_journal_record_new (RepriseJournalKind kind, const char *restore_id, RepriseInstant time);
void reprise_journal_record_free (RepriseJournalRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseJournalRecord, reprise_journal_record_free)

RepriseJournalKind reprise_journal_kind_from_word (const char *word, gboolean *known);
const char *reprise_journal_kind_to_word (RepriseJournalKind kind);

G_END_DECLS
