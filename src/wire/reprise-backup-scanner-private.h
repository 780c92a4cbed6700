/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups read one after another from a document of any length. */

#pragma once

#include "model/reprise-backup.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-tokenizer-private.h"

G_BEGIN_DECLS

/**
 * RepriseBackupForm:
 * @REPRISE_BACKUP_FORM_SERVICE: as the cloud API writes them
 * @REPRISE_BACKUP_FORM_PGBACKREST: as `pgbackrest info --output=json` writes them
 */
typedef enum
{
  REPRISE_BACKUP_FORM_SERVICE,
  REPRISE_BACKUP_FORM_PGBACKREST,
} RepriseBackupForm;

/**
 * RepriseScannedBackup:
 * @fields: what it says
 * @repository_key: pgBackRest's number of the repository it is in; 1 where nothing is numbered
 * @history_id: which of the databases that the repository has held it is of, or 0
 * @is_named: whether it says what pgBackRest says only of a backup that was asked for by its label
 */
typedef struct
{
  RepriseBackupFields fields;
  guint repository_key;
  guint history_id;
  gboolean is_named;
} RepriseScannedBackup;

typedef struct _RepriseBackupScanner RepriseBackupScanner;

RepriseBackupScanner *reprise_backup_scanner_new (RepriseJsonTokenizer *tokenizer,
                                                  RepriseBackupForm form);
void reprise_backup_scanner_free (RepriseBackupScanner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackupScanner, reprise_backup_scanner_free)

gboolean reprise_backup_scanner_read (RepriseBackupScanner *self,
                                      RepriseJsonToken token,
                                      const RepriseJsonPlace *place);
const RepriseScannedBackup *reprise_backup_scanner_get (const RepriseBackupScanner *self);

G_END_DECLS
