/* SPDX-License-Identifier: GPL-3.0-or-later
 * The recovery window of a repository, from its inventory and its archive. */

#pragma once

#include "engine/reprise-archive-scan.h"
#include "model/reprise-inventory.h"

G_BEGIN_DECLS

RepriseRecoveryWindow *reprise_window_build (RepriseInventory *inventory,
                                             GPtrArray *segments,
                                             RepriseArchiveScan *scan,
                                             RepriseInstant checked_at,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
