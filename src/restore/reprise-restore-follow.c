/* SPDX-License-Identifier: GPL-3.0-or-later
 * Follows a restore that was asked for until it is known how it ended.
 *
 * It looks every few seconds and never asks for anything. A look that fails is no end: it is looked
 * again, more and more rarely. Any number of these may follow one restore. */

#include "config.h"

#include "restore/reprise-restore-follow.h"

#include "base/reprise-weak.h"
#include "restore/reprise-journal-notes.h"
#include "restore/reprise-restore-evidence.h"
#include "restore/reprise-restore-revival.h"

#include <glib/gi18n-lib.h>

#define LOOK_USEC (5 * G_USEC_PER_SEC)
#define LONGEST_WAIT_USEC (60 * G_USEC_PER_SEC)
#define MINUTE_USEC (60 * G_USEC_PER_SEC)

struct _RepriseRestoreFollow
{
  GObject parent_instance;

  RepriseRestoreJob *job;
  RepriseBackend *backend;
  RepriseJournal *journal;
  RepriseClock *clock;
  GCancellable *cancellable;
  GSource *timer;

  gint64 waited_usec; /* before the look that is going on */
  gint64 quiet_usec;  /* for how long nothing has been going on, as far as was seen */
  int quiet_status;   /* what the database read meanwhile, as a RepriseStatus; -1 for none */
  guint n_failures;   /* looks that failed, without one in between that did not */
  char *problem;      /* why the last of them failed */
  guint n_messages;   /* of the task, that are in the log */

  char *doubt;             /* while the journal is asked whether it knows better */
  RepriseJobResult result; /* while it is being written down */
  char *detail;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreFollow, reprise_restore_follow, G_TYPE_OBJECT)

static void wait_and_look (RepriseRestoreFollow *self);

static RepriseJob *
get_inner (RepriseRestoreFollow *self)
{
  return reprise_restore_job_get_job (self->job);
}

static RepriseRestoreEvidence
collect_evidence (RepriseRestoreFollow *self, RepriseDatabase *database)
{
  return (RepriseRestoreEvidence){
    .answer = reprise_restore_job_get_answer (self->job),
    .match = reprise_restore_job_get_match (self->job),
    .task = reprise_restore_job_get_task (self->job),
    .database = database,
  };
}

static void
tell_step (RepriseRestoreFollow *self)
{
  const RepriseRestoreEvidence evidence = collect_evidence (self, NULL);
  g_autofree char *step = reprise_restore_evidence_describe_step (&evidence);
  int progress = reprise_restore_evidence_get_progress (&evidence);

  reprise_job_set_step (get_inner (self), step);
  if (progress < 0)
    reprise_job_clear_progress (get_inner (self));
  else
    reprise_job_set_progress (get_inner (self), progress / 100.0);
}

static void
tell_messages (RepriseRestoreFollow *self, RepriseTask *task)
{
  GPtrArray *messages = reprise_task_get_messages (task);

  for (; self->n_messages < messages->len; self->n_messages++)
    {
      RepriseTaskMessage *message = g_ptr_array_index (messages, self->n_messages);

      if (reprise_task_message_get_text (message) != NULL)
        reprise_job_add_log_line (get_inner (self), reprise_task_message_get_text (message));
    }
}

/* The same reason is not told again and again. */
static void
look_failed (RepriseRestoreFollow *self, const GError *error)
{
  self->n_failures++;
  self->quiet_usec = 0;
  if (g_strcmp0 (self->problem, error->message) != 0)
    {
      g_free (self->problem);
      self->problem = g_strdup (error->message);
      reprise_job_add_log_line (get_inner (self), error->message);
    }
  reprise_job_set_step (get_inner (self), _ ("The service cannot be read; asking again"));
  wait_and_look (self);
}

static void
look_succeeded (RepriseRestoreFollow *self)
{
  self->n_failures = 0;
  g_clear_pointer (&self->problem, g_free);
  tell_step (self);
}

static void
finish (RepriseRestoreFollow *self, RepriseJobResult result, const char *detail)
{
  reprise_job_clear_progress (get_inner (self));
  reprise_job_set_step (get_inner (self), NULL);
  reprise_job_finish (get_inner (self), result, detail);
}

