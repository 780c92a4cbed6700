/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which part of a recovery window is looked at. */

#include "config.h"

#include "ui/reprise-coverage-view-private.h"

#include "model/reprise-backup-list.h"
#include "ui/reprise-coverage-words.h"

/* What is shown of a node without backups. */
#define EMPTY_SPAN (G_GINT64_CONSTANT (86400) * REPRISE_INSTANT_SECOND)

/**
 * reprise_coverage_view_new:
 *
 * Returns: (transfer full): a view of nothing
 */
RepriseCoverageView *
reprise_coverage_view_new (void)
{
  RepriseCoverageView *self = g_new0 (RepriseCoverageView, 1);

  self->cursor = REPRISE_INSTANT_NONE;
  self->cursor_mark = NO_MARK;
  self->selected_mark = NO_MARK;
  reprise_coverage_layout_init (&self->scene.layout, 0);
  return self;
}

/**
 * reprise_coverage_view_free:
 * @self: (transfer full): a view
 */
void
reprise_coverage_view_free (RepriseCoverageView *self)
{
  g_clear_pointer (&self->index, reprise_coverage_index_free);
  g_clear_object (&self->window);
  g_clear_object (&self->zone);
  g_free (self->selected_label);
  g_free (self);
}

/* All that there is to see: from the first backup or stretch of time to the service's now, or to
 * the last backup where clocks disagree. */
static void
update_limits (RepriseCoverageView *self)
{
  RepriseInstant now = reprise_restore_window_get_service_now (self->window);
  gsize n_ranges;
  const RepriseWindowRange *ranges = reprise_restore_window_get_ranges (self->window, &n_ranges);

  self->limits.start = now - EMPTY_SPAN;
  self->limits.end = now;
  if (n_ranges > 0)
    self->limits.start = ranges[0].start;
  if (self->index->n_marks > 0)
    {
      RepriseInstant first = reprise_coverage_view_get_mark (self, 0).stop;

      self->limits.start = n_ranges > 0 ? MIN (self->limits.start, first) : first;
      self->limits.end =
          MAX (now, reprise_coverage_view_get_mark (self, self->index->n_marks - 1).stop);
    }
  if (self->limits.end - self->limits.start < REPRISE_INSTANT_SECOND)
    self->limits.start = self->limits.end - REPRISE_INSTANT_SECOND;
}

static void
find_selected_mark (RepriseCoverageView *self)
{
  RepriseBackupList *list;
  g_autoptr (RepriseBackup) backup = NULL;
  guint position, mark;

  self->selected_mark = NO_MARK;
  if (self->window == NULL || self->selected_label == NULL)
    return;
  list = REPRISE_BACKUP_LIST (
      reprise_inventory_get_backups (reprise_restore_window_get_inventory (self->window)));
  if (!reprise_backup_list_find (list, self->selected_label, &position))
    return;
  backup = g_list_model_get_item (G_LIST_MODEL (list), position);
  if (reprise_coverage_index_find_position (self->index,
                                            reprise_backup_get_finished_at (backup),
                                            position,
                                            &mark))
    self->selected_mark = mark;
}

/**
 * reprise_coverage_view_get_window:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is looked at
 */
RepriseRestoreWindow *
reprise_coverage_view_get_window (RepriseCoverageView *self)
{
  return self->window;
}

/**
 * reprise_coverage_view_set_window:
 * @self: a view
 * @window: (nullable): what is to be looked at
 *
 * Where all of the old one was seen, all of the new one is; where a part was, it stays, but for the
 * end that goes along with time.
 */
