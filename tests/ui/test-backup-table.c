/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of backups as a person uses it. */

#include "config.h"

#include "ui/reprise-backup-table.h"

#include "backup-samples.h"
#include "support/reprise-nameless.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-backup-cell.h"
#include "ui/reprise-backup-details.h"
#include "ui/reprise-backup-index.h"
#include "ui/reprise-backup-rows.h"
#include "ui/reprise-date-button.h"

#include <adwaita.h>

#define WIDTH 1000
#define HEIGHT 600
#define NARROW 360

typedef struct
{
  RepriseBackupTable *table;
  GtkWindow *window;
  RepriseBackupList *backups;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n_backups)
{
  g_autoptr (RepriseZone) utc = reprise_zone_new_utc ();

  fixture->backups = sample_list (GPOINTER_TO_UINT (n_backups));
  fixture->table = reprise_backup_table_new ();
  reprise_backup_table_set_zone (fixture->table, utc);
  reprise_backup_table_set_backups (fixture->table, G_LIST_MODEL (fixture->backups));
  fixture->window = reprise_test_present (GTK_WIDGET (fixture->table), WIDTH, HEIGHT);
}

static gboolean
set_true_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until nothing is left to do. */
static void
settle (void)
{
  gboolean is_settled = FALSE;

  g_idle_add_full (G_PRIORITY_LOW + 1, set_true_cb, &is_settled, NULL);
  while (!is_settled)
    g_main_context_iteration (NULL, TRUE);
}

/* Also what is not to be seen has its name, as soon as there was time for it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  settle ();
  reprise_test_assert_named (GTK_WIDGET (fixture->table));
  reprise_test_destroy (&fixture->window);
  g_assert_finalize_object (fixture->backups);
}

/* The n-th of its type below a widget, as it is drawn. */
static GtkWidget *
find_widget (GtkWidget *widget, GType type, guint *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
find (Fixture *fixture, GType type, guint n)
{
  GtkWidget *found = find_widget (GTK_WIDGET (fixture->table), type, &n);

  g_assert_nonnull (found);
  return found;
}

static GtkColumnView *
get_view (Fixture *fixture)
{
  return find (fixture, GTK_TYPE_COLUMN_VIEW, 0);
}

static RepriseBackupIndex *
get_index (Fixture *fixture)
{
  return reprise_backup_rows_get_index (find (fixture, REPRISE_TYPE_BACKUP_ROWS, 0));
}

/* Also those that GTK has not heard of yet. */
static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_index (fixture)));
}

static guint
count_told_rows (Fixture *fixture)
{
  GtkSelectionModel *told = gtk_column_view_get_model (get_view (fixture));

  return told == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (told));
}

static GtkColumnViewColumn *
get_column (Fixture *fixture, RepriseBackupColumn column)
{
  GListModel *columns = gtk_column_view_get_columns (get_view (fixture));
  g_autoptr (GtkColumnViewColumn) found = g_list_model_get_item (columns, column);

  return found;
}

static GtkWidget *
find_cell (GtkWidget *widget, RepriseBackupColumn column, guint position)
{
  if (REPRISE_IS_BACKUP_CELL (widget))
    {
      RepriseBackupCell *cell = REPRISE_BACKUP_CELL (widget);

      return reprise_backup_cell_get_column (cell) == column &&
                     reprise_backup_cell_get_position (cell) == position
                 ? widget
                 : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_cell (child, column, position);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static char *
dup_cell_text (Fixture *fixture, RepriseBackupColumn column, guint position)
{
  GtkWidget *cell = find_cell (GTK_WIDGET (fixture->table), column, position);

  g_assert_nonnull (cell);
  return reprise_backup_cell_dup_text (REPRISE_BACKUP_CELL (cell));
}

/* What is drawn, and what a screen reader says. */
static void
assert_cell (Fixture *fixture, RepriseBackupColumn column, guint position, const char *text)
{
  g_autofree char *found = dup_cell_text (fixture, column, position);

  g_assert_cmpstr (found, ==, text);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_cell (GTK_WIDGET (fixture->table),
                                                                  column,
                                                                  position)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       text);
}

/* The label in its cell, without the name. */
static void
assert_label (Fixture *fixture, guint position, guint number)
{
  g_autofree char *text = dup_cell_text (fixture, REPRISE_BACKUP_COLUMN_LABEL, position);
  g_autofree char *label = sample_label (number);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);

  g_assert_cmpstr (lines[0], ==, label);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->table), action, NULL));
}

