/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the service needs of the engine, as an interface so that it can be tested without one. */

#include "config.h"

#include "lab/reprise-lab-engine.h"

G_DEFINE_INTERFACE (RepriseLabEngine, reprise_lab_engine, G_TYPE_OBJECT)

static void
reprise_lab_engine_default_init (RepriseLabEngineInterface *iface)
{
}

GStrv
reprise_lab_engine_dup_down_nodes (RepriseLabEngine *self, RepriseEngineDatabase *database)
{
  g_return_val_if_fail (REPRISE_IS_LAB_ENGINE (self), NULL);

  return REPRISE_LAB_ENGINE_GET_IFACE (self)->dup_down_nodes (self, database);
}

int
reprise_lab_engine_get_postgres_major (RepriseLabEngine *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_ENGINE (self), 0);

  return REPRISE_LAB_ENGINE_GET_IFACE (self)->get_postgres_major (self);
}

void
reprise_lab_engine_backup_async (RepriseLabEngine *self,
                                 RepriseEngineDatabase *database,
                                 const char *const *node_names,
                                 RepriseBackupType type,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_LAB_ENGINE (self));

  REPRISE_LAB_ENGINE_GET_IFACE (self)
      ->backup_async (self, database, node_names, type, name, cancellable, callback, user_data);
}

gboolean
reprise_lab_engine_backup_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_ENGINE (self), FALSE);

  return REPRISE_LAB_ENGINE_GET_IFACE (self)->backup_finish (self, result, error);
}

void
reprise_lab_engine_restore_async (RepriseLabEngine *self,
                                  const RepriseEngineRestore *restore,
                                  RepriseEngineStepFunc step_func,
                                  gpointer step_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_LAB_ENGINE (self));

  REPRISE_LAB_ENGINE_GET_IFACE (self)
      ->restore_async (self, restore, step_func, step_data, cancellable, callback, user_data);
}

RepriseEngineRestoreOutcome
reprise_lab_engine_restore_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_ENGINE (self), REPRISE_ENGINE_RESTORE_FAILED);

  return REPRISE_LAB_ENGINE_GET_IFACE (self)->restore_finish (self, result, error);
}

void
reprise_lab_engine_read_inventory_async (RepriseLabEngine *self,
                                         const char *database_id,
                                         const char *repository_id,
                                         const char *node_name,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_LAB_ENGINE (self));

  REPRISE_LAB_ENGINE_GET_IFACE (self)->read_inventory_async (self,
                                                             database_id,
                                                             repository_id,
                                                             node_name,
                                                             cancellable,
                                                             callback,
                                                             user_data);
}

RepriseInventory *
reprise_lab_engine_read_inventory_finish (RepriseLabEngine *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_ENGINE (self), NULL);

  return REPRISE_LAB_ENGINE_GET_IFACE (self)->read_inventory_finish (self, result, error);
}

void
reprise_lab_engine_read_tables_async (RepriseLabEngine *self,
                                      RepriseEngineDatabase *database,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_LAB_ENGINE (self));

  REPRISE_LAB_ENGINE_GET_IFACE (self)->read_tables_async (self,
                                                          database,
                                                          cancellable,
                                                          callback,
                                                          user_data);
}

GPtrArray *
reprise_lab_engine_read_tables_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_ENGINE (self), NULL);

  return REPRISE_LAB_ENGINE_GET_IFACE (self)->read_tables_finish (self, result, error);
}

void
reprise_lab_engine_read_size_async (RepriseLabEngine *self,
                                    RepriseEngineDatabase *database,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_LAB_ENGINE (self));

  REPRISE_LAB_ENGINE_GET_IFACE (self)->read_size_async (self,
                                                        database,
                                                        cancellable,
                                                        callback,
                                                        user_data);
}

gint64
reprise_lab_engine_read_size_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_ENGINE (self), -1);

  return REPRISE_LAB_ENGINE_GET_IFACE (self)->read_size_finish (self, result, error);
}
