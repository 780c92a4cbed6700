/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a window remembers from one run to the next. */

#pragma once

#include "restore/reprise-backend.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reprise_window_memory_bind_zone (GSettings *settings, GtkWindow *window);
void reprise_window_memory_bind_window (GSettings *settings, GtkWindow *window);
void reprise_window_memory_bind_page (GSettings *settings, GObject *page);
void reprise_window_memory_keep_size (GSettings *settings, GtkWindow *window);
char *reprise_window_memory_dup_database (GSettings *settings, RepriseBackend *backend);
void reprise_window_memory_keep_database (GSettings *settings,
                                          RepriseBackend *backend,
                                          const char *database_id);

G_END_DECLS
