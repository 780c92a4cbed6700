/* SPDX-License-Identifier: GPL-3.0-or-later
 * The strip around a chart: words, zone, doubts and buttons. */

#include "config.h"

#include "ui/reprise-coverage-strip.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-coverage-chart.h"

#include "coverage-fixture.h"

static gpointer
get_child (RepriseCoverageStrip *strip, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (strip), REPRISE_TYPE_COVERAGE_STRIP, name);
}

static const char *
get_text (RepriseCoverageStrip *strip, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (get_child (strip, name)));
}

static RepriseCoverageStrip *
create_strip (RepriseRestoreWindow *window, GtkWindow **toplevel)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  RepriseCoverageStrip *strip = reprise_coverage_strip_new ();

  g_object_set (strip, "zone", zone, "window", window, NULL);
  *toplevel = reprise_test_present (GTK_WIDGET (strip), 600, 200);
  return strip;
}

/* Words and zone are always there, and follow what is chosen. */
static void
test_coverage_strip_words (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseZone) tokyo = reprise_zone_new_named ("Asia/Tokyo");
  g_autoptr (GtkWindow) toplevel = NULL;
  RepriseCoverageStrip *strip = create_strip (window, &toplevel);

  g_assert_cmpstr (get_text (strip, "zone_label"), ==, "Times in UTC");
  g_assert_true (
      g_str_has_prefix (get_text (strip, "words_label"), "Proven from 2026-08-05 01:00:01 UTC"));
  reprise_coverage_strip_set_selected_label (strip, "F_D");
  g_assert_cmpstr (get_text (strip, "words_label"),
                   ==,
                   "Backup F_D (Differential), finished at 2026-08-05 04:00:00 UTC.");
  reprise_coverage_strip_set_zone (strip, tokyo);
  g_assert_cmpstr (get_text (strip, "zone_label"), ==, "Times in Asia/Tokyo");
  g_assert_cmpstr (get_text (strip, "words_label"),
                   ==,
                   "Backup F_D (Differential), finished at 2026-08-05 13:00:00 JST.");
  reprise_test_destroy (&toplevel);
}

/* Doubts about the whole are told, and where there are none nothing is. */
static void
test_coverage_strip_doubts (void)
{
  g_autoptr (RepriseRestoreWindow) doubtful = coverage_window_new_reported ();
  g_autoptr (RepriseRestoreWindow) good = coverage_window_new (coverage_backups, 2, NULL, 0);
  g_autoptr (GtkWindow) toplevel = NULL;
  RepriseCoverageStrip *strip = create_strip (doubtful, &toplevel);
  GtkWidget *box = get_child (strip, "doubts_box");

  g_assert_true (gtk_widget_get_visible (box));
  g_assert_cmpstr (get_text (strip, "doubts_label"),
                   ==,
                   "A backup cannot be used, or holds pages with wrong checksums.");
  reprise_coverage_strip_set_window (strip, good);
  g_assert_false (gtk_widget_get_visible (box));
  reprise_coverage_strip_set_window (strip, doubtful);
  g_assert_true (gtk_widget_get_visible (box));
  reprise_coverage_strip_set_window (strip, NULL);
  g_assert_false (gtk_widget_get_visible (box));
  g_assert_cmpstr (get_text (strip, "words_label"), ==, "");
  reprise_test_destroy (&toplevel);
}

static gboolean
is_enabled (RepriseCoverageStrip *strip, const char *action)
{
  GtkWidget *parts = gtk_widget_get_first_child (GTK_WIDGET (strip));
  GtkWidget *buttons = gtk_widget_get_first_child (parts);

  for (GtkWidget *child = gtk_widget_get_first_child (buttons); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) &&
        g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)), action) == 0)
      return gtk_widget_get_sensitive (child);
  g_assert_not_reached ();
}

