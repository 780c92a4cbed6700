/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of a growth chart: a panel for each size, one above the other, over one axis of time.
 *
 * The two inventories are told apart without colour: the first is dashed. */

#include "config.h"

#include "ui/reprise-growth-picture.h"

#include "base/reprise-size.h"
#include "ui/reprise-drawing.h"
#include "ui/reprise-time-ticks.h"

#include <glib/gi18n.h>
#include <math.h>

#define SPACING 6
#define TICK_LENGTH 4
#define LABEL_SPACE 8
/* Room for the label of a tick, in lines of text. */
#define TICK_LINES 5
/* How high a panel is without its title, in lines of text. */
#define PANEL_LINES 4
#define LINE_WIDTH 2
#define DOT_RADIUS 3

static const double dashes[] = { 6, 4 };

static int
get_panel_height (int line_height)
{
  return line_height + SPACING + PANEL_LINES * line_height + 2 * SPACING;
}

static int
get_axis_y (int line_height)
{
  return SPACING + REPRISE_GROWTH_N_MEASURES * get_panel_height (line_height) - 2 * SPACING;
}

/**
 * reprise_growth_picture_get_height:
 * @widget: whose font is used
 *
 * Returns: how many pixels high the picture is
 */
int
reprise_growth_picture_get_height (GtkWidget *widget)
{
  int line_height = reprise_drawing_get_line_height (widget);

  return get_axis_y (line_height) + TICK_LENGTH + 1 + line_height + SPACING;
}

/* Returns how wide it is. */
static int
draw_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, double x, double y)
{
  g_autoptr (PangoLayout) label = reprise_drawing_create_label (widget, text);
  GdkRGBA color = reprise_drawing_get_color (widget, NULL);
  int width;

  pango_layout_get_pixel_size (label, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, label, &color);
  gtk_snapshot_restore (snapshot);
  return width;
}

