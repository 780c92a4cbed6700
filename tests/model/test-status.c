/* SPDX-License-Identifier: GPL-3.0-or-later
 * Status words: each known one, and the open rest. */

#include "config.h"

#include "model/reprise-status.h"

/* Each word the services use means one thing; any other is unknown rather than an error. */
static void
test_status_words (void)
{
  static const struct
  {
    const char *word;
    RepriseStatus status;
  } cases[] = {
    { "available", REPRISE_STATUS_READY },   { "queued", REPRISE_STATUS_WORKING },
    { "creating", REPRISE_STATUS_WORKING },  { "modifying", REPRISE_STATUS_WORKING },
    { "deleting", REPRISE_STATUS_WORKING },  { "suspending", REPRISE_STATUS_WORKING },
    { "resuming", REPRISE_STATUS_WORKING },  { "failed", REPRISE_STATUS_FAILED },
    { "degraded", REPRISE_STATUS_FAILED },   { "suspended", REPRISE_STATUS_UNKNOWN },
    { "Available", REPRISE_STATUS_UNKNOWN }, { "available ", REPRISE_STATUS_UNKNOWN },
    { "running", REPRISE_STATUS_UNKNOWN },   { "", REPRISE_STATUS_UNKNOWN },
    { NULL, REPRISE_STATUS_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (reprise_status_from_word (cases[i].word), ==, cases[i].status);
}

/* The four words of a task go both ways; the unknown has no word. */
static void
test_status_task_words (void)
{
  static const char *const words[] = { NULL, "queued", "running", "succeeded", "failed" };

  for (guint i = REPRISE_TASK_STATUS_UNKNOWN; i <= REPRISE_TASK_STATUS_FAILED; i++)
    {
      g_assert_cmpstr (reprise_task_status_to_word ((RepriseTaskStatus) i), ==, words[i]);
      g_assert_cmpint (reprise_task_status_from_word (words[i]), ==, i);
    }
  g_assert_cmpint (reprise_task_status_from_word ("succeede"), ==, REPRISE_TASK_STATUS_UNKNOWN);
  g_assert_cmpint (reprise_task_status_from_word (""), ==, REPRISE_TASK_STATUS_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/status/words", test_status_words);
  g_test_add_func ("/model/status/task-words", test_status_task_words);
  return g_test_run ();
}
