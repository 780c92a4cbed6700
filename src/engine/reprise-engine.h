/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lab's PostgreSQL side: create, start, back up, restore, look. */

#pragma once

#include "engine/reprise-engine-database.h"
#include "engine/reprise-pgbackrest.h"
#include "engine/reprise-postgres.h"
#include "model/reprise-backup.h"
#include "model/reprise-inventory.h"

G_BEGIN_DECLS

/* How many full backups a repository keeps. */
#define REPRISE_ENGINE_RETENTION_FULL 7

/* Asynchronous at this border: each call works on threads of its own and answers in the caller's
 * main context. */
#define REPRISE_TYPE_ENGINE (reprise_engine_get_type ())
G_DECLARE_FINAL_TYPE (RepriseEngine, reprise_engine, REPRISE, ENGINE, GObject)

/* root: the lab's directory; the backup store is <root>/backups, repositories at
 * <root>/backups/databases/<database_id>/<repository_id>/<node_name>. */
RepriseEngine *reprise_engine_new (const char *root,
                                   RepriseRunner *runner,
                                   RepriseSql *sql,
                                   const char *postgres_bin_directory,
                                   const char *pgbackrest_program);
int reprise_engine_get_postgres_major (RepriseEngine *self);

/* Instances, schema, rows, replication, stanzas, and per node a full, a differential and an
 * incremental backup with names. Databases: GPtrArray of RepriseEngineDatabase. Leaves everything
 * running. */
void reprise_engine_create_async (RepriseEngine *self,
                                  GPtrArray *databases,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean reprise_engine_create_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

/* Starts what is whole (broken nodes are left down), lifts a fence that an interrupted restore
 * left, and waits until replication runs. */
void reprise_engine_start_async (RepriseEngine *self,
                                 GPtrArray *databases,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean reprise_engine_start_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

void reprise_engine_stop_async (RepriseEngine *self,
                                GPtrArray *databases,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean reprise_engine_stop_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

/* node_names: NULL for every node; unknown ones are NOT_FOUND. Nodes in parallel. */
void reprise_engine_backup_async (RepriseEngine *self,
                                  RepriseEngineDatabase *database,
                                  const char *const *node_names,
                                  RepriseBackupType type,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean reprise_engine_backup_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

/**
 * RepriseEngineRestore:
 * @target: the database that is overwritten
 * @node_names: (nullable): its nodes that are; all where %NULL
 * @source_database_id: whose repository is read
 * @source_database_name: its name in PostgreSQL
 * @source_repository_id: the repository
 * @source_node_name: the node whose backups are read
 * @new_repository_id: UUID of the repository that every node of @target gets afterwards
 * @recovery: type, target, set as they go to pgBackRest; a time in PostgreSQL's spelling
 */
typedef struct
{
  RepriseEngineDatabase *target;
  const char *const *node_names;
  const char *source_database_id;
  const char *source_database_name;
  const char *source_repository_id;
  const char *source_node_name;
  const char *new_repository_id;
  RepriseRestoreTarget recovery;
} RepriseEngineRestore;

/**
 * RepriseEngineStepFunc:
 * @step: `configure restore mode`, `execute restore`, `execute recovery`, `waiting for recovery`,
 * `execute setup`, `waiting for setup`
 * @status: `running`, `succeeded` or `failed`
 * @progress: percent of the whole, 0 to 100
 * @text: for a person
 *
 * Called in the main context that started the restore.
 */
typedef void (*RepriseEngineStepFunc) (const char *step,
                                       const char *status,
                                       int progress,
                                       const char *text,
                                       gpointer user_data);

/* recovery is copied. */
void reprise_engine_restore_async (RepriseEngine *self,
                                   const RepriseEngineRestore *restore,
                                   RepriseEngineStepFunc step_func,
                                   gpointer step_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * RepriseEngineRestoreOutcome:
 * @REPRISE_ENGINE_RESTORE_REACHED: the copies are at the target, whole and replicating
 * @REPRISE_ENGINE_RESTORE_STOPPED_EARLY: whole and replicating, but recovery to the latest point
 * ended at a gap in the archive; the error says where
 * @REPRISE_ENGINE_RESTORE_FAILED: the target nodes are broken and down; the error has the reason
 */
typedef enum
{
  REPRISE_ENGINE_RESTORE_REACHED,
  REPRISE_ENGINE_RESTORE_STOPPED_EARLY,
  REPRISE_ENGINE_RESTORE_FAILED,
} RepriseEngineRestoreOutcome;

/* error is set for both STOPPED_EARLY and FAILED. With REACHED and STOPPED_EARLY the database has
 * the new repository. */
RepriseEngineRestoreOutcome
reprise_engine_restore_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

/* NULL without an error where the repository has nothing for this node (the service answers 204).
 */
void reprise_engine_read_inventory_async (RepriseEngine *self,
                                          const char *database_id,
                                          const char *repository_id,
                                          const char *node_name,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
RepriseInventory *
reprise_engine_read_inventory_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

/* Array of RepriseTable; nodes that are down are left out of each table's status. */
void reprise_engine_read_tables_async (RepriseEngine *self,
                                       RepriseEngineDatabase *database,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
reprise_engine_read_tables_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

/* Bytes of the database on its first running node, or -1. */
void reprise_engine_read_size_async (RepriseEngine *self,
                                     RepriseEngineDatabase *database,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gint64 reprise_engine_read_size_finish (RepriseEngine *self, GAsyncResult *result, GError **error);

/* One commit a second per database, on its nodes in turn, through role app; a node that refuses is
 * passed over. */
void reprise_engine_start_writer (RepriseEngine *self, RepriseEngineDatabase *database);
void reprise_engine_stop_writers (RepriseEngine *self);

G_END_DECLS