/* What the backups take stays the same until the next one; the database does not. */
static void
draw_line (cairo_t *cr, GArray *dots, RepriseGrowthMeasure measure, gint64 most, double height)
{
  double y = height;

  for (guint i = 0; i < dots->len; i++)
    {
      const RepriseGrowthDot *dot = &g_array_index (dots, RepriseGrowthDot, i);

      if (measure == REPRISE_GROWTH_REPOSITORY)
        cairo_line_to (cr, dot->x, y);
      y = most <= 0 ? height : height * (1 - (double) dot->bytes / (double) most);
      cairo_line_to (cr, dot->x, y);
    }
  cairo_stroke (cr);
  if (dots->len != 1)
    return;
  cairo_arc (cr, g_array_index (dots, RepriseGrowthDot, 0).x, y, DOT_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_lines (GtkWidget *widget,
            GtkSnapshot *snapshot,
            RepriseGrowthPlot *plot,
            const RepriseTimeScale *scale,
            RepriseGrowthMeasure measure,
            double y,
            double height)
{
  gint64 most = reprise_growth_plot_get_max (plot, measure);
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (-REPRISE_GROWTH_PICTURE_INSET,
                          (float) y - SPACING,
                          (float) scale->width + 2 * REPRISE_GROWTH_PICTURE_INSET,
                          (float) height + 2 * SPACING);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_translate (cr, 0, y);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint side = REPRISE_GROWTH_N_SIDES; side > 0; side--)
    {
      g_autoptr (GArray) dots = reprise_growth_plot_trace (plot, side - 1, measure, scale);
      GdkRGBA color =
          reprise_drawing_get_color (widget, side == 1 ? "warning_color" : "accent_color");

      gdk_cairo_set_source_rgba (cr, &color);
      cairo_set_dash (cr, dashes, side == 1 ? G_N_ELEMENTS (dashes) : 0, 0);
      draw_line (cr, dots, measure, most, height);
    }
  cairo_destroy (cr);
}

static char *
dup_title (RepriseGrowthPlot *plot, RepriseGrowthMeasure measure)
{
  g_autofree char *size = reprise_size_format (reprise_growth_plot_get_max (plot, measure));

  if (size == NULL)
    return g_strdup (_ ("Database, size not known"));
  return measure == REPRISE_GROWTH_DATABASE
             /* Translators: a size. */
             ? g_strdup_printf (_ ("Database, 0 to %s"), size)
             /* Translators: a size. */
             : g_strdup_printf (_ ("Backups in the repository, 0 to %s"), size);
}

static void
draw_panel (GtkWidget *widget,
            GtkSnapshot *snapshot,
            RepriseGrowthPlot *plot,
            const RepriseTimeScale *scale,
            RepriseGrowthMeasure measure)
{
  int line_height = reprise_drawing_get_line_height (widget);
  g_autofree char *title = dup_title (plot, measure);
  GdkRGBA dim = reprise_drawing_get_dim_color (widget);
  double top = SPACING + (int) measure * get_panel_height (line_height);
  double height = PANEL_LINES * line_height;
  double y = top + line_height + SPACING;
  GdkRGBA faint = dim;

  faint.alpha /= 3;
  draw_text (widget, snapshot, title, 0, top);
  reprise_drawing_fill (snapshot, &faint, 0, y, scale->width, 1);
  reprise_drawing_fill (snapshot, &faint, 0, floor (y + height / 2), scale->width, 1);
  reprise_drawing_fill (snapshot, &dim, 0, y + height, scale->width, 1);
  draw_lines (widget, snapshot, plot, scale, measure, y, height);
}

static void
draw_ticks (GtkWidget *widget, GtkSnapshot *snapshot, const RepriseTimeScale *scale)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  int line_height = reprise_drawing_get_line_height (widget);
  GdkRGBA dim = reprise_drawing_get_dim_color (widget);
  double y = get_axis_y (line_height);
  double free_x = 0;
  guint max_ticks = (guint) MAX (1, scale->width / (TICK_LINES * line_height));
  g_autoptr (GArray) ticks = reprise_time_ticks_new (zone, scale->start, scale->end, max_ticks);

  for (guint i = 0; i < ticks->len; i++)
    {
      const RepriseTimeTick *tick = &g_array_index (ticks, RepriseTimeTick, i);
      g_autoptr (PangoLayout) label = reprise_drawing_create_label (widget, tick->label);
      double x = floor (reprise_time_scale_to_x (scale, tick->instant));
      double left;
      int width;

      reprise_drawing_fill (snapshot, &dim, x, y, 1, TICK_LENGTH);
      pango_layout_get_pixel_size (label, &width, NULL);
      left = CLAMP (x - width / 2.0, 0, MAX (0, scale->width - width));
      if (left >= free_x)
        free_x = left + draw_text (widget, snapshot, tick->label, left, y + TICK_LENGTH + 1) +
                 LABEL_SPACE;
    }
}

/**
 * reprise_growth_picture_new:
 * @widget: whose colours and fonts are used
 * @plot: what there is to draw
 * @scale: the time that is shown
 *
 * Returns: (transfer full): all but the cursor
 */
GskRenderNode *
reprise_growth_picture_new (GtkWidget *widget,
                            RepriseGrowthPlot *plot,
                            const RepriseTimeScale *scale)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  for (guint measure = 0; measure < REPRISE_GROWTH_N_MEASURES; measure++)
    draw_panel (widget, snapshot, plot, scale, (RepriseGrowthMeasure) measure);
  draw_ticks (widget, snapshot, scale);
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * reprise_growth_picture_draw_cursor:
 * @widget: whose colours and fonts are used
 * @snapshot: where it is drawn
 * @scale: the time that is shown
 * @cursor: where the cursor is
 */
void
reprise_growth_picture_draw_cursor (GtkWidget *widget,
                                    GtkSnapshot *snapshot,
                                    const RepriseTimeScale *scale,
                                    RepriseInstant cursor)
{
  int line_height = reprise_drawing_get_line_height (widget);
  GdkRGBA color = reprise_drawing_get_color (widget, NULL);
  double top = SPACING + line_height;

  reprise_drawing_fill (snapshot,
                        &color,
                        floor (reprise_time_scale_to_x (scale, cursor)) - 0.5,
                        top,
                        1,
                        get_axis_y (line_height) + TICK_LENGTH - top);
}
