/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the nodes of a database are backed up: a card a node. */

#pragma once

#include "ui/reprise-database-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_CARDS (reprise_backup_cards_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupCards, reprise_backup_cards, REPRISE, BACKUP_CARDS, AdwBin)

RepriseBackupCards *reprise_backup_cards_new (void);
void reprise_backup_cards_set_nodes (RepriseBackupCards *self, GListModel *nodes);
void reprise_backup_cards_update (RepriseBackupCards *self,
                                  RepriseDatabaseWatch *watch,
                                  const char *zone_choice);

G_END_DECLS