/* As if the key were pressed while the table has the focus. */
static gboolean
press (Fixture *fixture, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->table));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        j < g_list_model_get_n_items (G_LIST_MODEL (controller));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                                 0,
                                                 GTK_WIDGET (fixture->table),
                                                 NULL);
        }
    }
  return FALSE;
}

static char *
dup_clipboard (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->table));
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_nonnull (content);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}

static void
count_cb (guint *n_seen)
{
  (*n_seen)++;
}

static void
select_number (Fixture *fixture, guint number)
{
  g_autofree char *label = sample_label (number);

  reprise_backup_table_set_selected_label (fixture->table, label);
}

/* Every column of a row, and the name beneath the label. */
static void
test_backup_table_cells (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[REPRISE_BACKUP_N_COLUMNS] = {
    "20260302-000000F\nÜbergabe Köln",
    "Successful",
    "Full",
    "4.8 MB",
    "36.3 MB",
    "2026-03-02 00:00:00",
    "2026-03-02 00:01:00",
  };

  for (guint i = 0; i < REPRISE_BACKUP_N_COLUMNS; i++)
    assert_cell (fixture, (RepriseBackupColumn) i, 5, texts[i]);
  assert_cell (fixture, REPRISE_BACKUP_COLUMN_LABEL, 0, "20260302-000000F_20260302-050000I");
  assert_cell (fixture, REPRISE_BACKUP_COLUMN_TYPE, 17, "Differential");
}

/* A click on a title sorts by it, another one the other way round. */
static void
test_backup_table_sort (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    RepriseBackupColumn column;
    guint smallest;
    guint largest;
  } cases[] = {
    { REPRISE_BACKUP_COLUMN_LABEL, 0, 29 },       { REPRISE_BACKUP_COLUMN_TYPE, 24, 29 },
    { REPRISE_BACKUP_COLUMN_BACKUP_SIZE, 1, 24 }, { REPRISE_BACKUP_COLUMN_DATABASE_SIZE, 0, 29 },
    { REPRISE_BACKUP_COLUMN_CREATED_AT, 0, 29 },  { REPRISE_BACKUP_COLUMN_FINISHED_AT, 0, 29 },
  };

  assert_label (fixture, 0, 29);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkColumnViewColumn *column = get_column (fixture, cases[i].column);

      gtk_column_view_sort_by_column (get_view (fixture), column, GTK_SORT_ASCENDING);
      assert_label (fixture, 0, cases[i].smallest);
      gtk_column_view_sort_by_column (get_view (fixture), column, GTK_SORT_DESCENDING);
      assert_label (fixture, 0, cases[i].largest);
      g_assert_true (gtk_column_view_column_get_resizable (column));
    }
}

/* The worst status is found by sorting, also when what is known comes later. */
static void
test_backup_table_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreWindow) window = sample_window (fixture->backups);

  gtk_column_view_sort_by_column (get_view (fixture),
                                  get_column (fixture, REPRISE_BACKUP_COLUMN_STATUS),
                                  GTK_SORT_DESCENDING);
  assert_cell (fixture, REPRISE_BACKUP_COLUMN_STATUS, 0, "Successful");
  reprise_backup_table_set_window (fixture->table, window);
  assert_cell (fixture, REPRISE_BACKUP_COLUMN_STATUS, 0, "Not usable");
  assert_label (fixture, 0, 0);
  reprise_backup_table_set_window (fixture->table, NULL);
  assert_cell (fixture, REPRISE_BACKUP_COLUMN_STATUS, 0, "Successful");
}

static gboolean
is_settled (gpointer user_data)
{
  return !reprise_backup_index_get_is_busy (get_index (user_data)) &&
         count_told_rows (user_data) == count_rows (user_data);
}

static void
search (Fixture *fixture, const char *text)
{
  GtkWidget *entry = find (fixture, GTK_TYPE_SEARCH_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  reprise_test_wait_for (is_settled, fixture);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->table),
                                        REPRISE_TYPE_BACKUP_TABLE,
                                        name);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "stack"));
}

static gboolean
has_summary (Fixture *fixture)
{
  return gtk_revealer_get_reveal_child (get_child (fixture, "summary_revealer"));
}

