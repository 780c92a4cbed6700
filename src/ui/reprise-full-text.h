/* SPDX-License-Identifier: GPL-3.0-or-later
 * The whole of a text that is cut off. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reprise_full_text_offer (GtkLabel *label);

G_END_DECLS
