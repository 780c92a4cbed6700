/* SPDX-License-Identifier: GPL-3.0-or-later
 * Growth as lines and in words. */

#include "config.h"

#include "ui/reprise-growth-plot.h"

#include "compare-fixture.h"
#include "ui-fixture.h"

#define MB (1024 * 1024)

static RepriseInventoryComparison *
compare (const RepriseBackupFields *old, gsize n_old, const RepriseBackupFields *new, gsize n_new)
{
  g_autoptr (RepriseInventory) before = ui_inventory_new (UI_REPOSITORY_ID, "n1", old, n_old);
  g_autoptr (RepriseInventory) after = ui_inventory_new (UI_REPOSITORY_ID, "n1", new, n_new);
  RepriseComparisonFields fields = { before, ui_instant (COMPARE_THEN),
                                     after,  ui_instant (UI_NOW),
                                     NULL,   NULL };

  return reprise_inventory_comparison_new (&fields);
}

static RepriseGrowthPlot *
create_plot (void)
{
  RepriseBackupFields old[] = { compare_backup ("A", "2026-08-01T00:00:00Z", 10 * MB),
                                compare_backup ("B", "2026-08-02T00:00:00Z", 20 * MB) };
  RepriseBackupFields new[] = { compare_backup ("B", "2026-08-02T00:00:00Z", 20 * MB),
                                compare_backup ("C", "2026-08-05T00:00:00Z", 40 * MB) };
  g_autoptr (RepriseInventoryComparison) comparison = compare (old, 2, new, 2);

  return reprise_growth_plot_new (comparison);
}

/* From the first backup to the last of both, and as high as the highest. */
static void
test_growth_plot_lines (void)
{
  g_autoptr (RepriseGrowthPlot) plot = create_plot ();
  RepriseTimeScale scale = { .width = 400 };
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  const RepriseGrowthDot *dots;

  g_assert_true (reprise_growth_plot_get_extent (plot, &scale));
  g_assert_cmpint (scale.start, ==, ui_instant ("2026-08-01T00:00:00Z"));
  g_assert_cmpint (scale.end, ==, ui_instant ("2026-08-05T00:00:00Z"));
  g_assert_cmpint (reprise_growth_plot_get_max (plot, REPRISE_GROWTH_DATABASE), ==, 40 * MB);
  g_assert_cmpint (reprise_growth_plot_get_max (plot, REPRISE_GROWTH_REPOSITORY), ==, 6 * MB);
  first = reprise_growth_plot_trace (plot, 0, REPRISE_GROWTH_DATABASE, &scale);
  second = reprise_growth_plot_trace (plot, 1, REPRISE_GROWTH_REPOSITORY, &scale);
  g_assert_cmpuint (first->len, ==, 2);
  dots = (const RepriseGrowthDot *) first->data;
  g_assert_cmpfloat (dots[0].x, ==, 0);
  g_assert_cmpfloat (dots[1].x, ==, 100);
  g_assert_cmpint (dots[1].bytes, ==, 20 * MB);
  g_assert_cmpuint (second->len, ==, 2);
  dots = (const RepriseGrowthDot *) second->data;
  g_assert_cmpfloat (dots[0].x, ==, 100);
  g_assert_cmpint (dots[0].bytes, ==, 2 * MB);
  g_assert_cmpfloat (dots[1].x, ==, 400);
  g_assert_cmpint (dots[1].bytes, ==, 6 * MB);
}

/* The cursor goes over the backups of both, each once. */
static void
test_growth_plot_steps (void)
{
  static const char *const stops[] = { "2026-08-01T00:00:00Z",
                                       "2026-08-02T00:00:00Z",
                                       "2026-08-05T00:00:00Z" };
  g_autoptr (RepriseGrowthPlot) plot = create_plot ();
  RepriseInstant at = REPRISE_INSTANT_NONE;

  for (gsize i = G_N_ELEMENTS (stops); i > 0; i--)
    {
      at = reprise_growth_plot_step (plot, at, -1);
      g_assert_cmpint (at, ==, ui_instant (stops[i - 1]));
    }
  g_assert_cmpint (reprise_growth_plot_step (plot, at, -1), ==, REPRISE_INSTANT_NONE);
  for (gsize i = 1; i < G_N_ELEMENTS (stops); i++)
    {
      at = reprise_growth_plot_step (plot, at, 1);
      g_assert_cmpint (at, ==, ui_instant (stops[i]));
    }
  g_assert_cmpint (reprise_growth_plot_step (plot, at, 1), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_growth_plot_find_nearest (plot, ui_instant ("2026-08-03T11:00:00Z")),
                   ==,
                   ui_instant (stops[1]));
  g_assert_cmpint (reprise_growth_plot_find_nearest (plot, ui_instant ("2026-08-03T13:00:00Z")),
                   ==,
                   ui_instant (stops[2]));
}