/* Search looks into labels and names; where nothing matches, a button lets all in again. */
static void
test_backup_table_search (Fixture *fixture, gconstpointer data)
{
  g_assert_false (has_summary (fixture));
  search (fixture, "übergabe");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  assert_label (fixture, 0, 24);
  g_assert_true (has_summary (fixture));
  search (fixture, "0500");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_cmpstr (get_page (fixture), ==, "rows");
  search (fixture, "no such backup");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_cmpstr (get_page (fixture), ==, "no-match");
  g_assert_false (has_summary (fixture));
  activate (fixture, "backup.clear-filters");
  g_assert_cmpuint (count_rows (fixture), ==, 30);
  g_assert_cmpstr (get_page (fixture), ==, "rows");
  g_assert_false (has_summary (fixture));
}

/* Types and days leave rows out; a day is one of the zone that is shown. */
static void
test_backup_table_filter (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *type_drop_down = find (fixture, GTK_TYPE_DROP_DOWN, 0);
  RepriseDateButton *from = find (fixture, REPRISE_TYPE_DATE_BUTTON, 0);
  RepriseDateButton *until = find (fixture, REPRISE_TYPE_DATE_BUTTON, 1);
  g_autoptr (RepriseZone) tokyo = reprise_zone_new_named ("Asia/Tokyo");
  int first_day = (int) (SAMPLE_START / 86400);

  gtk_drop_down_set_selected (type_drop_down, 1);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  gtk_drop_down_set_selected (type_drop_down, 2);
  assert_label (fixture, 0, 12);
  gtk_drop_down_set_selected (type_drop_down, 3);
  g_assert_cmpuint (count_rows (fixture), ==, 27);
  gtk_drop_down_set_selected (type_drop_down, 0);

  reprise_date_button_set_day (from, first_day + 1);
  g_assert_cmpuint (count_rows (fixture), ==, 6);
  reprise_date_button_set_day (from, first_day);
  reprise_date_button_set_day (until, first_day);
  g_assert_cmpuint (count_rows (fixture), ==, 24);
  /* Midnight of the second day comes nine hours earlier there. */
  reprise_backup_table_set_zone (fixture->table, tokyo);
  g_assert_cmpuint (count_rows (fixture), ==, 15);
  activate (fixture, "backup.clear-filters");
  g_assert_cmpuint (count_rows (fixture), ==, 30);
  g_assert_cmpint (reprise_date_button_get_day (from), ==, REPRISE_DATE_BUTTON_ANY);
}

/* Times are in the zone chosen, and the titles name it. */
static void
test_backup_table_zone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseZone) tokyo = reprise_zone_new_named ("Asia/Tokyo");
  GtkColumnViewColumn *created = get_column (fixture, REPRISE_BACKUP_COLUMN_CREATED_AT);

  g_assert_cmpstr (gtk_column_view_column_get_title (created), ==, "Created At\nUTC");
  reprise_backup_table_set_zone (fixture->table, tokyo);
  g_assert_cmpstr (gtk_column_view_column_get_title (created), ==, "Created At\nAsia/Tokyo");
  assert_cell (fixture, REPRISE_BACKUP_COLUMN_CREATED_AT, 0, "2026-03-02 14:00:00");
  reprise_backup_table_set_zone (fixture->table, NULL);
  g_assert_cmpint (reprise_zone_get_kind (reprise_backup_table_get_zone (fixture->table)),
                   ==,
                   REPRISE_ZONE_LOCAL);
}

/* What is selected in the table and what is set from outside are one, and told once. */
static void
test_backup_table_selection (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (get_view (fixture));
  g_autofree char *label = sample_label (20);
  guint n_notified = 0;

  g_signal_connect_swapped (fixture->table,
                            "notify::selected-label",
                            G_CALLBACK (count_cb),
                            &n_notified);
  g_object_set (fixture->table, "selected-label", label, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (gtk_selection_model_is_selected (selection, 9));
  g_object_set (fixture->table, "selected-label", label, NULL);
  g_assert_cmpuint (n_notified, ==, 1);

  gtk_selection_model_select_item (selection, 0, TRUE);
  g_assert_cmpuint (n_notified, ==, 2);
  g_free (label);
  label = sample_label (29);
  g_assert_cmpstr (reprise_backup_table_get_selected_label (fixture->table), ==, label);
  gtk_column_view_sort_by_column (get_view (fixture),
                                  get_column (fixture, REPRISE_BACKUP_COLUMN_CREATED_AT),
                                  GTK_SORT_ASCENDING);
  g_assert_true (gtk_selection_model_is_selected (selection, 29));
  g_assert_cmpuint (n_notified, ==, 2);
}

/* Rows that come while one is selected leave it selected, and where it is. */
static void
test_backup_table_growth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) pages = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) rows =
                 gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (pages)));
  g_autoptr (RepriseBackupList) first = sample_list_newest_first (99, 50);
  g_autoptr (RepriseBackupList) second = sample_list_newest_first (49, 50);
  g_autoptr (RepriseBackupList) all = sample_list (100);
  g_autofree char *label = sample_label (97);

  reprise_backup_table_set_backups (fixture->table, G_LIST_MODEL (rows));
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_list_store_append (pages, first);
  reprise_test_wait_for (is_settled, fixture);
  reprise_backup_table_set_selected_label (fixture->table, label);
  assert_label (fixture, 2, 97);
  g_list_store_append (pages, second);
  reprise_test_wait_for (is_settled, fixture);
  reprise_backup_table_set_backups (fixture->table, G_LIST_MODEL (all));
  reprise_test_wait_for (is_settled, fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 100);
  assert_label (fixture, 2, 97);
  g_assert_true (
      gtk_selection_model_is_selected (gtk_column_view_get_model (get_view (fixture)), 2));
  g_assert_cmpstr (reprise_backup_table_get_selected_label (fixture->table), ==, label);
}

