/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where the cursor is in a recovery window. */

#include "config.h"

#include "ui/reprise-coverage-view-private.h"

#include "restore/reprise-window-words.h"

static void
put_cursor (RepriseCoverageView *self, RepriseInstant instant, gint64 mark)
{
  self->cursor = CLAMP (instant, self->limits.start, self->limits.end);
  self->cursor_mark = mark;
}

void
reprise_coverage_view_put_cursor_at_mark (RepriseCoverageView *self, gint64 mark)
{
  put_cursor (self, reprise_coverage_view_get_mark (self, mark).stop, mark);
}

/**
 * reprise_coverage_view_get_cursor:
 * @self: a view
 *
 * Returns: the instant that the cursor is at, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_coverage_view_get_cursor (RepriseCoverageView *self)
{
  return self->cursor;
}

/**
 * reprise_coverage_view_point_at:
 * @self: a view
 * @x: pixels from the left
 * @y: pixels from the top
 *
 * Puts the cursor at the mark of a backup where one is there, and else at the instant.
 */
void
reprise_coverage_view_point_at (RepriseCoverageView *self, double x, double y)
{
  guint mark;

  if (!reprise_coverage_view_has_scene (self))
    return;
  if (reprise_coverage_scene_find_mark (&self->scene, x, y, &mark))
    reprise_coverage_view_put_cursor_at_mark (self, mark);
  else
    put_cursor (self, reprise_time_scale_to_instant (&self->scene.scale, x), NO_MARK);
}

/**
 * reprise_coverage_view_is_at_backup:
 * @self: a view
 *
 * Returns: whether the cursor is at a backup and not just at an instant
 */
gboolean
reprise_coverage_view_is_at_backup (RepriseCoverageView *self)
{
  return self->cursor_mark != NO_MARK;
}

/**
 * reprise_coverage_view_is_at_selected:
 * @self: a view
 *
 * Returns: whether the cursor is at the backup that is selected
 */
gboolean
reprise_coverage_view_is_at_selected (RepriseCoverageView *self)
{
  return self->cursor_mark != NO_MARK && self->cursor_mark == self->selected_mark;
}

/**
 * reprise_coverage_view_dup_label_at_cursor:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the label of the backup that the cursor is at
 */
char *
reprise_coverage_view_dup_label_at_cursor (RepriseCoverageView *self)
{
  g_autoptr (RepriseBackup) backup = NULL;

  if (self->cursor_mark == NO_MARK)
    return NULL;
  backup = reprise_inventory_get_backup (reprise_restore_window_get_inventory (self->window),
                                         reprise_coverage_view_get_mark (self, self->cursor_mark)
                                             .position);
  return g_strdup (reprise_backup_get_label (backup));
}

/**
 * reprise_coverage_view_rest:
 * @self: a view
 *
 * Takes the cursor back to the backup that is selected, or away where none is.
 */
void
reprise_coverage_view_rest (RepriseCoverageView *self)
{
  self->cursor = REPRISE_INSTANT_NONE;
  self->cursor_mark = NO_MARK;
  if (self->selected_mark != NO_MARK)
    reprise_coverage_view_put_cursor_at_mark (self, self->selected_mark);
}

/* Only where that very instant is proven, it may have a fraction of a second that nobody typed.
 * What is not proven begins with a whole second, so that this never leaves it. */
static RepriseInstant
settle (RepriseCoverageView *self, RepriseInstant instant)
{
  return reprise_restore_window_judge (self->window, instant, FALSE) == REPRISE_REACH_PROVEN
             ? instant
             : reprise_instant_floor_second (instant);
}

static void
go_to (RepriseCoverageView *self, RepriseInstant instant)
{
  put_cursor (self, instant, NO_MARK);
  reprise_time_scale_reveal (&self->scene.scale, &self->limits, self->cursor);
}

/**
 * reprise_coverage_view_go_to_earliest:
 * @self: a view
 *
 * Puts the cursor at the first instant that may be restored to, or at the beginning.
 */
