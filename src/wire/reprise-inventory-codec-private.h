/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a repository holds of a node as JSON, for files that hold more than that. */

#pragma once

#include "model/reprise-inventory.h"

G_BEGIN_DECLS

void reprise_inventory_append_head (GString *text, RepriseInventory *inventory);
void reprise_inventory_append_tail (GString *text, RepriseInventory *inventory);

G_END_DECLS
