/* SPDX-License-Identifier: GPL-3.0-or-later
 * Last steps of a restore: the copies become nodes of their own again. */

#include "config.h"

#include "engine/reprise-restore-run.h"

#include "engine/reprise-parallel.h"
#include "engine/reprise-replication.h"
#include "engine/reprise-sample.h"

#include <string.h>

/* A copy carries its source's name and passwords. */
static gboolean
rename_database (RepriseRestoreRun *run,
                 RepriseInstance *instance,
                 GCancellable *cancellable,
                 GError **error)
{
  const char *target_name = reprise_engine_database_get_name (run->restore->target);
  g_autoptr (RepriseSqlSession) session = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *statement = NULL;

  if (strcmp (run->restore->source_database_name, target_name) == 0)
    return TRUE;
  session =
      reprise_instance_connect (instance, run->tools->sql, "postgres", TRUE, cancellable, error);
  if (session == NULL)
    return FALSE;
  from = reprise_sql_quote_identifier (run->restore->source_database_name);
  to = reprise_sql_quote_identifier (target_name);
  statement = g_strdup_printf ("ALTER DATABASE %s RENAME TO %s", from, to);
  return reprise_sql_session_execute (session, statement, cancellable, error);
}

static gboolean
strip_copy (RepriseRestoreRun *run,
            RepriseInstance *instance,
            GCancellable *cancellable,
            GError **error)
{
  RepriseEngineDatabase *database = run->restore->target;
  g_autofree char *name =
      reprise_sql_quote_identifier (reprise_engine_database_get_name (database));
  g_autofree char *fence = g_strdup_printf ("ALTER DATABASE %s CONNECTION LIMIT 0", name);
  g_autoptr (RepriseSqlSession) session = NULL;

  if (!rename_database (run, instance, cancellable, error))
    return FALSE;
  session = reprise_instance_connect (instance, run->tools->sql, NULL, TRUE, cancellable, error);
  return session != NULL && reprise_sql_session_execute (session, fence, cancellable, error) &&
         reprise_replication_strip (session, cancellable, error) &&
         reprise_sample_set_roles (session,
                                   reprise_engine_database_get_admin_password (database),
                                   reprise_engine_database_get_app_password (database),
                                   cancellable,
                                   error);
}

static gboolean
make_node_again (RepriseRestoreRun *run,
                 RepriseInstance *instance,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (RepriseSqlSession) session =
          reprise_instance_connect (instance, run->tools->sql, NULL, FALSE, cancellable, error);

  if (session == NULL || !reprise_replication_create_node (session, instance, cancellable, error))
    return FALSE;
  return !reprise_engine_database_has_automatic_ddl (run->restore->target) ||
         reprise_replication_add_tables (session, cancellable, error);
}

static gboolean
set_up_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  const RepriseEngineTools *tools = run->tools;

  return (strip_copy (run, item, cancellable, error) &&
          reprise_postgres_stop (tools->postgres, item, cancellable, error) &&
          reprise_engine_use_repository (tools,
                                         run->restore->target,
                                         item,
                                         run->restore->new_repository_id,
                                         error) &&
          reprise_pgbackrest_create_stanza (tools->pgbackrest, item, FALSE, cancellable, error) &&
          reprise_postgres_start (tools->postgres, item, cancellable, error) &&
          make_node_again (run, item, cancellable, error)) ||
         reprise_restore_run_prefix (item, error);
}

/* Nodes that stay get the new repository too, while they run. */
static gboolean
set_up_other (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;

  return (reprise_engine_use_repository (run->tools,
                                         run->restore->target,
                                         item,
                                         run->restore->new_repository_id,
                                         error) &&
          reprise_pgbackrest_create_stanza (run->tools->pgbackrest,
                                            item,
                                            TRUE,
                                            cancellable,
                                            error)) ||
         reprise_restore_run_prefix (item, error);
}

/* Targets subscribe to every other node, nodes that stay to the targets. */
static gboolean
subscribe_again (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;
  gboolean is_target = g_ptr_array_find (run->targets, item, NULL);
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (item, run->tools->sql, NULL, FALSE, cancellable, error);

  return (session != NULL && reprise_replication_subscribe (session,
                                                            item,
                                                            is_target ? run->whole : run->targets,
                                                            cancellable,
                                                            error)) ||
         reprise_restore_run_prefix (item, error);
}

/* reprise_restore_run_set_up: identities, repository, replication. */
gboolean
reprise_restore_run_set_up (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  reprise_restore_run_report (run,
                              STEP_SETUP,
                              "running",
                              END_WAIT_RECOVERY,
                              "Making the copies nodes of their own");
  if (!reprise_parallel_run (run->targets, set_up_target, run, cancellable, error) ||
      !reprise_parallel_run (run->others, set_up_other, run, cancellable, error) ||
      !reprise_parallel_run (run->whole, subscribe_again, run, cancellable, error))
    return reprise_restore_run_fail_step (run, STEP_SETUP, END_WAIT_RECOVERY, error);
  reprise_restore_run_report (run,
                              STEP_SETUP,
                              "succeeded",
                              END_SETUP,
                              "New repository and replication sets in place");
  return TRUE;
}

static gboolean
unfence_target (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseRestoreRun *run = user_data;

  return reprise_engine_unfence (run->tools, item, cancellable, error) ||
         reprise_restore_run_prefix (item, error);
}

/* One write to disk makes the new repository the database's and the targets whole. */
static gboolean
mark_whole (RepriseRestoreRun *run, GError **error)
{
  g_auto (GStrv) before = reprise_engine_database_dup_broken_nodes (run->restore->target);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) broken = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    {
      RepriseInstance *instance =
          reprise_engine_database_get_instance (run->restore->target, before[i]);

      if (!g_ptr_array_find (run->targets, instance, NULL))
        g_strv_builder_add (builder, before[i]);
    }
  broken = g_strv_builder_end (builder);
  return reprise_engine_database_commit (run->restore->target,
                                         run->restore->new_repository_id,
                                         (const char *const *) broken,
                                         error);
}

/* reprise_restore_run_finish_setup: waits for replication, then opens the database. */
gboolean
reprise_restore_run_finish_setup (RepriseRestoreRun *run, GCancellable *cancellable, GError **error)
{
  reprise_restore_run_report (run,
                              STEP_WAIT_SETUP,
                              "running",
                              END_SETUP,
                              "Waiting until the nodes replicate");
  if (!reprise_engine_wait_replicating (run->tools, run->whole, FALSE, cancellable, error) ||
      !mark_whole (run, error) ||
      !reprise_parallel_run (run->targets, unfence_target, run, cancellable, error))
    return reprise_restore_run_fail_step (run, STEP_WAIT_SETUP, END_SETUP, error);
  reprise_restore_run_report (run,
                              STEP_WAIT_SETUP,
                              "succeeded",
                              END_WAIT_SETUP,
                              "The database is available");
  return TRUE;
}