static gboolean
is_scrolled (gpointer user_data)
{
  GtkScrollable *view = GTK_SCROLLABLE (get_view (user_data));

  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (view)) > HEIGHT;
}

static gboolean
has_cell_of_first_row (gpointer user_data)
{
  return find_cell (GTK_WIDGET (get_view (user_data)), REPRISE_BACKUP_COLUMN_LABEL, 0) != NULL;
}

static gboolean
lacks_cell_of_first_row (gpointer user_data)
{
  return !has_cell_of_first_row (user_data);
}

/* A row that nobody has gone to is let go of once it is out of sight. */
static void
test_backup_table_lets_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupList) none = sample_list (0);
  g_autoptr (RepriseBackupList) many = sample_list (1000);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (fixture)));

  reprise_backup_table_set_backups (fixture->table, G_LIST_MODEL (none));
  reprise_backup_table_set_backups (fixture->table, G_LIST_MODEL (many));
  reprise_test_wait_for (is_settled, fixture);
  reprise_test_wait_for (has_cell_of_first_row, fixture);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  reprise_test_wait_for (lacks_cell_of_first_row, fixture);
}

/* A backup far below is selected before GTK has heard of its row. */
static void
test_backup_table_scrolls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupList) many = sample_list (300);

  reprise_backup_table_set_backups (fixture->table, G_LIST_MODEL (many));
  select_number (fixture, 40);
  g_assert_false (is_settled (fixture));
  reprise_test_wait_for (is_scrolled, fixture);
  reprise_test_wait_for (is_settled, fixture);
}

/* Ctrl+C takes the label, with Shift the whole row, and nothing where nothing is selected. */
static void
test_backup_table_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;
  g_autofree char *row = NULL;

  g_assert_false (press (fixture, GDK_KEY_c, GDK_CONTROL_MASK));
  select_number (fixture, 24);
  g_assert_true (press (fixture, GDK_KEY_c, GDK_CONTROL_MASK));
  label = dup_clipboard (fixture);
  g_assert_cmpstr (label, ==, "20260302-000000F");
  g_assert_true (press (fixture, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  row = dup_clipboard (fixture);
  g_assert_cmpstr (row,
                   ==,
                   "20260302-000000F\tÜbergabe Köln\tSuccessful\tFull\t4.8 MB\t36.3 MB\t"
                   "2026-03-02 00:00:00 UTC\t2026-03-02 00:01:00 UTC");
}

static char *
dup_details (Fixture *fixture)
{
  return reprise_backup_details_dup_text (find (fixture, REPRISE_TYPE_BACKUP_DETAILS, 0));
}

/* Return on a row opens its details, which follow the selection; Escape closes them. */
static void
test_backup_table_details (Fixture *fixture, gconstpointer data)
{
  GtkWidget *details = find (fixture, REPRISE_TYPE_BACKUP_DETAILS, 0);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_false (gtk_widget_get_visible (details));
  g_signal_emit_by_name (get_view (fixture), "activate", 5u);
  g_assert_true (gtk_widget_get_visible (details));
  first = dup_details (fixture);
  g_assert_true (g_str_has_prefix (first, "20260302-000000F\nSuccessful\nName: Übergabe Köln\n"));
  select_number (fixture, 12);
  second = dup_details (fixture);
  g_assert_true (g_str_has_prefix (second, "20260301-000000F_20260301-120000D\n"));
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_false (gtk_widget_get_visible (details));
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
}

/* Another backup named in the details is selected by its button. */
static void
test_backup_table_follow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *details = find (fixture, REPRISE_TYPE_BACKUP_DETAILS, 0);

  select_number (fixture, 12);
  activate (fixture, "backup.details");
  g_signal_emit_by_name (details, "label-activated", "20260301-000000F");
  g_assert_cmpstr (reprise_backup_table_get_selected_label (fixture->table),
                   ==,
                   "20260301-000000F");
}

