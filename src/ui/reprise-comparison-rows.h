/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups that two inventories do not have in common, or not alike, as a list model. */

#pragma once

#include "restore/reprise-inventory-comparison.h"

G_BEGIN_DECLS

/**
 * RepriseComparisonKind:
 * @REPRISE_COMPARISON_APPEARED: The second inventory alone has the backup.
 * @REPRISE_COMPARISON_EXPIRED: The first inventory alone has it.
 * @REPRISE_COMPARISON_CHANGED: Both have it, but something about it differs.
 */
typedef enum
{
  REPRISE_COMPARISON_APPEARED,
  REPRISE_COMPARISON_EXPIRED,
  REPRISE_COMPARISON_CHANGED,
} RepriseComparisonKind;

#define REPRISE_COMPARISON_N_KINDS (REPRISE_COMPARISON_CHANGED + 1)

const char *reprise_comparison_kind_get_word (RepriseComparisonKind kind);

#define REPRISE_TYPE_COMPARISON_ROWS (reprise_comparison_rows_get_type ())
G_DECLARE_FINAL_TYPE (RepriseComparisonRows,
                      reprise_comparison_rows,
                      REPRISE,
                      COMPARISON_ROWS,
                      GObject)

RepriseComparisonRows *reprise_comparison_rows_new (RepriseInventoryComparison *comparison);
guint reprise_comparison_rows_count (RepriseComparisonRows *self, RepriseComparisonKind kind);
void reprise_comparison_rows_set_kinds (RepriseComparisonRows *self, guint kinds);

#define REPRISE_TYPE_COMPARISON_ROW (reprise_comparison_row_get_type ())
G_DECLARE_FINAL_TYPE (RepriseComparisonRow,
                      reprise_comparison_row,
                      REPRISE,
                      COMPARISON_ROW,
                      GObject)

RepriseComparisonKind reprise_comparison_row_get_kind (RepriseComparisonRow *self);
char *reprise_comparison_row_dup_label (RepriseComparisonRow *self);
char *reprise_comparison_row_dup_before (RepriseComparisonRow *self);
char *reprise_comparison_row_dup_after (RepriseComparisonRow *self);

G_END_DECLS
