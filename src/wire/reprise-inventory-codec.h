/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a repository holds of a node, as JSON. */

#pragma once

#include "model/reprise-inventory.h"

G_BEGIN_DECLS

RepriseInventory *reprise_inventory_decode (GBytes *body,
                                            gboolean is_whole,
                                            guint *n_rows,
                                            GPtrArray *problems,
                                            GError **error);
GBytes *reprise_inventory_encode (RepriseInventory *inventory, GPtrArray *backups);

G_END_DECLS
