/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tells a list view of many new rows bit by bit. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_ROW_FEED (reprise_row_feed_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRowFeed, reprise_row_feed, REPRISE, ROW_FEED, GObject)

/*
 * Signal: `replaced (guint position, guint n_rows)`.
 */
RepriseRowFeed *reprise_row_feed_new (GtkSelectionModel *rows, GtkWidget *view);

G_END_DECLS
