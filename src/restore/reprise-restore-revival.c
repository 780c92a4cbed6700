/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that the journal tells of. */

#include "config.h"

#include "restore/reprise-restore-revival.h"

/**
 * reprise_journal_entries_find:
 * @entries: (element-type RepriseJournalEntry): what the journal tells
 * @restore_id: what a restore is known by there
 *
 * Returns: (transfer none) (nullable): what it tells of that one
 */
const RepriseJournalEntry *
reprise_journal_entries_find (GPtrArray *entries, const char *restore_id)
{
  g_return_val_if_fail (entries != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const RepriseJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->intent->restore_id, restore_id) == 0)
        return entry;
    }
  return NULL;
}

/**
 * reprise_journal_entry_is_over:
 * @entry: a restore, as the journal tells of it
 *
 * Returns: whether there is nothing to follow: its end is known, or it never began
 */
gboolean
reprise_journal_entry_is_over (const RepriseJournalEntry *entry)
{
  g_return_val_if_fail (entry != NULL, TRUE);

  if (entry->outcome != NULL)
    return TRUE;
  if (entry->answer == NULL)
    return FALSE;
  switch (reprise_restore_answer_from_word (entry->answer->word))
    {
    case REPRISE_RESTORE_ANSWER_REFUSED:
    case REPRISE_RESTORE_ANSWER_NOT_SENT:
      return TRUE;
    case REPRISE_RESTORE_ANSWER_NONE:
    case REPRISE_RESTORE_ANSWER_ACCEPTED:
    case REPRISE_RESTORE_ANSWER_UNKNOWN:
    default:
      return FALSE;
    }
}

/**
 * reprise_journal_entry_get_end:
 * @entry: a restore that is over
 * @record: (out) (transfer none): the line that says so
 *
 * Returns: how it ended
 */
RepriseJobResult
reprise_journal_entry_get_end (const RepriseJournalEntry *entry,
                               const RepriseJournalRecord **record)
{
  RepriseJobResult result;

  g_return_val_if_fail (reprise_journal_entry_is_over (entry), REPRISE_JOB_RESULT_UNKNOWN);

  if (entry->outcome == NULL)
    {
      *record = entry->answer;
      return REPRISE_JOB_RESULT_FAILED;
    }
  *record = entry->outcome;
  result = reprise_job_result_from_word (entry->outcome->word);
  /* What was asked for cannot have been cancelled, whatever a line says. */
  return result == REPRISE_JOB_RESULT_CANCELLED ? REPRISE_JOB_RESULT_UNKNOWN : result;
}

/* The line that nothing has to be done about it any more may be missing. */
static gboolean
was_never_sent (const RepriseJournalEntry *entry)
{
  return entry->outcome == NULL && entry->answer != NULL &&
         reprise_restore_answer_from_word (entry->answer->word) == REPRISE_RESTORE_ANSWER_NOT_SENT;
}

/**
 * reprise_restore_job_new_from_entry:
 * @entry: a restore, as the journal tells of it
 * @clock: what time is told by
 *
 * Where there is no answer in the journal, the service may have been asked all the same.
 *
 * Returns: (transfer full): that restore: over where it is over, else running
 */
RepriseRestoreJob *
reprise_restore_job_new_from_entry (const RepriseJournalEntry *entry, RepriseClock *clock)
{
  RepriseRestoreJob *self;
  RepriseJob *job;

  g_return_val_if_fail (entry != NULL, NULL);
  g_return_val_if_fail (REPRISE_IS_CLOCK (clock), NULL);

  self = reprise_restore_job_new (entry->intent, clock);
  job = reprise_restore_job_get_job (self);
  reprise_restore_job_set_answer (self,
                                  entry->answer == NULL
                                      ? REPRISE_RESTORE_ANSWER_UNKNOWN
                                      : reprise_restore_answer_from_word (entry->answer->word));
  if (entry->task != NULL)
    reprise_restore_job_set_match (self,
                                   reprise_restore_match_from_word (entry->task->word),
                                   entry->task->task_id);
  if (!was_never_sent (entry))
    {
      reprise_job_set_sent (job);
      reprise_job_start (job);
    }
  if (reprise_journal_entry_is_over (entry))
    {
      const RepriseJournalRecord *last = NULL;
      RepriseJobResult result = reprise_journal_entry_get_end (entry, &last);

      reprise_restore_job_set_ended_at (self, last->time);
      reprise_job_finish (job,
                          was_never_sent (entry) ? REPRISE_JOB_RESULT_CANCELLED : result,
                          last->text);
    }
  return self;
}
