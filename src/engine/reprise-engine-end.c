/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether a restore to the latest point got there. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "base/reprise-instant.h"
#include "base/reprise-wal.h"
#include "engine/reprise-engine-error.h"

#include <string.h>

static char *
describe_instant (RepriseInstant instant)
{
  if (instant == REPRISE_INSTANT_NONE)
    return g_strdup ("an unknown time");
  return reprise_instant_format (instant, REPRISE_INSTANT_MICROSECONDS);
}

/* The segment that recovery read last: a timeline that was left exactly at the start of a segment
 * ended with the one before. */
static gboolean
find_last_read (const RepriseRecoveryOutcome *outcome, RepriseWalSegment *segment)
{
  return outcome->end_lsn > 0 && reprise_wal_containing (outcome->end_timeline,
                                                         outcome->end_lsn - 1,
                                                         REPRISE_WAL_DEFAULT_SEGMENT_SIZE,
                                                         segment);
}

/* The archive's newest segment, where it lies beyond what was read on the same timeline. */
static const char *
find_beyond (GPtrArray *segments, const RepriseWalSegment *last_read)
{
  const char *newest = segments->len == 0 ? NULL : g_ptr_array_index (segments, segments->len - 1);
  RepriseWalSegment segment;
  gint64 distance = 0;

  if (newest == NULL || !reprise_wal_parse (newest, &segment) ||
      !reprise_wal_distance (last_read, &segment, REPRISE_WAL_DEFAULT_SEGMENT_SIZE, &distance))
    return NULL;
  return distance > 0 ? newest : NULL;
}

static char *
name_next (const RepriseWalSegment *segment)
{
  RepriseWalSegment next;

  if (!reprise_wal_next (segment, REPRISE_WAL_DEFAULT_SEGMENT_SIZE, &next))
    return NULL;
  return reprise_wal_format (&next);
}

/**
 * reprise_engine_restore_check_end:
 * @outcome: where recovery ended
 *
 * PostgreSQL takes a segment that cannot be read for the end of the archive, and promotes without a
 * word. Only a look at what the archive holds beyond tells that a restore to the latest point is
 * not one.
 *
 * Returns: %FALSE with an error that has the segment and the instants, where the archive goes on
 */
gboolean
reprise_engine_restore_check_end (const RepriseEngineTools *tools,
                                  const RepriseEngineRestore *restore,
                                  const RepriseRecoveryOutcome *outcome,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autofree char *path = reprise_engine_repository_path (tools,
                                                          restore->source_database_id,
                                                          restore->source_repository_id,
                                                          restore->source_node_name);
  g_autoptr (GPtrArray) segments = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *newest = NULL;
  const char *beyond;
  RepriseWalSegment last_read;

  if (strcmp (restore->recovery.type, "default") != 0 || !find_last_read (outcome, &last_read))
    return TRUE;
  segments = reprise_pgbackrest_list_archive (tools->pgbackrest, path, NULL, cancellable, error);
  if (segments == NULL)
    return FALSE;
  beyond = find_beyond (segments, &last_read);
  if (beyond == NULL)
    return TRUE;

  missing = name_next (&last_read);
  ended = describe_instant (outcome->end_instant);
  newest = describe_instant (
      reprise_window_scanner_newest_commit (tools->scanner, path, segments, cancellable));
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_RECOVERY_FAILED,
               "Recovery to the latest point ended early: WAL segment %s is missing from the "
               "archive or cannot be read. The database is whole as of %s; the archive goes on to "
               "segment %s, with transactions up to %s",
               missing,
               ended,
               beyond,
               newest);
  return FALSE;
}
