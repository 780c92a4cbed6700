/* SPDX-License-Identifier: GPL-3.0-or-later
 * One of two inventories that are compared: where it is from, and how far it is read. */

#pragma once

#include "ui/reprise-account.h"
#include "ui/reprise-database-watch.h"

G_BEGIN_DECLS

/**
 * RepriseCompareSideState:
 * @REPRISE_COMPARE_SIDE_NONE: Nothing was chosen.
 * @REPRISE_COMPARE_SIDE_READING: What was chosen is being read.
 * @REPRISE_COMPARE_SIDE_FAILED: It could not be read.
 * @REPRISE_COMPARE_SIDE_READY: All that was asked for is there.
 */
typedef enum
{
  REPRISE_COMPARE_SIDE_NONE,
  REPRISE_COMPARE_SIDE_READING,
  REPRISE_COMPARE_SIDE_FAILED,
  REPRISE_COMPARE_SIDE_READY,
} RepriseCompareSideState;

#define REPRISE_TYPE_COMPARE_SIDE (reprise_compare_side_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCompareSide, reprise_compare_side, REPRISE, COMPARE_SIDE, GObject)

RepriseCompareSide *reprise_compare_side_new (void);
void reprise_compare_side_open (RepriseCompareSide *self, const char *title);
void reprise_compare_side_fail (RepriseCompareSide *self, const GError *error);
void reprise_compare_side_set_backend (RepriseCompareSide *self, RepriseBackend *backend);
RepriseBackend *reprise_compare_side_get_backend (RepriseCompareSide *self);
void reprise_compare_side_set_notice (RepriseCompareSide *self, const char *notice);
const char *reprise_compare_side_get_notice (RepriseCompareSide *self);
void reprise_compare_side_set_database (RepriseCompareSide *self, const char *database_id);
void reprise_compare_side_set_node (RepriseCompareSide *self, const char *node_name);
void reprise_compare_side_set_repository (RepriseCompareSide *self, const char *repository_id);
void reprise_compare_side_retry (RepriseCompareSide *self);
RepriseCompareSideState reprise_compare_side_get_state (RepriseCompareSide *self);
const GError *reprise_compare_side_get_error (RepriseCompareSide *self);
const char *reprise_compare_side_get_title (RepriseCompareSide *self);
RepriseInstant reprise_compare_side_get_as_of (RepriseCompareSide *self);
GListModel *reprise_compare_side_get_entries (RepriseCompareSide *self);
RepriseDatabaseWatch *reprise_compare_side_get_watch (RepriseCompareSide *self);
RepriseNodeView *reprise_compare_side_get_view (RepriseCompareSide *self);
RepriseInventory *reprise_compare_side_get_inventory (RepriseCompareSide *self);

G_END_DECLS
