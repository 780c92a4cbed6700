/* SPDX-License-Identifier: GPL-3.0-or-later
 * A saved inventory, or a document of pgBackRest, as a backend that nothing can be sent to. */

#pragma once

#include "restore/reprise-backend.h"
#include "wire/reprise-document.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_FILE_BACKEND (reprise_file_backend_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFileBackend, reprise_file_backend, REPRISE, FILE_BACKEND, GObject)

/**
 * RepriseFileWatcher:
 * @progress: (nullable): called while it is opened with how many bytes have been read, and of how
 *   many, or -1
 * @progress_data: given to @progress
 *
 * Who shows a file while it is read. A document of pgBackRest then is there with its first stanza,
 * which has no name before all of its backups have been read: see
 * #RepriseFileBackend::databases-changed.
 */
typedef struct
{
  GFileProgressCallback progress;
  gpointer progress_data;
} RepriseFileWatcher;

void reprise_file_backend_open_async (GFile *file,
                                      const RepriseFileWatcher *watcher,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void reprise_file_backend_open_stream_async (GInputStream *stream,
                                             const char *title,
                                             const RepriseFileWatcher *watcher,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
RepriseFileBackend *reprise_file_backend_open_finish (GAsyncResult *result, GError **error);
const char *reprise_file_backend_get_source (RepriseFileBackend *self);
const char *reprise_file_backend_get_source_address (RepriseFileBackend *self);
gboolean reprise_file_backend_is_loading (RepriseFileBackend *self);
RepriseSeal reprise_file_backend_get_seal (RepriseFileBackend *self);
const char *const *reprise_file_backend_get_problems (RepriseFileBackend *self);

G_END_DECLS
