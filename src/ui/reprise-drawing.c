/* SPDX-License-Identifier: GPL-3.0-or-later
 * What widgets that draw themselves have in common. */

#include "config.h"

#include "ui/reprise-drawing.h"

#define DIM_ALPHA 0.55f
#define FOCUS_WIDTH 2
#define FOCUS_RADIUS 6

/**
 * reprise_drawing_get_color:
 * @widget: whose style it is
 * @name: (nullable): the name of a colour
 *
 * Returns: that colour; that of text where the style sheet does not know it
 */
GdkRGBA
reprise_drawing_get_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);
  return color;
}

/**
 * reprise_drawing_get_dim_color:
 * @widget: whose style it is
 *
 * Returns: the colour of what is beside the point
 */
GdkRGBA
reprise_drawing_get_dim_color (GtkWidget *widget)
{
  GdkRGBA color = reprise_drawing_get_color (widget, NULL);

  color.alpha *= DIM_ALPHA;
  return color;
}

/**
 * reprise_drawing_get_focus_color:
 * @widget: whose style it is
 *
 * Returns: the colour of a frame around what keys go to. That of the style sheet is half
 * transparent, which does not stand out enough from what is drawn by hand.
 */
GdkRGBA
reprise_drawing_get_focus_color (GtkWidget *widget)
{
  return reprise_drawing_get_color (widget, "accent_color");
}

/**
 * reprise_drawing_get_line_height:
 * @widget: whose font it is
 *
 * Returns: how many pixels high a line of text is
 */
int
reprise_drawing_get_line_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (height);
}

/**
 * reprise_drawing_fill:
 * @snapshot: where it is drawn
 * @color: with what
 * @x: pixels from the left
 * @y: pixels from the top
 * @width: how many pixels wide
 * @height: how many pixels high
 */
void
reprise_drawing_fill (GtkSnapshot *snapshot,
                      const GdkRGBA *color,
                      double x,
                      double y,
                      double width,
                      double height)
{
  gtk_snapshot_append_color (snapshot,
                             color,
                             &GRAPHENE_RECT_INIT ((float) x,
                                                  (float) y,
                                                  (float) width,
                                                  (float) height));
}

/**
 * reprise_drawing_create_label:
 * @widget: whose font is used
 * @text: what it says
 *
 * Returns: (transfer full): the text with digits of one width
 */
PangoLayout *
reprise_drawing_create_label (GtkWidget *widget, const char *text)
{
  PangoLayout *label = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
  return label;
}

/**
 * reprise_drawing_draw_focus:
 * @widget: a widget
 * @snapshot: where it is drawn
 *
 * Draws a frame around it where keys go to it.
 */
void
reprise_drawing_draw_focus (GtkWidget *widget, GtkSnapshot *snapshot)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0,
                                               0,
                                               (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  const float widths[] = { FOCUS_WIDTH, FOCUS_WIDTH, FOCUS_WIDTH, FOCUS_WIDTH };
  GdkRGBA color = reprise_drawing_get_focus_color (widget);
  GskRoundedRect border;

  if (!gtk_widget_has_visible_focus (widget))
    return;
  gsk_rounded_rect_init_from_rect (&border, &bounds, FOCUS_RADIUS);
  gtk_snapshot_append_border (snapshot,
                              &border,
                              widths,
                              (const GdkRGBA[]){ color, color, color, color });
}
