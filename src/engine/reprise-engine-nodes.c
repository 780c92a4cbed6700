/* SPDX-License-Identifier: GPL-3.0-or-later
 * What several of the engine's sequences do with the nodes of a database. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-parallel.h"
#include "engine/reprise-pause.h"
#include "engine/reprise-replication.h"

#include <string.h>

#define FIRST_WAIT_MILLISECONDS 20
#define LONGEST_WAIT_MILLISECONDS 50
/* pglogical starts one worker a second: to be down for longer means that the first try failed. */
#define POKE_MILLISECONDS 2000
#define SESSIONS_GONE_SECONDS 10
#define DRAIN_SECONDS 20
#define REPLICATING_SECONDS 60

static void
start_waiting (ReprisePause *pause, guint limit_seconds)
{
  reprise_pause_init (pause, FIRST_WAIT_MILLISECONDS, LONGEST_WAIT_MILLISECONDS, limit_seconds);
}

/**
 * reprise_engine_repository_path:
 *
 * Returns: (transfer full): the directory of one node's repository, as the service lays them out
 */
char *
reprise_engine_repository_path (const RepriseEngineTools *tools,
                                const char *database_id,
                                const char *repository_id,
                                const char *node_name)
{
  return g_build_filename (tools->root,
                           "backups",
                           "databases",
                           database_id,
                           repository_id,
                           node_name,
                           NULL);
}

/**
 * reprise_engine_whole_instances:
 * @database: a database
 *
 * Returns: (transfer full) (element-type RepriseInstance): those that no restore left half done
 */
GPtrArray *
reprise_engine_whole_instances (RepriseEngineDatabase *database)
{
  GPtrArray *all = reprise_engine_database_get_instances (database);
  g_auto (GStrv) broken = reprise_engine_database_dup_broken_nodes (database);
  GPtrArray *whole = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      RepriseInstance *instance = g_ptr_array_index (all, i);

      if (!g_strv_contains ((const char *const *) broken,
                            reprise_instance_get_node_name (instance)))
        g_ptr_array_add (whole, g_object_ref (instance));
    }
  return whole;
}

/**
 * reprise_engine_use_repository:
 * @repository_id: the repository that @instance archives to from now on
 *
 * Returns: whether its configuration says so
 */
gboolean
reprise_engine_use_repository (const RepriseEngineTools *tools,
                               RepriseEngineDatabase *database,
                               RepriseInstance *instance,
                               const char *repository_id,
                               GError **error)
{
  g_autofree char *path =
      reprise_engine_repository_path (tools,
                                      reprise_engine_database_get_id (database),
                                      repository_id,
                                      reprise_instance_get_node_name (instance));

  return reprise_pgbackrest_configure (tools->pgbackrest,
                                       instance,
                                       path,
                                       REPRISE_ENGINE_RETENTION_FULL,
                                       error);
}

static gboolean
set_connection_limit (RepriseSqlSession *session,
                      RepriseInstance *instance,
                      int limit,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *name =
      reprise_sql_quote_identifier (reprise_instance_get_database_name (instance));
  g_autofree char *statement =
      g_strdup_printf ("ALTER DATABASE %s CONNECTION LIMIT %d", name, limit);

  return reprise_sql_session_execute (session, statement, cancellable, error);
}

static gboolean
end_client_sessions (RepriseSqlSession *session, GCancellable *cancellable, GError **error)
{
  ReprisePause pause;

  start_waiting (&pause, SESSIONS_GONE_SECONDS);
  while (!reprise_pause_is_over (&pause))
    {
      g_autofree char *left = reprise_sql_session_query_text (
          session,
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
          " WHERE datname = current_database() AND backend_type = 'client backend'"
          " AND usename <> 'postgres'",
          NULL,
          0,
          cancellable,
          error);

      if (left == NULL)
        return FALSE;
      if (strcmp (left, "0") == 0)
        return TRUE;
      if (!reprise_pause_wait (&pause, cancellable, error))
        return FALSE;
    }
  g_set_error_literal (error,
                       REPRISE_ENGINE_ERROR,
                       REPRISE_ENGINE_ERROR_TIMED_OUT,
                       "Sessions of applications did not end");
  return FALSE;
}

/**
 * reprise_engine_fence:
 *
 * Keeps applications out of a running instance: no new session of theirs, and none left.
 */
gboolean
reprise_engine_fence (const RepriseEngineTools *tools,
                      RepriseInstance *instance,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (instance, tools->sql, NULL, FALSE, cancellable, error);

  return session != NULL && set_connection_limit (session, instance, 0, cancellable, error) &&
         end_client_sessions (session, cancellable, error);
}

