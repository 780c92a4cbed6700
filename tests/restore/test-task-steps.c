/* SPDX-License-Identifier: GPL-3.0-or-later
 * A task's messages as steps. */

#include "config.h"

#include "restore/reprise-task-steps.h"

#define SECOND REPRISE_INSTANT_SECOND

typedef struct
{
  int second;
  const char *step;
  const char *text;
  const char *status;
  int progress;
} Told;

static RepriseTask *
new_task (const char *status, int updated_at, const Told *told, gsize n_told)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;

  for (gsize i = 0; i < n_told; i++)
    {
      RepriseTaskMessageFields message = REPRISE_TASK_MESSAGE_FIELDS_INIT;

      message.time = told[i].second * SECOND;
      message.step = told[i].step;
      message.text = told[i].text;
      message.status_word = told[i].status;
      message.progress = told[i].progress;
      g_ptr_array_add (messages, reprise_task_message_new (&message));
    }
  fields.id = "id";
  fields.status_word = status;
  fields.created_at = 0;
  fields.updated_at = updated_at * SECOND;
  fields.messages = messages;
  return reprise_task_new (&fields);
}

static void
assert_step (GPtrArray *steps,
             guint position,
             const char *title,
             RepriseTaskStatus status,
             int started_at,
             int ended_at)
{
  const RepriseTaskStep *step = g_ptr_array_index (steps, position);

  g_assert_cmpstr (step->title, ==, title);
  g_assert_cmpint (step->status, ==, status);
  g_assert_cmpint (step->started_at, ==, started_at * SECOND);
  if (ended_at < 0)
    g_assert_cmpint (step->ended_at, ==, REPRISE_INSTANT_NONE);
  else
    g_assert_cmpint (step->ended_at, ==, ended_at * SECOND);
}

/* A message when it begins, some while it runs and one when it ends are one step. */
static void
test_task_steps_joins (void)
{
  static const Told told[] = {
    { 1, "execute restore", "restoring", "running", 10 },
    { 3, "execute restore", "half of it", "running", 25 },
    { 5, "execute restore", "restored", "succeeded", 45 },
    { 5, "execute recovery", NULL, "running", 50 },
  };
  g_autoptr (RepriseTask) task = new_task ("running", 6, told, G_N_ELEMENTS (told));
  g_autoptr (GPtrArray) steps = reprise_task_steps_collect (task);
  const RepriseTaskStep *first = g_ptr_array_index (steps, 0);

  g_assert_cmpuint (steps->len, ==, 2);
  assert_step (steps, 0, "execute restore", REPRISE_TASK_STATUS_SUCCEEDED, 1, 5);
  g_assert_cmpstr (first->detail, ==, "restored");
  g_assert_cmpint (first->progress, ==, 45);
  assert_step (steps, 1, "execute recovery", REPRISE_TASK_STATUS_RUNNING, 5, -1);
  g_assert_null (reprise_task_steps_find_failed (steps));
  g_assert_cmpint (reprise_task_get_progress (task), ==, 50);
  g_assert_cmpint (reprise_task_get_changed_at (task), ==, 6 * SECOND);
  g_assert_cmpint (reprise_task_get_ended_at (task), ==, REPRISE_INSTANT_NONE);
}

/* The same step once more, after it had ended, is another one. */
static void
test_task_steps_repeats (void)
{
  static const Told told[] = {
    { 1, "wait", NULL, "succeeded", 10 },
    { 2, "wait", NULL, "succeeded", 20 },
  };
  g_autoptr (RepriseTask) task = new_task ("succeeded", 2, told, G_N_ELEMENTS (told));
  g_autoptr (GPtrArray) steps = reprise_task_steps_collect (task);

  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpint (reprise_task_get_ended_at (task), ==, 2 * SECOND);
}

/* What nobody told the end of is not said to have succeeded, unless the task has. */
static void
test_task_steps_silent_end (void)
{
  static const Told told[] = {
    { 1, "first", NULL, "running", 10 },
    { 4, "second", NULL, "running", -1 },
  };
  g_autoptr (RepriseTask) running = new_task ("running", 4, told, G_N_ELEMENTS (told));
  g_autoptr (RepriseTask) failed = new_task ("failed", 9, told, G_N_ELEMENTS (told));
  g_autoptr (GPtrArray) of_running = reprise_task_steps_collect (running);
  g_autoptr (GPtrArray) of_failed = reprise_task_steps_collect (failed);

  assert_step (of_running, 0, "first", REPRISE_TASK_STATUS_UNKNOWN, 1, 4);
  assert_step (of_running, 1, "second", REPRISE_TASK_STATUS_RUNNING, 4, -1);
  assert_step (of_failed, 1, "second", REPRISE_TASK_STATUS_FAILED, 4, 9);
  g_assert_cmpstr (reprise_task_steps_find_failed (of_failed)->title, ==, "second");
}

/* Messages without a step, without anything, and with a word that is not known. */
static void
test_task_steps_odd (void)
{
  static const Told told[] = {
    { 1, NULL, "only text", "running", 120 },
    { 2, NULL, NULL, "pondering", -1 },
  };
  g_autoptr (RepriseTask) task = new_task ("running", 2, told, G_N_ELEMENTS (told));
  g_autoptr (RepriseTask) silent = new_task ("queued", 0, NULL, 0);
  g_autoptr (GPtrArray) steps = reprise_task_steps_collect (task);
  g_autoptr (GPtrArray) none = reprise_task_steps_collect (silent);

  g_assert_cmpuint (steps->len, ==, 2);
  assert_step (steps, 0, "only text", REPRISE_TASK_STATUS_UNKNOWN, 1, 2);
  assert_step (steps, 1, "", REPRISE_TASK_STATUS_UNKNOWN, 2, -1);
  g_assert_cmpint (reprise_task_get_progress (task), ==, 100);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (reprise_task_get_progress (silent), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/task-steps/joins", test_task_steps_joins);
  g_test_add_func ("/restore/task-steps/repeats", test_task_steps_repeats);
  g_test_add_func ("/restore/task-steps/silent-end", test_task_steps_silent_end);
  g_test_add_func ("/restore/task-steps/odd", test_task_steps_odd);
  return g_test_run ();
}