void
reprise_coverage_view_go_to_earliest (RepriseCoverageView *self)
{
  RepriseInstant first;

  if (!reprise_coverage_view_has_scene (self))
    return;
  first = reprise_restore_window_get_first (self->window);
  go_to (self, first != REPRISE_INSTANT_NONE ? first : self->limits.start);
}

/**
 * reprise_coverage_view_go_to_latest:
 * @self: a view
 *
 * Puts the cursor at the last instant that may be restored to, a whole second unless it is proven,
 * or at the end.
 */
void
reprise_coverage_view_go_to_latest (RepriseCoverageView *self)
{
  gsize n_ranges;
  const RepriseWindowRange *ranges;

  if (!reprise_coverage_view_has_scene (self))
    return;
  ranges = reprise_restore_window_get_ranges (self->window, &n_ranges);
  go_to (self, n_ranges > 0 ? settle (self, ranges[n_ranges - 1].end - 1) : self->limits.end);
}

/**
 * reprise_coverage_view_start:
 * @self: a view
 *
 * Makes sure that there is a cursor to move.
 */
void
reprise_coverage_view_start (RepriseCoverageView *self)
{
  if (self->cursor == REPRISE_INSTANT_NONE)
    reprise_coverage_view_rest (self);
  if (self->cursor == REPRISE_INSTANT_NONE)
    reprise_coverage_view_go_to_latest (self);
}

/**
 * reprise_coverage_view_step:
 * @self: a view
 * @pixels: how far to move the cursor towards what is later
 */
void
reprise_coverage_view_step (RepriseCoverageView *self, int pixels)
{
  gint64 step;

  if (!reprise_coverage_view_has_scene (self))
    return;
  reprise_coverage_view_start (self);
  step = reprise_time_scale_get_step (&self->scene.scale);
  if (step >= REPRISE_INSTANT_SECOND)
    self->cursor = reprise_instant_floor_second (self->cursor);
  go_to (self, self->cursor + pixels * step);
}

static gint64
find_neighbour (RepriseCoverageView *self, int direction)
{
  guint after;

  if (self->cursor_mark != NO_MARK)
    return self->cursor_mark + direction;
  after = reprise_coverage_index_find_first (self->index, self->cursor);
  if (direction < 0)
    return (gint64) after - 1;
  return after < self->index->n_marks &&
                 reprise_coverage_view_get_mark (self, after).stop == self->cursor
             ? (gint64) after + 1
             : (gint64) after;
}

/**
 * reprise_coverage_view_step_backup:
 * @self: a view
 * @direction: 1 for the next backup, -1 for the one before
 *
 * Puts the cursor at it; stays where it is when there is no other. Selecting it is the caller's.
 */
void
reprise_coverage_view_step_backup (RepriseCoverageView *self, int direction)
{
  gint64 mark;

  if (!reprise_coverage_view_has_scene (self))
    return;
  reprise_coverage_view_start (self);
  mark = find_neighbour (self, direction);
  if (mark < 0 || mark >= (gint64) self->index->n_marks)
    return;
  reprise_coverage_view_put_cursor_at_mark (self, mark);
  reprise_time_scale_reveal (&self->scene.scale, &self->limits, self->cursor);
}

/**
 * reprise_coverage_view_get_target:
 * @self: a view
 *
 * Fractions of a second go to the service only where they are typed or proven.
 *
 * Returns: the instant that the cursor proposes to restore to, a whole second unless it is proven,
 * at a backup the first one that it serves; %REPRISE_INSTANT_NONE where none may be offered
 */
RepriseInstant
reprise_coverage_view_get_target (RepriseCoverageView *self)
{
  RepriseInstant target = self->cursor;

  if (!reprise_coverage_view_has_scene (self) || target == REPRISE_INSTANT_NONE)
    return REPRISE_INSTANT_NONE;
  if (self->cursor_mark != NO_MARK)
    target = reprise_instant_floor_second (target) + REPRISE_INSTANT_SECOND;
  if (!reprise_reach_may_be_offered (reprise_restore_window_judge (self->window, target, FALSE)))
    return REPRISE_INSTANT_NONE;
  return settle (self, target);
}
