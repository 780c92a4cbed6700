/* SPDX-License-Identifier: GPL-3.0-or-later
 * The engine itself, as the service needs it. */

#include "config.h"

#include "lab/reprise-lab-real-engine.h"

struct _RepriseLabRealEngine
{
  GObject parent_instance;

  RepriseEngine *engine;
};

static void reprise_lab_real_engine_iface_init (RepriseLabEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseLabRealEngine,
                               reprise_lab_real_engine,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_LAB_ENGINE,
                                                      reprise_lab_real_engine_iface_init))

/* A postmaster that died by itself is as little use as a copy that is half restored. */
static GStrv
reprise_lab_real_engine_dup_down_nodes (RepriseLabEngine *self, RepriseEngineDatabase *database)
{
  g_auto (GStrv) broken = reprise_engine_database_dup_broken_nodes (database);
  g_autoptr (GStrvBuilder) down = g_strv_builder_new ();
  GPtrArray *instances = reprise_engine_database_get_instances (database);

  for (guint i = 0; i < instances->len; i++)
    {
      RepriseInstance *instance = g_ptr_array_index (instances, i);
      const char *name = reprise_instance_get_node_name (instance);

      if (!reprise_instance_is_running (instance) ||
          g_strv_contains ((const char *const *) broken, name))
        g_strv_builder_add (down, name);
    }
  return g_strv_builder_end (down);
}

static int
reprise_lab_real_engine_get_postgres_major (RepriseLabEngine *self)
{
  return reprise_engine_get_postgres_major (REPRISE_LAB_REAL_ENGINE (self)->engine);
}

static void
reprise_lab_real_engine_backup_async (RepriseLabEngine *self,
                                      RepriseEngineDatabase *database,
                                      const char *const *node_names,
                                      RepriseBackupType type,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  reprise_engine_backup_async (REPRISE_LAB_REAL_ENGINE (self)->engine,
                               database,
                               node_names,
                               type,
                               name,
                               cancellable,
                               callback,
                               user_data);
}

static gboolean
reprise_lab_real_engine_backup_finish (RepriseLabEngine *self, GAsyncResult *result, GError **error)
{
  return reprise_engine_backup_finish (REPRISE_LAB_REAL_ENGINE (self)->engine, result, error);
}

static void
reprise_lab_real_engine_restore_async (RepriseLabEngine *self,
                                       const RepriseEngineRestore *restore,
                                       RepriseEngineStepFunc step_func,
                                       gpointer step_data,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  reprise_engine_restore_async (REPRISE_LAB_REAL_ENGINE (self)->engine,
                                restore,
                                step_func,
                                step_data,
                                cancellable,
                                callback,
                                user_data);
}

static RepriseEngineRestoreOutcome
reprise_lab_real_engine_restore_finish (RepriseLabEngine *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  return reprise_engine_restore_finish (REPRISE_LAB_REAL_ENGINE (self)->engine, result, error);
}

static void
reprise_lab_real_engine_read_inventory_async (RepriseLabEngine *self,
                                              const char *database_id,
                                              const char *repository_id,
                                              const char *node_name,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  reprise_engine_read_inventory_async (REPRISE_LAB_REAL_ENGINE (self)->engine,
                                       database_id,
                                       repository_id,
                                       node_name,
                                       cancellable,
                                       callback,
                                       user_data);
}

static RepriseInventory *
reprise_lab_real_engine_read_inventory_finish (RepriseLabEngine *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  return reprise_engine_read_inventory_finish (REPRISE_LAB_REAL_ENGINE (self)->engine,
                                               result,
                                               error);
}

static void
reprise_lab_real_engine_read_tables_async (RepriseLabEngine *self,
                                           RepriseEngineDatabase *database,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  reprise_engine_read_tables_async (REPRISE_LAB_REAL_ENGINE (self)->engine,
                                    database,
                                    cancellable,
                                    callback,
                                    user_data);
}

static GPtrArray *
reprise_lab_real_engine_read_tables_finish (RepriseLabEngine *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return reprise_engine_read_tables_finish (REPRISE_LAB_REAL_ENGINE (self)->engine, result, error);
}

static void
reprise_lab_real_engine_read_size_async (RepriseLabEngine *self,
                                         RepriseEngineDatabase *database,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  reprise_engine_read_size_async (REPRISE_LAB_REAL_ENGINE (self)->engine,
                                  database,
                                  cancellable,
                                  callback,
                                  user_data);
}

static gint64
reprise_lab_real_engine_read_size_finish (RepriseLabEngine *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return reprise_engine_read_size_finish (REPRISE_LAB_REAL_ENGINE (self)->engine, result, error);
}

static void
reprise_lab_real_engine_iface_init (RepriseLabEngineInterface *iface)
{
  iface->dup_down_nodes = reprise_lab_real_engine_dup_down_nodes;
  iface->get_postgres_major = reprise_lab_real_engine_get_postgres_major;
  iface->backup_async = reprise_lab_real_engine_backup_async;
  iface->backup_finish = reprise_lab_real_engine_backup_finish;
  iface->restore_async = reprise_lab_real_engine_restore_async;
  iface->restore_finish = reprise_lab_real_engine_restore_finish;
  iface->read_inventory_async = reprise_lab_real_engine_read_inventory_async;
  iface->read_inventory_finish = reprise_lab_real_engine_read_inventory_finish;
  iface->read_tables_async = reprise_lab_real_engine_read_tables_async;
  iface->read_tables_finish = reprise_lab_real_engine_read_tables_finish;
  iface->read_size_async = reprise_lab_real_engine_read_size_async;
  iface->read_size_finish = reprise_lab_real_engine_read_size_finish;
}

static void
reprise_lab_real_engine_finalize (GObject *object)
{
  RepriseLabRealEngine *self = REPRISE_LAB_REAL_ENGINE (object);

  g_clear_object (&self->engine);
  G_OBJECT_CLASS (reprise_lab_real_engine_parent_class)->finalize (object);
}

static void
reprise_lab_real_engine_class_init (RepriseLabRealEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_real_engine_finalize;
}

static void
reprise_lab_real_engine_init (RepriseLabRealEngine *self)
{
}

/**
 * reprise_lab_real_engine_new:
 * @engine: (transfer none): drives PostgreSQL and pgBackRest
 */
RepriseLabEngine *
reprise_lab_real_engine_new (RepriseEngine *engine)
{
  RepriseLabRealEngine *self = g_object_new (REPRISE_TYPE_LAB_REAL_ENGINE, NULL);

  self->engine = g_object_ref (engine);
  return REPRISE_LAB_ENGINE (self);
}