static void
outcome_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreFollow) self = reprise_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean noted = reprise_journal_append_finish (REPRISE_JOURNAL (source), result, &error);

  if (self == NULL)
    return;
  if (!noted)
    reprise_job_add_log_line (get_inner (self), error->message);
  finish (self, self->result, self->detail);
}

/* detail: (transfer full) */
static void
conclude (RepriseRestoreFollow *self, RepriseJobResult result, char *detail)
{
  g_autoptr (RepriseJournalRecord) record =
                 reprise_journal_note (REPRISE_JOURNAL_KIND_OUTCOME,
                                       reprise_restore_job_get_restore_id (self->job),
                                       reprise_clock_get_now (self->clock),
                                       reprise_job_result_to_word (result),
                                       detail);

  self->result = result;
  self->detail = detail;
  record->task_id = g_strdup (reprise_restore_job_get_task_id (self->job));
  reprise_journal_append_async (self->journal,
                                record,
                                NULL,
                                outcome_noted_cb,
                                reprise_weak_new (self));
}

/* How long it may be quiet before it is given up: longer where a task is known to be, or a word
 * that is not known may mean work. */
static gint64
get_patience_usec (RepriseRestoreFollow *self, int status)
{
  const RepriseRestoreEvidence evidence = collect_evidence (self, NULL);

  if (status == REPRISE_STATUS_UNKNOWN || reprise_restore_evidence_expects_task (&evidence))
    return REPRISE_RESTORE_LONG_QUIET_MINUTES * MINUTE_USEC;
  return REPRISE_RESTORE_QUIET_MINUTES * MINUTE_USEC;
}

/* What is counted is the time between looks, so that a clock that is set makes no difference. */
static gboolean
has_been_quiet (RepriseRestoreFollow *self, int status)
{
  if (status == REPRISE_STATUS_WORKING || status != self->quiet_status)
    self->quiet_usec = 0;
  else
    self->quiet_usec += self->waited_usec;
  self->quiet_status = status;
  return self->quiet_usec >= get_patience_usec (self, status);
}

/* Another process may have asked, and may have heard meanwhile what is not known here. */
static gboolean
learn_from_others (RepriseRestoreFollow *self, const RepriseJournalEntry *entry)
{
  const RepriseJournalRecord *last = NULL;
  RepriseJobResult result;

  if (reprise_journal_entry_is_over (entry))
    {
      result = reprise_journal_entry_get_end (entry, &last);
      finish (self, result, last->text);
      return TRUE;
    }
  if (entry->answer == NULL || reprise_restore_answer_from_word (entry->answer->word) ==
                                   reprise_restore_job_get_answer (self->job))
    return FALSE;
  reprise_restore_job_set_answer (self->job,
                                  reprise_restore_answer_from_word (entry->answer->word));
  wait_and_look (self);
  return TRUE;
}

static void
read_journal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreFollow) self = reprise_weak_take (user_data);
  g_autoptr (GPtrArray) entries =
                 reprise_journal_read_finish (REPRISE_JOURNAL (source), result, NULL, NULL);
  const RepriseJournalEntry *entry = NULL;

  if (self == NULL)
    return;
  if (entries != NULL)
    entry = reprise_journal_entries_find (entries, reprise_restore_job_get_restore_id (self->job));
  if (entry == NULL || !learn_from_others (self, entry))
    conclude (self, REPRISE_JOB_RESULT_UNKNOWN, g_steal_pointer (&self->doubt));
}

/* doubt: (transfer full) */
static void
give_up (RepriseRestoreFollow *self, char *doubt)
{
  g_free (self->doubt);
  self->doubt = doubt;
  reprise_journal_read_async (self->journal, NULL, read_journal_cb, reprise_weak_new (self));
}

/* database: (nullable): NULL where the service knows it no more. */
static void
weigh (RepriseRestoreFollow *self, RepriseDatabase *database)
{
  const RepriseRestoreEvidence evidence = collect_evidence (self, database);
  int status =
      database == NULL ? REPRISE_STATUS_UNKNOWN : (int) reprise_database_get_status (database);
  g_autofree char *detail = NULL;
  RepriseJobResult result = reprise_restore_evidence_judge (&evidence, &detail);

  look_succeeded (self);
  if (result != REPRISE_JOB_RESULT_NONE)
    conclude (self, result, g_steal_pointer (&detail));
  else if (has_been_quiet (self, status))
    give_up (self, reprise_restore_evidence_describe_doubt (&evidence));
  else
    wait_and_look (self);
}

