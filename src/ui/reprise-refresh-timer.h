/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads again what a window shows, as often as somebody wants that. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_REFRESH_TIMER (reprise_refresh_timer_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRefreshTimer, reprise_refresh_timer, REPRISE, REFRESH_TIMER, GObject)

RepriseRefreshTimer *reprise_refresh_timer_new (GtkWidget *widget, GSettings *settings);

G_END_DECLS
