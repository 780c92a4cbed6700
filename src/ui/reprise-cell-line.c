/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of text in a cell, shaped once and drawn often.
 *
 * Pango's layouts find out the script, the direction, the fonts and the breaks of every text before
 * they shape it, and shape it again where it may have to be cut short. While a table scrolls that
 * is most of the work, and nearly all that stands in it are digits and letters that fit. Such lines
 * are shaped here, and a layout is made only for the others. */

#include "config.h"

#include "ui/reprise-cell-line.h"

struct _RepriseCellLine
{
  RepriseCellFont *font; /* not owned */
  char *text;
  PangoEllipsizeMode ellipsize;

  guint serial;             /* of the font that it was shaped in; 0 before it was */
  PangoGlyphString *glyphs; /* NULL where only a layout will do */
  PangoFont *glyph_font;
  PangoRectangle extents; /* logical ones of the glyphs */

  PangoLayout *layout; /* NULL before it is needed */
  gboolean uses_layout;
};

/**
 * reprise_cell_line_new:
 * @font: the font; has to outlive the line
 * @text: the text
 * @ellipsize: where it is cut short if there is not enough room
 *
 * Returns: (transfer full): the line
 */
RepriseCellLine *
reprise_cell_line_new (RepriseCellFont *font, const char *text, PangoEllipsizeMode ellipsize)
{
  RepriseCellLine *self = g_new0 (RepriseCellLine, 1);

  self->font = font;
  self->text = g_strdup (text);
  self->ellipsize = ellipsize;
  return self;
}

static void
forget_shape (RepriseCellLine *self)
{
  g_clear_pointer (&self->glyphs, pango_glyph_string_free);
  g_clear_object (&self->glyph_font);
  g_clear_object (&self->layout);
}

/**
 * reprise_cell_line_free:
 * @self: (transfer full): a line
 */
void
reprise_cell_line_free (RepriseCellLine *self)
{
  forget_shape (self);
  g_free (self->text);
  g_free (self);
}

/**
 * reprise_cell_line_get_text:
 * @self: a line
 *
 * Returns: what it says, with what is not to be seen for lack of room
 */
const char *
reprise_cell_line_get_text (RepriseCellLine *self)
{
  return self->text;
}

static void
shape_plain (RepriseCellLine *self)
{
  const PangoAnalysis *analysis;

  if (!reprise_cell_font_is_plain (self->text))
    return;
  analysis = reprise_cell_font_get_plain (self->font, &self->extents);
  if (analysis == NULL)
    return;
  self->glyphs = pango_glyph_string_new ();
  self->glyph_font = g_object_ref (analysis->font);
  pango_shape_with_flags (self->text,
                          -1,
                          NULL,
                          0,
                          analysis,
                          self->glyphs,
                          reprise_cell_font_get_shape_flags (self->font));
  self->extents.width = pango_glyph_string_get_width (self->glyphs);
}

/**
 * reprise_cell_line_prepare:
 * @self: a line
 *
 * Does what takes time, where that was not done in the font as it is now.
 */
void
reprise_cell_line_prepare (RepriseCellLine *self)
{
  guint serial = reprise_cell_font_get_serial (self->font);

  if (self->serial == serial)
    return;
  self->serial = serial;
  forget_shape (self);
  shape_plain (self);
}

static void
need_layout (RepriseCellLine *self)
{
  self->uses_layout = TRUE;
  if (self->layout != NULL)
    return;
  self->layout = reprise_cell_font_create_layout (self->font);
  pango_layout_set_ellipsize (self->layout, self->ellipsize);
  pango_layout_set_text (self->layout, self->text, -1);
}

/**
 * reprise_cell_line_fit:
 * @self: a line
 * @max_width: how many pixels there are
 * @width: (out): how many it takes
 * @height: (out): how many pixels high it is
 *
 * Has to be called before it is drawn.
 */
void
reprise_cell_line_fit (RepriseCellLine *self, int max_width, int *width, int *height)
{
  PangoRectangle extents;

  reprise_cell_line_prepare (self);
  extents = self->extents;
  self->uses_layout =
      self->glyphs == NULL || self->extents.width > MAX (max_width, 0) * PANGO_SCALE;
  if (self->uses_layout)
    {
      need_layout (self);
      pango_layout_set_width (self->layout, MAX (max_width, 0) * PANGO_SCALE);
      pango_layout_get_extents (self->layout, NULL, &extents);
    }
  *width = PANGO_PIXELS_CEIL (extents.width);
  *height = PANGO_PIXELS_CEIL (extents.height);
}

static void
draw_layout (RepriseCellLine *self, GtkSnapshot *snapshot, int x, int y, const GdkRGBA *color)
{
  PangoRectangle extents;

  pango_layout_get_pixel_extents (self->layout, NULL, &extents);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - extents.x), (float) y));
  gtk_snapshot_append_layout (snapshot, self->layout, color);
  gtk_snapshot_restore (snapshot);
}

/**
 * reprise_cell_line_draw:
 * @self: a line that was fitted
 * @snapshot: where it is drawn
 * @x: where it begins at the left
 * @y: its upper end
 * @color: its colour
 */
void
reprise_cell_line_draw (RepriseCellLine *self,
                        GtkSnapshot *snapshot,
                        int x,
                        int y,
                        const GdkRGBA *color)
{
  float baseline = (float) y - (float) self->extents.y / PANGO_SCALE;
  GskRenderNode *node;

  if (self->uses_layout)
    {
      draw_layout (self, snapshot, x, y, color);
      return;
    }
  node = gsk_text_node_new (self->glyph_font,
                            self->glyphs,
                            color,
                            &GRAPHENE_POINT_INIT ((float) x, baseline));
  if (node == NULL)
    return;
  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}