/* The buttons do what they say, and only while they can. */
static void
test_coverage_strip_zoom (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (GtkWindow) toplevel = NULL;
  RepriseCoverageStrip *strip = create_strip (window, &toplevel);
  RepriseCoverageChart *chart = get_child (strip, "chart");

  g_assert_true (is_enabled (strip, "coverage.zoom-in"));
  g_assert_false (is_enabled (strip, "coverage.zoom-out"));
  g_assert_false (is_enabled (strip, "coverage.zoom-all"));
  for (int i = 0; i < 100; i++)
    gtk_widget_activate_action (GTK_WIDGET (strip), "coverage.zoom-in", NULL);
  g_assert_false (reprise_coverage_chart_can_zoom_in (chart));
  g_assert_false (is_enabled (strip, "coverage.zoom-in"));
  g_assert_true (is_enabled (strip, "coverage.zoom-out"));
  gtk_widget_activate_action (GTK_WIDGET (strip), "coverage.zoom-out", NULL);
  g_assert_true (is_enabled (strip, "coverage.zoom-in"));
  gtk_widget_activate_action (GTK_WIDGET (strip), "coverage.zoom-all", NULL);
  g_assert_false (is_enabled (strip, "coverage.zoom-all"));
  reprise_test_destroy (&toplevel);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
record_cb (RepriseCoverageStrip *strip, gint64 instant, gpointer user_data)
{
  *(gint64 *) user_data = instant;
}

/* What is chosen and proposed in the chart is heard of at the strip, once. */
static void
test_coverage_strip_forwards (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (GtkWindow) toplevel = NULL;
  RepriseCoverageStrip *strip = create_strip (window, &toplevel);
  GtkWidget *chart = get_child (strip, "chart");
  g_autofree char *label = NULL;
  gint64 activated = 0;
  guint n_selected = 0;

  g_signal_connect (strip, "notify::selected-label", G_CALLBACK (count_cb), &n_selected);
  g_signal_connect (strip, "instant-activated", G_CALLBACK (record_cb), &activated);
  reprise_test_press (chart, "Home");
  reprise_test_press (chart, "Return");
  g_assert_cmpint (activated, ==, MIDNIGHT + HOUR + SECOND);
  reprise_test_press (chart, "<Control>Right");
  g_object_get (strip, "selected-label", &label, NULL);
  g_assert_cmpstr (label, ==, "F_D");
  g_assert_cmpuint (n_selected, ==, 1);
  g_object_set (strip, "selected-label", "F", NULL);
  g_assert_cmpuint (n_selected, ==, 2);
  g_assert_cmpstr (reprise_coverage_chart_get_selected_label (REPRISE_COVERAGE_CHART (chart)),
                   ==,
                   "F");
  reprise_test_destroy (&toplevel);
}

/* The same window and zone again change nothing. */
static void
test_coverage_strip_notify (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (GtkWindow) toplevel = NULL;
  RepriseCoverageStrip *strip = create_strip (window, &toplevel);
  guint n_notified = 0;

  g_signal_connect (strip, "notify", G_CALLBACK (count_cb), &n_notified);
  reprise_coverage_strip_set_window (strip, window);
  reprise_coverage_strip_set_zone (strip, reprise_coverage_strip_get_zone (strip));
  reprise_coverage_strip_set_selected_label (strip, NULL);
  g_assert_cmpuint (n_notified, ==, 0);
  reprise_coverage_strip_set_window (strip, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_null (reprise_coverage_strip_get_window (strip));
  reprise_test_destroy (&toplevel);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/coverage-strip/words", test_coverage_strip_words);
  g_test_add_func ("/ui/coverage-strip/doubts", test_coverage_strip_doubts);
  g_test_add_func ("/ui/coverage-strip/zoom", test_coverage_strip_zoom);
  g_test_add_func ("/ui/coverage-strip/forwards", test_coverage_strip_forwards);
  g_test_add_func ("/ui/coverage-strip/notify", test_coverage_strip_notify);
  return g_test_run ();
}
