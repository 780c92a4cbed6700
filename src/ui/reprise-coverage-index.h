/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a recovery window in the order of time. */

#pragma once

#include "restore/reprise-restore-window.h"

G_BEGIN_DECLS

/**
 * RepriseCoverageState:
 * @REPRISE_COVERAGE_GOOD: nothing speaks against the backup.
 * @REPRISE_COVERAGE_DOUBTFUL: something does.
 * @REPRISE_COVERAGE_UNUSABLE: it cannot be restored from.
 *
 * How a backup is drawn.
 */
typedef enum
{
  REPRISE_COVERAGE_GOOD,
  REPRISE_COVERAGE_DOUBTFUL,
  REPRISE_COVERAGE_UNUSABLE,
} RepriseCoverageState;

/**
 * RepriseCoverageMark:
 * @stop: when the backup ended
 * @position: its place in the inventory
 * @backup_type: its type
 * @state: how it is drawn
 */
typedef struct
{
  RepriseInstant stop;
  guint position;
  RepriseBackupType backup_type;
  RepriseCoverageState state;
} RepriseCoverageMark;

/**
 * RepriseCoverageIndex:
 * @window: what it is about
 * @n_marks: how many backups have an end that is known
 * @n_of_type: how many of them are of each #RepriseBackupType
 * @n_of_state: how many of them are drawn in each #RepriseCoverageState
 *
 * Made once for a window, so that drawing it needs no object of any backup.
 */
typedef struct
{
  RepriseRestoreWindow *window;
  guint n_marks;
  guint n_of_type[REPRISE_BACKUP_TYPE_INCR + 1];
  guint n_of_state[REPRISE_COVERAGE_UNUSABLE + 1];
} RepriseCoverageIndex;

RepriseCoverageIndex *reprise_coverage_index_new (RepriseRestoreWindow *window);
void reprise_coverage_index_free (RepriseCoverageIndex *self);
RepriseCoverageMark reprise_coverage_index_get (const RepriseCoverageIndex *self, guint mark);
guint reprise_coverage_index_find_first (const RepriseCoverageIndex *self, RepriseInstant instant);
gboolean reprise_coverage_index_find_position (const RepriseCoverageIndex *self,
                                               RepriseInstant stop,
                                               guint position,
                                               guint *mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCoverageIndex, reprise_coverage_index_free)

G_END_DECLS
