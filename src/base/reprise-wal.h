/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names of WAL segments and positions in the WAL. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPRISE_WAL_DEFAULT_SEGMENT_SIZE G_GUINT64_CONSTANT (16777216)

/**
 * RepriseWalSegment:
 * @timeline: the timeline, from 1
 * @log: the upper half of the position in units of 4 GiB
 * @segment: the number of the segment within @log
 *
 * One file of the WAL archive, named by 24 hexadecimal digits.
 */
typedef struct
{
  guint32 timeline;
  guint32 log;
  guint32 segment;
} RepriseWalSegment;

gboolean reprise_wal_parse (const char *name, RepriseWalSegment *segment);
char *reprise_wal_format (const RepriseWalSegment *segment);
int reprise_wal_compare (const RepriseWalSegment *a, const RepriseWalSegment *b);
gboolean
reprise_wal_next (const RepriseWalSegment *segment, guint64 segment_size, RepriseWalSegment *next);
gboolean reprise_wal_distance (const RepriseWalSegment *from,
                               const RepriseWalSegment *to,
                               guint64 segment_size,
                               gint64 *n_segments);
gboolean reprise_wal_containing (guint32 timeline,
                                 guint64 lsn,
                                 guint64 segment_size,
                                 RepriseWalSegment *segment);

gboolean reprise_lsn_parse (const char *text, guint64 *lsn);
char *reprise_lsn_format (guint64 lsn);

G_END_DECLS
