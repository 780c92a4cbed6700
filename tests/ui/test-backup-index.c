/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of the table as backups come, change and go. */

#include "config.h"

#include "ui/reprise-backup-index.h"

#include "backup-samples.h"

/* Enough for a thread and many slices. */
#define N_MANY 20000

typedef struct
{
  guint n;
  guint position;
  guint n_removed;
  guint n_added;
  guint all_removed; /* by all changes together */
} Change;

static void
changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  Change *change = user_data;

  change->n++;
  change->position = position;
  change->n_removed = n_removed;
  change->all_removed += n_removed;
  change->n_added = n_added;
}

static void
count_cb (guint *n_seen)
{
  (*n_seen)++;
}

static RepriseBackupIndex *
new_index (Change *change)
{
  RepriseBackupIndex *index = reprise_backup_index_new ();

  g_signal_connect (index, "items-changed", G_CALLBACK (changed_cb), change);
  return index;
}

static void
settle (RepriseBackupIndex *index)
{
  while (reprise_backup_index_get_is_busy (index))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_row (RepriseBackupIndex *index, guint position, guint number)
{
  g_autoptr (RepriseBackup) backup = reprise_backup_index_get_backup (index, position);
  g_autofree char *label = sample_label (number);

  g_assert_cmpstr (reprise_backup_get_label (backup), ==, label);
}

static guint
count (RepriseBackupIndex *index)
{
  return g_list_model_get_n_items (G_LIST_MODEL (index));
}

/* Few backups are there at once, the newest first; nothing is told twice. */
static void
test_backup_index_few (void)
{
  Change change = { 0 };
  g_autoptr (RepriseBackupIndex) index = new_index (&change);
  g_autoptr (RepriseBackupList) list = sample_list (30);

  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  g_assert_false (reprise_backup_index_get_is_busy (index));
  g_assert_cmpuint (count (index), ==, 30);
  assert_row (index, 0, 29);
  assert_row (index, 29, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (index), 30));
  g_assert_null (reprise_backup_index_get_backup (index, 30));
  g_assert_cmpuint (change.n, ==, 1);
  g_assert_cmpuint (change.n_added, ==, 30);
  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  g_assert_cmpuint (change.n, ==, 1);
  reprise_backup_index_set_backups (index, NULL);
  g_assert_cmpuint (count (index), ==, 0);
  g_assert_cmpuint (change.n_removed, ==, 30);
}

/* Many are read while the main loop runs, the first are there at once, and in the end all are. */
static void
test_backup_index_many (void)
{
  Change change = { 0 };
  g_autoptr (RepriseBackupIndex) index = new_index (&change);
  g_autoptr (RepriseBackupList) list = sample_list (N_MANY);
  RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
  guint n_full = (N_MANY + SAMPLES_A_DAY - 1) / SAMPLES_A_DAY;

  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  settle (index);
  g_assert_cmpuint (count (index), ==, N_MANY);
  for (guint i = 0; i < N_MANY; i += 97)
    assert_row (index, i, N_MANY - 1 - i);

  query.column = REPRISE_BACKUP_COLUMN_LABEL;
  query.descending = FALSE;
  query.backup_type = REPRISE_BACKUP_TYPE_FULL;
  reprise_backup_index_set_query (index, &query);
  g_assert_true (reprise_backup_index_get_is_busy (index));
  settle (index);
  g_assert_cmpuint (count (index), ==, n_full);
  assert_row (index, 1, SAMPLES_A_DAY);
  /* Those that are left are the first rows, now with other backups. */
  g_assert_cmpuint (change.position, ==, n_full);
  g_assert_cmpuint (change.n_removed, ==, N_MANY - n_full);
  g_assert_cmpuint (change.n_added, ==, 0);
}

/* Another order changes no row, only what is in it, and which one is selected. */
static void
test_backup_index_order (void)
{
  Change change = { 0 };
  g_autoptr (RepriseBackupIndex) index = new_index (&change);
  g_autoptr (RepriseBackupList) list = sample_list (48);
  g_autofree char *label = sample_label (47);
  RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
  guint n_told = 0, n_selected = 0;

  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  reprise_backup_index_set_selected_label (index, label);
  g_signal_connect_swapped (index, "rows-changed", G_CALLBACK (count_cb), &n_told);
  g_signal_connect_swapped (index, "selection-changed", G_CALLBACK (count_cb), &n_selected);
  query.descending = FALSE;
  reprise_backup_index_set_query (index, &query);
  assert_row (index, 0, 0);
  assert_row (index, 47, 47);
  g_assert_cmpuint (change.n, ==, 1);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (n_selected, ==, 2);
  g_assert_cmpuint (reprise_backup_index_get_selected (index), ==, 47);
}

