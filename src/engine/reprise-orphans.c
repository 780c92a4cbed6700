/* SPDX-License-Identifier: GPL-3.0-or-later
 * Processes that an earlier run of this lab left behind. */

#include "config.h"

#include "engine/reprise-orphans.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-orphan-mark.h"
#include "engine/reprise-proc.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How long one may take to end by itself: a postmaster gives its children 5 s before it kills them.
 * Never more than half of the caller's time. */
#define GRACE_USEC (8 * G_USEC_PER_SEC)
/* How long to wait for the end of one of them before looking for new ones. */
#define POLL_MSEC 100

typedef struct
{
  int pid;
  int pidfd;
  gint64 kill_at;
  gboolean killed;
} Orphan;

static void
free_orphan (gpointer data)
{
  Orphan *orphan = data;

  close (orphan->pidfd);
  g_free (orphan);
}

/* Whether both the real and the effective user are ours. */
static gboolean
is_our_user (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;
  const char *line;
  unsigned int real, effective;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;

  line = strstr (text, "\nUid:");
  return line != NULL && sscanf (line, "\nUid: %u %u", &real, &effective) == 2 &&
         real == getuid () && effective == geteuid ();
}

static gboolean
is_ours (int pid, const char *marker)
{
  RepriseProcStatus status;

  return pid != getpid () && reprise_proc_read_status (pid, &status) &&
         !reprise_proc_status_is_dead (&status) && is_our_user (pid) &&
         reprise_orphan_mark_is_on (pid, marker);
}

static gboolean
is_postgres (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/exe", pid);
  g_autofree char *program = g_file_read_link (path, NULL);
  g_autofree char *name = NULL;

  if (program == NULL)
    return FALSE;

  /* The program's file may have been replaced by an upgrade. */
  name = g_path_get_basename (program);
  return g_str_equal (name, "postgres") || g_str_equal (name, "postgres (deleted)");
}

static Orphan *
find_by_pid (GPtrArray *orphans, int pid)
{
  for (guint i = 0; i < orphans->len; i++)
    {
      Orphan *orphan = g_ptr_array_index (orphans, i);

      if (orphan->pid == pid)
        return orphan;
    }

  return NULL;
}

/* Adds the process where it is ours. The order matters: what is read after the process was pinned
 * is about the pinned one, or the pinned one is gone and its descriptor reaches nobody. */
static gboolean
examine (int pid, const char *marker, GPtrArray *orphans, GError **error)
{
  int pidfd = reprise_proc_open_pidfd (pid);
  Orphan *orphan;

  if (pidfd < 0 && (errno == ESRCH || errno == EINVAL))
    return TRUE;
  if (pidfd < 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (errno),
                   "Processes of an earlier run cannot be looked for: %s",
                   g_strerror (errno));
      return FALSE;
    }
  if (!is_ours (pid, marker))
    {
      close (pidfd);
      return TRUE;
    }

  orphan = g_new0 (Orphan, 1);
  orphan->pid = pid;
  orphan->pidfd = pidfd;
  g_ptr_array_add (orphans, orphan);
  return TRUE;
}

/* Adds those that are not known yet. */
static gboolean
look (const char *marker, GPtrArray *orphans, GError **error)
{
  g_autoptr (GArray) pids = reprise_proc_list (error);

  if (pids == NULL)
    return FALSE;
  for (guint i = 0; i < pids->len; i++)
    {
      int pid = g_array_index (pids, int, i);

      if (find_by_pid (orphans, pid) == NULL && !examine (pid, marker, orphans, error))
        return FALSE;
    }

  return TRUE;
}

/* The postmaster ends its own children in better order than we could. */
static gboolean
has_postmaster (Orphan *orphan, GPtrArray *orphans)
{
  RepriseProcStatus status;

  return is_postgres (orphan->pid) && reprise_proc_read_status (orphan->pid, &status) &&
         find_by_pid (orphans, status.parent) != NULL;
}

