/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of the journal of restores. */

#include "config.h"

#include "model/reprise-journal-record.h"

static const char *const words[] = {
  [REPRISE_JOURNAL_KIND_INTENT] = "intent",
  [REPRISE_JOURNAL_KIND_ANSWER] = "answer",
  [REPRISE_JOURNAL_KIND_TASK] = "task",
  [REPRISE_JOURNAL_KIND_OUTCOME] = "outcome",
  [REPRISE_JOURNAL_KIND_DISMISSED] = "dismissed",
};

/**
 * reprise_journal_record_new:
 * @kind: what it tells
 * @restore_id: what the restore is known by here
 * @time: when it is written
 *
 * Returns: (transfer full): a record that tells nothing else yet
 */
RepriseJournalRecord *
reprise_journal_record_new (RepriseJournalKind kind, const char *restore_id, RepriseInstant time)
{
  RepriseJournalRecord *self = g_new0 (RepriseJournalRecord, 1);

  self->kind = kind;
  self->restore_id = g_strdup (restore_id);
  self->time = time;
  self->window_earliest = REPRISE_INSTANT_NONE;
  self->window_latest = REPRISE_INSTANT_NONE;
  self->service_now = REPRISE_INSTANT_NONE;
  return self;
}

/**
 * reprise_journal_record_free:
 * @self: (nullable) (transfer full): a record
 */
void
reprise_journal_record_free (RepriseJournalRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->restore_id);
  g_free (self->user);
  g_free (self->address);
  g_free (self->client_id);
  g_free (self->database_id);
  g_free (self->database_title);
  g_free (self->source_database_id);
  g_clear_object (&self->request);
  g_free (self->window_reach);
  g_strfreev (self->task_ids);
  g_free (self->task_id);
  g_free (self->word);
  g_free (self->text);
  g_free (self);
}

/**
 * reprise_journal_kind_from_word:
 * @word: (nullable): what a line calls its kind
 * @known: (out): whether that is a kind
 *
 * Returns: the kind, where it is known
 */
RepriseJournalKind
reprise_journal_kind_from_word (const char *word, gboolean *known)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      {
        *known = TRUE;
        return i;
      }
  *known = FALSE;
  return REPRISE_JOURNAL_KIND_INTENT;
}

/**
 * reprise_journal_kind_to_word:
 * @kind: what a line tells
 *
 * Returns: what a line calls it
 */
const char *
reprise_journal_kind_to_word (RepriseJournalKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);
  return words[kind];
}
