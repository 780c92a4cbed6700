/* SPDX-License-Identifier: GPL-3.0-or-later
 * A list of texts that drops down, and that gives way to a narrow window. */

#include "config.h"

#include "ui/reprise-text-choice.h"

#include "ui/reprise-full-text.h"

/* A text gives way to a narrow window down to this. */
#define MIN_CHARS 12

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, MIN_CHARS);
  gtk_label_set_xalign (label, 0);
  reprise_full_text_offer (label);
  gtk_list_item_set_child (item, GTK_WIDGET (label));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

/**
 * reprise_text_choice_set_up:
 * @drop_down: a list of #GtkStringObject that drops down
 *
 * Lets it be narrower than its longest text, which GTK's own look does not.
 */
void
reprise_text_choice_set_up (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (drop_down, factory);
}
