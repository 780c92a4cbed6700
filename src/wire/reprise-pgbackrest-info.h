/* SPDX-License-Identifier: GPL-3.0-or-later
 * What `pgbackrest info --output=json` says, repository by repository. */

#pragma once

#include "base/reprise-tristate.h"
#include "model/reprise-backup-list.h"

G_BEGIN_DECLS

/* Codes of a stanza and of a repository. */
#define REPRISE_PGBACKREST_STATUS_OK 0
#define REPRISE_PGBACKREST_STATUS_MISSING_STANZA_PATH 1
#define REPRISE_PGBACKREST_STATUS_NO_BACKUPS 2
#define REPRISE_PGBACKREST_STATUS_MISSING_STANZA_DATA 3
#define REPRISE_PGBACKREST_STATUS_MIXED 4
#define REPRISE_PGBACKREST_STATUS_DATABASE_MISMATCH 5
#define REPRISE_PGBACKREST_STATUS_NO_BACKUP_SET 6
#define REPRISE_PGBACKREST_STATUS_OTHER 99

/**
 * ReprisePgBackRestLock:
 * @held: whether a process on the host that was asked holds the lock; proves nothing of other hosts
 * @size: bytes the running job has to move, or -1
 * @size_complete: bytes it has moved, or -1
 */
typedef struct
{
  RepriseTristate held;
  gint64 size;
  gint64 size_complete;
} ReprisePgBackRestLock;

/**
 * ReprisePgBackRestHistory:
 * @id: counts the databases that the repository has held, from 1
 * @system_id: PostgreSQL's identifier of the data, or 0
 * @version: (nullable): PostgreSQL's version
 * @is_listed: whether the document lists it, or only backups name it
 * @archive_min_wal: (nullable): the smallest segment in its archive
 * @archive_max_wal: (nullable): the largest one, perhaps of another timeline
 * @backups: its backups in the repository, oldest first
 */
typedef struct
{
  guint id;
  guint64 system_id;
  char *version;
  gboolean is_listed;
  char *archive_min_wal;
  char *archive_max_wal;
  RepriseBackupList *backups;
} ReprisePgBackRestHistory;

/**
 * ReprisePgBackRestRepository:
 * @key: its number in pgBackRest's configuration
 * @cipher: (nullable): how it is encrypted, `none` where it is not
 * @status_code: one of the codes above, or -1
 * @status_message: (nullable): the words for it, in one line fit to be shown
 * @histories: (element-type ReprisePgBackRestHistory): the databases it holds, oldest first
 * @backups: its backups, of all of these databases
 * @backup_lock: how far a running backup is in this repository; pgBackRest 2.59 and later
 * @is_complete: whether all its backups are here: all could be read, and none was filtered out
 * @is_filtered: whether backups are missing because the document was written with a filter
 */
typedef struct
{
  guint key;
  char *cipher;
  int status_code;
  char *status_message;
  GPtrArray *histories;
  RepriseBackupList *backups;
  ReprisePgBackRestLock backup_lock;
  gboolean is_complete;
  gboolean is_filtered;
} ReprisePgBackRestRepository;

/**
 * ReprisePgBackRestStanza:
 * @name: its name; `[invalid]` where the repository itself is unreadable
 * @status_code: what its repositories have in common, one of the codes above, or -1
 * @status_message: (nullable): the words for it
 * @backup_lock: held while a backup or an expiry runs
 * @restore_lock: held while a restore runs; pgBackRest 2.56 and later
 * @repositories: (element-type ReprisePgBackRestRepository): by key; none in a document that tells
 *   progress only
 */
typedef struct
{
  char *name;
  int status_code;
  char *status_message;
  ReprisePgBackRestLock backup_lock;
  ReprisePgBackRestLock restore_lock;
  GPtrArray *repositories;
} ReprisePgBackRestStanza;

void reprise_pgbackrest_history_free (ReprisePgBackRestHistory *self);
void reprise_pgbackrest_repository_free (ReprisePgBackRestRepository *self);
const ReprisePgBackRestHistory *
reprise_pgbackrest_repository_get_current (const ReprisePgBackRestRepository *self);
ReprisePgBackRestStanza *reprise_pgbackrest_stanza_new (void);
ReprisePgBackRestStanza *reprise_pgbackrest_stanza_ref (ReprisePgBackRestStanza *self);
void reprise_pgbackrest_stanza_unref (ReprisePgBackRestStanza *self);
ReprisePgBackRestRepository *
reprise_pgbackrest_stanza_get_repository (const ReprisePgBackRestStanza *self, guint key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReprisePgBackRestHistory, reprise_pgbackrest_history_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReprisePgBackRestRepository, reprise_pgbackrest_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReprisePgBackRestStanza, reprise_pgbackrest_stanza_unref)

G_END_DECLS
