/* SPDX-License-Identifier: GPL-3.0-or-later
 * A runner that runs nothing: it answers as programmed and remembers what it was asked. */

#pragma once

#include "engine/reprise-runner.h"

G_BEGIN_DECLS

/**
 * RepriseFakeCall:
 * @line: the arguments joined by single spaces, the program's whole path first
 * @argv: the arguments
 * @environment: (nullable): what the command added
 * @directory: (nullable): where it was to run
 * @input: (nullable): what it was to read
 * @log_path: (nullable): for a spawned program its log file
 */
typedef struct
{
  char *line;
  GStrv argv;
  GStrv environment;
  char *directory;
  GBytes *input;
  char *log_path;
} RepriseFakeCall;

/**
 * RepriseFakeRunnerFunc:
 * @command: what is to be run
 * @result: succeeded and wrote nothing; changed through reprise_fake_result_set_output() and the
 *   like
 *
 * Called on the thread that runs the command, maybe on several at once; may wait for
 * @cancellable. Returns: %FALSE with @error for a run that fails as such
 */
typedef gboolean (*RepriseFakeRunnerFunc) (const RepriseCommand *command,
                                           RepriseRunResult *result,
                                           GCancellable *cancellable,
                                           gpointer user_data,
                                           GError **error);

#define REPRISE_TYPE_FAKE_RUNNER (reprise_fake_runner_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFakeRunner, reprise_fake_runner, REPRISE, FAKE_RUNNER, GObject)

RepriseFakeRunner *reprise_fake_runner_new (void);
void reprise_fake_runner_add (RepriseFakeRunner *self,
                              const char *pattern,
                              int exit_status,
                              const char *output,
                              const char *errors);
void reprise_fake_runner_add_func (RepriseFakeRunner *self,
                                   const char *pattern,
                                   RepriseFakeRunnerFunc func,
                                   gpointer user_data);
void reprise_fake_runner_add_process (RepriseFakeRunner *self,
                                      const char *pattern,
                                      gboolean runs_on,
                                      const char *log);
guint reprise_fake_runner_get_n_calls (RepriseFakeRunner *self);
const RepriseFakeCall *reprise_fake_runner_get_call (RepriseFakeRunner *self, guint index);
guint reprise_fake_runner_count (RepriseFakeRunner *self, const char *pattern);

void reprise_fake_result_set_output (RepriseRunResult *result, const char *text);
void reprise_fake_result_set_errors (RepriseRunResult *result, const char *text);

G_END_DECLS
