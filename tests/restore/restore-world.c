/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two databases with backups, for tests of what a restore is put together from. */

#include "config.h"

#include "restore-world.h"

#define OR(value, fallback) ((value) != NULL ? (value) : (fallback))
#define WAL(number) "0000000100000000000000" number

static const char *const three_nodes[] = { "n1", "n2", "n3", NULL };
static const char *const one_store[] = { "store-1", NULL };

RepriseInstant
world_instant (const char *text)
{
  RepriseInstant instant;

  g_assert_true (reprise_instant_parse (text, &instant));
  return instant;
}

static GPtrArray *
make_nodes (const char *const *names)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      RepriseNodeFields fields = { .name = names[i] };

      g_ptr_array_add (nodes, reprise_node_new (&fields));
    }
  return nodes;
}

static GPtrArray *
make_configs (const char *repository_id, const char *database_id)
{
  g_autoptr (GPtrArray) repositories = NULL;
  RepriseBackupConfigFields fields = { .id = "default" };
  RepriseRepository *repository =
      world_repository (repository_id, database_id, "2024-06-01T00:00:00Z");

  repositories = world_list (repository, NULL);
  fields.repositories = repositories;
  return world_list (reprise_backup_config_new (&fields), NULL);
}

RepriseDatabase *
world_database (const WorldDatabase *difference)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  const WorldDatabase none = { 0 };
  const WorldDatabase *is = OR (difference, &none);
  const char *id = OR (is->id, WORLD_EAST);
  g_autoptr (GPtrArray) nodes = make_nodes (OR (is->nodes, three_nodes));
  g_autoptr (GPtrArray) configs = make_configs (OR (is->repository_id, WORLD_REPOSITORY), id);

  fields.id = id;
  fields.cluster_id = OR (is->cluster_id, WORLD_CLUSTER);
  fields.name = OR (is->name, "east_parts");
  fields.display_name = OR (is->display_name, "East Coast Parts");
  fields.status_word = OR (is->status_word, "available");
  fields.pg_version = OR (is->pg_version, "16");
  fields.backup_provider = OR (is->provider, "pgbackrest");
  fields.nodes = nodes;
  fields.backup_configs = configs;
  fields.options = is->options;
  return reprise_database_new (&fields);
}

RepriseCluster *
world_cluster (const WorldCluster *difference)
{
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;
  const WorldCluster none = { 0 };
  const WorldCluster *is = OR (difference, &none);

  fields.id = OR (is->id, WORLD_CLUSTER);
  fields.name = "prod";
  fields.status_word = OR (is->status_word, "available");
  fields.cloud_account_id = OR (is->cloud_account_id, "account-1");
  fields.backup_store_ids = OR (is->store_ids, one_store);
  return reprise_cluster_new (&fields);
}

RepriseTask *
world_task (const WorldTask *difference)
{
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;

  fields.id = OR (difference->id, "task-1");
  fields.name = OR (difference->name, "restore-from-pgbackrest");
  fields.status_word = OR (difference->status_word, "running");
  fields.subject_kind = "database";
  fields.subject_id = OR (difference->subject_id, WORLD_EAST);
  fields.created_at = world_instant (OR (difference->created_at, WORLD_NOW));
  fields.updated_at = world_instant (OR (difference->updated_at, WORLD_NOW));
  fields.error = difference->error;
  fields.request = difference->request;
  return reprise_task_new (&fields);
}

RepriseRepository *
world_repository (const char *id, const char *database_id, const char *created_at)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

  fields.id = id;
  fields.database_id = database_id;
  fields.created_at = world_instant (created_at);
  return reprise_repository_new (&fields);
}

/* A full backup and one that builds on it. */
const RepriseBackupFields *
world_backups (void)
{
  static const char *const references[] = { WORLD_FULL, NULL };
  static RepriseBackupFields backups[2];

  backups[0] = (RepriseBackupFields) REPRISE_BACKUP_FIELDS_INIT;
  backups[0].label = WORLD_FULL;
  backups[0].backup_type = REPRISE_BACKUP_TYPE_FULL;
  backups[0].started_at = world_instant ("2024-06-19T19:58:03Z");
  backups[0].finished_at = world_instant (WORLD_FULL_STOP);
  backups[0].error = REPRISE_TRISTATE_NO;
  backups[0].database_size = 2097152;
  backups[0].wal_start = WAL ("04");
  backups[0].wal_stop = WAL ("05");
  backups[1] = backups[0];
  backups[1].label = WORLD_INCR;
  backups[1].backup_type = REPRISE_BACKUP_TYPE_INCR;
  backups[1].prior = WORLD_FULL;
  backups[1].references = references;
  backups[1].started_at = world_instant ("2024-06-19T21:00:01Z");
  backups[1].finished_at = world_instant (WORLD_INCR_STOP);
  backups[1].wal_start = WAL ("09");
  backups[1].wal_stop = WAL ("09");
  return backups;
}

