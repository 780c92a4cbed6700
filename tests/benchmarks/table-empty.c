/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a table costs that shows nothing: GTK's own column view with as many columns and rows as the
 * table of backups, and cells of the same size that are empty. See tests/benchmarks/table. */

#include "config.h"

#include "table-timing.h"

#include <adwaita.h>

#include <stdlib.h>

#define PAGE_ROWS 1000
#define N_COLUMNS 7
/* The window, and what is in it around the table of backups, as in window-bench.c. */
#define WIDTH 1200
#define HEIGHT 1400
#define LEFT 294
#define RIGHT 33
#define ABOVE 737
#define BELOW 28

/* Widths in digits and heights in lines, as in src/ui/reprise-backup-cell.c. */
static const struct
{
  const char *title;
  int min;
  int natural;
  int lines;
} columns[N_COLUMNS] = {
  { "Label", 16, 31, 2 },
  { "Status", 9, 9, 1 },
  { "Type", 10, 10, 1 },
  { "Backup\nSize", 8, 8, 1 },
  { "Database\nSize", 8, 8, 1 },
  { "Created At\nUTC", 17, 17, 1 },
  { "Finished At\nUTC", 17, 17, 1 },
};

/* In Pango's units; 0 before they are known. */
static int character_width;
static int line_height;

#define EMPTY_TYPE_CELL (empty_cell_get_type ())
G_DECLARE_FINAL_TYPE (EmptyCell, empty_cell, EMPTY, CELL, GtkWidget)

struct _EmptyCell
{
  GtkWidget parent_instance;

  int column;
};

G_DEFINE_FINAL_TYPE (EmptyCell, empty_cell, GTK_TYPE_WIDGET)

static void
measure_font (GtkWidget *widget)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);

  character_width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                         pango_font_metrics_get_approximate_digit_width (metrics));
  line_height = pango_font_metrics_get_height (metrics);
  pango_font_metrics_unref (metrics);
}

static void
empty_cell_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  int column = EMPTY_CELL (widget)->column;

  if (line_height == 0)
    measure_font (widget);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = PANGO_PIXELS_CEIL (line_height * columns[column].lines);
      return;
    }
  *minimum = PANGO_PIXELS_CEIL (character_width * columns[column].min);
  *natural = PANGO_PIXELS_CEIL (character_width * columns[column].natural);
}

static void
empty_cell_class_init (EmptyCellClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = empty_cell_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
empty_cell_init (EmptyCell *self)
{
}

#define EMPTY_TYPE_LIST (empty_list_get_type ())
G_DECLARE_FINAL_TYPE (EmptyList, empty_list, EMPTY, LIST, GObject)

struct _EmptyList
{
  GObject parent_instance;

  guint n_rows;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return EMPTY_LIST (model)->n_rows;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return position < EMPTY_LIST (model)->n_rows ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EmptyList,
                               empty_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
empty_list_class_init (EmptyListClass *klass)
{
}

static void
empty_list_init (EmptyList *self)
{
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  EmptyCell *cell = g_object_new (EMPTY_TYPE_CELL, NULL);

  cell->column = GPOINTER_TO_INT (user_data);
  gtk_list_item_set_child (item, GTK_WIDGET (cell));
}

static void
add_column (GtkColumnView *view, int column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (column));
  added = gtk_column_view_column_new (columns[column].title, factory);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_column_set_expand (added, column == 0);
  gtk_column_view_append_column (view, added);
}

static GtkWidget *
new_view (EmptyList *list)
{
  GtkSelectionModel *selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (list))));
  GtkWidget *view = gtk_column_view_new (selection);

  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "data-table");
  for (int i = 0; i < N_COLUMNS; i++)
    add_column (GTK_COLUMN_VIEW (view), i);
  return view;
}

static void
show (GtkWidget *view)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_margin_start (scrolled, LEFT);
  gtk_widget_set_margin_end (scrolled, RIGHT);
  gtk_widget_set_margin_top (scrolled, ABOVE);
  gtk_widget_set_margin_bottom (scrolled, BELOW);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* As the pages of backups come. */
static void
grow (EmptyList *list, guint n_rows)
{
  while (list->n_rows < n_rows)
    {
      guint n_added = MIN (PAGE_ROWS, n_rows - list->n_rows);

      list->n_rows += n_added;
      g_list_model_items_changed (G_LIST_MODEL (list), list->n_rows - n_added, 0, n_added);
      for (guint i = 0; i < 20; i++)
        g_main_context_iteration (NULL, FALSE);
    }
}

int
main (int argc, char **argv)
{
  guint n_rows = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  g_autoptr (EmptyList) list = NULL;
  TableTicker ticker;
  GtkWidget *view;

  gtk_init ();
  adw_init ();
  list = g_object_new (EMPTY_TYPE_LIST, NULL);
  view = new_view (list);
  show (view);
  table_ticker_start (&ticker);
  table_ticker_reset (&ticker);
  grow (list, n_rows);
  table_ticker_print (&ticker, "loading");
  table_scroll (view, "scrolling 60 pixels a frame", 60);
  table_scroll (view, "scrolling a page a frame", 600);
  return EXIT_SUCCESS;
}
