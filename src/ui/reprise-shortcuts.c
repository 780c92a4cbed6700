/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window that lists the keys. */

#include "config.h"

#include "ui/reprise-shortcuts.h"

#define RESOURCE "/io/github/reprisedb/Reprise/ui/reprise-shortcuts.ui"

/**
 * reprise_shortcuts_present:
 * @parent: the window that has the keys
 *
 * Shows what the keys do, in a window that lives only while it is seen. A help overlay of
 * GTK's own is kept hidden from the start, and GTK 4.8 crashes where assistive technology
 * asks the application for one window too many while any is hidden, as it does when a dialog
 * goes between its counting and its asking (`handle_accessible_method()` in
 * `gtkatspiroot.c`).
 */
void
reprise_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
