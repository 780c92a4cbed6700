/* SPDX-License-Identifier: GPL-3.0-or-later
 * An engine without PostgreSQL: work goes on until the test ends it. */

#include "config.h"

#include "lab/reprise-fake-lab-engine.h"

#include "engine/reprise-engine-error.h"
#include "model/reprise-table.h"

#define POSTGRES_MAJOR 15
#define DATABASE_BYTES 8192

struct _RepriseFakeLabEngine
{
  GObject parent_instance;

  GStrv down_nodes;
  GTask *backup_task; /* nullable */
  char *backup;
  GTask *restore_task; /* nullable */
  char *restore;
  RepriseEngineDatabase *restore_target;
  char *new_repository_id;
  RepriseEngineStepFunc step_func;
  gpointer step_data;
  RepriseInventory *inventory;
  gboolean inventory_fails;
};

static void reprise_fake_lab_engine_iface_init (RepriseLabEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFakeLabEngine,
                               reprise_fake_lab_engine,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_LAB_ENGINE,
                                                      reprise_fake_lab_engine_iface_init))

static const char *
or_dash (const char *text)
{
  return text == NULL ? "-" : text;
}

static char *
join_or_dash (const char *const *texts)
{
  return texts == NULL ? g_strdup ("-") : g_strjoinv (",", (GStrv) texts);
}

static GStrv
dup_down_nodes (RepriseLabEngine *engine, RepriseEngineDatabase *database)
{
  RepriseFakeLabEngine *self = REPRISE_FAKE_LAB_ENGINE (engine);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; self->down_nodes[i] != NULL; i++)
    if (reprise_engine_database_get_instance (database, self->down_nodes[i]) != NULL)
      g_strv_builder_add (builder, self->down_nodes[i]);
  return g_strv_builder_end (builder);
}

static int
get_postgres_major (RepriseLabEngine *engine)
{
  return POSTGRES_MAJOR;
}

static void
backup_async (RepriseLabEngine *engine,
              RepriseEngineDatabase *database,
              const char *const *node_names,
              RepriseBackupType type,
              const char *name,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  RepriseFakeLabEngine *self = REPRISE_FAKE_LAB_ENGINE (engine);
  g_autofree char *nodes = join_or_dash (node_names);

  g_assert_null (self->backup_task);
  self->backup_task = g_task_new (NULL, cancellable, callback, user_data);
  g_free (self->backup);
  self->backup =
      g_strdup_printf ("%s %s %s", reprise_backup_type_to_word (type), or_dash (name), nodes);
}

