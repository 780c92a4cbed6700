/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starting a child process, and reaping it. */

#pragma once

#include "engine/reprise-runner.h"

G_BEGIN_DECLS

/**
 * RepriseChildStreams:
 * @output: for a program that is read: its standard output, nonblocking, to be closed
 * @errors: likewise its standard error
 */
typedef struct
{
  int output;
  int errors;
} RepriseChildStreams;

int reprise_child_start (const RepriseCommand *command,
                         const char *const *environment,
                         int log_descriptor,
                         RepriseChildStreams *streams,
                         GError **error);
gboolean reprise_child_has_ended (int pid);
gboolean reprise_child_reap (int pid, gboolean block, int *exit_status, int *signal_number);

G_END_DECLS
