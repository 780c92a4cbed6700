/* SPDX-License-Identifier: GPL-3.0-or-later
 * The chart of a node: what it draws, what it says, and what keys and pointer do. */

#include "config.h"

#include "ui/reprise-coverage-chart.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-coverage-scene.h"

#include "coverage-fixture.h"

/* From the first backup at 01:00 to now at 10:00, a minute a pixel. */
#define INSET 9
#define WIDTH (540 + 2 * INSET)
#define HEIGHT 120

typedef struct
{
  RepriseCoverageChart *chart;
  GtkWindow *window;
  RepriseTestPicture *picture;
  RepriseCoverageLayout layout;
} Fixture;

static void
draw (Fixture *fixture)
{
  g_clear_pointer (&fixture->picture, reprise_test_picture_free);
  fixture->picture = reprise_test_picture_new (GTK_WIDGET (fixture->chart));
}

/* The layout of the font that is there: the lowest line height that gives the chart's height. */
static void
find_layout (Fixture *fixture)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (fixture->chart),
                      GTK_ORIENTATION_VERTICAL,
                      -1,
                      &minimum,
                      NULL,
                      NULL,
                      NULL);
  for (int line_height = 1; fixture->layout.height != minimum; line_height++)
    {
      g_assert_cmpint (line_height, <, 200);
      reprise_coverage_layout_init (&fixture->layout, line_height);
    }
}

static void
setup (Fixture *fixture, RepriseRestoreWindow *window)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();

  fixture->chart = reprise_coverage_chart_new ();
  gtk_widget_set_valign (GTK_WIDGET (fixture->chart), GTK_ALIGN_START);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->chart), WIDTH, -1);
  reprise_coverage_chart_set_zone (fixture->chart, zone);
  reprise_coverage_chart_set_window (fixture->chart, window);
  fixture->window = reprise_test_present (GTK_WIDGET (fixture->chart), WIDTH, HEIGHT);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->chart)), ==, WIDTH);
  find_layout (fixture);
  reprise_coverage_chart_zoom_all (fixture->chart);
  draw (fixture);
}

static void
teardown (Fixture *fixture)
{
  g_clear_pointer (&fixture->picture, reprise_test_picture_free);
  reprise_test_destroy (&fixture->window);
}

static int
x_of (RepriseInstant instant)
{
  return INSET + (int) ((instant - MIDNIGHT - HOUR) / MINUTE);
}

/* How many pixels are drawn in the middle of the band, from @first to @last. */
static int
count_in_band (Fixture *fixture, RepriseInstant first, RepriseInstant last)
{
  GdkRectangle rectangle = { .x = x_of (first),
                             .y = fixture->layout.band_y + 3,
                             .width = x_of (last) - x_of (first),
                             .height = fixture->layout.band_height - 6 };

  return reprise_test_picture_count_drawn (fixture->picture, &rectangle);
}

static int
get_band_size (Fixture *fixture, RepriseInstant first, RepriseInstant last)
{
  return (x_of (last) - x_of (first)) * (fixture->layout.band_height - 6);
}

/* What is proven is solid, and a gap in the archive is blank between two breaks. */
static void
test_coverage_chart_gap (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  Fixture fixture = { 0 };
  RepriseInstant gap = MIDNIGHT + 3 * HOUR;

  setup (&fixture, window);
  g_assert_cmpint (count_in_band (&fixture, MIDNIGHT + HOUR + MINUTE, gap),
                   ==,
                   get_band_size (&fixture, MIDNIGHT + HOUR + MINUTE, gap));
  g_assert_cmpint (count_in_band (&fixture, gap + MINUTE, gap + 59 * MINUTE), ==, 0);
  g_assert_cmpint (count_in_band (&fixture, gap + 62 * MINUTE, MIDNIGHT + 9 * HOUR),
                   ==,
                   get_band_size (&fixture, gap + 62 * MINUTE, MIDNIGHT + 9 * HOUR));
  g_assert_cmpint (count_in_band (&fixture, MIDNIGHT + 9 * HOUR + MINUTE, NOW - MINUTE), ==, 0);

  /* The break stands out above the band. */
  g_assert_cmpfloat (reprise_test_picture_get (fixture.picture,
                                               x_of (gap) - 1,
                                               fixture.layout.band_y - 2)
                         .alpha,
                     >,
                     0.9);
  g_assert_cmpfloat (reprise_test_picture_get (fixture.picture,
                                               x_of (gap) - 10,
                                               fixture.layout.band_y - 2)
                         .alpha,
                     ==,
                     0);
  teardown (&fixture);
}

