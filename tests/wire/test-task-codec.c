/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tasks as JSON. */

#include "config.h"

#include "wire/reprise-task-codec.h"
#include "wire-support.h"

static const char full[] =
    "[{\"id\":\"7db8f401-0d8d-4daf-889b-f721e395df61\",\"name\":\"restore-from-pgbackrest\","
    "\"status\":\"failed\",\"subject_kind\":\"database\",\"subject_id\":\"27937dd4-e554-4d38-80f8-"
    "56f83559f60a\",\"created_at\":\"2024-06-20T08:00:00Z\",\"updated_at\":\"2024-06-20T08:00:"
    "34Z\",\"error\":\"two\\nlines\",\"request\":{\"provider\":\"pgbackrest\",\"restore_config\":{"
    "\"node_name\":\"n1\",\"repositories\":[\"11111111-2222-4333-8444-555555555503\"]},\"restore_"
    "command\":{\"set\":\"20240619-195803F\",\"type\":\"immediate\"}},\"messages\":[{\"time\":"
    "\"2024-06-20T08:00:01Z\",\"level\":\"info\",\"step\":\"configure_restore\",\"text\":"
    "\"configure restore "
    "mode\",\"status\":\"succeeded\",\"progress\":10},{\"time\":\"2024-06-20T08:00:02Z\",\"level\":"
    "\"error\",\"text\":\"\"}]}]";

static const char minimal[] = "[{\"id\":\"t\",\"name\":\"backup\",\"messages\":[]}]";

/* Every member of a task and of its messages comes out where it belongs. */
static void
test_task_codec_decodes (void)
{
  g_autoptr (GPtrArray) tasks = decode_all (reprise_task_list_decode, full);
  RepriseTask *task = tasks->pdata[0];
  RepriseTaskMessage *message = reprise_task_get_messages (task)->pdata[0];
  RepriseRestoreRequest *request = reprise_task_get_request (task);

  g_assert_cmpstr (reprise_task_get_id (task), ==, "7db8f401-0d8d-4daf-889b-f721e395df61");
  g_assert_cmpstr (reprise_task_get_name (task), ==, "restore-from-pgbackrest");
  g_assert_cmpstr (reprise_task_get_status_word (task), ==, "failed");
  g_assert_cmpint (reprise_task_get_status (task), ==, REPRISE_TASK_STATUS_FAILED);
  g_assert_cmpstr (reprise_task_get_subject_kind (task), ==, "database");
  g_assert_cmpstr (reprise_task_get_subject_id (task), ==, "27937dd4-e554-4d38-80f8-56f83559f60a");
  g_assert_cmpint (reprise_task_get_created_at (task), ==, G_GINT64_CONSTANT (1718870400000000));
  g_assert_cmpint (reprise_task_get_updated_at (task), ==, G_GINT64_CONSTANT (1718870434000000));
  g_assert_cmpstr (reprise_task_get_error (task), ==, "two\nlines");
  g_assert_cmpuint (reprise_task_get_messages (task)->len, ==, 2);
  g_assert_cmpint (reprise_task_message_get_time (message),
                   ==,
                   G_GINT64_CONSTANT (1718870401000000));
  g_assert_cmpstr (reprise_task_message_get_level (message), ==, "info");
  g_assert_cmpstr (reprise_task_message_get_step (message), ==, "configure_restore");
  g_assert_cmpstr (reprise_task_message_get_text (message), ==, "configure restore mode");
  g_assert_cmpstr (reprise_task_message_get_status_word (message), ==, "succeeded");
  g_assert_cmpint (reprise_task_message_get_progress (message), ==, 10);
  g_assert_cmpstr (reprise_restore_request_get_set (request), ==, "20240619-195803F");
  g_assert_cmpint (reprise_restore_request_get_recovery_type (request),
                   ==,
                   REPRISE_RECOVERY_TYPE_IMMEDIATE);
  message = reprise_task_get_messages (task)->pdata[1];
  g_assert_cmpstr (reprise_task_message_get_text (message), ==, "");
  g_assert_cmpint (reprise_task_message_get_progress (message), ==, -1);
}

/* What is known is written back the same. */
static void
test_task_codec_round_trip (void)
{
  assert_round_trip (reprise_task_list_decode, reprise_task_list_encode, full);
  assert_round_trip (reprise_task_list_decode, reprise_task_list_encode, minimal);
}

/* A task without an id cannot be followed: it is named, and the others are there. */
static void
test_task_codec_bad_element (void)
{
  assert_list_only (reprise_task_list_decode, "tasks");
  assert_bad_element (reprise_task_list_decode,
                      "[{\"id\":\"a\"},{\"id\":\"\"},{\"id\":\"c\",\"status\":\"brand_new\"}]",
                      "tasks[1].id: must not be empty");
}

/* A request that is none for a restore, in whatever shape, is no problem. */
static void
test_task_codec_other_requests (void)
{
  static const char *const requests[] = {
    "null", "7", "[]", "{}", "{\"restore_config\":7}", "{\"name\":\"x\",\"type\":{}}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("[{\"id\":\"a\",\"request\":%s,\"response\":3}]", requests[i]);
      g_autoptr (GPtrArray) tasks = decode_all (reprise_task_list_decode, text);

      g_assert_null (reprise_task_get_request (tasks->pdata[0]));
    }
}

/* A message that cannot be read is left out; progress beyond the end is the end. */
static void
test_task_codec_messages (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = bytes_of (
      "[{\"id\":\"a\",\"messages\":[{\"text\":1},{\"text\":\"b\",\"progress\":250}]}]");
  g_autoptr (GPtrArray) tasks = reprise_task_list_decode (body, NULL, problems, NULL);
  GPtrArray *messages = reprise_task_get_messages (tasks->pdata[0]);

  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpint (reprise_task_message_get_progress (messages->pdata[0]), ==, 100);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0],
                   ==,
                   "tasks[0].messages[0].text: expected a string, found an integer");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/task-codec/decodes", test_task_codec_decodes);
  g_test_add_func ("/wire/task-codec/round-trip", test_task_codec_round_trip);
  g_test_add_func ("/wire/task-codec/bad-element", test_task_codec_bad_element);
  g_test_add_func ("/wire/task-codec/other-requests", test_task_codec_other_requests);
  g_test_add_func ("/wire/task-codec/messages", test_task_codec_messages);
  return g_test_run ();
}