static void
signal_new_ones (GPtrArray *orphans, gint64 grace_usec)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < orphans->len; i++)
    {
      Orphan *orphan = g_ptr_array_index (orphans, i);

      if (orphan->kill_at != 0)
        continue;
      orphan->kill_at = now + grace_usec;
      if (!has_postmaster (orphan, orphans))
        reprise_proc_signal_pidfd (orphan->pidfd, is_postgres (orphan->pid) ? SIGQUIT : SIGTERM);
    }
}

static void
kill_slow_ones (GPtrArray *orphans)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < orphans->len; i++)
    {
      Orphan *orphan = g_ptr_array_index (orphans, i);

      if (orphan->killed || now < orphan->kill_at)
        continue;
      orphan->killed = TRUE;
      reprise_proc_signal_pidfd (orphan->pidfd, SIGKILL);
    }
}

/* Waits a moment for the end of any; drops those that have ended and returns how many. */
static guint
drop_ended (GPtrArray *orphans)
{
  g_autofree struct pollfd *polled = g_new0 (struct pollfd, orphans->len);
  guint n_ended = 0;

  for (guint i = 0; i < orphans->len; i++)
    {
      const Orphan *orphan = g_ptr_array_index (orphans, i);

      polled[i] = (struct pollfd){ .fd = orphan->pidfd, .events = POLLIN };
    }
  poll (polled, orphans->len, POLL_MSEC);
  for (guint i = orphans->len; i > 0; i--)
    if (polled[i - 1].revents != 0)
      {
        g_ptr_array_remove_index (orphans, i - 1);
        n_ended++;
      }

  return n_ended;
}

static void
set_timed_out (GPtrArray *orphans, guint timeout_seconds, GError **error)
{
  const Orphan *first = g_ptr_array_index (orphans, 0);

  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_TIMED_OUT,
               "Of the processes that an earlier run left %u did not end within %u s, among them "
               "process %d",
               orphans->len,
               timeout_seconds,
               first->pid);
}

/**
 * reprise_orphans_find:
 * @marker: the value of %REPRISE_ORPHANS_VARIABLE
 *
 * Returns: (transfer full) (element-type int): the ids of the processes that carry it, maybe none;
 * %NULL with @error where processes cannot be looked at
 */
GArray *
reprise_orphans_find (const char *marker, GError **error)
{
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (free_orphan);
  GArray *pids;

  g_return_val_if_fail (marker != NULL && *marker != '\0', NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!look (marker, orphans, error))
    return NULL;

  pids = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < orphans->len; i++)
    {
      const Orphan *orphan = g_ptr_array_index (orphans, i);

      g_array_append_val (pids, orphan->pid);
    }

  return pids;
}

/**
 * reprise_orphans_end:
 * @marker: the value of %REPRISE_ORPHANS_VARIABLE
 * @timeout_seconds: how long it may take
 * @n_ended: (out) (optional): how many there were
 *
 * Blocks until no process carries the marker any more.
 *
 * Returns: %FALSE with %REPRISE_ENGINE_ERROR_TIMED_OUT where some do not end, even killed
 */
gboolean
reprise_orphans_end (const char *marker, guint timeout_seconds, guint *n_ended, GError **error)
{
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (free_orphan);
  gint64 timeout_usec = (gint64) timeout_seconds * G_USEC_PER_SEC;
  gint64 deadline = g_get_monotonic_time () + timeout_usec;
  guint count = 0;

  g_return_val_if_fail (marker != NULL && *marker != '\0', FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  for (;;)
    {
      if (!look (marker, orphans, error))
        return FALSE;
      if (orphans->len == 0)
        break;
      if (g_get_monotonic_time () >= deadline)
        {
          set_timed_out (orphans, timeout_seconds, error);
          return FALSE;
        }
      signal_new_ones (orphans, MIN (GRACE_USEC, timeout_usec / 2));
      kill_slow_ones (orphans);
      count += drop_ended (orphans);
    }

  if (n_ended != NULL)
    *n_ended = count;
  return TRUE;
}
