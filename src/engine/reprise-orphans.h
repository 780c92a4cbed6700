/* SPDX-License-Identifier: GPL-3.0-or-later
 * Processes that an earlier run of this lab left behind. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A process is ours if and only if it has our user id and one of the two marks that everything has
 * which descends from a program the runner started with REPRISE_ORPHANS_VARIABLE=<marker> in its
 * environment: that very entry in its own (/proc/<pid>/environ), or the input that goes with it
 * (engine/reprise-orphan-mark.c says why both). It is read after a pidfd has pinned the process,
 * and signals go through that pidfd. Nothing else is ever signalled. */
#define REPRISE_ORPHANS_VARIABLE "REPRISE_LAB"

/* Process ids carrying the marker, zombies and this process left out. */
GArray *reprise_orphans_find (const char *marker, GError **error);

/* Ends them all: PostgreSQL's with SIGQUIT (immediate shutdown), the rest with SIGTERM, then
 * SIGKILL after a bound; waits until none is left; looks again for those that appeared meanwhile.
 * Returns the number ended in n_ended. Children of a run that goes on are among them: the caller
 * holds the lab's lock and has not started anything yet. */
gboolean
reprise_orphans_end (const char *marker, guint timeout_seconds, guint *n_ended, GError **error);

G_END_DECLS
