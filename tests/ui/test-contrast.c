/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is drawn stands out from what is behind it, and is told apart without its colour. */

#include "config.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-coverage-sample.h"
#include "ui/reprise-drawing.h"
#include "ui/reprise-status-dot.h"

#include <adwaita.h>
#include <math.h>

/* Of the Web Content Accessibility Guidelines, 1.4.3 and 1.4.11. */
#define LEAST_FOR_TEXT 4.5
#define LEAST_FOR_MARKS 3.0

/* Two drawings are unlike where as much of the place of one is not the other's. */
#define LEAST_UNLIKE 0.15

/* Below that, an edge is no part of what it is the edge of. */
#define LEAST_TO_BE_SEEN 2.0

#define SIZE 32

static const char *const sample_kinds[] = { "full",   "diff",   "incr",     "doubtful", "unusable",
                                            "proven", "likely", "possible", "gap" };

static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT,
                                          ADW_COLOR_SCHEME_FORCE_DARK };

/* Where there are texts and drawings. */
static const char *const backgrounds[] = { "window_bg_color", "view_bg_color", "card_bg_color" };

static double
get_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * get_linear ((double) color->red) + 0.7152 * get_linear ((double) color->green) +
         0.0722 * get_linear ((double) color->blue);
}

static double
get_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double first = get_luminance (one);
  double second = get_luminance (other);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

/* What is seen of a colour before another one. */
static GdkRGBA
lay_over (const GdkRGBA *color, const GdkRGBA *behind)
{
  float rest = 1 - color->alpha;

  return (GdkRGBA){ .red = color->red * color->alpha + behind->red * rest,
                    .green = color->green * color->alpha + behind->green * rest,
                    .blue = color->blue * color->alpha + behind->blue * rest,
                    .alpha = 1 };
}

/* Cards let the window shine through. */
static GdkRGBA
get_background (GtkWidget *widget, const char *name)
{
  GdkRGBA window = reprise_drawing_get_color (widget, "window_bg_color");
  GdkRGBA color = reprise_drawing_get_color (widget, name);

  return lay_over (&color, &window);
}

static void
assert_contrast (const char *what, const GdkRGBA *color, const GdkRGBA *behind, double least)
{
  GdkRGBA seen = lay_over (color, behind);
  double contrast = get_contrast (&seen, behind);

  if (contrast < least)
    g_error ("%s: a contrast of %.2f is below %.1f", what, contrast, least);
}

static void
test_contrast_formula (void)
{
  const GdkRGBA black = { 0, 0, 0, 1 };
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA gray = { 0.467f, 0.467f, 0.467f, 1 };

  g_assert_cmpfloat_with_epsilon (get_contrast (&black, &white), 21, 0.01);
  g_assert_cmpfloat_with_epsilon (get_contrast (&white, &gray), 4.48, 0.02);
}

/* What is seen of a pixel, whose colours are multiplied with its opacity. */
static GdkRGBA
get_seen (const RepriseTestPicture *picture, int x, int y, const GdkRGBA *behind)
{
  GdkRGBA pixel = reprise_test_picture_get (picture, x, y);
  float rest = 1 - pixel.alpha;

  return (GdkRGBA){ .red = pixel.red + behind->red * rest,
                    .green = pixel.green + behind->green * rest,
                    .blue = pixel.blue + behind->blue * rest,
                    .alpha = 1 };
}

/* The colour of a drawing that stands out most: its edges are blurred. */
static GdkRGBA
get_boldest (const RepriseTestPicture *picture, const GdkRGBA *behind)
{
  GdkRGBA boldest = *behind;

  for (int y = 0; y < reprise_test_picture_get_height (picture); y++)
    for (int x = 0; x < reprise_test_picture_get_width (picture); x++)
      {
        GdkRGBA seen = get_seen (picture, x, y, behind);

        if (get_contrast (&seen, behind) > get_contrast (&boldest, behind))
          boldest = seen;
      }
  return boldest;
}

static void
assert_drawing_contrast (const char *what, GtkWidget *widget)
{
  g_autoptr (GtkWindow) window = reprise_test_present (widget, SIZE, SIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (RepriseTestPicture) picture = NULL;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i]);
      reprise_test_wait_for_frame (widget);
      picture = reprise_test_picture_new (widget);
      for (gsize j = 0; j < G_N_ELEMENTS (backgrounds); j++)
        {
          GdkRGBA behind = get_background (widget, backgrounds[j]);
          GdkRGBA boldest = get_boldest (picture, &behind);
          g_autofree char *where =
              g_strdup_printf ("%s on %s in scheme %u", what, backgrounds[j], (guint) schemes[i]);

          assert_contrast (where, &boldest, &behind, LEAST_FOR_MARKS);
        }
    }
  reprise_test_destroy (&window);
}

