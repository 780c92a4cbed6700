/* SPDX-License-Identifier: GPL-3.0-or-later
 * Looking for widgets as a person would: by what they are and what they say. */

#include "config.h"

#include "ui-find.h"

/**
 * ui_find:
 * @root: where to look
 * @around: (nullable): the type of a widget that it must be inside of
 * @type: its type
 *
 * Returns: (transfer none) (nullable): the first such widget that is visible
 */
GtkWidget *
ui_find (GtkWidget *root, const char *around, const char *type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_around = g_strcmp0 (G_OBJECT_TYPE_NAME (child), around) == 0;
      GtkWidget *found;

      if (!gtk_widget_get_visible (child))
        continue;
      if (around == NULL && g_strcmp0 (G_OBJECT_TYPE_NAME (child), type) == 0)
        return child;
      found = ui_find (child, is_around ? NULL : around, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * ui_shows:
 * @root: where to look
 * @pattern: a text, in which `*` stands for anything
 *
 * Looks at what a stack shows only, and into expanders that are closed.
 *
 * Returns: whether some label there says this
 */
gboolean
ui_shows (GtkWidget *root, const char *pattern)
{
  if (GTK_IS_LABEL (root) &&
      g_pattern_match_simple (pattern, gtk_label_get_text (GTK_LABEL (root))))
    return TRUE;
  if (GTK_IS_EXPANDER (root) && gtk_expander_get_child (GTK_EXPANDER (root)) != NULL &&
      !gtk_expander_get_expanded (GTK_EXPANDER (root)) &&
      ui_shows (gtk_expander_get_child (GTK_EXPANDER (root)), pattern))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child) &&
        ui_shows (child, pattern))
      return TRUE;
  return FALSE;
}

/**
 * ui_find_action:
 * @root: where to look
 * @action_name: an action
 *
 * Returns: (transfer none) (nullable): the first widget that activates it
 */
GtkWidget *
ui_find_action (GtkWidget *root, const char *action_name)
{
  if (GTK_IS_ACTIONABLE (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action_name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_action (child, action_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * ui_count:
 * @root: where to look
 * @type: a type
 *
 * Returns: how many widgets of it there are
 */
guint
ui_count (GtkWidget *root, const char *type)
{
  guint count = g_strcmp0 (G_OBJECT_TYPE_NAME (root), type) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += ui_count (child, type);
  return count;
}
