/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of a coverage strip.
 *
 * Everything is told apart without colour. Backups: a square is full, a diamond differential, a bar
 * incremental; hollow is doubtful, crossed out unusable. Stretches of time: solid is proven,
 * hatched likely, an outline possible, and between two proven ones a break is a gap in the archive.
 */

#include "config.h"

#include "ui/reprise-coverage-scene.h"

#include "ui/reprise-drawing.h"
#include "ui/reprise-time-ticks.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARGIN 4
#define OUTLINE 1.5f
#define TICK_LENGTH 4
#define LABEL_SPACE 8
/* Room for the label of a tick, in lines of text. */
#define TICK_LINES 5

/* A gap is seen however short it is. */
#define MIN_GAP 3
#define BREAK_WIDTH 2
#define BREAK_OVERHANG 3

#define HATCH_SIZE 4

/* How far beside a mark a pointer may be. */
#define MARK_REACH 5

static void
outline (GtkSnapshot *snapshot, const GdkRGBA *color, const graphene_rect_t *bounds, float width)
{
  const float widths[] = { width, width, width, width };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  GskRoundedRect border;

  gsk_rounded_rect_init_from_rect (&border, bounds, 0);
  gtk_snapshot_append_border (snapshot, &border, widths, colors);
}

/**
 * reprise_coverage_layout_init:
 * @self: (out): where things are
 * @line_height: how high a line of small text is
 */
void
reprise_coverage_layout_init (RepriseCoverageLayout *self, int line_height)
{
  self->lane_height = MAX (9, line_height * 3 / 4);
  self->lane_y[REPRISE_BACKUP_TYPE_FULL] = MARGIN;
  self->lane_y[REPRISE_BACKUP_TYPE_DIFF] = MARGIN + self->lane_height;
  self->lane_y[REPRISE_BACKUP_TYPE_INCR] = MARGIN + 2 * self->lane_height;
  self->lane_y[REPRISE_BACKUP_TYPE_UNKNOWN] = self->lane_y[REPRISE_BACKUP_TYPE_INCR];
  self->band_y = MARGIN + 3 * self->lane_height + BREAK_OVERHANG + 1;
  self->band_height = MAX (12, line_height);
  self->axis_y = self->band_y + self->band_height + BREAK_OVERHANG + 1;
  self->label_y = self->axis_y + TICK_LENGTH + 1;
  self->height = self->label_y + line_height + MARGIN;
}

/**
 * reprise_coverage_draw_reach:
 * @widget: whose colours are used
 * @snapshot: where it is drawn
 * @reach: whether a stretch of time can be restored to
 * @bounds: its place
 */
void
reprise_coverage_draw_reach (GtkWidget *widget,
                             GtkSnapshot *snapshot,
                             RepriseReach reach,
                             const graphene_rect_t *bounds)
{
  GdkRGBA color = reprise_drawing_get_color (widget, "success_color");
  GdkRGBA nothing = color;

  nothing.alpha = 0;
  if (reach == REPRISE_REACH_PROVEN)
    {
      gtk_snapshot_append_color (snapshot, &color, bounds);
      return;
    }
  if (reach == REPRISE_REACH_LIKELY)
    {
      const GskColorStop stops[] = {
        { 0.0f, color },
        { 0.4f, color },
        { 0.4f, nothing },
        { 1.0f, nothing },
      };

      gtk_snapshot_append_repeating_linear_gradient (snapshot,
                                                     bounds,
                                                     &GRAPHENE_POINT_INIT (0, 0),
                                                     &GRAPHENE_POINT_INIT (HATCH_SIZE, HATCH_SIZE),
                                                     stops,
                                                     G_N_ELEMENTS (stops));
    }
  outline (snapshot, &color, bounds, OUTLINE);
}

/**
 * reprise_coverage_draw_gap:
 * @widget: whose colours are used
 * @snapshot: where it is drawn
 * @width: how wide it is
 * @height: how high it is
 *
 * Draws the end of what is proven, nothing, and the beginning of what is proven again.
 */