static void
restore_requested_cb (RepriseBackupTable *table, const char *label, gpointer user_data)
{
  char **requested = user_data;

  g_assert_null (*requested);
  *requested = g_strdup (label);
}

/* A restore is offered only where the owner says so, and of the selected backup. */
static void
test_backup_table_restore (Fixture *fixture, gconstpointer data)
{
  g_autofree char *requested = NULL;
  GtkWidget *widget = GTK_WIDGET (fixture->table);

  g_signal_connect (fixture->table,
                    "restore-requested",
                    G_CALLBACK (restore_requested_cb),
                    &requested);
  select_number (fixture, 24);
  gtk_widget_activate_action (widget, "backup.restore", NULL);
  g_assert_null (requested);
  g_object_set (fixture->table, "can-restore", TRUE, NULL);
  activate (fixture, "backup.restore");
  g_assert_cmpstr (requested, ==, "20260302-000000F");
  reprise_backup_table_set_selected_label (fixture->table, NULL);
  /* Would find that one was requested before. */
  gtk_widget_activate_action (widget, "backup.restore", NULL);
}

/* The keys for a menu open one beneath the row that has the focus, and select that row. */
static void
test_backup_table_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (get_view (fixture));
  GtkWidget *list = gtk_widget_get_last_child (view);
  guint none = 0;

  g_assert_null (find_widget (GTK_WIDGET (fixture->table), GTK_TYPE_POPOVER_MENU, &none));
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (press (fixture, GDK_KEY_F10, GDK_SHIFT_MASK));
  g_assert_true (gtk_widget_get_visible (find (fixture, GTK_TYPE_POPOVER_MENU, 0)));
  g_assert_nonnull (reprise_backup_table_get_selected_label (fixture->table));
  gtk_popover_popdown (find (fixture, GTK_TYPE_POPOVER_MENU, 0));
  g_assert_true (press (fixture, GDK_KEY_Menu, 0));
}

/* Ctrl+F puts the cursor where one searches. */
static void
test_backup_table_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find (fixture, GTK_TYPE_SEARCH_ENTRY, 0);

  gtk_widget_grab_focus (GTK_WIDGET (get_view (fixture)));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));
  g_assert_true (press (fixture, GDK_KEY_f, GDK_CONTROL_MASK));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));
}

