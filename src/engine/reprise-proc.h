/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the kernel says about processes, and signals that cannot hit the wrong one. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseProcStatus:
 * @state: the letter of /proc/PID/stat; see reprise_proc_status_is_dead()
 * @parent: process id of the parent
 * @group: process group
 */
typedef struct
{
  char state;
  int parent;
  int group;
} RepriseProcStatus;

GArray *reprise_proc_list (GError **error);
gboolean reprise_proc_read_status (int pid, RepriseProcStatus *status);
gboolean reprise_proc_status_is_dead (const RepriseProcStatus *status);
int reprise_proc_open_pidfd (int pid);
gboolean reprise_proc_signal_pidfd (int pidfd, int signal_number);
gboolean reprise_proc_end_group (int leader);
gboolean reprise_proc_group_is_alive (int leader);

G_END_DECLS
