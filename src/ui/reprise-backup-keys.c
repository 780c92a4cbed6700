/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a table needs of each backup to sort and filter it. */

#include "config.h"

#include "ui/reprise-backup-keys.h"

#include <string.h>

#define TEXT_BLOCK_BYTES 65536

struct _RepriseBackupKeys
{
  GArray *keys; /* of RepriseBackupKey */
  GStringChunk *texts;
  GString *scratch;
};

static void
reprise_backup_keys_clear (gpointer data)
{
  RepriseBackupKeys *self = data;

  g_array_unref (self->keys);
  g_string_chunk_free (self->texts);
  g_string_free (self->scratch, TRUE);
}

/**
 * reprise_backup_keys_new:
 *
 * Returns: (transfer full): no keys yet
 */
RepriseBackupKeys *
reprise_backup_keys_new (void)
{
  RepriseBackupKeys *self = g_atomic_rc_box_new0 (RepriseBackupKeys);

  self->keys = g_array_new (FALSE, FALSE, sizeof (RepriseBackupKey));
  self->texts = g_string_chunk_new (TEXT_BLOCK_BYTES);
  self->scratch = g_string_new (NULL);
  return self;
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

static const char *
keep_texts (RepriseBackupKeys *self, const RepriseBackupFields *fields)
{
  const char *label = fields->label == NULL ? "" : fields->label;
  const char *name = reprise_backup_fields_get_name (fields);

  g_string_assign (self->scratch, label);
  g_string_append_c (self->scratch, '\0');
  if (name != NULL)
    {
      g_autofree char *folded = reprise_backup_keys_fold (name);

      g_string_append (self->scratch, folded);
    }
  return g_string_chunk_insert_len (self->texts, self->scratch->str, (gssize) self->scratch->len);
}

/**
 * reprise_backup_keys_add:
 * @self: keys
 * @fields: the next backup; copied
 */
void
reprise_backup_keys_add (RepriseBackupKeys *self, const RepriseBackupFields *fields)
{
  RepriseBackupKey key = {
    .started_at = fields->started_at,
    .finished_at = fields->finished_at,
    .backup_size = fields->backup_size,
    .database_size = fields->database_size,
    .label = keep_texts (self, fields),
    .digest = digest_of (fields),
    .backup_type = (guint8) fields->backup_type,
    .has_errors = fields->error == REPRISE_TRISTATE_YES,
  };

  g_array_append_val (self->keys, key);
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
  return self->keys->len;
}

/**
 * reprise_backup_keys_get:
 * @self: keys
 * @position: a position below their number
 *
 * Returns: (transfer none): the key there, until one is added
 */
const RepriseBackupKey *
reprise_backup_keys_get (RepriseBackupKeys *self, guint position)
{
  g_assert (position < self->keys->len);
  return &g_array_index (self->keys, RepriseBackupKey, position);
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
  for (guint i = 0; i < self->keys->len; i++)
    if (strcmp (g_array_index (self->keys, RepriseBackupKey, i).label, label) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