/* Without colour: what is likely is hatched, and what is possible an outline. */
static void
test_coverage_chart_reaches (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_unreported ();
  Fixture fixture = { 0 };
  RepriseInstant likely = MIDNIGHT + 2 * HOUR, possible = MIDNIGHT + 8 * HOUR + 5 * MINUTE;
  int n_hatched, x;

  setup (&fixture, window);
  n_hatched = count_in_band (&fixture, likely, possible - HOUR);
  g_assert_cmpint (n_hatched, >, get_band_size (&fixture, likely, possible - HOUR) / 5);
  g_assert_cmpint (n_hatched, <, get_band_size (&fixture, likely, possible - HOUR) * 4 / 5);
  g_assert_cmpint (count_in_band (&fixture, possible, NOW - 5 * MINUTE), ==, 0);
  x = x_of (possible + HOUR);
  g_assert_cmpfloat (reprise_test_picture_get (fixture.picture, x, fixture.layout.band_y).alpha,
                     >,
                     0.9);
  teardown (&fixture);
}

/* How wide what is drawn around @instant is, @y pixels from the top. */
static int
get_drawn_width (Fixture *fixture, RepriseInstant instant, int y)
{
  GdkRectangle row = { .x = x_of (instant) - INSET, .y = y, .width = 2 * INSET, .height = 1 };

  return reprise_test_picture_count_drawn (fixture->picture, &row);
}

/* Without colour: a square, a diamond and a bar; what cannot be used is crossed out. */
static void
test_coverage_chart_marks (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  Fixture fixture = { 0 };
  int half, full_y, diff_y, incr_y;

  setup (&fixture, window);
  half = fixture.layout.lane_height / 2;
  full_y = fixture.layout.lane_y[REPRISE_BACKUP_TYPE_FULL] + half;
  diff_y = fixture.layout.lane_y[REPRISE_BACKUP_TYPE_DIFF] + half;
  incr_y = fixture.layout.lane_y[REPRISE_BACKUP_TYPE_INCR] + half;

  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + HOUR, full_y), >=, 2 * half - 3);
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + HOUR, full_y - half + 2),
                   ==,
                   get_drawn_width (&fixture, MIDNIGHT + HOUR, full_y));
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + 4 * HOUR, diff_y), >=, half);
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + 4 * HOUR, diff_y - half + 2),
                   <,
                   get_drawn_width (&fixture, MIDNIGHT + 4 * HOUR, diff_y));
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + 8 * HOUR, incr_y), >, 0);
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + 8 * HOUR, incr_y), <=, 4);
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + 6 * HOUR, incr_y - half + 3), >, 4);
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + 5 * HOUR, incr_y), ==, 0);
  teardown (&fixture);
}

/* Time runs from left to right in every language. */
static void
test_coverage_chart_right_to_left (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  Fixture fixture = { 0 };
  int full_y;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  setup (&fixture, window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  full_y = fixture.layout.lane_y[REPRISE_BACKUP_TYPE_FULL] + fixture.layout.lane_height / 2;
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + HOUR, full_y), >, 3);
  g_assert_true (reprise_test_press (GTK_WIDGET (fixture.chart), "Home"));
  g_assert_true (reprise_test_press (GTK_WIDGET (fixture.chart), "Right"));
  g_assert_cmpint (reprise_coverage_chart_get_cursor (fixture.chart),
                   ==,
                   MIDNIGHT + HOUR + MINUTE + SECOND);
  teardown (&fixture);
}

