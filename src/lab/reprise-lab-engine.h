/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the service needs of the engine, as an interface so that it can be tested without one. */

#pragma once

#include "engine/reprise-engine.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_ENGINE (reprise_lab_engine_get_type ())
G_DECLARE_INTERFACE (RepriseLabEngine, reprise_lab_engine, REPRISE, LAB_ENGINE, GObject)

/* Each pair means what the functions of the same name mean in engine/reprise-engine.h. The source
 * that a callback is given is the implementation's own affair. */
struct _RepriseLabEngineInterface
{
  GTypeInterface parent_iface;

  GStrv (*dup_down_nodes) (RepriseLabEngine *self, RepriseEngineDatabase *database);
  int (*get_postgres_major) (RepriseLabEngine *self);

  void (*backup_async) (RepriseLabEngine *self,
                        RepriseEngineDatabase *database,
                        const char *const *node_names,
                        RepriseBackupType type,
                        const char *name,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*backup_finish) (RepriseLabEngine *self, GAsyncResult *result, GError **error);

  void (*restore_async) (RepriseLabEngine *self,
                         const RepriseEngineRestore *restore,
                         RepriseEngineStepFunc step_func,
                         gpointer step_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  RepriseEngineRestoreOutcome (*restore_finish) (RepriseLabEngine *self,
                                                 GAsyncResult *result,
                                                 GError **error);

  void (*read_inventory_async) (RepriseLabEngine *self,
                                const char *database_id,
                                const char *repository_id,
                                const char *node_name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
  RepriseInventory *(*read_inventory_finish) (RepriseLabEngine *self,
                                              GAsyncResult *result,
                                              GError **error);

  void (*read_tables_async) (RepriseLabEngine *self,
                             RepriseEngineDatabase *database,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  GPtrArray *(*read_tables_finish) (RepriseLabEngine *self, GAsyncResult *result, GError **error);

  void (*read_size_async) (RepriseLabEngine *self,
                           RepriseEngineDatabase *database,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  gint64 (*read_size_finish) (RepriseLabEngine *self, GAsyncResult *result, GError **error);
};

/* Nodes that take no part: half restored, or not running. */
GStrv reprise_lab_engine_dup_down_nodes (RepriseLabEngine *self, RepriseEngineDatabase *database);
int reprise_lab_engine_get_postgres_major (RepriseLabEngine *self);

void reprise_lab_engine_backup_async (RepriseLabEngine *self,
                                      RepriseEngineDatabase *database,
                                      const char *const *node_names,
                                      RepriseBackupType type,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
reprise_lab_engine_backup_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error);

void reprise_lab_engine_restore_async (RepriseLabEngine *self,
                                       const RepriseEngineRestore *restore,
                                       RepriseEngineStepFunc step_func,
                                       gpointer step_data,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
RepriseEngineRestoreOutcome
reprise_lab_engine_restore_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error);

void reprise_lab_engine_read_inventory_async (RepriseLabEngine *self,
                                              const char *database_id,
                                              const char *repository_id,
                                              const char *node_name,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
RepriseInventory *reprise_lab_engine_read_inventory_finish (RepriseLabEngine *self,
                                                            GAsyncResult *result,
                                                            GError **error);

void reprise_lab_engine_read_tables_async (RepriseLabEngine *self,
                                           RepriseEngineDatabase *database,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *reprise_lab_engine_read_tables_finish (RepriseLabEngine *self,
                                                  GAsyncResult *result,
                                                  GError **error);

void reprise_lab_engine_read_size_async (RepriseLabEngine *self,
                                         RepriseEngineDatabase *database,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gint64
reprise_lab_engine_read_size_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error);

G_END_DECLS