void
reprise_coverage_view_set_window (RepriseCoverageView *self, RepriseRestoreWindow *window)
{
  gboolean all =
      self->window == NULL || reprise_time_scale_is_all (&self->scene.scale, &self->limits);
  gboolean at_end = self->scene.scale.end == self->limits.end;

  g_set_object (&self->window, window);
  g_clear_pointer (&self->index, reprise_coverage_index_free);
  self->scene.window = window;
  self->scene.index = NULL;
  self->cursor_mark = NO_MARK;
  self->selected_mark = NO_MARK;
  if (window == NULL)
    {
      self->cursor = REPRISE_INSTANT_NONE;
      return;
    }
  self->scene.index = self->index = reprise_coverage_index_new (window);
  update_limits (self);
  if (all)
    self->scene.scale = self->limits;
  reprise_time_scale_move (&self->scene.scale, &self->limits, 0);
  if (at_end)
    reprise_time_scale_reveal (&self->scene.scale, &self->limits, self->limits.end);
  find_selected_mark (self);
  if (self->selected_mark != NO_MARK &&
      reprise_coverage_view_get_mark (self, self->selected_mark).stop == self->cursor)
    self->cursor_mark = self->selected_mark;
}

/**
 * reprise_coverage_view_get_zone:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the zone that times are shown in
 */
RepriseZone *
reprise_coverage_view_get_zone (RepriseCoverageView *self)
{
  return self->zone;
}

/**
 * reprise_coverage_view_set_zone:
 * @self: a view
 * @zone: (nullable): the zone that times are shown in
 */
void
reprise_coverage_view_set_zone (RepriseCoverageView *self, RepriseZone *zone)
{
  g_set_object (&self->zone, zone);
  self->scene.zone = zone;
}

/**
 * reprise_coverage_view_set_width:
 * @self: a view
 * @width: how many pixels there are
 */
void
reprise_coverage_view_set_width (RepriseCoverageView *self, double width)
{
  self->limits.width = width;
  self->scene.scale.width = width;
}

/**
 * reprise_coverage_view_set_line_height:
 * @self: a view
 * @line_height: how high a line of small text is
 */
void
reprise_coverage_view_set_line_height (RepriseCoverageView *self, int line_height)
{
  reprise_coverage_layout_init (&self->scene.layout, line_height);
}

/**
 * reprise_coverage_view_get_limits:
 * @self: a view
 *
 * Returns: (transfer none): all the time there is to see
 */
const RepriseTimeScale *
reprise_coverage_view_get_limits (RepriseCoverageView *self)
{
  return &self->limits;
}

/**
 * reprise_coverage_view_get_scene:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what there is to draw
 */
const RepriseCoverageScene *
reprise_coverage_view_get_scene (RepriseCoverageView *self)
{
  return reprise_coverage_view_has_scene (self) ? &self->scene : NULL;
}

/**
 * reprise_coverage_view_get_selected_label:
 * @self: a view
 *
 * Returns: (nullable): the label of the backup that is selected, in the window or not
 */
const char *
reprise_coverage_view_get_selected_label (RepriseCoverageView *self)
{
  return self->selected_label;
}

/**
 * reprise_coverage_view_select:
 * @self: a view
 * @label: (nullable): the label of a backup
 *
 * Brings it into view with the cursor at it, where the window has it.
 *
 * Returns: whether that was not selected already
 */
gboolean
reprise_coverage_view_select (RepriseCoverageView *self, const char *label)
{
  if (g_strcmp0 (self->selected_label, label) == 0)
    return FALSE;
  g_free (self->selected_label);
  self->selected_label = g_strdup (label);
  find_selected_mark (self);
  if (self->selected_mark != NO_MARK)
    {
      reprise_coverage_view_put_cursor_at_mark (self, self->selected_mark);
      reprise_time_scale_reveal (&self->scene.scale, &self->limits, self->cursor);
    }
  else
    reprise_coverage_view_rest (self);
  return TRUE;
}

/**
 * reprise_coverage_view_get_selected_mark:
 * @self: a view
 * @mark: (out): the backup that is selected; untouched where there is none
 *
 * Returns: whether there is one in the window
 */
gboolean
reprise_coverage_view_get_selected_mark (RepriseCoverageView *self, guint *mark)
{
  if (self->selected_mark == NO_MARK)
    return FALSE;
  *mark = (guint) self->selected_mark;
  return TRUE;
}

/**
 * reprise_coverage_view_can_zoom_in:
 * @self: a view
 *
 * Returns: whether there is more to see closer
 */
