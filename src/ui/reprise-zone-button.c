/* SPDX-License-Identifier: GPL-3.0-or-later
 * The button that says in which zone times are shown, and offers others. */

#include "config.h"

#include "ui/reprise-zone-button.h"

#include "ui/reprise-zone-choice.h"

#include <glib/gi18n.h>

/**
 * reprise_zone_button_fill:
 * @button: a button in a window
 *
 * Offers the zones that the window's action `win.zone` can choose.
 */
void
reprise_zone_button_fill (GtkMenuButton *button)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (RepriseZone) local = reprise_zone_new_local ();
  g_autofree char *label = reprise_zone_dup_label (local);

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  g_menu_append (section, label, "win.zone::" REPRISE_ZONE_CHOICE_LOCAL);
  g_menu_append (section, _ ("UTC"), "win.zone::" REPRISE_ZONE_CHOICE_UTC);
  g_menu_append (section, _ ("The node’s time zone"), "win.zone::" REPRISE_ZONE_CHOICE_NODE);
  g_menu_append_section (menu, _ ("Show times in"), G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/**
 * reprise_zone_button_show:
 * @button: a button
 * @zone: the zone that times are shown in
 * @now: decides between the names that a zone has in summer and in winter
 */
void
reprise_zone_button_show (GtkMenuButton *button, RepriseZone *zone, RepriseInstant now)
{
  g_autofree char *abbreviation = NULL;
  g_autofree char *label = NULL;
  g_autofree char *tooltip = NULL;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  abbreviation = reprise_zone_dup_abbreviation (zone, now);
  label = reprise_zone_dup_label (zone);
  /* Translators: the name of a time zone. */
  tooltip = g_strdup_printf (_ ("Times are shown in %s"), label);
  gtk_menu_button_set_label (button, abbreviation == NULL ? label : abbreviation);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip,
                                  -1);
}
