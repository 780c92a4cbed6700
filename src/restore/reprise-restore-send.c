/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a restore, once, and not before the journal knows of it. */

#include "config.h"

#include "restore/reprise-restore-send.h"

#include "restore/reprise-journal-notes.h"
#include "restore/reprise-restore-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RepriseBackend *backend;
  RepriseJournal *journal;
  RepriseClock *clock;
  GBytes *body;
  GError *error; /* why it was not accepted */
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_clear_object (&sending->backend);
  g_clear_object (&sending->journal);
  g_clear_object (&sending->clock);
  g_clear_pointer (&sending->body, g_bytes_unref);
  g_clear_error (&sending->error);
  g_free (sending);
}

static RepriseRestoreJob *
get_job (GTask *task)
{
  return REPRISE_RESTORE_JOB (g_task_get_source_object (task));
}

/* Where nothing has begun, the job is over; else it is for others to see how it ends. */
static void
end (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  RepriseJob *job = reprise_restore_job_get_job (get_job (task));

  switch (reprise_restore_job_get_answer (get_job (task)))
    {
    case REPRISE_RESTORE_ANSWER_ACCEPTED:
    case REPRISE_RESTORE_ANSWER_UNKNOWN:
      g_task_return_boolean (task, TRUE);
      return;
    case REPRISE_RESTORE_ANSWER_REFUSED:
    case REPRISE_RESTORE_ANSWER_NOT_SENT:
    case REPRISE_RESTORE_ANSWER_NONE:
    default:
      reprise_job_finish (job,
                          reprise_job_get_sent (job) ? REPRISE_JOB_RESULT_FAILED
                                                     : REPRISE_JOB_RESULT_CANCELLED,
                          sending->error->message);
      g_task_return_error (task, g_steal_pointer (&sending->error));
      return;
    }
}

/* What the service does no longer depends on the journal. */
static void
answer_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!reprise_journal_append_finish (REPRISE_JOURNAL (source), result, &error))
    reprise_job_add_log_line (reprise_restore_job_get_job (get_job (task)), error->message);
  end (task);
}

/* task: (transfer full); error: (transfer full) (nullable). */
static void
note_answer (GTask *task, RepriseRestoreAnswer answer, GError *error)
{
  Sending *sending = g_task_get_task_data (task);
  RepriseRestoreJob *job = get_job (task);
  g_autoptr (RepriseJournalRecord) record =
                 reprise_journal_note (REPRISE_JOURNAL_KIND_ANSWER,
                                       reprise_restore_job_get_restore_id (job),
                                       reprise_clock_get_now (sending->clock),
                                       reprise_restore_answer_to_word (answer),
                                       error == NULL ? NULL : error->message);

  sending->error = error;
  reprise_restore_job_set_answer (job, answer);
  if (answer == REPRISE_RESTORE_ANSWER_UNKNOWN)
    reprise_job_add_log_line (reprise_restore_job_get_job (job), error->message);
  reprise_journal_append_async (sending->journal, record, NULL, answer_noted_cb, task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  reprise_backend_send_restore_finish (REPRISE_BACKEND (source), result, &error);
  note_answer (task, reprise_restore_answer_from_error (error), error);
}

/* From here on nobody can take it back: closing a window must not leave it open whether it went
 * out. */
static void
send (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  RepriseRestoreJob *job = get_job (task);
  RepriseJob *inner = reprise_restore_job_get_job (job);

  reprise_job_set_sent (inner);
  reprise_job_set_step (inner, _ ("Asking the service"));
  reprise_job_start (inner);
  reprise_backend_send_restore_async (sending->backend,
                                      reprise_restore_job_get_database_id (job),
                                      sending->body,
                                      NULL,
                                      sent_cb,
                                      g_object_ref (task));
}

/* error: (transfer full) */
static GError *
explain_journal_error (GError *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&owned);
  return g_error_new (REPRISE_RESTORE_ERROR,
                      REPRISE_RESTORE_ERROR_JOURNAL,
                      /* Translators: reason, a sentence. */
                      _ ("Nothing was sent. %s"),
                      owned->message);
}

