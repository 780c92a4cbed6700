/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starting and stopping the instances of a database. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "engine/reprise-parallel.h"

typedef struct
{
  const RepriseEngineTools *tools;
  RepriseEngineDatabase *database;
  const char *repository_id;
} Start;

/* The repository is written again: a restore that was cut off may have pointed this node elsewhere.
 */
static gboolean
start_instance (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Start *start = user_data;

  if (reprise_instance_is_running (item))
    return reprise_engine_unfence (start->tools, item, cancellable, error);
  return reprise_instance_make_directories (item, error) &&
         reprise_engine_use_repository (start->tools,
                                        start->database,
                                        item,
                                        start->repository_id,
                                        error) &&
         reprise_postgres_start (start->tools->postgres, item, cancellable, error) &&
         reprise_engine_unfence (start->tools, item, cancellable, error);
}

/**
 * reprise_engine_start_database:
 *
 * Starts what is whole, lifts a fence that an interrupted restore left, and waits for replication.
 */
gboolean
reprise_engine_start_database (const RepriseEngineTools *tools,
                               RepriseEngineDatabase *database,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GPtrArray) whole = reprise_engine_whole_instances (database);
  g_autofree char *repository_id = reprise_engine_database_dup_repository_id (database);
  Start start = { .tools = tools, .database = database, .repository_id = repository_id };

  return reprise_parallel_run (whole, start_instance, &start, cancellable, error) &&
         reprise_engine_wait_replicating (tools, whole, TRUE, cancellable, error);
}

static gboolean
stop_instance (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const RepriseEngineTools *tools = user_data;

  return reprise_postgres_stop (tools->postgres, item, NULL, error);
}

/**
 * reprise_engine_stop_database:
 *
 * Stops every instance; cannot be cancelled, since nothing of it may stay behind.
 */
gboolean
reprise_engine_stop_database (const RepriseEngineTools *tools,
                              RepriseEngineDatabase *database,
                              GError **error)
{
  return reprise_parallel_run (reprise_engine_database_get_instances (database),
                               stop_instance,
                               (gpointer) tools,
                               NULL,
                               error);
}
