/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the cells of one table draw their text with, looked up once for all of them. */

#include "config.h"

#include "ui/reprise-cell-font.h"

#include "ui/reprise-status-dot.h"

/* What labels, sizes and times consist of nearly always. */
#define PLAIN_FIRST ' '
#define PLAIN_LAST '~'

struct _RepriseCellFont
{
  GtkWidget *widget; /* not owned: whose font it is */
  PangoAttrList *attributes;

  PangoContext *context; /* what follows is about it as it was at @serial; NULL at first */
  guint serial;
  int character;             /* in Pango's units */
  int line;                  /* in Pango's units */
  int dot;                   /* in pixels */
  PangoItem *plain;          /* NULL where the plain characters are not all of one font */
  PangoRectangle plain_line; /* how high a line of them is, as a logical rectangle */
};

/**
 * reprise_cell_font_new:
 * @widget: whose font it is; has to outlive it
 *
 * Returns: (transfer full): the font, which follows that of the widget
 */
RepriseCellFont *
reprise_cell_font_new (GtkWidget *widget)
{
  RepriseCellFont *self = g_new0 (RepriseCellFont, 1);

  self->widget = widget;
  self->attributes = pango_attr_list_new ();
  /* Digits of one width, as the style class `numeric` asks for. */
  pango_attr_list_insert (self->attributes, pango_attr_font_features_new ("tnum=1"));
  return self;
}

/**
 * reprise_cell_font_free:
 * @self: (transfer full): a font
 */
void
reprise_cell_font_free (RepriseCellFont *self)
{
  g_clear_pointer (&self->plain, pango_item_free);
  g_clear_object (&self->context);
  pango_attr_list_unref (self->attributes);
  g_free (self);
}

/* As wide as they are drawn: the metrics of newer releases of Pango are of whole pixels where the
 * places of glyphs are not. */
static int
measure_digit (RepriseCellFont *self)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  int width;

  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_text (layout, "0000000000", -1);
  pango_layout_get_size (layout, &width, NULL);
  return (width + 9) / 10;
}

static void
measure (RepriseCellFont *self)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (self->context, NULL, NULL);

  self->character =
      MAX (pango_font_metrics_get_approximate_char_width (metrics), measure_digit (self));
  self->line = pango_font_metrics_get_height (metrics);
  self->dot = reprise_status_dot_get_size (self->context);
  pango_font_metrics_unref (metrics);
}

/**
 * reprise_cell_font_get_shape_flags:
 * @self: a font
 *
 * Returns: how plain text is to be shaped
 */
PangoShapeFlags
reprise_cell_font_get_shape_flags (RepriseCellFont *self)
{
  return pango_context_get_round_glyph_positions (self->context) ? PANGO_SHAPE_ROUND_POSITIONS
                                                                 : PANGO_SHAPE_NONE;
}

/* What Pango finds out about a text before it shapes it is the same for all plain ones. */
static void
find_plain (RepriseCellFont *self)
{
  char text[PLAIN_LAST - PLAIN_FIRST + 1];
  PangoGlyphString *glyphs;
  GList *items;

  g_clear_pointer (&self->plain, pango_item_free);
  if (gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL)
    return;
  for (int i = 0; i < (int) sizeof text; i++)
    text[i] = (char) (PLAIN_FIRST + i);
  items = pango_itemize (self->context, text, 0, (int) sizeof text, self->attributes, NULL);
  if (g_list_length (items) == 1)
    self->plain = pango_item_copy (items->data);
  g_list_free_full (items, (GDestroyNotify) pango_item_free);
  if (self->plain == NULL)
    return;
  glyphs = pango_glyph_string_new ();
  pango_shape_with_flags (text,
                          (int) sizeof text,
                          NULL,
                          0,
                          &self->plain->analysis,
                          glyphs,
                          reprise_cell_font_get_shape_flags (self));
  pango_glyph_string_extents (glyphs, self->plain->analysis.font, NULL, &self->plain_line);
  pango_glyph_string_free (glyphs);
}

static void
update (RepriseCellFont *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->widget);

  if (self->context == context && self->serial == pango_context_get_serial (context))
    return;
  g_set_object (&self->context, context);
  self->serial = pango_context_get_serial (context);
  measure (self);
  find_plain (self);
}

/**
 * reprise_cell_font_get_serial:
 * @self: a font
 *
 * Returns: a number that is another one once the font has changed
 */
guint
reprise_cell_font_get_serial (RepriseCellFont *self)
{
  update (self);
  return self->serial;
}

/**
 * reprise_cell_font_get_width:
 * @self: a font
 * @n_digits: a number of characters
 *
 * Returns: how many pixels wide as many digits or usual letters are
 */
int
reprise_cell_font_get_width (RepriseCellFont *self, int n_digits)
{
  update (self);
  return PANGO_PIXELS_CEIL (self->character * n_digits);
}

/**
 * reprise_cell_font_get_height:
 * @self: a font
 * @n_lines: a number of lines
 *
 * Returns: how many pixels high they are
 */
int
reprise_cell_font_get_height (RepriseCellFont *self, int n_lines)
{
  update (self);
  return PANGO_PIXELS_CEIL (self->line * n_lines);
}

/**
 * reprise_cell_font_get_dot_size:
 * @self: a font
 *
 * Returns: how many pixels high and wide the mark of a status beside it is
 */
int
reprise_cell_font_get_dot_size (RepriseCellFont *self)
{
  update (self);
  return self->dot;
}

/**
 * reprise_cell_font_create_layout:
 * @self: a font
 *
 * Returns: (transfer full): an empty line of it
 */
PangoLayout *
reprise_cell_font_create_layout (RepriseCellFont *self)
{
  PangoLayout *layout;

  update (self);
  layout = pango_layout_new (self->context);
  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/**
 * reprise_cell_font_is_plain:
 * @text: a text
 *
 * Returns: whether it consists of nothing but characters that reprise_cell_font_get_plain() is
 * about
 */
gboolean
reprise_cell_font_is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text < PLAIN_FIRST || *text > PLAIN_LAST)
      return FALSE;
  return TRUE;
}

/**
 * reprise_cell_font_get_plain:
 * @self: a font
 * @line: (out): how high a line is, as a logical rectangle; untouched where there is none
 *
 * Returns: (transfer none) (nullable): what is needed to shape plain text; %NULL where that is not
 *   so simple: people read from the right, or it takes several fonts
 */
const PangoAnalysis *
reprise_cell_font_get_plain (RepriseCellFont *self, PangoRectangle *line)
{
  update (self);
  if (self->plain == NULL)
    return NULL;
  *line = self->plain_line;
  return &self->plain->analysis;
}
