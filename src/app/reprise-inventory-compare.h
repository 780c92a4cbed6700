/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens windows in which inventories are compared, and the files for them. */

#pragma once

#include "ui/reprise-compare-window.h"

G_BEGIN_DECLS

RepriseCompareWindow *reprise_inventory_compare_open (AdwApplication *application,
                                                      RepriseBackend *backend,
                                                      const char *database_id);

G_END_DECLS
