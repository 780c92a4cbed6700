/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether a restore to the latest point got there. */

#include "config.h"

#include "engine/reprise-restore-run.h"

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

static char *
dup_path (const RepriseRestoreRun *run)
{
  return reprise_engine_repository_path (run->tools,
                                         run->restore->source_database_id,
                                         run->restore->source_repository_id,
                                         run->restore->source_node_name);
}

static gboolean
goes_to_the_end (const RepriseRestoreRun *run)
{
  return strcmp (run->restore->recovery.type, "default") == 0;
}

/* reprise_restore_run_note_archive: where a restore to the latest point has to get to. A source
 * that goes on working archives further segments while others recover from it; none of those is
 * missed.
 */
gboolean
reprise_restore_run_note_archive (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (run);

  if (!goes_to_the_end (run))
    return TRUE;
  run->archived =
      reprise_pgbackrest_list_archive (run->tools->pgbackrest, path, NULL, cancellable, error);
  return run->archived != NULL;
}

/* reprise_restore_run_check_end: PostgreSQL takes a segment that cannot be read for the end of the
 * archive, and promotes without a word. Only a look at what the archive held beyond tells that a
 * restore to the latest point is not one: %FALSE with an error that has the segment and the
 * instants.
 */
gboolean
reprise_restore_run_check_end (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (run);
  g_autofree char *missing = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *newest = NULL;
  const char *beyond;
  RepriseWalSegment last_read;

  if (!goes_to_the_end (run) || !find_last_read (&run->outcome, &last_read))
    return TRUE;
  beyond = find_beyond (run->archived, &last_read);
  if (beyond == NULL)
    return TRUE;

  missing = name_next (&last_read);
  ended = describe_instant (run->outcome.end_instant);
  newest = describe_instant (
      reprise_window_scanner_newest_commit (run->tools->scanner, path, run->archived, cancellable));
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
