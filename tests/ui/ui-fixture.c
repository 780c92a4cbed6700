/* SPDX-License-Identifier: GPL-3.0-or-later
 * An account with databases to look at. */

#include "config.h"

#include "ui-fixture.h"

#define MAX_NODES 9

static const struct
{
  const char *name;
  RepriseLocationFields location;
} nodes[MAX_NODES] = {
  { "n1", { .name = "Osaka", .city = "Osaka", .country = "JP", .timezone = "Asia/Tokyo" } },
  { "n2", { .name = "Northern Virginia", .country = "US", .timezone = "America/New_York" } },
  { "n3", { .name = "Seoul", .country = "KR", .timezone = "Asia/Seoul" } },
  { "n4", { .name = "Hyderabad", .country = "IN", .timezone = "Asia/Kolkata" } },
  { "n5", { .name = "Frankfurt", .country = "DE", .timezone = "Europe/Berlin" } },
  { "n6", { .name = "Dublin", .country = "IE", .timezone = "Europe/Dublin" } },
  { "n7", { .name = "São Paulo", .country = "BR", .timezone = "America/Sao_Paulo" } },
  { "n8", { .name = "Sydney", .country = "AU", .timezone = "Australia/Sydney" } },
  { "n9", { .name = "Cape Town", .country = "ZA", .timezone = "Africa/Johannesburg" } },
};

/* A full backup and an incremental one an hour before now. */
static const RepriseBackupFields *
get_backups (void)
{
  static RepriseBackupFields backups[2];

  if (backups[0].label != NULL)
    return backups;
  backups[0] = (RepriseBackupFields){
    .label = "20260805-060001F",
    .backup_type = REPRISE_BACKUP_TYPE_FULL,
    .started_at = ui_instant ("2026-08-05T06:00:01Z"),
    .finished_at = ui_instant ("2026-08-05T06:00:09Z"),
    .error = REPRISE_TRISTATE_NO,
    .database_size = 42680320,
    .database_backup_size = 42680320,
    .backup_set_size = 6241812,
    .backup_size = 6241812,
    .wal_start = "000000010000000000000002",
    .wal_stop = "000000010000000000000003",
    .pgbackrest_format = 5,
  };
  backups[1] = backups[0];
  backups[1].label = "20260805-060001F_20260805-110001I";
  backups[1].backup_type = REPRISE_BACKUP_TYPE_INCR;
  backups[1].prior = backups[0].label;
  backups[1].started_at = ui_instant ("2026-08-05T11:00:01Z");
  backups[1].finished_at = ui_instant ("2026-08-05T11:00:04Z");
  backups[1].backup_size = 62639;
  backups[1].wal_start = "000000010000000000000006";
  backups[1].wal_stop = "000000010000000000000006";
  return backups;
}

/**
 * ui_instant:
 * @text: RFC 3339
 *
 * Returns: that instant
 */
RepriseInstant
ui_instant (const char *text)
{
  RepriseInstant instant = REPRISE_INSTANT_NONE;

  g_assert_true (reprise_instant_parse (text, &instant));
  return instant;
}

static GPtrArray *
new_nodes (guint n_nodes, gboolean without_zones)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpuint (n_nodes, <=, MAX_NODES);
  for (guint i = 0; i < n_nodes; i++)
    {
      RepriseLocationFields location_fields = nodes[i].location;
      g_autoptr (RepriseLocation) location = NULL;
      RepriseNodeFields fields = { .name = nodes[i].name,
                                   .region_cloud = "aws",
                                   .region_name = nodes[i].location.name };

      if (without_zones)
        location_fields.timezone = NULL;
      fields.location = location = reprise_location_new (&location_fields);
      g_ptr_array_add (array, reprise_node_new (&fields));
    }
  return array;
}

static RepriseBackupConfig *
new_configuration (void)
{
  g_autoptr (GPtrArray) repositories = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseScheduleFields daily = { "daily-full-backup", REPRISE_BACKUP_TYPE_FULL, "0 6 * * ?" };
  RepriseScheduleFields hourly = { "hourly-incr-backup", REPRISE_BACKUP_TYPE_INCR, "0 * * * ?" };
  RepriseBackupConfigFields fields = { .id = "default",
                                       .repositories = repositories,
                                       .schedules = schedules };

  g_ptr_array_add (repositories, ui_repository_new (UI_REPOSITORY_ID, "2026-07-20T08:00:00Z"));
  g_ptr_array_add (schedules, reprise_schedule_new (&daily));
  g_ptr_array_add (schedules, reprise_schedule_new (&hourly));
  return reprise_backup_config_new (&fields);
}

static GPtrArray *
new_components (void)
{
  RepriseComponentFields fields = { .id = "spock", .name = "spock", .version = "5.0.1" };
  GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (array, reprise_component_new (&fields));
  return array;
}

static const char *
or_default (const char *text, const char *otherwise)
{
  return text != NULL ? text : otherwise;
}

/**
 * ui_database_new:
 * @wanted: what is to be out of the ordinary about it
 *
 * Returns: (transfer full): a database
 */
