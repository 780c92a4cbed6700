/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a comparison of two inventories says, sentence by sentence. */

#pragma once

#include "restore/reprise-inventory-comparison.h"

G_BEGIN_DECLS

char **reprise_comparison_words_inventories (RepriseInventoryComparison *comparison);
char **reprise_comparison_words_differences (RepriseInventoryComparison *comparison);
char **reprise_comparison_words_sizes (RepriseInventoryComparison *comparison);
char *reprise_comparison_words_gap (RepriseInventoryComparison *comparison);
char **reprise_comparison_words_missed (RepriseInventoryComparison *comparison);
char *reprise_comparison_words_backup (const RepriseBackupFields *backup);
char *reprise_comparison_words_change (RepriseBackupField field,
                                       const RepriseBackupFields *from,
                                       const RepriseBackupFields *to);

G_END_DECLS
