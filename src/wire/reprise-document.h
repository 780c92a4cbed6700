/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that hold inventories, whoever wrote them, read from front to end in chunks. */

#pragma once

#include "wire/reprise-pgbackrest-info.h"
#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

/**
 * RepriseChunkFunc:
 * @source: what was given with the function
 * @chunk: (out): the next bytes of the file, which must stay until the next call
 * @error: return location for whatever went wrong
 *
 * Returns: how many bytes there are, 0 at the end, -1 with @error set
 */
typedef gssize (*RepriseChunkFunc) (gpointer source, const char **chunk, GError **error);

/**
 * RepriseSeal:
 * @REPRISE_SEAL_NONE: nothing in the file tells whether it was altered.
 * @REPRISE_SEAL_UNREAD: the file has not been read to its end yet.
 * @REPRISE_SEAL_INTACT: the file is as it was written.
 * @REPRISE_SEAL_BROKEN: the file was altered, or is not whole.
 */
typedef enum
{
  REPRISE_SEAL_NONE,
  REPRISE_SEAL_UNREAD,
  REPRISE_SEAL_INTACT,
  REPRISE_SEAL_BROKEN,
} RepriseSeal;

/**
 * RepriseDocument:
 * @account: (nullable): what an inventory file holds; %NULL for a document of pgBackRest
 * @stanzas: (nullable) (element-type ReprisePgBackRestStanza): what a document of pgBackRest holds
 * @seal: whether it is as it was written
 * @problems: (element-type utf8): what was left out and why, as sentences
 * @cut: (nullable): why it could not be read to its end; what is before that place is there
 */
typedef struct
{
  RepriseSavedAccount *account;
  GPtrArray *stanzas;
  RepriseSeal seal;
  GPtrArray *problems;
  GError *cut;
} RepriseDocument;

/**
 * RepriseDocumentWatcher:
 * @head: (nullable): called with all but the inventories once that is known, which in a file of
 *   ours is before the first inventory; @account is the callee's
 * @page: (nullable): called with the first backups of an inventory while the rest is read
 * @inventory: (nullable): called with each inventory that is read to its end; @saved is the
 *   caller's
 * @stanza_page: (nullable): called with the first backups of a stanza of pgBackRest, by its number
 * in the document, whose name is not known before all of them have been read
 * @stanza: (nullable): called with each stanza that is read to its end; @stanza is the caller's
 * @user_data: given to all of them
 *
 * Who wants to know what is in a document before all of it is read. Called on the thread that
 * reads.
 */
typedef struct
{
  void (*head) (RepriseSavedAccount *account, gpointer user_data);
  void (*page) (const char *repository_id,
                const char *node_name,
                RepriseInventory *page,
                guint n_backups,
                gpointer user_data);
  void (*inventory) (const RepriseSavedInventory *saved, gpointer user_data);
  void (*stanza_page) (guint number,
                       guint repository_key,
                       RepriseInventory *page,
                       guint n_backups,
                       gpointer user_data);
  void (*stanza) (guint number, ReprisePgBackRestStanza *stanza, gpointer user_data);
  gpointer user_data;
} RepriseDocumentWatcher;

RepriseDocument *reprise_document_read (RepriseChunkFunc next_chunk,
                                        gpointer source,
                                        const RepriseDocumentWatcher *watcher,
                                        GError **error);
void reprise_document_free (RepriseDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseDocument, reprise_document_free)

G_END_DECLS
