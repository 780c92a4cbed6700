/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sum of what has been read of a file so far. */

#include "config.h"

#include "wire/reprise-document-seal-private.h"

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

  if (!sum->is_finished && sum->length > 0)
    g_checksum_update (sum->checksum, (const guchar *) sum->chunk, (gssize) sum->length);
  sum->offset += sum->length;
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

  g_checksum_update (self->checksum,
                     (const guchar *) self->chunk,
                     (gssize) (offset - self->offset));
  self->is_finished = TRUE;
  return g_checksum_get_string (self->checksum);
}