/* What is seen is said; and nothing is said of what no backup tells. */
static void
test_growth_plot_words (void)
{
  RepriseBackupFields unknown[] = { compare_backup ("A", "2026-08-01T00:00:00Z", 10 * MB) };
  g_autoptr (RepriseGrowthPlot) plot = create_plot ();
  g_autoptr (RepriseInventoryComparison) nothing = compare (NULL, 0, NULL, 0);
  g_autoptr (RepriseGrowthPlot) empty = reprise_growth_plot_new (nothing);
  g_autoptr (RepriseInventoryComparison) sizeless = NULL;
  g_autoptr (RepriseGrowthPlot) dark = NULL;
  g_autofree char *all = reprise_growth_plot_describe_all (plot);
  g_autofree char *one = reprise_growth_plot_describe (plot, ui_instant ("2026-08-02T00:00:00Z"));
  g_autofree char *none = reprise_growth_plot_describe_all (empty);
  g_autofree char *no_size = NULL;
  RepriseTimeScale scale = { .width = 100 };

  g_assert_cmpstr (all,
                   ==,
                   "From 2026-08-01 00:00:00 UTC to 2026-08-05 00:00:00 UTC: the database took up "
                   "to 40 MB, its backups up to 6 MB.");
  g_assert_cmpstr (one,
                   ==,
                   "2026-08-02 00:00:00 UTC: database 20 MB. Backups up to then: 3 MB in the first "
                   "inventory, 2 MB in the second.");
  g_assert_false (reprise_growth_plot_get_extent (empty, &scale));
  g_assert_cmpstr (none, ==, "No backup says when it ended, so that there is no growth to show.");
  unknown[0].database_size = -1;
  sizeless = compare (unknown, 1, unknown, 1);
  dark = reprise_growth_plot_new (sizeless);
  no_size = reprise_growth_plot_describe (dark, unknown[0].finished_at);
  g_assert_true (g_str_has_prefix (no_size, "2026-08-01 00:00:00 UTC: database not known."));
  g_assert_true (reprise_growth_plot_get_extent (dark, &scale));
  g_assert_cmpint (scale.start, <, unknown[0].finished_at);
  g_assert_cmpint (scale.end, >, unknown[0].finished_at);
}

/* However many backups there are, a line goes through a few dots a pixel, and the highest is one.
 */
static void
test_growth_plot_many (void)
{
  enum
  {
    N_BACKUPS = 20000,
    WIDTH = 50
  };
  g_autofree RepriseBackupFields *backups = g_new (RepriseBackupFields, N_BACKUPS);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RepriseInventoryComparison) comparison = NULL;
  g_autoptr (RepriseGrowthPlot) plot = NULL;
  g_autoptr (GArray) dots = NULL;
  RepriseTimeScale scale = { .width = WIDTH };
  gint64 most = 0;

  for (guint i = 0; i < N_BACKUPS; i++)
    {
      g_ptr_array_add (labels, g_strdup_printf ("%08u", i));
      backups[i] = compare_backup (labels->pdata[i], "2026-08-01T00:00:00Z", 1000);
      backups[i].started_at += i * REPRISE_INSTANT_SECOND;
      backups[i].finished_at += i * REPRISE_INSTANT_SECOND;
    }
  backups[N_BACKUPS / 3].database_size = 123456;
  comparison = compare (backups, N_BACKUPS, NULL, 0);
  plot = reprise_growth_plot_new (comparison);
  g_assert_true (reprise_growth_plot_get_extent (plot, &scale));
  dots = reprise_growth_plot_trace (plot, 0, REPRISE_GROWTH_DATABASE, &scale);
  g_assert_cmpuint (dots->len, <=, 3 * (WIDTH + 1));
  for (guint i = 0; i < dots->len; i++)
    most = MAX (most, g_array_index (dots, RepriseGrowthDot, i).bytes);
  g_assert_cmpint (most, ==, 123456);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/growth-plot/lines", test_growth_plot_lines);
  g_test_add_func ("/ui/growth-plot/steps", test_growth_plot_steps);
  g_test_add_func ("/ui/growth-plot/words", test_growth_plot_words);
  g_test_add_func ("/ui/growth-plot/many", test_growth_plot_many);
  return g_test_run ();
}
