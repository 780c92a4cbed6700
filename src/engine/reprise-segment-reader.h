/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads archived WAL segments of any repository. */

#pragma once

#include "base/reprise-instant.h"
#include "engine/reprise-pgbackrest.h"

G_BEGIN_DECLS

/**
 * RepriseSegmentRequest:
 * @repository_path: the repository's directory
 * @system_id: the database system that the repository is of
 * @segment: the name of an archived segment
 * @from_lsn: records that start before it do not count
 */
typedef struct
{
  const char *repository_path;
  guint64 system_id;
  const char *segment;
  guint64 from_lsn;
} RepriseSegmentRequest;

/**
 * RepriseSegmentContents:
 * @is_readable: whether the archive gave the segment out
 * @n_bytes: its size
 * @newest_end: the latest time at which a transaction in it ended, or %REPRISE_INSTANT_NONE
 */
typedef struct
{
  gboolean is_readable;
  guint64 n_bytes;
  RepriseInstant newest_end;
} RepriseSegmentContents;

#define REPRISE_TYPE_SEGMENT_READER (reprise_segment_reader_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSegmentReader,
                      reprise_segment_reader,
                      REPRISE,
                      SEGMENT_READER,
                      GObject)

RepriseSegmentReader *reprise_segment_reader_new (ReprisePgBackRest *pgbackrest,
                                                  RepriseRunner *runner,
                                                  const char *bin_directory,
                                                  int postgres_major,
                                                  const char *scratch_directory);
void reprise_segment_reader_offer_control_file (RepriseSegmentReader *self, const char *path);
gboolean reprise_segment_reader_read (RepriseSegmentReader *self,
                                      const RepriseSegmentRequest *request,
                                      RepriseSegmentContents *contents,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
