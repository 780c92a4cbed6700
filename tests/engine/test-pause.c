/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting between two looks: it grows to its longest, ends, and can be cancelled. */

#include "config.h"

#include "engine/reprise-pause.h"

/* Each wait is longer than the one before, up to the longest. */
static void
test_pause_grows (void)
{
  ReprisePause pause;

  reprise_pause_init (&pause, 1, 4, 60);
  g_assert_cmpuint (pause.next_milliseconds, ==, 1);
  g_assert_true (reprise_pause_wait (&pause, NULL, NULL));
  g_assert_cmpuint (pause.next_milliseconds, ==, 2);
  g_assert_true (reprise_pause_wait (&pause, NULL, NULL));
  g_assert_true (reprise_pause_wait (&pause, NULL, NULL));
  g_assert_cmpuint (pause.next_milliseconds, ==, 4);
  g_assert_false (reprise_pause_is_over (&pause));
}

/* A limit of nothing has passed at once. */
static void
test_pause_ends (void)
{
  ReprisePause pause;

  reprise_pause_init (&pause, 1, 1, 0);
  g_assert_true (reprise_pause_is_over (&pause));
}

/* Cancelled, even the longest wait returns, with the error. */
static void
test_pause_cancels (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  ReprisePause pause;

  reprise_pause_init (&pause, 3600 * 1000, 3600 * 1000, 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (reprise_pause_wait (&pause, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/pause/grows", test_pause_grows);
  g_test_add_func ("/engine/pause/ends", test_pause_ends);
  g_test_add_func ("/engine/pause/cancels", test_pause_cancels);
  return g_test_run ();
}
