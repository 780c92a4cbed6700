/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps of a task, put together from what it tells.
 *
 * A task only ever tells more: each step has a first message when it begins, perhaps some while it
 * runs, and one when it ends. */

#include "config.h"

#include "restore/reprise-task-steps.h"

static void
step_free (gpointer data)
{
  RepriseTaskStep *step = data;

  g_free (step->title);
  g_free (step->detail);
  g_free (step->level);
  g_free (step);
}

/* Steps are told apart by the word for them, and by the text where there is none. */
static const char *
get_title (RepriseTaskMessage *message)
{
  const char *step = reprise_task_message_get_step (message);
  const char *text = reprise_task_message_get_text (message);

  if (step != NULL && *step != '\0')
    return step;
  return text == NULL ? "" : text;
}

static gboolean
is_over (const RepriseTaskStep *step)
{
  return step->status == REPRISE_TASK_STATUS_SUCCEEDED ||
         step->status == REPRISE_TASK_STATUS_FAILED;
}

static RepriseTaskStep *
add_step (GPtrArray *steps, RepriseTaskMessage *message)
{
  RepriseTaskStep *step = g_new0 (RepriseTaskStep, 1);

  step->title = g_strdup (get_title (message));
  step->started_at = reprise_task_message_get_time (message);
  step->ended_at = REPRISE_INSTANT_NONE;
  step->progress = -1;
  g_ptr_array_add (steps, step);
  return step;
}

/* The step that a message goes on with, which is the last one or none. */
static RepriseTaskStep *
find_step (GPtrArray *steps, RepriseTaskMessage *message)
{
  RepriseTaskStep *last = steps->len == 0 ? NULL : g_ptr_array_index (steps, steps->len - 1);

  if (last == NULL || is_over (last) || g_strcmp0 (last->title, get_title (message)) != 0)
    return NULL;
  return last;
}

static void
take_message (GPtrArray *steps, RepriseTaskMessage *message)
{
  RepriseTaskStep *step = find_step (steps, message);
  const char *text = reprise_task_message_get_text (message);
  int progress = reprise_task_message_get_progress (message);

  if (step == NULL)
    step = add_step (steps, message);
  step->status = reprise_task_status_from_word (reprise_task_message_get_status_word (message));
  g_free (step->level);
  step->level = g_strdup (reprise_task_message_get_level (message));
  if (progress >= 0)
    step->progress = progress;
  if (text != NULL && *text != '\0' && g_strcmp0 (text, step->title) != 0)
    {
      g_free (step->detail);
      step->detail = g_strdup (text);
    }
  if (is_over (step))
    step->ended_at = reprise_task_message_get_time (message);
}

/* A step that another one has followed runs no more; how it ended is not known where that was not
 * told. The last one ends with the task. */
static void
end_silent_steps (GPtrArray *steps, RepriseTask *task)
{
  for (guint i = 0; i < steps->len; i++)
    {
      RepriseTaskStep *step = g_ptr_array_index (steps, i);
      gboolean is_last = i + 1 == steps->len;

      if (is_over (step))
        continue;
      if (!is_last)
        {
          const RepriseTaskStep *next = g_ptr_array_index (steps, i + 1);

          step->status = REPRISE_TASK_STATUS_UNKNOWN;
          step->ended_at = next->started_at;
        }
      else if (reprise_task_has_ended (task))
        {
          step->status = reprise_task_get_status (task);
          step->ended_at = reprise_task_get_updated_at (task);
        }
    }
}

/**
 * reprise_task_steps_collect:
 * @task: a task
 *
 * Returns: (transfer full) (element-type RepriseTaskStep): its steps, in the order in which they
 *   were told of
 */
GPtrArray *
reprise_task_steps_collect (RepriseTask *task)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  GPtrArray *messages;

  g_return_val_if_fail (REPRISE_IS_TASK (task), NULL);

  messages = reprise_task_get_messages (task);
  for (guint i = 0; i < messages->len; i++)
    take_message (steps, g_ptr_array_index (messages, i));
  end_silent_steps (steps, task);
  return g_steal_pointer (&steps);
}

/**
 * reprise_task_steps_find_failed:
 * @steps: (element-type RepriseTaskStep): the steps of a task
 *
 * Returns: (nullable): the step that failed
 */
const RepriseTaskStep *
reprise_task_steps_find_failed (GPtrArray *steps)
{
  g_return_val_if_fail (steps != NULL, NULL);

  for (guint i = steps->len; i > 0; i--)
    {
      const RepriseTaskStep *step = g_ptr_array_index (steps, i - 1);

      if (step->status == REPRISE_TASK_STATUS_FAILED)
        return step;
    }
  return NULL;
}

/**
 * reprise_task_get_changed_at:
 * @task: a task
 *
 * Returns: when it last told anything, by the service's clock, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_task_get_changed_at (RepriseTask *task)
{
  RepriseInstant changed_at;
  GPtrArray *messages;

  g_return_val_if_fail (REPRISE_IS_TASK (task), REPRISE_INSTANT_NONE);

  messages = reprise_task_get_messages (task);
  changed_at = MAX (reprise_task_get_created_at (task), reprise_task_get_updated_at (task));
  for (guint i = 0; i < messages->len; i++)
    changed_at = MAX (changed_at, reprise_task_message_get_time (g_ptr_array_index (messages, i)));
  return changed_at;
}

/**
 * reprise_task_get_ended_at:
 * @task: a task
 *
 * Returns: when it ended, by the service's clock; %REPRISE_INSTANT_NONE where it has not
 */
RepriseInstant
reprise_task_get_ended_at (RepriseTask *task)
{
  g_return_val_if_fail (REPRISE_IS_TASK (task), REPRISE_INSTANT_NONE);
  return reprise_task_has_ended (task) ? reprise_task_get_changed_at (task) : REPRISE_INSTANT_NONE;
}

/**
 * reprise_task_get_progress:
 * @task: a task
 *
 * Returns: how much of it is done, from 0 to 100, or -1 where that was not told
 */
int
reprise_task_get_progress (RepriseTask *task)
{
  int progress = -1;
  GPtrArray *messages;

  g_return_val_if_fail (REPRISE_IS_TASK (task), -1);

  messages = reprise_task_get_messages (task);
  for (guint i = 0; i < messages->len; i++)
    progress = MAX (progress, reprise_task_message_get_progress (g_ptr_array_index (messages, i)));
  return MIN (progress, 100);
}
