/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lets go of a file chooser that has been answered. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reprise_chooser_release (GtkNativeDialog *chooser);

G_END_DECLS
