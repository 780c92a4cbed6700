/* SPDX-License-Identifier: GPL-3.0-or-later
 * The growth that two inventories show, as lines over time and in words. */

#include "config.h"

#include "ui/reprise-growth-plot.h"

#include "base/reprise-size.h"
#include "restore/reprise-instant-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is shown around a single instant. */
#define MIN_SPAN (G_GINT64_CONSTANT (60) * REPRISE_INSTANT_SECOND)

typedef struct
{
  const RepriseGrowthPoint *points;
  guint n_points;
} Series;

struct _RepriseGrowthPlot
{
  RepriseInventoryComparison *comparison;
  Series series[REPRISE_GROWTH_N_SIDES]; /* the comparison's */
};

/**
 * reprise_growth_plot_new:
 * @comparison: a comparison
 *
 * Returns: (transfer full): its plot
 */
RepriseGrowthPlot *
reprise_growth_plot_new (RepriseInventoryComparison *comparison)
{
  RepriseGrowthPlot *self = g_new0 (RepriseGrowthPlot, 1);
  RepriseGrowth *growths[] = { reprise_inventory_comparison_get_growth_before (comparison),
                               reprise_inventory_comparison_get_growth_after (comparison) };

  self->comparison = g_object_ref (comparison);
  for (guint i = 0; i < REPRISE_GROWTH_N_SIDES; i++)
    self->series[i].points = reprise_growth_get_points (growths[i], &self->series[i].n_points);
  return self;
}

/**
 * reprise_growth_plot_free:
 * @self: (nullable) (transfer full): a plot
 */
void
reprise_growth_plot_free (RepriseGrowthPlot *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->comparison);
  g_free (self);
}

static gint64
get_bytes (const RepriseGrowthPoint *point, RepriseGrowthMeasure measure)
{
  return measure == REPRISE_GROWTH_DATABASE ? point->database_bytes : point->repository_bytes;
}

/**
 * reprise_growth_plot_get_extent:
 * @self: a plot
 * @scale: (inout): a scale whose width is set, and whose ends are to be
 *
 * Returns: whether there is anything to show
 */
gboolean
reprise_growth_plot_get_extent (RepriseGrowthPlot *self, RepriseTimeScale *scale)
{
  RepriseInstant start = G_MAXINT64, end = G_MININT64;

  for (guint i = 0; i < REPRISE_GROWTH_N_SIDES; i++)
    {
      const Series *series = &self->series[i];

      if (series->n_points == 0)
        continue;
      start = MIN (start, series->points[0].at);
      end = MAX (end, series->points[series->n_points - 1].at);
    }
  if (start > end)
    return FALSE;
  if ((double) end - (double) start < MIN_SPAN)
    {
      start = MAX (start, G_MININT64 + MIN_SPAN) - MIN_SPAN / 2;
      end = start + MIN_SPAN;
    }
  scale->start = start;
  scale->end = end;
  return TRUE;
}

/**
 * reprise_growth_plot_get_max:
 * @self: a plot
 * @measure: what is measured
 *
 * Returns: the most bytes that either side shows, -1 where none are known
 */
gint64
reprise_growth_plot_get_max (RepriseGrowthPlot *self, RepriseGrowthMeasure measure)
{
  gint64 most = -1;

  for (guint i = 0; i < REPRISE_GROWTH_N_SIDES; i++)
    for (guint j = 0; j < self->series[i].n_points; j++)
      most = MAX (most, get_bytes (&self->series[i].points[j], measure));
  return most;
}

/* Several points in one column of pixels become as many as tell the least, the most and the last.
 */
static void
add_dot (GArray *dots, guint *n_in_column, double x, gint64 bytes)
{
  RepriseGrowthDot dot = { x, bytes };
  RepriseGrowthDot *column;

  if (dots->len == 0 ||
      floor (g_array_index (dots, RepriseGrowthDot, dots->len - 1).x) != floor (x))
    *n_in_column = 0;
  if (*n_in_column < 3)
    {
      g_array_append_val (dots, dot);
      ++*n_in_column;
      return;
    }
  column = &g_array_index (dots, RepriseGrowthDot, dots->len - 3);
  column[0].bytes = MIN (column[0].bytes, column[2].bytes);
  column[1].bytes = MAX (column[1].bytes, column[2].bytes);
  column[2] = dot;
}

/**
 * reprise_growth_plot_trace:
 * @self: a plot
 * @side: 0 for the first inventory, 1 for the second
 * @measure: what is measured
 * @scale: the time that is shown
 *
 * Returns: (transfer full) (element-type RepriseGrowthDot): what a line goes through, from left to
 *   right, a few dots a pixel at most
 */
GArray *
reprise_growth_plot_trace (RepriseGrowthPlot *self,
                           guint side,
                           RepriseGrowthMeasure measure,
                           const RepriseTimeScale *scale)
{
  GArray *dots = g_array_new (FALSE, FALSE, sizeof (RepriseGrowthDot));
  const Series *series = &self->series[side];
  guint n_in_column = 0;

  for (guint i = 0; i < series->n_points; i++)
    {
      gint64 bytes = get_bytes (&series->points[i], measure);

      if (bytes >= 0)
        add_dot (dots, &n_in_column, reprise_time_scale_to_x (scale, series->points[i].at), bytes);
    }
  return dots;
}

