/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text that wraps is as high as its width wants it, and is never asked the other way round. */

#include "config.h"

#include "ui/reprise-width-first-layout.h"

#include "support/reprise-ui-support.h"

#include <adwaita.h>

#define WIDTH 200
#define HEIGHT 300

static GtkWidget *
new_label (void)
{
  GtkWidget *label =
      gtk_label_new ("Where there is room a text may take as much of it as it wants, "
                     "and nobody has to find out how narrow it could be.");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
test_width_first_layout (void)
{
  GtkWidget *bin = adw_bin_new ();
  GtkWidget *label = new_label ();
  GtkWidget *hidden = gtk_label_new ("hidden");
  g_autoptr (GtkWindow) window = NULL;

  gtk_widget_set_layout_manager (bin, g_object_new (REPRISE_TYPE_WIDTH_FIRST_LAYOUT, NULL));
  adw_bin_set_child (ADW_BIN (bin), label);
  gtk_widget_set_parent (hidden, bin);
  gtk_widget_set_size_request (hidden, 10 * WIDTH, 10 * WIDTH);
  gtk_widget_set_visible (hidden, FALSE);
  window = reprise_test_present (bin, WIDTH, HEIGHT);

  g_assert_cmpint (measure (bin, GTK_ORIENTATION_HORIZONTAL, 20),
                   ==,
                   measure (label, GTK_ORIENTATION_HORIZONTAL, -1));
  g_assert_cmpint (measure (label, GTK_ORIENTATION_HORIZONTAL, 20),
                   >,
                   measure (bin, GTK_ORIENTATION_HORIZONTAL, 20));
  g_assert_cmpint (measure (bin, GTK_ORIENTATION_VERTICAL, WIDTH),
                   ==,
                   measure (label, GTK_ORIENTATION_VERTICAL, WIDTH));
  g_assert_cmpint (measure (bin, GTK_ORIENTATION_VERTICAL, WIDTH),
                   >,
                   measure (bin, GTK_ORIENTATION_VERTICAL, 4 * WIDTH));
  g_assert_cmpint (gtk_widget_get_width (label), ==, gtk_widget_get_width (bin));
  g_assert_cmpint (gtk_widget_get_height (label), ==, gtk_widget_get_height (bin));
  gtk_widget_unparent (hidden);
  reprise_test_destroy (&window);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/width-first-layout", test_width_first_layout);
  return g_test_run ();
}
