/* SPDX-License-Identifier: GPL-3.0-or-later
 * Processes that an earlier run of this lab left behind. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A process is ours if and only if its environment (/proc/<pid>/environ, read through a pidfd that
 * pins the process) holds REPRISE_ORPHANS_VARIABLE=<marker> for exactly our marker and it has our
 * user id. Nothing else is ever signalled. */
#define REPRISE_ORPHANS_VARIABLE "REPRISE_LAB"

/* Process ids carrying the marker, zombies and this process left out. */
GArray *reprise_orphans_find (const char *marker, GError **error);

/* Ends them all: postmasters with SIGQUIT (immediate shutdown), the rest with SIGTERM, then SIGKILL
 * after a bound; waits until none is left; looks again for those that appeared meanwhile. Returns
 * the number ended in n_ended. */
gboolean
reprise_orphans_end (const char *marker, guint timeout_seconds, guint *n_ended, GError **error);

G_END_DECLS
