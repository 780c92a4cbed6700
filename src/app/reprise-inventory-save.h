/* SPDX-License-Identifier: GPL-3.0-or-later
 * Saves what a window shows, or one database of it, into a file that a person chooses. */

#pragma once

#include "ui/reprise-window.h"

G_BEGIN_DECLS

void reprise_inventory_save_choose (RepriseWindow *window, const char *database_id);
void reprise_inventory_save_to (RepriseWindow *window, const char *database_id, GFile *file);

G_END_DECLS
