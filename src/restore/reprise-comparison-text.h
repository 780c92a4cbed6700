/* SPDX-License-Identifier: GPL-3.0-or-later
 * A comparison of two inventories in words. */

#pragma once

#include "restore/reprise-export.h"
#include "restore/reprise-inventory-comparison.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_COMPARISON_TEXT (reprise_comparison_text_get_type ())
G_DECLARE_FINAL_TYPE (RepriseComparisonText,
                      reprise_comparison_text,
                      REPRISE,
                      COMPARISON_TEXT,
                      GObject)

RepriseComparisonText *reprise_comparison_text_new (RepriseInventoryComparison *comparison,
                                                    const char *title);

G_END_DECLS
