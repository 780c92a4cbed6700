/* SPDX-License-Identifier: GPL-3.0-or-later
 * What widgets that draw themselves have in common. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkRGBA reprise_drawing_get_color (GtkWidget *widget, const char *name);
GdkRGBA reprise_drawing_get_dim_color (GtkWidget *widget);
GdkRGBA reprise_drawing_get_focus_color (GtkWidget *widget);
int reprise_drawing_get_line_height (GtkWidget *widget);
void reprise_drawing_fill (GtkSnapshot *snapshot,
                           const GdkRGBA *color,
                           double x,
                           double y,
                           double width,
                           double height);
PangoLayout *reprise_drawing_create_label (GtkWidget *widget, const char *text);
void reprise_drawing_draw_focus (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
