/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that hold inventories, whoever wrote them, read from front to end in chunks. */

#include "config.h"

#include "wire/reprise-document.h"

#include "wire/reprise-pgbackrest-info-scan-private.h"
#include "wire/reprise-pgbackrest-info.h"
#include "wire/reprise-saved-account-scan-private.h"

static void
read_stanzas (RepriseSavedAccountScan *scan, RepriseJsonToken token)
{
  RepriseDocument *document = scan->document;

  document->seal = REPRISE_SEAL_NONE;
  document->stanzas = reprise_pgbackrest_info_scan (scan->tokenizer,
                                                    token,
                                                    document->problems,
                                                    REPRISE_JSON_KEEP_GOOD,
                                                    scan->watcher,
                                                    &scan->fatal);
}

static void
read_document (RepriseSavedAccountScan *scan)
{
  RepriseJsonToken token = reprise_json_tokenizer_next (scan->tokenizer);

  if (token == REPRISE_JSON_TOKEN_OBJECT)
    reprise_saved_account_scan (scan);
  else if (token == REPRISE_JSON_TOKEN_ARRAY)
    read_stanzas (scan, token);
  else if (token != REPRISE_JSON_TOKEN_ERROR)
    g_set_error (&scan->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_TYPE,
                 "not an inventory, and not a document of ‘pgbackrest info’: it is %s",
                 reprise_json_token_describe (token));
  if (scan->fatal == NULL)
    reprise_json_tokenizer_next (scan->tokenizer);
}

static gboolean
has_anything (const RepriseDocument *document)
{
  return document->account != NULL || (document->stanzas != NULL && document->stanzas->len > 0);
}

/* What stopped the scan: all of it where there is nothing to show, else a part of the answer. */
static void
judge (RepriseSavedAccountScan *scan)
{
  const GError *stop = reprise_json_tokenizer_get_error (scan->tokenizer);

  if (scan->fatal != NULL || stop == NULL)
    return;
  if (has_anything (scan->document) && !g_error_matches (stop, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    scan->document->cut = g_error_copy (stop);
  else
    scan->fatal = g_error_copy (stop);
  if (scan->document->seal == REPRISE_SEAL_INTACT)
    scan->document->seal = REPRISE_SEAL_BROKEN;
}

/**
 * reprise_document_read:
 * @next_chunk: what hands over the file chunk by chunk
 * @source: given to @next_chunk
 * @watcher: (nullable): who wants to know before all is read
 * @error: return location for what @next_chunk says, or a %REPRISE_WIRE_ERROR: it is neither an
 *   inventory file nor a document of `pgbackrest info --output=json`
 *
 * Blocks, and keeps nothing of the file but what is in the answer. A file that is not well formed
 * to its end is an answer as well if there is something before that place.
 *
 * Returns: (transfer full): what the file holds
 */
RepriseDocument *
reprise_document_read (RepriseChunkFunc next_chunk,
                       gpointer source,
                       const RepriseDocumentWatcher *watcher,
                       GError **error)
{
  g_autoptr (RepriseDocument) document = g_new0 (RepriseDocument, 1);
  g_auto (RepriseDocumentSum) sum = { 0 };
  g_autoptr (RepriseJsonTokenizer) tokenizer = NULL;
  RepriseSavedAccountScan scan = { .sum = &sum, .watcher = watcher, .document = document };

  g_return_val_if_fail (next_chunk != NULL, NULL);

  document->problems = g_ptr_array_new_with_free_func (g_free);
  reprise_document_sum_init (&sum, next_chunk, source);
  tokenizer =
      reprise_json_tokenizer_new (reprise_document_sum_next_chunk, &sum, REPRISE_JSON_REPAIR);
  scan.tokenizer = tokenizer;
  read_document (&scan);
  judge (&scan);
  if (scan.fatal == NULL)
    return g_steal_pointer (&document);
  g_propagate_error (error, g_steal_pointer (&scan.fatal));
  return NULL;
}

/**
 * reprise_document_free:
 * @self: (transfer full): a document
 */
void
reprise_document_free (RepriseDocument *self)
{
  g_clear_pointer (&self->account, reprise_saved_account_free);
  g_clear_pointer (&self->stanzas, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_error (&self->cut);
  g_free (self);
}
