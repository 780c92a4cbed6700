/* SPDX-License-Identifier: GPL-3.0-or-later
 * Programs run for real: what they see, what is kept, and that nothing of them stays. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-subprocess-runner.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_USEC (20 * G_USEC_PER_SEC)

typedef struct
{
  RepriseRunner *runner;
  char *program;
  char *directory;
} Fixture;

typedef struct
{
  GPtrArray *lines;
  GCancellable *cancellable;
} Listener;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const environment[] = { "COLOUR=green", "REPRISE_LAB=marker", NULL };

  fixture->runner = reprise_subprocess_runner_new (environment);
  fixture->program = g_test_build_filename (G_TEST_BUILT, "support", "fake-command", NULL);
  fixture->directory = g_dir_make_tmp ("reprise-test-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_build_filename (fixture->directory, "log", NULL);

  g_assert_finalize_object (G_OBJECT (fixture->runner));
  g_unlink (log);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->program);
}

static RepriseRunResult *
run_command (Fixture *fixture,
             RepriseCommand command,
             const char *behaviour,
             const char *argument,
             GCancellable *cancellable,
             GError **error)
{
  const char *const argv[] = { fixture->program, behaviour, argument, NULL };

  command.argv = argv;
  return reprise_runner_run (fixture->runner, &command, cancellable, error);
}

static char *
dup_output (RepriseRunResult *result)
{
  gsize length;
  const char *bytes = g_bytes_get_data (result->output, &length);

  return g_strndup (bytes, length);
}

/* Keeps lines; cancels with the first one where it has what to cancel. */
static void
line_cb (const char *line, gpointer user_data)
{
  Listener *listener = user_data;

  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_ptr_array_add (listener->lines, g_strdup (line));
  if (listener->cancellable != NULL)
    g_cancellable_cancel (listener->cancellable);
}

static Listener
listen_to (GCancellable *cancellable)
{
  return (Listener){ g_ptr_array_new_with_free_func (g_free), cancellable };
}

static void
assert_gone (const char *pid_text)
{
  int pid = atoi (pid_text);
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  /* A zombie that its new parent has not reaped yet is as gone as can be. */
  g_assert_cmpint (pid, >, 1);
  if (g_file_get_contents (path, &text, NULL, NULL))
    g_assert_nonnull (strstr (text, ") Z "));
}

/* Output, error output and exit status come back as they were; a failure is a result. */
static void
test_runner_result (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ 0 }, "exit", "56", NULL, &error);
  g_autofree char *output = NULL;

  g_assert_no_error (error);
  output = dup_output (result);
  g_assert_cmpint (result->exit_status, ==, 56);
  g_assert_cmpint (result->signal, ==, 0);
  g_assert_cmpstr (output, ==, "output before the end\n");
  g_assert_cmpstr (result->errors, ==, "WARN: first\n\nERROR: [056]: last words\n");
}

/* A program that a signal ended says which. */
static void
test_runner_signal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ 0 }, "signal", "9", NULL, NULL);

  g_assert_nonnull (result);
  g_assert_cmpint (result->exit_status, ==, -1);
  g_assert_cmpint (result->signal, ==, SIGKILL);
  g_assert_cmpstr (result->errors, ==, "");
}

/* A checked run turns a failure into an error with the last words, and without the arguments. */
static void
test_runner_checked (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *behaviour;
    const char *argument;
    const char *message;
  } failures[] = {
    { "exit", "56", "‘fake-command’ failed with status 56: WARN: first\nERROR: [056]: last words" },
    { "exit-quietly", "3", "‘fake-command’ failed with status 3: words on standard output" },
    { "signal", "9", "‘fake-command’ was ended by signal 9 (Killed)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      const char *const argv[] = { fixture->program,
                                   failures[i].behaviour,
                                   failures[i].argument,
                                   "secret",
                                   NULL };
      const RepriseCommand command = { .argv = argv };
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseRunResult) result =
                     reprise_runner_run_checked (fixture->runner, &command, NULL, &error);

      g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
      g_assert_cmpstr (error->message, ==, failures[i].message);
      g_assert_null (result);
    }
}

