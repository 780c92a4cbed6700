/* SPDX-License-Identifier: GPL-3.0-or-later
 * Recovery windows of a made-up node, for the tests of its coverage. */

#pragma once

#include "model/reprise-backup-list.h"
#include "restore/reprise-restore-window.h"

#define SECOND REPRISE_INSTANT_SECOND
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* 2026-08-05 00:00:00 UTC. */
#define MIDNIGHT (G_GINT64_CONSTANT (1785888000) * SECOND)
#define NOW (MIDNIGHT + 10 * HOUR)

#define WAL(number) "0000000100000000000000" number

/* A full at 01:00, a differential at 04:00 and incrementals at 06:00 and 08:00; the last but one
 * needs a backup that is not there. */
static const RepriseBackupFields coverage_backups[] = {
  {
      .label = "F",
      .backup_type = REPRISE_BACKUP_TYPE_FULL,
      .started_at = MIDNIGHT + HOUR - MINUTE,
      .finished_at = MIDNIGHT + HOUR,
      .error = REPRISE_TRISTATE_NO,
      .annotations = (const char *const[]){ "name", "before the move", NULL },
      .wal_start = WAL ("02"),
      .wal_stop = WAL ("03"),
  },
  {
      .label = "F_D",
      .backup_type = REPRISE_BACKUP_TYPE_DIFF,
      .prior = "F",
      .started_at = MIDNIGHT + 4 * HOUR - MINUTE,
      .finished_at = MIDNIGHT + 4 * HOUR,
      .error = REPRISE_TRISTATE_NO,
      .wal_start = WAL ("06"),
      .wal_stop = WAL ("07"),
  },
  {
      .label = "F_I",
      .backup_type = REPRISE_BACKUP_TYPE_INCR,
      .prior = "lost",
      .started_at = MIDNIGHT + 6 * HOUR - MINUTE,
      .finished_at = MIDNIGHT + 6 * HOUR,
      .error = REPRISE_TRISTATE_NO,
      .wal_start = WAL ("08"),
      .wal_stop = WAL ("08"),
  },
  {
      .label = "F_J",
      .backup_type = REPRISE_BACKUP_TYPE_INCR,
      .prior = "F",
      .started_at = MIDNIGHT + 8 * HOUR - MINUTE,
      .finished_at = MIDNIGHT + 8 * HOUR,
      .error = REPRISE_TRISTATE_UNKNOWN,
      .wal_start = WAL ("09"),
      .wal_stop = WAL ("09"),
      .pgbackrest_version = "2.30",
  },
};

/* With a gap from 03:00 to 04:00, and one from 09:00 on. */
static const RepriseRecoverySpan coverage_spans[] = {
  { MIDNIGHT + HOUR + SECOND, MIDNIGHT + 3 * HOUR, "F" },
  { MIDNIGHT + 4 * HOUR + SECOND, MIDNIGHT + 9 * HOUR, "F_D" },
};

static inline RepriseRestoreWindow *
coverage_window_new (const RepriseBackupFields *backups,
                     gsize n_backups,
                     const RepriseRecoverySpan *spans,
                     gsize n_spans)
{
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (backups, n_backups);
  RepriseRecoveryWindowFields reported = { .contiguous_max_wal = WAL ("0A"),
                                           .checked_at = NOW - MINUTE,
                                           .spans = spans,
                                           .n_spans = n_spans };
  g_autoptr (RepriseRecoveryWindow) recovery = reprise_recovery_window_new (&reported);
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.node_name = "n1";
  fields.status_code = 0;
  fields.archive_min_wal = WAL ("01");
  fields.archive_max_wal = WAL ("0A");
  fields.backups = list;
  fields.recovery_window = spans == NULL ? NULL : recovery;
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  return reprise_restore_window_new (inventory, NOW);
}

/* What a service shows that looks into the archive. */
static inline RepriseRestoreWindow *
coverage_window_new_reported (void)
{
  return coverage_window_new (coverage_backups,
                              G_N_ELEMENTS (coverage_backups),
                              coverage_spans,
                              G_N_ELEMENTS (coverage_spans));
}

/* What is known without. */
static inline RepriseRestoreWindow *
coverage_window_new_unreported (void)
{
  return coverage_window_new (coverage_backups, G_N_ELEMENTS (coverage_backups), NULL, 0);
}
