/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses a backup from a list, however long. */

#pragma once

#include "restore/reprise-restore-window.h"
#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepriseRestoreBackupChoice:
 * @window: (nullable): the backups to choose from; %NULL for none
 * @before: leaves out what had not ended before, or %REPRISE_INSTANT_NONE
 * @none: (nullable): what it is called not to choose one; %NULL where one has to be chosen
 * @label: (nullable): the one that is chosen
 * @zone: the zone that times are shown in
 * @now: what ages are counted from
 *
 * What a chooser shows.
 */
typedef struct
{
  RepriseRestoreWindow *window;
  RepriseInstant before;
  const char *none;
  const char *label;
  RepriseZone *zone;
  RepriseInstant now;
} RepriseRestoreBackupChoice;

#define REPRISE_TYPE_RESTORE_BACKUP_CHOOSER (reprise_restore_backup_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreBackupChooser,
                      reprise_restore_backup_chooser,
                      REPRISE,
                      RESTORE_BACKUP_CHOOSER,
                      AdwBin)

RepriseRestoreBackupChooser *reprise_restore_backup_chooser_new (void);
GtkDropDown *reprise_restore_backup_chooser_get_drop_down (RepriseRestoreBackupChooser *self);
void reprise_restore_backup_chooser_update (RepriseRestoreBackupChooser *self,
                                            const RepriseRestoreBackupChoice *choice);

G_END_DECLS
