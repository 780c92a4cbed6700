/* SPDX-License-Identifier: GPL-3.0-or-later
 * The whole of a text that is cut off. */

#include "config.h"

#include "ui/reprise-full-text.h"

static gboolean
query_tooltip_cb (GtkLabel *label,
                  int x,
                  int y,
                  gboolean by_keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

/**
 * reprise_full_text_offer:
 * @label: a label that may have to be shorter than its text
 *
 * Shows the text as a tooltip while it is cut off, and only then: a tooltip that tells nothing
 * lies over what is beneath the label.
 */
void
reprise_full_text_offer (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
