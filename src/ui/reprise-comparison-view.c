/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a comparison of two inventories shows. */

#include "config.h"

#include "ui/reprise-comparison-view.h"

#include "restore/reprise-comparison-words.h"
#include "ui/reprise-comparison-table.h"
#include "ui/reprise-growth-chart.h"

#include <glib/gi18n.h>

/* What is shown of the schedules that were missed; the exported text names more. */
#define MAX_MISSED 6

struct _RepriseComparisonView
{
  AdwBin parent_instance;

  RepriseGrowthChart *chart;
  GtkWidget *differences_box;
  GtkImage *differences_icon;
  GtkLabel *differences_label;
  GtkLabel *gap_label;
  GtkLabel *inventories_label;
  GtkLabel *missed_label;
  GtkLabel *sizes_label;
  RepriseComparisonTable *table;
};

G_DEFINE_FINAL_TYPE (RepriseComparisonView, reprise_comparison_view, ADW_TYPE_BIN)

static void
take_sentences (GtkLabel *label, char **sentences)
{
  g_autofree char *text = g_strjoinv ("\n", sentences);

  gtk_label_set_label (label, text);
  g_strfreev (sentences);
}

/* That the archive goes on is no reason for doubt. */
static void
show_differences (RepriseComparisonView *self, RepriseInventoryComparison *comparison)
{
  guint differences = reprise_inventory_comparison_get_differences (comparison);
  gboolean is_warning = (differences & ~(guint) REPRISE_INVENTORY_OTHER_ARCHIVE) != 0;

  take_sentences (self->differences_label, reprise_comparison_words_differences (comparison));
  gtk_widget_set_visible (self->differences_box, differences != 0);
  gtk_image_set_from_icon_name (self->differences_icon,
                                is_warning ? "dialog-warning-symbolic"
                                           : "dialog-information-symbolic");
  if (is_warning)
    gtk_widget_add_css_class (GTK_WIDGET (self->differences_icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->differences_icon), "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->differences_icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_warning ? _ ("Warning") : _ ("Note"),
                                  -1);
}

static void
show_missed (RepriseComparisonView *self, RepriseInventoryComparison *comparison)
{
  g_auto (GStrv) sentences = reprise_comparison_words_missed (comparison);
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();
  guint n_sentences = g_strv_length (sentences);
  guint n_left = n_sentences > MAX_MISSED ? n_sentences - MAX_MISSED : 0;

  for (guint i = 0; i < n_sentences - n_left; i++)
    g_strv_builder_add (shown, sentences[i]);
  if (n_left > 0)
    {
      g_autofree char *rest = NULL;

      rest = g_strdup_printf (ngettext ("The exported text says %u thing more.",
                                        "The exported text says %u things more.",
                                        n_left),
                              n_left);
      g_strv_builder_add (shown, rest);
    }
  take_sentences (self->missed_label, g_strv_builder_end (shown));
}

static void
reprise_comparison_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_COMPARISON_VIEW);
  G_OBJECT_CLASS (reprise_comparison_view_parent_class)->dispose (object);
}

static void
reprise_comparison_view_class_init (RepriseComparisonViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_comparison_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-comparison-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, chart);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, differences_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, differences_icon);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, differences_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, gap_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, inventories_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, missed_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, sizes_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseComparisonView, table);

  g_type_ensure (REPRISE_TYPE_COMPARISON_TABLE);
  g_type_ensure (REPRISE_TYPE_GROWTH_CHART);
}

static void
reprise_comparison_view_init (RepriseComparisonView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_comparison_view_set_comparison:
 * @self: a view
 * @comparison: what it is to show
 */
void
reprise_comparison_view_set_comparison (RepriseComparisonView *self,
                                        RepriseInventoryComparison *comparison)
{
  g_autofree char *gap = NULL;

  g_return_if_fail (REPRISE_IS_COMPARISON_VIEW (self));
  g_return_if_fail (REPRISE_IS_INVENTORY_COMPARISON (comparison));

  gap = reprise_comparison_words_gap (comparison);
  take_sentences (self->inventories_label, reprise_comparison_words_inventories (comparison));
  show_differences (self, comparison);
  take_sentences (self->sizes_label, reprise_comparison_words_sizes (comparison));
  gtk_label_set_label (self->gap_label, gap);
  show_missed (self, comparison);
  reprise_growth_chart_set_comparison (self->chart, comparison);
  reprise_comparison_table_set_comparison (self->table, comparison);
}
