/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a database and what a repository holds of it grew. */

#include "config.h"

#include "restore/reprise-growth.h"

struct _RepriseGrowth
{
  GArray *points; /* RepriseGrowthPoint; until the end with the bytes of each backup by itself */
  guint n_unknown;
  gboolean is_sorted;
};

/**
 * reprise_growth_new:
 *
 * Returns: (transfer full): a series that knows no backup yet
 */
RepriseGrowth *
reprise_growth_new (void)
{
  RepriseGrowth *self = g_new0 (RepriseGrowth, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (RepriseGrowthPoint));
  self->is_sorted = TRUE;
  return self;
}

/**
 * reprise_growth_free:
 * @self: (nullable) (transfer full): a series
 */
void
reprise_growth_free (RepriseGrowth *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->points);
  g_free (self);
}

/**
 * reprise_growth_add:
 * @self: a series that has not ended
 * @backup: a backup, in any order
 */
void
reprise_growth_add (RepriseGrowth *self, const RepriseBackupFields *backup)
{
  RepriseGrowthPoint point = { .at = backup->finished_at,
                               .database_bytes = backup->database_size,
                               .repository_bytes = MAX (backup->backup_size, 0) };
  guint n_points = self->points->len;

  if (backup->backup_size < 0 || backup->finished_at == REPRISE_INSTANT_NONE)
    self->n_unknown++;
  if (backup->finished_at == REPRISE_INSTANT_NONE)
    return;
  if (n_points > 0 && g_array_index (self->points, RepriseGrowthPoint, n_points - 1).at > point.at)
    self->is_sorted = FALSE;
  g_array_append_val (self->points, point);
}

/* Of backups that ended at once, the order is that of their sizes, whatever order they came in. */
static int
compare_points (gconstpointer a, gconstpointer b)
{
  const RepriseGrowthPoint *first = a, *second = b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  if (first->database_bytes != second->database_bytes)
    return first->database_bytes < second->database_bytes ? -1 : 1;
  return (first->repository_bytes > second->repository_bytes) -
         (first->repository_bytes < second->repository_bytes);
}

/**
 * reprise_growth_end:
 * @self: a series that all backups were added to
 */
void
reprise_growth_end (RepriseGrowth *self)
{
  gint64 sum = 0;

  if (!self->is_sorted)
    g_array_sort (self->points, compare_points);
  self->is_sorted = TRUE;
  for (guint i = 0; i < self->points->len; i++)
    {
      RepriseGrowthPoint *point = &g_array_index (self->points, RepriseGrowthPoint, i);

      sum = point->repository_bytes > G_MAXINT64 - sum ? G_MAXINT64 : sum + point->repository_bytes;
      point->repository_bytes = sum;
    }
}

/**
 * reprise_growth_get_points:
 * @self: a series that has ended
 * @n_points: (out): how many
 *
 * Returns: (transfer none) (array length=n_points): its points, oldest first
 */
const RepriseGrowthPoint *
reprise_growth_get_points (RepriseGrowth *self, guint *n_points)
{
  *n_points = self->points->len;
  return (const RepriseGrowthPoint *) self->points->data;
}

/**
 * reprise_growth_get_n_unknown:
 * @self: a series
 *
 * Returns: of how many backups the end or the size is not known, so that the repository's size is
 *   too low
 */
guint
reprise_growth_get_n_unknown (RepriseGrowth *self)
{
  return self->n_unknown;
}

/**
 * reprise_growth_get_database_bytes:
 * @self: a series that has ended
 *
 * Returns: the last known size of the database, or -1
 */
gint64
reprise_growth_get_database_bytes (RepriseGrowth *self)
{
  for (guint i = self->points->len; i > 0; i--)
    {
      gint64 bytes = g_array_index (self->points, RepriseGrowthPoint, i - 1).database_bytes;

      if (bytes >= 0)
        return bytes;
    }
  return -1;
}

/**
 * reprise_growth_get_repository_bytes:
 * @self: a series that has ended
 *
 * Returns: what all its backups take, as far as that is known
 */
gint64
reprise_growth_get_repository_bytes (RepriseGrowth *self)
{
  if (self->points->len == 0)
    return 0;
  return g_array_index (self->points, RepriseGrowthPoint, self->points->len - 1).repository_bytes;
}