/* A checked run of a program that ends well gives its result. */
static void
test_runner_checked_success (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { fixture->program, "exit", "0", NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result =
                 reprise_runner_run_checked (fixture->runner, &command, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->exit_status, ==, 0);
}

/* A message stays short, whatever the program wrote. */
static void
test_runner_checked_is_bounded (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { fixture->program, "fail-at-length", "100000", NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result =
                 reprise_runner_run_checked (fixture->runner, &command, NULL, &error);

  g_assert_null (result);
  g_assert_cmpstr (error->message,
                   ==,
                   "‘fake-command’ failed with status 7: word\nword\nword\nword\nword\nword");
}

/* Nothing is inherited: the environment is the runner's with the command's on top, the directory is
 * the root, and the program leads a group of its own. */
static void
test_runner_surroundings (Fixture *fixture, gconstpointer data)
{
  static const char *const additions[] = { "COLOUR=red", "EMPTY=", NULL };
  g_autoptr (RepriseRunResult) result = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_setenv ("REPRISE_TEST_LEAK", "1", TRUE));
  result = run_command (fixture,
                        (RepriseCommand){ .environment = additions },
                        "surroundings",
                        NULL,
                        NULL,
                        NULL);
  g_assert_nonnull (result);
  output = dup_output (result);
  lines = g_strsplit (output, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_true (g_strv_contains ((const char *const *) lines, "directory /"));
  g_assert_true (g_strv_contains ((const char *const *) lines, "leader 1"));
  g_assert_true (g_strv_contains ((const char *const *) lines, "variable COLOUR=red"));
  g_assert_true (g_strv_contains ((const char *const *) lines, "variable EMPTY="));
  g_assert_true (g_strv_contains ((const char *const *) lines, "variable REPRISE_LAB=marker"));
}

/* The working directory is the one that was asked for. */
static void
test_runner_directory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRunResult) result = run_command (fixture,
                                                     (RepriseCommand){ .directory = "/usr" },
                                                     "surroundings",
                                                     NULL,
                                                     NULL,
                                                     NULL);
  g_autofree char *output = dup_output (result);

  g_assert_true (g_str_has_prefix (output, "directory /usr\n"));
}

/* A child has its three standard descriptors and no other of ours. */
static void
test_runner_descriptors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ 0 }, "descriptors", NULL, NULL, NULL);
  g_autofree char *output = dup_output (result);

  g_assert_cmpstr (output, ==, "0\n1\n2\n");
}

/* Input much larger than a pipe arrives whole; without input there is nothing to read. */
static void
test_runner_input (Fixture *fixture, gconstpointer data)
{
  gsize length = 3 * 1024 * 1024 + 7;
  g_autofree char *text = g_strnfill (length, 'i');
  g_autoptr (GBytes) input = g_bytes_new (text, length);
  g_autoptr (RepriseRunResult) with_input =
          run_command (fixture, (RepriseCommand){ .input = input }, "copy", NULL, NULL, NULL);
  g_autoptr (RepriseRunResult) without =
                 run_command (fixture, (RepriseCommand){ 0 }, "copy", NULL, NULL, NULL);

  g_assert_true (g_bytes_equal (with_input->output, input));
  g_assert_cmpuint (g_bytes_get_size (without->output), ==, 0);
}

/* A program that does not read its input breaks nothing. */
static void
test_runner_unread_input (Fixture *fixture, gconstpointer data)
{
  gsize length = 1024 * 1024;
  g_autoptr (GBytes) input = g_bytes_new_take (g_strnfill (length, 'i'), length);
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ .input = input }, "exit", "0", NULL, NULL);

  g_assert_cmpint (result->exit_status, ==, 0);
}

/* Both streams filled in turn do not block each other; of the errors the last 64 KiB are kept. */
static void
test_runner_flood (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ 0 }, "flood", "8388608", NULL, NULL);

  g_assert_cmpint (result->exit_status, ==, 0);
  g_assert_cmpuint (g_bytes_get_size (result->output), ==, 8388608);
  g_assert_cmpuint (strlen (result->errors), ==, 64 * 1024);
  g_assert_true (g_str_has_suffix (result->errors, "x\nthe end"));
}

/* Output without end is stopped at 64 MiB. */
static void
test_runner_too_much_output (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ 0 }, "flood", "1000000000", NULL, &error);

  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
  g_assert_cmpstr (error->message, ==, "‘fake-command’ wrote more than 64 MiB");
  g_assert_null (result);
}

/* Lines come whole, as valid UTF-8, the last one also without its end. */
static void
test_runner_lines (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "one", "two", "", "café \xef\xbf\xbd", "no end" };
  Listener listener = listen_to (NULL);
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture,
                              (RepriseCommand){ .line_func = line_cb, .line_data = &listener },
                              "lines",
                              NULL,
                              NULL,
                              NULL);

  g_assert_nonnull (result);
  g_assert_cmpuint (listener.lines->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (g_ptr_array_index (listener.lines, i), ==, expected[i]);
  g_ptr_array_unref (listener.lines);
}