RepriseInventory *
world_inventory (const RepriseInventoryFields *difference,
                 const RepriseBackupFields *backups,
                 gsize n_backups)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (backups, n_backups);

  if (difference != NULL)
    fields = *difference;
  fields.database_id = OR (fields.database_id, WORLD_EAST);
  fields.repository_id = OR (fields.repository_id, WORLD_REPOSITORY);
  fields.node_name = OR (fields.node_name, "n1");
  fields.status_code = 0;
  fields.pg_version = OR (fields.pg_version, "16");
  fields.archive_min_wal = OR (fields.archive_min_wal, WAL ("02"));
  fields.archive_max_wal = OR (fields.archive_max_wal, WAL ("1A"));
  fields.backups = list;
  fields.is_complete = TRUE;
  return reprise_inventory_new (&fields);
}

RepriseRecoveryWindow *
world_window (const char *earliest, const char *latest_exclusive)
{
  RepriseRecoverySpan span = {
    .earliest = world_instant (earliest),
    .latest_exclusive = world_instant (latest_exclusive),
    .base_label = WORLD_FULL,
  };
  RepriseRecoveryWindowFields fields = {
    .contiguous_max_wal = WAL ("1A"),
    .checked_at = world_instant (WORLD_NOW),
    .spans = &span,
    .n_spans = 1,
  };

  return reprise_recovery_window_new (&fields);
}

/* Takes what it is given. */
GPtrArray *
world_list (gpointer first, ...)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  va_list rest;

  va_start (rest, first);
  for (gpointer object = first; object != NULL; object = va_arg (rest, gpointer))
    g_ptr_array_add (list, object);
  va_end (rest);
  return list;
}

/* Both databases with their repositories; nothing has been looked into. */
RepriseRestoreContext *
world_context (const RepriseRestoreContextFields *difference)
{
  const WorldDatabase west = { .id = WORLD_WEST,
                               .name = "west",
                               .display_name = "West",
                               .repository_id = WORLD_WEST_REPOSITORY };
  RepriseRestoreContextFields fields = { 0 };
  g_autoptr (RepriseDatabase) target = world_database (NULL);
  g_autoptr (GPtrArray) databases = world_list (world_database (&west), NULL);
  g_autoptr (GPtrArray) clusters = world_list (world_cluster (NULL), NULL);
  g_autoptr (GPtrArray) no_tasks = g_ptr_array_new ();
  g_autoptr (GPtrArray) repositories =
          world_list (world_repository (WORLD_OLD_REPOSITORY, WORLD_EAST, "2024-05-01T00:00:00Z"),
                      world_repository (WORLD_REPOSITORY, WORLD_EAST, "2024-06-01T00:00:00Z"),
                      NULL);
  g_autoptr (RepriseRestoreContext) context = NULL;

  if (difference != NULL)
    fields = *difference;
  fields.target = OR (fields.target, target);
  fields.databases = OR (fields.databases, databases);
  fields.clusters = OR (fields.clusters, clusters);
  fields.tasks = OR (fields.tasks, no_tasks);
  fields.cluster_tasks = OR (fields.cluster_tasks, no_tasks);
  fields.service_now = world_instant (WORLD_NOW);
  context = reprise_restore_context_new (&fields);
  return reprise_restore_context_with_repositories (context, WORLD_EAST, repositories);
}

RepriseRestoreContext *
world_read (RepriseRestoreContext *context, RepriseInventory *inventory)
{
  return reprise_restore_context_with_inventory (context,
                                                 reprise_inventory_get_repository_id (inventory),
                                                 reprise_inventory_get_node_name (inventory),
                                                 inventory,
                                                 world_instant (WORLD_NOW));
}

/* All is read, n1 is chosen to restore from, and nothing else. */
RepriseRestoreForm *
world_form (RepriseRecoveryWindow *window)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseRestoreContext) context = world_context (NULL);
  g_autoptr (RepriseRestoreContext) read = NULL;
  g_autoptr (RepriseRestoreForm) form = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.recovery_window = window;
  inventory = world_inventory (&fields, world_backups (), 2);
  read = world_read (context, inventory);
  form = reprise_restore_form_new (read);
  return reprise_restore_form_with_source_node (form, "n1");
}
