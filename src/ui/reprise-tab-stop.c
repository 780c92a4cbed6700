/* SPDX-License-Identifier: GPL-3.0-or-later
 * A list that Tab goes into and out of, not through.
 *
 * Tab takes a GtkListBox row by row, and chooses each row on its way: what is beyond is as many
 * keys away as there are rows, and every one of them is opened in passing. Arrow keys go through
 * it. */

#include "config.h"

#include "ui/reprise-tab-stop.h"

struct _RepriseTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RepriseTabStop, reprise_tab_stop, ADW_TYPE_BIN)

static gboolean
reprise_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (reprise_tab_stop_parent_class)->focus (widget, direction);
}

static void
reprise_tab_stop_class_init (RepriseTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = reprise_tab_stop_focus;
}

static void
reprise_tab_stop_init (RepriseTabStop *self)
{
}
