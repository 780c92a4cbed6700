/* SPDX-License-Identifier: GPL-3.0-or-later
 * First step of a restore: applications out, rows drained, nodes stopped. */

#include "config.h"

#include "engine/reprise-restore-run.h"

#include "engine/reprise-parallel.h"
#include "engine/reprise-replication.h"

static gboolean
write_restore_configuration (RepriseRestoreRun *run, GError **error)
{
  const RepriseEngineRestore *restore = run->restore;
  g_autofree char *path = reprise_engine_repository_path (run->tools,
                                                          restore->source_database_id,
                                                          restore->source_repository_id,
                                                          restore->source_node_name);

  for (guint i = 0; i < run->targets->len; i++)
    {
      RepriseInstance *instance = g_ptr_array_index (run->targets, i);

      if (!reprise_instance_make_directories (instance, error) ||
          !reprise_pgbackrest_configure_restore (run->tools->pgbackrest, instance, path, error))
        return reprise_restore_run_prefix (instance, error);
    }
  return TRUE;
}

static gboolean
fence_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;

  if (!reprise_instance_is_running (item))
    return TRUE;
  return reprise_engine_fence (run->tools, item, cancellable, error) ||
         reprise_restore_run_prefix (item, error);
}

/* Replication that is down already must not keep anybody from restoring: what cannot be drained is
 * said, and is lost on that node alone. */
static gboolean
drain_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  g_autoptr (GError) drain_error = NULL;

  if (!reprise_instance_is_running (item) ||
      reprise_engine_drain (run->tools, item, run->whole, cancellable, &drain_error))
    return TRUE;
  if (g_error_matches (drain_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&drain_error));
      return FALSE;
    }
  g_message ("%s: the other nodes may lack its last rows: %s",
             reprise_instance_get_node_name (item),
             drain_error->message);
  return TRUE;
}

/* A subscription left on a node that stays would resume behind the slot that is made anew, and say
 * "replicating" while nothing arrives. */
static gboolean
unsubscribe_other (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  const char *name = reprise_instance_get_node_name (item);
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (item, run->tools->sql, NULL, FALSE, cancellable, error);

  if (session == NULL)
    return reprise_restore_run_prefix (item, error);
  for (guint i = 0; i < run->targets->len; i++)
    {
      const char *target = reprise_instance_get_node_name (g_ptr_array_index (run->targets, i));

      if (!reprise_replication_unsubscribe (session, target, name, cancellable, error))
        return reprise_restore_run_prefix (item, error);
    }
  return TRUE;
}

static gboolean
unsubscribe_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  const char *name = reprise_instance_get_node_name (item);
  g_autoptr (RepriseSqlSession) session = NULL;

  if (!reprise_instance_is_running (item))
    return TRUE;
  session = reprise_instance_connect (item, run->tools->sql, NULL, FALSE, cancellable, error);
  if (session == NULL)
    return reprise_restore_run_prefix (item, error);
  for (guint i = 0; i < run->others->len; i++)
    {
      const char *other = reprise_instance_get_node_name (g_ptr_array_index (run->others, i));

      if (!reprise_replication_unsubscribe (session, other, name, cancellable, error))
        return reprise_restore_run_prefix (item, error);
    }
  return TRUE;
}

/* What a target that is down could not drop on the nodes that stay. */
static gboolean
drop_slots_of_targets (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  const char *name = reprise_instance_get_node_name (item);
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (item, run->tools->sql, NULL, FALSE, cancellable, error);

  if (session == NULL)
    return reprise_restore_run_prefix (item, error);
  for (guint i = 0; i < run->targets->len; i++)
    if (!reprise_replication_drop_slot (session,
                                        reprise_engine_database_get_name (run->restore->target),
                                        name,
                                        reprise_instance_get_node_name (
                                            g_ptr_array_index (run->targets, i)),
                                        cancellable,
                                        error))
      return reprise_restore_run_prefix (item, error);
  return TRUE;
}

static gboolean
stop_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;

  return reprise_postgres_stop (run->tools->postgres, item, cancellable, error) ||
         reprise_restore_run_prefix (item, error);
}

static gboolean
mark_broken (RepriseRestoreRun *run, GError **error)
{
  g_auto (GStrv) before = reprise_engine_database_dup_broken_nodes (run->restore->target);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) broken = NULL;

  g_strv_builder_addv (builder, (const char **) before);
  for (guint i = 0; i < run->targets->len; i++)
    {
      const char *name = reprise_instance_get_node_name (g_ptr_array_index (run->targets, i));

      if (!g_strv_contains ((const char *const *) before, name))
        g_strv_builder_add (builder, name);
    }
  broken = g_strv_builder_end (builder);
  return reprise_engine_database_commit (run->restore->target,
                                         NULL,
                                         (const char *const *) broken,
                                         error);
}

/* reprise_restore_run_configure: from mark_broken () on the targets count as half restored,
 * whatever happens to this process. */
gboolean
reprise_restore_run_configure (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  reprise_restore_run_report (run,
                              STEP_CONFIGURE,
                              "running",
                              0,
                              "Keeping applications out and stopping the nodes");
  if (write_restore_configuration (run, error) &&
      reprise_parallel_run (run->targets, fence_target, run, cancellable, error) &&
      reprise_parallel_run (run->targets, drain_target, run, cancellable, error) &&
      mark_broken (run, error) &&
      reprise_parallel_run (run->others, unsubscribe_other, run, cancellable, error) &&
      reprise_parallel_run (run->targets, unsubscribe_target, run, cancellable, error) &&
      reprise_parallel_run (run->targets, stop_target, run, cancellable, error) &&
      reprise_parallel_run (run->others, drop_slots_of_targets, run, cancellable, error))
    {
      reprise_restore_run_report (run,
                                  STEP_CONFIGURE,
                                  "succeeded",
                                  END_CONFIGURE,
                                  "The nodes are stopped");
      return TRUE;
    }
  return reprise_restore_run_fail_step (run, STEP_CONFIGURE, 0, error);
}
