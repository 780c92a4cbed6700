/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starting a child process, and reaping it. */

#include "config.h"

#include "engine/reprise-child.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-memory-file.h"
#include "engine/reprise-orphan-mark.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* GSubprocess would reap the child on a thread of its own as soon as it ends. From then on its
 * number may be anyone's, and the rest of its group could not be signalled safely; here a child
 * stays unreaped until its group has been dealt with. */

/* Runs in the child between fork and exec: async-signal-safe calls only. */
static void
prepare_child_cb (gpointer user_data)
{
  static const int ignorable[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGUSR1, SIGUSR2 };
  sigset_t none;

  setpgid (0, 0);
  /* What is started in the background of a script ignores SIGINT and SIGQUIT, and so would its
   * children: a postmaster that has not got as far as its own handlers could then not be ended. */
  for (gsize i = 0; i < G_N_ELEMENTS (ignorable); i++)
    signal (ignorable[i], SIG_DFL);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
}

/* The command's variables replace those of the same name. */
static GStrv
merge_environment (const char *const *base, const char *const *additions)
{
  GStrv merged = g_strdupv ((GStrv) base);

  if (merged == NULL)
    merged = g_new0 (char *, 1);
  for (gsize i = 0; additions != NULL && additions[i] != NULL; i++)
    {
      const char *equals = strchr (additions[i], '=');
      g_autofree char *name = NULL;

      if (equals == NULL)
        continue;
      name = g_strndup (additions[i], (gsize) (equals - additions[i]));
      merged = g_environ_setenv (merged, name, equals + 1, TRUE);
    }

  return merged;
}

/* The whole input as a file in memory: no pipe to feed, and none that breaks when the program does
 * not read it. Without input there is nothing to read, and where the environment has a marker that
 * nothing bears it too. Returns -1 with @error, or without for /dev/null. */
static int
open_input (GBytes *input, const char *const *environment, GError **error)
{
  const char *bytes;
  gsize length;

  if (input == NULL)
    return reprise_orphan_mark_open_input (environment, error);

  bytes = g_bytes_get_data (input, &length);
  return reprise_memory_file_open ("reprise-input", bytes, length, error);
}

static void
set_start_error (const RepriseCommand *command, const GError *cause, GError **error)
{
  g_autofree char *name = g_path_get_basename (command->argv[0]);
  gboolean absent = g_error_matches (cause, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);

  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               absent ? REPRISE_ENGINE_ERROR_NOT_FOUND : REPRISE_ENGINE_ERROR_COMMAND_FAILED,
               "‘%s’ cannot be started: %s",
               name,
               cause->message);
}

/**
 * reprise_child_start: (skip)
 * @environment: (nullable): what the command's own environment is added to; nothing is inherited
 * @log_descriptor: where both output streams go, or -1 for @streams
 * @streams: (out) (nullable): with @log_descriptor -1: where to read
 *
 * Starts a program as the leader of a process group of its own, with only its three standard
 * descriptors.
 *
 * Returns: the process id of a child that must be reaped, or -1 with @error
 */
int
reprise_child_start (const RepriseCommand *command,
                     const char *const *environment,
                     int log_descriptor,
                     RepriseChildStreams *streams,
                     GError **error)
{
  g_auto (GStrv) variables = merge_environment (environment, command->environment);
  g_autoptr (GError) local_error = NULL;
  int input = open_input (command->input, (const char *const *) variables, &local_error);
  GPid pid = -1;
  gboolean started;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return -1;
    }

  started = g_spawn_async_with_pipes_and_fds (command->directory != NULL ? command->directory : "/",
                                              command->argv,
                                              (const char *const *) variables,
                                              G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES,
                                              prepare_child_cb,
                                              NULL,
                                              input,
                                              log_descriptor,
                                              log_descriptor,
                                              NULL,
                                              NULL,
                                              0,
                                              &pid,
                                              NULL,
                                              log_descriptor < 0 ? &streams->output : NULL,
                                              log_descriptor < 0 ? &streams->errors : NULL,
                                              &local_error);
  if (input >= 0)
    close (input);
  if (!started)
    {
      set_start_error (command, local_error, error);
      return -1;
    }
  if (log_descriptor < 0)
    {
      g_unix_set_fd_nonblocking (streams->output, TRUE, NULL);
      g_unix_set_fd_nonblocking (streams->errors, TRUE, NULL);
    }

  return pid;
}

/**
 * reprise_child_has_ended: (skip)
 * @pid: an unreaped child
 *
 * Returns: whether it has ended; it stays unreaped
 */
gboolean
reprise_child_has_ended (int pid)
{
  siginfo_t info = { 0 };

  return waitid (P_PID, (id_t) pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid;
}

/**
 * reprise_child_reap: (skip)
 * @pid: an unreaped child
 * @block: wait for its end
 * @exit_status: (out): what it returned, or -1
 * @signal_number: (out): what ended it, or 0
 *
 * Returns: %FALSE when it still runs
 */
gboolean
reprise_child_reap (int pid, gboolean block, int *exit_status, int *signal_number)
{
  int status = 0;
  int reaped;

  *exit_status = -1;
  *signal_number = 0;
  do
    reaped = waitpid (pid, &status, block ? 0 : WNOHANG);
  while (reaped < 0 && errno == EINTR);

  if (reaped == 0)
    return FALSE;
  if (reaped == pid && WIFEXITED (status))
    *exit_status = WEXITSTATUS (status);
  if (reaped == pid && WIFSIGNALED (status))
    *signal_number = WTERMSIG (status);
  return TRUE;
}
