/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person who does not see the screen would come upon without being told what it is. */

#include "config.h"

#include "support/reprise-nameless.h"

#include <adwaita.h>

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         GTK_IS_LABEL (widget);
}

/* What has the focus in these is a part of them, and told with their name. */
static gboolean
is_whole (GtkWidget *widget)
{
  return GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_PASSWORD_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget) ||
         GTK_IS_MENU_BUTTON (widget) || ADW_IS_COMBO_ROW (widget) || GTK_IS_CALENDAR (widget) ||
         GTK_IS_SCALE (widget);
}

/* The list that libadwaita's own row with more rows in it consists of. */
static gboolean
is_in_expander_row (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) != NULL;
}

/* The button that closes a toast, which libadwaita 1.7 leaves without a name. */
static gboolean
is_in_toast (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL && g_str_equal (G_OBJECT_TYPE_NAME (parent), "AdwToastWidget");
}

/* The button that shows a password, of which libadwaita 1.7 says in its tooltip alone what it does.
 */
static gboolean
is_in_password_row (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_PASSWORD_ENTRY_ROW) != NULL;
}

/* Those can have the focus, but a screen reader does not stop there: what is in them has it. */
static gboolean
is_frame (GtkWidget *widget)
{
  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_NOTEBOOK (widget) || GTK_IS_WINDOW (widget) ||
         GTK_IS_POPOVER (widget) || GTK_IS_VIEWPORT (widget) ||
         GTK_IS_COLUMN_VIEW (gtk_widget_get_parent (widget)) || ADW_IS_EXPANDER_ROW (widget) ||
         is_in_expander_row (widget) || is_in_toast (widget) || is_in_password_row (widget);
}

/* A notebook's tab, which takes the focus on the notebook's behalf. */
static gboolean
is_tab (GtkWidget *widget)
{
  return g_str_equal (gtk_widget_get_css_name (widget), "tab");
}

static void
collect_nameless (GtkWidget *widget, const char *path, GString *found)
{
  g_autofree char *own_path = g_strdup_printf ("%s/%s", path, G_OBJECT_TYPE_NAME (widget));

  if (!GTK_IS_POPOVER (widget) &&
      !(gtk_widget_get_visible (widget) && gtk_widget_get_child_visible (widget)))
    return;
  if ((gtk_widget_get_focusable (widget) || is_whole (widget) || is_tab (widget) ||
       GTK_IS_EXPANDER (widget)) &&
      !is_frame (widget) && !has_name (widget))
    g_string_append_printf (found, "%s\n", own_path);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!is_whole (widget) || (GTK_IS_MENU_BUTTON (widget) && GTK_IS_POPOVER (child)))
      collect_nameless (child, own_path, found);
}

/**
 * reprise_test_find_nameless:
 * @root: a widget, such as a window
 *
 * Returns: (transfer full): a line for each widget on the screen, or in a popover, that the focus
 * can reach and that has no accessible name; its ancestors tell which one it is
 */
char *
reprise_test_find_nameless (GtkWidget *root)
{
  GString *found = g_string_new (NULL);

  collect_nameless (root, "", found);
  return g_string_free (found, FALSE);
}

/**
 * reprise_test_assert_named:
 * @root: a widget, such as a window
 *
 * Fails where anything in it that the focus can reach has no accessible name.
 */
void
reprise_test_assert_named (GtkWidget *root)
{
  g_autofree char *nameless = reprise_test_find_nameless (root);

  g_assert_cmpstr (nameless, ==, "");
}
