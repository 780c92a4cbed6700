/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of databases: sections, search and what is chosen. */

#include "config.h"

#include "ui/reprise-sidebar.h"

#include "ui/reprise-database-row.h"

#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include "ui-find.h"

typedef struct
{
  RepriseStubBackend *backend;
  RepriseAccount *account;
  RepriseSidebar *sidebar;
  GtkWindow *window;
  guint n_chosen;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_chosen++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseCluster) other = ui_cluster_new (UI_OTHER_CLUSTER_ID, "warehouse", "modifying");

  fixture->backend = ui_fixture_new ();
  reprise_stub_backend_put_cluster (fixture->backend, other);
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .id = "22222222-x",
                                  .cluster_id = UI_OTHER_CLUSTER_ID,
                                  .name = "stock",
                                  .status = "failed" });
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .id = "33333333-x",
                                  .cluster_id = UI_OTHER_CLUSTER_ID,
                                  .name = "payables",
                                  .display_name = "Accounts payable" });
  fixture->account = reprise_account_new (REPRISE_BACKEND (fixture->backend));
  fixture->sidebar = reprise_sidebar_new ();
  reprise_sidebar_set_account (fixture->sidebar, fixture->account);
  g_signal_connect_swapped (fixture->sidebar,
                            "notify::selected-id",
                            G_CALLBACK (count_cb),
                            fixture);
  fixture->window = reprise_test_present (GTK_WIDGET (fixture->sidebar), 280, 500);
  reprise_account_refresh (fixture->account);
  ui_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_test_destroy (&fixture->window);
  g_assert_finalize_object (fixture->account);
  g_object_unref (fixture->backend);
}

static GtkListBox *
get_list (Fixture *fixture)
{
  return GTK_LIST_BOX (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->sidebar), REPRISE_TYPE_SIDEBAR, "list"));
}

static GtkListBoxRow *
get_row (Fixture *fixture, int position)
{
  return gtk_list_box_get_row_at_index (get_list (fixture), position);
}

/* Databases stand under their clusters; namesakes and states are told in words too. */
static void
test_sidebar_lists (Fixture *fixture, gconstpointer data)
{
  GtkWidget *root = GTK_WIDGET (fixture->sidebar);

  g_assert_cmpuint (ui_count (root, "RepriseDatabaseRow"), ==, 3);
  g_assert_true (ui_shows (root, "accounting"));
  g_assert_true (ui_shows (root, "warehouse"));
  g_assert_true (ui_shows (root, "Being modified"));
  /* In words for everybody, where it is not what it should be. */
  g_assert_true (ui_shows (GTK_WIDGET (get_row (fixture, 2)), "Failed"));
  g_assert_false (ui_shows (GTK_WIDGET (get_row (fixture, 0)), "Available"));
  g_assert_true (ui_shows (root, "payables · 27937dd4"));
  g_assert_true (ui_shows (root, "payables · 33333333"));
  g_assert_nonnull (gtk_list_box_row_get_header (get_row (fixture, 0)));
  g_assert_nonnull (gtk_list_box_row_get_header (get_row (fixture, 1)));
  g_assert_null (gtk_list_box_row_get_header (get_row (fixture, 2)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (fixture, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "stock, Failed");
}

/* What somebody types leaves what matches; the choice stays, even where it is not shown. */
static void
test_sidebar_searches (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (fixture->sidebar),
                                                                    REPRISE_TYPE_SIDEBAR,
                                                                    "search_entry"));

  reprise_sidebar_set_selected_id (fixture->sidebar, UI_DATABASE_ID);
  reprise_sidebar_start_search (fixture->sidebar);
  gtk_editable_set_text (entry, "STOCK");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_null (get_row (fixture, 1));
  g_assert_cmpstr (reprise_sidebar_get_selected_id (fixture->sidebar), ==, UI_DATABASE_ID);
  g_assert_null (gtk_list_box_get_selected_row (get_list (fixture)));

  gtk_editable_set_text (entry, "nowhere");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_true (ui_shows (GTK_WIDGET (fixture->sidebar), "No database is called like that."));
  gtk_editable_set_text (entry, "");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_true (gtk_list_box_get_selected_row (get_list (fixture)) == get_row (fixture, 0));
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
}