void
reprise_coverage_draw_gap (GtkWidget *widget, GtkSnapshot *snapshot, double width, double height)
{
  GdkRGBA color = reprise_drawing_get_color (widget, "warning_color");
  double side = floor (width / 3);

  for (int i = 0; i < 2; i++)
    {
      double x = i == 0 ? 0 : width - side;

      reprise_coverage_draw_reach (widget,
                                   snapshot,
                                   REPRISE_REACH_PROVEN,
                                   &GRAPHENE_RECT_INIT ((float) x,
                                                        BREAK_OVERHANG,
                                                        (float) side,
                                                        (float) height - 2 * BREAK_OVERHANG));
      reprise_drawing_fill (snapshot,
                            &color,
                            i == 0 ? side - BREAK_WIDTH : x,
                            0,
                            BREAK_WIDTH,
                            height);
    }
}

static GdkRGBA
get_mark_color (GtkWidget *widget, RepriseBackupType type, RepriseCoverageState state)
{
  if (state != REPRISE_COVERAGE_GOOD)
    return reprise_drawing_get_color (widget,
                                      state == REPRISE_COVERAGE_UNUSABLE ? "error_color"
                                                                         : "warning_color");
  switch (type)
    {
    case REPRISE_BACKUP_TYPE_FULL:
      return reprise_drawing_get_color (widget, "accent_color");
    case REPRISE_BACKUP_TYPE_DIFF:
      return reprise_drawing_get_color (widget, "purple_2");
    case REPRISE_BACKUP_TYPE_INCR:
    case REPRISE_BACKUP_TYPE_UNKNOWN:
    default:
      return reprise_drawing_get_color (widget, NULL);
    }
}

static void
draw_cross (GtkSnapshot *snapshot, const GdkRGBA *color, double size)
{
  for (int i = 0; i < 2; i++)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_rotate (snapshot, i == 0 ? 45 : -45);
      reprise_drawing_fill (snapshot, color, -size * 0.75, -OUTLINE / 2, size * 1.5, OUTLINE);
      gtk_snapshot_restore (snapshot);
    }
}

static double
get_bar_width (double size)
{
  return MAX (2, floor (size / 4));
}

/**
 * reprise_coverage_draw_mark:
 * @widget: whose colours are used
 * @snapshot: where it is drawn
 * @type: the type of backup
 * @state: what speaks against it
 * @x: the middle of its place
 * @y: the middle of its place
 * @size: how large it is
 */
void
reprise_coverage_draw_mark (GtkWidget *widget,
                            GtkSnapshot *snapshot,
                            RepriseBackupType type,
                            RepriseCoverageState state,
                            double x,
                            double y,
                            double size)
{
  GdkRGBA color = get_mark_color (widget, type, state);
  GdkRGBA background = reprise_drawing_get_color (widget, "window_bg_color");
  gboolean hollow = state != REPRISE_COVERAGE_GOOD || type == REPRISE_BACKUP_TYPE_UNKNOWN;
  double width = size;
  graphene_rect_t bounds;

  if (type == REPRISE_BACKUP_TYPE_INCR)
    width = hollow ? MAX (5, size / 2) : get_bar_width (size);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_save (snapshot);
  if (type == REPRISE_BACKUP_TYPE_DIFF)
    {
      gtk_snapshot_rotate (snapshot, 45);
      gtk_snapshot_scale (snapshot, 0.75f, 0.75f);
    }
  bounds =
      GRAPHENE_RECT_INIT ((float) (-width / 2), (float) (-size / 2), (float) width, (float) size);
  if (hollow)
    {
      gtk_snapshot_append_color (snapshot, &background, &bounds);
      outline (snapshot, &color, &bounds, OUTLINE);
    }
  else
    gtk_snapshot_append_color (snapshot, &color, &bounds);
  gtk_snapshot_restore (snapshot);
  if (state == REPRISE_COVERAGE_UNUSABLE)
    draw_cross (snapshot, &color, size);
  gtk_snapshot_restore (snapshot);
}

static double
get_mark_size (const RepriseCoverageLayout *layout)
{
  return layout->lane_height - 2;
}

static double
get_mark_y (const RepriseCoverageLayout *layout, RepriseBackupType type)
{
  return layout->lane_y[type] + layout->lane_height / 2.0;
}

