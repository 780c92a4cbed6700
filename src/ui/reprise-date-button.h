/* SPDX-License-Identifier: GPL-3.0-or-later
 * A button that chooses a day from a calendar, or none. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* No day. */
#define REPRISE_DATE_BUTTON_ANY G_MININT

#define REPRISE_TYPE_DATE_BUTTON (reprise_date_button_get_type ())
G_DECLARE_FINAL_TYPE (RepriseDateButton, reprise_date_button, REPRISE, DATE_BUTTON, GtkWidget)

int reprise_date_button_get_day (RepriseDateButton *self);
void reprise_date_button_set_day (RepriseDateButton *self, int day);

G_END_DECLS
