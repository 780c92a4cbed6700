/* SPDX-License-Identifier: GPL-3.0-or-later
 * Programs run as child processes of this one. */

#include "config.h"

#include "engine/reprise-subprocess-runner.h"

#include "engine/reprise-child.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-output-collector.h"
#include "engine/reprise-proc.h"
#include "engine/reprise-subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#define OUTPUT_LIMIT_BYTES (64 * 1024 * 1024)
#define ERRORS_LIMIT_BYTES (64 * 1024)
/* How long the output is read after the program's end, where something else holds it open. */
#define DRAIN_USEC (1 * G_USEC_PER_SEC)
/* How often a kernel without pidfd is asked for the program's end. */
#define POLL_WITHOUT_PIDFD_MSEC 20

struct _RepriseSubprocessRunner
{
  GObject parent_instance;

  GStrv environment;
};

/* One program while it is run; lives on the stack of the thread that runs it. */
typedef struct
{
  const RepriseCommand *command;
  int pid;
  int pidfd;
  RepriseChildStreams streams;
  RepriseOutputCollector *output;
  RepriseOutputCollector *errors;
  gint64 deadline;
  gint64 drain_deadline;
} Run;

static void reprise_subprocess_runner_runner_init (RepriseRunnerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseSubprocessRunner,
                               reprise_subprocess_runner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_RUNNER,
                                                      reprise_subprocess_runner_runner_init))

static void
close_descriptor (int *descriptor)
{
  if (*descriptor >= 0)
    close (*descriptor);
  *descriptor = -1;
}

static gboolean
start_run (Run *run, const char *const *environment, GError **error)
{
  const RepriseCommand *command = run->command;

  run->pid = reprise_child_start (command, environment, -1, &run->streams, error);
  if (run->pid < 0)
    return FALSE;

  run->pidfd = reprise_proc_open_pidfd (run->pid);
  run->output = reprise_output_collector_new (REPRISE_OUTPUT_WHOLE,
                                              OUTPUT_LIMIT_BYTES,
                                              command->line_func,
                                              command->line_data);
  run->errors = reprise_output_collector_new (REPRISE_OUTPUT_TAIL,
                                              ERRORS_LIMIT_BYTES,
                                              command->line_func,
                                              command->line_data);
  if (command->timeout_seconds > 0)
    run->deadline = g_get_monotonic_time () + (gint64) command->timeout_seconds * G_USEC_PER_SEC;

  return TRUE;
}

static void
clear_run (Run *run)
{
  close_descriptor (&run->streams.output);
  close_descriptor (&run->streams.errors);
  close_descriptor (&run->pidfd);
  g_clear_pointer (&run->output, reprise_output_collector_free);
  g_clear_pointer (&run->errors, reprise_output_collector_free);
}

/* Milliseconds to wait for at most, rounded up; -1 for ever. */
static int
compute_poll_timeout (Run *run)
{
  gint64 deadline = run->deadline;
  gint64 left;
  int timeout = -1;

  if (run->drain_deadline != 0 && (deadline == 0 || run->drain_deadline < deadline))
    deadline = run->drain_deadline;
  if (deadline != 0)
    {
      left = MAX (deadline - g_get_monotonic_time (), 0);
      timeout = (int) MIN ((left + 999) / 1000, G_MAXINT);
    }
  if (run->pidfd < 0 && (timeout < 0 || timeout > POLL_WITHOUT_PIDFD_MSEC))
    timeout = POLL_WITHOUT_PIDFD_MSEC;

  return timeout;
}

/* Reads once; at the stream's end the descriptor is closed. */
static gboolean
read_stream (Run *run, int *descriptor, RepriseOutputCollector *collector, GError **error)
{
  char buffer[16 * 1024];
  g_autofree char *name = NULL;
  gssize length = read (*descriptor, buffer, sizeof buffer);

  if (length < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (length <= 0)
    {
      close_descriptor (descriptor);
      return TRUE;
    }
  if (reprise_output_collector_add (collector, buffer, (gsize) length))
    return TRUE;

  name = g_path_get_basename (run->command->argv[0]);
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_COMMAND_FAILED,
               "‘%s’ wrote more than %d MiB",
               name,
               OUTPUT_LIMIT_BYTES / 1024 / 1024);
  return FALSE;
}

/* Whether the time of the whole command is over. */
static gboolean
check_deadline (Run *run, GError **error)
{
  g_autofree char *name = NULL;

  if (run->deadline == 0 || run->drain_deadline != 0 || g_get_monotonic_time () < run->deadline)
    return TRUE;

  name = g_path_get_basename (run->command->argv[0]);
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_TIMED_OUT,
               "‘%s’ did not end within %u s",
               name,
               run->command->timeout_seconds);
  return FALSE;
}

static gboolean
is_over (Run *run)
{
  if (run->drain_deadline == 0)
    return FALSE;

  return (run->streams.output < 0 && run->streams.errors < 0) ||
         g_get_monotonic_time () >= run->drain_deadline;
}

static gboolean
set_poll_error (GError **error)
{
  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (errno),
               "The output of a program cannot be waited for: %s",
               g_strerror (errno));
  return FALSE;
}

