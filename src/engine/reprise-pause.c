/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting between two looks at something that has no way to tell. */

#include "config.h"

#include "engine/reprise-pause.h"

/**
 * reprise_pause_init:
 * @self: what to set up
 * @first_milliseconds: the first wait, at least 1
 * @longest_milliseconds: the longest one
 * @limit_seconds: after which reprise_pause_is_over()
 */
void
reprise_pause_init (ReprisePause *self,
                    guint first_milliseconds,
                    guint longest_milliseconds,
                    guint limit_seconds)
{
  g_return_if_fail (first_milliseconds > 0);

  self->next_milliseconds = first_milliseconds;
  self->longest_milliseconds = longest_milliseconds;
  self->deadline_usec = g_get_monotonic_time () + limit_seconds * G_USEC_PER_SEC;
}

/** reprise_pause_is_over: Returns: whether the limit has passed. */
gboolean
reprise_pause_is_over (const ReprisePause *self)
{
  return g_get_monotonic_time () >= self->deadline_usec;
}

/**
 * reprise_pause_wait:
 * @self: from reprise_pause_init()
 * @cancellable: (nullable): ends the wait at once
 * @error: return location for %G_IO_ERROR_CANCELLED, the only error
 *
 * Blocks the calling thread, each time a little longer.
 *
 * Returns: %FALSE if cancelled
 */
gboolean
reprise_pause_wait (ReprisePause *self, GCancellable *cancellable, GError **error)
{
  GPollFD poll_fd = { 0 };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &poll_fd);

  if (watched)
    {
      g_poll (&poll_fd, 1, (int) self->next_milliseconds);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep (self->next_milliseconds * 1000UL);
  self->next_milliseconds =
      MIN (self->next_milliseconds + self->next_milliseconds / 2 + 1, self->longest_milliseconds);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
