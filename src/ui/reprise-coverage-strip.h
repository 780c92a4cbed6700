/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one node can be restored to, in a picture and in words. */

#pragma once

#include "restore/reprise-restore-window.h"
#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COVERAGE_STRIP (reprise_coverage_strip_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCoverageStrip,
                      reprise_coverage_strip,
                      REPRISE,
                      COVERAGE_STRIP,
                      GtkWidget)

RepriseCoverageStrip *reprise_coverage_strip_new (void);
RepriseRestoreWindow *reprise_coverage_strip_get_window (RepriseCoverageStrip *self);
void reprise_coverage_strip_set_window (RepriseCoverageStrip *self, RepriseRestoreWindow *window);
RepriseZone *reprise_coverage_strip_get_zone (RepriseCoverageStrip *self);
void reprise_coverage_strip_set_zone (RepriseCoverageStrip *self, RepriseZone *zone);
const char *reprise_coverage_strip_get_selected_label (RepriseCoverageStrip *self);
void reprise_coverage_strip_set_selected_label (RepriseCoverageStrip *self, const char *label);

G_END_DECLS