/* Each status stands out, light and dark, wherever it is shown. */
static void
test_contrast_dots (void)
{
  for (guint status = REPRISE_STATUS_UNKNOWN; status <= REPRISE_STATUS_FAILED; status++)
    {
      GtkWidget *dot = GTK_WIDGET (reprise_status_dot_new ());
      g_autofree char *what = g_strdup_printf ("status %u", status);

      reprise_status_dot_set_status (REPRISE_STATUS_DOT (dot), (RepriseStatus) status);
      assert_drawing_contrast (what, dot);
    }
}

/* So does each sign of a coverage strip. */
static void
test_contrast_signs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sample_kinds); i++)
    assert_drawing_contrast (sample_kinds[i],
                             g_object_new (REPRISE_TYPE_COVERAGE_SAMPLE,
                                           "kind",
                                           sample_kinds[i],
                                           NULL));
}

/* What is drawn by hand as text, lines and focus. */
static void
test_contrast_colors (void)
{
  GtkWidget *widget = gtk_label_new ("text");
  g_autoptr (GtkWindow) window = reprise_test_present (widget, SIZE, SIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (backgrounds); j++)
      {
        GdkRGBA behind;
        GdkRGBA text;
        GdkRGBA dim;
        GdkRGBA focus;

        adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i]);
        reprise_test_wait_for_frame (widget);
        behind = get_background (widget, backgrounds[j]);
        text = reprise_drawing_get_color (widget, NULL);
        dim = reprise_drawing_get_dim_color (widget);
        focus = reprise_drawing_get_focus_color (widget);
        assert_contrast ("text", &text, &behind, LEAST_FOR_TEXT);
        assert_contrast ("lines", &dim, &behind, LEAST_FOR_MARKS);
        assert_contrast ("focus", &focus, &behind, LEAST_FOR_MARKS);
      }
  reprise_test_destroy (&window);
}

/* Whether anything is seen there by one who sees no colours. */
static gboolean
is_marked (const RepriseTestPicture *picture, int x, int y, const GdkRGBA *behind)
{
  GdkRGBA seen = get_seen (picture, x, y, behind);

  return get_contrast (&seen, behind) >= LEAST_TO_BE_SEEN;
}

/* How much of what either of two pictures marks is marked by one alone. */
static double
get_difference (const RepriseTestPicture *one,
                const RepriseTestPicture *other,
                const GdkRGBA *behind)
{
  int n_different = 0;
  int n_marked = 0;

  for (int y = 0; y < reprise_test_picture_get_height (one); y++)
    for (int x = 0; x < reprise_test_picture_get_width (one); x++)
      {
        gboolean first = is_marked (one, x, y, behind);
        gboolean second = is_marked (other, x, y, behind);

        n_different += first != second;
        n_marked += first || second;
      }
  g_assert_cmpint (n_marked, >, 0);
  return n_different / (double) n_marked;
}

/* Without colour no two signs of a coverage strip are alike. */
static void
test_contrast_shapes (void)
{
  RepriseTestPicture *pictures[G_N_ELEMENTS (sample_kinds)];
  GdkRGBA behind;

  for (gsize i = 0; i < G_N_ELEMENTS (sample_kinds); i++)
    {
      GtkWidget *sample =
          g_object_new (REPRISE_TYPE_COVERAGE_SAMPLE, "kind", sample_kinds[i], NULL);
      g_autoptr (GtkWindow) window = reprise_test_present (sample, SIZE, SIZE);

      behind = get_background (sample, "window_bg_color");
      pictures[i] = reprise_test_picture_new (sample);
      reprise_test_destroy (&window);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sample_kinds); i++)
    for (gsize j = 0; j < i; j++)
      if (get_difference (pictures[i], pictures[j], &behind) < LEAST_UNLIKE)
        g_error ("%s looks like %s", sample_kinds[i], sample_kinds[j]);
  for (gsize i = 0; i < G_N_ELEMENTS (sample_kinds); i++)
    reprise_test_picture_free (pictures[i]);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/contrast/formula", test_contrast_formula);
  g_test_add_func ("/ui/contrast/dots", test_contrast_dots);
  g_test_add_func ("/ui/contrast/signs", test_contrast_signs);
  g_test_add_func ("/ui/contrast/colors", test_contrast_colors);
  g_test_add_func ("/ui/contrast/shapes", test_contrast_shapes);
  return g_test_run ();
}
