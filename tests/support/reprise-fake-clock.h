/* SPDX-License-Identifier: GPL-3.0-or-later
 * A clock that moves only when a test says so. */

#pragma once

#include "base/reprise-clock.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_FAKE_CLOCK (reprise_fake_clock_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFakeClock, reprise_fake_clock, REPRISE, FAKE_CLOCK, GObject)

RepriseFakeClock *reprise_fake_clock_new (const char *now);
void reprise_fake_clock_advance (RepriseFakeClock *self, gint64 usec);
gint64 reprise_fake_clock_get_next_delay (RepriseFakeClock *self);
void reprise_fake_clock_await_timer (RepriseFakeClock *self, gint64 delay_usec);

G_END_DECLS
