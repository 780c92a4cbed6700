/* SPDX-License-Identifier: GPL-3.0-or-later
 * pgBackRest: repositories, backups, restores, as argument lists and documents. */

#pragma once

#include "engine/reprise-instance.h"
#include "model/reprise-backup.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_PGBACKREST (reprise_pgbackrest_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePgBackRest, reprise_pgbackrest, REPRISE, PGBACKREST, GObject)

ReprisePgBackRest *reprise_pgbackrest_new (RepriseRunner *runner, const char *program);
char *reprise_pgbackrest_find_program (GError **error);

gboolean reprise_pgbackrest_configure (ReprisePgBackRest *self,
                                       RepriseInstance *instance,
                                       const char *repository_path,
                                       guint retention_full,
                                       GError **error);
gboolean reprise_pgbackrest_configure_restore (ReprisePgBackRest *self,
                                               RepriseInstance *instance,
                                               const char *repository_path,
                                               GError **error);

gboolean reprise_pgbackrest_create_stanza (ReprisePgBackRest *self,
                                           RepriseInstance *instance,
                                           gboolean online,
                                           GCancellable *cancellable,
                                           GError **error);

/**
 * ReprisePgBackRestProgressFunc:
 * @percent: 0.0 to 100.0 of the bytes, never less than before, or negative where the line does not
 * say
 * @line: what pgBackRest wrote
 *
 * Called on the calling thread.
 */
typedef void (*ReprisePgBackRestProgressFunc) (double percent,
                                               const char *line,
                                               gpointer user_data);

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

gboolean reprise_pgbackrest_restore (ReprisePgBackRest *self,
                                     RepriseInstance *instance,
                                     const RepriseRestoreTarget *target,
                                     ReprisePgBackRestProgressFunc progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);

GBytes *reprise_pgbackrest_info (ReprisePgBackRest *self,
                                 const char *repository_path,
                                 RepriseInstance *instance,
                                 GCancellable *cancellable,
                                 GError **error);

GPtrArray *reprise_pgbackrest_list_archive (ReprisePgBackRest *self,
                                            const char *repository_path,
                                            const char *archive_id,
                                            GCancellable *cancellable,
                                            GError **error);

gboolean reprise_pgbackrest_get_segment (ReprisePgBackRest *self,
                                         const char *repository_path,
                                         const char *data_directory,
                                         const char *segment,
                                         const char *destination,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
