/* SPDX-License-Identifier: GPL-3.0-or-later
 * This machine's clock. */

#pragma once

#include "base/reprise-clock.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_SYSTEM_CLOCK (reprise_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSystemClock, reprise_system_clock, REPRISE, SYSTEM_CLOCK, GObject)

RepriseClock *reprise_system_clock_new (void);

G_END_DECLS
