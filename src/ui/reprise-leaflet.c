/* SPDX-License-Identifier: GPL-3.0-or-later
 * Leaflets whose pages are often laid out anew.
 *
 * A leaflet of libadwaita draws shadows while one of its pages takes the place of another, and sets
 * their style classes with every layout. With that GTK goes through all that follows them, down to
 * the last cell, for what has another style now; and every row of a table that scrolls by is a
 * layout of all that is around it. */

#include "config.h"

#include "ui/reprise-leaflet.h"

static gboolean
is_page (GListModel *pages, GtkWidget *child)
{
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwLeafletPage) page = g_list_model_get_item (pages, i);

      if (adw_leaflet_page_get_child (page) == child)
        return TRUE;
    }
  return FALSE;
}

/**
 * reprise_leaflet_put_pages_first:
 * @leaflet: a leaflet that has all its pages
 *
 * Puts its shadows behind them, where nothing follows.
 */
void
reprise_leaflet_put_pages_first (AdwLeaflet *leaflet)
{
  g_autoptr (GListModel) pages = G_LIST_MODEL (adw_leaflet_get_pages (leaflet));
  GtkWidget *widget = GTK_WIDGET (leaflet);
  g_autoptr (GPtrArray) shadows = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!is_page (pages, child))
      g_ptr_array_add (shadows, child);
  for (guint i = 0; i < shadows->len; i++)
    gtk_widget_insert_before (g_ptr_array_index (shadows, i), widget, NULL);
}
