/* SPDX-License-Identifier: GPL-3.0-or-later
 * The handle of a child process that goes on running. */

#include "config.h"

#include "engine/reprise-subprocess.h"

#include "engine/reprise-child.h"
#include "engine/reprise-engine-error.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

/* Shared with the thread that waits for the child: it reaps also what nobody holds a handle of, for
 * a zombie postmaster keeps its successor from starting ("lock file already exists"). */
typedef struct
{
  GMutex mutex;
  GCond changed;
  int pid;
  gboolean ended;
} Watch;

struct _RepriseSubprocess
{
  GObject parent_instance;

  Watch *watch;
};

static void reprise_subprocess_process_init (RepriseProcessInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseSubprocess,
                               reprise_subprocess,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_PROCESS,
                                                      reprise_subprocess_process_init))

static void
clear_watch (gpointer data)
{
  Watch *watch = data;

  g_mutex_clear (&watch->mutex);
  g_cond_clear (&watch->changed);
}

static void
release_watch (Watch *watch)
{
  g_atomic_rc_box_release_full (watch, clear_watch);
}

static gpointer
watch_child_thread (gpointer data)
{
  Watch *watch = data;
  siginfo_t info = { 0 };
  int exit_status, signal_number;

  while (waitid (P_PID, (id_t) watch->pid, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR)
    ;

  /* Reaped under the lock: whoever signals holds it too, and cannot hit a number given anew. */
  g_mutex_lock (&watch->mutex);
  reprise_child_reap (watch->pid, TRUE, &exit_status, &signal_number);
  watch->ended = TRUE;
  g_cond_broadcast (&watch->changed);
  g_mutex_unlock (&watch->mutex);
  g_debug ("Process %d ended with status %d, signal %d", watch->pid, exit_status, signal_number);
  release_watch (watch);

  return NULL;
}

static void
wait_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Watch *watch = user_data;

  g_mutex_lock (&watch->mutex);
  g_cond_broadcast (&watch->changed);
  g_mutex_unlock (&watch->mutex);
}

static int
reprise_subprocess_get_pid (RepriseProcess *process)
{
  return REPRISE_SUBPROCESS (process)->watch->pid;
}

static gboolean
reprise_subprocess_is_running (RepriseProcess *process)
{
  Watch *watch = REPRISE_SUBPROCESS (process)->watch;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&watch->mutex);

  /* Until it is reaped: before, its process id still looks taken to a successor. */
  return !watch->ended;
}

static void
reprise_subprocess_send_signal (RepriseProcess *process, int signal_number)
{
  Watch *watch = REPRISE_SUBPROCESS (process)->watch;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&watch->mutex);

  if (!watch->ended)
    kill (watch->pid, signal_number);
}

/* Returns whether the child ended before the deadline (0: none) and before it was cancelled. */
static gboolean
wait_until_ended (Watch *watch, gint64 deadline, GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&watch->mutex);

  while (!watch->ended && !g_cancellable_is_cancelled (cancellable))
    {
      if (deadline == 0)
        g_cond_wait (&watch->changed, &watch->mutex);
      else if (!g_cond_wait_until (&watch->changed, &watch->mutex, deadline))
        break;
    }

  return watch->ended;
}

static gboolean
reprise_subprocess_wait (RepriseProcess *process,
                         guint timeout_seconds,
                         GCancellable *cancellable,
                         GError **error)
{
  Watch *watch = REPRISE_SUBPROCESS (process)->watch;
  gint64 deadline = 0;
  gulong handler = 0;
  gboolean ended;

  if (timeout_seconds > 0)
    deadline = g_get_monotonic_time () + (gint64) timeout_seconds * G_USEC_PER_SEC;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wait_cancelled_cb), watch, NULL);
  ended = wait_until_ended (watch, deadline, cancellable);
  g_cancellable_disconnect (cancellable, handler);

  if (ended)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_TIMED_OUT,
               "Process %d did not end within %u s",
               watch->pid,
               timeout_seconds);
  return FALSE;
}

static void
reprise_subprocess_finalize (GObject *object)
{
  RepriseSubprocess *self = REPRISE_SUBPROCESS (object);

  g_clear_pointer (&self->watch, release_watch);

  G_OBJECT_CLASS (reprise_subprocess_parent_class)->finalize (object);
}

static void
reprise_subprocess_process_init (RepriseProcessInterface *iface)
{
  iface->get_pid = reprise_subprocess_get_pid;
  iface->is_running = reprise_subprocess_is_running;
  iface->send_signal = reprise_subprocess_send_signal;
  iface->wait = reprise_subprocess_wait;
}

static void
reprise_subprocess_class_init (RepriseSubprocessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_subprocess_finalize;
}

static void
reprise_subprocess_init (RepriseSubprocess *self)
{
  self->watch = g_atomic_rc_box_new0 (Watch);
  g_mutex_init (&self->watch->mutex);
  g_cond_init (&self->watch->changed);
}

/**
 * reprise_subprocess_new:
 * @pid: (transfer full): an unreaped child, which this class reaps from now on
 *
 * Returns: (transfer full): its handle; the last reference dropped, the child goes on
 */
RepriseProcess *
reprise_subprocess_new (int pid, GError **error)
{
  g_autoptr (RepriseSubprocess) self = g_object_new (REPRISE_TYPE_SUBPROCESS, NULL);
  g_autoptr (GThread) thread = NULL;

  self->watch->pid = pid;
  g_atomic_rc_box_acquire (self->watch);
  thread = g_thread_try_new ("reprise-child", watch_child_thread, self->watch, error);
  if (thread == NULL)
    {
      int exit_status, signal_number;

      release_watch (self->watch);
      kill (pid, SIGKILL);
      reprise_child_reap (pid, TRUE, &exit_status, &signal_number);
      self->watch->ended = TRUE;
      return NULL;
    }

  return REPRISE_PROCESS (g_steal_pointer (&self));
}
