/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a comparison of two inventories shows. */

#pragma once

#include "restore/reprise-inventory-comparison.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COMPARISON_VIEW (reprise_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseComparisonView,
                      reprise_comparison_view,
                      REPRISE,
                      COMPARISON_VIEW,
                      AdwBin)

void reprise_comparison_view_set_comparison (RepriseComparisonView *self,
                                             RepriseInventoryComparison *comparison);

G_END_DECLS
