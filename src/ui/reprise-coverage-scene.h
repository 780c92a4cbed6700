/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of a coverage strip. */

#pragma once

#include "ui/reprise-coverage-index.h"
#include "ui/reprise-time-scale.h"
#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RepriseCoverageLayout:
 * @lane_y: the top of the lane of each #RepriseBackupType
 * @lane_height: how high each lane is
 * @band_y: the top of what shows the stretches of time that can be restored to
 * @band_height: how high that is
 * @axis_y: where the time axis is
 * @label_y: the top of what is written under it
 * @height: how high all of it is
 *
 * Pixels from the top; grows with the font.
 */
typedef struct
{
  int lane_y[REPRISE_BACKUP_TYPE_INCR + 1];
  int lane_height;
  int band_y;
  int band_height;
  int axis_y;
  int label_y;
  int height;
} RepriseCoverageLayout;

/**
 * RepriseCoverageScene:
 * @window: what can be restored to
 * @index: its backups
 * @zone: the zone that times are shown in
 * @scale: what part of it is seen
 * @layout: where things are
 *
 * What there is to draw. All of it is borrowed.
 */
typedef struct
{
  RepriseRestoreWindow *window;
  const RepriseCoverageIndex *index;
  RepriseZone *zone;
  RepriseTimeScale scale;
  RepriseCoverageLayout layout;
} RepriseCoverageScene;

void reprise_coverage_layout_init (RepriseCoverageLayout *self, int line_height);
void reprise_coverage_scene_draw (const RepriseCoverageScene *self,
                                  GtkWidget *widget,
                                  GtkSnapshot *snapshot);
void reprise_coverage_scene_draw_selected (const RepriseCoverageScene *self,
                                           GtkWidget *widget,
                                           GtkSnapshot *snapshot,
                                           guint mark);
void reprise_coverage_scene_draw_cursor (const RepriseCoverageScene *self,
                                         GtkWidget *widget,
                                         GtkSnapshot *snapshot,
                                         RepriseInstant cursor);
gboolean reprise_coverage_scene_find_mark (const RepriseCoverageScene *self,
                                           double x,
                                           double y,
                                           guint *mark);
void reprise_coverage_draw_reach (GtkWidget *widget,
                                  GtkSnapshot *snapshot,
                                  RepriseReach reach,
                                  const graphene_rect_t *bounds);
void
reprise_coverage_draw_gap (GtkWidget *widget, GtkSnapshot *snapshot, double width, double height);
void reprise_coverage_draw_mark (GtkWidget *widget,
                                 GtkSnapshot *snapshot,
                                 RepriseBackupType type,
                                 RepriseCoverageState state,
                                 double x,
                                 double y,
                                 double size);

G_END_DECLS