/* Returns how many points of the series lie before @instant, or at it where @with_equal. */
static guint
count_before (const Series *series, RepriseInstant instant, gboolean with_equal)
{
  guint low = 0, high = series->n_points;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      RepriseInstant at = series->points[middle].at;

      if (at < instant || (with_equal && at == instant))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * reprise_growth_plot_step:
 * @self: a plot
 * @from: an instant, or %REPRISE_INSTANT_NONE for beyond the end
 * @direction: 1 for what is later, -1 for what is earlier
 *
 * Returns: when the next backup of either side ended, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_growth_plot_step (RepriseGrowthPlot *self, RepriseInstant from, int direction)
{
  RepriseInstant found = REPRISE_INSTANT_NONE;

  for (guint i = 0; i < REPRISE_GROWTH_N_SIDES; i++)
    {
      const Series *series = &self->series[i];
      guint n_before = from == REPRISE_INSTANT_NONE ? series->n_points
                                                    : count_before (series, from, direction > 0);
      RepriseInstant at;

      if (direction > 0 ? n_before == series->n_points : n_before == 0)
        continue;
      at = series->points[direction > 0 ? n_before : n_before - 1].at;
      if (found == REPRISE_INSTANT_NONE || (direction > 0 ? at < found : at > found))
        found = at;
    }
  return found;
}

/**
 * reprise_growth_plot_find_nearest:
 * @self: a plot
 * @instant: an instant
 *
 * Returns: when the backup nearest to it ended, or %REPRISE_INSTANT_NONE where there is none
 */
RepriseInstant
reprise_growth_plot_find_nearest (RepriseGrowthPlot *self, RepriseInstant instant)
{
  RepriseInstant later = reprise_growth_plot_step (self, instant - 1, 1);
  RepriseInstant earlier = reprise_growth_plot_step (self, instant + 1, -1);

  if (later == REPRISE_INSTANT_NONE || earlier == REPRISE_INSTANT_NONE)
    return later == REPRISE_INSTANT_NONE ? earlier : later;
  return (double) later - (double) instant < (double) instant - (double) earlier ? later : earlier;
}

static const RepriseGrowthPoint *
find_point (const Series *series, RepriseInstant instant)
{
  guint n_before = count_before (series, instant, TRUE);

  return n_before == 0 ? NULL : &series->points[n_before - 1];
}

/* A backup says how large the database was when it was taken, and not later. */
static char *
describe_database (RepriseGrowthPlot *self, RepriseInstant instant)
{
  for (guint i = REPRISE_GROWTH_N_SIDES; i > 0; i--)
    {
      const RepriseGrowthPoint *point = find_point (&self->series[i - 1], instant);

      if (point != NULL && point->at == instant && point->database_bytes >= 0)
        return reprise_size_format (point->database_bytes);
    }
  return g_strdup (C_ ("value", "not known"));
}

static char *
describe_repository (const Series *series, RepriseInstant instant)
{
  const RepriseGrowthPoint *point = find_point (series, instant);

  return reprise_size_format (point == NULL ? 0 : point->repository_bytes);
}

/**
 * reprise_growth_plot_describe:
 * @self: a plot
 * @instant: when a backup ended
 *
 * Returns: (transfer full): the sizes then, in words
 */
char *
reprise_growth_plot_describe (RepriseGrowthPlot *self, RepriseInstant instant)
{
  g_autofree char *when = reprise_instant_describe (instant, REPRISE_INSTANT_NONE);
  g_autofree char *database = describe_database (self, instant);
  g_autofree char *first = describe_repository (&self->series[0], instant);
  g_autofree char *second = describe_repository (&self->series[1], instant);

  /* Translators: a time, the size of a database, and twice the size of backups. */
  return g_strdup_printf (_ ("%s: database %s. Backups up to then: %s in the first inventory, %s "
                             "in the second."),
                          when,
                          database,
                          first,
                          second);
}

/**
 * reprise_growth_plot_describe_all:
 * @self: a plot
 *
 * Returns: (transfer full): what the plot shows as a whole, in words
 */
char *
reprise_growth_plot_describe_all (RepriseGrowthPlot *self)
{
  RepriseTimeScale scale = { 0, 0, 1 };
  gint64 most = reprise_growth_plot_get_max (self, REPRISE_GROWTH_DATABASE);
  g_autofree char *database =
      most < 0 ? g_strdup (C_ ("value", "an unknown size")) : reprise_size_format (most);
  g_autofree char *repository =
      reprise_size_format (reprise_growth_plot_get_max (self, REPRISE_GROWTH_REPOSITORY));
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (!reprise_growth_plot_get_extent (self, &scale))
    return g_strdup (_ ("No backup says when it ended, so that there is no growth to show."));
  from = reprise_instant_describe (reprise_growth_plot_step (self, G_MININT64 + 1, 1),
                                   REPRISE_INSTANT_NONE);
  until = reprise_instant_describe (reprise_growth_plot_step (self, REPRISE_INSTANT_NONE, -1),
                                    REPRISE_INSTANT_NONE);
  /* Translators: twice a time, then the size of a database and of backups. */
  return g_strdup_printf (_ ("From %s to %s: the database took up to %s, its backups up to %s."),
                          from,
                          until,
                          database,
                          repository);
}
