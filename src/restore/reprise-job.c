/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a piece of work has come, and how it ended. */

#include "config.h"

#include "restore/reprise-job.h"

#define LOG_LINES 50

/* What may follow what. A result of NONE goes with every state but the last. */
static const struct
{
  RepriseJobState from;
  RepriseJobState to;
  guint results_before_sending; /* bits 1 << RepriseJobResult */
  guint results_after_sending;
} transitions[] = {
  { REPRISE_JOB_STATE_QUEUED,
    REPRISE_JOB_STATE_RUNNING,
    1 << REPRISE_JOB_RESULT_NONE,
    1 << REPRISE_JOB_RESULT_NONE },
  { REPRISE_JOB_STATE_QUEUED, REPRISE_JOB_STATE_FINISHED, 1 << REPRISE_JOB_RESULT_CANCELLED, 0 },
  { REPRISE_JOB_STATE_RUNNING,
    REPRISE_JOB_STATE_FINISHED,
    1 << REPRISE_JOB_RESULT_FAILED | 1 << REPRISE_JOB_RESULT_CANCELLED,
    1 << REPRISE_JOB_RESULT_SUCCEEDED | 1 << REPRISE_JOB_RESULT_FAILED |
        1 << REPRISE_JOB_RESULT_UNKNOWN },
};

struct _RepriseJob
{
  GObject parent_instance;

  RepriseClock *clock;
  RepriseJobState state;
  RepriseJobResult result;
  gboolean sent;
  char *step;
  char *detail;
  gboolean progress_valid;
  double progress;
  RepriseInstant created_at;
  RepriseInstant started_at;
  RepriseInstant changed_at;
  RepriseInstant finished_at;
  GQueue log; /* of char *, oldest first */
};

G_DEFINE_FINAL_TYPE (RepriseJob, reprise_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_RESULT,
  PROP_STEP,
  PROP_DETAIL,
  PROP_PROGRESS_VALID,
  PROP_PROGRESS,
  PROP_CHANGED_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RepriseJob *self = REPRISE_JOB (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_RESULT:
      g_value_set_uint (value, self->result);
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_PROGRESS_VALID:
      g_value_set_boolean (value, self->progress_valid);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_CHANGED_AT:
      g_value_set_int64 (value, self->changed_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reprise_job_finalize (GObject *object)
{
  RepriseJob *self = REPRISE_JOB (object);

  g_clear_object (&self->clock);
  g_free (self->step);
  g_free (self->detail);
  g_queue_clear_full (&self->log, g_free);
  G_OBJECT_CLASS (reprise_job_parent_class)->finalize (object);
}

static void
reprise_job_class_init (RepriseJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = reprise_job_get_property;
  object_class->finalize = reprise_job_finalize;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, REPRISE_JOB_N_STATES - 1, 0, flags);
  properties[PROP_RESULT] =
      g_param_spec_uint ("result", NULL, NULL, 0, REPRISE_JOB_N_RESULTS - 1, 0, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS_VALID] =
      g_param_spec_boolean ("progress-valid", NULL, NULL, FALSE, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_CHANGED_AT] = g_param_spec_int64 ("changed-at",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    REPRISE_INSTANT_NONE,
                                                    flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_job_init (RepriseJob *self)
{
  self->started_at = REPRISE_INSTANT_NONE;
  self->finished_at = REPRISE_INSTANT_NONE;
  g_queue_init (&self->log);
}

/**
 * reprise_job_new:
 * @clock: what time is told by
 *
 * Returns: (transfer full): a job that has not begun
 */
RepriseJob *
reprise_job_new (RepriseClock *clock)
{
  RepriseJob *self;

  g_return_val_if_fail (REPRISE_IS_CLOCK (clock), NULL);

  self = g_object_new (REPRISE_TYPE_JOB, NULL);
  self->clock = g_object_ref (clock);
  self->created_at = reprise_clock_get_now (clock);
  self->changed_at = self->created_at;
  return self;
}

/**
 * reprise_job_may_move:
 * @from: a state
 * @to: the state after it
 * @result: the result that comes with @to
 * @sent: whether anything was asked of the service, or may have been
 *
 * What was asked for cannot be cancelled, and what was not asked for is not unknown.
 *
 * Returns: whether a job may go from one to the other like that
 */
gboolean
reprise_job_may_move (RepriseJobState from,
                      RepriseJobState to,
                      RepriseJobResult result,
                      gboolean sent)
{
  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (transitions[i].from == from && transitions[i].to == to)
      return ((sent ? transitions[i].results_after_sending
                    : transitions[i].results_before_sending) &
              1u << result) != 0;
  return FALSE;
}

static void
note_change (RepriseJob *self)
{
  RepriseInstant now = reprise_clock_get_now (self->clock);

  if (now == self->changed_at)
    return;
  self->changed_at = now;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED_AT]);
}

static gboolean
move (RepriseJob *self, RepriseJobState to, RepriseJobResult result)
{
  if (!reprise_job_may_move (self->state, to, result, self->sent))
    {
      g_critical ("A job must not go from %u to %u with %u", self->state, to, result);
      return FALSE;
    }
  self->state = to;
  note_change (self);
  return TRUE;
}

/**
 * reprise_job_start:
 * @self: a job that has not begun
 *
 * Returns: whether it runs now; %FALSE, with a critical warning, where it must not
 */
gboolean
reprise_job_start (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), FALSE);

  if (!move (self, REPRISE_JOB_STATE_RUNNING, REPRISE_JOB_RESULT_NONE))
    return FALSE;
  self->started_at = self->changed_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  return TRUE;
}

