/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a runner does over any implementation, and that the fake one is a faithful stand-in. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "support/reprise-fake-process.h"
#include "support/reprise-fake-runner.h"

#include <signal.h>

static gboolean
answer_cb (const RepriseCommand *command,
           RepriseRunResult *result,
           GCancellable *cancellable,
           gpointer user_data,
           GError **error)
{
  reprise_fake_result_set_output (result, user_data);
  result->exit_status = 4;
  return TRUE;
}

static void
line_cb (const char *line, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (line));
}

/* Of the patterns that match, the newest one answers, and each call is remembered. */
static void
test_fake_rules (void)
{
  static const char *const argv[] = { "/usr/bin/pgbackrest", "--stanza=db", "info", NULL };
  static const char *const environment[] = { "TZ=UTC", NULL };
  g_autoptr (RepriseFakeRunner) fake = reprise_fake_runner_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const RepriseCommand command = { .argv = argv,
                                   .environment = environment,
                                   .line_func = line_cb,
                                   .line_data = lines };
  g_autoptr (RepriseRunResult) first = NULL;
  g_autoptr (RepriseRunResult) second = NULL;
  char text[] = "from the function";
  const RepriseFakeCall *call;

  reprise_fake_runner_add (fake, "*pgbackrest*", 1, NULL, "unused");
  reprise_fake_runner_add (fake, "*pgbackrest* info", 0, "[]", "WARN: a\nb\n");
  first = reprise_runner_run (REPRISE_RUNNER (fake), &command, NULL, NULL);
  g_assert_cmpint (first->exit_status, ==, 0);
  g_assert_cmpstr (g_bytes_get_data (first->output, NULL), ==, "[]");
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (lines, 2), ==, "b");

  reprise_fake_runner_add_func (fake, "* info", answer_cb, text);
  second = reprise_runner_run (REPRISE_RUNNER (fake), &command, NULL, NULL);
  g_assert_cmpint (second->exit_status, ==, 4);
  g_assert_cmpstr (g_bytes_get_data (second->output, NULL), ==, "from the function");

  g_assert_cmpuint (reprise_fake_runner_get_n_calls (fake), ==, 2);
  g_assert_cmpuint (reprise_fake_runner_count (fake, "*--stanza=db*"), ==, 2);
  g_assert_cmpuint (reprise_fake_runner_count (fake, "*backup"), ==, 0);
  call = reprise_fake_runner_get_call (fake, 0);
  g_assert_cmpstr (call->line, ==, "/usr/bin/pgbackrest --stanza=db info");
  g_assert_cmpstr (call->environment[0], ==, "TZ=UTC");
}

/* A spawned process runs until a signal that it hears; one that has ended left its log. */
static void
test_fake_process (void)
{
  static const char *const argv[] = { "/bin/postgres", NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (RepriseFakeRunner) fake = reprise_fake_runner_new ();
  g_autoptr (RepriseProcess) process = NULL;
  g_autoptr (GError) error = NULL;

  reprise_fake_runner_add_process (fake, "/bin/postgres", TRUE, NULL);
  process = reprise_runner_spawn (REPRISE_RUNNER (fake), &command, "/nonexistent/log", NULL);
  reprise_fake_process_set_deaf_to (REPRISE_FAKE_PROCESS (process), SIGINT);
  reprise_process_send_signal (process, SIGINT);
  g_assert_true (reprise_process_is_running (process));
  g_assert_false (reprise_process_wait (process, 1, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_TIMED_OUT);

  reprise_process_send_signal (process, SIGQUIT);
  g_assert_true (reprise_process_wait (process, 1, NULL, NULL));
  g_assert_cmpuint (reprise_fake_process_count_signals (REPRISE_FAKE_PROCESS (process), SIGINT),
                    ==,
                    1);
}

/* The words of a failure are the last lines that are not blank, in order and within a bound, from
 * standard output where standard error has none. */
static void
test_checked_words (void)
{
  static const struct
  {
    const char *output;
    const char *errors;
    const char *message;
  } failures[] = {
    { NULL, NULL, "‘tool’ failed with status 2" },
    { NULL, "\n \n", "‘tool’ failed with status 2" },
    { "out\n", "err\n", "‘tool’ failed with status 2: err" },
    { "one\r\n\ntwo", "\n", "‘tool’ failed with status 2: one\ntwo" },
    { "1\n2\n3\n4\n5\n6\n7\n", NULL, "‘tool’ failed with status 2: 2\n3\n4\n5\n6\n7" },
    { NULL, "caf\xe9\n", "‘tool’ failed with status 2: caf\xef\xbf\xbd" },
  };
  static const char *const argv[] = { "/opt/tool", "--password=secret", NULL };
  const RepriseCommand command = { .argv = argv };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (RepriseFakeRunner) fake = reprise_fake_runner_new ();
      g_autoptr (GError) error = NULL;

      reprise_fake_runner_add (fake, "*", 2, failures[i].output, failures[i].errors);
      g_assert_null (reprise_runner_run_checked (REPRISE_RUNNER (fake), &command, NULL, &error));
      g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
      g_assert_cmpstr (error->message, ==, failures[i].message);
    }
}

/* One line without end does not make a message without end. */
static void
test_checked_long_line (void)
{
  static const char *const argv[] = { "/opt/tool", NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (RepriseFakeRunner) fake = reprise_fake_runner_new ();
  g_autofree char *line = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;

  reprise_fake_runner_add (fake, "*", 2, NULL, line);
  g_assert_null (reprise_runner_run_checked (REPRISE_RUNNER (fake), &command, NULL, &error));
  g_assert_cmpuint (strlen (error->message), <, 1100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/fake-runner/rules", test_fake_rules);
  g_test_add_func ("/engine/fake-process/life", test_fake_process);
  g_test_add_func ("/engine/runner/checked-words", test_checked_words);
  g_test_add_func ("/engine/runner/checked-long-line", test_checked_long_line);

  return g_test_run ();
}
