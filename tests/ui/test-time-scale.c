/* SPDX-License-Identifier: GPL-3.0-or-later
 * Instants and pixels, at the edges. */

#include "config.h"

#include "ui/reprise-time-scale.h"

#define SECOND REPRISE_INSTANT_SECOND

/* 1000 seconds over 500 pixels. */
static const RepriseTimeScale limits = { .start = 1000 * SECOND,
                                         .end = 2000 * SECOND,
                                         .width = 500 };

/* An instant and its pixel stand for each other, and beyond an edge there is no instant. */
static void
test_time_scale_pixels (void)
{
  g_assert_cmpfloat (reprise_time_scale_to_x (&limits, 1000 * SECOND), ==, 0);
  g_assert_cmpfloat (reprise_time_scale_to_x (&limits, 1500 * SECOND), ==, 250);
  g_assert_cmpfloat (reprise_time_scale_to_x (&limits, 2000 * SECOND), ==, 500);
  g_assert_cmpfloat (reprise_time_scale_to_x (&limits, 998 * SECOND), ==, -1);
  g_assert_cmpint (reprise_time_scale_get_step (&limits), ==, 2 * SECOND);
  g_assert_cmpint (reprise_time_scale_to_instant (&limits, 250.3), ==, 1500 * SECOND);
  g_assert_cmpint (reprise_time_scale_to_instant (&limits, -5), ==, 1000 * SECOND);
  g_assert_cmpint (reprise_time_scale_to_instant (&limits, 700), ==, 2000 * SECOND);
}

/* Looking closer keeps what is under the pointer there, down to the least stretch. */
static void
test_time_scale_zoom_in (void)
{
  RepriseTimeScale scale = limits;

  reprise_time_scale_zoom (&scale, &limits, 0.5, 1250 * SECOND);
  g_assert_cmpint (scale.start, ==, 1125 * SECOND);
  g_assert_cmpint (scale.end, ==, 1625 * SECOND);
  g_assert_cmpfloat (reprise_time_scale_to_x (&scale, 1250 * SECOND), ==, 125);
  g_assert_false (reprise_time_scale_is_all (&scale, &limits));

  for (int i = 0; i < 50; i++)
    reprise_time_scale_zoom (&scale, &limits, 0.5, 1250 * SECOND);
  g_assert_cmpint (scale.end - scale.start, ==, REPRISE_TIME_SCALE_MIN_SPAN);
  g_assert_cmpint (ABS (scale.start + (scale.end - scale.start) / 4 - 1250 * SECOND), <=, 50);
}

/* Looking from farther away stays inside and ends with all there is. */
static void
test_time_scale_zoom_out (void)
{
  RepriseTimeScale scale = { .start = 1000 * SECOND, .end = 1400 * SECOND, .width = 500 };

  reprise_time_scale_zoom (&scale, &limits, 2, 1300 * SECOND);
  g_assert_cmpint (scale.start, ==, 1000 * SECOND);
  g_assert_cmpint (scale.end, ==, 1800 * SECOND);
  reprise_time_scale_zoom (&scale, &limits, 2, 1300 * SECOND);
  g_assert_true (reprise_time_scale_is_all (&scale, &limits));
}

/* Moving stops at either end, and moves no more than is needed to see an instant. */
static void
test_time_scale_move (void)
{
  RepriseTimeScale scale = { .start = 1200 * SECOND, .end = 1300 * SECOND, .width = 500 };

  reprise_time_scale_move (&scale, &limits, 50);
  g_assert_cmpint (scale.start, ==, 1210 * SECOND);
  g_assert_cmpint (scale.end, ==, 1310 * SECOND);
  reprise_time_scale_reveal (&scale, &limits, 1250 * SECOND);
  g_assert_cmpint (scale.start, ==, 1210 * SECOND);
  reprise_time_scale_reveal (&scale, &limits, 1400 * SECOND);
  g_assert_cmpint (scale.start, ==, 1300 * SECOND);
  reprise_time_scale_reveal (&scale, &limits, 1100 * SECOND);
  g_assert_cmpint (scale.start, ==, 1100 * SECOND);
  reprise_time_scale_move (&scale, &limits, 1e9);
  g_assert_cmpint (scale.end, ==, 2000 * SECOND);
  reprise_time_scale_move (&scale, &limits, -1e9);
  g_assert_cmpint (scale.start, ==, 1000 * SECOND);
  g_assert_cmpint (scale.end, ==, 1100 * SECOND);
}

/* Limits that are shorter than the least stretch are shown whole. */
static void
test_time_scale_short_limits (void)
{
  const RepriseTimeScale tiny = { .start = 0, .end = 2 * SECOND, .width = 100 };
  RepriseTimeScale scale = tiny;

  reprise_time_scale_zoom (&scale, &tiny, 0.1, SECOND);
  g_assert_true (reprise_time_scale_is_all (&scale, &tiny));
  g_assert_cmpint (reprise_time_scale_get_step (&scale), ==, SECOND / 50);
  g_assert_cmpint (reprise_time_scale_to_instant (&scale, 50.5), ==, SECOND + SECOND / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/time-scale/pixels", test_time_scale_pixels);
  g_test_add_func ("/ui/time-scale/zoom-in", test_time_scale_zoom_in);
  g_test_add_func ("/ui/time-scale/zoom-out", test_time_scale_zoom_out);
  g_test_add_func ("/ui/time-scale/move", test_time_scale_move);
  g_test_add_func ("/ui/time-scale/short-limits", test_time_scale_short_limits);
  return g_test_run ();
}