/* Pages that come at the end are appended: nothing above them changes, and the selection stays. */
static void
test_backup_index_growth (void)
{
  Change change = { 0 };
  g_autoptr (RepriseBackupIndex) index = new_index (&change);
  g_autoptr (GListStore) pages = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) rows =
                 gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (pages)));
  g_autofree char *label = sample_label (2995);

  reprise_backup_index_set_backups (index, G_LIST_MODEL (rows));
  g_assert_cmpuint (count (index), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RepriseBackupList) page = sample_list_newest_first (2999 - i * 1000, 1000);

      g_list_store_append (pages, page);
      settle (index);
      g_assert_cmpuint (count (index), ==, (i + 1) * 1000);
      g_assert_cmpuint (change.position, >=, i * 1000);
      if (i == 0)
        reprise_backup_index_set_selected_label (index, label);
      g_assert_cmpuint (reprise_backup_index_get_selected (index), ==, 4);
    }
  g_assert_cmpuint (change.all_removed, ==, 0);
  assert_row (index, 2999, 0);
}

/* The same backups read again change no row; one more at the top changes that one alone. */
static void
test_backup_index_replaced (void)
{
  Change change = { 0 };
  g_autoptr (RepriseBackupIndex) index = new_index (&change);
  g_autoptr (RepriseBackupList) page = sample_list_newest_first (99, 100);
  g_autoptr (RepriseBackupList) all = sample_list (100);
  g_autoptr (RepriseBackupList) more = sample_list (101);

  reprise_backup_index_set_backups (index, G_LIST_MODEL (page));
  g_assert_cmpuint (change.n, ==, 1);
  reprise_backup_index_set_backups (index, G_LIST_MODEL (all));
  g_assert_cmpuint (change.n, ==, 1);
  assert_row (index, 0, 99);
  reprise_backup_index_set_backups (index, G_LIST_MODEL (more));
  g_assert_cmpuint (change.n, ==, 2);
  g_assert_cmpuint (change.position, ==, 0);
  g_assert_cmpuint (change.n_removed, ==, 0);
  g_assert_cmpuint (change.n_added, ==, 1);
  assert_row (index, 0, 100);
  assert_row (index, 1, 99);
}

/* Rows of the list before are shown until another long one is ready, then all of it at once. */
static void
test_backup_index_replaced_many (void)
{
  Change change = { 0 };
  g_autoptr (RepriseBackupIndex) index = new_index (&change);
  g_autoptr (RepriseBackupList) few = sample_list (100);
  g_autoptr (RepriseBackupList) many = sample_list (N_MANY);

  reprise_backup_index_set_backups (index, G_LIST_MODEL (few));
  reprise_backup_index_set_backups (index, G_LIST_MODEL (many));
  g_assert_cmpuint (count (index), ==, 100);
  settle (index);
  g_assert_cmpuint (count (index), ==, N_MANY);
  g_assert_cmpuint (change.n, ==, 2);
}

/* The selection is a label: it may come before its row, be filtered out and come back, and ends
 * when all has been read and it is not there. */
static void
test_backup_index_selection (void)
{
  Change change = { 0 };
  g_autoptr (RepriseBackupIndex) index = new_index (&change);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (index);
  g_autoptr (RepriseBackupList) list = sample_list (48);
  g_autoptr (RepriseBackupList) fewer = sample_list (24);
  g_autoptr (RepriseRestoreWindow) window = sample_window (fewer);
  g_autoptr (RepriseBackup) backup = NULL;
  g_autofree char *label = sample_label (30);
  RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
  guint n_notified = 0;

  g_signal_connect_swapped (index, "notify::selected-label", G_CALLBACK (count_cb), &n_notified);
  g_object_set (index, "selected-label", label, NULL);
  g_assert_cmpuint (reprise_backup_index_get_selected (index), ==, GTK_INVALID_LIST_POSITION);
  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  g_assert_cmpuint (reprise_backup_index_get_selected (index), ==, 17);
  g_assert_true (gtk_selection_model_is_selected (selection, 17));
  g_assert_false (gtk_selection_model_is_selected (selection, 16));

  query.backup_type = REPRISE_BACKUP_TYPE_FULL;
  reprise_backup_index_set_query (index, &query);
  g_assert_cmpuint (reprise_backup_index_get_selected (index), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpstr (reprise_backup_index_get_selected_label (index), ==, label);
  backup = reprise_backup_index_get_selected_backup (index);
  g_assert_cmpstr (reprise_backup_get_label (backup), ==, label);
  g_assert_cmpuint (n_notified, ==, 1);

  reprise_backup_index_set_backups (index, G_LIST_MODEL (fewer));
  g_assert_cmpstr (reprise_backup_index_get_selected_label (index), ==, label);
  reprise_backup_index_set_window (index, window);
  g_assert_null (reprise_backup_index_get_selected_label (index));
  g_assert_cmpuint (n_notified, ==, 2);
}

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint n_items, gpointer user_data)
{
  Change *change = user_data;

  change->n++;
  change->position = position;
  change->n_added = n_items;
}

