/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a database and what a repository holds of it grew. */

#pragma once

#include "model/reprise-backup.h"

G_BEGIN_DECLS

/**
 * RepriseGrowthPoint:
 * @at: when a backup ended
 * @database_bytes: the size of the database then, or -1 where it is not known
 * @repository_bytes: what the backups that ended until then, and are still in the repository, take
 *   there
 *
 * One point of the series.
 */
typedef struct
{
  RepriseInstant at;
  gint64 database_bytes;
  gint64 repository_bytes;
} RepriseGrowthPoint;

/**
 * RepriseGrowth:
 *
 * Series of sizes over the time of the backups of one inventory. What has expired is not in it: the
 * last point says what the repository's backups take, WAL not counted.
 */
typedef struct _RepriseGrowth RepriseGrowth;

RepriseGrowth *reprise_growth_new (void);
void reprise_growth_free (RepriseGrowth *self);
void reprise_growth_add (RepriseGrowth *self, const RepriseBackupFields *backup);
void reprise_growth_end (RepriseGrowth *self);
const RepriseGrowthPoint *reprise_growth_get_points (RepriseGrowth *self, guint *n_points);
guint reprise_growth_get_n_unknown (RepriseGrowth *self);
gint64 reprise_growth_get_database_bytes (RepriseGrowth *self);
gint64 reprise_growth_get_repository_bytes (RepriseGrowth *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseGrowth, reprise_growth_free)

G_END_DECLS
