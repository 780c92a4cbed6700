/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows come to a view bit by bit, and are the right ones at any time. */

#include "config.h"

#include "ui/reprise-row-feed.h"

#include "support/reprise-ui-support.h"

/* No more come at once while GTK makes widgets for them, but for those that fill a window. */
#define MAX_FIRST 24
#define MAX_MORE 16
#define MAX_WIDGETS 210

typedef struct
{
  GtkWidget *view;
  GtkWindow *window;
  GtkStringList *strings;
  GtkSelectionModel *rows;
  RepriseRowFeed *feed;
  GPtrArray *told; /* char *: as a view has it that hears of nothing but changes */
  guint most;      /* rows that were added at once while there were widgets to make */
} Fixture;

static void
told_cb (GListModel *feed, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (fixture->told->len - n_removed < MAX_WIDGETS)
    fixture->most = MAX (fixture->most, n_added);
  if (n_removed > 0)
    g_ptr_array_remove_range (fixture->told, position, n_removed);
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkStringObject) row = g_list_model_get_item (feed, i);

      g_ptr_array_insert (fixture->told, (int) i, g_strdup (gtk_string_object_get_string (row)));
    }
}

static void
replaced_cb (GListModel *feed, guint position, guint n_rows, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (position + n_rows, <=, fixture->told->len);
  for (guint i = position; i < position + n_rows; i++)
    {
      g_autoptr (GtkStringObject) row = g_list_model_get_item (feed, i);

      g_free (fixture->told->pdata[i]);
      fixture->told->pdata[i] = g_strdup (gtk_string_object_get_string (row));
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = gtk_label_new (NULL);
  fixture->window = reprise_test_present (fixture->view, 50, 50);
  fixture->strings = gtk_string_list_new (NULL);
  fixture->rows = GTK_SELECTION_MODEL (
      gtk_single_selection_new (G_LIST_MODEL (g_object_ref (fixture->strings))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (fixture->rows), FALSE);
  fixture->feed = reprise_row_feed_new (fixture->rows, fixture->view);
  fixture->told = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->feed, "items-changed", G_CALLBACK (told_cb), fixture);
  g_signal_connect (fixture->feed, "replaced", G_CALLBACK (replaced_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->told);
  g_assert_finalize_object (fixture->feed);
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->strings);
  reprise_test_destroy (&fixture->window);
}

static guint
count (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

/* What was told are the first rows, and nothing else. */
static void
assert_told (Fixture *fixture)
{
  g_assert_cmpuint (fixture->told->len, ==, count (fixture->feed));
  g_assert_cmpuint (fixture->told->len, <=, count (fixture->strings));
  for (guint i = 0; i < fixture->told->len; i++)
    g_assert_cmpstr (fixture->told->pdata[i], ==, gtk_string_list_get_string (fixture->strings, i));
}

static gboolean
is_complete (gpointer user_data)
{
  Fixture *fixture = user_data;

  return count (fixture->feed) == count (fixture->strings);
}

static void
splice (Fixture *fixture, guint position, guint n_removed, guint n_added)
{
  static guint next;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) added = NULL;

  for (guint i = 0; i < n_added; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", next++);

      g_strv_builder_add (builder, text);
    }
  added = g_strv_builder_end (builder);
  gtk_string_list_splice (fixture->strings, position, n_removed, (const char *const *) added);
}

/* As many as a window shows are there at once, and all a few frames later. */
static void
test_row_feed_many (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 5);
  g_assert_cmpuint (count (fixture->feed), ==, 5);
  splice (fixture, 5, 0, 100000);
  g_assert_cmpuint (count (fixture->feed), ==, MAX_FIRST);
  reprise_test_wait_for (is_complete, fixture);
  assert_told (fixture);
  g_assert_cmpuint (fixture->most, <=, MAX_FIRST);
  splice (fixture, 1000, 0, 5000);
  g_assert_cmpuint (count (fixture->feed), ==, 105005);
  splice (fixture, 20, 104980, 0);
  g_assert_cmpuint (count (fixture->feed), ==, 25);
  fixture->most = 0;
  splice (fixture, 10, 0, 1000);
  g_assert_cmpuint (count (fixture->feed), >=, 25);
  reprise_test_wait_for (is_complete, fixture);
  assert_told (fixture);
  g_assert_cmpuint (fixture->most, <=, MAX_MORE);
}

/* Whatever changes while rows are still to be told. */
static void
test_row_feed_changes (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 300; i++)
    {
      guint n_rows = count (fixture->strings);
      guint position = (guint) g_test_rand_int_range (0, (gint32) n_rows + 1);
      guint n_removed = (guint) g_test_rand_int_range (0, (gint32) (n_rows - position) + 1);
      guint n_added = (guint) g_test_rand_int_range (0, i % 3 == 0 ? 400 : 20);

      splice (fixture, position, n_removed, n_added);
      assert_told (fixture);
      if (i % 4 == 0)
        reprise_test_wait_for_frame (fixture->view);
      if (i % 20 == 0)
        reprise_test_wait_for (is_complete, fixture);
      assert_told (fixture);
    }
}

static void
selected_cb (GtkSelectionModel *feed, guint position, guint n_items, gpointer user_data)
{
  g_assert_cmpuint (position + n_items, <=, count (feed));
  (*(guint *) user_data)++;
}

/* Both ways, and no word about rows that the view does not have. */
static void
test_row_feed_selection (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *feed = GTK_SELECTION_MODEL (fixture->feed);
  guint n_changes = 0;

  splice (fixture, 0, 0, 1000);
  g_signal_connect (feed, "selection-changed", G_CALLBACK (selected_cb), &n_changes);
  gtk_selection_model_select_item (fixture->rows, 900, TRUE);
  g_assert_cmpuint (n_changes, ==, 0);
  gtk_selection_model_select_item (feed, 3, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (gtk_selection_model_is_selected (fixture->rows, 3));
  g_assert_true (gtk_selection_model_is_selected (feed, 3));
  reprise_test_wait_for (is_complete, fixture);
  gtk_selection_model_select_item (fixture->rows, 900, TRUE);
  g_assert_true (gtk_selection_model_is_selected (feed, 900));
  g_assert_false (gtk_selection_model_is_selected (feed, 3));
}

/* The view is gone while rows are still to be told. */
static void
test_row_feed_ends (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 1000);
  reprise_test_destroy (&fixture->window);
  fixture->view = gtk_label_new (NULL);
  fixture->window = reprise_test_present (fixture->view, 50, 50);
  reprise_test_wait_for_frame (fixture->view);
  splice (fixture, 1, 0, 1);
  assert_told (fixture);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;

  add ("/ui/row-feed/many", test_row_feed_many);
  add ("/ui/row-feed/changes", test_row_feed_changes);
  add ("/ui/row-feed/selection", test_row_feed_selection);
  add ("/ui/row-feed/ends", test_row_feed_ends);
  return g_test_run ();
}
