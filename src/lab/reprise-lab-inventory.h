/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of an inventory, as a request asks for it. */

#pragma once

#include "lab/reprise-lab-query.h"
#include "model/reprise-inventory.h"

G_BEGIN_DECLS

GPtrArray *reprise_lab_inventory_select (RepriseInventory *inventory,
                                         RepriseBackupType backup_type,
                                         const RepriseLabPage *page);

G_END_DECLS
