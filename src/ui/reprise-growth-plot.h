/* SPDX-License-Identifier: GPL-3.0-or-later
 * The growth that two inventories show, as lines over time and in words. */

#pragma once

#include "restore/reprise-inventory-comparison.h"
#include "ui/reprise-time-scale.h"

G_BEGIN_DECLS

#define REPRISE_GROWTH_N_SIDES 2

/**
 * RepriseGrowthMeasure:
 * @REPRISE_GROWTH_DATABASE: The size of the database.
 * @REPRISE_GROWTH_REPOSITORY: What the backups take in the repository.
 */
typedef enum
{
  REPRISE_GROWTH_DATABASE,
  REPRISE_GROWTH_REPOSITORY,
} RepriseGrowthMeasure;

#define REPRISE_GROWTH_N_MEASURES (REPRISE_GROWTH_REPOSITORY + 1)

/**
 * RepriseGrowthDot:
 * @x: pixels from the left
 * @bytes: how many there are
 */
typedef struct
{
  double x;
  gint64 bytes;
} RepriseGrowthDot;

/**
 * RepriseGrowthPlot:
 *
 * Borrows nothing: it keeps the comparison.
 */
typedef struct _RepriseGrowthPlot RepriseGrowthPlot;

RepriseGrowthPlot *reprise_growth_plot_new (RepriseInventoryComparison *comparison);
void reprise_growth_plot_free (RepriseGrowthPlot *self);
gboolean reprise_growth_plot_get_extent (RepriseGrowthPlot *self, RepriseTimeScale *scale);
gint64 reprise_growth_plot_get_max (RepriseGrowthPlot *self, RepriseGrowthMeasure measure);
GArray *reprise_growth_plot_trace (RepriseGrowthPlot *self,
                                   guint side,
                                   RepriseGrowthMeasure measure,
                                   const RepriseTimeScale *scale);
RepriseInstant
reprise_growth_plot_step (RepriseGrowthPlot *self, RepriseInstant from, int direction);
RepriseInstant reprise_growth_plot_find_nearest (RepriseGrowthPlot *self, RepriseInstant instant);
char *reprise_growth_plot_describe (RepriseGrowthPlot *self, RepriseInstant instant);
char *reprise_growth_plot_describe_all (RepriseGrowthPlot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseGrowthPlot, reprise_growth_plot_free)

G_END_DECLS
