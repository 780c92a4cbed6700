/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which part of a recovery window is looked at, and where the cursor is. */

#pragma once

#include "ui/reprise-coverage-scene.h"

G_BEGIN_DECLS

/**
 * RepriseCoverageView:
 *
 * The state of a coverage chart, apart from the widget.
 */
typedef struct _RepriseCoverageView RepriseCoverageView;

RepriseCoverageView *reprise_coverage_view_new (void);
void reprise_coverage_view_free (RepriseCoverageView *self);

RepriseRestoreWindow *reprise_coverage_view_get_window (RepriseCoverageView *self);
void reprise_coverage_view_set_window (RepriseCoverageView *self, RepriseRestoreWindow *window);
RepriseZone *reprise_coverage_view_get_zone (RepriseCoverageView *self);
void reprise_coverage_view_set_zone (RepriseCoverageView *self, RepriseZone *zone);
void reprise_coverage_view_set_width (RepriseCoverageView *self, double width);
void reprise_coverage_view_set_line_height (RepriseCoverageView *self, int line_height);
const RepriseTimeScale *reprise_coverage_view_get_limits (RepriseCoverageView *self);
const RepriseCoverageScene *reprise_coverage_view_get_scene (RepriseCoverageView *self);

const char *reprise_coverage_view_get_selected_label (RepriseCoverageView *self);
gboolean reprise_coverage_view_select (RepriseCoverageView *self, const char *label);
gboolean reprise_coverage_view_get_selected_mark (RepriseCoverageView *self, guint *mark);

RepriseInstant reprise_coverage_view_get_cursor (RepriseCoverageView *self);
void reprise_coverage_view_point_at (RepriseCoverageView *self, double x, double y);
gboolean reprise_coverage_view_is_at_backup (RepriseCoverageView *self);
gboolean reprise_coverage_view_is_at_selected (RepriseCoverageView *self);
char *reprise_coverage_view_dup_label_at_cursor (RepriseCoverageView *self);
void reprise_coverage_view_rest (RepriseCoverageView *self);
void reprise_coverage_view_start (RepriseCoverageView *self);
void reprise_coverage_view_step (RepriseCoverageView *self, int pixels);
void reprise_coverage_view_step_backup (RepriseCoverageView *self, int direction);
void reprise_coverage_view_go_to_earliest (RepriseCoverageView *self);
void reprise_coverage_view_go_to_latest (RepriseCoverageView *self);
RepriseInstant reprise_coverage_view_get_target (RepriseCoverageView *self);

gboolean reprise_coverage_view_can_zoom_in (RepriseCoverageView *self);
gboolean reprise_coverage_view_can_zoom_out (RepriseCoverageView *self);
void reprise_coverage_view_zoom (RepriseCoverageView *self, double factor);
void reprise_coverage_view_zoom_at (RepriseCoverageView *self, double factor, double x);
void reprise_coverage_view_zoom_all (RepriseCoverageView *self);
void reprise_coverage_view_move (RepriseCoverageView *self, double pixels);

char *reprise_coverage_view_describe (RepriseCoverageView *self);
char *reprise_coverage_view_describe_all (RepriseCoverageView *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCoverageView, reprise_coverage_view_free)

G_END_DECLS
