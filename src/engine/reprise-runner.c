/* SPDX-License-Identifier: GPL-3.0-or-later
 * How programs are run: an argument list, never a shell. */

#include "config.h"

#include "engine/reprise-runner.h"

#include "engine/reprise-engine-error.h"

#include <string.h>

/* What an error message repeats of a program's output. */
#define LAST_WORDS_LINES 6
#define LAST_WORDS_BYTES 1000

G_DEFINE_INTERFACE (RepriseProcess, reprise_process, G_TYPE_OBJECT)
G_DEFINE_INTERFACE (RepriseRunner, reprise_runner, G_TYPE_OBJECT)

static void
reprise_process_default_init (RepriseProcessInterface *iface)
{
}

static void
reprise_runner_default_init (RepriseRunnerInterface *iface)
{
}

/* The last lines that are not blank, in order, joined by newlines; valid UTF-8. */
static char *
dup_last_lines (const char *bytes, gsize length)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (length == 0)
    return g_strdup ("");
  if (length > LAST_WORDS_BYTES)
    {
      bytes += length - LAST_WORDS_BYTES;
      length = LAST_WORDS_BYTES;
    }
  text = g_utf8_make_valid (bytes, (gssize) length);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = g_strv_length (lines); i > 0 && kept->len < LAST_WORDS_LINES; i--)
    if (*g_strstrip (lines[i - 1]) != '\0')
      g_ptr_array_insert (kept, 0, lines[i - 1]);
  g_ptr_array_add (kept, NULL);

  return g_strjoinv ("\n", (char **) kept->pdata);
}

static char *
dup_last_words (RepriseRunResult *result)
{
  g_autofree char *words = dup_last_lines (result->errors, strlen (result->errors));
  const char *output;
  gsize length;

  if (*words != '\0')
    return g_steal_pointer (&words);

  output = g_bytes_get_data (result->output, &length);
  return dup_last_lines (output, length);
}

static void
set_failure (const RepriseCommand *command, RepriseRunResult *result, GError **error)
{
  /* The program's name alone: arguments may hold what must not be shown. */
  g_autofree char *name = g_path_get_basename (command->argv[0]);
  g_autofree char *words = dup_last_words (result);
  const char *separator = *words != '\0' ? ": " : "";

  if (result->signal != 0)
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 REPRISE_ENGINE_ERROR_COMMAND_FAILED,
                 "‘%s’ was ended by signal %d (%s)%s%s",
                 name,
                 result->signal,
                 g_strsignal (result->signal),
                 separator,
                 words);
  else
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 REPRISE_ENGINE_ERROR_COMMAND_FAILED,
                 "‘%s’ failed with status %d%s%s",
                 name,
                 result->exit_status,
                 separator,
                 words);
}

/**
 * reprise_run_result_free:
 * @result: (transfer full): what a run returned
 */
void
reprise_run_result_free (RepriseRunResult *result)
{
  g_clear_pointer (&result->output, g_bytes_unref);
  g_free (result->errors);
  g_free (result);
}

/**
 * reprise_process_get_pid:
 *
 * Returns: the process id it was started with, also after its end
 */
int
reprise_process_get_pid (RepriseProcess *self)
{
  g_return_val_if_fail (REPRISE_IS_PROCESS (self), 0);

  return REPRISE_PROCESS_GET_IFACE (self)->get_pid (self);
}

/**
 * reprise_process_is_running:
 *
 * Returns: whether the program has not ended yet
 */
gboolean
reprise_process_is_running (RepriseProcess *self)
{
  g_return_val_if_fail (REPRISE_IS_PROCESS (self), FALSE);

  return REPRISE_PROCESS_GET_IFACE (self)->is_running (self);
}

/**
 * reprise_process_send_signal:
 * @signal_number: one of `SIGTERM` and the like
 *
 * Signals the program itself, not the group that it leads. Nothing happens after its end.
 */
void
reprise_process_send_signal (RepriseProcess *self, int signal_number)
{
  g_return_if_fail (REPRISE_IS_PROCESS (self));

  REPRISE_PROCESS_GET_IFACE (self)->send_signal (self, signal_number);
}

/**
 * reprise_process_wait:
 * @timeout_seconds: how long to wait; 0 is no limit
 * @cancellable: (nullable): ends the waiting, not the program
 *
 * Returns: %TRUE when the program has ended, %FALSE with %REPRISE_ENGINE_ERROR_TIMED_OUT or
 * %G_IO_ERROR_CANCELLED while it still runs
 */
gboolean
reprise_process_wait (RepriseProcess *self,
                      guint timeout_seconds,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (REPRISE_IS_PROCESS (self), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return REPRISE_PROCESS_GET_IFACE (self)->wait (self, timeout_seconds, cancellable, error);
}

/**
 * reprise_runner_run:
 * @command: what to run; borrowed until the call returns
 * @cancellable: (nullable): ends the program and every process of its group
 *
 * Runs a program to its end. An exit status other than 0 is a result, not an error.
 *
 * Errors: %REPRISE_ENGINE_ERROR_NOT_FOUND where there is no such program,
 * %REPRISE_ENGINE_ERROR_COMMAND_FAILED where it cannot be started or writes too much,
 * %REPRISE_ENGINE_ERROR_TIMED_OUT, and %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): its exit status and output
 */
RepriseRunResult *
reprise_runner_run (RepriseRunner *self,
                    const RepriseCommand *command,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (REPRISE_IS_RUNNER (self), NULL);
  g_return_val_if_fail (command != NULL && command->argv != NULL, NULL);
  g_return_val_if_fail (command->argv[0] != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return REPRISE_RUNNER_GET_IFACE (self)->run (self, command, cancellable, error);
}

/**
 * reprise_runner_run_checked:
 *
 * Like reprise_runner_run(), but a program that ends with a status other than 0, or by a signal, is
 * %REPRISE_ENGINE_ERROR_COMMAND_FAILED; the message has the program's name, its status and its last
 * lines, never its arguments.
 *
 * Returns: (transfer full): the result of a program that ended well
 */
RepriseRunResult *
reprise_runner_run_checked (RepriseRunner *self,
                            const RepriseCommand *command,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (RepriseRunResult) result = reprise_runner_run (self, command, cancellable, error);

  if (result == NULL)
    return NULL;
  if (result->exit_status != 0)
    {
      set_failure (command, result, error);
      return NULL;
    }

  return g_steal_pointer (&result);
}

/**
 * reprise_runner_spawn:
 * @command: what to start; its line function and time limit are not used
 * @log_path: file that both output streams are appended to; created with mode 0600
 *
 * Starts a program that goes on running. It outlives the handle: dropping the last reference
 * neither signals nor waits for it.
 *
 * Returns: (transfer full): the running program
 */
RepriseProcess *
reprise_runner_spawn (RepriseRunner *self,
                      const RepriseCommand *command,
                      const char *log_path,
                      GError **error)
{
  g_return_val_if_fail (REPRISE_IS_RUNNER (self), NULL);
  g_return_val_if_fail (command != NULL && command->argv != NULL, NULL);
  g_return_val_if_fail (command->argv[0] != NULL, NULL);
  g_return_val_if_fail (log_path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return REPRISE_RUNNER_GET_IFACE (self)->spawn (self, command, log_path, error);
}