static void
record_cb (RepriseCoverageChart *chart, gint64 instant, gpointer user_data)
{
  *(gint64 *) user_data = instant;
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* The pointer tells what is under it; a click chooses a backup, or proposes an instant that may be
 * offered and no other. */
static void
test_coverage_chart_pointer (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  Fixture fixture = { 0 };
  gint64 activated = 0;
  guint n_selected = 0;
  int diff_y;

  setup (&fixture, window);
  g_signal_connect (fixture.chart, "instant-activated", G_CALLBACK (record_cb), &activated);
  g_signal_connect (fixture.chart, "notify::selected-label", G_CALLBACK (count_cb), &n_selected);
  reprise_test_move_pointer (GTK_WIDGET (fixture.chart),
                             x_of (MIDNIGHT + 3 * HOUR + 30 * MINUTE),
                             fixture.layout.band_y + 2);
  g_assert_cmpstr (reprise_coverage_chart_get_words (fixture.chart),
                   ==,
                   "2026-08-05 03:30:00 UTC – not in the archive as of 2026-08-05 09:59:00 UTC.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.chart),
                                       GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "2026-08-05 03:30:00 UTC – not in the archive as of "
                                       "2026-08-05 09:59:00 UTC.");

  reprise_test_click (GTK_WIDGET (fixture.chart),
                      x_of (MIDNIGHT + 3 * HOUR + 30 * MINUTE),
                      fixture.layout.band_y + 2);
  g_assert_cmpint (activated, ==, 0);
  reprise_test_click (GTK_WIDGET (fixture.chart),
                      x_of (MIDNIGHT + 2 * HOUR),
                      fixture.layout.band_y + 2);
  g_assert_cmpint (activated, ==, MIDNIGHT + 2 * HOUR);

  activated = 0;
  diff_y = fixture.layout.lane_y[REPRISE_BACKUP_TYPE_DIFF] + 3;
  reprise_test_click (GTK_WIDGET (fixture.chart), x_of (MIDNIGHT + 4 * HOUR), diff_y);
  g_assert_cmpint (activated, ==, 0);
  g_assert_cmpuint (n_selected, ==, 1);
  g_assert_cmpstr (reprise_coverage_chart_get_selected_label (fixture.chart), ==, "F_D");
  teardown (&fixture);
}

/* Everything that a pointer can do keys can do too. */
static void
test_coverage_chart_keys (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  Fixture fixture = { 0 };
  GtkWidget *widget;
  gint64 activated = 0;

  setup (&fixture, window);
  widget = GTK_WIDGET (fixture.chart);
  g_signal_connect (fixture.chart, "instant-activated", G_CALLBACK (record_cb), &activated);
  g_assert_true (reprise_test_press (widget, "Home"));
  g_assert_cmpint (reprise_coverage_chart_get_cursor (fixture.chart), ==, MIDNIGHT + HOUR + SECOND);
  g_assert_true (reprise_test_press (widget, "<Shift>Right"));
  g_assert_cmpint (reprise_coverage_chart_get_cursor (fixture.chart),
                   ==,
                   MIDNIGHT + HOUR + 20 * MINUTE + SECOND);
  g_assert_true (reprise_test_press (widget, "Return"));
  g_assert_cmpint (activated, ==, MIDNIGHT + HOUR + 20 * MINUTE + SECOND);

  g_assert_true (reprise_test_press (widget, "<Control>Right"));
  g_assert_cmpstr (reprise_coverage_chart_get_selected_label (fixture.chart), ==, "F_D");
  g_assert_true (reprise_test_press (widget, "<Control>Left"));
  g_assert_cmpstr (reprise_coverage_chart_get_selected_label (fixture.chart), ==, "F");
  g_assert_true (reprise_test_press (widget, "End"));
  g_assert_cmpint (reprise_coverage_chart_get_cursor (fixture.chart), ==, MIDNIGHT + 9 * HOUR - 1);

  g_assert_false (reprise_coverage_chart_can_zoom_out (fixture.chart));
  g_assert_true (reprise_test_press (widget, "<Control>plus"));
  g_assert_true (reprise_coverage_chart_can_zoom_out (fixture.chart));
  g_assert_true (reprise_test_press (widget, "minus"));
  g_assert_false (reprise_coverage_chart_can_zoom_out (fixture.chart));
  g_assert_true (reprise_test_press (widget, "equal"));
  g_assert_true (reprise_test_press (widget, "<Control>0"));
  g_assert_false (reprise_coverage_chart_can_zoom_out (fixture.chart));
  teardown (&fixture);
}

/* A selection is drawn, is told once, and the same one again not at all. */
static void
test_coverage_chart_selection (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  Fixture fixture = { 0 };
  guint n_selected = 0;
  int y, n_before;

  setup (&fixture, window);
  g_signal_connect (fixture.chart, "notify::selected-label", G_CALLBACK (count_cb), &n_selected);
  y = fixture.layout.lane_y[REPRISE_BACKUP_TYPE_DIFF] + fixture.layout.lane_height + 1;
  n_before = get_drawn_width (&fixture, MIDNIGHT + 4 * HOUR, y);
  g_object_set (fixture.chart, "selected-label", "F_D", NULL);
  g_object_set (fixture.chart, "selected-label", "F_D", NULL);
  g_assert_cmpuint (n_selected, ==, 1);
  draw (&fixture);
  g_assert_cmpint (get_drawn_width (&fixture, MIDNIGHT + 4 * HOUR, y), >, n_before);
  g_object_set (fixture.chart, "selected-label", NULL, NULL);
  g_assert_cmpuint (n_selected, ==, 2);
  teardown (&fixture);
}

/* A screen reader gets a slider with a name, the whole in words, and what is at the cursor. */
static void
test_coverage_chart_accessible (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  Fixture fixture = { 0 };
  GtkAccessible *accessible;

  setup (&fixture, window);
  accessible = GTK_ACCESSIBLE (fixture.chart);
  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (accessible,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Backups of n1 and what can be restored to");
  gtk_test_accessible_assert_property (
      accessible,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "Proven from 2026-08-05 01:00:01 UTC to 2026-08-05 08:59:59 UTC in 2 stretches, with gaps in "
      "the archive between them. Backups: 1 full, 1 differential, 2 incremental.");
  reprise_coverage_chart_set_selected_label (fixture.chart, "F_D");
  gtk_test_accessible_assert_property (accessible,
                                       GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "Backup F_D (Differential), finished at 2026-08-05 04:00:00 "
                                       "UTC.");
  gtk_test_accessible_assert_property (accessible,
                                       GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                       (double) ((MIDNIGHT + 4 * HOUR) / SECOND));
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (fixture.chart)));
  teardown (&fixture);
}

