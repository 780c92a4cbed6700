/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as a document of `pgbackrest info`. */

#include "config.h"

#include "fuzz-target.h"

#include "wire/reprise-document.h"
#include "wire/reprise-pgbackrest-info-codec.h"

#include "json-chunks.h"

static void
look_at_repository (const ReprisePgBackRestRepository *repository)
{
  g_autoptr (RepriseInventory) inventory =
                 reprise_pgbackrest_info_make_inventory (repository, NULL, "r", "d", "n1", NULL);

  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory),
                    ==,
                    g_list_model_get_n_items (G_LIST_MODEL (repository->backups)));
}

/* Each database of a repository has its own backups, and the repository has them all. */
static void
look_at_histories (const ReprisePgBackRestRepository *repository)
{
  guint n_backups = 0;

  for (guint i = 0; i < repository->histories->len; i++)
    {
      const ReprisePgBackRestHistory *history = repository->histories->pdata[i];

      n_backups += g_list_model_get_n_items (G_LIST_MODEL (history->backups));
    }
  g_assert_cmpuint (n_backups, ==, g_list_model_get_n_items (G_LIST_MODEL (repository->backups)));
}

/* What is told while the document is read. */
typedef struct
{
  guint n_stanzas;
  guint least_number; /* that the next stanza can have */
} Told;

static void
look_at_page (guint number,
              guint repository_key,
              RepriseInventory *page,
              guint n_backups,
              gpointer user_data)
{
  Told *told = user_data;

  g_assert_cmpuint (number, >=, told->least_number);
  g_assert_cmpuint (reprise_inventory_get_n_backups (page), >, 0);
  g_assert_cmpuint (reprise_inventory_get_n_backups (page), <=, n_backups);
}

static void
look_at_stanza (guint number, ReprisePgBackRestStanza *stanza, gpointer user_data)
{
  Told *told = user_data;

  g_assert_cmpuint (number, >=, told->least_number);
  told->least_number = number + 1;
  told->n_stanzas++;
}

static void
look_at_stanzas (GPtrArray *stanzas)
{
  for (guint i = 0; i < stanzas->len; i++)
    {
      const ReprisePgBackRestStanza *stanza = stanzas->pdata[i];

      for (guint j = 0; j < stanza->repositories->len; j++)
        {
          look_at_repository (stanza->repositories->pdata[j]);
          look_at_histories (stanza->repositories->pdata[j]);
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Chunks chunks = chunks_of ((const char *) data, size, size > 0 ? 1 + data[size / 2] : 1);
  Told told = { 0 };
  const RepriseDocumentWatcher watcher = { .stanza_page = look_at_page,
                                           .stanza = look_at_stanza,
                                           .user_data = &told };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL, strict_error = NULL;
  g_autoptr (GPtrArray) stanzas = reprise_pgbackrest_info_decode (bytes, NULL, &strict_error);
  g_autoptr (RepriseDocument) document =
                 reprise_document_read (fill_from_chunks, &chunks, &watcher, &error);

  g_free (chunks.copy);
  g_assert_true ((stanzas == NULL) == (strict_error != NULL));
  g_assert_true ((document == NULL) == (error != NULL));
  if (stanzas != NULL)
    look_at_stanzas (stanzas);
  if (document != NULL && document->stanzas != NULL)
    {
      g_assert_cmpuint (told.n_stanzas, <=, document->stanzas->len);
      look_at_stanzas (document->stanzas);
    }
  return 0;
}
