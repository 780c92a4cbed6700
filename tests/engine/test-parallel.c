/* SPDX-License-Identifier: GPL-3.0-or-later
 * The same work on several items at once. */

#include "config.h"

#include "engine/reprise-parallel.h"

typedef struct
{
  GMutex mutex;
  GCond changed;
  guint n_running;
  guint n_cancelled;
  GCancellable *outer;
} Shared;

static void
wait_for_running (Shared *shared, guint count)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  g_mutex_lock (&shared->mutex);
  shared->n_running++;
  g_cond_broadcast (&shared->changed);
  while (shared->n_running < count)
    g_assert_true (g_cond_wait_until (&shared->changed, &shared->mutex, deadline));
  g_mutex_unlock (&shared->mutex);
}

static gboolean
meet (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  wait_for_running (user_data, 3);
  return TRUE;
}

/* All items are worked on at the same time: each waits for the others. */
static void
test_parallel_together (void)
{
  Shared shared = { 0 };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (items, GUINT_TO_POINTER (i));
  g_assert_true (reprise_parallel_run (items, meet, &shared, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (shared.n_running, ==, 3);
}

static gboolean
wait_cancelled (Shared *shared, GCancellable *cancellable, GError **error)
{
  GPollFD poll_fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &poll_fd));
  g_poll (&poll_fd, 1, 10000);
  g_cancellable_release_fd (cancellable);
  g_mutex_lock (&shared->mutex);
  shared->n_cancelled++;
  g_mutex_unlock (&shared->mutex);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
fail_or_wait (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  wait_for_running (user_data, 3);
  if (GPOINTER_TO_UINT (item) != 1)
    return wait_cancelled (user_data, cancellable, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the reason");
  return FALSE;
}

/* One failure ends the others, and is the one that is told. */
static void
test_parallel_fails (void)
{
  Shared shared = { 0 };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (items, GUINT_TO_POINTER (i));
  g_assert_false (reprise_parallel_run (items, fail_or_wait, &shared, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "the reason");
  g_assert_cmpint (shared.n_cancelled, ==, 2);
}

static gboolean
cancel_or_wait (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Shared *shared = user_data;

  wait_for_running (shared, 2);
  if (GPOINTER_TO_UINT (item) == 0)
    g_cancellable_cancel (shared->outer);
  return wait_cancelled (shared, cancellable, error);
}

/* Cancelling the whole reaches every item. */
static void
test_parallel_cancelled (void)
{
  g_autoptr (GCancellable) outer = g_cancellable_new ();
  Shared shared = { .outer = outer };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (items, GUINT_TO_POINTER (i));
  g_assert_false (reprise_parallel_run (items, cancel_or_wait, &shared, outer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (shared.n_cancelled, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/parallel/together", test_parallel_together);
  g_test_add_func ("/engine/parallel/fails", test_parallel_fails);
  g_test_add_func ("/engine/parallel/cancelled", test_parallel_cancelled);
  return g_test_run ();
}
