/* SPDX-License-Identifier: GPL-3.0-or-later
 * A message of a task: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-task-message.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_task_message_keeps (void)
{
  char text[] = "level";
  RepriseTaskMessageFields fields = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  g_autoptr (RepriseTaskMessage) task_message = NULL;

  fields.time = 1000000;
  fields.level = text;
  fields.step = "step";
  fields.text = "text";
  fields.status_word = "status word";
  fields.progress = 6;
  task_message = reprise_task_message_new (&fields);
  text[0] = 'X';

  g_assert_cmpint (reprise_task_message_get_time (task_message), ==, 1000000);
  g_assert_cmpstr (reprise_task_message_get_level (task_message), ==, "level");
  g_assert_cmpstr (reprise_task_message_get_step (task_message), ==, "step");
  g_assert_cmpstr (reprise_task_message_get_text (task_message), ==, "text");
  g_assert_cmpstr (reprise_task_message_get_status_word (task_message), ==, "status word");
  g_assert_cmpint (reprise_task_message_get_progress (task_message), ==, 6);
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_task_message_unknown (void)
{
  const RepriseTaskMessageFields fields = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  g_autoptr (RepriseTaskMessage) task_message = reprise_task_message_new (&fields);

  g_assert_cmpint (reprise_task_message_get_time (task_message), ==, REPRISE_INSTANT_NONE);
  g_assert_null (reprise_task_message_get_level (task_message));
  g_assert_null (reprise_task_message_get_step (task_message));
  g_assert_null (reprise_task_message_get_text (task_message));
  g_assert_null (reprise_task_message_get_status_word (task_message));
  g_assert_cmpint (reprise_task_message_get_progress (task_message), ==, -1);
}

/* What widgets bind says the same as the functions. */
static void
test_task_message_properties (void)
{
  RepriseTaskMessageFields fields = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  g_autoptr (RepriseTaskMessage) task_message = NULL;
  gint64 time = 0;
  g_autofree char *level = NULL;
  g_autofree char *step = NULL;
  g_autofree char *text = NULL;
  g_autofree char *status_word = NULL;
  int progress = 0;

  fields.time = 1000000;
  fields.level = "level";
  fields.step = "step";
  fields.text = "text";
  fields.status_word = "status word";
  fields.progress = 6;
  task_message = reprise_task_message_new (&fields);
  g_object_get (task_message,
                "time",
                &time,
                "level",
                &level,
                "step",
                &step,
                "text",
                &text,
                "status-word",
                &status_word,
                "progress",
                &progress,
                NULL);

  g_assert_cmpint (time, ==, 1000000);
  g_assert_cmpstr (level, ==, "level");
  g_assert_cmpstr (step, ==, "step");
  g_assert_cmpstr (text, ==, "text");
  g_assert_cmpstr (status_word, ==, "status word");
  g_assert_cmpint (progress, ==, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/task-message/keeps", test_task_message_keeps);
  g_test_add_func ("/model/task-message/unknown", test_task_message_unknown);
  g_test_add_func ("/model/task-message/properties", test_task_message_properties);
  return g_test_run ();
}
