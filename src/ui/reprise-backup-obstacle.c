/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why no backup can be taken now, and no restore be put together. */

#include "config.h"

#include "ui/reprise-backup-obstacle.h"

#include "ui/reprise-closures.h"

#include <glib/gi18n.h>

static char *
dup_status_obstacle (RepriseDatabaseWatch *watch)
{
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  RepriseCluster *cluster = reprise_database_watch_get_cluster (watch);
  RepriseStatus status = reprise_database_get_status (database);
  g_autofree char *text = NULL;

  if (status == REPRISE_STATUS_WORKING || status == REPRISE_STATUS_UNKNOWN)
    {
      text = reprise_closure_status_text (NULL, reprise_database_get_status_word (database));
      /* Translators: the status of a database, such as "Being modified". */
      return g_strdup_printf (_ ("The database is not available: %s"), text);
    }
  if (cluster != NULL && reprise_cluster_get_status (cluster) != REPRISE_STATUS_READY)
    {
      text = reprise_closure_status_text (NULL, reprise_cluster_get_status_word (cluster));
      /* Translators: the status of a cluster, such as "Being modified". */
      return g_strdup_printf (_ ("The cluster is not available: %s"), text);
    }
  return NULL;
}

/* The status of a database may not tell yet that something has begun. */
static char *
dup_task_obstacle (RepriseDatabaseWatch *watch)
{
  GPtrArray *tasks = reprise_database_watch_get_tasks (watch);

  for (guint i = 0; i < tasks->len; i++)
    {
      RepriseTask *task = g_ptr_array_index (tasks, i);
      RepriseTaskStatus status = reprise_task_get_status (task);
      const char *name = reprise_task_get_name (task);

      if (status == REPRISE_TASK_STATUS_QUEUED || status == REPRISE_TASK_STATUS_RUNNING)
        /* Translators: the service's name of a task, such as "restore". */
        return g_strdup_printf (_ ("The task ‘%s’ has not ended"), name == NULL ? "" : name);
    }
  return NULL;
}

static char *
dup_obstacle (RepriseDatabaseWatch *watch)
{
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  const char *provider = reprise_database_get_backup_provider (database);

  if (reprise_database_watch_get_loaded_at (watch) == REPRISE_INSTANT_NONE)
    return g_strdup (_ ("The database has not been read yet"));
  if (provider != NULL && g_strcmp0 (provider, "pgbackrest") != 0)
    /* Translators: the name of a program for backups. */
    return g_strdup_printf (_ ("The database is backed up with %s, not pgBackRest"), provider);
  if (g_list_model_get_n_items (reprise_database_watch_get_nodes (watch)) == 0)
    return g_strdup (_ ("The database has no nodes"));
  return NULL;
}

/**
 * reprise_restore_obstacle_dup:
 * @watch: a database
 *
 * A database that has failed or is degraded is none: it may be restored. Nor is a saved one,
 * whatever it was in the middle of: a restore of it can be put together, though not be asked for.
 *
 * Returns: (transfer full) (nullable): why no restore of it can be put together; %NULL where one
 *   can
 */
char *
reprise_restore_obstacle_dup (RepriseDatabaseWatch *watch)
{
  char *obstacle = dup_obstacle (watch);

  if (obstacle != NULL || reprise_backend_is_read_only (reprise_database_watch_get_backend (watch)))
    return obstacle;
  obstacle = dup_status_obstacle (watch);
  return obstacle != NULL ? obstacle : dup_task_obstacle (watch);
}

/**
 * reprise_backup_obstacle_dup:
 * @watch: a database
 *
 * A database that has failed is none: whether it can be backed up is for the service to say.
 *
 * Returns: (transfer full) (nullable): why no backup of it can be asked for now; %NULL where one
 *   can
 */
char *
reprise_backup_obstacle_dup (RepriseDatabaseWatch *watch)
{
  char *obstacle;

  if (reprise_backend_is_read_only (reprise_database_watch_get_backend (watch)))
    return g_strdup (_ ("What is shown is saved, and cannot take backups"));
  obstacle = dup_obstacle (watch);
  return obstacle != NULL ? obstacle : dup_status_obstacle (watch);
}
