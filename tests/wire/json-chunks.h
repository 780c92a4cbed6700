/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents in memory, handed over in chunks of any size. */

#pragma once

#include "wire/reprise-json-tokenizer-private.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  const char *data;
  gsize length;
  gsize chunk_size;
  gsize given;
  char *copy;   /* the chunk that is out, in memory of its own, so that reading past it is seen */
  gsize repeat; /* how often the whole comes again */
  gboolean fails;
} Chunks;

static inline gssize
fill_from_chunks (gpointer source, const char **chunk, GError **error)
{
  Chunks *self = source;
  gsize length = MIN (self->chunk_size, self->length - self->given);

  g_clear_pointer (&self->copy, g_free);
  if (length == 0 && self->repeat > 0)
    {
      self->repeat--;
      self->given = 0;
      length = MIN (self->chunk_size, self->length);
    }
  if (length == 0 && self->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the disk is gone");
      return -1;
    }
  self->copy = g_memdup2 (self->data + self->given, length);
  self->given += length;
  *chunk = self->copy;
  return (gssize) length;
}

static inline Chunks
chunks_of (const char *data, gsize length, gsize chunk_size)
{
  return (Chunks){ .data = data, .length = length, .chunk_size = MAX (chunk_size, 1) };
}
