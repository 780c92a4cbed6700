/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the engine share. */

#pragma once

#include "engine/reprise-engine.h"
#include "engine/reprise-window-scanner.h"

G_BEGIN_DECLS

/**
 * RepriseEngineTools:
 *
 * What a sequence works with; borrowed from the engine, which outlives it.
 */
typedef struct
{
  const char *root;
  RepriseSql *sql;
  ReprisePostgres *postgres;
  ReprisePgBackRest *pgbackrest;
  RepriseWindowScanner *scanner;
} RepriseEngineTools;

char *reprise_engine_repository_path (const RepriseEngineTools *tools,
                                      const char *database_id,
                                      const char *repository_id,
                                      const char *node_name);

const RepriseEngineTools *reprise_engine_get_tools (RepriseEngine *self);
RepriseInstance *
reprise_engine_find_instance (RepriseEngine *self, const char *database_id, const char *node_name);

/* reprise-engine-nodes.c: what several sequences do with the nodes of a database. */
GPtrArray *reprise_engine_whole_instances (RepriseEngineDatabase *database);
gboolean reprise_engine_use_repository (const RepriseEngineTools *tools,
                                        RepriseEngineDatabase *database,
                                        RepriseInstance *instance,
                                        const char *repository_id,
                                        GError **error);
gboolean reprise_engine_fence (const RepriseEngineTools *tools,
                               RepriseInstance *instance,
                               GCancellable *cancellable,
                               GError **error);
gboolean reprise_engine_unfence (const RepriseEngineTools *tools,
                                 RepriseInstance *instance,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean reprise_engine_drain (const RepriseEngineTools *tools,
                               RepriseInstance *from,
                               GPtrArray *peers,
                               GCancellable *cancellable,
                               GError **error);
gboolean reprise_engine_wait_replicating (const RepriseEngineTools *tools,
                                          GPtrArray *instances,
                                          gboolean just_started,
                                          GCancellable *cancellable,
                                          GError **error);

/* reprise-engine-create.c */
gboolean reprise_engine_create_database (const RepriseEngineTools *tools,
                                         RepriseEngineDatabase *database,
                                         GCancellable *cancellable,
                                         GError **error);

/* reprise-engine-start.c */
gboolean reprise_engine_start_database (const RepriseEngineTools *tools,
                                        RepriseEngineDatabase *database,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean reprise_engine_stop_database (const RepriseEngineTools *tools,
                                       RepriseEngineDatabase *database,
                                       GError **error);

/* reprise-engine-restore.c: runs on a worker thread; report is called on it. */
RepriseEngineRestoreOutcome reprise_engine_restore_run (const RepriseEngineTools *tools,
                                                        const RepriseEngineRestore *restore,
                                                        RepriseEngineStepFunc report,
                                                        gpointer report_data,
                                                        GCancellable *cancellable,
                                                        GError **error);

G_END_DECLS
