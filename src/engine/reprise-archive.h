/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which WAL segments an archive has, and where one is missing. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *reprise_archive_parse_listing (GBytes *listing, const char *archive_id);
gboolean reprise_archive_find (GPtrArray *segments, const char *segment, guint *position);
gboolean reprise_archive_has_range (GPtrArray *segments,
                                    const char *first,
                                    const char *last,
                                    guint64 segment_bytes);
char *reprise_archive_contiguous_end (GPtrArray *segments,
                                      const char *from,
                                      guint64 segment_bytes,
                                      char **first_missing);

G_END_DECLS