RepriseDatabase *
ui_database_new (const UiDatabase *wanted)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (GPtrArray) all_nodes =
                 new_nodes (wanted->n_nodes == 0 ? 3 : wanted->n_nodes, wanted->without_zones);
  g_autoptr (GPtrArray) configurations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) components = new_components ();

  fields.id = or_default (wanted->id, UI_DATABASE_ID);
  fields.cluster_id = or_default (wanted->cluster_id, UI_CLUSTER_ID);
  fields.name = or_default (wanted->name, "payables");
  fields.display_name = wanted->display_name;
  fields.status_word = or_default (wanted->status, "available");
  fields.created_at = ui_instant ("2026-08-03T11:00:00Z");
  fields.pg_version = "16";
  fields.nodes = all_nodes;
  fields.components = components;
  if (!wanted->without_configuration)
    {
      fields.backup_provider = "pgbackrest";
      g_ptr_array_add (configurations, new_configuration ());
      fields.backup_configs = configurations;
    }
  return reprise_database_new (&fields);
}

/**
 * ui_cluster_new:
 * @id: its id
 * @name: its name
 * @status: its status in the service's word
 *
 * Returns: (transfer full): a cluster
 */
RepriseCluster *
ui_cluster_new (const char *id, const char *name, const char *status)
{
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;

  fields.id = id;
  fields.name = name;
  fields.status_word = status;
  return reprise_cluster_new (&fields);
}

/**
 * ui_repository_new:
 * @id: its id
 * @created_at: RFC 3339
 *
 * Returns: (transfer full): a repository
 */
RepriseRepository *
ui_repository_new (const char *id, const char *created_at)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

  fields.id = id;
  fields.database_id = UI_DATABASE_ID;
  fields.created_at = ui_instant (created_at);
  fields.storage_type = "s3";
  fields.backup_store_id = UI_STORE_ID;
  fields.retention_full = 30;
  fields.retention_full_type = "time";
  return reprise_repository_new (&fields);
}

/**
 * ui_inventory_new:
 * @repository_id: a repository
 * @node_name: a node
 * @backups: (array length=n_backups): what it holds
 * @n_backups: how many
 *
 * Returns: (transfer full): an inventory that is all right
 */
RepriseInventory *
ui_inventory_new (const char *repository_id,
                  const char *node_name,
                  const RepriseBackupFields *backups,
                  gsize n_backups)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (backups, n_backups);

  fields.database_id = UI_DATABASE_ID;
  fields.repository_id = repository_id;
  fields.node_name = node_name;
  fields.status_word = "ok";
  fields.status_code = 0;
  fields.archive_min_wal = "000000010000000000000001";
  fields.archive_max_wal = "000000010000000000000008";
  fields.backups = list;
  fields.is_complete = TRUE;
  return reprise_inventory_new (&fields);
}

/**
 * ui_put_database:
 * @backend: where it goes
 * @wanted: what is to be out of the ordinary about it
 *
 * Lets the service tell of a database, in place of the one of its id.
 */
void
ui_put_database (RepriseStubBackend *backend, const UiDatabase *wanted)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (wanted);

  reprise_stub_backend_put_database (backend, database);
}

static void
put_inventories (RepriseStubBackend *backend)
{
  for (guint i = 0; i < MAX_NODES; i++)
    {
      g_autoptr (RepriseInventory) current =
                     ui_inventory_new (UI_REPOSITORY_ID, nodes[i].name, get_backups (), 2);
      g_autoptr (RepriseInventory) old =
                     ui_inventory_new (UI_OLD_REPOSITORY_ID, nodes[i].name, get_backups (), 1);

      reprise_stub_backend_put_inventory (backend, current);
      reprise_stub_backend_put_inventory (backend, old);
    }
}

/**
 * ui_fixture_new:
 *
 * Returns: (transfer full): an account with one database of three nodes, all of it well
 */
RepriseStubBackend *
ui_fixture_new (void)
{
  RepriseStubBackend *backend = reprise_stub_backend_new ();
  RepriseTenantFields tenant_fields = REPRISE_TENANT_FIELDS_INIT;
  RepriseStoreFields store_fields = REPRISE_STORE_FIELDS_INIT;
  g_autoptr (RepriseTenant) tenant = NULL;
  g_autoptr (RepriseStore) store = NULL;
  g_autoptr (RepriseCluster) cluster = ui_cluster_new (UI_CLUSTER_ID, "accounting", "available");
  g_autoptr (RepriseRepository) current =
                 ui_repository_new (UI_REPOSITORY_ID, "2026-07-20T08:00:00Z");
  g_autoptr (RepriseRepository) old =
                 ui_repository_new (UI_OLD_REPOSITORY_ID, "2026-05-02T08:00:00Z");

  tenant_fields.id = "t";
  tenant_fields.name = "Acme";
  tenant_fields.plan = "Enterprise";
  tenant = reprise_tenant_new (&tenant_fields);
  store_fields.id = UI_STORE_ID;
  store_fields.name = "facilities";
  store_fields.status_word = "available";
  store = reprise_store_new (&store_fields);
  reprise_stub_backend_set_now (backend, ui_instant (UI_NOW));
  reprise_stub_backend_set_tenant (backend, tenant);
  reprise_stub_backend_put_store (backend, store);
  reprise_stub_backend_put_cluster (backend, cluster);
  reprise_stub_backend_put_repository (backend, current);
  reprise_stub_backend_put_repository (backend, old);
  ui_put_database (backend, &(UiDatabase){ .display_name = "Accounts payable" });
  put_inventories (backend);
  return backend;
}

/**
 * ui_settle:
 *
 * Lets everything happen that is ready to.
 */
void
ui_settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}