/* A program that is not there is named, as not found. */
static void
test_runner_not_found (Fixture *fixture, gconstpointer data)
{
  static const char *const argv[] = { "/nonexistent/program", "secret", NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result =
                 reprise_runner_run (fixture->runner, &command, NULL, &error);

  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "‘program’ cannot be started"));
  g_assert_null (strstr (error->message, "secret"));
  g_assert_null (result);
}

/* Cancelled before the start, nothing is started. */
static void
test_runner_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result = NULL;

  g_cancellable_cancel (cancellable);
  result = run_command (fixture, (RepriseCommand){ 0 }, "stay", NULL, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
}

/* Cancelled, the program and a child that does not listen to SIGTERM are gone when the call
 * returns. */
static void
test_runner_cancelled (Fixture *fixture, gconstpointer data)
{
  static const char *const behaviours[] = { "stay", "resist", "leave-child" };

  for (gsize i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Listener listener = listen_to (cancellable);
      RepriseCommand command = { .line_func = line_cb, .line_data = &listener };
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseRunResult) result =
                     run_command (fixture, command, behaviours[i], NULL, cancellable, &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (result);
      g_assert_cmpuint (listener.lines->len, ==, 1);
      if (g_str_equal (behaviours[i], "leave-child"))
        assert_gone (g_ptr_array_index (listener.lines, 0));
      g_ptr_array_unref (listener.lines);
    }
  /* Nothing is left to reap either. */
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
}

/* After its time a program is ended, and the error says so. */
static void
test_runner_timeout (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result = run_command (fixture,
                                                     (RepriseCommand){ .timeout_seconds = 1 },
                                                     "stay",
                                                     NULL,
                                                     NULL,
                                                     &error);

  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, "‘fake-command’ did not end within 1 s");
  g_assert_null (result);
}

/* A program that ends well but leaves a child in its group: the result counts, the child does not
 * stay, and does not keep the call from returning. */
static void
test_runner_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ 0 }, "leave-child", "at once", NULL, NULL);
  g_autofree char *output = NULL;

  g_assert_nonnull (result);
  g_assert_cmpint (result->exit_status, ==, 0);
  output = dup_output (result);
  assert_gone (output);
}

static gpointer
run_flood_thread (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (RepriseRunResult) result =
                 run_command (fixture, (RepriseCommand){ 0 }, "flood", "524288", NULL, NULL);

  return GSIZE_TO_POINTER (g_bytes_get_size (result->output));
}

/* Many threads run programs at once, and each gets its own output. */
static void
test_runner_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[12];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("run", run_flood_thread, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (threads[i])), ==, 524288);
}

static RepriseProcess *
spawn_command (Fixture *fixture, const char *behaviour, GError **error)
{
  const char *const argv[] = { fixture->program, behaviour, NULL };
  const RepriseCommand command = { .argv = argv };
  g_autofree char *log = g_build_filename (fixture->directory, "log", NULL);

  return reprise_runner_spawn (fixture->runner, &command, log, error);
}

/* Waits until the log has as many bytes as the text, and compares. */
static void
assert_log (Fixture *fixture, const char *text)
{
  g_autofree char *log = g_build_filename (fixture->directory, "log", NULL);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  g_autofree char *content = NULL;

  do
    {
      g_clear_pointer (&content, g_free);
      g_assert_true (g_file_get_contents (log, &content, NULL, NULL));
    }
  while (strlen (content) < strlen (text) && g_get_monotonic_time () < deadline);
  g_assert_cmpstr (content, ==, text);
}

/* A program can be ended although this process, started in the background, ignores the signal. */
static void
test_process_hears_signals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseProcess) process = NULL;
  void (*before) (int) = signal (SIGQUIT, SIG_IGN);

  process = spawn_command (fixture, "stay", &error);
  signal (SIGQUIT, before);
  g_assert_no_error (error);
  reprise_process_send_signal (process, SIGQUIT);
  g_assert_true (reprise_process_wait (process, 20, NULL, &error));
  g_assert_no_error (error);
}

