/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where one says which backups the table is to show: text to search for, and a filter. */

#pragma once

#include "ui/reprise-backup-index.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_SEARCH (reprise_backup_search_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupSearch, reprise_backup_search, REPRISE, BACKUP_SEARCH, AdwBin)

/*
 * Signal: `stopped ()`.
 */
void reprise_backup_search_set_index (RepriseBackupSearch *self, RepriseBackupIndex *index);
void reprise_backup_search_set_zone (RepriseBackupSearch *self, RepriseZone *zone);
void reprise_backup_search_clear (RepriseBackupSearch *self);

G_END_DECLS
