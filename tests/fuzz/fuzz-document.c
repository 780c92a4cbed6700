/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as an inventory file: what could be read of it can be saved, and is then opened whole.
 */

#include "config.h"

#include "fuzz-target.h"

#include "support/reprise-random-account.h"
#include "wire/reprise-document.h"

#include "json-chunks.h"

static void
free_head (RepriseSavedAccount *account, gpointer user_data)
{
  reprise_saved_account_free (account);
}

static void
look_at_page (const char *repository_id,
              const char *node_name,
              RepriseInventory *page,
              guint n_backups,
              gpointer user_data)
{
  g_assert_cmpuint (reprise_inventory_get_n_backups (page), >, 0);
  g_assert_cmpuint (reprise_inventory_get_n_backups (page), <=, n_backups);
}

static void
look_at_inventory (const RepriseSavedInventory *saved, gpointer user_data)
{
  g_assert_nonnull (saved->problems);
}

static RepriseDocument *
read_bytes (const char *data, gsize size, gsize chunk_size, GError **error)
{
  const RepriseDocumentWatcher watcher = { .head = free_head,
                                           .page = look_at_page,
                                           .inventory = look_at_inventory };
  Chunks chunks = chunks_of (data, size, chunk_size);
  RepriseDocument *document = reprise_document_read (fill_from_chunks, &chunks, &watcher, error);

  g_free (chunks.copy);
  return document;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseDocument) document =
                 read_bytes ((const char *) data, size, size > 0 ? 1 + data[size / 2] : 1, &error);
  g_autoptr (RepriseDocument) again = NULL;
  g_autoptr (GBytes) saved = NULL, saved_again = NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL || document->account == NULL)
    return 0;
  saved = reprise_random_account_save (document->account);
  again = read_bytes (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved), 4096, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->seal, ==, REPRISE_SEAL_INTACT);
  g_assert_no_error (again->cut);
  saved_again = reprise_random_account_save (again->account);
  g_assert_true (g_bytes_equal (saved, saved_again));
  return 0;
}
