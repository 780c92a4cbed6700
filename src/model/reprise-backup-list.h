/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of one inventory, as a list model. */

#pragma once

#include "model/reprise-backup-records.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_BACKUP_LIST (reprise_backup_list_get_type ())
G_DECLARE_FINAL_TYPE (RepriseBackupList, reprise_backup_list, REPRISE, BACKUP_LIST, GObject)

/**
 * RepriseBackupListBuilder:
 *
 * Collects backups one by one as they are read, and becomes a #RepriseBackupList.
 */
typedef struct _RepriseBackupListBuilder RepriseBackupListBuilder;

RepriseBackupListBuilder *reprise_backup_list_builder_new (void);
void reprise_backup_list_builder_add (RepriseBackupListBuilder *self,
                                      const RepriseBackupFields *fields);
RepriseBackupList *reprise_backup_list_builder_end (RepriseBackupListBuilder *self);
void reprise_backup_list_builder_free (RepriseBackupListBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupListBuilder, reprise_backup_list_builder_free)

RepriseBackupList *reprise_backup_list_new (const RepriseBackupFields *fields, gsize n_fields);
gboolean reprise_backup_list_find (RepriseBackupList *self, const char *label, guint *position);
RepriseBackupReader *reprise_backup_list_read (RepriseBackupList *self);
GArray *reprise_backup_list_find_dependents (RepriseBackupList *self, guint position);

G_END_DECLS
