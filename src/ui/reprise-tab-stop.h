/* SPDX-License-Identifier: GPL-3.0-or-later
 * A list that Tab goes into and out of, not through. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_TAB_STOP (reprise_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTabStop, reprise_tab_stop, REPRISE, TAB_STOP, AdwBin)

G_END_DECLS
