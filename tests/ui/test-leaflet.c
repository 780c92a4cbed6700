/* SPDX-License-Identifier: GPL-3.0-or-later
 * Leaflets whose pages are often laid out anew. */

#include "config.h"

#include "ui/reprise-leaflet.h"

#include "support/reprise-ui-support.h"

#define N_PAGES 2

/* What follows a shadow would be styled anew with every layout: nothing that has content may. The
 * pages stay the pages, in their order. */
static void
test_leaflet_pages_first (void)
{
  GtkWidget *window = gtk_window_new ();
  AdwLeaflet *leaflet = ADW_LEAFLET (adw_leaflet_new ());
  GtkWidget *pages[N_PAGES];
  guint n_first = 0;
  double x;

  for (guint i = 0; i < N_PAGES; i++)
    {
      pages[i] = gtk_button_new ();
      adw_leaflet_append (leaflet, pages[i]);
    }
  reprise_leaflet_put_pages_first (leaflet);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet));
       child != NULL && GTK_IS_BUTTON (child);
       child = gtk_widget_get_next_sibling (child))
    n_first++;
  g_assert_cmpuint (n_first, ==, N_PAGES);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (leaflet));
  gtk_window_present (GTK_WINDOW (window));
  reprise_test_wait_for_frame (window);
  for (guint i = 0; i < N_PAGES; i++)
    g_assert_true (gtk_widget_get_mapped (pages[i]));
  g_assert_true (gtk_widget_translate_coordinates (pages[1], pages[0], 0, 0, &x, NULL));
  g_assert_true (x > 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/leaflet/pages-first", test_leaflet_pages_first);
  return g_test_run ();
}
