/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens saved inventories, each in a window of its own. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void reprise_file_opener_open (AdwApplication *application, GFile *file);
void reprise_file_opener_open_stream (AdwApplication *application, GInputStream *stream);
void reprise_file_opener_choose (AdwApplication *application);
void reprise_file_opener_accept_drops (GtkWindow *window);

G_END_DECLS
