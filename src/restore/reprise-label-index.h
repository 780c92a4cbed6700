/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds the backups of an inventory by their labels, each once. */

#pragma once

#include "model/reprise-inventory.h"

G_BEGIN_DECLS

/**
 * RepriseLabelIndex:
 *
 * The backups of an inventory that nobody asked for yet. A label that is there several times stands
 * for as many backups.
 */
typedef struct _RepriseLabelIndex RepriseLabelIndex;

RepriseLabelIndex *reprise_label_index_new (RepriseInventory *inventory);
void reprise_label_index_free (RepriseLabelIndex *self);
gboolean reprise_label_index_take (RepriseLabelIndex *self, const char *label, guint *position);
void reprise_label_index_get_left (RepriseLabelIndex *self, GArray *positions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseLabelIndex, reprise_label_index_free)

G_END_DECLS
