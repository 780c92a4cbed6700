/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database of the lab: its record, and what is being done to it. */

#pragma once

#include "engine/reprise-engine-database.h"
#include "model/reprise-repository.h"
#include "wire/reprise-lab-document.h"

G_BEGIN_DECLS

/**
 * RepriseLabActivity:
 * @REPRISE_LAB_ACTIVITY_NONE: open to new work
 * @REPRISE_LAB_ACTIVITY_BACKUP: backups are being taken
 * @REPRISE_LAB_ACTIVITY_RESTORE: it is being overwritten
 */
typedef enum
{
  REPRISE_LAB_ACTIVITY_NONE,
  REPRISE_LAB_ACTIVITY_BACKUP,
  REPRISE_LAB_ACTIVITY_RESTORE,
} RepriseLabActivity;

#define REPRISE_TYPE_LAB_DATABASE (reprise_lab_database_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabDatabase, reprise_lab_database, REPRISE, LAB_DATABASE, GObject)

RepriseLabDatabase *reprise_lab_database_new (const char *root, RepriseLabDatabaseRecord *record);
RepriseLabDatabaseRecord *reprise_lab_database_get_record (RepriseLabDatabase *self);
RepriseEngineDatabase *reprise_lab_database_get_engine_database (RepriseLabDatabase *self);
gboolean reprise_lab_database_has_node (RepriseLabDatabase *self, const char *name);
RepriseRepository *reprise_lab_database_get_repository (RepriseLabDatabase *self, const char *id);
RepriseRepository *reprise_lab_database_get_current_repository (RepriseLabDatabase *self);
gboolean reprise_lab_database_note_repository (RepriseLabDatabase *self);
RepriseLabActivity reprise_lab_database_get_activity (RepriseLabDatabase *self);
void reprise_lab_database_set_activity (RepriseLabDatabase *self, RepriseLabActivity activity);
const char *reprise_lab_database_get_status_word (RepriseLabDatabase *self,
                                                  const char *const *down_nodes);

G_END_DECLS
