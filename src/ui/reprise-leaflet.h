/* SPDX-License-Identifier: GPL-3.0-or-later
 * Leaflets whose pages are often laid out anew. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void reprise_leaflet_put_pages_first (AdwLeaflet *leaflet);

G_END_DECLS
