/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a table needs of each backup to sort and filter it. */

#include "config.h"

#include "ui/reprise-backup-keys.h"

#include <string.h>

#define TEXT_BLOCK_BYTES 65536
#define BLOCK_KEYS 4096

/* Few backups have a name. */
typedef struct
{
  const char **names; /* NULL where none in the block has one */
  RepriseBackupKey keys[BLOCK_KEYS];
} Block;

struct _RepriseBackupKeys
{
  GPtrArray *blocks; /* of Block; owned, unless it is frozen */
  guint length;
  GStringChunk *texts;
  gboolean borrows_labels;
  RepriseBackupKeys *origin; /* what a frozen one was made of, and what owns its blocks */
};

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->names);
  g_free (block);
}

static void
reprise_backup_keys_clear (gpointer data)
{
  RepriseBackupKeys *self = data;

  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->origin, reprise_backup_keys_unref);
}

/**
 * reprise_backup_keys_new:
 * @borrows_labels: whether labels stay where they are as long as anybody looks at the keys, and
 *   need not be copied
 *
 * Returns: (transfer full): no keys yet
 */
RepriseBackupKeys *
reprise_backup_keys_new (gboolean borrows_labels)
{
  RepriseBackupKeys *self = g_atomic_rc_box_new0 (RepriseBackupKeys);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->texts = g_string_chunk_new (TEXT_BLOCK_BYTES);
  self->borrows_labels = borrows_labels;
  return self;
}

/**
 * reprise_backup_keys_freeze:
 * @self: keys
 *
 * Returns: (transfer full): those that there are now; another thread may read them while more are
 *   added to @self
 */
RepriseBackupKeys *
reprise_backup_keys_freeze (RepriseBackupKeys *self)
{
  RepriseBackupKeys *frozen = g_atomic_rc_box_new0 (RepriseBackupKeys);

  frozen->blocks = g_ptr_array_sized_new (self->blocks->len);
  for (guint i = 0; i < self->blocks->len; i++)
    g_ptr_array_add (frozen->blocks, self->blocks->pdata[i]);
  frozen->length = self->length;
  frozen->origin = reprise_backup_keys_ref (self);
  return frozen;
}

/**
 * reprise_backup_keys_ref:
 * @self: keys
 *
 * Returns: (transfer full): the same
 */
RepriseBackupKeys *
reprise_backup_keys_ref (RepriseBackupKeys *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * reprise_backup_keys_unref:
 * @self: (transfer full): keys
 */
void
reprise_backup_keys_unref (RepriseBackupKeys *self)
{
  g_atomic_rc_box_release_full (self, reprise_backup_keys_clear);
}

/**
 * reprise_backup_keys_fold:
 * @text: text, of any encoding
 *
 * Returns: (transfer full): the same without what a search does not look at: case, and how a
 *   letter is composed; empty where it is not UTF-8
 */
char *
reprise_backup_keys_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal == NULL ? g_strdup ("") : g_utf8_casefold (normal, -1);
}

static guint32
mix (guint32 digest, guint64 value)
{
  return (digest ^ (guint32) (value ^ value >> 32)) * 16777619u;
}

static guint32
mix_list (guint32 digest, const char *const *list)
{
  for (; list != NULL && *list != NULL; list++)
    digest = mix (digest, g_str_hash (*list));
  return digest;
}

/* Of what may change while the label stays: annotations, and what was not known before. */
static guint32
digest_of (const RepriseBackupFields *fields)
{
  guint32 digest = 2166136261u;

  digest = mix (digest, (guint64) fields->started_at);
  digest = mix (digest, (guint64) fields->finished_at);
  digest = mix (digest, (guint64) fields->backup_size);
  digest = mix (digest, (guint64) fields->database_size);
  digest = mix (digest, (guint64) fields->error);
  digest = mix_list (digest, fields->error_list);
  return mix_list (digest, fields->annotations);
}

static Block *
get_block (RepriseBackupKeys *self, guint position)
{
  return g_ptr_array_index (self->blocks, position / BLOCK_KEYS);
}

static const char *
keep_label (RepriseBackupKeys *self, const char *label)
{
  if (label == NULL)
    return "";
  return self->borrows_labels ? label : g_string_chunk_insert (self->texts, label);
}

/* Who reads frozen keys sees either no names, or those of all the keys it has. */
static void
keep_name (RepriseBackupKeys *self, guint position, const char *name)
{
  Block *block = get_block (self, position);
  g_autofree char *folded = NULL;

  if (name == NULL || *name == '\0')
    return;
  folded = reprise_backup_keys_fold (name);
  if (block->names == NULL)
    g_atomic_pointer_set (&block->names, g_new0 (const char *, BLOCK_KEYS));
  block->names[position % BLOCK_KEYS] = g_string_chunk_insert (self->texts, folded);
}

/**
 * reprise_backup_keys_add:
 * @self: keys, not frozen
 * @fields: the next backup; copied, but for its label where that is borrowed
 */
void
reprise_backup_keys_add (RepriseBackupKeys *self, const RepriseBackupFields *fields)
{
  guint position = self->length;

  if (position % BLOCK_KEYS == 0)
    g_ptr_array_add (self->blocks, g_new0 (Block, 1));
  get_block (self, position)->keys[position % BLOCK_KEYS] = (RepriseBackupKey){
    .started_at = fields->started_at,
    .finished_at = fields->finished_at,
    .backup_size = fields->backup_size,
    .database_size = fields->database_size,
    .label = keep_label (self, fields->label),
    .digest = digest_of (fields),
    .backup_type = (guint8) fields->backup_type,
    .has_errors = fields->error == REPRISE_TRISTATE_YES,
  };
  keep_name (self, position, reprise_backup_fields_get_name (fields));
  self->length++;
}

/**
 * reprise_backup_keys_get_length:
 * @self: keys
 *
 * Returns: how many there are
 */
guint
reprise_backup_keys_get_length (RepriseBackupKeys *self)
{
  return self->length;
}

/**
 * reprise_backup_keys_get_memory:
 * @self: keys
 *
 * Returns: how many bytes they take, but for texts
 */
gsize
reprise_backup_keys_get_memory (RepriseBackupKeys *self)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];

      n_bytes += sizeof *block + (block->names == NULL ? 0 : BLOCK_KEYS * sizeof *block->names);
    }
  return n_bytes;
}

/**
 * reprise_backup_keys_get:
 * @self: keys
 * @position: a position below their number
 *
 * Returns: (transfer none): the key there
 */
const RepriseBackupKey *
reprise_backup_keys_get (RepriseBackupKeys *self, guint position)
{
  g_assert (position < self->length);
  return &get_block (self, position)->keys[position % BLOCK_KEYS];
}

/**
 * reprise_backup_keys_get_name:
 * @self: keys
 * @position: a position below their number
 *
 * Returns: (nullable): the name of the backup there as reprise_backup_keys_fold() gives it
 */
const char *
reprise_backup_keys_get_name (RepriseBackupKeys *self, guint position)
{
  const char **names;

  g_assert (position < self->length);
  names = g_atomic_pointer_get (&get_block (self, position)->names);
  return names == NULL ? NULL : names[position % BLOCK_KEYS];
}

/**
 * reprise_backup_keys_find:
 * @self: keys
 * @label: a label
 * @position: (out): where the first backup of that label is; untouched where there is none
 *
 * Returns: whether there is one
 */
gboolean
reprise_backup_keys_find (RepriseBackupKeys *self, const char *label, guint *position)
{
  for (guint i = 0; i < self->length; i++)
    if (strcmp (reprise_backup_keys_get (self, i)->label, label) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
