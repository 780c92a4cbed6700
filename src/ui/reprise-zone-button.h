/* SPDX-License-Identifier: GPL-3.0-or-later
 * The button that says in which zone times are shown, and offers others. */

#pragma once

#include "ui/reprise-zone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reprise_zone_button_fill (GtkMenuButton *button);
void reprise_zone_button_show (GtkMenuButton *button, RepriseZone *zone, RepriseInstant now);

G_END_DECLS
