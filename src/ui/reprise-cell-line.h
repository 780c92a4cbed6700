/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of text in a cell, shaped once and drawn often. */

#pragma once

#include "ui/reprise-cell-font.h"

G_BEGIN_DECLS

/**
 * RepriseCellLine:
 *
 * A line of text.
 */
typedef struct _RepriseCellLine RepriseCellLine;

RepriseCellLine *
reprise_cell_line_new (RepriseCellFont *font, const char *text, PangoEllipsizeMode ellipsize);
void reprise_cell_line_free (RepriseCellLine *self);
const char *reprise_cell_line_get_text (RepriseCellLine *self);
void reprise_cell_line_prepare (RepriseCellLine *self);
void reprise_cell_line_fit (RepriseCellLine *self, int max_width, int *width, int *height);
void reprise_cell_line_draw (RepriseCellLine *self,
                             GtkSnapshot *snapshot,
                             int x,
                             int y,
                             const GdkRGBA *color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCellLine, reprise_cell_line_free)

G_END_DECLS
