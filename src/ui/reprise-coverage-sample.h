/* SPDX-License-Identifier: GPL-3.0-or-later
 * One sign of a coverage chart, for its legend. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COVERAGE_SAMPLE (reprise_coverage_sample_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCoverageSample,
                      reprise_coverage_sample,
                      REPRISE,
                      COVERAGE_SAMPLE,
                      GtkWidget)

G_END_DECLS
