/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a repository holds of a node, read from a document of any length. */

#pragma once

#include "model/reprise-inventory.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-tokenizer-private.h"

G_BEGIN_DECLS

/* Of so many things that are wrong with the backups of one inventory each is named. */
#define REPRISE_INVENTORY_SCAN_MAX_NOTES 100

/**
 * RepriseInventoryPageFunc:
 * @page: backups that have just been read, none of which was in an earlier page; never complete
 * @n_backups: how many have been read so far
 * @user_data: what was given with the function
 */
typedef void (*RepriseInventoryPageFunc) (RepriseInventory *page,
                                          guint n_backups,
                                          gpointer user_data);

/**
 * RepriseInventoryScan:
 * @is_whole: whether all backups were asked for, unfiltered
 * @page: (nullable): called with the first backups, before the rest is read
 * @page_data: given to @page
 * @n_rows: set to how many backups there were, readable or not
 */
typedef struct
{
  gboolean is_whole;
  RepriseInventoryPageFunc page;
  gpointer page_data;
  guint n_rows;
} RepriseInventoryScan;

RepriseInventory *reprise_inventory_scan (RepriseInventoryScan *self,
                                          RepriseJsonTokenizer *tokenizer,
                                          RepriseJsonToken token,
                                          const RepriseJsonPlace *place);

G_END_DECLS
