/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window that lists the keys. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reprise_shortcuts_present (GtkWindow *parent);

G_END_DECLS
