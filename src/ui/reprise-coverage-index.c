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
  const guint8 *doubts = reprise_restore_window_get_all_doubts (window);

  self->window = g_object_ref (window);
  self->n_marks = (guint) n_stops;
  for (gsize i = 0; i < n_stops; i++)
    {
      self->n_of_type[stops[i].backup_type]++;
      self->n_of_state[get_state (doubts[stops[i].position])]++;
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
  g_object_unref (self->window);
  g_free (self);
}

/**
 * reprise_coverage_index_get:
 * @self: an index
 * @mark: a number below that of its marks
 *
 * Returns: that mark; they are in the order of time, the oldest first
 */
RepriseCoverageMark
reprise_coverage_index_get (const RepriseCoverageIndex *self, guint mark)
{
  gsize n_stops;
  const RepriseWindowStop *stop = &reprise_restore_window_get_stops (self->window, &n_stops)[mark];

  g_assert (mark < n_stops);
  return (RepriseCoverageMark){
    .stop = stop->stop,
    .position = stop->position,
    .backup_type = stop->backup_type,
    .state = get_state (reprise_restore_window_get_all_doubts (self->window)[stop->position]),
  };
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

      if (reprise_coverage_index_get (self, middle).stop < instant)
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
  for (guint i = reprise_coverage_index_find_first (self, stop); i < self->n_marks; i++)
    {
      RepriseCoverageMark found = reprise_coverage_index_get (self, i);

      if (found.stop != stop)
        return FALSE;
      if (found.position != position)
        continue;
      *mark = i;
      return TRUE;
    }
  return FALSE;
}