/* A spawned program runs on, writes to its log, and ends when it is told to. */
static void
test_process_life (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseProcess) process = spawn_command (fixture, "stay", &error);
  g_autofree char *log = g_build_filename (fixture->directory, "log", NULL);
  GStatBuf status;

  g_assert_no_error (error);
  assert_log (fixture, "ready\n");
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (reprise_process_is_running (process));
  g_assert_cmpint (getpgid (reprise_process_get_pid (process)),
                   ==,
                   reprise_process_get_pid (process));

  reprise_process_send_signal (process, SIGTERM);
  g_assert_true (reprise_process_wait (process, 20, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (reprise_process_is_running (process));
  g_assert_cmpint (kill (reprise_process_get_pid (process), 0), ==, -1);
  /* A signal after the end goes nowhere. */
  reprise_process_send_signal (process, SIGTERM);
  g_assert_finalize_object (G_OBJECT (g_steal_pointer (&process)));
}

/* Waiting ends by its limit or when it is cancelled, and the program stays. */
static void
test_process_wait (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) timed_out = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (RepriseProcess) process = spawn_command (fixture, "stay", NULL);

  g_assert_false (reprise_process_wait (process, 1, NULL, &timed_out));
  g_assert_error (timed_out, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_TIMED_OUT);
  g_cancellable_cancel (cancellable);
  g_assert_false (reprise_process_wait (process, 20, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (reprise_process_is_running (process));

  reprise_process_send_signal (process, SIGKILL);
  g_assert_true (reprise_process_wait (process, 0, NULL, NULL));
}

/* A second program appends to the same log. */
static void
test_process_appends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseProcess) first = spawn_command (fixture, "descriptors", NULL);
  g_autoptr (RepriseProcess) second = NULL;

  g_assert_true (reprise_process_wait (first, 20, NULL, NULL));
  second = spawn_command (fixture, "descriptors", NULL);
  g_assert_true (reprise_process_wait (second, 20, NULL, NULL));
  assert_log (fixture, "0\n1\n2\n0\n1\n2\n");
}

/* The handle dropped, the program runs on; when it ends no zombie stays. */
static void
test_process_outlives_handle (Fixture *fixture, gconstpointer data)
{
  RepriseProcess *process = spawn_command (fixture, "stay", NULL);
  int pid = reprise_process_get_pid (process);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;

  g_assert_finalize_object (G_OBJECT (process));
  assert_log (fixture, "ready\n");
  g_assert_cmpint (kill (pid, SIGTERM), ==, 0);
  while (kill (pid, 0) == 0 && g_get_monotonic_time () < deadline)
    g_thread_yield ();
  g_assert_cmpint (kill (pid, 0), ==, -1);
  g_assert_cmpint (errno, ==, ESRCH);
}

/* A program that is not there, and a log that cannot be written, are errors. */
static void
test_process_errors (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { "/nonexistent/program", NULL };
  const RepriseCommand command = { .argv = argv };
  g_autofree char *log = g_build_filename (fixture->directory, "log", NULL);
  g_autoptr (GError) absent = NULL;
  g_autoptr (GError) unwritable = NULL;

  g_assert_null (reprise_runner_spawn (fixture->runner, &command, log, &absent));
  g_assert_error (absent, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_NOT_FOUND);
  g_assert_null (reprise_runner_spawn (fixture->runner, &command, "/nonexistent/log", &unwritable));
  g_assert_error (unwritable, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* GLib leaves out every case whose path has "/subprocess" in it. */
#define ADD(path, function) g_test_add ("/engine/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("runner/result", test_runner_result);
  ADD ("runner/signal", test_runner_signal);
  ADD ("runner/checked", test_runner_checked);
  ADD ("runner/checked-success", test_runner_checked_success);
  ADD ("runner/checked-is-bounded", test_runner_checked_is_bounded);
  ADD ("runner/surroundings", test_runner_surroundings);
  ADD ("runner/directory", test_runner_directory);
  ADD ("runner/descriptors", test_runner_descriptors);
  ADD ("runner/input", test_runner_input);
  ADD ("runner/unread-input", test_runner_unread_input);
  ADD ("runner/flood", test_runner_flood);
  ADD ("runner/too-much-output", test_runner_too_much_output);
  ADD ("runner/lines", test_runner_lines);
  ADD ("runner/not-found", test_runner_not_found);
  ADD ("runner/cancelled-before", test_runner_cancelled_before);
  ADD ("runner/cancelled", test_runner_cancelled);
  ADD ("runner/timeout", test_runner_timeout);
  ADD ("runner/leftovers", test_runner_leftovers);
  ADD ("runner/threads", test_runner_threads);
  ADD ("process/hears-signals", test_process_hears_signals);
  ADD ("process/life", test_process_life);
  ADD ("process/wait", test_process_wait);
  ADD ("process/appends", test_process_appends);
  ADD ("process/outlives-handle", test_process_outlives_handle);
  ADD ("process/errors", test_process_errors);

  return g_test_run ();
}
