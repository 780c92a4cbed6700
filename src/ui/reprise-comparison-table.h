/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups in which two inventories differ, side by side. */

#pragma once

#include "restore/reprise-inventory-comparison.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COMPARISON_TABLE (reprise_comparison_table_get_type ())
G_DECLARE_FINAL_TYPE (RepriseComparisonTable,
                      reprise_comparison_table,
                      REPRISE,
                      COMPARISON_TABLE,
                      AdwBin)

void reprise_comparison_table_set_comparison (RepriseComparisonTable *self,
                                              RepriseInventoryComparison *comparison);
GListModel *reprise_comparison_table_get_rows (RepriseComparisonTable *self);

G_END_DECLS
