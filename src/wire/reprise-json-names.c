/* SPDX-License-Identifier: GPL-3.0-or-later
 * The names that one object has had so far, to notice those that come twice. */

#include "config.h"

#include "wire/reprise-json-names-private.h"

#include <string.h>

/* What one object may make us remember: no document of ours comes near. */
#define MAX_NAMES 1024
#define MAX_TEXTS (64 * 1024)

typedef struct
{
  guint32 hash;
  guint32 length;
  guint32 offset; /* in the texts */
} Entry;

/**
 * reprise_json_names_init:
 * @self: memory for names
 */
void
reprise_json_names_init (RepriseJsonNames *self)
{
  self->count = 0;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->texts = g_string_new (NULL);
}

/**
 * reprise_json_names_clear:
 * @self: names that are not needed any more
 */
void
reprise_json_names_clear (RepriseJsonNames *self)
{
  g_clear_pointer (&self->entries, g_array_unref);
  g_string_free (self->texts, TRUE);
  self->texts = NULL;
}

/**
 * reprise_json_names_reset:
 * @self: names
 *
 * Begins another object.
 */
void
reprise_json_names_reset (RepriseJsonNames *self)
{
  self->count = 0;
  g_array_set_size (self->entries, 0);
  g_string_truncate (self->texts, 0);
}

static guint32
hash_name (const char *name, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) name[i]) * 16777619u;
  return hash;
}

/**
 * reprise_json_names_add:
 * @self: names
 * @name: the next one
 * @length: its length in bytes
 *
 * Of an object with more than a thousand names the rest are not remembered, and then not noticed.
 *
 * Returns: whether it is new
 */
gboolean
reprise_json_names_add (RepriseJsonNames *self, const char *name, gsize length)
{
  Entry entry = { .hash = hash_name (name, length),
                  .length = (guint32) length,
                  .offset = (guint32) self->texts->len };
  const Entry *entries = (const Entry *) (gpointer) self->entries->data;

  for (guint i = 0; i < self->count; i++)
    if (entries[i].hash == entry.hash && entries[i].length == entry.length &&
        memcmp (self->texts->str + entries[i].offset, name, length) == 0)
      return FALSE;
  if (self->count == MAX_NAMES || self->texts->len + length > MAX_TEXTS)
    return TRUE;
  g_array_append_val (self->entries, entry);
  g_string_append_len (self->texts, name, (gssize) length);
  self->count++;
  return TRUE;
}
