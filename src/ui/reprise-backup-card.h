/* SPDX-License-Identifier: GPL-3.0-or-later
 * How one node is backed up. */

#pragma once

#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_CARD (reprise_backup_card_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupCard, reprise_backup_card, REPRISE, BACKUP_CARD, AdwBin)

RepriseBackupCard *reprise_backup_card_new (RepriseNodeView *view);
RepriseNodeView *reprise_backup_card_get_view (RepriseBackupCard *self);
void reprise_backup_card_update (RepriseBackupCard *self,
                                 RepriseDatabaseWatch *watch,
                                 RepriseZone *zone);

G_END_DECLS
