/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sum of what has been read of a file so far. */

#include "config.h"

#include "wire/reprise-document-seal-private.h"

#include <string.h>

/* A file of less is summed up where it is read. */
#define ALONE_BYTES (1024 * 1024)

/* How many chunks the sum may be behind the reading. */
#define N_BLOCKS 4

/* A copy of a chunk, on its way to the thread; without bytes it is the end. */
typedef struct
{
  guchar *bytes;
  gsize size; /* allocated */
  gsize length;
} Block;

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->bytes);
  g_free (block);
}

/* Has the checksum to itself until it is joined. */
static gpointer
add_up (gpointer data)
{
  RepriseDocumentSum *self = data;

  for (;;)
    {
      Block *block = g_async_queue_pop (self->full);

      if (block->length == 0)
        {
          block_free (block);
          return NULL;
        }
      g_checksum_update (self->checksum, block->bytes, (gssize) block->length);
      g_async_queue_push (self->empty, block);
    }
}

static void
start_thread (RepriseDocumentSum *self)
{
  self->full = g_async_queue_new_full (block_free);
  self->empty = g_async_queue_new_full (block_free);
  for (guint i = 0; i < N_BLOCKS; i++)
    g_async_queue_push (self->empty, g_new0 (Block, 1));
  self->thread = g_thread_new ("reprise-sum", add_up, self);
}

static void
stop_thread (RepriseDocumentSum *self)
{
  if (self->thread == NULL)
    return;
  g_async_queue_push (self->full, g_new0 (Block, 1));
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->full, g_async_queue_unref);
  g_clear_pointer (&self->empty, g_async_queue_unref);
}

static void
add_bytes (RepriseDocumentSum *self, const char *bytes, gsize length)
{
  Block *block;

  if (length == 0)
    return;
  if (self->thread == NULL)
    {
      g_checksum_update (self->checksum, (const guchar *) bytes, (gssize) length);
      return;
    }
  block = g_async_queue_pop (self->empty);
  if (block->size < length)
    {
      block->bytes = g_realloc (block->bytes, length);
      block->size = length;
    }
  memcpy (block->bytes, bytes, length);
  block->length = length;
  g_async_queue_push (self->full, block);
}

/**
 * reprise_document_sum_init:
 * @self: memory for a sum
 * @next_chunk: where the file comes from
 * @source: given to @next_chunk
 */
void
reprise_document_sum_init (RepriseDocumentSum *self, RepriseChunkFunc next_chunk, gpointer source)
{
  *self = (RepriseDocumentSum){ .next_chunk = next_chunk, .source = source };
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

/**
 * reprise_document_sum_clear:
 * @self: a sum that is not needed any more
 */
void
reprise_document_sum_clear (RepriseDocumentSum *self)
{
  stop_thread (self);
  g_clear_pointer (&self->checksum, g_checksum_free);
}

/**
 * reprise_document_sum_next_chunk:
 * @self: a #RepriseDocumentSum
 * @chunk: (out): the next bytes
 * @error: return location for what the source says
 *
 * A #RepriseChunkFunc. A chunk is added when the next one is asked for, as only then it is known
 * that the sum does not end within it.
 *
 * Returns: as the source does
 */
gssize
reprise_document_sum_next_chunk (gpointer self, const char **chunk, GError **error)
{
  RepriseDocumentSum *sum = self;
  gssize length;

  if (!sum->is_finished)
    add_bytes (sum, sum->chunk, sum->length);
  sum->offset += sum->length;
  if (!sum->is_finished && sum->thread == NULL && sum->offset >= ALONE_BYTES)
    start_thread (sum);
  sum->length = 0;
  length = sum->next_chunk (sum->source, chunk, error);
  if (length > 0)
    {
      sum->chunk = *chunk;
      sum->length = (gsize) length;
    }
  return length;
}

/**
 * reprise_document_sum_finish:
 * @self: a sum, not finished
 * @offset: where in the file it ends, within the current chunk
 *
 * Returns: (transfer none): the SHA-256 of all bytes before @offset, in lower-case hexadecimal
 */
const char *
reprise_document_sum_finish (RepriseDocumentSum *self, guint64 offset)
{
  g_assert (offset >= self->offset && offset - self->offset <= self->length);

  add_bytes (self, self->chunk, (gsize) (offset - self->offset));
  stop_thread (self);
  self->is_finished = TRUE;
  return g_checksum_get_string (self->checksum);
}
