/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the signs of a coverage chart mean. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COVERAGE_LEGEND (reprise_coverage_legend_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCoverageLegend,
                      reprise_coverage_legend,
                      REPRISE,
                      COVERAGE_LEGEND,
                      GtkWidget)

G_END_DECLS