gboolean
reprise_coverage_view_can_zoom_in (RepriseCoverageView *self)
{
  return reprise_coverage_view_has_scene (self) &&
         self->scene.scale.end - self->scene.scale.start > REPRISE_TIME_SCALE_MIN_SPAN;
}

/**
 * reprise_coverage_view_can_zoom_out:
 * @self: a view
 *
 * Returns: whether there is more to see from farther away
 */
gboolean
reprise_coverage_view_can_zoom_out (RepriseCoverageView *self)
{
  return reprise_coverage_view_has_scene (self) &&
         !reprise_time_scale_is_all (&self->scene.scale, &self->limits);
}

/**
 * reprise_coverage_view_zoom_at:
 * @self: a view
 * @factor: how many times longer a pixel becomes
 * @x: what stays where it is, in pixels from the left
 */
void
reprise_coverage_view_zoom_at (RepriseCoverageView *self, double factor, double x)
{
  double share;

  if (!reprise_coverage_view_has_scene (self))
    return;
  share = CLAMP (x / self->scene.scale.width, 0.0, 1.0);
  reprise_time_scale_zoom (&self->scene.scale,
                           &self->limits,
                           factor,
                           self->scene.scale.start +
                               (gint64) (share * (double) (self->scene.scale.end -
                                                           self->scene.scale.start)));
}

/**
 * reprise_coverage_view_zoom:
 * @self: a view
 * @factor: how many times longer a pixel becomes
 *
 * Keeps the cursor where it is, or the middle where there is none.
 */
void
reprise_coverage_view_zoom (RepriseCoverageView *self, double factor)
{
  double x = self->scene.scale.width / 2;

  if (!reprise_coverage_view_has_scene (self))
    return;
  if (self->cursor != REPRISE_INSTANT_NONE)
    {
      reprise_time_scale_reveal (&self->scene.scale, &self->limits, self->cursor);
      x = reprise_time_scale_to_x (&self->scene.scale, self->cursor);
    }
  reprise_coverage_view_zoom_at (self, factor, x);
}

/**
 * reprise_coverage_view_zoom_all:
 * @self: a view
 */
void
reprise_coverage_view_zoom_all (RepriseCoverageView *self)
{
  if (reprise_coverage_view_has_scene (self))
    self->scene.scale = self->limits;
}

/**
 * reprise_coverage_view_move:
 * @self: a view
 * @pixels: how far to go towards what is later
 */
void
reprise_coverage_view_move (RepriseCoverageView *self, double pixels)
{
  if (reprise_coverage_view_has_scene (self))
    reprise_time_scale_move (&self->scene.scale, &self->limits, pixels);
}

/**
 * reprise_coverage_view_describe_all:
 * @self: a view
 *
 * Returns: (transfer full): what can be restored to, and from how many backups
 */
char *
reprise_coverage_view_describe_all (RepriseCoverageView *self)
{
  g_autofree char *reach = NULL;
  g_autofree char *backups = NULL;

  if (self->window == NULL || self->zone == NULL)
    return g_strdup ("");
  reach = reprise_coverage_describe_window (self->window, self->zone);
  if (self->index->n_marks == 0)
    return g_steal_pointer (&reach);
  backups = reprise_coverage_describe_backups (self->index);
  return g_strconcat (reach, " ", backups, NULL);
}

/**
 * reprise_coverage_view_describe:
 * @self: a view
 *
 * Returns: (transfer full): what the cursor is at, or the whole where there is none
 */
char *
reprise_coverage_view_describe (RepriseCoverageView *self)
{
  if (self->window == NULL || self->zone == NULL || self->cursor == REPRISE_INSTANT_NONE)
    return reprise_coverage_view_describe_all (self);
  if (self->cursor_mark != NO_MARK)
    return reprise_coverage_describe_backup (self->window,
                                             self->zone,
                                             reprise_coverage_view_get_mark (self,
                                                                             self->cursor_mark)
                                                 .position);
  return reprise_coverage_describe_instant (self->window, self->zone, self->cursor);
}
