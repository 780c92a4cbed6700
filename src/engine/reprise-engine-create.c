/* SPDX-License-Identifier: GPL-3.0-or-later
 * Making a database from nothing: instances, rows, replication, backups. */

#include "config.h"

#include "engine/reprise-engine-private.h"

#include "engine/reprise-parallel.h"
#include "engine/reprise-replication.h"
#include "engine/reprise-sample.h"

typedef struct
{
  const RepriseEngineTools *tools;
  RepriseEngineDatabase *database;
  const char *repository_id;
} Creation;

/* The stanza is made before the first start, so that no segment ever waits for it. */
static gboolean
make_instance (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Creation *creation = user_data;
  const RepriseEngineTools *tools = creation->tools;

  return reprise_instance_make_directories (item, error) &&
         reprise_postgres_create (tools->postgres, item, cancellable, error) &&
         reprise_engine_use_repository (tools,
                                        creation->database,
                                        item,
                                        creation->repository_id,
                                        error) &&
         reprise_pgbackrest_create_stanza (tools->pgbackrest, item, FALSE, cancellable, error) &&
         reprise_postgres_start (tools->postgres, item, cancellable, error) &&
         reprise_postgres_create_database (tools->postgres, item, cancellable, error);
}

static gboolean
make_node (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Creation *creation = user_data;
  RepriseEngineDatabase *database = creation->database;
  g_autoptr (RepriseSqlSession) session =
          reprise_instance_connect (item, creation->tools->sql, NULL, FALSE, cancellable, error);

  return session != NULL && reprise_sample_create_schema (session, cancellable, error) &&
         reprise_sample_set_roles (session,
                                   reprise_engine_database_get_admin_password (database),
                                   reprise_engine_database_get_app_password (database),
                                   cancellable,
                                   error) &&
         reprise_replication_create_node (session, item, cancellable, error) &&
         reprise_replication_add_tables (session, cancellable, error);
}

static gboolean
subscribe (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Creation *creation = user_data;
  g_autoptr (RepriseSqlSession) session =
          reprise_instance_connect (item, creation->tools->sql, NULL, FALSE, cancellable, error);

  return session != NULL &&
         reprise_replication_subscribe (session,
                                        item,
                                        reprise_engine_database_get_instances (creation->database),
                                        cancellable,
                                        error);
}

/* Rows are written on one node and carried to the others, as they would be in real life. */
static gboolean
seed (Creation *creation, GCancellable *cancellable, GError **error)
{
  GPtrArray *instances = reprise_engine_database_get_instances (creation->database);
  RepriseInstance *first = g_ptr_array_index (instances, 0);
  g_autoptr (RepriseSqlSession) session =
          reprise_instance_connect (first, creation->tools->sql, NULL, FALSE, cancellable, error);

  return session != NULL && reprise_sample_seed (session, cancellable, error) &&
         reprise_engine_drain (creation->tools, first, instances, cancellable, error);
}

/* Work between two backups, so that each differs from the one before; the switch makes the
 * newest of it restorable at once, also where no writer goes on. */
static gboolean
work_and_archive (Creation *creation,
                  RepriseInstance *instance,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (RepriseSqlSession) session = reprise_instance_connect (instance,
                                                                    creation->tools->sql,
                                                                    NULL,
                                                                    FALSE,
                                                                    cancellable,
                                                                    error);

  return session != NULL && reprise_sample_write (session, cancellable, error) &&
         reprise_sql_session_execute (session, "SELECT pg_switch_wal()", cancellable, error);
}

static gboolean
leave_tables_out (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Creation *creation = user_data;
  g_autoptr (RepriseSqlSession) session =
          reprise_instance_connect (item, creation->tools->sql, NULL, FALSE, cancellable, error);

  return session != NULL && reprise_replication_remove_tables (session, cancellable, error);
}

static gboolean
back_up (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    RepriseBackupType type;
    const char *name;
  } history[] = {
    { REPRISE_BACKUP_TYPE_FULL, "opening stock" },
    { REPRISE_BACKUP_TYPE_DIFF, "after the first orders" },
    { REPRISE_BACKUP_TYPE_INCR, "before the launch" },
  };
  Creation *creation = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (history); i++)
    if (!reprise_pgbackrest_backup (creation->tools->pgbackrest,
                                    item,
                                    history[i].type,
                                    history[i].name,
                                    NULL,
                                    NULL,
                                    cancellable,
                                    error) ||
        !work_and_archive (creation, item, cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * reprise_engine_create_database:
 *
 * Instances in parallel; leaves all of them running and replicating.
 */
gboolean
reprise_engine_create_database (const RepriseEngineTools *tools,
                                RepriseEngineDatabase *database,
                                GCancellable *cancellable,
                                GError **error)
{
  GPtrArray *instances = reprise_engine_database_get_instances (database);
  g_autofree char *repository_id = reprise_engine_database_dup_repository_id (database);
  Creation creation = { .tools = tools, .database = database, .repository_id = repository_id };

  if (!reprise_parallel_run (instances, make_instance, &creation, cancellable, error) ||
      !reprise_parallel_run (instances, make_node, &creation, cancellable, error) ||
      !reprise_parallel_run (instances, subscribe, &creation, cancellable, error) ||
      !reprise_engine_wait_replicating (tools, instances, FALSE, cancellable, error) ||
      !seed (&creation, cancellable, error))
    return FALSE;
  if (!reprise_engine_database_has_automatic_ddl (database) &&
      !reprise_parallel_run (instances, leave_tables_out, &creation, cancellable, error))
    return FALSE;
  return reprise_parallel_run (instances, back_up, &creation, cancellable, error);
}
