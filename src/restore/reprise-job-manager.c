/* SPDX-License-Identifier: GPL-3.0-or-later
 * The restores that were asked for of one service.
 *
 * A restore lives as long as its line in the journal: what another process of ours has begun, or
 * one that was killed, is found there and followed here too. */

#include "config.h"

#include "restore/reprise-job-manager-private.h"

#include "restore/reprise-journal-notes.h"
#include "restore/reprise-restore-follow.h"
#include "restore/reprise-restore-revival.h"

enum
{
  PROP_0,
  PROP_N_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseJobManager,
                               reprise_job_manager,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static RepriseRestoreJob *
get_job (RepriseJobManager *self, guint position)
{
  return g_ptr_array_index (self->jobs, position);
}

static void
count_running (RepriseJobManager *self)
{
  guint n_running = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    n_running += !reprise_restore_job_is_finished (get_job (self, i));
  if (n_running == self->n_running)
    return;
  self->n_running = n_running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RUNNING]);
}

static void
insert (RepriseJobManager *self, RepriseRestoreJob *job)
{
  guint position = 0;

  while (position < self->jobs->len && reprise_restore_job_get_asked_at (get_job (self, position)) >
                                           reprise_restore_job_get_asked_at (job))
    position++;
  g_ptr_array_insert (self->jobs, (int) position, g_object_ref (job));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  count_running (self);
}

static void
take_out (RepriseJobManager *self, RepriseRestoreJob *job)
{
  guint position;

  if (!g_ptr_array_find (self->jobs, job, &position))
    return;
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  count_running (self);
}

static void
stop_following (RepriseJobManager *self, RepriseRestoreJob *job)
{
  for (guint i = 0; i < self->follows->len; i++)
    if (reprise_restore_follow_get_job (g_ptr_array_index (self->follows, i)) == job)
      {
        g_ptr_array_remove_index (self->follows, i);
        return;
      }
}

/* It is listed as soon as it runs, and whoever is told that it is over finds it counted. */
static void
job_changed_cb (RepriseRestoreJob *job, GParamSpec *pspec, RepriseJobManager *self)
{
  if (reprise_restore_job_is_finished (job))
    stop_following (self, job);
  else if (!g_ptr_array_find (self->jobs, job, NULL))
    insert (self, job);
  count_running (self);
}

/* Lists a restore, now or as soon as it has begun; the journal is not asked about it again. */
void
reprise_job_manager_add (RepriseJobManager *self, RepriseRestoreJob *job)
{
  g_hash_table_add (self->known, g_strdup (reprise_restore_job_get_restore_id (job)));
  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_changed_cb), self, 0);
  if (reprise_job_get_state (reprise_restore_job_get_job (job)) != REPRISE_JOB_STATE_QUEUED)
    insert (self, job);
}

/* Follows a restore that runs until it is over. */
void
reprise_job_manager_follow (RepriseJobManager *self, RepriseRestoreJob *job)
{
  RepriseRestoreFollow *follow =
      reprise_restore_follow_new (job, self->backend, self->journal, self->clock);

  g_ptr_array_add (self->follows, follow);
  reprise_restore_follow_start (follow);
}

static void
dismissal_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreJob) job = user_data;
  g_autoptr (GError) error = NULL;

  if (!reprise_journal_append_finish (REPRISE_JOURNAL (source), result, &error))
    reprise_job_add_log_line (reprise_restore_job_get_job (job), error->message);
}

static void
note_dismissal (RepriseJobManager *self, RepriseRestoreJob *job)
{
  g_autoptr (RepriseJournalRecord) record =
                 reprise_journal_note (REPRISE_JOURNAL_KIND_DISMISSED,
                                       reprise_restore_job_get_restore_id (job),
                                       reprise_clock_get_now (self->clock),
                                       NULL,
                                       NULL);

  reprise_journal_append_async (self->journal,
                                record,
                                NULL,
                                dismissal_noted_cb,
                                g_object_ref (job));
}

