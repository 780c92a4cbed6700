/* SPDX-License-Identifier: GPL-3.0-or-later
 * Looking for widgets as a person would: by what they are and what they say. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *ui_find (GtkWidget *root, const char *around, const char *type);
gboolean ui_shows (GtkWidget *root, const char *pattern);
GtkWidget *ui_find_action (GtkWidget *root, const char *action_name);
guint ui_count (GtkWidget *root, const char *type);

G_END_DECLS
