/* SPDX-License-Identifier: GPL-3.0-or-later
 * Clocks: the machine's, and the one that tests move by hand. */

#include "config.h"

#include "base/reprise-clock.h"

#include "base/reprise-system-clock.h"
#include "support/reprise-fake-clock.h"

static gboolean
count_cb (gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
  return G_SOURCE_REMOVE;
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A timer of the machine's clock runs once, on the main context. */
static void
test_clock_system (void)
{
  g_autoptr (RepriseClock) clock = reprise_system_clock_new ();
  RepriseInstant before = reprise_instant_now ();
  GSource *timer;
  guint count = 0;

  g_assert_cmpint (reprise_clock_get_now (clock), >=, before);
  timer = reprise_clock_start_timer (clock, 1, count_cb, &count);
  while (count == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_source_is_destroyed (timer));
  reprise_clear_timer (&timer);
  g_assert_null (timer);
}

/* Time passes only when the test says so, and a cleared timer never runs. */
static void
test_clock_fake (void)
{
  g_autoptr (RepriseFakeClock) fake = reprise_fake_clock_new ("2024-06-19T20:00:00Z");
  RepriseClock *clock = REPRISE_CLOCK (fake);
  guint early = 0;
  guint late = 0;
  guint never = 0;
  GSource *first = reprise_clock_start_timer (clock, 1000, count_cb, &early);
  GSource *second = reprise_clock_start_timer (clock, 2000, count_cb, &late);
  GSource *third = reprise_clock_start_timer (clock, 1500, count_cb, &never);

  g_assert_cmpint (reprise_fake_clock_get_next_delay (fake), ==, 1000);
  run_pending ();
  g_assert_cmpuint (early, ==, 0);

  reprise_fake_clock_advance (fake, 1000);
  run_pending ();
  g_assert_cmpuint (early, ==, 1);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (fake), ==, 500);

  reprise_clear_timer (&third);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (fake), ==, 1000);
  reprise_fake_clock_advance (fake, 5000);
  run_pending ();
  g_assert_cmpuint (late, ==, 1);
  g_assert_cmpuint (never, ==, 0);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (fake), ==, -1);

  reprise_clear_timer (&first);
  reprise_clear_timer (&second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/system", test_clock_system);
  g_test_add_func ("/base/clock/fake", test_clock_fake);
  return g_test_run ();
}
