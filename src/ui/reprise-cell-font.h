/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the cells of one table draw their text with, looked up once for all of them. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RepriseCellFont:
 *
 * The font of a table. Every widget that asks for its own makes a context of Pango's first, which a
 * thousand cells need not.
 */
typedef struct _RepriseCellFont RepriseCellFont;

RepriseCellFont *reprise_cell_font_new (GtkWidget *widget);
void reprise_cell_font_free (RepriseCellFont *self);
guint reprise_cell_font_get_serial (RepriseCellFont *self);
int reprise_cell_font_get_width (RepriseCellFont *self, int n_digits);
int reprise_cell_font_get_height (RepriseCellFont *self, int n_lines);
int reprise_cell_font_get_dot_size (RepriseCellFont *self);
PangoShapeFlags reprise_cell_font_get_shape_flags (RepriseCellFont *self);
PangoLayout *reprise_cell_font_create_layout (RepriseCellFont *self);
gboolean reprise_cell_font_is_plain (const char *text);
const PangoAnalysis *reprise_cell_font_get_plain (RepriseCellFont *self, PangoRectangle *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCellFont, reprise_cell_font_free)

G_END_DECLS