/* What the view selects is the label, and it is told which rows to draw again. */
static void
test_backup_index_select (void)
{
  g_autoptr (RepriseBackupIndex) index = reprise_backup_index_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (index);
  g_autoptr (RepriseBackupList) list = sample_list (48);
  g_autoptr (GtkBitset) rows = NULL;
  g_autofree char *label = sample_label (37);
  Change change = { 0 };

  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  g_signal_connect (index, "selection-changed", G_CALLBACK (selection_changed_cb), &change);
  g_assert_true (gtk_selection_model_select_item (selection, 10, TRUE));
  g_assert_cmpstr (reprise_backup_index_get_selected_label (index), ==, label);
  g_assert_cmpuint (change.position, ==, 10);
  g_assert_cmpuint (change.n_added, ==, 1);
  gtk_selection_model_select_item (selection, 13, FALSE);
  g_assert_cmpuint (change.position, ==, 10);
  g_assert_cmpuint (change.n_added, ==, 4);
  rows = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (rows), ==, 1);
  g_assert_cmpuint (gtk_bitset_get_nth (rows, 0), ==, 13);
  gtk_selection_model_select_item (selection, 13, TRUE);
  g_assert_cmpuint (change.n, ==, 2);
  gtk_selection_model_unselect_item (selection, 13);
  g_assert_null (reprise_backup_index_get_selected_label (index));
  g_assert_cmpuint (change.n, ==, 3);
}

/* Doubts are those of the window's inventory, and are told of when they come. */
static void
test_backup_index_status (void)
{
  g_autoptr (RepriseBackupIndex) index = reprise_backup_index_new ();
  g_autoptr (RepriseBackupList) list = sample_list (100);
  g_autoptr (RepriseBackupList) other = sample_list (100);
  g_autoptr (RepriseRestoreWindow) window = sample_window (list);
  RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
  guint n_told = 0;

  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  g_signal_connect_swapped (index, "rows-changed", G_CALLBACK (count_cb), &n_told);
  g_assert_cmpint (reprise_backup_index_get_status (index, 0),
                   ==,
                   REPRISE_BACKUP_STATUS_PAGE_ERRORS);
  g_assert_cmpint (reprise_backup_index_get_status (index, 99),
                   ==,
                   REPRISE_BACKUP_STATUS_SUCCESSFUL);
  reprise_backup_index_set_window (index, window);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpint (reprise_backup_index_get_status (index, 99), ==, REPRISE_BACKUP_STATUS_UNUSABLE);
  query.column = REPRISE_BACKUP_COLUMN_STATUS;
  reprise_backup_index_set_query (index, &query);
  assert_row (index, 0, 0);
  assert_row (index, 1, 99);
  assert_row (index, 2, 49);
  assert_row (index, 3, 98);
  /* The window is about the list before. */
  reprise_backup_index_set_backups (index, G_LIST_MODEL (other));
  assert_row (index, 0, 99);
  g_assert_cmpint (reprise_backup_index_get_doubts (index, 99), ==, REPRISE_BACKUP_DOUBTS_NONE);
}

/* It may go while it reads and while a thread sorts. */
static void
test_backup_index_finalize (void)
{
  RepriseBackupIndex *index = reprise_backup_index_new ();
  g_autoptr (RepriseBackupList) list = sample_list (N_MANY);

  reprise_backup_index_set_backups (index, G_LIST_MODEL (list));
  g_assert_true (reprise_backup_index_get_is_busy (index));
  g_object_run_dispose (G_OBJECT (index));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_add_weak_pointer (G_OBJECT (index), (gpointer *) &index);
  g_object_unref (index);
  while (index != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/backup-index/few", test_backup_index_few);
  g_test_add_func ("/ui/backup-index/many", test_backup_index_many);
  g_test_add_func ("/ui/backup-index/order", test_backup_index_order);
  g_test_add_func ("/ui/backup-index/growth", test_backup_index_growth);
  g_test_add_func ("/ui/backup-index/replaced", test_backup_index_replaced);
  g_test_add_func ("/ui/backup-index/replaced-many", test_backup_index_replaced_many);
  g_test_add_func ("/ui/backup-index/selection", test_backup_index_selection);
  g_test_add_func ("/ui/backup-index/select", test_backup_index_select);
  g_test_add_func ("/ui/backup-index/status", test_backup_index_status);
  g_test_add_func ("/ui/backup-index/finalize", test_backup_index_finalize);
  return g_test_run ();
}
