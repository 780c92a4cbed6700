/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups in which two inventories differ, side by side. */

#include "config.h"

#include "ui/reprise-comparison-table.h"

#include "ui/reprise-comparison-rows.h"
#include "ui/reprise-full-text.h"

#include <glib/gi18n.h>

/* A list of references may be long; the exported text has all of it. */
#define MAX_LINES 2
#define MIN_CHARS 8

struct _RepriseComparisonTable
{
  AdwBin parent_instance;

  GtkColumnViewColumn *after_column;
  GtkColumnViewColumn *before_column;
  GtkColumnView *column_view;
  GtkDropDown *kind_chooser;
  GtkColumnViewColumn *label_column;
  GtkStack *stack;

  RepriseComparisonRows *rows;
};

G_DEFINE_FINAL_TYPE (RepriseComparisonTable, reprise_comparison_table, ADW_TYPE_BIN)

typedef enum
{
  COLUMN_LABEL,
  COLUMN_BEFORE,
  COLUMN_AFTER,
} Column;

static char *
dup_label_text (RepriseComparisonRow *row)
{
  g_autofree char *label = reprise_comparison_row_dup_label (row);

  return g_strdup_printf ("%s\n%s",
                          label,
                          reprise_comparison_kind_get_word (reprise_comparison_row_get_kind (row)));
}

static char *
dup_text (RepriseComparisonRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_LABEL:
      return dup_label_text (row);
    case COLUMN_BEFORE:
      return reprise_comparison_row_dup_before (row);
    case COLUMN_AFTER:
    default:
      return reprise_comparison_row_dup_after (row);
    }
}

/* A row is GTK's own widget, and what a screen reader stops at. */
static void
name_row (GtkWidget *cell, const char *text)
{
  GtkWidget *row = gtk_widget_get_parent (cell);
  g_autofree char *name = g_strdelimit (g_strdup (text), "\n", ' ');

  row = row == NULL ? NULL : gtk_widget_get_parent (row);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (label, MAX_LINES);
  gtk_label_set_width_chars (label, MIN_CHARS);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_yalign (label, 0);
  reprise_full_text_offer (label);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  gtk_list_item_set_child (item, GTK_WIDGET (label));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Column column = (Column) GPOINTER_TO_INT (user_data);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = dup_text (gtk_list_item_get_item (item), column);

  gtk_label_set_label (GTK_LABEL (label), text);
  if (column == COLUMN_LABEL)
    name_row (label, text);
}

static void
set_factory (GtkColumnViewColumn *view_column, Column column)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (column));
  gtk_column_view_column_set_factory (view_column, factory);
}

/* The first choice is all of them, and the others are the kinds in their order. */
static void
kind_selected_cb (RepriseComparisonTable *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_chooser);

  if (self->rows == NULL || selected > REPRISE_COMPARISON_N_KINDS)
    return;
  reprise_comparison_rows_set_kinds (self->rows, selected == 0 ? G_MAXUINT : 1U << (selected - 1));
}

static void
append_choice (GtkStringList *choices, const char *word, guint n_rows)
{
  g_autofree char *text = NULL;

  /* Translators: what became of backups, such as "Appeared", and of how many. */
  text = g_strdup_printf (_ ("%s (%'u)"), word, n_rows);
  gtk_string_list_append (choices, text);
}

static void
fill_choices (RepriseComparisonTable *self)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

  append_choice (choices, _ ("All"), g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  for (guint i = 0; i < REPRISE_COMPARISON_N_KINDS; i++)
    {
      RepriseComparisonKind kind = (RepriseComparisonKind) i;

      append_choice (choices,
                     reprise_comparison_kind_get_word (kind),
                     reprise_comparison_rows_count (self->rows, kind));
    }
  gtk_drop_down_set_model (self->kind_chooser, G_LIST_MODEL (choices));
  gtk_drop_down_set_selected (self->kind_chooser, 0);
}

static void
reprise_comparison_table_dispose (GObject *object)
{
  RepriseComparisonTable *self = REPRISE_COMPARISON_TABLE (object);

  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_COMPARISON_TABLE);
  G_OBJECT_CLASS (reprise_comparison_table_parent_class)->dispose (object);
}

static void
reprise_comparison_table_class_init (RepriseComparisonTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_comparison_table_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-comparison-table.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonTable, after_column);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonTable, before_column);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonTable, column_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonTable, kind_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonTable, label_column);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonTable, stack);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
}

static void
reprise_comparison_table_init (RepriseComparisonTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factory (self->label_column, COLUMN_LABEL);
  set_factory (self->before_column, COLUMN_BEFORE);
  set_factory (self->after_column, COLUMN_AFTER);
}

/**
 * reprise_comparison_table_set_comparison:
 * @self: a table
 * @comparison: what it is to show
 */
void
reprise_comparison_table_set_comparison (RepriseComparisonTable *self,
                                         RepriseInventoryComparison *comparison)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  guint n_rows;

  g_return_if_fail (REPRISE_IS_COMPARISON_TABLE (self));
  g_return_if_fail (REPRISE_IS_INVENTORY_COMPARISON (comparison));

  g_clear_object (&self->rows);
  self->rows = reprise_comparison_rows_new (comparison);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  fill_choices (self);
  selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  gtk_column_view_set_model (self->column_view, selection);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_chooser), n_rows > 0);
  gtk_stack_set_visible_child_name (self->stack, n_rows > 0 ? "rows" : "empty");
}

/**
 * reprise_comparison_table_get_rows:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the #RepriseComparisonRow items that are listed
 */
GListModel *
reprise_comparison_table_get_rows (RepriseComparisonTable *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARISON_TABLE (self), NULL);
  return G_LIST_MODEL (self->rows);
}
