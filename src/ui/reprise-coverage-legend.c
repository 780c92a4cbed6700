/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the signs of a coverage chart mean. */

#include "config.h"

#include "ui/reprise-coverage-legend.h"

#include "restore/reprise-window-words.h"
#include "ui/reprise-coverage-sample.h"

#include <glib/gi18n.h>

#define ROW_SPACING 6
#define COLUMN_SPACING 12

/* So that it fits a narrow window. */
#define MAX_WIDTH_CHARS 32

struct _RepriseCoverageLegend
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (RepriseCoverageLegend, reprise_coverage_legend, GTK_TYPE_WIDGET)

static void
add_row (RepriseCoverageLegend *self, int row, const char *kind, const char *text)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *sample = g_object_new (REPRISE_TYPE_COVERAGE_SAMPLE, "kind", kind, NULL);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *cells[] = { sample, label };

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  for (int column = 0; column < (int) G_N_ELEMENTS (cells); column++)
    {
      GtkLayoutChild *child;

      gtk_widget_set_parent (cells[column], GTK_WIDGET (self));
      child = gtk_layout_manager_get_layout_child (layout, cells[column]);
      gtk_grid_layout_child_set_column (GTK_GRID_LAYOUT_CHILD (child), column);
      gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (child), row);
    }
}

static void
add_reach (RepriseCoverageLegend *self, int row, const char *kind, RepriseReach reach)
{
  g_autofree char *text = reprise_reach_describe (reach, NULL);

  add_row (self, row, kind, text);
}

static void
reprise_coverage_legend_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (reprise_coverage_legend_parent_class)->dispose (object);
}

static void
reprise_coverage_legend_class_init (RepriseCoverageLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_coverage_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_GRID_LAYOUT);
}

static void
reprise_coverage_legend_init (RepriseCoverageLegend *self)
{
  GtkGridLayout *layout = GTK_GRID_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  int row = 0;

  gtk_grid_layout_set_row_spacing (layout, ROW_SPACING);
  gtk_grid_layout_set_column_spacing (layout, COLUMN_SPACING);
  add_row (self, row++, "full", _ ("full backup"));
  add_row (self, row++, "diff", _ ("differential backup"));
  add_row (self, row++, "incr", _ ("incremental backup"));
  add_row (self, row++, "doubtful", _ ("hollow: a backup in doubt"));
  add_row (self, row++, "unusable", _ ("crossed out: a backup that cannot be used"));
  add_reach (self, row++, "proven", REPRISE_REACH_PROVEN);
  add_reach (self, row++, "likely", REPRISE_REACH_LIKELY);
  add_reach (self, row++, "possible", REPRISE_REACH_POSSIBLE);
  add_row (self, row++, "gap", _ ("a gap in the archive"));
}
