/* SPDX-License-Identifier: GPL-3.0-or-later
 * A task: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-task.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_task_keeps (void)
{
  char text[] = "id";
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  g_autoptr (RepriseTask) task = NULL;

  fields.id = text;
  fields.name = "name";
  fields.status_word = "status word";
  fields.subject_kind = "subject kind";
  fields.subject_id = "subject id";
  fields.created_at = 6000000;
  fields.updated_at = 7000000;
  fields.error = "error";
  task = reprise_task_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_task_get_id (task), ==, "id");
  g_assert_cmpstr (reprise_task_get_name (task), ==, "name");
  g_assert_cmpstr (reprise_task_get_status_word (task), ==, "status word");
  g_assert_cmpstr (reprise_task_get_subject_kind (task), ==, "subject kind");
  g_assert_cmpstr (reprise_task_get_subject_id (task), ==, "subject id");
  g_assert_cmpint (reprise_task_get_created_at (task), ==, 6000000);
  g_assert_cmpint (reprise_task_get_updated_at (task), ==, 7000000);
  g_assert_cmpstr (reprise_task_get_error (task), ==, "error");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_task_unknown (void)
{
  const RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  g_autoptr (RepriseTask) task = reprise_task_new (&fields);

  g_assert_null (reprise_task_get_id (task));
  g_assert_null (reprise_task_get_name (task));
  g_assert_null (reprise_task_get_status_word (task));
  g_assert_null (reprise_task_get_subject_kind (task));
  g_assert_null (reprise_task_get_subject_id (task));
  g_assert_cmpint (reprise_task_get_created_at (task), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_task_get_updated_at (task), ==, REPRISE_INSTANT_NONE);
  g_assert_null (reprise_task_get_error (task));
  g_assert_null (reprise_task_get_request (task));
  g_assert_cmpuint (reprise_task_get_messages (task)->len, ==, 0);
}

/* What widgets bind says the same as the functions. */
static void
test_task_properties (void)
{
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  g_autoptr (RepriseTask) task = NULL;
  g_autofree char *name = NULL;
  g_autofree char *status_word = NULL;
  gint64 created_at = 0;
  gint64 updated_at = 0;
  g_autofree char *error = NULL;

  fields.name = "name";
  fields.status_word = "status word";
  fields.created_at = 3000000;
  fields.updated_at = 4000000;
  fields.error = "error";
  task = reprise_task_new (&fields);
  g_object_get (task,
                "name",
                &name,
                "status-word",
                &status_word,
                "created-at",
                &created_at,
                "updated-at",
                &updated_at,
                "error",
                &error,
                NULL);

  g_assert_cmpstr (name, ==, "name");
  g_assert_cmpstr (status_word, ==, "status word");
  g_assert_cmpint (created_at, ==, 3000000);
  g_assert_cmpint (updated_at, ==, 4000000);
  g_assert_cmpstr (error, ==, "error");
}

/* Only the two known endings are an end; anything else may still be at work. */
static void
test_task_status (void)
{
  static const struct
  {
    const char *word;
    RepriseTaskStatus status;
    gboolean has_ended;
  } cases[] = {
    { "queued", REPRISE_TASK_STATUS_QUEUED, FALSE },
    { "running", REPRISE_TASK_STATUS_RUNNING, FALSE },
    { "succeeded", REPRISE_TASK_STATUS_SUCCEEDED, TRUE },
    { "failed", REPRISE_TASK_STATUS_FAILED, TRUE },
    { "cancelled", REPRISE_TASK_STATUS_UNKNOWN, FALSE },
    { NULL, REPRISE_TASK_STATUS_UNKNOWN, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
      g_autoptr (RepriseTask) task = NULL;
      int property = -1;

      fields.status_word = cases[i].word;
      task = reprise_task_new (&fields);
      g_object_get (task, "status", &property, NULL);
      g_assert_cmpint (reprise_task_get_status (task), ==, cases[i].status);
      g_assert_cmpint (property, ==, cases[i].status);
      g_assert_cmpint (reprise_task_has_ended (task), ==, cases[i].has_ended);
    }
}

/* The request and the messages are held as long as the task, and no longer. */
static void
test_task_parts (void)
{
  RepriseRestoreRequest *request =
      reprise_restore_request_new (&(RepriseRestoreRequestFields){ .set = "20240619-195803F" });
  RepriseTaskMessageFields said = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  RepriseTaskMessage *message = reprise_task_message_new (&said);
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  RepriseTask *task;

  g_ptr_array_add (messages, message);
  fields.request = request;
  fields.messages = messages;
  task = reprise_task_new (&fields);

  g_assert_true (reprise_task_get_request (task) == request);
  g_assert_cmpuint (reprise_task_get_messages (task)->len, ==, 1);
  g_assert_true (g_ptr_array_index (reprise_task_get_messages (task), 0) == message);
  g_assert_finalize_object (task);
  g_assert_finalize_object (request);
  g_assert_finalize_object (message);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/task/keeps", test_task_keeps);
  g_test_add_func ("/model/task/unknown", test_task_unknown);
  g_test_add_func ("/model/task/properties", test_task_properties);
  g_test_add_func ("/model/task/status", test_task_status);
  g_test_add_func ("/model/task/parts", test_task_parts);
  return g_test_run ();
}
