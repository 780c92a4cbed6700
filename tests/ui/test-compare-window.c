/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two inventories side by side: what is shown, said, copied and saved, and what is in the way. */

#include "config.h"

#include "ui/reprise-compare-window.h"

#include "support/reprise-nameless.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-comparison-rows.h"
#include "ui/reprise-comparison-table.h"
#include "ui/reprise-growth-chart.h"

#include "compare-fixture.h"
#include "ui-find.h"
#include "ui-fixture.h"

#include <adwaita.h>

typedef struct
{
  RepriseStubBackend *then;
  RepriseStubBackend *now;
  RepriseComparePair *pair;
  RepriseCompareWindow *window;
} Fixture;

static void
await_state (Fixture *fixture, RepriseComparePairState state)
{
  while (reprise_compare_pair_get_state (fixture->pair) != state)
    g_main_context_iteration (NULL, TRUE);
  ui_settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->then = compare_fixture_new_then ();
  fixture->now = compare_fixture_new_now ();
  fixture->pair = reprise_compare_pair_new (NULL);
  reprise_compare_side_set_backend (reprise_compare_pair_get_side (fixture->pair, 1),
                                    REPRISE_BACKEND (fixture->now));
  fixture->window = reprise_compare_window_new (NULL, fixture->pair);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_settle ();
}

static void
choose_file (Fixture *fixture)
{
  reprise_compare_side_set_backend (reprise_compare_pair_get_side (fixture->pair, 0),
                                    REPRISE_BACKEND (fixture->then));
  await_state (fixture, REPRISE_COMPARE_PAIR_READY);
}

/* Fails where anything keeps the window alive, or has no name for those who do not see it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_test_assert_named (GTK_WIDGET (fixture->window));
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_settle ();
  g_assert_finalize_object (fixture->window);
  g_assert_finalize_object (fixture->pair);
  g_clear_object (&fixture->then);
  g_clear_object (&fixture->now);
}

static gboolean
shows (Fixture *fixture, const char *pattern)
{
  return ui_shows (GTK_WIDGET (fixture->window), pattern);
}

static RepriseComparisonTable *
get_table (Fixture *fixture)
{
  return REPRISE_COMPARISON_TABLE (
      ui_find (GTK_WIDGET (fixture->window), NULL, "RepriseComparisonTable"));
}

static void
opened_cb (RepriseCompareSide **opened, RepriseCompareSide *side, GFile *file)
{
  *opened = side;
  g_assert_null (file);
}

/* With one side there is nothing to compare yet, and the other one is asked for. */
static void
test_compare_window_missing (Fixture *fixture, gconstpointer data)
{
  RepriseCompareSide *opened = NULL;
  GtkWidget *button = ui_find (GTK_WIDGET (fixture->window), "RepriseCompareCard", "GtkButton");

  g_assert_true (shows (fixture, "Choose Two Inventories"));
  g_assert_true (shows (fixture, "Choose a file, or drop one here."));
  g_assert_true (shows (fixture, "As of 2026-08-05 12:00:00 UTC"));
  g_signal_connect_swapped (fixture->window, "open-file", G_CALLBACK (opened_cb), &opened);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (opened == reprise_compare_pair_get_side (fixture->pair, 0));
}

/* What appeared, expired and changed, how large it grew, and what is missing, in sentences. */
static void
test_compare_window_content (Fixture *fixture, gconstpointer data)
{
  choose_file (fixture);
  g_assert_true (shows (fixture, "First inventory: 3 backups, as of 2026-08-05 00:30:00 UTC.*"));
  g_assert_true (shows (fixture, "The database grew from 50 MB to 60 MB.*"));
  g_assert_true (shows (fixture, "The longest time without a backup was *, from 2026-08-0*"));
  g_assert_true (shows (fixture, "The schedule “0 * * * ?” for incremental backups: missed *"));
  g_assert_true (shows (fixture, "20260805-060000F\nAppeared"));
  g_assert_true (shows (fixture, "20260802-060000F\nExpired"));
  g_assert_true (shows (fixture, "20260804-060000F\nChanged"));
  g_assert_true (shows (fixture, "page errors: none"));
  g_assert_true (shows (fixture, "page errors: found"));
}

/* One kind of change can be looked at alone. */
static void
test_compare_window_kinds (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *chooser;
  GListModel *rows;

  choose_file (fixture);
  rows = reprise_comparison_table_get_rows (get_table (fixture));
  chooser = GTK_DROP_DOWN (
      ui_find (GTK_WIDGET (fixture->window), "RepriseComparisonTable", "GtkDropDown"));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);
  for (guint kind = 0; kind < REPRISE_COMPARISON_N_KINDS; kind++)
    {
      g_autoptr (RepriseComparisonRow) row = NULL;

      gtk_drop_down_set_selected (chooser, kind + 1);
      g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
      row = g_list_model_get_item (rows, 0);
      g_assert_cmpuint (reprise_comparison_row_get_kind (row), ==, kind);
    }
  gtk_drop_down_set_selected (chooser, 0);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);
}

