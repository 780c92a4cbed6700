/* SPDX-License-Identifier: GPL-3.0-or-later
 * This machine's clock. */

#include "config.h"

#include "base/reprise-system-clock.h"

struct _RepriseSystemClock
{
  GObject parent_instance;
};

static RepriseInstant
reprise_system_clock_get_now (RepriseClock *clock)
{
  return reprise_instant_now ();
}

static GSource *
reprise_system_clock_create_timer (RepriseClock *clock, gint64 delay_usec)
{
  gint64 milliseconds = (delay_usec + 999) / 1000;

  return g_timeout_source_new ((guint) CLAMP (milliseconds, 0, G_MAXINT));
}

static void
clock_init (RepriseClockInterface *iface)
{
  iface->get_now = reprise_system_clock_get_now;
  iface->create_timer = reprise_system_clock_create_timer;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseSystemClock,
                               reprise_system_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_CLOCK, clock_init))

static void
reprise_system_clock_class_init (RepriseSystemClockClass *klass)
{
}

static void
reprise_system_clock_init (RepriseSystemClock *self)
{
}

/**
 * reprise_system_clock_new:
 *
 * Returns: (transfer full): this machine's clock
 */
RepriseClock *
reprise_system_clock_new (void)
{
  return g_object_new (REPRISE_TYPE_SYSTEM_CLOCK, NULL);
}
