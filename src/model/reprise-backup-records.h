/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups packed into bytes, for lists of a million of them. */

#pragma once

#include "model/reprise-backup.h"

G_BEGIN_DECLS

/**
 * RepriseBackupRecords:
 *
 * Backups one after another in a single block of memory, each in about a tenth of what an object
 * with its texts would take. Only grows; a #RepriseBackup is made of a record when somebody looks.
 */
typedef struct _RepriseBackupRecords RepriseBackupRecords;

RepriseBackupRecords *reprise_backup_records_new (void);
void reprise_backup_records_free (RepriseBackupRecords *self);
void reprise_backup_records_add (RepriseBackupRecords *self, const RepriseBackupFields *fields);
void reprise_backup_records_seal (RepriseBackupRecords *self);
guint reprise_backup_records_get_length (RepriseBackupRecords *self);
gsize reprise_backup_records_get_memory (RepriseBackupRecords *self);
RepriseBackup *reprise_backup_records_get (RepriseBackupRecords *self, guint position);
int reprise_backup_records_compare_label (RepriseBackupRecords *self,
                                          guint position,
                                          const char *label);
int reprise_backup_records_compare (RepriseBackupRecords *self, guint a, guint b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupRecords, reprise_backup_records_free)

/* For reprise_backup_records_get_prior(). */
#define REPRISE_BACKUP_RECORDS_NO_POSITION G_MAXUINT

char *reprise_backup_records_get_prior (RepriseBackupRecords *self,
                                        guint position,
                                        guint *prior_position);

/**
 * RepriseBackupReader:
 *
 * Reads many records one after another without making an object of each.
 */
typedef struct _RepriseBackupReader RepriseBackupReader;

RepriseBackupReader *reprise_backup_reader_new (RepriseBackupRecords *records);
void reprise_backup_reader_free (RepriseBackupReader *self);
const RepriseBackupFields *reprise_backup_reader_read (RepriseBackupReader *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupReader, reprise_backup_reader_free)

G_END_DECLS
