/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sum of what has been read of a file so far. */

#pragma once

#include "wire/reprise-document.h"

G_BEGIN_DECLS

/**
 * RepriseDocumentSum:
 *
 * Stands between the source of a file and who reads it, and adds up the bytes as they pass.
 */
typedef struct
{
  RepriseChunkFunc next_chunk;
  gpointer source;
  GChecksum *checksum;
  const char *chunk; /* owned by the source */
  gsize length;
  guint64 offset; /* of the chunk in the file */
  gboolean is_finished;

  /* For a file that is not small, on another thread: the sum takes as long as the reading. */
  GThread *thread;
  GAsyncQueue *full;
  GAsyncQueue *empty;
} RepriseDocumentSum;

void
reprise_document_sum_init (RepriseDocumentSum *self, RepriseChunkFunc next_chunk, gpointer source);
void reprise_document_sum_clear (RepriseDocumentSum *self);
gssize reprise_document_sum_next_chunk (gpointer self, const char **chunk, GError **error);
const char *reprise_document_sum_finish (RepriseDocumentSum *self, guint64 offset);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepriseDocumentSum, reprise_document_sum_clear)

G_END_DECLS
