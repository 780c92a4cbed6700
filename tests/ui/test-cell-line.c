/* SPDX-License-Identifier: GPL-3.0-or-later
 * A line of a cell looks as Pango's layout of the same text does, however it was made. */

#include "config.h"

#include "ui/reprise-cell-line.h"

#include "support/reprise-ui-support.h"

#include <string.h>

#define WIDTH 400
#define HEIGHT 60
#define X 7
#define Y 5

typedef struct
{
  GtkWidget *widget;
  GtkWindow *window;
  RepriseCellFont *font;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->widget = gtk_label_new (NULL);
  fixture->window = reprise_test_present (fixture->widget, WIDTH, HEIGHT);
  fixture->font = reprise_cell_font_new (fixture->widget);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_cell_font_free (fixture->font);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  reprise_test_destroy (&fixture->window);
}

/* Takes @snapshot over. */
static GBytes *
paint (GtkSnapshot *snapshot)
{
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gsize size = (gsize) cairo_image_surface_get_stride (surface) * HEIGHT;
  GBytes *pixels;

  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = g_bytes_new (cairo_image_surface_get_data (surface), size);
  cairo_surface_destroy (surface);
  return pixels;
}

static PangoLayout *
new_layout (Fixture *fixture, const char *text, int max_width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (fixture->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_width (layout, max_width * PANGO_SCALE);
  return layout;
}

static GBytes *
paint_layout (PangoLayout *layout)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (X - extents.x), Y));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA){ 0, 0, 0, 1 });
  return paint (snapshot);
}

static GBytes *
paint_line (RepriseCellLine *line)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  reprise_cell_line_draw (line, snapshot, X, Y, &(GdkRGBA){ 0, 0, 0, 1 });
  return paint (snapshot);
}

static void
assert_like_layout (Fixture *fixture, const char *text, int max_width)
{
  g_autoptr (RepriseCellLine) line =
                 reprise_cell_line_new (fixture->font, text, PANGO_ELLIPSIZE_MIDDLE);
  g_autoptr (PangoLayout) layout = new_layout (fixture, text, max_width);
  g_autoptr (GBytes) expected = paint_layout (layout);
  g_autoptr (GBytes) found = NULL;
  PangoRectangle extents;
  int width, height;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  reprise_cell_line_fit (line, max_width, &width, &height);
  g_assert_cmpint (width, ==, extents.width);
  g_assert_cmpint (height, ==, extents.height);
  g_assert_cmpint (width, <=, max_width);
  found = paint_line (line);
  g_assert_true (g_bytes_equal (found, expected));
  g_assert_cmpstr (reprise_cell_line_get_text (line), ==, text);
}

static const char *const texts[] = {
  "20260302-000000F_20260302-050000I",
  "36.9 MB",
  "2026-03-02 00:01:00",
  "Successful",
  "AVATAR Type To. fi ffl",
  "Übergabe Köln",
  "–",
  "نسخة ليلية 77",
};

static void
test_cell_line_fits (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_like_layout (fixture, texts[i], WIDTH - X);
}

/* A line that is cut short, and one that has no more room than it takes. */
static void
test_cell_line_cut (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PangoLayout) layout = new_layout (fixture, texts[i], WIDTH);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      assert_like_layout (fixture, texts[i], width);
      if (strlen (texts[i]) > 5)
        assert_like_layout (fixture, texts[i], width / 2);
    }
}

static void
test_cell_line_right_to_left (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (fixture->widget, GTK_TEXT_DIR_RTL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_like_layout (fixture, texts[i], WIDTH - X);
}

/* A line that was made before the text became larger. */
static void
test_cell_line_large_text (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (fixture->widget);
  g_autoptr (RepriseCellLine) line =
                 reprise_cell_line_new (fixture->font, texts[0], PANGO_ELLIPSIZE_MIDDLE);
  int small_width, large_width, small_height, large_height, dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  reprise_cell_line_fit (line, WIDTH, &small_width, &small_height);
  g_object_set (settings, "gtk-xft-dpi", 144 * PANGO_SCALE, NULL);
  reprise_test_wait_for_frame (fixture->widget);
  reprise_cell_line_fit (line, 2 * WIDTH, &large_width, &large_height);
  g_assert_cmpint (large_width, >, small_width * 5 / 4);
  g_assert_cmpint (large_height, >, small_height * 5 / 4);
  assert_like_layout (fixture, texts[1], WIDTH - X);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* As many digits as a time has are as wide as one, whatever the font's metrics say. */
static void
test_cell_line_time (Fixture *fixture, gconstpointer data)
{
  RepriseCellLine *line =
      reprise_cell_line_new (fixture->font, "2026-11-23 08:00:08", PANGO_ELLIPSIZE_MIDDLE);
  int width;
  int height;

  reprise_cell_line_prepare (line);
  reprise_cell_line_fit (line, G_MAXINT / PANGO_SCALE, &width, &height);
  g_assert_cmpint (width, >, 0);
  g_assert_cmpint (width, <=, reprise_cell_font_get_width (fixture->font, 17));
  reprise_cell_line_free (line);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;

  add ("/ui/cell-line/fits", test_cell_line_fits);
  add ("/ui/cell-line/cut", test_cell_line_cut);
  add ("/ui/cell-line/time", test_cell_line_time);
  add ("/ui/cell-line/right-to-left", test_cell_line_right_to_left);
  add ("/ui/cell-line/large-text", test_cell_line_large_text);
  return g_test_run ();
}
