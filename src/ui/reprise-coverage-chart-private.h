/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the coverage chart share. */

#pragma once

#include "ui/reprise-coverage-chart.h"
#include "ui/reprise-coverage-view.h"

G_BEGIN_DECLS

/* Beside the scene, so that marks at its ends are whole. */
#define REPRISE_COVERAGE_CHART_INSET 9

#define REPRISE_COVERAGE_CHART_ZOOM_STEP 1.6

struct _RepriseCoverageChart
{
  GtkWidget parent_instance;

  RepriseCoverageView *view;
  char *words;
  GskRenderNode *picture; /* all but selection and cursor; NULL where it has to be drawn anew */
  gboolean can_zoom_in;
  gboolean can_zoom_out;
  double pinch_factor; /* of a gesture that is going on, as applied so far */
};

void reprise_coverage_chart_update_cursor (RepriseCoverageChart *self,
                                           RepriseInstant cursor_before);
void reprise_coverage_chart_update_picture (RepriseCoverageChart *self);
void reprise_coverage_chart_activate (RepriseCoverageChart *self);
void reprise_coverage_chart_class_add_bindings (GtkWidgetClass *widget_class);
void reprise_coverage_chart_add_controllers (RepriseCoverageChart *self);

G_END_DECLS
