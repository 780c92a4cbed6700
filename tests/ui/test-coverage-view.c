/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cursor, selection and what is seen, apart from the widget. */

#include "config.h"

#include "ui/reprise-coverage-view.h"

#include "coverage-fixture.h"

/* From the first backup at 01:00 to now at 10:00, a minute a pixel. */
#define WIDTH 540

static RepriseCoverageView *
view_new (RepriseRestoreWindow *window)
{
  RepriseCoverageView *view = reprise_coverage_view_new ();
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();

  reprise_coverage_view_set_width (view, WIDTH);
  reprise_coverage_view_set_line_height (view, 16);
  reprise_coverage_view_set_zone (view, zone);
  reprise_coverage_view_set_window (view, window);
  return view;
}

static double
x_of (RepriseInstant instant)
{
  return (double) (instant - MIDNIGHT - HOUR) / (double) MINUTE;
}

/* All of it is seen at first, and there is nothing to draw without a window, a zone or a place. */
static void
test_coverage_view_begins (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageView) view = view_new (window);
  const RepriseCoverageScene *scene = reprise_coverage_view_get_scene (view);

  g_assert_nonnull (scene);
  g_assert_cmpint (scene->scale.start, ==, MIDNIGHT + HOUR);
  g_assert_cmpint (scene->scale.end, ==, NOW);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, REPRISE_INSTANT_NONE);
  g_assert_false (reprise_coverage_view_can_zoom_out (view));
  g_assert_true (reprise_coverage_view_can_zoom_in (view));

  reprise_coverage_view_set_zone (view, NULL);
  g_assert_null (reprise_coverage_view_get_scene (view));
  reprise_coverage_view_set_window (view, NULL);
  g_assert_null (reprise_coverage_view_get_window (view));
  reprise_coverage_view_step (view, 1);
  reprise_coverage_view_zoom (view, 0.5);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, REPRISE_INSTANT_NONE);
}

/* A pointer finds the mark of a backup where it is drawn, and else the instant. */
static void
test_coverage_view_pointer (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageView) view = view_new (window);
  const RepriseCoverageLayout *layout = &reprise_coverage_view_get_scene (view)->layout;
  int diff_y = layout->lane_y[REPRISE_BACKUP_TYPE_DIFF] + 2;
  int full_y = layout->lane_y[REPRISE_BACKUP_TYPE_FULL] + 2;
  g_autofree char *label = NULL;

  reprise_coverage_view_point_at (view, x_of (MIDNIGHT + 4 * HOUR) + 4, diff_y);
  g_assert_true (reprise_coverage_view_is_at_backup (view));
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 4 * HOUR);
  label = reprise_coverage_view_dup_label_at_cursor (view);
  g_assert_cmpstr (label, ==, "F_D");

  reprise_coverage_view_point_at (view, x_of (MIDNIGHT + 4 * HOUR) + 4, full_y);
  g_assert_false (reprise_coverage_view_is_at_backup (view));
  reprise_coverage_view_point_at (view, x_of (MIDNIGHT + 4 * HOUR) + 9, diff_y);
  g_assert_false (reprise_coverage_view_is_at_backup (view));
  reprise_coverage_view_point_at (view, x_of (MIDNIGHT + 4 * HOUR), layout->band_y + 1);
  g_assert_false (reprise_coverage_view_is_at_backup (view));
  g_assert_null (reprise_coverage_view_dup_label_at_cursor (view));
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 4 * HOUR);
  reprise_coverage_view_point_at (view, 1e6, layout->band_y + 1);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, NOW);

  reprise_coverage_view_rest (view);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, REPRISE_INSTANT_NONE);
}

/* Keys move by a pixel, by a backup, and to the ends of what may be restored to. */
static void
test_coverage_view_steps (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageView) view = view_new (window);

  reprise_coverage_view_start (view);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 9 * HOUR - 1);
  reprise_coverage_view_step (view, -1);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view),
                   ==,
                   MIDNIGHT + 9 * HOUR - MINUTE - SECOND);
  reprise_coverage_view_step_backup (view, -1);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 8 * HOUR);
  reprise_coverage_view_step_backup (view, -1);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 6 * HOUR);
  reprise_coverage_view_step (view, 1);
  g_assert_false (reprise_coverage_view_is_at_backup (view));
  reprise_coverage_view_step_backup (view, 1);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 8 * HOUR);
  reprise_coverage_view_step_backup (view, 1);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 8 * HOUR);

  reprise_coverage_view_go_to_earliest (view);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + HOUR + SECOND);
  reprise_coverage_view_step (view, -1000);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + HOUR);
  reprise_coverage_view_go_to_latest (view);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, MIDNIGHT + 9 * HOUR - 1);
  reprise_coverage_view_step (view, 1000);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, NOW);
}

