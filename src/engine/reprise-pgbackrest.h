/* SPDX-License-Identifier: GPL-3.0-or-later
 * pgBackRest: repositories, backups, restores, as argument lists and documents. */

#pragma once

#include "engine/reprise-instance.h"
#include "model/reprise-backup.h"
#include "model/reprise-inventory.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_PGBACKREST (reprise_pgbackrest_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePgBackRest, reprise_pgbackrest, REPRISE, PGBACKREST, GObject)

ReprisePgBackRest *reprise_pgbackrest_new (RepriseRunner *runner, const char *program);
char *reprise_pgbackrest_find_program (GError **error);

/* Writes instance's pgbackrest.conf (its own repository) or pgbackrest-restore.conf atomically:
 * repo1-path=repository_path, retention, pg1-path/pg1-socket-path/pg1-user, lock-path, spool-path,
 * process-max=2, compress-type zst where supported, start-fast. */
gboolean reprise_pgbackrest_configure (ReprisePgBackRest *self,
                                       RepriseInstance *instance,
                                       const char *repository_path,
                                       guint retention_full,
                                       GError **error);
gboolean reprise_pgbackrest_configure_restore (ReprisePgBackRest *self,
                                               RepriseInstance *instance,
                                               const char *repository_path,
                                               GError **error);

/* stanza-create in the instance's current repository; online needs it running. */
gboolean reprise_pgbackrest_create_stanza (ReprisePgBackRest *self,
                                           RepriseInstance *instance,
                                           gboolean online,
                                           GCancellable *cancellable,
                                           GError **error);

/**
 * ReprisePgBackRestProgressFunc:
 * @percent: 0.0 to 100.0 of the bytes, or negative where pgBackRest does not say
 *
 * Called on the calling thread.
 */
typedef void (*ReprisePgBackRestProgressFunc) (double percent,
                                               const char *line,
                                               gpointer user_data);

/* name: (nullable) kept as the annotation "name". */
gboolean reprise_pgbackrest_backup (ReprisePgBackRest *self,
                                    RepriseInstance *instance,
                                    RepriseBackupType type,
                                    const char *name,
                                    ReprisePgBackRestProgressFunc progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * RepriseRestoreTarget:
 * @type: `immediate`, `default`, `time`, or another of pgBackRest's recovery types, passed as given
 * @target: (nullable): the target in pgBackRest's own spelling
 * @exclusive: stop before the target
 * @set: (nullable): backup label to start from
 */
typedef struct
{
  const char *type;
  const char *target;
  gboolean exclusive;
  const char *set;
} RepriseRestoreTarget;

/* restore --delta with the restore configuration; the instance must not run.
 * --target-action=promote but for default;
 * --target-timeline=current for time and default; --tablespace-map-all below the instance. */
gboolean reprise_pgbackrest_restore (ReprisePgBackRest *self,
                                     RepriseInstance *instance,
                                     const RepriseRestoreTarget *target,
                                     ReprisePgBackRestProgressFunc progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);

/* `info --output=json` of the repository below repository_path (a directory). Independent of any
 * instance: own empty configuration, --no-config style options on the command line; instance
 * (nullable) supplies lock-path. Bytes as written. */
GBytes *reprise_pgbackrest_info (ReprisePgBackRest *self,
                                 const char *repository_path,
                                 RepriseInstance *instance,
                                 GCancellable *cancellable,
                                 GError **error);

/* Names of the WAL segments in the archive of the newest database history id of the repository,
 * sorted; 24 hex digits each (repo-ls --recurse --output=json). Also NULL-safe when the archive is
 * empty. archive_id: e.g. "15-1", NULL for the newest history id. */
GPtrArray *reprise_pgbackrest_list_archive (ReprisePgBackRest *self,
                                            const char *repository_path,
                                            const char *archive_id,
                                            GCancellable *cancellable,
                                            GError **error);

/* archive-get of one segment into the absolute path destination. */
gboolean reprise_pgbackrest_get_segment (ReprisePgBackRest *self,
                                         const char *repository_path,
                                         RepriseInstance *instance,
                                         const char *segment,
                                         const char *destination,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
