/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a stanza of `pgbackrest info --output=json` says of its repositories, beside the backups. */

#pragma once

#include "wire/reprise-json-place-private.h"
#include "wire/reprise-pgbackrest-info.h"

G_BEGIN_DECLS

/* The key of a repository that nothing numbers. */
#define REPRISE_PGBACKREST_ONLY_REPOSITORY 1

/* Nobody has more of them; a hostile document could take for ever. */
#define REPRISE_PGBACKREST_MAX_REPOSITORIES 256
#define REPRISE_PGBACKREST_MAX_DATABASES 4096

guint reprise_pgbackrest_count_elements (const RepriseJsonPlace *array, guint most);
guint reprise_pgbackrest_read_key (const RepriseJsonPlace *place, const char *member);
void reprise_pgbackrest_read_status (const RepriseJsonPlace *place, int *code, char **message);
ReprisePgBackRestLock reprise_pgbackrest_read_lock (const RepriseJsonPlace *stanza,
                                                    const char *member);
void reprise_pgbackrest_read_progress (const RepriseJsonPlace *stanza,
                                       ReprisePgBackRestRepository *repository);
ReprisePgBackRestRepository *reprise_pgbackrest_repository_new (guint key);
void reprise_pgbackrest_read_histories (const RepriseJsonPlace *stanza,
                                        ReprisePgBackRestRepository *repository);
void reprise_pgbackrest_read_archives (const RepriseJsonPlace *stanza,
                                       ReprisePgBackRestRepository *repository);

G_END_DECLS
