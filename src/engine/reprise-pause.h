/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting between two looks at something that has no way to tell. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReprisePause:
 * @next_milliseconds: how long the next wait is; set to the first one
 * @longest_milliseconds: what the waits grow to, each half as long again as the one before
 * @deadline_usec: monotonic time after which waiting ends
 *
 * Polling with a back-off and a visible limit, on a worker thread.
 */
typedef struct
{
  guint next_milliseconds;
  guint longest_milliseconds;
  gint64 deadline_usec;
} ReprisePause;

void reprise_pause_init (ReprisePause *self,
                         guint first_milliseconds,
                         guint longest_milliseconds,
                         guint limit_seconds);
gboolean reprise_pause_is_over (const ReprisePause *self);
gboolean reprise_pause_wait (ReprisePause *self, GCancellable *cancellable, GError **error);

G_END_DECLS
