/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a stanza, sorted by repository and by the database that they are of. */

#pragma once

#include "wire/reprise-backup-scanner-private.h"
#include "wire/reprise-pgbackrest-info.h"

G_BEGIN_DECLS

/**
 * ReprisePgBackRestSorter:
 *
 * Takes the backups as the document mixes them, before it says anything else of their repositories.
 */
typedef struct _ReprisePgBackRestSorter ReprisePgBackRestSorter;

/**
 * ReprisePgBackRestPageFunc:
 * @repository_key: a repository
 * @page: backups of its current database that have just been read
 * @n_backups: how many of these have been read so far
 * @user_data: what was given with the function
 */
typedef void (*ReprisePgBackRestPageFunc) (guint repository_key,
                                           RepriseBackupList *page,
                                           guint n_backups,
                                           gpointer user_data);

ReprisePgBackRestSorter *reprise_pgbackrest_sorter_new (ReprisePgBackRestPageFunc page,
                                                        gpointer user_data);
void reprise_pgbackrest_sorter_free (ReprisePgBackRestSorter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReprisePgBackRestSorter, reprise_pgbackrest_sorter_free)

void reprise_pgbackrest_sorter_expect (ReprisePgBackRestSorter *self,
                                       guint repository_key,
                                       guint history_id);
gboolean reprise_pgbackrest_sorter_add (ReprisePgBackRestSorter *self,
                                        const RepriseScannedBackup *backup);
GArray *reprise_pgbackrest_sorter_list_keys (ReprisePgBackRestSorter *self);
void reprise_pgbackrest_sorter_fill (ReprisePgBackRestSorter *self,
                                     ReprisePgBackRestRepository *repository);

G_END_DECLS
