/* SPDX-License-Identifier: GPL-3.0-or-later
 * One look through the segments of an archive, from the end back. */

#pragma once

#include "engine/reprise-segment-reader.h"

G_BEGIN_DECLS

typedef struct _RepriseArchiveScan RepriseArchiveScan;

RepriseArchiveScan *reprise_archive_scan_new (RepriseSegmentReader *reader,
                                              const char *repository_path,
                                              guint64 system_id,
                                              GPtrArray *segments,
                                              GHashTable *known);
void reprise_archive_scan_free (RepriseArchiveScan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseArchiveScan, reprise_archive_scan_free)

guint64 reprise_archive_scan_read_segment_bytes (RepriseArchiveScan *self,
                                                 GCancellable *cancellable,
                                                 GError **error);
gboolean reprise_archive_scan_find_newest (RepriseArchiveScan *self,
                                           guint first,
                                           guint64 from_lsn,
                                           guint *end,
                                           RepriseInstant *newest,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean reprise_archive_scan_has_unreadable (RepriseArchiveScan *self);
GHashTable *reprise_archive_scan_get_contents (RepriseArchiveScan *self);
guint reprise_archive_scan_get_n_read (RepriseArchiveScan *self);

G_END_DECLS
