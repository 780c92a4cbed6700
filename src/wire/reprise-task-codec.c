/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tasks as JSON. */

#include "config.h"

#include "wire/reprise-task-codec.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-restore-request-codec-private.h"
#include "wire/reprise-task-codec-private.h"

#define ALL_OF_IT 100

static gpointer
read_message (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseTaskMessageFields fields = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  gint64 progress = reprise_json_place_get_int64 (place, "progress", optional, G_MAXINT, -1);

  fields.time = reprise_json_place_get_instant (place, "time", optional);
  fields.level = reprise_json_place_get_string (place, "level", optional);
  fields.step = reprise_json_place_get_string (place, "step", optional);
  fields.text = reprise_json_place_get_string (place, "text", optional);
  fields.status_word = reprise_json_place_get_string (place, "status", optional);
  fields.progress = (int) MIN (progress, ALL_OF_IT);
  return *place->problem != NULL ? NULL : reprise_task_message_new (&fields);
}

/* A free object in the contract: whatever is no request for a restore is of no interest, and no
 * problem. */
static RepriseRestoreRequest *
read_request (const RepriseJsonPlace *task)
{
  g_autoptr (GError) ignored = NULL;
  RepriseJsonPlace copy = *task, place;

  copy.problem = &ignored;
  copy.notes = NULL;
  place = reprise_json_place_object (&copy, "request", REPRISE_JSON_OPTIONAL);
  if (!reprise_json_place_has (&place, "restore_config"))
    return NULL;
  return reprise_restore_request_read (&place);
}

/**
 * reprise_task_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): the task, or %NULL once a problem is reported
 */
gpointer
reprise_task_read (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  g_autoptr (RepriseRestoreRequest) request = read_request (place);
  g_autoptr (GPtrArray) messages =
          reprise_json_place_read_objects (place, "messages", read_message, REPRISE_JSON_KEEP_GOOD);

  fields.id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED);
  fields.name = reprise_json_place_get_string (place, "name", optional);
  fields.status_word = reprise_json_place_get_string (place, "status", optional);
  fields.subject_kind = reprise_json_place_get_string (place, "subject_kind", optional);
  fields.subject_id = reprise_json_place_get_string (place, "subject_id", optional);
  fields.created_at = reprise_json_place_get_instant (place, "created_at", optional);
  fields.updated_at = reprise_json_place_get_instant (place, "updated_at", optional);
  fields.error = reprise_json_place_get_string (place, "error", optional);
  fields.request = request;
  fields.messages = messages;
  return *place->problem != NULL ? NULL : reprise_task_new (&fields);
}

static JsonObject *
write_message (gpointer message)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_instant (object,
                            "time",
                            reprise_task_message_get_time (message),
                            REPRISE_INSTANT_SECONDS);
  reprise_json_put_string (object, "level", reprise_task_message_get_level (message));
  reprise_json_put_string (object, "step", reprise_task_message_get_step (message));
  reprise_json_put_string (object, "text", reprise_task_message_get_text (message));
  reprise_json_put_string (object, "status", reprise_task_message_get_status_word (message));
  reprise_json_put_count (object, "progress", reprise_task_message_get_progress (message));
  return object;
}

/**
 * reprise_task_write:
 * @task: a #RepriseTask
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_task_write (gpointer task)
{
  JsonObject *object = json_object_new ();
  RepriseRestoreRequest *request = reprise_task_get_request (task);

  reprise_json_put_string (object, "id", reprise_task_get_id (task));
  reprise_json_put_string (object, "name", reprise_task_get_name (task));
  reprise_json_put_string (object, "status", reprise_task_get_status_word (task));
  reprise_json_put_string (object, "subject_kind", reprise_task_get_subject_kind (task));
  reprise_json_put_string (object, "subject_id", reprise_task_get_subject_id (task));
  reprise_json_put_instant (object,
                            "created_at",
                            reprise_task_get_created_at (task),
                            REPRISE_INSTANT_SECONDS);
  reprise_json_put_instant (object,
                            "updated_at",
                            reprise_task_get_updated_at (task),
                            REPRISE_INSTANT_SECONDS);
  reprise_json_put_string (object, "error", reprise_task_get_error (task));
  if (request != NULL)
    reprise_json_put_object (object, "request", reprise_restore_request_write (request));
  reprise_json_put_objects (object, "messages", reprise_task_get_messages (task), write_message);
  return object;
}

/**
 * reprise_task_list_decode:
 * @body: the body of an answer
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type RepriseTask): what could be read, in the service's order
 */
GPtrArray *
reprise_task_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_list (body, "tasks", reprise_task_read, n_rows, problems, error);
}

/**
 * reprise_task_list_encode:
 * @tasks: (element-type RepriseTask): what to write
 *
 * Returns: (transfer full): the body of an answer that is a list
 */
GBytes *
reprise_task_list_encode (GPtrArray *tasks)
{
  g_return_val_if_fail (tasks != NULL, NULL);
  return reprise_json_write_objects (tasks, reprise_task_write);
}
