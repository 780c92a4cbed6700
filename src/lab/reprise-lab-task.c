/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a task of the lab goes on: each step gives a new one. */

#include "config.h"

#include "lab/reprise-lab-task.h"

#include "model/reprise-task-message.h"

/* The service's name for the task of a restore. */
#define RESTORE_NAME "restore-from-pgbackrest"
#define SUBJECT_KIND "database"

/* The service's times are whole seconds. */
static RepriseInstant
get_time (void)
{
  return reprise_instant_floor_second (reprise_instant_now ());
}

static RepriseTaskFields
take_over (RepriseTask *task)
{
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;

  fields.id = reprise_task_get_id (task);
  fields.name = reprise_task_get_name (task);
  fields.status_word = reprise_task_get_status_word (task);
  fields.subject_kind = reprise_task_get_subject_kind (task);
  fields.subject_id = reprise_task_get_subject_id (task);
  fields.created_at = reprise_task_get_created_at (task);
  fields.updated_at = get_time ();
  fields.error = reprise_task_get_error (task);
  fields.request = reprise_task_get_request (task);
  fields.messages = reprise_task_get_messages (task);
  return fields;
}

/**
 * reprise_lab_task_new_restore:
 * @database_id: the database to be overwritten
 * @request: what was asked for
 *
 * Returns: (transfer full): a queued task with a new id
 */
RepriseTask *
reprise_lab_task_new_restore (const char *database_id, RepriseRestoreRequest *request)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;

  fields.id = id;
  fields.name = RESTORE_NAME;
  fields.status_word = reprise_task_status_to_word (REPRISE_TASK_STATUS_QUEUED);
  fields.subject_kind = SUBJECT_KIND;
  fields.subject_id = database_id;
  fields.created_at = get_time ();
  fields.updated_at = fields.created_at;
  fields.request = request;
  fields.messages = messages;
  return reprise_task_new (&fields);
}

/**
 * reprise_lab_task_begin:
 * @task: a queued task
 *
 * Returns: (transfer full): the same one, running
 */
RepriseTask *
reprise_lab_task_begin (RepriseTask *task)
{
  RepriseTaskFields fields = take_over (task);

  fields.status_word = reprise_task_status_to_word (REPRISE_TASK_STATUS_RUNNING);
  return reprise_task_new (&fields);
}

/**
 * reprise_lab_task_add_message:
 * @task: a running task
 * @step: the step it is about
 * @status_word: the state of the step
 * @progress: percent of the whole
 * @text: for a person
 *
 * Returns: (transfer full): the same one with one message more
 */
RepriseTask *
reprise_lab_task_add_message (RepriseTask *task,
                              const char *step,
                              const char *status_word,
                              int progress,
                              const char *text)
{
  RepriseTaskFields fields = take_over (task);
  RepriseTaskMessageFields message = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fields.messages->len; i++)
    g_ptr_array_add (messages, g_object_ref (g_ptr_array_index (fields.messages, i)));
  message.time = fields.updated_at;
  message.level = g_str_equal (status_word, "failed") ? "error" : "info";
  message.step = step;
  message.status_word = status_word;
  message.progress = CLAMP (progress, 0, 100);
  message.text = text;
  g_ptr_array_add (messages, reprise_task_message_new (&message));
  fields.messages = messages;
  return reprise_task_new (&fields);
}

/**
 * reprise_lab_task_end:
 * @task: a task that has not ended
 * @failure: (nullable): why it failed; %NULL where it succeeded
 *
 * Returns: (transfer full): the same one, ended
 */
RepriseTask *
reprise_lab_task_end (RepriseTask *task, const char *failure)
{
  RepriseTaskFields fields = take_over (task);

  fields.status_word = reprise_task_status_to_word (failure == NULL ? REPRISE_TASK_STATUS_SUCCEEDED
                                                                    : REPRISE_TASK_STATUS_FAILED);
  fields.error = failure;
  return reprise_task_new (&fields);
}
