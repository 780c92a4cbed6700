/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds the backups of an inventory by their labels, each once. */

#include "config.h"

#include "restore/reprise-label-index.h"

#define BLOCK_BYTES (64 * 1024)

/* In a chain of positions: the end of it. */
#define NO_POSITION G_MAXUINT

struct _RepriseLabelIndex
{
  GStringChunk *labels;
  GHashTable *first; /* label to its first position left + 1 */
  GArray *next;      /* guint: by position, the next one with the same label */
};

static guint
get_next (RepriseLabelIndex *self, guint position)
{
  return g_array_index (self->next, guint, position);
}

static void
prepend (RepriseLabelIndex *self, const char *label, guint position)
{
  gpointer key, first;

  if (!g_hash_table_lookup_extended (self->first, label, &key, &first))
    {
      key = g_string_chunk_insert (self->labels, label);
      first = NULL;
    }
  g_array_index (self->next, guint, position) =
      first == NULL ? NO_POSITION : GPOINTER_TO_UINT (first) - 1;
  g_hash_table_insert (self->first, key, GUINT_TO_POINTER (position + 1));
}

/**
 * reprise_label_index_new:
 * @inventory: an inventory
 *
 * Returns: (transfer full): an index of all its backups
 */
RepriseLabelIndex *
reprise_label_index_new (RepriseInventory *inventory)
{
  GListModel *backups = reprise_inventory_get_backups (inventory);
  g_autoptr (RepriseBackupReader) reader = reprise_backup_list_read (REPRISE_BACKUP_LIST (backups));
  guint n_backups = reprise_inventory_get_n_backups (inventory);
  RepriseLabelIndex *self = g_new0 (RepriseLabelIndex, 1);

  self->labels = g_string_chunk_new (BLOCK_BYTES);
  self->first = g_hash_table_new (g_str_hash, g_str_equal);
  self->next = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_backups);
  g_array_set_size (self->next, n_backups);
  /* The last one first, so that each chain goes the way of the list. */
  for (guint i = n_backups; i > 0; i--)
    {
      const char *label = reprise_backup_reader_read (reader, i - 1)->label;

      prepend (self, label == NULL ? "" : label, i - 1);
    }
  return self;
}

/**
 * reprise_label_index_free:
 * @self: (nullable) (transfer full): an index
 */
void
reprise_label_index_free (RepriseLabelIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->first);
  g_string_chunk_free (self->labels);
  g_array_unref (self->next);
  g_free (self);
}

/**
 * reprise_label_index_take:
 * @self: an index
 * @label: (nullable): the label of a backup
 * @position: (out): where the first backup with that label is that is left; untouched where there
 *   is none
 *
 * Takes that backup out of the index.
 *
 * Returns: whether there is one
 */
gboolean
reprise_label_index_take (RepriseLabelIndex *self, const char *label, guint *position)
{
  gpointer key, first;
  guint next;

  if (!g_hash_table_lookup_extended (self->first, label == NULL ? "" : label, &key, &first))
    return FALSE;
  *position = GPOINTER_TO_UINT (first) - 1;
  next = get_next (self, *position);
  if (next == NO_POSITION)
    g_hash_table_remove (self->first, key);
  else
    g_hash_table_insert (self->first, key, GUINT_TO_POINTER (next + 1));
  return TRUE;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const guint *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

/**
 * reprise_label_index_get_left:
 * @self: an index
 * @positions: (element-type guint): an empty array, for the positions of the backups that were not
 *   taken out, in the inventory's order
 */
void
reprise_label_index_get_left (RepriseLabelIndex *self, GArray *positions)
{
  GHashTableIter iter;
  gpointer first;

  g_hash_table_iter_init (&iter, self->first);
  while (g_hash_table_iter_next (&iter, NULL, &first))
    for (guint position = GPOINTER_TO_UINT (first) - 1; position != NO_POSITION;
         position = get_next (self, position))
      g_array_append_val (positions, position);
  g_array_sort (positions, compare_positions);
}
