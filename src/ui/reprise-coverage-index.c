/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a recovery window in the order of time. */

#include "config.h"

#include "ui/reprise-coverage-index.h"

/* That page checksums are not reported is the rule with some services, and is said in words only.
 */
#define DRAWN_DOUBTS (~(guint) REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN)

static RepriseCoverageState
get_state (RepriseBackupDoubts doubts)
{
  if ((doubts & REPRISE_BACKUP_DOUBTS_UNUSABLE) != 0)
    return REPRISE_COVERAGE_UNUSABLE;
  return (doubts & DRAWN_DOUBTS) != 0 ? REPRISE_COVERAGE_DOUBTFUL : REPRISE_COVERAGE_GOOD;
}

/**
 * reprise_coverage_index_new:
 * @window: a recovery window
 *
 * Returns: (transfer full): its backups in the order of time
 */
RepriseCoverageIndex *
reprise_coverage_index_new (RepriseRestoreWindow *window)
{
  RepriseCoverageIndex *self = g_new0 (RepriseCoverageIndex, 1);
  gsize n_stops;
  const RepriseWindowStop *stops = reprise_restore_window_get_stops (window, &n_stops);

  self->marks = g_new (RepriseCoverageMark, n_stops);
  for (gsize i = 0; i < n_stops; i++)
    {
      RepriseCoverageMark *mark = &self->marks[self->n_marks++];

      mark->stop = stops[i].stop;
      mark->position = stops[i].position;
      mark->backup_type = stops[i].backup_type;
      mark->state =
          get_state (reprise_restore_window_get_backup_doubts (window, stops[i].position));
      self->n_of_type[mark->backup_type]++;
    }
  return self;
}

/**
 * reprise_coverage_index_free:
 * @self: (transfer full): an index
 */
void
reprise_coverage_index_free (RepriseCoverageIndex *self)
{
  g_free (self->marks);
  g_free (self);
}

/**
 * reprise_coverage_index_find_first:
 * @self: an index
 * @instant: an instant
 *
 * Returns: the first mark of a backup that ended at @instant or later, or the number of marks
 */
guint
reprise_coverage_index_find_first (const RepriseCoverageIndex *self, RepriseInstant instant)
{
  guint low = 0;
  guint high = self->n_marks;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->marks[middle].stop < instant)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * reprise_coverage_index_find_position:
 * @self: an index
 * @stop: when a backup ended
 * @position: its place in the inventory
 * @mark: (out): its mark; untouched where it has none
 *
 * Returns: whether it has one
 */
gboolean
reprise_coverage_index_find_position (const RepriseCoverageIndex *self,
                                      RepriseInstant stop,
                                      guint position,
                                      guint *mark)
{
  for (guint i = reprise_coverage_index_find_first (self, stop);
       i < self->n_marks && self->marks[i].stop == stop;
       i++)
    if (self->marks[i].position == position)
      {
        *mark = i;
        return TRUE;
      }
  return FALSE;
}