/**
 * reprise_job_finish:
 * @self: a job
 * @result: how it ended
 * @detail: (nullable): the same in words
 *
 * Returns: whether it is over now; %FALSE, with a critical warning, where it must not end like that
 */
gboolean
reprise_job_finish (RepriseJob *self, RepriseJobResult result, const char *detail)
{
  g_autofree char *previous = NULL;

  g_return_val_if_fail (REPRISE_IS_JOB (self), FALSE);

  if (!move (self, REPRISE_JOB_STATE_FINISHED, result))
    return FALSE;
  self->result = result;
  self->finished_at = self->changed_at;
  previous = g_steal_pointer (&self->detail);
  self->detail = g_strdup (detail);
  /* Whoever is told that it is over finds the result in place. */
  if (g_strcmp0 (previous, detail) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  return TRUE;
}

/**
 * reprise_job_set_sent:
 * @self: a job
 *
 * Notes that something was asked of the service, or may have been.
 */
void
reprise_job_set_sent (RepriseJob *self)
{
  g_return_if_fail (REPRISE_IS_JOB (self));
  self->sent = TRUE;
}

/**
 * reprise_job_set_step:
 * @self: a job
 * @step: (nullable): what it is doing, for people
 */
void
reprise_job_set_step (RepriseJob *self, const char *step)
{
  g_return_if_fail (REPRISE_IS_JOB (self));

  if (g_strcmp0 (self->step, step) == 0)
    return;
  g_free (self->step);
  self->step = g_strdup (step);
  note_change (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

static void
change_progress (RepriseJob *self, gboolean valid, double progress)
{
  gboolean valid_changed = self->progress_valid != valid;
  gboolean progress_changed = self->progress < progress || self->progress > progress;

  if (!valid_changed && !progress_changed)
    return;
  self->progress_valid = valid;
  self->progress = progress;
  note_change (self);
  if (valid_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS_VALID]);
  if (progress_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * reprise_job_set_progress:
 * @self: a job
 * @progress: how much is done, from 0 to 1
 */
void
reprise_job_set_progress (RepriseJob *self, double progress)
{
  g_return_if_fail (REPRISE_IS_JOB (self));
  change_progress (self, TRUE, CLAMP (progress, 0.0, 1.0));
}

/**
 * reprise_job_clear_progress:
 * @self: a job
 *
 * Notes that nobody knows how much is done, which differs from nothing.
 */
void
reprise_job_clear_progress (RepriseJob *self)
{
  g_return_if_fail (REPRISE_IS_JOB (self));
  change_progress (self, FALSE, 0.0);
}

/**
 * reprise_job_add_log_line:
 * @self: a job
 * @line: what happened, without a secret
 *
 * Keeps the last lines only.
 */
void
reprise_job_add_log_line (RepriseJob *self, const char *line)
{
  g_return_if_fail (REPRISE_IS_JOB (self));
  g_return_if_fail (line != NULL);

  g_queue_push_tail (&self->log, g_strdup (line));
  if (g_queue_get_length (&self->log) > LOG_LINES)
    g_free (g_queue_pop_head (&self->log));
  note_change (self);
}

/**
 * reprise_job_get_state:
 * @self: a job
 *
 * Returns: where it is
 */
RepriseJobState
reprise_job_get_state (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), REPRISE_JOB_STATE_QUEUED);
  return self->state;
}

/**
 * reprise_job_get_result:
 * @self: a job
 *
 * Returns: how it ended
 */
RepriseJobResult
reprise_job_get_result (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), REPRISE_JOB_RESULT_NONE);
  return self->result;
}