/* Keys move over the backups, and what is drawn is said. */
static void
test_compare_window_chart (Fixture *fixture, gconstpointer data)
{
  RepriseGrowthChart *chart;

  choose_file (fixture);
  chart = REPRISE_GROWTH_CHART (ui_find (GTK_WIDGET (fixture->window), NULL, "RepriseGrowthChart"));
  g_assert_true (g_str_has_prefix (reprise_growth_chart_get_words (chart),
                                   "From 2026-08-02 06:01:00 UTC to 2026-08-05 06:01:00 UTC"));
  gtk_widget_grab_focus (GTK_WIDGET (chart));
  g_assert_true (reprise_test_press (GTK_WIDGET (chart), "Left"));
  g_assert_cmpint (reprise_growth_chart_get_cursor (chart),
                   ==,
                   ui_instant ("2026-08-05T06:01:00Z"));
  g_assert_true (reprise_test_press (GTK_WIDGET (chart), "Left"));
  g_assert_cmpint (reprise_growth_chart_get_cursor (chart),
                   ==,
                   ui_instant ("2026-08-04T06:01:00Z"));
  g_assert_true (shows (fixture, "2026-08-04 06:01:00 UTC: database 50 MB. *"));
  g_assert_true (reprise_test_press (GTK_WIDGET (chart), "Home"));
  g_assert_cmpint (reprise_growth_chart_get_cursor (chart),
                   ==,
                   ui_instant ("2026-08-02T06:01:00Z"));
  g_assert_true (reprise_test_press (GTK_WIDGET (chart), "Page_Down"));
  g_assert_true (reprise_test_press (GTK_WIDGET (chart), "End"));
  g_assert_cmpint (reprise_growth_chart_get_cursor (chart),
                   ==,
                   ui_instant ("2026-08-05T06:01:00Z"));
  g_assert_true (reprise_test_press (GTK_WIDGET (chart), "Escape"));
  g_assert_cmpint (reprise_growth_chart_get_cursor (chart), ==, REPRISE_INSTANT_NONE);
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (chart,
                                       GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       reprise_growth_chart_get_words (chart));
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_assert_nonnull (*text);
}

/* All of it can be copied as text, but not before there is something. */
static void
test_compare_window_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "comparison.copy", NULL);
  g_assert_null (gdk_clipboard_get_content (clipboard));
  choose_file (fixture);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "comparison.copy", NULL));
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (text, "Comparison of Backups: Accounts payable, n1\n"));
  g_assert_nonnull (strstr (text, "Appeared (1)\n  20260805-060000F: "));
}

/* Another database is not compared, and it is said why. */
static void
test_compare_window_different (Fixture *fixture, gconstpointer data)
{
  reprise_stub_backend_clear (fixture->then, REPRISE_STUB_DATABASES);
  ui_put_database (fixture->then, &(UiDatabase){ .id = UI_OTHER_DATABASE_ID, .name = "other" });
  reprise_compare_side_set_backend (reprise_compare_pair_get_side (fixture->pair, 0),
                                    REPRISE_BACKEND (fixture->then));
  await_state (fixture, REPRISE_COMPARE_PAIR_DIFFERENT);
  g_assert_true (shows (fixture, "Not the Same Database"));
  g_assert_true (shows (fixture, "“*” and “*” have no database in common."));
}

/* A file that cannot be opened says what is wrong with it; a service can be asked again. */
static void
test_compare_window_failed (Fixture *fixture, gconstpointer data)
{
  RepriseCompareSide *side = reprise_compare_pair_get_side (fixture->pair, 0);
  g_autoptr (GError) error =
                 g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "No <b>& at byte 3");

  reprise_compare_side_open (side, "a.json");
  reprise_compare_side_fail (side, error);
  g_assert_true (shows (fixture, "“a.json” Could Not Be Read"));
  g_assert_true (shows (fixture, "No <b>& at byte 3"));
  reprise_stub_backend_fail (fixture->then,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_TRANSPORT,
                             "no way");
  reprise_compare_side_set_backend (side, REPRISE_BACKEND (fixture->then));
  await_state (fixture, REPRISE_COMPARE_PAIR_FAILED);
  reprise_stub_backend_succeed (fixture->then, REPRISE_STUB_DATABASES);
  g_signal_emit_by_name (ui_find (GTK_WIDGET (fixture->window), NULL, "RepriseErrorView"), "retry");
  await_state (fixture, REPRISE_COMPARE_PAIR_READY);
  g_assert_true (shows (fixture, "20260805-060000F\nAppeared"));
}

/* Two looks at the same say so. */
static void
test_compare_window_same (Fixture *fixture, gconstpointer data)
{
  reprise_compare_side_set_backend (reprise_compare_pair_get_side (fixture->pair, 0),
                                    REPRISE_BACKEND (fixture->now));
  await_state (fixture, REPRISE_COMPARE_PAIR_READY);
  g_assert_true (shows (fixture, "No backup appeared, expired or changed."));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/compare-window/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  ADD ("missing", test_compare_window_missing);
  ADD ("content", test_compare_window_content);
  ADD ("kinds", test_compare_window_kinds);
  ADD ("chart", test_compare_window_chart);
  ADD ("copy", test_compare_window_copy);
  ADD ("different", test_compare_window_different);
  ADD ("failed", test_compare_window_failed);
  ADD ("same", test_compare_window_same);
  return g_test_run ();
}
