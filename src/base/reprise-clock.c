/* SPDX-License-Identifier: GPL-3.0-or-later
 * What time it is and how one waits, so that tests can do both at their own pace. */

#include "config.h"

#include "base/reprise-clock.h"

G_DEFINE_INTERFACE (RepriseClock, reprise_clock, G_TYPE_OBJECT)

static void
reprise_clock_default_init (RepriseClockInterface *iface)
{
}

/**
 * reprise_clock_get_now:
 * @self: a clock
 *
 * Returns: the present time
 */
RepriseInstant
reprise_clock_get_now (RepriseClock *self)
{
  g_return_val_if_fail (REPRISE_IS_CLOCK (self), REPRISE_INSTANT_NONE);
  return REPRISE_CLOCK_GET_IFACE (self)->get_now (self);
}

/**
 * reprise_clock_start_timer:
 * @self: a clock
 * @delay_usec: how long to wait, in microseconds
 * @callback: called then, on the thread-default main context of the caller
 * @user_data: given to @callback
 *
 * Returns: (transfer full): the source, to be given back with reprise_clear_timer()
 */
GSource *
reprise_clock_start_timer (RepriseClock *self,
                           gint64 delay_usec,
                           GSourceFunc callback,
                           gpointer user_data)
{
  GSource *timer;

  g_return_val_if_fail (REPRISE_IS_CLOCK (self), NULL);
  g_return_val_if_fail (delay_usec >= 0, NULL);
  g_return_val_if_fail (callback != NULL, NULL);

  timer = REPRISE_CLOCK_GET_IFACE (self)->create_timer (self, delay_usec);
  g_source_set_callback (timer, callback, user_data, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());
  return timer;
}

/**
 * reprise_clear_timer:
 * @timer: (inout) (nullable): where a timer is kept; %NULL afterwards
 *
 * Stops a timer, whether or not it has run.
 */
void
reprise_clear_timer (GSource **timer)
{
  g_return_if_fail (timer != NULL);

  if (*timer == NULL)
    return;
  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}
