/* SPDX-License-Identifier: GPL-3.0-or-later
 * One restore, from just before it is asked for to its verified end. */

#include "config.h"

#include "restore/reprise-restore-job.h"

struct _RepriseRestoreJob
{
  GObject parent_instance;

  RepriseJob *job;
  char *restore_id;
  char *database_id;
  char *database_title;
  char *source_database_id;
  RepriseRestoreRequest *request;
  GStrv task_ids_before;
  RepriseInstant asked_at;
  RepriseInstant ended_at;
  RepriseRestoreAnswer answer;
  RepriseTask *task;
  RepriseRestoreMatch match;
  char *task_id;
  double progress; /* as last told; -1 where it is not known */
  gboolean dismissed;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreJob, reprise_restore_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_RESULT,
  PROP_STEP,
  PROP_PROGRESS,
  PROP_TASK,
  PROP_MATCH,
  PROP_DISMISSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
state_changed_cb (RepriseRestoreJob *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
result_changed_cb (RepriseRestoreJob *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
}

static void
step_changed_cb (RepriseRestoreJob *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

static void
progress_changed_cb (RepriseRestoreJob *self)
{
  double progress =
      reprise_job_get_progress_valid (self->job) ? reprise_job_get_progress (self->job) : -1.0;

  if (progress >= self->progress && progress <= self->progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
reprise_restore_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RepriseRestoreJob *self = REPRISE_RESTORE_JOB (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, reprise_job_get_state (self->job));
      break;
    case PROP_RESULT:
      g_value_set_uint (value, reprise_job_get_result (self->job));
      break;
    case PROP_STEP:
      g_value_set_string (value, reprise_job_get_step (self->job));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;
    case PROP_MATCH:
      g_value_set_uint (value, self->match);
      break;
    case PROP_DISMISSED:
      g_value_set_boolean (value, self->dismissed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reprise_restore_job_finalize (GObject *object)
{
  RepriseRestoreJob *self = REPRISE_RESTORE_JOB (object);

  g_clear_object (&self->job);
  g_free (self->restore_id);
  g_free (self->database_id);
  g_free (self->database_title);
  g_free (self->source_database_id);
  g_clear_object (&self->request);
  g_strfreev (self->task_ids_before);
  g_clear_object (&self->task);
  g_free (self->task_id);
  G_OBJECT_CLASS (reprise_restore_job_parent_class)->finalize (object);
}

static void
reprise_restore_job_class_init (RepriseRestoreJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = reprise_restore_job_get_property;
  object_class->finalize = reprise_restore_job_finalize;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, REPRISE_JOB_N_STATES - 1, 0, flags);
  properties[PROP_RESULT] =
      g_param_spec_uint ("result", NULL, NULL, 0, REPRISE_JOB_N_RESULTS - 1, 0, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1.0, 1.0, -1.0, flags);
  properties[PROP_TASK] = g_param_spec_object ("task", NULL, NULL, REPRISE_TYPE_TASK, flags);
  properties[PROP_MATCH] =
      g_param_spec_uint ("match", NULL, NULL, 0, REPRISE_RESTORE_MATCH_OURS, 0, flags);
  properties[PROP_DISMISSED] = g_param_spec_boolean ("dismissed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_restore_job_init (RepriseRestoreJob *self)
{
  self->asked_at = REPRISE_INSTANT_NONE;
  self->ended_at = REPRISE_INSTANT_NONE;
  self->progress = -1.0;
}

static void
watch_job (RepriseRestoreJob *self)
{
  static const struct
  {
    const char *signal;
    void (*callback) (RepriseRestoreJob *self);
  } handlers[] = {
    { "notify::state", state_changed_cb },
    { "notify::result", result_changed_cb },
    { "notify::step", step_changed_cb },
    { "notify::progress", progress_changed_cb },
    { "notify::progress-valid", progress_changed_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->job,
                             handlers[i].signal,
                             G_CALLBACK (handlers[i].callback),
                             self,
                             G_CONNECT_SWAPPED);
}

/**
 * reprise_restore_job_new:
 * @intent: what the journal says, or is about to say, of what is asked for
 * @clock: what time is told by
 *
 * Returns: (transfer full): a restore that has not begun
 */
RepriseRestoreJob *
reprise_restore_job_new (const RepriseJournalRecord *intent, RepriseClock *clock)
{
  RepriseRestoreJob *self;

  g_return_val_if_fail (intent != NULL, NULL);
  g_return_val_if_fail (intent->kind == REPRISE_JOURNAL_KIND_INTENT, NULL);
  g_return_val_if_fail (REPRISE_IS_CLOCK (clock), NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_JOB, NULL);
  self->job = reprise_job_new (clock);
  self->restore_id = g_strdup (intent->restore_id);
  self->database_id = g_strdup (intent->database_id);
  self->database_title = g_strdup (intent->database_title);
  self->source_database_id = g_strdup (intent->source_database_id);
  self->request = g_object_ref (intent->request);
  self->task_ids_before = g_strdupv (intent->task_ids);
  self->asked_at = intent->time;
  watch_job (self);
  return self;
}

/**
 * reprise_restore_job_get_job:
 * @self: a restore
 *
 * Returns: (transfer none): how far it is and how it ended
 */
RepriseJob *
reprise_restore_job_get_job (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->job;
}

/**
 * reprise_restore_job_get_restore_id:
 * @self: a restore
 *
 * Returns: what it is known by in the journal
 */
const char *
reprise_restore_job_get_restore_id (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->restore_id;
}

/**
 * reprise_restore_job_get_database_id:
 * @self: a restore
 *
 * Returns: the database that is overwritten
 */
const char *
reprise_restore_job_get_database_id (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->database_id;
}

/**
 * reprise_restore_job_get_database_title:
 * @self: a restore
 *
 * Returns: (nullable): what a person called that database when it was asked for
 */
const char *
reprise_restore_job_get_database_title (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->database_title;
}

/**
 * reprise_restore_job_get_source_database_id:
 * @self: a restore
 *
 * Returns: (nullable): the database whose backups are read
 */
const char *
reprise_restore_job_get_source_database_id (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->source_database_id;
}

/**
 * reprise_restore_job_get_request:
 * @self: a restore
 *
 * Returns: (transfer none): what was asked for
 */
RepriseRestoreRequest *
reprise_restore_job_get_request (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->request;
}

/**
 * reprise_restore_job_get_task_ids_before:
 * @self: a restore
 *
 * Returns: the database's tasks that were there before it was asked for
 */
const char *const *
reprise_restore_job_get_task_ids_before (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return (const char *const *) self->task_ids_before;
}

/**
 * reprise_restore_job_get_asked_at:
 * @self: a restore
 *
 * Returns: when it was asked for, by this machine's clock
 */
RepriseInstant
reprise_restore_job_get_asked_at (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), REPRISE_INSTANT_NONE);
  return self->asked_at;
}

/**
 * reprise_restore_job_get_ended_at:
 * @self: a restore
 *
 * Returns: when its end was seen, by this machine's clock, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_restore_job_get_ended_at (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), REPRISE_INSTANT_NONE);
  return self->ended_at != REPRISE_INSTANT_NONE ? self->ended_at
                                                : reprise_job_get_finished_at (self->job);
}

/**
 * reprise_restore_job_set_ended_at:
 * @self: a restore that ended before this program was started
 * @ended_at: when the journal says that it ended
 */
void
reprise_restore_job_set_ended_at (RepriseRestoreJob *self, RepriseInstant ended_at)
{
  g_return_if_fail (REPRISE_IS_RESTORE_JOB (self));
  self->ended_at = ended_at;
}

/**
 * reprise_restore_job_is_finished:
 * @self: a restore
 *
 * Returns: whether it is over
 */
gboolean
reprise_restore_job_is_finished (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), FALSE);
  return reprise_job_get_state (self->job) == REPRISE_JOB_STATE_FINISHED;
}

/**
 * reprise_restore_job_get_answer:
 * @self: a restore
 *
 * Returns: what the service said to it
 */
RepriseRestoreAnswer
reprise_restore_job_get_answer (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), REPRISE_RESTORE_ANSWER_NONE);
  return self->answer;
}

/**
 * reprise_restore_job_set_answer:
 * @self: a restore
 * @answer: what the service said to it
 */
void
reprise_restore_job_set_answer (RepriseRestoreJob *self, RepriseRestoreAnswer answer)
{
  g_return_if_fail (REPRISE_IS_RESTORE_JOB (self));
  self->answer = answer;
}

/**
 * reprise_restore_job_get_task:
 * @self: a restore
 *
 * Returns: (transfer none) (nullable): the task that does it, or may do it, as it was last seen
 */
RepriseTask *
reprise_restore_job_get_task (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->task;
}

/* Whether a task is as it was; every answer of a service is a new object. */
static gboolean
is_same_task (RepriseTask *task, RepriseTask *other)
{
  if (task == NULL || other == NULL)
    return task == other;
  return g_strcmp0 (reprise_task_get_id (task), reprise_task_get_id (other)) == 0 &&
         g_strcmp0 (reprise_task_get_status_word (task), reprise_task_get_status_word (other)) ==
             0 &&
         g_strcmp0 (reprise_task_get_error (task), reprise_task_get_error (other)) == 0 &&
         reprise_task_get_updated_at (task) == reprise_task_get_updated_at (other) &&
         reprise_task_get_messages (task)->len == reprise_task_get_messages (other)->len;
}

/**
 * reprise_restore_job_set_task:
 * @self: a restore
 * @task: the task that does it, or may do it, as it is now
 */
void
reprise_restore_job_set_task (RepriseRestoreJob *self, RepriseTask *task)
{
  g_return_if_fail (REPRISE_IS_RESTORE_JOB (self));
  g_return_if_fail (REPRISE_IS_TASK (task));

  if (is_same_task (self->task, task))
    return;
  g_set_object (&self->task, task);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
}

/**
 * reprise_restore_job_get_match:
 * @self: a restore
 *
 * Returns: how sure it is that the task does it
 */
RepriseRestoreMatch
reprise_restore_job_get_match (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), REPRISE_RESTORE_MATCH_NONE);
  return self->match;
}