/* Bars that stand closer would run into one; other marks overlap, and look the same. */
static int
get_min_distance (RepriseBackupType type, double size)
{
  return type == REPRISE_BACKUP_TYPE_INCR ? (int) get_bar_width (size) + 1 : 3;
}

/* From where on to the right a lane has room, all lanes taken together. */
static int
get_room (const RepriseCoverageScene *self, const int *next_x)
{
  int room = G_MAXINT;

  for (gsize i = 0; i < G_N_ELEMENTS (self->index->n_of_type); i++)
    if (self->index->n_of_type[i] > 0)
      room = MIN (room, next_x[i]);
  return room;
}

/* Thousands of backups may lie within a pixel. */
static guint
skip_to (const RepriseCoverageScene *self, guint mark, int x)
{
  RepriseInstant instant = reprise_time_scale_to_instant (&self->scale, x - 0.01);

  return MAX (mark + 1, reprise_coverage_index_find_first (self->index, instant));
}

static void
draw_mark (const RepriseCoverageScene *self,
           GtkWidget *widget,
           GtkSnapshot *snapshot,
           const RepriseCoverageMark *mark,
           int x)
{
  reprise_coverage_draw_mark (widget,
                              snapshot,
                              mark->backup_type,
                              mark->state,
                              x,
                              get_mark_y (&self->layout, mark->backup_type),
                              get_mark_size (&self->layout));
}

/* Of several backups in one place a lane shows one. */
static void
draw_marks_in_state (const RepriseCoverageScene *self,
                     GtkWidget *widget,
                     GtkSnapshot *snapshot,
                     RepriseCoverageState state)
{
  int next_x[G_N_ELEMENTS (self->layout.lane_y)];
  guint i = reprise_coverage_index_find_first (self->index, self->scale.start);

  if (self->index->n_of_state[state] == 0)
    return;
  for (gsize type = 0; type < G_N_ELEMENTS (next_x); type++)
    next_x[type] = G_MININT;
  while (i < self->index->n_marks)
    {
      RepriseCoverageMark mark = reprise_coverage_index_get (self->index, i);
      int x = (int) floor (reprise_time_scale_to_x (&self->scale, mark.stop));

      if (mark.stop > self->scale.end)
        return;
      if (mark.state == state && x >= next_x[mark.backup_type])
        {
          draw_mark (self, widget, snapshot, &mark, x);
          next_x[mark.backup_type] =
              x + get_min_distance (mark.backup_type, get_mark_size (&self->layout));
        }
      i = x < get_room (self, next_x) ? skip_to (self, i, get_room (self, next_x)) : i + 1;
    }
}

/* The worst are on top, so that no number of good ones hides them. */
static void
draw_marks (const RepriseCoverageScene *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  draw_marks_in_state (self, widget, snapshot, REPRISE_COVERAGE_GOOD);
  draw_marks_in_state (self, widget, snapshot, REPRISE_COVERAGE_DOUBTFUL);
  draw_marks_in_state (self, widget, snapshot, REPRISE_COVERAGE_UNUSABLE);
}

static void
draw_break (const RepriseCoverageScene *self, GtkWidget *widget, GtkSnapshot *snapshot, double x)
{
  GdkRGBA color = reprise_drawing_get_color (widget, "warning_color");

  reprise_drawing_fill (snapshot,
                        &color,
                        x,
                        self->layout.band_y - BREAK_OVERHANG,
                        BREAK_WIDTH,
                        self->layout.band_height + 2 * BREAK_OVERHANG);
}

static gboolean
is_gap (const RepriseWindowRange *before, const RepriseWindowRange *after)
{
  return before->reach == REPRISE_REACH_PROVEN && before->end < after->start;
}

/* What is proven ends where the archive does, or before a gap in it. */
static void
draw_breaks (const RepriseCoverageScene *self,
             GtkWidget *widget,
             GtkSnapshot *snapshot,
             const RepriseWindowRange *range,
             const RepriseWindowRange *next,
             double right)
{
  RepriseInstant now = reprise_restore_window_get_service_now (self->window);

  if (range->reach != REPRISE_REACH_PROVEN || right <= 0 || right >= self->scale.width)
    return;
  if (next == NULL ? range->end < now : is_gap (range, next))
    draw_break (self, widget, snapshot, right - BREAK_WIDTH);
}