static gboolean
is_open (const RepriseJournalEntry *entry)
{
  RepriseRestoreAnswer answer = REPRISE_RESTORE_ANSWER_NONE;

  if (entry->answer != NULL)
    answer = reprise_restore_answer_from_word (entry->answer->word);
  return entry->outcome == NULL && answer != REPRISE_RESTORE_ANSWER_REFUSED &&
         answer != REPRISE_RESTORE_ANSWER_NOT_SENT;
}

/* Whether another process has written down a restore of the same database before this one. */
static gboolean
is_late (GPtrArray *entries, RepriseRestoreJob *job, const char *address)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const RepriseJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->intent->restore_id, reprise_restore_job_get_restore_id (job)) == 0)
        return FALSE;
      if (g_strcmp0 (entry->intent->address, address) == 0 &&
          g_strcmp0 (entry->intent->database_id, reprise_restore_job_get_database_id (job)) == 0 &&
          is_open (entry))
        return TRUE;
    }
  return FALSE;
}

/* The order of lines decides between two that are asked for at the same moment. */
static void
journal_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries =
                 reprise_journal_read_finish (REPRISE_JOURNAL (source), result, NULL, &error);

  if (entries == NULL)
    note_answer (task, REPRISE_RESTORE_ANSWER_NOT_SENT, explain_journal_error (error));
  else if (is_late (entries, get_job (task), reprise_backend_get_address (sending->backend)))
    note_answer (task, REPRISE_RESTORE_ANSWER_NOT_SENT, reprise_restore_error_new_running ());
  else if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    note_answer (task, REPRISE_RESTORE_ANSWER_NOT_SENT, error);
  else
    {
      send (task);
      g_object_unref (task);
    }
}

static void
intent_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;

  if (!reprise_journal_append_finish (REPRISE_JOURNAL (source), result, &error))
    {
      sending->error = explain_journal_error (error);
      end (task);
      return;
    }
  reprise_journal_read_async (sending->journal, NULL, journal_read_cb, g_steal_pointer (&task));
}

/**
 * reprise_restore_send_async:
 * @job: a restore that has not begun
 * @sending: what it takes
 * @cancellable: (nullable): to stop; has no effect once the service is being asked
 * @callback: called when the service has answered, or nothing was sent
 * @user_data: given to @callback
 *
 * Writes down what is to be asked for, then asks for it unless another process has written down the
 * same database before, then writes down the answer. @job runs
 * from the moment that the service is asked; it is over where nothing has begun.
 */
void
reprise_restore_send_async (RepriseRestoreJob *job,
                            const RepriseRestoreSending *sending,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *copy;

  g_return_if_fail (REPRISE_IS_RESTORE_JOB (job));
  g_return_if_fail (sending != NULL);

  task = g_task_new (job, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_restore_send_async);
  /* Whoever is told that it was cancelled must be sure that nothing was sent. */
  g_task_set_check_cancellable (task, FALSE);
  copy = g_new0 (Sending, 1);
  copy->backend = g_object_ref (sending->backend);
  copy->journal = g_object_ref (sending->journal);
  copy->clock = g_object_ref (sending->clock);
  copy->body = g_bytes_ref (sending->body);
  g_task_set_task_data (task, copy, sending_free);
  reprise_journal_append_async (copy->journal,
                                sending->intent,
                                cancellable,
                                intent_noted_cb,
                                g_steal_pointer (&task));
}

/**
 * reprise_restore_send_finish:
 * @job: a restore
 * @result: what the callback was given
 * @error: return location for a %REPRISE_SERVICE_ERROR, a %REPRISE_RESTORE_ERROR_JOURNAL or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the service has accepted it, or may have; else nothing has begun
 */
gboolean
reprise_restore_send_finish (RepriseRestoreJob *job, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, job), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_restore_send_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