/**
 * reprise_restore_job_get_task_id:
 * @self: a restore
 *
 * Returns: (nullable): the task that does it, or may do it, whether or not it has been seen yet
 */
const char *
reprise_restore_job_get_task_id (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), NULL);
  return self->task_id;
}

/**
 * reprise_restore_job_set_match:
 * @self: a restore
 * @match: how sure it is
 * @task_id: (nullable): which task that is about
 */
void
reprise_restore_job_set_match (RepriseRestoreJob *self,
                               RepriseRestoreMatch match,
                               const char *task_id)
{
  g_return_if_fail (REPRISE_IS_RESTORE_JOB (self));

  if (g_strcmp0 (self->task_id, task_id) != 0)
    {
      g_free (self->task_id);
      self->task_id = g_strdup (task_id);
    }
  if (self->match == match)
    return;
  self->match = match;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCH]);
}

/**
 * reprise_restore_job_is_dismissed:
 * @self: a restore
 *
 * Returns: whether nobody needs to be told of it any more
 */
gboolean
reprise_restore_job_is_dismissed (RepriseRestoreJob *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_JOB (self), FALSE);
  return self->dismissed;
}

/**
 * reprise_restore_job_set_dismissed:
 * @self: a restore that is over
 *
 * Notes that nobody needs to be told of it any more; reprise_job_manager_dismiss() remembers it.
 */
void
reprise_restore_job_set_dismissed (RepriseRestoreJob *self)
{
  g_return_if_fail (REPRISE_IS_RESTORE_JOB (self));

  if (self->dismissed)
    return;
  self->dismissed = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISMISSED]);
}
