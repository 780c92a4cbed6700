/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups and what can be restored to, over time. */

#pragma once

#include "restore/reprise-restore-window.h"
#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COVERAGE_CHART (reprise_coverage_chart_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCoverageChart,
                      reprise_coverage_chart,
                      REPRISE,
                      COVERAGE_CHART,
                      GtkWidget)

RepriseCoverageChart *reprise_coverage_chart_new (void);
RepriseRestoreWindow *reprise_coverage_chart_get_window (RepriseCoverageChart *self);
void reprise_coverage_chart_set_window (RepriseCoverageChart *self, RepriseRestoreWindow *window);
RepriseZone *reprise_coverage_chart_get_zone (RepriseCoverageChart *self);
void reprise_coverage_chart_set_zone (RepriseCoverageChart *self, RepriseZone *zone);
const char *reprise_coverage_chart_get_selected_label (RepriseCoverageChart *self);
void reprise_coverage_chart_set_selected_label (RepriseCoverageChart *self, const char *label);
RepriseInstant reprise_coverage_chart_get_cursor (RepriseCoverageChart *self);
const char *reprise_coverage_chart_get_words (RepriseCoverageChart *self);
gboolean reprise_coverage_chart_can_zoom_in (RepriseCoverageChart *self);
gboolean reprise_coverage_chart_can_zoom_out (RepriseCoverageChart *self);
void reprise_coverage_chart_zoom_in (RepriseCoverageChart *self);
void reprise_coverage_chart_zoom_out (RepriseCoverageChart *self);
void reprise_coverage_chart_zoom_all (RepriseCoverageChart *self);

G_END_DECLS
