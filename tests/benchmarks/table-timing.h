/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long the main loop is kept from its work, and how long frames take while a list scrolls. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TableTime:
 * @wall: microseconds by the clock on the wall
 * @work: microseconds of work of this thread, which other programs do not make longer
 */
typedef struct
{
  gint64 wall;
  gint64 work;
} TableTime;

/**
 * TableTicker:
 * @last: the last tick
 * @longest: the longest time between two of them
 *
 * Ticks as often as the main loop lets it.
 */
typedef struct
{
  TableTime last;
  TableTime longest;
} TableTicker;

void table_ticker_start (TableTicker *self);
void table_ticker_reset (TableTicker *self);
void table_ticker_print (TableTicker *self, const char *name);
void table_print_milliseconds (const char *name, gint64 microseconds);
void table_scroll (GtkWidget *view, const char *name, double pixels_a_frame);
GtkWidget *table_find_widget (GtkWidget *widget, GType type);

G_END_DECLS
