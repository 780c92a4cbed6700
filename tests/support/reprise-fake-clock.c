/* SPDX-License-Identifier: GPL-3.0-or-later
 * A clock that moves only when a test says so. */

#include "config.h"

#include "support/reprise-fake-clock.h"

/* How long a test is ready to wait, in real time, for a timer to be started. */
#define PATIENCE_USEC (10 * G_USEC_PER_SEC)

typedef struct
{
  GSource source;
  RepriseInstant due;
} Timer;

struct _RepriseFakeClock
{
  GObject parent_instance;

  RepriseInstant now;
  GPtrArray *timers;
};

static gboolean
dispatch_timer (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs timer_funcs = { .dispatch = dispatch_timer };

static void
wake_due_timers (RepriseFakeClock *self)
{
  for (guint i = self->timers->len; i > 0; i--)
    {
      Timer *timer = g_ptr_array_index (self->timers, i - 1);

      if (g_source_is_destroyed (&timer->source))
        g_ptr_array_remove_index (self->timers, i - 1);
      else if (timer->due <= self->now)
        {
          g_source_set_ready_time (&timer->source, 0);
          g_ptr_array_remove_index (self->timers, i - 1);
        }
    }
}

static RepriseInstant
reprise_fake_clock_get_now (RepriseClock *clock)
{
  return REPRISE_FAKE_CLOCK (clock)->now;
}

static GSource *
reprise_fake_clock_create_timer (RepriseClock *clock, gint64 delay_usec)
{
  RepriseFakeClock *self = REPRISE_FAKE_CLOCK (clock);
  GSource *source = g_source_new (&timer_funcs, sizeof (Timer));

  ((Timer *) source)->due = self->now + delay_usec;
  g_ptr_array_add (self->timers, g_source_ref (source));
  wake_due_timers (self);
  return source;
}

static void
clock_init (RepriseClockInterface *iface)
{
  iface->get_now = reprise_fake_clock_get_now;
  iface->create_timer = reprise_fake_clock_create_timer;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFakeClock,
                               reprise_fake_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_CLOCK, clock_init))

static void
reprise_fake_clock_finalize (GObject *object)
{
  g_clear_pointer (&REPRISE_FAKE_CLOCK (object)->timers, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_fake_clock_parent_class)->finalize (object);
}

static void
reprise_fake_clock_class_init (RepriseFakeClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_fake_clock_finalize;
}

static void
reprise_fake_clock_init (RepriseFakeClock *self)
{
  self->timers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_source_unref);
}

/**
 * reprise_fake_clock_new:
 * @now: where it stands, as an RFC 3339 time
 *
 * Returns: (transfer full): a clock that does not move
 */
RepriseFakeClock *
reprise_fake_clock_new (const char *now)
{
  RepriseFakeClock *self = g_object_new (REPRISE_TYPE_FAKE_CLOCK, NULL);

  g_assert_true (reprise_instant_parse (now, &self->now));
  return self;
}

/**
 * reprise_fake_clock_advance:
 * @self: a clock
 * @usec: how far to move it
 *
 * Moves the clock; timers that are due by then run when the main context is next iterated.
 */
void
reprise_fake_clock_advance (RepriseFakeClock *self, gint64 usec)
{
  self->now += usec;
  wake_due_timers (self);
}

/**
 * reprise_fake_clock_get_next_delay:
 * @self: a clock
 *
 * Returns: how long until the next timer is due, in microseconds, or -1 without one
 */
gint64
reprise_fake_clock_get_next_delay (RepriseFakeClock *self)
{
  gint64 next = -1;

  for (guint i = 0; i < self->timers->len; i++)
    {
      const Timer *timer = g_ptr_array_index (self->timers, i);
      gint64 delay = timer->due - self->now;

      if (!g_source_is_destroyed ((GSource *) &timer->source) && (next < 0 || delay < next))
        next = delay;
    }
  return next;
}

/**
 * reprise_fake_clock_await_timer:
 * @self: a clock
 * @delay_usec: a delay
 *
 * Runs the default main context until the next timer is that far off; the test fails where none
 * comes.
 */
void
reprise_fake_clock_await_timer (RepriseFakeClock *self, gint64 delay_usec)
{
  gint64 give_up = g_get_monotonic_time () + PATIENCE_USEC;

  while (reprise_fake_clock_get_next_delay (self) != delay_usec)
    {
      if (g_get_monotonic_time () > give_up)
        g_error ("no timer of %" G_GINT64_FORMAT " us, but one of %" G_GINT64_FORMAT,
                 delay_usec,
                 reprise_fake_clock_get_next_delay (self));
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}