/* A task that failed has failed, whether or not the database can be read. */
static void
get_database_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreFollow) self = reprise_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseDatabase) database =
                 reprise_backend_get_database_finish (REPRISE_BACKEND (source), result, &error);
  RepriseRestoreEvidence evidence;
  g_autofree char *detail = NULL;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  evidence = collect_evidence (self, NULL);
  if (database != NULL ||
      g_error_matches (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_NOT_FOUND) ||
      reprise_restore_evidence_judge (&evidence, &detail) != REPRISE_JOB_RESULT_NONE)
    weigh (self, database);
  else
    look_failed (self, error);
}

static void
look_at_database (RepriseRestoreFollow *self)
{
  reprise_backend_get_database_async (self->backend,
                                      reprise_restore_job_get_database_id (self->job),
                                      self->cancellable,
                                      get_database_cb,
                                      reprise_weak_new (self));
}

/* While a task runs there is nothing else to look at. */
static void
go_on (RepriseRestoreFollow *self)
{
  RepriseTask *task = reprise_restore_job_get_task (self->job);

  if (task == NULL || reprise_task_has_ended (task))
    {
      look_at_database (self);
      return;
    }
  self->quiet_usec = 0;
  look_succeeded (self);
  wait_and_look (self);
}

static void
task_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreFollow) self = reprise_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean noted = reprise_journal_append_finish (REPRISE_JOURNAL (source), result, &error);

  if (self == NULL)
    return;
  if (!noted)
    reprise_job_add_log_line (get_inner (self), error->message);
  go_on (self);
}

static void
note_task (RepriseRestoreFollow *self)
{
  RepriseRestoreMatch match = reprise_restore_job_get_match (self->job);
  g_autoptr (RepriseJournalRecord) record =
                 reprise_journal_note (REPRISE_JOURNAL_KIND_TASK,
                                       reprise_restore_job_get_restore_id (self->job),
                                       reprise_clock_get_now (self->clock),
                                       reprise_restore_match_to_word (match),
                                       NULL);

  record->task_id = g_strdup (reprise_restore_job_get_task_id (self->job));
  reprise_journal_append_async (self->journal,
                                record,
                                NULL,
                                task_noted_cb,
                                reprise_weak_new (self));
}

static void
take_task (RepriseRestoreFollow *self, RepriseRestoreMatch match, RepriseTask *task)
{
  const char *id = reprise_task_get_id (task);
  gboolean is_other = g_strcmp0 (id, reprise_restore_job_get_task_id (self->job)) != 0;
  gboolean is_news = is_other || match != reprise_restore_job_get_match (self->job);

  if (is_other)
    self->n_messages = 0;
  tell_messages (self, task);
  reprise_restore_job_set_match (self->job, match, id);
  reprise_restore_job_set_task (self->job, task);
  if (is_news)
    note_task (self);
  else
    go_on (self);
}

static void
list_tasks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreFollow) self = reprise_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks =
                 reprise_backend_list_tasks_finish (REPRISE_BACKEND (source), result, NULL, &error);
  g_autoptr (RepriseTask) task = NULL;
  RepriseRestoreMatch match;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (tasks == NULL)
    {
      look_failed (self, error);
      return;
    }
  match = reprise_restore_match_find (tasks,
                                      reprise_restore_job_get_task_ids_before (self->job),
                                      reprise_restore_job_get_request (self->job),
                                      reprise_restore_job_get_answer (self->job) ==
                                          REPRISE_RESTORE_ANSWER_ACCEPTED,
                                      &task);
  if (task != NULL)
    take_task (self, match, task);
  else
    look_at_database (self);
}