/**
 * reprise_engine_unfence:
 *
 * Lets applications in again.
 */
gboolean
reprise_engine_unfence (const RepriseEngineTools *tools,
                        RepriseInstance *instance,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (instance, tools->sql, NULL, FALSE, cancellable, error);

  return session != NULL && set_connection_limit (session, instance, -1, cancellable, error);
}

static gboolean
wait_for_marker (const RepriseEngineTools *tools,
                 RepriseInstance *peer,
                 const char *marker,
                 ReprisePause *pause,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (peer, tools->sql, NULL, FALSE, cancellable, error);
  gboolean arrived = FALSE;

  if (session == NULL)
    return FALSE;
  while (!reprise_pause_is_over (pause))
    {
      if (!reprise_replication_has_marker (session, marker, &arrived, cancellable, error))
        return FALSE;
      if (arrived)
        return TRUE;
      if (!reprise_pause_wait (pause, cancellable, error))
        return FALSE;
    }
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_TIMED_OUT,
               "%s did not receive the last rows",
               reprise_instance_get_node_name (peer));
  return FALSE;
}

/**
 * reprise_engine_drain:
 * @from: a fenced instance
 * @peers: running instances
 *
 * Waits until @peers hold every row that @from has committed: a row written last arrives last,
 * since each peer applies in the order of commits.
 */
gboolean
reprise_engine_drain (const RepriseEngineTools *tools,
                      RepriseInstance *from,
                      GPtrArray *peers,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (from, tools->sql, NULL, FALSE, cancellable, error);
  g_autofree char *marker = NULL;
  ReprisePause pause;

  if (session == NULL)
    return FALSE;
  start_waiting (&pause, DRAIN_SECONDS);
  marker = reprise_replication_send_marker (session,
                                            reprise_instance_get_node_name (from),
                                            cancellable,
                                            error);
  if (marker == NULL)
    return FALSE;
  for (guint i = 0; i < peers->len; i++)
    {
      RepriseInstance *peer = g_ptr_array_index (peers, i);

      if (peer != from && reprise_instance_is_running (peer) &&
          !wait_for_marker (tools, peer, marker, &pause, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const RepriseEngineTools *tools;
  guint n_providers;
  guint first_poke_milliseconds;
} ReplicatingWait;

static gboolean
wait_node_replicating (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  ReplicatingWait *wait = user_data;
  g_autoptr (RepriseSqlSession) session =
                 reprise_instance_connect (item, wait->tools->sql, NULL, FALSE, cancellable, error);
  gint64 next_poke =
      g_get_monotonic_time () + wait->first_poke_milliseconds * G_TIME_SPAN_MILLISECOND;
  ReprisePause pause;

  if (session == NULL)
    return FALSE;
  start_waiting (&pause, REPLICATING_SECONDS);
  while (!reprise_pause_is_over (&pause))
    {
      gboolean replicating = FALSE;

      if (!reprise_replication_is_replicating (session,
                                               wait->n_providers,
                                               &replicating,
                                               cancellable,
                                               error))
        return FALSE;
      if (replicating)
        return TRUE;
      if (g_get_monotonic_time () >= next_poke)
        {
          if (!reprise_replication_poke (session, cancellable, error))
            return FALSE;
          next_poke = g_get_monotonic_time () + POKE_MILLISECONDS * G_TIME_SPAN_MILLISECOND;
        }
      if (!reprise_pause_wait (&pause, cancellable, error))
        return FALSE;
    }
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_TIMED_OUT,
               "%s: replication did not start within %d seconds",
               reprise_instance_get_node_name (item),
               REPLICATING_SECONDS);
  return FALSE;
}

/**
 * reprise_engine_wait_replicating:
 * @instances: running ones, each subscribed to all the others
 * @just_started: whether they have come up side by side, so that some found their peers still down
 *
 * Waits, with a limit, until every subscription replicates; wakes those whose first try failed,
 * which pglogical would leave asleep for up to three minutes.
 */
gboolean
reprise_engine_wait_replicating (const RepriseEngineTools *tools,
                                 GPtrArray *instances,
                                 gboolean just_started,
                                 GCancellable *cancellable,
                                 GError **error)
{
  ReplicatingWait wait = {
    .tools = tools,
    .n_providers = instances->len - 1,
    .first_poke_milliseconds = just_started ? 0 : POKE_MILLISECONDS,
  };

  if (instances->len < 2)
    return TRUE;
  return reprise_parallel_run (instances, wait_node_replicating, &wait, cancellable, error);
}
