/* SPDX-License-Identifier: GPL-3.0-or-later
 * An archive of WAL segments whose transactions are made up. */

#pragma once

#include "engine/reprise-segment-reader.h"
#include "support/reprise-fake-runner.h"

G_BEGIN_DECLS

typedef struct _RepriseFakeArchive RepriseFakeArchive;

RepriseFakeArchive *reprise_fake_archive_new (void);
void reprise_fake_archive_free (RepriseFakeArchive *self);
void reprise_fake_archive_add (RepriseFakeArchive *self, const char *segment, const char *dump);
RepriseFakeRunner *reprise_fake_archive_get_runner (RepriseFakeArchive *self);
RepriseSegmentReader *reprise_fake_archive_get_reader (RepriseFakeArchive *self);
GPtrArray *reprise_fake_archive_get_segments (RepriseFakeArchive *self);
gboolean reprise_fake_archive_is_clean (RepriseFakeArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseFakeArchive, reprise_fake_archive_free)

/* A line of a dump: a transaction that ended at a time of 2026-11-23. */
#define REPRISE_FAKE_COMMIT(lsn, time)                                                             \
  "rmgr: Transaction len (rec/tot):     46/    46, tx:        726, lsn: " lsn                      \
  ", prev 0/04000028, desc: COMMIT 2026-11-23 " time " UTC\n"

G_END_DECLS
