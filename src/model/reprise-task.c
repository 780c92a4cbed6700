/* SPDX-License-Identifier: GPL-3.0-or-later
 * Work that a service does or did. */

#include "config.h"

#include "model/reprise-task.h"

#include "base/reprise-objects.h"

struct _RepriseTask
{
  GObject parent_instance;

  char *id;
  char *name;
  char *status_word;
  char *subject_kind;
  char *subject_id;
  RepriseInstant created_at;
  RepriseInstant updated_at;
  char *error;
  RepriseRestoreRequest *request;
  GPtrArray *messages;
};

G_DEFINE_FINAL_TYPE (RepriseTask, reprise_task, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STATUS_WORD,
  PROP_CREATED_AT,
  PROP_UPDATED_AT,
  PROP_ERROR,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_task_finalize (GObject *object)
{
  RepriseTask *self = REPRISE_TASK (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->status_word);
  g_free (self->subject_kind);
  g_free (self->subject_id);
  g_free (self->error);
  g_clear_object (&self->request);
  g_ptr_array_unref (self->messages);
  G_OBJECT_CLASS (reprise_task_parent_class)->finalize (object);
}

static void
reprise_task_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseTask *self = REPRISE_TASK (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATUS_WORD:
      g_value_set_string (value, self->status_word);
      break;
    case PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
      break;
    case PROP_UPDATED_AT:
      g_value_set_int64 (value, self->updated_at);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_STATUS:
      g_value_set_int (value, (int) reprise_task_get_status (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_task_class_init (RepriseTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_task_finalize;
  object_class->get_property = reprise_task_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATUS_WORD] = g_param_spec_string ("status-word", NULL, NULL, NULL, flags);
  properties[PROP_CREATED_AT] = g_param_spec_int64 ("created-at",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    REPRISE_INSTANT_NONE,
                                                    flags);
  properties[PROP_UPDATED_AT] = g_param_spec_int64 ("updated-at",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    REPRISE_INSTANT_NONE,
                                                    flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_task_init (RepriseTask *self)
{
}

/**
 * reprise_task_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a task
 */
RepriseTask *
reprise_task_new (const RepriseTaskFields *fields)
{
  RepriseTask *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_TASK, NULL);
  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->status_word = g_strdup (fields->status_word);
  self->subject_kind = g_strdup (fields->subject_kind);
  self->subject_id = g_strdup (fields->subject_id);
  self->created_at = fields->created_at;
  self->updated_at = fields->updated_at;
  self->error = g_strdup (fields->error);
  g_set_object (&self->request, fields->request);
  self->messages = reprise_objects_copy (fields->messages);
  return self;
}

/**
 * reprise_task_get_id:
 * @self: a task
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_task_get_id (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->id;
}

/**
 * reprise_task_get_name:
 * @self: a task
 *
 * Returns: (nullable): the kind of work, such as restore-from-pgbackrest
 */
const char *
reprise_task_get_name (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->name;
}

/**
 * reprise_task_get_status_word:
 * @self: a task
 *
 * Returns: (nullable): its status in the service's own word
 */
const char *
reprise_task_get_status_word (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->status_word;
}

/**
 * reprise_task_get_subject_kind:
 * @self: a task
 *
 * Returns: (nullable): what kind of thing is worked on, such as database
 */
const char *
reprise_task_get_subject_kind (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->subject_kind;
}

/**
 * reprise_task_get_subject_id:
 * @self: a task
 *
 * Returns: (nullable): the id of what is worked on
 */
const char *
reprise_task_get_subject_id (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->subject_id;
}

/**
 * reprise_task_get_created_at:
 * @self: a task
 *
 * Returns: when it was created, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_task_get_created_at (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), REPRISE_INSTANT_NONE);
  return self->created_at;
}

/**
 * reprise_task_get_updated_at:
 * @self: a task
 *
 * Returns: when it last changed, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_task_get_updated_at (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), REPRISE_INSTANT_NONE);
  return self->updated_at;
}

/**
 * reprise_task_get_error:
 * @self: a task
 *
 * Returns: (nullable): why it failed; may have several lines
 */
const char *
reprise_task_get_error (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->error;
}

/**
 * reprise_task_get_request:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the request behind it, where that was a restore
 */
RepriseRestoreRequest *
reprise_task_get_request (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->request;
}

/**
 * reprise_task_get_messages:
 * @self: a task
 *
 * Returns: (transfer none): its #RepriseTaskMessage objects, oldest first
 */
GPtrArray *
reprise_task_get_messages (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), NULL);
  return self->messages;
}

/**
 * reprise_task_get_status:
 * @self: a task
 *
 * Returns: what its status word means
 */
RepriseTaskStatus
reprise_task_get_status (RepriseTask *self)
{
  g_return_val_if_fail (REPRISE_IS_TASK (self), REPRISE_TASK_STATUS_UNKNOWN);
  return reprise_task_status_from_word (self->status_word);
}

/**
 * reprise_task_has_ended:
 * @self: a task
 *
 * Returns: whether it succeeded or failed; a status word not known here has not ended
 */
gboolean
reprise_task_has_ended (RepriseTask *self)
{
  RepriseTaskStatus status = reprise_task_get_status (self);

  return status == REPRISE_TASK_STATUS_SUCCEEDED || status == REPRISE_TASK_STATUS_FAILED;
}
