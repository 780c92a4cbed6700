/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far back and how far forward one node's repository can be restored to. */

#pragma once

#include "model/reprise-inventory.h"
#include "restore/reprise-backup-doubts.h"

G_BEGIN_DECLS

/**
 * RepriseReach:
 * @REPRISE_REACH_NO_BACKUP: No backup to start from.
 * @REPRISE_REACH_TOO_EARLY: Before the first instant that a backup can serve.
 * @REPRISE_REACH_TOO_LATE: After the service's now.
 * @REPRISE_REACH_NOT_ARCHIVED: The service looked, and the archive did not reach it.
 * @REPRISE_REACH_POSSIBLE: After the newest backup; nobody knows how far the archive goes.
 * @REPRISE_REACH_LIKELY: Before the newest backup's end; works if anything was committed after it.
 * @REPRISE_REACH_PROVEN: The service looked, and the archive holds a later transaction.
 *
 * Whether PostgreSQL can stop at an instant, as far as it can be known. The last three may be
 * offered.
 */
typedef enum
{
  REPRISE_REACH_NO_BACKUP,
  REPRISE_REACH_TOO_EARLY,
  REPRISE_REACH_TOO_LATE,
  REPRISE_REACH_NOT_ARCHIVED,
  REPRISE_REACH_POSSIBLE,
  REPRISE_REACH_LIKELY,
  REPRISE_REACH_PROVEN,
} RepriseReach;

/**
 * RepriseWindowRange:
 * @start: first instant
 * @end: first instant after it
 * @reach: %REPRISE_REACH_POSSIBLE, %REPRISE_REACH_LIKELY or %REPRISE_REACH_PROVEN
 */
typedef struct
{
  RepriseInstant start;
  RepriseInstant end;
  RepriseReach reach;
} RepriseWindowRange;

/**
 * RepriseWindowStop:
 * @stop: when the backup ended
 * @position: its place in the inventory
 * @backup_type: its type
 *
 * A backup by its end, which is what pgBackRest selects by.
 */
typedef struct
{
  RepriseInstant stop;
  guint position;
  RepriseBackupType backup_type;
} RepriseWindowStop;

/**
 * RepriseWindowDoubts:
 * @REPRISE_WINDOW_DOUBTS_NONE: None.
 * @REPRISE_WINDOW_DOUBTS_INCOMPLETE: The inventory has not been read to its end.
 * @REPRISE_WINDOW_DOUBTS_UNHEALTHY: The repository reports an error.
 * @REPRISE_WINDOW_DOUBTS_GAP: The archive has a gap; *latest* silently stops there too.
 * @REPRISE_WINDOW_DOUBTS_TIMELINES: Backups or WAL of several timelines; PostgreSQL follows the
 * newest.
 * @REPRISE_WINDOW_DOUBTS_NO_WAL: A backup names no WAL, or the repository no archive.
 * @REPRISE_WINDOW_DOUBTS_BAD_BACKUP: A backup cannot be used, or holds pages with wrong checksums.
 */
typedef enum
{
  REPRISE_WINDOW_DOUBTS_NONE = 0,
  REPRISE_WINDOW_DOUBTS_INCOMPLETE = 1 << 0,
  REPRISE_WINDOW_DOUBTS_UNHEALTHY = 1 << 1,
  REPRISE_WINDOW_DOUBTS_GAP = 1 << 2,
  REPRISE_WINDOW_DOUBTS_TIMELINES = 1 << 3,
  REPRISE_WINDOW_DOUBTS_NO_WAL = 1 << 4,
  REPRISE_WINDOW_DOUBTS_BAD_BACKUP = 1 << 5,
} RepriseWindowDoubts;

#define REPRISE_TYPE_RESTORE_WINDOW (reprise_restore_window_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreWindow,
                      reprise_restore_window,
                      REPRISE,
                      RESTORE_WINDOW,
                      GObject)

RepriseRestoreWindow *reprise_restore_window_new (RepriseInventory *inventory,
                                                  RepriseInstant service_now);
RepriseRestoreWindow *reprise_restore_window_renew (RepriseRestoreWindow *self,
                                                    RepriseInstant service_now);
RepriseInventory *reprise_restore_window_get_inventory (RepriseRestoreWindow *self);
RepriseInstant reprise_restore_window_get_service_now (RepriseRestoreWindow *self);
gboolean reprise_restore_window_is_reported (RepriseRestoreWindow *self);
RepriseInstant reprise_restore_window_get_earliest (RepriseRestoreWindow *self);
RepriseInstant reprise_restore_window_get_first (RepriseRestoreWindow *self);
gboolean reprise_restore_window_get_latest (RepriseRestoreWindow *self,
                                            RepriseInstant *latest,
                                            RepriseReach *reach);
const RepriseWindowRange *reprise_restore_window_get_ranges (RepriseRestoreWindow *self,
                                                             gsize *n_ranges);
const RepriseWindowStop *reprise_restore_window_get_stops (RepriseRestoreWindow *self,
                                                           gsize *n_stops);
RepriseWindowDoubts reprise_restore_window_get_doubts (RepriseRestoreWindow *self);
RepriseReach reprise_restore_window_judge (RepriseRestoreWindow *self,
                                           RepriseInstant target,
                                           gboolean exclusive);
gboolean reprise_restore_window_find_nearest (RepriseRestoreWindow *self,
                                              RepriseInstant target,
                                              RepriseInstant *nearest);
gboolean reprise_restore_window_find_newest (RepriseRestoreWindow *self, guint *position);
gboolean reprise_restore_window_find_base (RepriseRestoreWindow *self,
                                           RepriseInstant target,
                                           guint *position);
gboolean reprise_restore_window_find_usable_base (RepriseRestoreWindow *self,
                                                  RepriseInstant target,
                                                  guint *position);
gboolean reprise_restore_window_leads_to (RepriseRestoreWindow *self,
                                          guint position,
                                          RepriseInstant target,
                                          gboolean exclusive);
RepriseBackupDoubts reprise_restore_window_get_backup_doubts (RepriseRestoreWindow *self,
                                                              guint position);
const guint8 *reprise_restore_window_get_all_doubts (RepriseRestoreWindow *self);
gint64 reprise_restore_window_count_segments (RepriseRestoreWindow *self,
                                              guint base,
                                              RepriseInstant target);

G_END_DECLS