static gboolean
backup_finish (RepriseLabEngine *engine, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
restore_async (RepriseLabEngine *engine,
               const RepriseEngineRestore *restore,
               RepriseEngineStepFunc step_func,
               gpointer step_data,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  RepriseFakeLabEngine *self = REPRISE_FAKE_LAB_ENGINE (engine);
  g_autofree char *nodes = join_or_dash (restore->node_names);

  g_assert_null (self->restore_task);
  self->restore_task = g_task_new (NULL, cancellable, callback, user_data);
  self->step_func = step_func;
  self->step_data = step_data;
  g_set_object (&self->restore_target, restore->target);
  g_free (self->new_repository_id);
  self->new_repository_id = g_strdup (restore->new_repository_id);
  g_free (self->restore);
  self->restore = g_strdup_printf ("%s %s %s %s %s %s %s",
                                   restore->source_database_name,
                                   restore->source_node_name,
                                   nodes,
                                   restore->recovery.type,
                                   or_dash (restore->recovery.target),
                                   restore->recovery.exclusive ? "exclusive" : "inclusive",
                                   or_dash (restore->recovery.set));
}

static RepriseEngineRestoreOutcome
restore_finish (RepriseLabEngine *engine, GAsyncResult *result, GError **error)
{
  RepriseEngineRestoreOutcome outcome =
      GPOINTER_TO_INT (g_object_get_data (G_OBJECT (result), "outcome"));

  g_task_propagate_boolean (G_TASK (result), error);
  return outcome;
}

static void
read_inventory_async (RepriseLabEngine *engine,
                      const char *database_id,
                      const char *repository_id,
                      const char *node_name,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  RepriseFakeLabEngine *self = REPRISE_FAKE_LAB_ENGINE (engine);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  if (self->inventory_fails)
    g_task_return_new_error (task,
                             REPRISE_ENGINE_ERROR,
                             REPRISE_ENGINE_ERROR_COMMAND_FAILED,
                             "no such storage");
  else
    g_task_return_pointer (task,
                           self->inventory == NULL ? NULL : g_object_ref (self->inventory),
                           g_object_unref);
}

static RepriseInventory *
read_inventory_finish (RepriseLabEngine *engine, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_tables_async (RepriseLabEngine *engine,
                   RepriseEngineDatabase *database,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  static const char *const primary_key[] = { "id", NULL };
  static const char *const sets[] = { "default", NULL };
  static const RepriseTableStatus statuses[] = { { "n1", TRUE, TRUE, TRUE } };
  RepriseTableFields fields = {
    .schema = "public",
    .name = "orders",
    .primary_key = primary_key,
    .replication_sets = sets,
    .statuses = statuses,
    .n_statuses = 1,
  };
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tables, reprise_table_new (&fields));
  g_task_return_pointer (task, tables, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
read_tables_finish (RepriseLabEngine *engine, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_size_async (RepriseLabEngine *engine,
                 RepriseEngineDatabase *database,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_return_int (task, DATABASE_BYTES);
}

static gint64
read_size_finish (RepriseLabEngine *engine, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
reprise_fake_lab_engine_iface_init (RepriseLabEngineInterface *iface)
{
  iface->dup_down_nodes = dup_down_nodes;
  iface->get_postgres_major = get_postgres_major;
  iface->backup_async = backup_async;
  iface->backup_finish = backup_finish;
  iface->restore_async = restore_async;
  iface->restore_finish = restore_finish;
  iface->read_inventory_async = read_inventory_async;
  iface->read_inventory_finish = read_inventory_finish;
  iface->read_tables_async = read_tables_async;
  iface->read_tables_finish = read_tables_finish;
  iface->read_size_async = read_size_async;
  iface->read_size_finish = read_size_finish;
}

static void
reprise_fake_lab_engine_finalize (GObject *object)
{
  RepriseFakeLabEngine *self = REPRISE_FAKE_LAB_ENGINE (object);

  g_assert_null (self->backup_task);
  g_assert_null (self->restore_task);
  g_strfreev (self->down_nodes);
  g_free (self->backup);
  g_free (self->restore);
  g_free (self->new_repository_id);
  g_clear_object (&self->restore_target);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (reprise_fake_lab_engine_parent_class)->finalize (object);
}

static void
reprise_fake_lab_engine_class_init (RepriseFakeLabEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_fake_lab_engine_finalize;
}

static void
reprise_fake_lab_engine_init (RepriseFakeLabEngine *self)
{
  self->down_nodes = g_new0 (char *, 1);
}

RepriseFakeLabEngine *
reprise_fake_lab_engine_new (void)
{
  return g_object_new (REPRISE_TYPE_FAKE_LAB_ENGINE, NULL);
}

void
reprise_fake_lab_engine_set_down_nodes (RepriseFakeLabEngine *self, const char *const *node_names)
{
  g_strfreev (self->down_nodes);
  self->down_nodes = g_strdupv ((GStrv) node_names);
}

gboolean
reprise_fake_lab_engine_is_backing_up (RepriseFakeLabEngine *self)
{
  return self->backup_task != NULL;
}

const char *
reprise_fake_lab_engine_get_backup (RepriseFakeLabEngine *self)
{
  return self->backup;
}

static void
end_task (GTask *task, const char *failure)
{
  if (g_task_return_error_if_cancelled (task))
    return;
  if (failure == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task,
                             REPRISE_ENGINE_ERROR,
                             REPRISE_ENGINE_ERROR_RECOVERY_FAILED,
                             "%s",
                             failure);
}

void
reprise_fake_lab_engine_end_backup (RepriseFakeLabEngine *self, const char *failure)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->backup_task);

  g_assert_nonnull (task);
  end_task (task, failure);
}

gboolean
reprise_fake_lab_engine_is_restoring (RepriseFakeLabEngine *self)
{
  return self->restore_task != NULL;
}

const char *
reprise_fake_lab_engine_get_restore (RepriseFakeLabEngine *self)
{
  return self->restore;
}

void
reprise_fake_lab_engine_step (RepriseFakeLabEngine *self,
                              const char *step,
                              const char *status,
                              int progress)
{
  g_assert_nonnull (self->restore_task);
  self->step_func (step, status, progress, step, self->step_data);
}

void
reprise_fake_lab_engine_end_restore (RepriseFakeLabEngine *self,
                                     RepriseEngineRestoreOutcome outcome,
                                     const char *failure)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->restore_task);
  static const char *const none[] = { NULL };
  GError *error = NULL;

  g_assert_nonnull (task);
  if (outcome != REPRISE_ENGINE_RESTORE_FAILED)
    reprise_engine_database_commit (self->restore_target, self->new_repository_id, none, &error);
  g_assert_no_error (error);
  g_object_set_data (G_OBJECT (task), "outcome", GINT_TO_POINTER (outcome));
  end_task (task, failure);
}

void
reprise_fake_lab_engine_set_inventory (RepriseFakeLabEngine *self, RepriseInventory *inventory)
{
  self->inventory_fails = FALSE;
  g_set_object (&self->inventory, inventory);
}

void
reprise_fake_lab_engine_fail_inventory (RepriseFakeLabEngine *self)
{
  self->inventory_fails = TRUE;
}
