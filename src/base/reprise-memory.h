/* SPDX-License-Identifier: GPL-3.0-or-later
 * How memory is asked of the system. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void reprise_memory_map_large_blocks (void);

G_END_DECLS
