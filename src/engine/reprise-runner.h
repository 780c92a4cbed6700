/* SPDX-License-Identifier: GPL-3.0-or-later
 * How programs are run: an argument list, never a shell. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Everything in engine/ blocks and is called on worker threads; cancellables reach every step. */

/**
 * RepriseRunnerLineFunc:
 * @line: one line of the program's output, valid UTF-8, without its end
 *
 * Called on the thread that runs the command, while it runs.
 */
typedef void (*RepriseRunnerLineFunc) (const char *line, gpointer user_data);

/**
 * RepriseCommand:
 * @argv: %NULL-terminated; the first is an absolute path
 * @environment: (nullable): `NAME=value` strings added to the runner's own
 * @directory: (nullable): working directory; `/` where %NULL
 * @input: (nullable): what the program reads from its standard input
 * @line_func: (nullable): gets every line of standard output and standard error as it comes
 * @line_data: for @line_func
 * @timeout_seconds: after which the program is ended and the call fails; 0 is no limit
 */
typedef struct
{
  const char *const *argv;
  const char *const *environment;
  const char *directory;
  GBytes *input;
  RepriseRunnerLineFunc line_func;
  gpointer line_data;
  guint timeout_seconds;
} RepriseCommand;

/**
 * RepriseRunResult:
 * @exit_status: what the program returned, or -1 where a signal ended it
 * @signal: that signal, or 0
 * @output: standard output (up to 64 MiB; more is an error)
 * @errors: the last 64 KiB of standard error, valid UTF-8
 */
typedef struct
{
  int exit_status;
  int signal;
  GBytes *output;
  char *errors;
} RepriseRunResult;

void reprise_run_result_free (RepriseRunResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseRunResult, reprise_run_result_free)

/**
 * RepriseProcess:
 *
 * A program that goes on running (a postmaster): started in a process group of its own.
 */
#define REPRISE_TYPE_PROCESS (reprise_process_get_type ())
G_DECLARE_INTERFACE (RepriseProcess, reprise_process, REPRISE, PROCESS, GObject)

struct _RepriseProcessInterface
{
  GTypeInterface parent_iface;

  int (*get_pid) (RepriseProcess *self);
  gboolean (*is_running) (RepriseProcess *self);
  void (*send_signal) (RepriseProcess *self, int signal_number);
  gboolean (*wait) (RepriseProcess *self,
                    guint timeout_seconds,
                    GCancellable *cancellable,
                    GError **error);
};

int reprise_process_get_pid (RepriseProcess *self);
gboolean reprise_process_is_running (RepriseProcess *self);
void reprise_process_send_signal (RepriseProcess *self, int signal_number);
gboolean reprise_process_wait (RepriseProcess *self,
                               guint timeout_seconds,
                               GCancellable *cancellable,
                               GError **error);

#define REPRISE_TYPE_RUNNER (reprise_runner_get_type ())
G_DECLARE_INTERFACE (RepriseRunner, reprise_runner, REPRISE, RUNNER, GObject)

struct _RepriseRunnerInterface
{
  GTypeInterface parent_iface;

  RepriseRunResult *(*run) (RepriseRunner *self,
                            const RepriseCommand *command,
                            GCancellable *cancellable,
                            GError **error);
  RepriseProcess *(*spawn) (RepriseRunner *self,
                            const RepriseCommand *command,
                            const char *log_path,
                            GError **error);
};

/* run: waits for the end; cancelled, the whole process group is ended (SIGTERM, then SIGKILL after
 * a bound, until no process of it is left) before the call returns. A non-zero exit is a result,
 * not an error. */
RepriseRunResult *reprise_runner_run (RepriseRunner *self,
                                      const RepriseCommand *command,
                                      GCancellable *cancellable,
                                      GError **error);

/* run_checked: like run, but an exit status other than 0 is REPRISE_ENGINE_ERROR_COMMAND_FAILED
 * with the program's name and its last lines of error output. */
RepriseRunResult *reprise_runner_run_checked (RepriseRunner *self,
                                              const RepriseCommand *command,
                                              GCancellable *cancellable,
                                              GError **error);

/* spawn: both output streams are appended to the file at log_path. */
RepriseProcess *reprise_runner_spawn (RepriseRunner *self,
                                      const RepriseCommand *command,
                                      const char *log_path,
                                      GError **error);

G_END_DECLS
