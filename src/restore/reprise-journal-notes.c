/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the journal is told of a restore. */

#include "config.h"

#include "restore/reprise-journal-notes.h"

#include "restore/reprise-window-words.h"

static GStrv
list_task_ids (GPtrArray *tasks)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < tasks->len; i++)
    g_strv_builder_add (builder, reprise_task_get_id (g_ptr_array_index (tasks, i)));
  return g_strv_builder_end (builder);
}

static void
note_window (RepriseJournalRecord *record, RepriseRestoreForm *form)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);
  RepriseReach reach = REPRISE_REACH_POSSIBLE;

  record->window_earliest = reprise_restore_window_get_earliest (window);
  if (!reprise_restore_window_get_latest (window, &record->window_latest, &reach))
    record->window_latest = REPRISE_INSTANT_NONE;
  if (reprise_restore_form_get_method (form) == REPRISE_RESTORE_METHOD_TIME)
    record->window_reach =
        g_strdup (reprise_reach_get_word (reprise_restore_form_judge_time (form)));
}

/**
 * reprise_journal_note_intent:
 * @plan: what is to be done, from what is known now; the target's tasks have been read for it
 * @backend: the service that will be asked
 * @now: the present time
 *
 * Returns: (transfer full): that it is about to be asked for, under a new id
 */
RepriseJournalRecord *
reprise_journal_note_intent (RepriseRestorePlan *plan, RepriseBackend *backend, RepriseInstant now)
{
  g_autofree char *id = g_uuid_string_random ();
  RepriseJournalRecord *record;
  RepriseRestoreForm *form;
  RepriseRestoreContext *context;
  RepriseDatabase *target;

  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (plan), NULL);
  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);

  form = reprise_restore_plan_get_form (plan);
  context = reprise_restore_form_get_context (form);
  target = reprise_restore_context_get_target (context);
  record = reprise_journal_record_new (REPRISE_JOURNAL_KIND_INTENT, id, now);
  record->user = g_strdup (g_get_user_name ());
  record->address = g_strdup (reprise_backend_get_address (backend));
  record->client_id = g_strdup (reprise_backend_get_client_id (backend));
  record->database_id = g_strdup (reprise_database_get_id (target));
  record->database_title = g_strdup (reprise_database_get_title (target));
  record->source_database_id = g_strdup (reprise_restore_form_get_source_database_id (form));
  record->request = g_object_ref (reprise_restore_plan_get_request (plan));
  record->service_now = reprise_restore_context_get_service_now (context);
  record->task_ids = list_task_ids (reprise_restore_context_get_tasks (context));
  note_window (record, form);
  return record;
}

/**
 * reprise_journal_note:
 * @kind: what happened
 * @restore_id: to which restore
 * @now: the present time
 * @word: (nullable): how, in a word for files
 * @text: (nullable): the same in more words
 *
 * Returns: (transfer full): that it happened
 */
RepriseJournalRecord *
reprise_journal_note (RepriseJournalKind kind,
                      const char *restore_id,
                      RepriseInstant now,
                      const char *word,
                      const char *text)
{
  RepriseJournalRecord *record = reprise_journal_record_new (kind, restore_id, now);

  record->word = g_strdup (word);
  record->text = g_strdup (text);
  return record;
}
