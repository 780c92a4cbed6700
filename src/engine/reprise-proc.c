/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the kernel says about processes, and signals that cannot hit the wrong one. */

#include "config.h"

#include "engine/reprise-proc.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* How long a group may take to end by itself, and how long the kernel may take to end it. */
#define GROUP_TERMINATE_USEC (2 * G_USEC_PER_SEC)
#define GROUP_KILL_USEC (5 * G_USEC_PER_SEC)
#define GROUP_POLL_USEC (10 * 1000)

/**
 * reprise_proc_list:
 *
 * Returns: (transfer full) (element-type int): the process ids there are, or %NULL where /proc
 * cannot be read
 */
GArray *
reprise_proc_list (GError **error)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc", 0, error);
  g_autoptr (GArray) pids = NULL;
  const char *name;

  if (directory == NULL)
    return NULL;

  pids = g_array_new (FALSE, FALSE, sizeof (int));
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      guint64 number;

      if (g_ascii_string_to_unsigned (name, 10, 1, G_MAXINT, &number, NULL))
        {
          int pid = (int) number;

          g_array_append_val (pids, pid);
        }
    }

  return g_steal_pointer (&pids);
}

/**
 * reprise_proc_read_status:
 * @status: (out): filled on success
 *
 * Returns: %FALSE when there is no such process (any more)
 */
gboolean
reprise_proc_read_status (int pid, RepriseProcStatus *status)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  const char *rest;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;

  /* The second field is the program's name in parentheses, and the name may hold any of them. */
  rest = strrchr (text, ')');
  return rest != NULL &&
         sscanf (rest, ") %c %d %d", &status->state, &status->parent, &status->group) == 3;
}

/**
 * reprise_proc_status_is_dead:
 *
 * Returns: whether the process has ended and only waits for its parent to notice
 */
gboolean
reprise_proc_status_is_dead (const RepriseProcStatus *status)
{
  return status->state == 'Z' || status->state == 'X' || status->state == 'x';
}

/**
 * reprise_proc_open_pidfd:
 *
 * Pins the process that has this id now: whatever is signalled through the descriptor is that
 * process and never one that got the same number later.
 *
 * Returns: a descriptor to close, or -1 with errno (`ESRCH`: no such process, `ENOSYS`: a kernel
 * before 5.3)
 */
int
reprise_proc_open_pidfd (int pid)
{
  return (int) syscall (SYS_pidfd_open, pid, 0);
}

/**
 * reprise_proc_signal_pidfd:
 * @signal_number: 0 asks only whether it is there
 *
 * Returns: %FALSE with errno; `ESRCH` after its end
 */
gboolean
reprise_proc_signal_pidfd (int pidfd, int signal_number)
{
  return syscall (SYS_pidfd_send_signal, pidfd, signal_number, NULL, 0) == 0;
}

/**
 * reprise_proc_group_is_alive:
 * @leader: the group's number
 *
 * Returns: whether a process of the group has not ended; zombies do not count, because nobody can
 * make a lazy parent reap them
 */
gboolean
reprise_proc_group_is_alive (int leader)
{
  g_autoptr (GArray) pids = reprise_proc_list (NULL);

  for (guint i = 0; pids != NULL && i < pids->len; i++)
    {
      RepriseProcStatus status;

      if (reprise_proc_read_status (g_array_index (pids, int, i), &status) &&
          status.group == leader && !reprise_proc_status_is_dead (&status))
        return TRUE;
    }

  return FALSE;
}

static gboolean
wait_for_group (int leader, gint64 timeout_usec)
{
  gint64 deadline = g_get_monotonic_time () + timeout_usec;

  while (reprise_proc_group_is_alive (leader))
    {
      if (g_get_monotonic_time () >= deadline)
        return FALSE;
      g_usleep (GROUP_POLL_USEC);
    }

  return TRUE;
}

/**
 * reprise_proc_end_group:
 * @leader: a child of this process that leads a group and has not been reaped: while it is there,
 *   alive or not, its number cannot become another group's
 *
 * Ends every process of the group, with SIGTERM and after 2 s with SIGKILL, and waits until none is
 * left. pgBackRest's workers outlive their parent by many seconds and go on writing, therefore the
 * end of the leader alone says nothing.
 *
 * Returns: %FALSE if a process is still there a long while after SIGKILL (it hangs in the kernel)
 */
gboolean
reprise_proc_end_group (int leader)
{
  kill (-leader, SIGTERM);
  if (wait_for_group (leader, GROUP_TERMINATE_USEC))
    return TRUE;

  kill (-leader, SIGKILL);
  return wait_for_group (leader, GROUP_KILL_USEC);
}