/**
 * reprise_job_get_sent:
 * @self: a job
 *
 * Returns: whether anything was asked of the service, or may have been
 */
gboolean
reprise_job_get_sent (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), FALSE);
  return self->sent;
}

/**
 * reprise_job_get_step:
 * @self: a job
 *
 * Returns: (nullable): what it is doing, for people
 */
const char *
reprise_job_get_step (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), NULL);
  return self->step;
}

/**
 * reprise_job_get_detail:
 * @self: a job
 *
 * Returns: (nullable): how it ended, in words
 */
const char *
reprise_job_get_detail (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), NULL);
  return self->detail;
}

/**
 * reprise_job_get_progress_valid:
 * @self: a job
 *
 * Returns: whether it is known how much is done
 */
gboolean
reprise_job_get_progress_valid (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), FALSE);
  return self->progress_valid;
}

/**
 * reprise_job_get_progress:
 * @self: a job
 *
 * Returns: how much is done, from 0 to 1, where that is known
 */
double
reprise_job_get_progress (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), 0.0);
  return self->progress;
}

/**
 * reprise_job_get_created_at:
 * @self: a job
 *
 * Returns: when it was made
 */
RepriseInstant
reprise_job_get_created_at (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), REPRISE_INSTANT_NONE);
  return self->created_at;
}

/**
 * reprise_job_get_started_at:
 * @self: a job
 *
 * Returns: when it began, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_job_get_started_at (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), REPRISE_INSTANT_NONE);
  return self->started_at;
}

/**
 * reprise_job_get_changed_at:
 * @self: a job
 *
 * Returns: when anything last changed, so that slow can be told from stuck
 */
RepriseInstant
reprise_job_get_changed_at (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), REPRISE_INSTANT_NONE);
  return self->changed_at;
}

/**
 * reprise_job_get_finished_at:
 * @self: a job
 *
 * Returns: when it was over, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_job_get_finished_at (RepriseJob *self)
{
  g_return_val_if_fail (REPRISE_IS_JOB (self), REPRISE_INSTANT_NONE);
  return self->finished_at;
}

/**
 * reprise_job_dup_log:
 * @self: a job
 *
 * Returns: (transfer full): the last of what happened, oldest first
 */
char **
reprise_job_dup_log (RepriseJob *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (REPRISE_IS_JOB (self), NULL);
  for (GList *line = self->log.head; line != NULL; line = line->next)
    g_strv_builder_add (builder, line->data);
  return g_strv_builder_end (builder);
}

/**
 * reprise_job_result_to_word:
 * @result: how a job ended
 *
 * Returns: (nullable): the same as a word for files; %NULL where it is not over
 */
const char *
reprise_job_result_to_word (RepriseJobResult result)
{
  switch (result)
    {
    case REPRISE_JOB_RESULT_SUCCEEDED:
      return "succeeded";
    case REPRISE_JOB_RESULT_FAILED:
      return "failed";
    case REPRISE_JOB_RESULT_CANCELLED:
      return "cancelled";
    case REPRISE_JOB_RESULT_UNKNOWN:
      return "unknown";
    case REPRISE_JOB_RESULT_NONE:
    default:
      return NULL;
    }
}

/**
 * reprise_job_result_from_word:
 * @word: (nullable): a word from a file
 *
 * Returns: how a job ended; where in doubt, that nobody knows
 */
RepriseJobResult
reprise_job_result_from_word (const char *word)
{
  for (guint i = REPRISE_JOB_RESULT_SUCCEEDED; i < REPRISE_JOB_N_RESULTS; i++)
    if (g_strcmp0 (word, reprise_job_result_to_word (i)) == 0)
      return i;
  return REPRISE_JOB_RESULT_UNKNOWN;
}