static void
get_task_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreJob) job = user_data;
  g_autoptr (RepriseTask) task = NULL;
  g_autoptr (GError) error = NULL;

  if (!reprise_backend_get_task_finish (REPRISE_BACKEND (source), result, &task, &error))
    g_debug ("%s", error->message);
  else if (task != NULL)
    reprise_restore_job_set_task (job, task);
}

/* What its steps were, if the service still knows. */
static void
show_task (RepriseJobManager *self, RepriseRestoreJob *job)
{
  const char *task_id = reprise_restore_job_get_task_id (job);

  if (task_id != NULL)
    reprise_backend_get_task_async (self->backend,
                                    task_id,
                                    self->cancellable,
                                    get_task_cb,
                                    g_object_ref (job));
}

static void
adopt (RepriseJobManager *self, const RepriseJournalEntry *entry)
{
  g_autoptr (RepriseRestoreJob) job = reprise_restore_job_new_from_entry (entry, self->clock);

  reprise_job_manager_add (self, job);
  if (reprise_restore_job_is_finished (job))
    show_task (self, job);
  else
    reprise_job_manager_follow (self, job);
}

/* Another account of the same service knows nothing of the restore, and would take it for lost. */
static gboolean
is_of_account (RepriseJobManager *self, const RepriseJournalRecord *intent)
{
  const char *client_id = reprise_backend_get_client_id (self->backend);

  if (g_strcmp0 (intent->address, reprise_backend_get_address (self->backend)) != 0)
    return FALSE;
  return client_id == NULL || intent->client_id == NULL ||
         g_str_equal (client_id, intent->client_id);
}

static void
adopt_all (RepriseJobManager *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const RepriseJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->dismissed == NULL && is_of_account (self, entry->intent) &&
          !g_hash_table_contains (self->known, entry->intent->restore_id))
        adopt (self, entry);
    }
}

