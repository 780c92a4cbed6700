/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the table of backups share. */

#pragma once

#include "ui/reprise-backup-table.h"

#include "ui/reprise-backup-details.h"
#include "ui/reprise-backup-rows.h"
#include "ui/reprise-backup-search.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _RepriseBackupTable
{
  GtkWidget parent_instance;

  RepriseBackupDetails *details;
  GtkToggleButton *details_button;
  AdwLeaflet *leaflet;
  RepriseBackupRows *rows;
  GtkWidget *rows_page;
  RepriseBackupSearch *search;
  GtkWidget *separator;
  GtkStack *stack;
  GtkLabel *summary_label;
  GtkRevealer *summary_revealer;

  RepriseBackupIndex *index;
  RepriseZone *zone;

  gboolean can_restore;
  gboolean shows_details;
};

void reprise_backup_table_focus_rows (RepriseBackupTable *self);
void reprise_backup_table_set_shows_details (RepriseBackupTable *self, gboolean shows_details);
void reprise_backup_table_update_actions (RepriseBackupTable *self);
void reprise_backup_table_request_restore (RepriseBackupTable *self);
void reprise_backup_table_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
