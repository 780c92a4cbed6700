/* SPDX-License-Identifier: GPL-3.0-or-later
 * PostgreSQL's own programs: create, start, recover, stop. */

#pragma once

#include "base/reprise-instant.h"
#include "engine/reprise-instance.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_POSTGRES (reprise_postgres_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePostgres, reprise_postgres, REPRISE, POSTGRES, GObject)

ReprisePostgres *reprise_postgres_new (RepriseRunner *runner,
                                       RepriseSql *sql,
                                       const char *bin_directory,
                                       const char *pgbackrest);

char *reprise_postgres_find_bin_directory (RepriseRunner *runner, GError **error);
int reprise_postgres_get_major (ReprisePostgres *self);
const char *reprise_postgres_get_bin_directory (ReprisePostgres *self);

gboolean reprise_postgres_create (ReprisePostgres *self,
                                  RepriseInstance *instance,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean reprise_postgres_create_database (ReprisePostgres *self,
                                           RepriseInstance *instance,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean reprise_postgres_start (ReprisePostgres *self,
                                 RepriseInstance *instance,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * RepriseRecoveryOutcome:
 * @end_instant: time of the last transaction replayed, or REPRISE_INSTANT_NONE
 * @end_lsn: where the old timeline was left (from the newest history file), 0 where there is none
 * @end_timeline: that timeline, 0 where there is none
 * @timeline: the instance's timeline after promotion
 */
typedef struct
{
  RepriseInstant end_instant;
  guint64 end_lsn;
  guint end_timeline;
  guint timeline;
} RepriseRecoveryOutcome;

/**
 * ReprisePostgresStartedFunc:
 *
 * Called once a server's process exists, before anything is known of it.
 */
typedef void (*ReprisePostgresStartedFunc) (gpointer user_data);

gboolean reprise_postgres_recover (ReprisePostgres *self,
                                   RepriseInstance *instance,
                                   ReprisePostgresStartedFunc started_func,
                                   gpointer started_data,
                                   RepriseRecoveryOutcome *outcome,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean reprise_postgres_stop (ReprisePostgres *self,
                                RepriseInstance *instance,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
