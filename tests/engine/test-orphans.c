/* SPDX-License-Identifier: GPL-3.0-or-later
 * Processes of an earlier run are found and ended; others are never touched. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-orphans.h"
#include "engine/reprise-subprocess-runner.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE_USEC (20 * G_USEC_PER_SEC)

typedef struct
{
  char *marker;
  char *directory;
  /* Of RepriseProcess, those that must survive. */
  GPtrArray *strangers;
} Fixture;

static RepriseProcess *
spawn (Fixture *fixture, const char *behaviour, const char *variable, const char *marker)
{
  g_autofree char *entry = g_strdup_printf ("%s=%s", variable, marker);
  const char *const environment[] = { "PATH=/usr/bin:/bin", entry, "LAST=1", NULL };
  g_autoptr (RepriseRunner) runner = reprise_subprocess_runner_new (environment);
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "support", "fake-command", NULL);
  g_autofree char *log = g_build_filename (fixture->directory, "log", NULL);
  const char *const argv[] = { program, behaviour, NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  RepriseProcess *process;

  g_unlink (log);
  process = reprise_runner_spawn (runner, &command, log, &error);
  g_assert_no_error (error);
  do
    {
      g_clear_pointer (&content, g_free);
      g_assert_true (g_file_get_contents (log, &content, NULL, NULL));
    }
  while (*content == '\0' && g_get_monotonic_time () < deadline);
  g_assert_cmpstr (content, !=, "");

  return process;
}

static void
add_stranger (Fixture *fixture, const char *variable, const char *marker)
{
  g_ptr_array_add (fixture->strangers, spawn (fixture, "stay", variable, marker));
}

/* Around our processes there are others: with a marker that begins like ours, or that ours begins
 * with, or with ours in another variable, or in two lines of one; and with none at all. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longer = NULL;
  g_autofree char *shorter = NULL;
  g_autofree char *in_a_value = NULL;

  fixture->directory = g_dir_make_tmp ("reprise-test-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
  fixture->marker = g_uuid_string_random ();
  fixture->strangers = g_ptr_array_new_with_free_func (g_object_unref);

  longer = g_strconcat (fixture->marker, "0", NULL);
  shorter = g_strndup (fixture->marker, strlen (fixture->marker) - 1);
  in_a_value = g_strdup_printf ("x\n%s=%s", REPRISE_ORPHANS_VARIABLE, fixture->marker);
  add_stranger (fixture, REPRISE_ORPHANS_VARIABLE, longer);
  add_stranger (fixture, REPRISE_ORPHANS_VARIABLE, shorter);
  add_stranger (fixture, REPRISE_ORPHANS_VARIABLE, "");
  add_stranger (fixture, "X" REPRISE_ORPHANS_VARIABLE, fixture->marker);
  add_stranger (fixture, "OTHER", in_a_value);
  add_stranger (fixture, "OTHER", "none");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_build_filename (fixture->directory, "log", NULL);

  for (guint i = 0; i < fixture->strangers->len; i++)
    {
      RepriseProcess *stranger = g_ptr_array_index (fixture->strangers, i);

      g_assert_true (reprise_process_is_running (stranger));
      reprise_process_send_signal (stranger, SIGKILL);
      g_assert_true (reprise_process_wait (stranger, 20, NULL, NULL));
    }
  g_ptr_array_unref (fixture->strangers);
  g_unlink (log);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->marker);
}

/* Nothing of ours is there: nothing is found, nothing ended, and that is a success. */
static void
test_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) pids = reprise_orphans_find (fixture->marker, &error);
  guint n_ended = 42;

  g_assert_no_error (error);
  g_assert_cmpuint (pids->len, ==, 0);
  g_assert_true (reprise_orphans_end (fixture->marker, 20, &n_ended, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_ended, ==, 0);
}

/* What carries the marker is found by its process id, and is gone when the call returns. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseProcess) process =
                 spawn (fixture, "stay", REPRISE_ORPHANS_VARIABLE, fixture->marker);
  g_autoptr (GArray) pids = reprise_orphans_find (fixture->marker, NULL);
  g_autoptr (GError) error = NULL;
  guint n_ended = 0;

  g_assert_cmpuint (pids->len, ==, 1);
  g_assert_cmpint (g_array_index (pids, int, 0), ==, reprise_process_get_pid (process));
  g_assert_true (reprise_orphans_end (fixture->marker, 20, &n_ended, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_true (reprise_process_wait (process, 20, NULL, NULL));
}

/* One that does not listen to SIGTERM is killed, and so is one that wrote over its environment, and
 * a child that its parent left. */
static void
test_end_resisting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseProcess) resisting =
                 spawn (fixture, "resist", REPRISE_ORPHANS_VARIABLE, fixture->marker);
  g_autoptr (RepriseProcess) hiding =
                 spawn (fixture, "hide", REPRISE_ORPHANS_VARIABLE, fixture->marker);
  g_autoptr (RepriseProcess) leaving =
                 spawn (fixture, "leave-child", REPRISE_ORPHANS_VARIABLE, fixture->marker);
  g_autoptr (GArray) pids = NULL;
  g_autoptr (GArray) left = NULL;
  g_autoptr (GError) error = NULL;
  guint n_ended = 0;

  reprise_process_send_signal (leaving, SIGKILL);
  g_assert_true (reprise_process_wait (leaving, 20, NULL, NULL));
  pids = reprise_orphans_find (fixture->marker, NULL);
  g_assert_cmpuint (pids->len, ==, 3);

  g_assert_true (reprise_orphans_end (fixture->marker, 4, &n_ended, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_ended, ==, 3);
  g_assert_true (reprise_process_wait (resisting, 20, NULL, NULL));
  g_assert_true (reprise_process_wait (hiding, 20, NULL, NULL));
  left = reprise_orphans_find (fixture->marker, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

/* A process that does not even get to its end in time is an error that says so. */
static void
test_timeout (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseProcess) process =
                 spawn (fixture, "resist", REPRISE_ORPHANS_VARIABLE, fixture->marker);
  g_autoptr (GError) error = NULL;

  g_assert_false (reprise_orphans_end (fixture->marker, 0, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_TIMED_OUT);
  reprise_process_send_signal (process, SIGKILL);
  g_assert_true (reprise_process_wait (process, 20, NULL, NULL));
}

/* We may carry the marker ourselves, and live. */
static void
test_not_ourselves (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *entry = g_strdup_printf ("%s=%s", REPRISE_ORPHANS_VARIABLE, fixture->marker);
  g_autofree char *build_directory =
      g_strdup_printf ("G_TEST_BUILDDIR=%s", g_test_get_dir (G_TEST_BUILT));
  const char *const environment[] = { entry, build_directory, NULL };
  const char *const argv[] = { program, "--end", fixture->marker, NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (RepriseRunner) runner = reprise_subprocess_runner_new (environment);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result = reprise_runner_run_checked (runner, &command, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_bytes_get_data (result->output, NULL), ==, "");
}

static void
add_case (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, function, tear_down);
}

int
main (int argc, char **argv)
{
  /* As its own child, for the case above. */
  if (argc == 3 && g_str_equal (argv[1], "--end"))
    return reprise_orphans_end (argv[2], 20, NULL, NULL) ? 0 : 1;

  g_test_init (&argc, &argv, NULL);

  add_case ("/engine/orphans/none", test_none);
  add_case ("/engine/orphans/end", test_end);
  add_case ("/engine/orphans/end-resisting", test_end_resisting);
  add_case ("/engine/orphans/timeout", test_timeout);
  add_case ("/engine/orphans/not-ourselves", test_not_ourselves);

  return g_test_run ();
}