/* Only what may be restored to is proposed; a backup proposes the first instant that it serves. */
static void
test_coverage_view_targets (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageView) view = view_new (window);
  int band_y = reprise_coverage_view_get_scene (view)->layout.band_y + 1;

  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, REPRISE_INSTANT_NONE);
  reprise_coverage_view_point_at (view, x_of (MIDNIGHT + 2 * HOUR), band_y);
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, MIDNIGHT + 2 * HOUR);
  reprise_coverage_view_point_at (view, x_of (MIDNIGHT + 3 * HOUR + 30 * MINUTE), band_y);
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, REPRISE_INSTANT_NONE);
  reprise_coverage_view_point_at (view, 0, band_y);
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, REPRISE_INSTANT_NONE);
  reprise_coverage_view_select (view, "F_D");
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, MIDNIGHT + 4 * HOUR + SECOND);
}

/* A fraction of a second that nobody typed is proposed only where that very instant is proven: not
 * at the service's now, and not where a pixel is shorter than a second. */
static void
test_coverage_view_fractions (void)
{
  g_autoptr (RepriseRestoreWindow) reported = coverage_window_new_reported ();
  g_autoptr (RepriseRestoreWindow) whole = coverage_window_new_unreported ();
  g_autoptr (RepriseRestoreWindow) unreported =
                 reprise_restore_window_new (reprise_restore_window_get_inventory (whole),
                                             NOW + 250001);
  g_autoptr (RepriseCoverageView) view = view_new (unreported);
  int band_y = reprise_coverage_view_get_scene (view)->layout.band_y + 1;

  reprise_coverage_view_go_to_latest (view);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, NOW);
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, NOW);
  reprise_coverage_view_step (view, 1000);
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, NOW + 250001);
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, NOW);

  while (reprise_coverage_view_can_zoom_in (view))
    reprise_coverage_view_zoom_at (view, 0.5, WIDTH / 2.0);
  for (int x = 0; x < WIDTH; x += 7)
    {
      RepriseInstant target;

      reprise_coverage_view_point_at (view, x + 0.5, band_y);
      target = reprise_coverage_view_get_target (view);
      g_assert_cmpint (target,
                       ==,
                       reprise_instant_floor_second (reprise_coverage_view_get_cursor (view)));
    }

  reprise_coverage_view_set_window (view, reported);
  reprise_coverage_view_go_to_latest (view);
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, MIDNIGHT + 9 * HOUR - 1);
}

/* A selection is brought into view, rested at, and kept when the node has no such backup. */
static void
test_coverage_view_selection (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageView) view = view_new (window);
  int band_y = reprise_coverage_view_get_scene (view)->layout.band_y + 1;
  guint mark = 99;

  for (int i = 0; i < 6; i++)
    reprise_coverage_view_zoom_at (view, 0.5, WIDTH);
  g_assert_cmpint (reprise_coverage_view_get_scene (view)->scale.start, >, MIDNIGHT + 8 * HOUR);
  g_assert_true (reprise_coverage_view_select (view, "F_D"));
  g_assert_false (reprise_coverage_view_select (view, "F_D"));
  g_assert_true (reprise_coverage_view_get_selected_mark (view, &mark));
  g_assert_cmpuint (mark, ==, 1);
  g_assert_cmpint (reprise_coverage_view_get_scene (view)->scale.start, ==, MIDNIGHT + 4 * HOUR);
  g_assert_true (reprise_coverage_view_is_at_selected (view));

  reprise_coverage_view_point_at (view, 100, band_y);
  g_assert_false (reprise_coverage_view_is_at_selected (view));
  reprise_coverage_view_rest (view);
  g_assert_true (reprise_coverage_view_is_at_selected (view));

  g_assert_true (reprise_coverage_view_select (view, "elsewhere"));
  g_assert_cmpstr (reprise_coverage_view_get_selected_label (view), ==, "elsewhere");
  g_assert_false (reprise_coverage_view_get_selected_mark (view, &mark));
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, REPRISE_INSTANT_NONE);
}

