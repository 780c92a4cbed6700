/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first backups of many, to be shown while the rest is read. */

#pragma once

#include "model/reprise-backup-list.h"

G_BEGIN_DECLS

/**
 * RepriseBackupPager:
 * @page: (nullable): what has been read since the last page; %NULL where no more are made
 * @n_backups: how many backups have been read
 * @n_paged: how many of them are in pages
 */
typedef struct
{
  RepriseBackupListBuilder *page;
  guint n_backups;
  guint n_paged;
} RepriseBackupPager;

void reprise_backup_pager_start (RepriseBackupPager *self);
void reprise_backup_pager_clear (RepriseBackupPager *self);
RepriseBackupList *reprise_backup_pager_add (RepriseBackupPager *self,
                                             const RepriseBackupFields *fields);

G_END_DECLS
