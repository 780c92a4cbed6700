/* SPDX-License-Identifier: GPL-3.0-or-later
 * How database and repository grew, drawn over time for two inventories. */

#pragma once

#include "restore/reprise-inventory-comparison.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_GROWTH_CHART (reprise_growth_chart_get_type ())
G_DECLARE_FINAL_TYPE (RepriseGrowthChart, reprise_growth_chart, REPRISE, GROWTH_CHART, GtkWidget)

RepriseGrowthChart *reprise_growth_chart_new (void);
void reprise_growth_chart_set_comparison (RepriseGrowthChart *self,
                                          RepriseInventoryComparison *comparison);
RepriseInstant reprise_growth_chart_get_cursor (RepriseGrowthChart *self);
const char *reprise_growth_chart_get_words (RepriseGrowthChart *self);

G_END_DECLS
