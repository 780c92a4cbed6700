/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two inventories of the same database and node, from where they are chosen to what differs. */

#pragma once

#include "restore/reprise-inventory-comparison.h"
#include "ui/reprise-compare-side.h"

G_BEGIN_DECLS

#define REPRISE_COMPARE_N_SIDES 2

/**
 * RepriseComparePairState:
 * @REPRISE_COMPARE_PAIR_MISSING: A side has not been chosen.
 * @REPRISE_COMPARE_PAIR_READING: Something is being read or compared.
 * @REPRISE_COMPARE_PAIR_FAILED: A side could not be read.
 * @REPRISE_COMPARE_PAIR_DIFFERENT: They have no database in common, or not the one asked for, or no
 *   node of it.
 * @REPRISE_COMPARE_PAIR_EMPTY: A side has no backups of the node.
 * @REPRISE_COMPARE_PAIR_READY: There is a comparison.
 */
typedef enum
{
  REPRISE_COMPARE_PAIR_MISSING,
  REPRISE_COMPARE_PAIR_READING,
  REPRISE_COMPARE_PAIR_FAILED,
  REPRISE_COMPARE_PAIR_DIFFERENT,
  REPRISE_COMPARE_PAIR_EMPTY,
  REPRISE_COMPARE_PAIR_READY,
} RepriseComparePairState;

#define REPRISE_TYPE_COMPARE_PAIR (reprise_compare_pair_get_type ())
G_DECLARE_FINAL_TYPE (RepriseComparePair, reprise_compare_pair, REPRISE, COMPARE_PAIR, GObject)

RepriseComparePair *reprise_compare_pair_new (const char *database_id);
RepriseCompareSide *reprise_compare_pair_get_side (RepriseComparePair *self, guint position);
RepriseCompareSide *reprise_compare_pair_get_failed_side (RepriseComparePair *self);
RepriseComparePairState reprise_compare_pair_get_state (RepriseComparePair *self);
RepriseInventoryComparison *reprise_compare_pair_get_comparison (RepriseComparePair *self);
GPtrArray *reprise_compare_pair_list_databases (RepriseComparePair *self);
const char *reprise_compare_pair_get_database_id (RepriseComparePair *self);
void reprise_compare_pair_set_database_id (RepriseComparePair *self, const char *database_id);
GPtrArray *reprise_compare_pair_list_nodes (RepriseComparePair *self);
const char *reprise_compare_pair_get_node_name (RepriseComparePair *self);
void reprise_compare_pair_set_node_name (RepriseComparePair *self, const char *node_name);

G_END_DECLS