static GType
get_item_type (GListModel *model)
{
  return REPRISE_TYPE_RESTORE_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return REPRISE_JOB_MANAGER (model)->jobs->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RepriseJobManager *self = REPRISE_JOB_MANAGER (model);

  return position < self->jobs->len ? g_object_ref (get_job (self, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
reprise_job_manager_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RepriseJobManager *self = REPRISE_JOB_MANAGER (object);

  switch (id)
    {
    case PROP_N_RUNNING:
      g_value_set_uint (value, self->n_running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reprise_job_manager_dispose (GObject *object)
{
  RepriseJobManager *self = REPRISE_JOB_MANAGER (object);

  g_ptr_array_set_size (self->follows, 0);
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (reprise_job_manager_parent_class)->dispose (object);
}

static void
reprise_job_manager_finalize (GObject *object)
{
  RepriseJobManager *self = REPRISE_JOB_MANAGER (object);

  g_ptr_array_unref (self->jobs);
  g_ptr_array_unref (self->follows);
  g_ptr_array_unref (self->problems);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->submitting);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->backend);
  g_clear_object (&self->journal);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (reprise_job_manager_parent_class)->finalize (object);
}

static void
reprise_job_manager_class_init (RepriseJobManagerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_job_manager_get_property;
  object_class->dispose = reprise_job_manager_dispose;
  object_class->finalize = reprise_job_manager_finalize;

  properties[PROP_N_RUNNING] =
      g_param_spec_uint ("n-running",
                         NULL,
                         NULL,
                         0,
                         G_MAXUINT,
                         0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_job_manager_init (RepriseJobManager *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->follows = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->submitting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * reprise_job_manager_new:
 * @backend: the service
 * @journal: where what is asked for is written down, for any number of services and processes
 * @clock: what time is told by
 *
 * Returns: (transfer full): a #GListModel of #RepriseRestoreJob, newest first, that knows of none
 *   before reprise_job_manager_load_async()
 */
RepriseJobManager *
reprise_job_manager_new (RepriseBackend *backend, RepriseJournal *journal, RepriseClock *clock)
{
  RepriseJobManager *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (REPRISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (REPRISE_IS_CLOCK (clock), NULL);

  self = g_object_new (REPRISE_TYPE_JOB_MANAGER, NULL);
  self->backend = g_object_ref (backend);
  self->journal = g_object_ref (journal);
  self->clock = g_object_ref (clock);
  return self;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseJobManager *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) entries =
                 reprise_journal_read_finish (REPRISE_JOURNAL (source), result, &problems, &error);

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = g_steal_pointer (&problems);
  adopt_all (self, entries);
  g_task_return_boolean (task, TRUE);
}

/**
 * reprise_job_manager_load_async:
 * @self: a manager
 * @cancellable: (nullable): to stop
 * @callback: called when the journal is read
 * @user_data: given to @callback
 *
 * Reads what the journal tells of this service. What has no end there goes on being followed; what
 * has one and was not dismissed is listed.
 */
void
reprise_job_manager_load_async (RepriseJobManager *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REPRISE_IS_JOB_MANAGER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_job_manager_load_async);
  reprise_journal_read_async (self->journal, cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * reprise_job_manager_load_finish:
 * @self: a manager
 * @result: what the callback was given
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: whether the journal could be read
 */
gboolean
reprise_job_manager_load_finish (RepriseJobManager *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_job_manager_load_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_job_manager_get_problems:
 * @self: a manager
 *
 * Returns: (transfer none) (element-type utf8): which lines of the journal could not be read when
 *   it was last read, and why; a restore that one of them tells of is not known here
 */
GPtrArray *
reprise_job_manager_get_problems (RepriseJobManager *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB_MANAGER (self), NULL);
  return self->problems;
}

/**
 * reprise_job_manager_find:
 * @self: a manager
 * @database_id: a database
 *
 * Returns: (transfer none) (nullable): the restore of it that runs, whatever the clock said when it
 *   was asked for, else the newest one that was not dismissed
 */
RepriseRestoreJob *
reprise_job_manager_find (RepriseJobManager *self, const char *database_id)
{
  RepriseRestoreJob *newest = NULL;

  g_return_val_if_fail (REPRISE_IS_JOB_MANAGER (self), NULL);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      RepriseRestoreJob *job = get_job (self, i);

      if (g_strcmp0 (reprise_restore_job_get_database_id (job), database_id) != 0)
        continue;
      if (!reprise_restore_job_is_finished (job))
        return job;
      if (newest == NULL)
        newest = job;
    }
  return newest;
}

/* Lists a restore no more, now and later. */
void
reprise_job_manager_drop (RepriseJobManager *self, RepriseRestoreJob *job)
{
  reprise_restore_job_set_dismissed (job);
  note_dismissal (self, job);
  take_out (self, job);
}

/**
 * reprise_job_manager_dismiss:
 * @self: a manager
 * @job: one of its restores, which is over
 *
 * Lists it no more, now and later, nor any that ended before it in the same database.
 */
void
reprise_job_manager_dismiss (RepriseJobManager *self, RepriseRestoreJob *job)
{
  const char *database_id;
  guint position;

  g_return_if_fail (REPRISE_IS_JOB_MANAGER (self));
  g_return_if_fail (REPRISE_IS_RESTORE_JOB (job));
  g_return_if_fail (reprise_restore_job_is_finished (job));

  if (!g_ptr_array_find (self->jobs, job, &position))
    return;
  database_id = reprise_restore_job_get_database_id (job);
  for (guint i = self->jobs->len; i > position + 1; i--)
    {
      RepriseRestoreJob *older = get_job (self, i - 1);

      if (g_strcmp0 (reprise_restore_job_get_database_id (older), database_id) == 0 &&
          reprise_restore_job_is_finished (older))
        reprise_job_manager_drop (self, older);
    }
  reprise_job_manager_drop (self, job);
}

/**
 * reprise_job_manager_get_n_running:
 * @self: a manager
 *
 * Returns: how many of its restores have not ended
 */
guint
reprise_job_manager_get_n_running (RepriseJobManager *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB_MANAGER (self), 0);
  return self->n_running;
}
