/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of a growth chart. */

#pragma once

#include "ui/reprise-growth-plot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Beside the picture, so that lines at its ends are whole. */
#define REPRISE_GROWTH_PICTURE_INSET 9

int reprise_growth_picture_get_height (GtkWidget *widget);
GskRenderNode *reprise_growth_picture_new (GtkWidget *widget,
                                           RepriseGrowthPlot *plot,
                                           const RepriseTimeScale *scale);
void reprise_growth_picture_draw_cursor (GtkWidget *widget,
                                         GtkSnapshot *snapshot,
                                         const RepriseTimeScale *scale,
                                         RepriseInstant cursor);

G_END_DECLS
