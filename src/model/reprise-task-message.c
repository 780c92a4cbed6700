/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a task said about one of its steps. */

#include "config.h"

#include "model/reprise-task-message.h"

struct _RepriseTaskMessage
{
  GObject parent_instance;

  RepriseInstant time;
  char *level;
  char *step;
  char *text;
  char *status_word;
  int progress;
};

G_DEFINE_FINAL_TYPE (RepriseTaskMessage, reprise_task_message, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TIME,
  PROP_LEVEL,
  PROP_STEP,
  PROP_TEXT,
  PROP_STATUS_WORD,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_task_message_finalize (GObject *object)
{
  RepriseTaskMessage *self = REPRISE_TASK_MESSAGE (object);

  g_free (self->level);
  g_free (self->step);
  g_free (self->text);
  g_free (self->status_word);
  G_OBJECT_CLASS (reprise_task_message_parent_class)->finalize (object);
}

static void
reprise_task_message_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  RepriseTaskMessage *self = REPRISE_TASK_MESSAGE (object);

  switch (property_id)
    {
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    case PROP_LEVEL:
      g_value_set_string (value, self->level);
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_STATUS_WORD:
      g_value_set_string (value, self->status_word);
      break;
    case PROP_PROGRESS:
      g_value_set_int (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_task_message_class_init (RepriseTaskMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_task_message_finalize;
  object_class->get_property = reprise_task_message_get_property;

  properties[PROP_TIME] =
      g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, REPRISE_INSTANT_NONE, flags);
  properties[PROP_LEVEL] = g_param_spec_string ("level", NULL, NULL, NULL, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_STATUS_WORD] = g_param_spec_string ("status-word", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_int ("progress", NULL, NULL, -1, G_MAXINT, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_task_message_init (RepriseTaskMessage *self)
{
}

/**
 * reprise_task_message_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a message of a task
 */
RepriseTaskMessage *
reprise_task_message_new (const RepriseTaskMessageFields *fields)
{
  RepriseTaskMessage *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_TASK_MESSAGE, NULL);
  self->time = fields->time;
  self->level = g_strdup (fields->level);
  self->step = g_strdup (fields->step);
  self->text = g_strdup (fields->text);
  self->status_word = g_strdup (fields->status_word);
  self->progress = fields->progress;
  return self;
}

/**
 * reprise_task_message_get_time:
 * @self: a message of a task
 *
 * Returns: when it was said, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_task_message_get_time (RepriseTaskMessage *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK_MESSAGE (self), REPRISE_INSTANT_NONE);
  return self->time;
}

/**
 * reprise_task_message_get_level:
 * @self: a message of a task
 *
 * Returns: (nullable): how serious it is, such as info or error
 */
const char *
reprise_task_message_get_level (RepriseTaskMessage *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK_MESSAGE (self), NULL);
  return self->level;
}

/**
 * reprise_task_message_get_step:
 * @self: a message of a task
 *
 * Returns: (nullable): the step it is about
 */
const char *
reprise_task_message_get_step (RepriseTaskMessage *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK_MESSAGE (self), NULL);
  return self->step;
}

/**
 * reprise_task_message_get_text:
 * @self: a message of a task
 *
 * Returns: (nullable): what was said
 */
const char *
reprise_task_message_get_text (RepriseTaskMessage *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK_MESSAGE (self), NULL);
  return self->text;
}

/**
 * reprise_task_message_get_status_word:
 * @self: a message of a task
 *
 * Returns: (nullable): the state of the step in the service's own word
 */
const char *
reprise_task_message_get_status_word (RepriseTaskMessage *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK_MESSAGE (self), NULL);
  return self->status_word;
}

/**
 * reprise_task_message_get_progress:
 * @self: a message of a task
 *
 * Returns: percent of the step, or -1
 */
int
reprise_task_message_get_progress (RepriseTaskMessage *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK_MESSAGE (self), -1);
  return self->progress;
}