static void
draw_ranges (const RepriseCoverageScene *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  gsize n_ranges;
  const RepriseWindowRange *ranges = reprise_restore_window_get_ranges (self->window, &n_ranges);
  double last_right = -G_MAXDOUBLE;

  for (gsize i = 0; i < n_ranges && ranges[i].start <= self->scale.end; i++)
    {
      const RepriseWindowRange *next = i + 1 < n_ranges ? &ranges[i + 1] : NULL;
      gboolean after_gap = i > 0 && is_gap (&ranges[i - 1], &ranges[i]);
      double left = floor (reprise_time_scale_to_x (&self->scale, ranges[i].start));
      double right = ceil (reprise_time_scale_to_x (&self->scale, ranges[i].end));

      left = MAX (MAX (left, 0), last_right + (after_gap ? MIN_GAP : 0));
      right = MIN (right, self->scale.width);
      if (right <= left)
        continue;
      reprise_coverage_draw_reach (widget,
                                   snapshot,
                                   ranges[i].reach,
                                   &GRAPHENE_RECT_INIT ((float) left,
                                                        (float) self->layout.band_y,
                                                        (float) (right - left),
                                                        (float) self->layout.band_height));
      if (after_gap && left > 0)
        draw_break (self, widget, snapshot, left);
      draw_breaks (self, widget, snapshot, &ranges[i], next, right);
      last_right = right;
    }
}

/* Returns where the label ends; it is left out where it would begin before @left or end after
 * @right. */
static double
draw_label (const RepriseCoverageScene *self,
            GtkWidget *widget,
            GtkSnapshot *snapshot,
            const char *text,
            double middle,
            double left,
            double right)
{
  g_autoptr (PangoLayout) label = reprise_drawing_create_label (widget, text);
  GdkRGBA color = reprise_drawing_get_color (widget, NULL);
  double x;
  int width;

  pango_layout_get_pixel_size (label, &width, NULL);
  x = CLAMP (middle - width / 2.0, 0, MAX (0, self->scale.width - width));
  if (x < left || x + width > right)
    return left;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) self->layout.label_y));
  gtk_snapshot_append_layout (snapshot, label, &color);
  gtk_snapshot_restore (snapshot);
  return x + width + LABEL_SPACE;
}

/* Returns where there is room for other labels up to. */
static double
draw_now (const RepriseCoverageScene *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseInstant now = reprise_restore_window_get_service_now (self->window);
  double x = reprise_time_scale_to_x (&self->scale, now);
  g_autoptr (PangoLayout) label = NULL;
  GdkRGBA color = reprise_drawing_get_dim_color (widget);
  int width;

  if (x < 0 || x > self->scale.width)
    return self->scale.width;
  /* Translators: the present, on a time axis. */
  label = reprise_drawing_create_label (widget, C_ ("time axis", "now"));
  pango_layout_get_pixel_size (label, &width, NULL);
  reprise_drawing_fill (snapshot,
                        &color,
                        x - 0.5,
                        MARGIN,
                        1,
                        self->layout.axis_y + TICK_LENGTH - MARGIN);
  draw_label (self, widget, snapshot, pango_layout_get_text (label), x, 0, self->scale.width);
  return MIN (x - width / 2.0, self->scale.width - width) - LABEL_SPACE;
}

static void
draw_axis (const RepriseCoverageScene *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  int line = self->layout.height - MARGIN - self->layout.label_y;
  guint max_ticks = (guint) MAX (1, self->scale.width / (TICK_LINES * line));
  g_autoptr (GArray) ticks =
                 reprise_time_ticks_new (self->zone, self->scale.start, self->scale.end, max_ticks);
  GdkRGBA color = reprise_drawing_get_dim_color (widget);
  double room = draw_now (self, widget, snapshot);
  double left = 0;

  reprise_drawing_fill (snapshot, &color, 0, self->layout.axis_y, self->scale.width, 1);
  for (guint i = 0; i < ticks->len; i++)
    {
      const RepriseTimeTick *tick = &g_array_index (ticks, RepriseTimeTick, i);
      double x = floor (reprise_time_scale_to_x (&self->scale, tick->instant));

      reprise_drawing_fill (snapshot, &color, x, self->layout.axis_y, 1, TICK_LENGTH);
      left = draw_label (self, widget, snapshot, tick->label, x, left, room);
    }
}

