/* SPDX-License-Identifier: GPL-3.0-or-later
 * What time it is and how one waits, so that tests can do both at their own pace. */

#pragma once

#include "base/reprise-instant.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_CLOCK (reprise_clock_get_type ())
G_DECLARE_INTERFACE (RepriseClock, reprise_clock, REPRISE, CLOCK, GObject)

/**
 * RepriseClockInterface:
 * @get_now: the present time
 * @create_timer: (transfer full): a source, not attached yet, whose callback runs after so many
 *   microseconds; at most once if the callback says %G_SOURCE_REMOVE
 */
struct _RepriseClockInterface
{
  GTypeInterface parent_iface;

  RepriseInstant (*get_now) (RepriseClock *self);
  GSource *(*create_timer) (RepriseClock *self, gint64 delay_usec);
};

RepriseInstant reprise_clock_get_now (RepriseClock *self);
GSource *reprise_clock_start_timer (RepriseClock *self,
                                    gint64 delay_usec,
                                    GSourceFunc callback,
                                    gpointer user_data);
void reprise_clear_timer (GSource **timer);

G_END_DECLS