/* A service that does not know the task may only not show it yet. */
static void
get_task_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreFollow) self = reprise_weak_take (user_data);
  g_autoptr (RepriseTask) task = NULL;
  g_autoptr (GError) error = NULL;
  gboolean answered =
      reprise_backend_get_task_finish (REPRISE_BACKEND (source), result, &task, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!answered)
    look_failed (self, error);
  else if (task != NULL)
    take_task (self, REPRISE_RESTORE_MATCH_OURS, task);
  else
    look_at_database (self);
}

static gboolean
knows_task (RepriseRestoreFollow *self)
{
  return reprise_restore_job_get_match (self->job) == REPRISE_RESTORE_MATCH_OURS &&
         reprise_restore_job_get_task_id (self->job) != NULL;
}

static void
look (RepriseRestoreFollow *self)
{
  if (knows_task (self))
    reprise_backend_get_task_async (self->backend,
                                    reprise_restore_job_get_task_id (self->job),
                                    self->cancellable,
                                    get_task_cb,
                                    reprise_weak_new (self));
  else
    reprise_backend_list_tasks_async (self->backend,
                                      reprise_restore_job_get_database_id (self->job),
                                      0,
                                      self->cancellable,
                                      list_tasks_cb,
                                      reprise_weak_new (self));
}

static gboolean
waited_cb (gpointer user_data)
{
  RepriseRestoreFollow *self = user_data;

  reprise_clear_timer (&self->timer);
  look (self);
  return G_SOURCE_REMOVE;
}

static void
wait_and_look (RepriseRestoreFollow *self)
{
  gint64 delay_usec = LOOK_USEC << MIN (self->n_failures, 4);

  self->waited_usec = MIN (delay_usec, LONGEST_WAIT_USEC);
  reprise_clear_timer (&self->timer);
  self->timer = reprise_clock_start_timer (self->clock, self->waited_usec, waited_cb, self);
}

static void
reprise_restore_follow_dispose (GObject *object)
{
  RepriseRestoreFollow *self = REPRISE_RESTORE_FOLLOW (object);

  reprise_clear_timer (&self->timer);
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (reprise_restore_follow_parent_class)->dispose (object);
}

static void
reprise_restore_follow_finalize (GObject *object)
{
  RepriseRestoreFollow *self = REPRISE_RESTORE_FOLLOW (object);

  g_clear_object (&self->job);
  g_clear_object (&self->backend);
  g_clear_object (&self->journal);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_free (self->problem);
  g_free (self->doubt);
  g_free (self->detail);
  G_OBJECT_CLASS (reprise_restore_follow_parent_class)->finalize (object);
}

static void
reprise_restore_follow_class_init (RepriseRestoreFollowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_restore_follow_dispose;
  object_class->finalize = reprise_restore_follow_finalize;
}

static void
reprise_restore_follow_init (RepriseRestoreFollow *self)
{
  self->cancellable = g_cancellable_new ();
  self->quiet_status = -1;
}

/**
 * reprise_restore_follow_new:
 * @job: a restore that runs: the service was asked, or may have been
 * @backend: the service
 * @journal: what is told of it
 * @clock: what time is told by
 *
 * Returns: (transfer full): what will follow it
 */
RepriseRestoreFollow *
reprise_restore_follow_new (RepriseRestoreJob *job,
                            RepriseBackend *backend,
                            RepriseJournal *journal,
                            RepriseClock *clock)
{
  RepriseRestoreFollow *self;

  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (job), NULL);
  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (REPRISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (REPRISE_IS_CLOCK (clock), NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_FOLLOW, NULL);
  self->job = g_object_ref (job);
  self->backend = g_object_ref (backend);
  self->journal = g_object_ref (journal);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * reprise_restore_follow_get_job:
 * @self: what follows a restore
 *
 * Returns: (transfer none): the restore
 */
RepriseRestoreJob *
reprise_restore_follow_get_job (RepriseRestoreFollow *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FOLLOW (self), NULL);
  return self->job;
}

/**
 * reprise_restore_follow_start:
 * @self: what follows a restore
 *
 * Looks for the first time, then again and again until the restore is over.
 */
void
reprise_restore_follow_start (RepriseRestoreFollow *self)
{
  g_return_if_fail (REPRISE_IS_RESTORE_FOLLOW (self));

  tell_step (self);
  look (self);
}
