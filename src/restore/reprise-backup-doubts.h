/* SPDX-License-Identifier: GPL-3.0-or-later
 * What speaks against restoring from each backup of an inventory. */

#pragma once

#include "model/reprise-inventory.h"

G_BEGIN_DECLS

/**
 * RepriseBackupDoubts:
 * @REPRISE_BACKUP_DOUBTS_NONE: Nothing speaks against it.
 * @REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN: A backup that it builds on is not in the repository.
 * @REPRISE_BACKUP_DOUBTS_UNREADABLE: Its label or its times are missing or make no sense.
 * @REPRISE_BACKUP_DOUBTS_PAGE_ERRORS: Pages with wrong checksums were found in it.
 * @REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN: Nothing is said about page checksums.
 * @REPRISE_BACKUP_DOUBTS_NO_WAL: It names no WAL: made offline, or without a look at the archive.
 * @REPRISE_BACKUP_DOUBTS_WAL_MISSING: WAL that it needs lies outside what the archive holds.
 * @REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE: It is not on the newest backup's timeline.
 *
 * The first two make a backup unusable, the others leave a doubt.
 */
typedef enum
{
  REPRISE_BACKUP_DOUBTS_NONE = 0,
  REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN = 1 << 0,
  REPRISE_BACKUP_DOUBTS_UNREADABLE = 1 << 1,
  REPRISE_BACKUP_DOUBTS_PAGE_ERRORS = 1 << 2,
  REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN = 1 << 3,
  REPRISE_BACKUP_DOUBTS_NO_WAL = 1 << 4,
  REPRISE_BACKUP_DOUBTS_WAL_MISSING = 1 << 5,
  REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE = 1 << 6,
} RepriseBackupDoubts;

/* Whether a backup with these doubts can be restored from at all. */
#define REPRISE_BACKUP_DOUBTS_UNUSABLE                                                             \
  (REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN | REPRISE_BACKUP_DOUBTS_UNREADABLE |                         \
   REPRISE_BACKUP_DOUBTS_WAL_MISSING)

/**
 * RepriseBackupJudge:
 *
 * Looks at the backups of an inventory one after another, each once: unpacking a backup is what
 * costs most.
 */
typedef struct _RepriseBackupJudge RepriseBackupJudge;

RepriseBackupJudge *reprise_backup_judge_new (RepriseInventory *inventory);
void reprise_backup_judge_add (RepriseBackupJudge *self, const RepriseBackupFields *backup);
guint8 *reprise_backup_judge_end (RepriseBackupJudge *self);

G_END_DECLS
