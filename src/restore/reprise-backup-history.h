/* SPDX-License-Identifier: GPL-3.0-or-later
 * When backups were taken, as far as inventories show it. */

#pragma once

#include "model/reprise-backup.h"

G_BEGIN_DECLS

/**
 * RepriseBackupMoment:
 * @started_at: when a backup began
 * @finished_at: when it ended, not before it began
 * @backup_type: its type
 */
typedef struct
{
  RepriseInstant started_at;
  RepriseInstant finished_at;
  RepriseBackupType backup_type;
} RepriseBackupMoment;

/**
 * RepriseHistorySpan:
 * @from: the begin of the oldest backup that was there
 * @until: the last moment that is known about
 *
 * A time of which every backup that was taken is known: what expires is older than what stays.
 */
typedef struct
{
  RepriseInstant from;
  RepriseInstant until;
} RepriseHistorySpan;

/**
 * RepriseBackupGap:
 * @from: when a backup ended
 * @until: when the next one ended, or up to when none had
 * @is_open: whether there was no next one
 */
typedef struct
{
  RepriseInstant from;
  RepriseInstant until;
  gboolean is_open;
} RepriseBackupGap;

/**
 * RepriseBackupHistory:
 *
 * The backups that one inventory or several of the same node show, and the times they speak for.
 */
typedef struct _RepriseBackupHistory RepriseBackupHistory;

RepriseBackupHistory *reprise_backup_history_new (void);
void reprise_backup_history_free (RepriseBackupHistory *self);
void reprise_backup_history_add (RepriseBackupHistory *self, const RepriseBackupFields *backup);
void reprise_backup_history_add_span (RepriseBackupHistory *self,
                                      RepriseInstant from,
                                      RepriseInstant until);
void reprise_backup_history_end (RepriseBackupHistory *self);
const RepriseBackupMoment *reprise_backup_history_get_moments (RepriseBackupHistory *self,
                                                               guint *n_moments);
const RepriseHistorySpan *reprise_backup_history_get_spans (RepriseBackupHistory *self,
                                                            guint *n_spans);
gboolean reprise_backup_history_find_gap (RepriseBackupHistory *self, RepriseBackupGap *gap);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupHistory, reprise_backup_history_free)

G_END_DECLS