static guint
count_nodes (GskRenderNode *node)
{
  guint n_nodes = 1;

  if (gsk_render_node_get_node_type (node) == GSK_TRANSFORM_NODE)
    return 1 + count_nodes (gsk_transform_node_get_child (node));
  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      n_nodes += count_nodes (gsk_container_node_get_child (node, i));
  return n_nodes;
}

/* However many backups there are, no more is drawn than there are pixels for. */
static void
test_coverage_chart_many_backups (void)
{
  const guint n_backups = 20000;
  g_autofree RepriseBackupFields *backups = g_new (RepriseBackupFields, n_backups);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RepriseRestoreWindow) window = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  Fixture fixture = { 0 };

  for (guint i = 0; i < n_backups; i++)
    {
      g_ptr_array_add (labels, g_strdup_printf ("%05u", i));
      backups[i] = coverage_backups[0];
      backups[i].label = g_ptr_array_index (labels, i);
      backups[i].backup_type = REPRISE_BACKUP_TYPE_FULL;
      backups[i].finished_at = NOW - (gint64) (n_backups - i) * HOUR;
      backups[i].started_at = backups[i].finished_at - MINUTE;
    }
  window = coverage_window_new (backups, n_backups, NULL, 0);
  setup (&fixture, window);
  GTK_WIDGET_GET_CLASS (fixture.chart)->snapshot (GTK_WIDGET (fixture.chart), snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_cmpuint (count_nodes (node), >, WIDTH / 4);
  g_assert_cmpuint (count_nodes (node), <, WIDTH + 200);
  teardown (&fixture);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/coverage-chart/gap", test_coverage_chart_gap);
  g_test_add_func ("/ui/coverage-chart/reaches", test_coverage_chart_reaches);
  g_test_add_func ("/ui/coverage-chart/marks", test_coverage_chart_marks);
  g_test_add_func ("/ui/coverage-chart/right-to-left", test_coverage_chart_right_to_left);
  g_test_add_func ("/ui/coverage-chart/pointer", test_coverage_chart_pointer);
  g_test_add_func ("/ui/coverage-chart/keys", test_coverage_chart_keys);
  g_test_add_func ("/ui/coverage-chart/selection", test_coverage_chart_selection);
  g_test_add_func ("/ui/coverage-chart/accessible", test_coverage_chart_accessible);
  g_test_add_func ("/ui/coverage-chart/many-backups", test_coverage_chart_many_backups);
  return g_test_run ();
}
