/* SPDX-License-Identifier: GPL-3.0-or-later
 * A process that is none: it runs until it is signalled or told to end. */

#include "config.h"

#include "support/reprise-fake-process.h"

#include "engine/reprise-engine-error.h"

struct _RepriseFakeProcess
{
  GObject parent_instance;

  /* Guards what follows. */
  GMutex mutex;
  GCond ended_cond;
  GArray *signals;
  gboolean ended;
  int deaf_to;

  int pid;
};

static void reprise_fake_process_process_init (RepriseProcessInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFakeProcess,
                               reprise_fake_process,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_PROCESS,
                                                      reprise_fake_process_process_init))

static int
reprise_fake_process_get_pid (RepriseProcess *process)
{
  return REPRISE_FAKE_PROCESS (process)->pid;
}

static gboolean
reprise_fake_process_is_running (RepriseProcess *process)
{
  RepriseFakeProcess *self = REPRISE_FAKE_PROCESS (process);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return !self->ended;
}

static void
reprise_fake_process_send_signal (RepriseProcess *process, int signal_number)
{
  RepriseFakeProcess *self = REPRISE_FAKE_PROCESS (process);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  if (self->ended)
    return;

  g_array_append_val (self->signals, signal_number);
  if (signal_number != self->deaf_to)
    self->ended = TRUE;
  g_cond_broadcast (&self->ended_cond);
}

static gboolean
reprise_fake_process_wait (RepriseProcess *process,
                           guint timeout_seconds,
                           GCancellable *cancellable,
                           GError **error)
{
  RepriseFakeProcess *self = REPRISE_FAKE_PROCESS (process);
  gint64 deadline = g_get_monotonic_time () + timeout_seconds * G_USEC_PER_SEC;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  while (!self->ended && (timeout_seconds == 0 || g_get_monotonic_time () < deadline))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_cond_wait_until (&self->ended_cond,
                         &self->mutex,
                         g_get_monotonic_time () + G_USEC_PER_SEC / 100);
    }
  if (self->ended)
    return TRUE;

  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_TIMED_OUT,
               "Process %d did not end within %u s",
               self->pid,
               timeout_seconds);
  return FALSE;
}

static void
reprise_fake_process_finalize (GObject *object)
{
  RepriseFakeProcess *self = REPRISE_FAKE_PROCESS (object);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended_cond);
  g_clear_pointer (&self->signals, g_array_unref);

  G_OBJECT_CLASS (reprise_fake_process_parent_class)->finalize (object);
}

static void
reprise_fake_process_process_init (RepriseProcessInterface *iface)
{
  iface->get_pid = reprise_fake_process_get_pid;
  iface->is_running = reprise_fake_process_is_running;
  iface->send_signal = reprise_fake_process_send_signal;
  iface->wait = reprise_fake_process_wait;
}

static void
reprise_fake_process_class_init (RepriseFakeProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_fake_process_finalize;
}

static void
reprise_fake_process_init (RepriseFakeProcess *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended_cond);
  self->signals = g_array_new (FALSE, FALSE, sizeof (int));
}

/**
 * reprise_fake_process_new:
 * @pid: what it says its process id is
 *
 * Returns: (transfer full): a process that any signal ends
 */
RepriseFakeProcess *
reprise_fake_process_new (int pid)
{
  RepriseFakeProcess *self = g_object_new (REPRISE_TYPE_FAKE_PROCESS, NULL);

  self->pid = pid;

  return self;
}

/** reprise_fake_process_end: It ends by itself. */
void
reprise_fake_process_end (RepriseFakeProcess *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->ended = TRUE;
  g_cond_broadcast (&self->ended_cond);
}

/** reprise_fake_process_set_deaf_to: This one signal does not end it. */
void
reprise_fake_process_set_deaf_to (RepriseFakeProcess *self, int signal_number)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->deaf_to = signal_number;
}

/** reprise_fake_process_count_signals: Returns: how often it got this one. */
guint
reprise_fake_process_count_signals (RepriseFakeProcess *self, int signal_number)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  guint count = 0;

  for (guint i = 0; i < self->signals->len; i++)
    if (g_array_index (self->signals, int, i) == signal_number)
      count++;

  return count;
}
