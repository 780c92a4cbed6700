/* SPDX-License-Identifier: GPL-3.0-or-later
 * A node by flag, name and place. */

#include "config.h"

#include "ui/reprise-node-label.h"

#include "ui/reprise-closures.h"

#include <glib/gi18n.h>

#define SPACING 6

/* A node may have a name of its own, but requests and other programs know it by the internal one.
 */
static char *
dup_name (RepriseNode *node)
{
  const char *name = reprise_node_get_name (node);
  const char *title = reprise_node_get_title (node);

  if (g_strcmp0 (name, title) == 0)
    return g_strdup (name);
  /* Translators: a node's own name, and its internal one. */
  return g_strdup_printf (_ ("%s (%s)"), title, name);
}

/**
 * reprise_node_dup_place:
 * @node: a node
 *
 * Returns: (transfer full) (nullable): where it stands, as far as is known
 */
char *
reprise_node_dup_place (RepriseNode *node)
{
  RepriseLocation *location = reprise_node_get_location (node);
  const char *places[] = {
    reprise_node_get_region_name (node),
    location == NULL ? NULL : reprise_location_get_name (location),
    location == NULL ? NULL : reprise_location_get_city (location),
    reprise_node_get_region_code (node),
    location == NULL ? NULL : reprise_location_get_country (location),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (reprise_closure_is_text (NULL, places[i]))
      return g_strdup (places[i]);
  return NULL;
}

/**
 * reprise_node_dup_words:
 * @node: a node
 *
 * Returns: (transfer full): its name and place, for where there is text alone
 */
char *
reprise_node_dup_words (RepriseNode *node)
{
  g_autofree char *name = dup_name (node);
  g_autofree char *place = reprise_node_dup_place (node);

  if (place == NULL)
    return g_steal_pointer (&name);
  /* Translators: a node and where it stands. */
  return g_strdup_printf (_ ("%s, %s"), name, place);
}

static void
append_label (GtkBox *box, const char *text, const char *style_class, gboolean can_shrink)
{
  GtkWidget *label;

  if (text == NULL)
    return;
  label = gtk_label_new (text);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  if (can_shrink)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (box, label);
}

/**
 * reprise_node_label_new:
 * @node: a node
 * @can_shrink: whether the place may give way where it is narrow
 *
 * Returns: (transfer floating): a line with its flag, name and place
 */
GtkWidget *
reprise_node_label_new (RepriseNode *node, gboolean can_shrink)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  RepriseLocation *location = reprise_node_get_location (node);
  const char *country = location == NULL ? NULL : reprise_location_get_country (location);
  g_autofree char *flag = reprise_closure_country_flag (NULL, country);
  g_autofree char *name = dup_name (node);
  g_autofree char *place = reprise_node_dup_place (node);

  append_label (GTK_BOX (box), flag, NULL, FALSE);
  append_label (GTK_BOX (box), name, "heading", FALSE);
  append_label (GTK_BOX (box), place, "dim-label", can_shrink);
  gtk_widget_set_tooltip_text (box, country);
  return box;
}