/* While an inventory grows, what is seen and what is selected stay. */
static void
test_coverage_view_growth (void)
{
  g_autoptr (RepriseRestoreWindow) first = coverage_window_new (coverage_backups, 2, NULL, 0);
  g_autoptr (RepriseRestoreWindow) second = coverage_window_new_unreported ();
  g_autoptr (RepriseCoverageView) view = view_new (first);
  guint mark = 99;

  reprise_coverage_view_select (view, "F_J");
  g_assert_false (reprise_coverage_view_get_selected_mark (view, &mark));
  reprise_coverage_view_zoom_at (view, 0.25, 0);
  reprise_coverage_view_set_window (view, second);
  g_assert_true (reprise_coverage_view_get_selected_mark (view, &mark));
  g_assert_cmpuint (mark, ==, 3);
  g_assert_cmpint (reprise_coverage_view_get_scene (view)->scale.start, ==, MIDNIGHT + HOUR);
  g_assert_cmpint (reprise_coverage_view_get_scene (view)->scale.end,
                   ==,
                   MIDNIGHT + HOUR + 9 * HOUR / 4);

  reprise_coverage_view_zoom_all (view);
  reprise_coverage_view_set_window (view, first);
  g_assert_false (reprise_coverage_view_can_zoom_out (view));
  g_assert_cmpint (reprise_coverage_view_get_scene (view)->scale.end, ==, NOW);
}

/* Looking closer keeps the cursor where it is, and a cursor that is out of sight comes back. */
static void
test_coverage_view_zoom (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageView) view = view_new (window);
  const RepriseCoverageScene *scene = reprise_coverage_view_get_scene (view);

  reprise_coverage_view_select (view, "F_D");
  reprise_coverage_view_zoom (view, 0.5);
  g_assert_cmpfloat_with_epsilon (reprise_time_scale_to_x (&scene->scale, MIDNIGHT + 4 * HOUR),
                                  180,
                                  0.01);
  reprise_coverage_view_move (view, 1e6);
  g_assert_cmpint (scene->scale.end, ==, NOW);
  reprise_coverage_view_zoom (view, 1);
  g_assert_cmpint (scene->scale.start, <=, MIDNIGHT + 4 * HOUR);
  for (int i = 0; i < 40; i++)
    reprise_coverage_view_zoom (view, 0.5);
  g_assert_false (reprise_coverage_view_can_zoom_in (view));
  g_assert_true (reprise_coverage_view_can_zoom_out (view));
}

/* A node without backups has a day to show and nothing to choose. */
static void
test_coverage_view_empty (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new (NULL, 0, NULL, 0);
  g_autoptr (RepriseCoverageView) view = view_new (window);
  g_autofree char *words = reprise_coverage_view_describe (view);

  g_assert_cmpint (reprise_coverage_view_get_limits (view)->start, ==, NOW - DAY);
  reprise_coverage_view_step_backup (view, 1);
  g_assert_false (reprise_coverage_view_is_at_backup (view));
  g_assert_cmpint (reprise_coverage_view_get_cursor (view), ==, NOW);
  g_assert_cmpint (reprise_coverage_view_get_target (view), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpstr (words, ==, "There is no backup to restore from.");
}

/* It speaks of the backup, of the instant, or of the whole. */
static void
test_coverage_view_words (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageView) view = view_new (window);
  g_autofree char *whole = reprise_coverage_view_describe (view);
  g_autofree char *backup = NULL;
  g_autofree char *instant = NULL;

  reprise_coverage_view_select (view, "F_D");
  backup = reprise_coverage_view_describe (view);
  reprise_coverage_view_point_at (view, 0, 1000);
  instant = reprise_coverage_view_describe (view);
  g_assert_true (g_str_has_prefix (whole, "Proven from "));
  g_assert_true (g_str_has_suffix (whole, "Backups: 1 full, 1 differential, 2 incremental."));
  g_assert_true (g_str_has_prefix (backup, "Backup F_D (Differential)"));
  g_assert_true (g_str_has_prefix (instant, "2026-08-05 01:00:00 UTC – not possible"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/coverage-view/begins", test_coverage_view_begins);
  g_test_add_func ("/ui/coverage-view/pointer", test_coverage_view_pointer);
  g_test_add_func ("/ui/coverage-view/steps", test_coverage_view_steps);
  g_test_add_func ("/ui/coverage-view/targets", test_coverage_view_targets);
  g_test_add_func ("/ui/coverage-view/fractions", test_coverage_view_fractions);
  g_test_add_func ("/ui/coverage-view/selection", test_coverage_view_selection);
  g_test_add_func ("/ui/coverage-view/growth", test_coverage_view_growth);
  g_test_add_func ("/ui/coverage-view/zoom", test_coverage_view_zoom);
  g_test_add_func ("/ui/coverage-view/empty", test_coverage_view_empty);
  g_test_add_func ("/ui/coverage-view/words", test_coverage_view_words);
  return g_test_run ();
}
