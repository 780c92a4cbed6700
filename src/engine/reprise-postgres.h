/* SPDX-License-Identifier: GPL-3.0-or-later
 * PostgreSQL's own programs: create, start, recover, stop. */

#pragma once

#include "engine/reprise-instance.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_POSTGRES (reprise_postgres_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePostgres, reprise_postgres, REPRISE, POSTGRES, GObject)

/* bin_directory: holds initdb, postgres, pg_waldump, pg_controldata. pgbackrest: absolute path of
 * that program. */
ReprisePostgres *reprise_postgres_new (RepriseRunner *runner,
                                       RepriseSql *sql,
                                       const char *bin_directory,
                                       const char *pgbackrest);

/* The newest installed major version that has pglogical: /usr/lib/postgresql/N/bin, else `pg_config
 * --bindir` on PATH. Fails with NOT_FOUND naming the packages. */
char *reprise_postgres_find_bin_directory (RepriseRunner *runner, GError **error);
int reprise_postgres_get_major (ReprisePostgres *self);
const char *reprise_postgres_get_bin_directory (ReprisePostgres *self);

/* initdb (page checksums) and the configuration outside the data directory; the data directory must
 * be empty. */
gboolean reprise_postgres_create (ReprisePostgres *self,
                                  RepriseInstance *instance,
                                  GCancellable *cancellable,
                                  GError **error);

/* CREATE DATABASE for the instance's own, after its first start. */
gboolean reprise_postgres_create_database (ReprisePostgres *self,
                                           RepriseInstance *instance,
                                           GCancellable *cancellable,
                                           GError **error);

/* Starts and waits until it takes connections and is out of recovery; then one CHECKPOINT (LAB.md:
 * without it archive_timeout sleeps). The postmaster is a child of this process. */
gboolean reprise_postgres_start (ReprisePostgres *self,
                                 RepriseInstance *instance,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * RepriseRecoveryOutcome:
 * @end_instant: time of the last transaction replayed, or REPRISE_INSTANT_NONE
 * @end_lsn: where the old timeline was left (from the newest history file), 0 where there is none
 * @timeline: the instance's timeline after promotion
 */
typedef struct
{
  gint64 end_instant;
  guint64 end_lsn;
  guint timeline;
} RepriseRecoveryOutcome;

/* Starts a restored copy isolated (no pglogical, no archiving, private socket directory) and waits
 * until recovery has ended. A postmaster that ends before is RECOVERY_FAILED with PostgreSQL's
 * FATAL words from its log. Leaves it running isolated. */
gboolean reprise_postgres_recover (ReprisePostgres *self,
                                   RepriseInstance *instance,
                                   RepriseRecoveryOutcome *outcome,
                                   GCancellable *cancellable,
                                   GError **error);

/* Fast shutdown (SIGINT), bounded; then immediate. Not running is success. */
gboolean reprise_postgres_stop (ReprisePostgres *self,
                                RepriseInstance *instance,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