/* Reads both streams until the program has ended and they are empty. */
static gboolean
follow (Run *run, int cancel_descriptor, GCancellable *cancellable, GError **error)
{
  while (!is_over (run))
    {
      struct pollfd polled[] = {
        { .fd = run->streams.output, .events = POLLIN },
        { .fd = run->streams.errors, .events = POLLIN },
        { .fd = run->drain_deadline == 0 ? run->pidfd : -1, .events = POLLIN },
        { .fd = cancel_descriptor, .events = POLLIN },
      };

      if (poll (polled, G_N_ELEMENTS (polled), compute_poll_timeout (run)) < 0 && errno != EINTR)
        return set_poll_error (error);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (polled[0].revents != 0 && !read_stream (run, &run->streams.output, run->output, error))
        return FALSE;
      if (polled[1].revents != 0 && !read_stream (run, &run->streams.errors, run->errors, error))
        return FALSE;
      if (run->drain_deadline == 0 && reprise_child_has_ended (run->pid))
        run->drain_deadline = g_get_monotonic_time () + DRAIN_USEC;
      if (!check_deadline (run, error))
        return FALSE;
    }

  return TRUE;
}

/* What a program leaves in its group is not allowed to go on: it writes where the next step will.
 */
static void
end_leftovers (Run *run)
{
  if (!reprise_proc_group_is_alive (run->pid))
    return;

  g_debug ("Process %d ended and left others in its group", run->pid);
  reprise_proc_end_group (run->pid);
}

static RepriseRunResult *
collect_result (Run *run)
{
  RepriseRunResult *result = g_new0 (RepriseRunResult, 1);

  reprise_output_collector_finish (run->output);
  reprise_output_collector_finish (run->errors);
  reprise_child_reap (run->pid, TRUE, &result->exit_status, &result->signal);
  result->output = reprise_output_collector_steal_bytes (run->output);
  result->errors = reprise_output_collector_dup_text (run->errors);

  return result;
}

static RepriseRunResult *
reprise_subprocess_runner_run (RepriseRunner *runner,
                               const RepriseCommand *command,
                               GCancellable *cancellable,
                               GError **error)
{
  RepriseSubprocessRunner *self = REPRISE_SUBPROCESS_RUNNER (runner);
  Run run = { .command = command, .pidfd = -1, .streams = { -1, -1 } };
  RepriseRunResult *result = NULL;
  int cancel_descriptor;
  gboolean followed;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!start_run (&run, (const char *const *) self->environment, error))
    return NULL;

  cancel_descriptor = g_cancellable_get_fd (cancellable);
  followed = follow (&run, cancel_descriptor, cancellable, error);
  if (cancel_descriptor >= 0)
    g_cancellable_release_fd (cancellable);

  if (followed)
    {
      end_leftovers (&run);
      result = collect_result (&run);
    }
  else
    {
      int exit_status, signal_number;

      if (!reprise_proc_end_group (run.pid))
        g_message ("Process %d does not end", run.pid);
      reprise_child_reap (run.pid, FALSE, &exit_status, &signal_number);
    }
  clear_run (&run);

  return result;
}

static RepriseProcess *
reprise_subprocess_runner_spawn (RepriseRunner *runner,
                                 const RepriseCommand *command,
                                 const char *log_path,
                                 GError **error)
{
  RepriseSubprocessRunner *self = REPRISE_SUBPROCESS_RUNNER (runner);
  int log = open (log_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int pid;

  if (log < 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (errno),
                   "The log file ‘%s’ cannot be written: %s",
                   log_path,
                   g_strerror (errno));
      return NULL;
    }

  pid = reprise_child_start (command, (const char *const *) self->environment, log, NULL, error);
  close (log);
  if (pid < 0)
    return NULL;

  return reprise_subprocess_new (pid, error);
}

static void
reprise_subprocess_runner_finalize (GObject *object)
{
  RepriseSubprocessRunner *self = REPRISE_SUBPROCESS_RUNNER (object);

  g_clear_pointer (&self->environment, g_strfreev);

  G_OBJECT_CLASS (reprise_subprocess_runner_parent_class)->finalize (object);
}

static void
reprise_subprocess_runner_runner_init (RepriseRunnerInterface *iface)
{
  iface->run = reprise_subprocess_runner_run;
  iface->spawn = reprise_subprocess_runner_spawn;
}

static void
reprise_subprocess_runner_class_init (RepriseSubprocessRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_subprocess_runner_finalize;
}

static void
reprise_subprocess_runner_init (RepriseSubprocessRunner *self)
{
}

/**
 * reprise_subprocess_runner_new:
 * @environment: (nullable): the whole environment of every child, `NAME=value`
 *
 * Returns: (transfer full): a runner that any number of threads may use at once
 */
RepriseRunner *
reprise_subprocess_runner_new (const char *const *environment)
{
  RepriseSubprocessRunner *self = g_object_new (REPRISE_TYPE_SUBPROCESS_RUNNER, NULL);

  self->environment = g_strdupv ((GStrv) environment);

  return REPRISE_RUNNER (self);
}