/**
 * reprise_coverage_scene_draw:
 * @self: what there is to draw
 * @widget: whose colours and fonts are used
 * @snapshot: where it is drawn
 *
 * Draws all but what is selected and the cursor; as many nodes as there are pixels at most.
 */
void
reprise_coverage_scene_draw (const RepriseCoverageScene *self,
                             GtkWidget *widget,
                             GtkSnapshot *snapshot)
{
  draw_axis (self, widget, snapshot);
  draw_ranges (self, widget, snapshot);
  draw_marks (self, widget, snapshot);
}

/**
 * reprise_coverage_scene_draw_selected:
 * @self: what there is to draw
 * @widget: whose colours are used
 * @snapshot: where it is drawn
 * @mark: the backup that is selected
 */
void
reprise_coverage_scene_draw_selected (const RepriseCoverageScene *self,
                                      GtkWidget *widget,
                                      GtkSnapshot *snapshot,
                                      guint mark)
{
  RepriseCoverageMark selected = reprise_coverage_index_get (self->index, mark);
  double x = floor (reprise_time_scale_to_x (&self->scale, selected.stop));
  double y = get_mark_y (&self->layout, selected.backup_type);
  double size = get_mark_size (&self->layout) + 6;
  GdkRGBA color = reprise_drawing_get_color (widget, "accent_color");
  double bottom = self->layout.band_y + self->layout.band_height;

  if (x < 0 || x > self->scale.width)
    return;
  outline (snapshot,
           &color,
           &GRAPHENE_RECT_INIT ((float) (x - size / 2),
                                (float) (y - size / 2),
                                (float) size,
                                (float) size),
           2);
  reprise_drawing_fill (snapshot, &color, x - 0.5, y + size / 2, 1, bottom - y - size / 2);
}

/**
 * reprise_coverage_scene_draw_cursor:
 * @self: what there is to draw
 * @widget: whose colours are used
 * @snapshot: where it is drawn
 * @cursor: the instant it is at
 */
void
reprise_coverage_scene_draw_cursor (const RepriseCoverageScene *self,
                                    GtkWidget *widget,
                                    GtkSnapshot *snapshot,
                                    RepriseInstant cursor)
{
  double x = floor (reprise_time_scale_to_x (&self->scale, cursor));
  GdkRGBA color = reprise_drawing_get_color (widget, NULL);

  if (x >= 0 && x <= self->scale.width)
    reprise_drawing_fill (snapshot, &color, x - 0.5, 0, 1, self->layout.axis_y + TICK_LENGTH);
}

/**
 * reprise_coverage_scene_find_mark:
 * @self: what there is to draw
 * @x: a place
 * @y: a place
 * @mark: (out): the backup whose mark is there; untouched where there is none
 *
 * Returns: whether a mark is there, or so near that it was meant
 */
gboolean
reprise_coverage_scene_find_mark (const RepriseCoverageScene *self, double x, double y, guint *mark)
{
  double best = MARK_REACH;
  gboolean found = FALSE;
  RepriseInstant first, last;

  if (y >= self->layout.band_y - BREAK_OVERHANG)
    return FALSE;
  first = reprise_time_scale_to_instant (&self->scale, x - MARK_REACH - 1);
  last = reprise_time_scale_to_instant (&self->scale, x + MARK_REACH + 1);
  for (guint i = reprise_coverage_index_find_first (self->index, first); i < self->index->n_marks;
       i++)
    {
      RepriseCoverageMark candidate = reprise_coverage_index_get (self->index, i);
      double distance = fabs (reprise_time_scale_to_x (&self->scale, candidate.stop) - x);
      int lane_y = self->layout.lane_y[candidate.backup_type];

      if (candidate.stop > last + REPRISE_INSTANT_SECOND)
        break;
      if (y < lane_y || y >= lane_y + self->layout.lane_height || distance > best)
        continue;
      best = distance;
      *mark = i;
      found = TRUE;
    }
  return found;
}
