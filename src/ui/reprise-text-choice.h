/* SPDX-License-Identifier: GPL-3.0-or-later
 * A list of texts that drops down, and that gives way to a narrow window. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reprise_text_choice_set_up (GtkDropDown *drop_down);

G_END_DECLS
