/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventory files of any length. */

#pragma once

#include "wire/reprise-document-seal-private.h"
#include "wire/reprise-document.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-tokenizer-private.h"

G_BEGIN_DECLS

/* What is being read of an inventory file. */
typedef struct
{
  RepriseJsonTokenizer *tokenizer;
  RepriseDocumentSum *sum;
  const RepriseDocumentWatcher *watcher;
  RepriseDocument *document;
  RepriseSavedAccount *account;         /* the document's */
  const RepriseSavedInventory *current; /* the one that is read */
  GError *fatal;
  guint64 version;
  gboolean has_format;
  gboolean has_databases;
  gboolean has_repositories;
  gboolean has_told_head;
  gboolean is_sealed;
} RepriseSavedAccountScan;

/* What reads one element of an array. */
typedef void (*RepriseSavedElementFunc) (RepriseSavedAccountScan *scan,
                                         RepriseJsonToken token,
                                         const RepriseJsonPlace *place,
                                         gpointer data);

void reprise_saved_account_scan (RepriseSavedAccountScan *scan);
gboolean reprise_saved_account_scan_expect (RepriseSavedAccountScan *scan,
                                            RepriseJsonToken token,
                                            RepriseJsonToken expected,
                                            const RepriseJsonPlace *place);
void reprise_saved_account_scan_read_text (RepriseSavedAccountScan *scan,
                                           RepriseJsonToken token,
                                           const RepriseJsonPlace *place,
                                           char **text);
void reprise_saved_account_scan_read_instant (RepriseSavedAccountScan *scan,
                                              RepriseJsonToken token,
                                              const RepriseJsonPlace *place,
                                              RepriseInstant *instant);
void reprise_saved_account_scan_read_elements (RepriseSavedAccountScan *scan,
                                               RepriseJsonToken token,
                                               const RepriseJsonPlace *place,
                                               RepriseSavedElementFunc read_element,
                                               gpointer data);
void reprise_saved_account_scan_read_sentence (RepriseSavedAccountScan *scan,
                                               RepriseJsonToken token,
                                               const RepriseJsonPlace *place,
                                               gpointer sentences);
void reprise_saved_account_scan_read_inventories (RepriseSavedAccountScan *scan,
                                                  RepriseJsonToken token,
                                                  const RepriseJsonPlace *place);

G_END_DECLS