/* Choosing a row tells of it once; a refresh brings new rows and is no choice. */
static void
test_sidebar_chooses (Fixture *fixture, gconstpointer data)
{
  gtk_list_box_select_row (get_list (fixture), get_row (fixture, 2));
  g_assert_cmpstr (reprise_sidebar_get_selected_id (fixture->sidebar), ==, "22222222-x");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);

  ui_put_database (fixture->backend, &(UiDatabase){ .id = "11111111-x", .name = "AAA" });
  reprise_account_refresh (fixture->account);
  ui_settle ();
  g_assert_true (gtk_list_box_get_selected_row (get_list (fixture)) == get_row (fixture, 3));
  g_assert_cmpstr (reprise_sidebar_get_selected_id (fixture->sidebar), ==, "22222222-x");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
}

/* Reading again under the hand of somebody who clicks or goes by keys leaves the row; who has lost
 * the only namesake is told apart no more. */
static void
test_sidebar_refreshes (Fixture *fixture, gconstpointer data)
{
  GtkListBoxRow *row = get_row (fixture, 0);
  g_autoptr (RepriseCluster) other = ui_cluster_new (UI_OTHER_CLUSTER_ID, "warehouse", "available");

  gtk_widget_grab_focus (GTK_WIDGET (row));
  reprise_stub_backend_put_cluster (fixture->backend, other);
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .id = "33333333-x",
                                  .cluster_id = UI_OTHER_CLUSTER_ID,
                                  .name = "payables",
                                  .display_name = "Renamed" });
  reprise_account_refresh (fixture->account);
  ui_settle ();
  g_assert_true (get_row (fixture, 0) == row);
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (row));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->sidebar), "Renamed"));
  g_assert_cmpstr (reprise_database_row_get_subtitle (REPRISE_DATABASE_ROW (row)), ==, "payables");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->sidebar), "Being modified"));
  g_assert_cmpuint (ui_count (GTK_WIDGET (fixture->sidebar), "RepriseDatabaseRow"), ==, 3);
}

/* So does another status: a click that has begun, and the focus, are not lost. */
static void
test_sidebar_tells_status (Fixture *fixture, gconstpointer data)
{
  GtkListBoxRow *row = get_row (fixture, 2);
  g_autoptr (RepriseCluster) other = ui_cluster_new (UI_OTHER_CLUSTER_ID, "warehouse", "available");

  gtk_widget_grab_focus (GTK_WIDGET (row));
  reprise_stub_backend_put_cluster (fixture->backend, other);
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .id = "22222222-x",
                                  .cluster_id = UI_OTHER_CLUSTER_ID,
                                  .name = "stock",
                                  .status = "available" });
  reprise_account_refresh (fixture->account);
  ui_settle ();
  g_assert_true (get_row (fixture, 2) == row);
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (row));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "stock, Available");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->sidebar), "Being modified"));
}

/* Tab goes to what is chosen and away from it; arrow keys go through the list, and choose. */
static void
test_sidebar_is_one_stop (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = GTK_WIDGET (fixture->sidebar);
  const GtkDirectionType leaving[] = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD };

  reprise_sidebar_set_selected_id (fixture->sidebar, "33333333-x");
  for (gsize i = 0; i < G_N_ELEMENTS (leaving); i++)
    {
      gtk_window_set_focus (fixture->window, NULL);
      g_assert_true (gtk_widget_child_focus (sidebar, leaving[i]));
      g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (get_row (fixture, 1)));
      g_assert_false (gtk_widget_child_focus (sidebar, leaving[i]));
      g_assert_cmpstr (reprise_sidebar_get_selected_id (fixture->sidebar), ==, "33333333-x");
    }
  g_signal_emit_by_name (get_list (fixture),
                         "move-cursor",
                         GTK_MOVEMENT_DISPLAY_LINES,
                         1,
                         FALSE,
                         FALSE);
  g_assert_cmpstr (reprise_sidebar_get_selected_id (fixture->sidebar), ==, "22222222-x");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/sidebar/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  ADD ("lists", test_sidebar_lists);
  ADD ("searches", test_sidebar_searches);
  ADD ("chooses", test_sidebar_chooses);
  ADD ("refreshes", test_sidebar_refreshes);
  ADD ("tells-status", test_sidebar_tells_status);
  ADD ("is-one-stop", test_sidebar_is_one_stop);
  return g_test_run ();
}
