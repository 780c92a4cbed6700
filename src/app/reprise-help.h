/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens the help at a page. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *reprise_help_dup_path (const char *page);
void reprise_help_show (GtkWindow *parent, const char *page);

G_END_DECLS
