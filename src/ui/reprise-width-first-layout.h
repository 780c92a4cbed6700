/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lays out what may be as high as it wants to. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_WIDTH_FIRST_LAYOUT (reprise_width_first_layout_get_type ())
G_DECLARE_FINAL_TYPE (RepriseWidthFirstLayout,
                      reprise_width_first_layout,
                      REPRISE,
                      WIDTH_FIRST_LAYOUT,
                      GtkLayoutManager)

G_END_DECLS