/* What a screen reader stops at has a name. */
static void
test_backup_table_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_cell (GTK_WIDGET (fixture->table), REPRISE_BACKUP_COLUMN_LABEL, 5);

  row = gtk_widget_get_parent (gtk_widget_get_parent (row));
  g_assert_cmpstr (gtk_widget_get_css_name (row), ==, "row");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "20260302-000000F, Successful, Full");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_view (fixture)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Backups");
  gtk_test_accessible_assert_property (find (fixture, GTK_TYPE_SEARCH_ENTRY, 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search backups");
  gtk_test_accessible_assert_property (get_child (fixture, "details_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Details of the selected backup");
  gtk_test_accessible_assert_role (find (fixture, REPRISE_TYPE_BACKUP_DETAILS, 0),
                                   GTK_ACCESSIBLE_ROLE_REGION);
}

static int
get_width (Fixture *fixture, RepriseBackupColumn column)
{
  return gtk_widget_get_width (find_cell (GTK_WIDGET (fixture->table), column, 0));
}

static gboolean
has_kept_widths (gpointer user_data)
{
  return gtk_column_view_column_get_fixed_width (
             get_column (user_data, REPRISE_BACKUP_COLUMN_CREATED_AT)) > 0;
}

/* Columns are as wide as what is in them, also once the text has grown; what a user has drawn
 * stays. */
static void
test_backup_table_widths (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int type_width = get_width (fixture, REPRISE_BACKUP_COLUMN_TYPE);
  int time_width = get_width (fixture, REPRISE_BACKUP_COLUMN_CREATED_AT);
  int dpi;

  reprise_test_wait_for (has_kept_widths, fixture);
  reprise_test_wait_for_frame (GTK_WIDGET (fixture->table));
  g_assert_cmpint (get_width (fixture, REPRISE_BACKUP_COLUMN_TYPE), ==, type_width);
  g_assert_cmpint (get_width (fixture, REPRISE_BACKUP_COLUMN_CREATED_AT), ==, time_width);

  gtk_column_view_column_set_fixed_width (get_column (fixture, REPRISE_BACKUP_COLUMN_TYPE), 200);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  reprise_test_wait_for (has_kept_widths, fixture);
  reprise_test_wait_for_frame (GTK_WIDGET (fixture->table));
  g_assert_cmpint (get_width (fixture, REPRISE_BACKUP_COLUMN_CREATED_AT), >, time_width * 3 / 2);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (
                       get_column (fixture, REPRISE_BACKUP_COLUMN_TYPE)),
                   ==,
                   200);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* In a window of 360 pixels the details take the place of the rows, and give it back. */
static void
test_backup_table_narrow (void)
{
  Fixture fixture = { .backups = sample_list (30), .table = reprise_backup_table_new () };
  AdwLeaflet *leaflet = find (&fixture, ADW_TYPE_LEAFLET, 0);
  int minimum;

  reprise_backup_table_set_backups (fixture.table, G_LIST_MODEL (fixture.backups));
  fixture.window = reprise_test_present (GTK_WIDGET (fixture.table), NARROW, HEIGHT);
  gtk_widget_measure (GTK_WIDGET (fixture.table),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &minimum,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, NARROW);
  g_signal_emit_by_name (get_view (&fixture), "activate", 0u);
  reprise_test_wait_for_frame (GTK_WIDGET (fixture.table));
  g_assert_true (adw_leaflet_get_folded (leaflet));
  g_assert_true (REPRISE_IS_BACKUP_DETAILS (adw_leaflet_get_visible_child (leaflet)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.table)), ==, NARROW);
  activate (&fixture, "details.close");
  g_assert_false (REPRISE_IS_BACKUP_DETAILS (adw_leaflet_get_visible_child (leaflet)));
  tear_down (&fixture, NULL);
}

static gboolean
is_at_end (gpointer user_data)
{
  GtkAdjustment *adjustment = user_data;

  return gtk_adjustment_get_value (adjustment) > 0 &&
         gtk_adjustment_get_value (adjustment) ==
             gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* Where people read from the right, the first column is at the right, and the first to be seen. */
static void
test_backup_table_right_to_left (void)
{
  Fixture fixture = { .backups = sample_list (30) };
  GtkWidget *cell;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  fixture.table = reprise_backup_table_new ();
  reprise_backup_table_set_backups (fixture.table, G_LIST_MODEL (fixture.backups));
  fixture.window = reprise_test_present (GTK_WIDGET (fixture.table), NARROW, HEIGHT);
  reprise_test_wait_for (is_at_end,
                         gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (get_view (&fixture))));
  cell = find_cell (GTK_WIDGET (fixture.table), REPRISE_BACKUP_COLUMN_CREATED_AT, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "2026-03-02 05:00:00");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  tear_down (&fixture, NULL);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/backup-table/" name, Fixture, GUINT_TO_POINTER (30), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  ADD ("cells", test_backup_table_cells);
  ADD ("sort", test_backup_table_sort);
  ADD ("status", test_backup_table_status);
  ADD ("search", test_backup_table_search);
  ADD ("filter", test_backup_table_filter);
  ADD ("zone", test_backup_table_zone);
  ADD ("lets-go", test_backup_table_lets_go);
  ADD ("scrolls", test_backup_table_scrolls);
  ADD ("selection", test_backup_table_selection);
  ADD ("growth", test_backup_table_growth);
  ADD ("copy", test_backup_table_copy);
  ADD ("details", test_backup_table_details);
  ADD ("follow", test_backup_table_follow);
  ADD ("restore", test_backup_table_restore);
  ADD ("menu", test_backup_table_menu);
  ADD ("focus", test_backup_table_focus);
  ADD ("accessible", test_backup_table_accessible);
  ADD ("widths", test_backup_table_widths);
  g_test_add_func ("/ui/backup-table/narrow", test_backup_table_narrow);
  g_test_add_func ("/ui/backup-table/right-to-left", test_backup_table_right_to_left);
  return g_test_run ();
}
