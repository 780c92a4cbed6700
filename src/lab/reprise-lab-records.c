/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lab's state as the objects of the API. */

#include "config.h"

#include "lab/reprise-lab-records.h"

#include "lab/reprise-lab-blueprint.h"
#include "model/reprise-backup-config.h"
#include "model/reprise-node.h"

#define OPTION_AUTOMATIC_DDL "autoddl:enabled"

/**
 * reprise_lab_records_new_tenant:
 *
 * Returns: (transfer full): the lab's only tenant
 */
RepriseTenant *
reprise_lab_records_new_tenant (RepriseLabState *state)
{
  const RepriseLabDocument *document = reprise_lab_state_get_document (state);
  RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;

  fields.id = document->tenant_id;
  fields.name = REPRISE_LAB_TENANT_NAME;
  fields.created_at = document->created_at;
  fields.updated_at = document->created_at;
  return reprise_tenant_new (&fields);
}

/**
 * reprise_lab_records_new_cluster:
 *
 * Returns: (transfer full): the lab's only cluster, as it is now
 */
RepriseCluster *
reprise_lab_records_new_cluster (RepriseLabState *state)
{
  const RepriseLabDocument *document = reprise_lab_state_get_document (state);
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;
  const char *const store_ids[] = { document->store_id, NULL };
  g_autoptr (GStrvBuilder) regions = g_strv_builder_new ();
  g_auto (GStrv) region_codes = NULL;
  gsize n_sites;
  const RepriseLabSite *sites = reprise_lab_blueprint_get_sites (&n_sites);

  for (gsize i = 0; i < n_sites; i++)
    g_strv_builder_add (regions, sites[i].region);
  region_codes = g_strv_builder_end (regions);
  fields.id = document->cluster_id;
  fields.name = REPRISE_LAB_CLUSTER_NAME;
  fields.status_word = reprise_lab_state_is_restoring (state) ? "modifying" : "available";
  fields.created_at = document->created_at;
  fields.regions = (const char *const *) region_codes;
  fields.node_location = "private";
  fields.cloud_account_id = document->cloud_account_id;
  fields.cloud_account_name = REPRISE_LAB_CLOUD_ACCOUNT_NAME;
  fields.cloud_account_type = REPRISE_LAB_CLOUD;
  fields.backup_store_ids = store_ids;
  return reprise_cluster_new (&fields);
}

/* The cluster's id with the node's number at its end: the same for the same lab, always. */
static char *
dup_cluster_node_id (const RepriseLabDocument *document, gsize position)
{
  return g_strdup_printf ("%.34s%02x", document->cluster_id, (guint) position + 1);
}

/**
 * reprise_lab_records_new_cluster_nodes:
 *
 * Returns: (transfer full) (element-type RepriseClusterNode): the cluster's nodes
 */
GPtrArray *
reprise_lab_records_new_cluster_nodes (RepriseLabState *state)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n_sites;
  const RepriseLabSite *sites = reprise_lab_blueprint_get_sites (&n_sites);

  for (gsize i = 0; i < n_sites; i++)
    {
      g_autofree char *id = dup_cluster_node_id (reprise_lab_state_get_document (state), i);
      g_autoptr (RepriseLocation) location =
                     reprise_lab_blueprint_new_location (sites[i].node_name);
      RepriseClusterNodeFields fields = REPRISE_CLUSTER_NODE_FIELDS_INIT;

      fields.id = id;
      fields.name = sites[i].node_name;
      fields.region = sites[i].region;
      fields.region_cloud = REPRISE_LAB_CLOUD;
      fields.region_name = sites[i].region_name;
      fields.is_active = REPRISE_TRISTATE_YES;
      fields.location = location;
      g_ptr_array_add (nodes, reprise_cluster_node_new (&fields));
    }
  return nodes;
}

/**
 * reprise_lab_records_new_store:
 *
 * Returns: (transfer full): the lab's only backup store
 */
RepriseStore *
reprise_lab_records_new_store (RepriseLabState *state)
{
  const RepriseLabDocument *document = reprise_lab_state_get_document (state);
  RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;
  const char *const cluster_ids[] = { document->cluster_id, NULL };

  fields.id = document->store_id;
  fields.name = REPRISE_LAB_STORE_NAME;
  fields.status_word = "available";
  fields.cloud_account_id = document->cloud_account_id;
  fields.cloud_account_type = REPRISE_LAB_CLOUD;
  fields.cluster_ids = cluster_ids;
  fields.created_at = document->created_at;
  fields.updated_at = document->created_at;
  return reprise_store_new (&fields);
}

static GPtrArray *
new_nodes (const RepriseLabDatabaseRecord *record)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; record->node_names[i] != NULL; i++)
    {
      g_autoptr (RepriseLocation) location =
                     reprise_lab_blueprint_new_location (record->node_names[i]);
      RepriseNodeFields fields = { .name = record->node_names[i], .location = location };

      g_ptr_array_add (nodes, reprise_node_new (&fields));
    }
  return nodes;
}

static GPtrArray *
new_backup_configs (RepriseLabDatabase *database)
{
  const RepriseLabDatabaseRecord *record = reprise_lab_database_get_record (database);
  GPtrArray *configs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) repositories = g_ptr_array_new ();
  RepriseBackupConfigFields fields = { .id = "default",
                                       .repositories = repositories,
                                       .schedules = record->schedules };

  g_ptr_array_add (repositories, reprise_lab_database_get_current_repository (database));
  g_ptr_array_add (configs, reprise_backup_config_new (&fields));
  return configs;
}

/**
 * reprise_lab_records_new_database:
 * @operations: what is being done to the lab's databases
 * @database: one of them
 * @tables: (nullable) (element-type RepriseTable): its tables; %NULL where they are not known
 * @storage_used: bytes it takes, or -1
 *
 * Returns: (transfer full): the database as it is now
 */
RepriseDatabase *
reprise_lab_records_new_database (RepriseLabOperations *operations,
                                  RepriseLabDatabase *database,
                                  GPtrArray *tables,
                                  gint64 storage_used)
{
  const RepriseLabDatabaseRecord *record = reprise_lab_database_get_record (database);
  RepriseLabState *state = reprise_lab_operations_get_state (operations);
  RepriseLabEngine *engine = reprise_lab_operations_get_engine (operations);
  g_autofree char *pg_version =
      g_strdup_printf ("%d", reprise_lab_engine_get_postgres_major (engine));
  g_autoptr (GPtrArray) nodes = new_nodes (record);
  g_autoptr (GPtrArray) backup_configs = new_backup_configs (database);
  const char *const extensions[] = { "pglogical", NULL };
  const char *const options[] = { record->automatic_ddl ? OPTION_AUTOMATIC_DDL : NULL, NULL };
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;

  fields.id = record->id;
  fields.cluster_id = reprise_lab_state_get_document (state)->cluster_id;
  fields.name = record->name;
  fields.display_name = record->display_name;
  fields.status_word = reprise_lab_operations_get_status_word (operations, database);
  fields.created_at = record->created_at;
  fields.updated_at = record->updated_at;
  fields.pg_version = pg_version;
  fields.storage_used = storage_used;
  fields.options = options;
  fields.nodes = nodes;
  fields.backup_provider = "pgbackrest";
  fields.backup_configs = backup_configs;
  fields.tables = tables;
  fields.extensions_requested = extensions;
  return reprise_database_new (&fields);
}

/**
 * reprise_lab_records_new_credentials:
 * @database: a database
 * @node_name: one of its nodes
 * @user_type: `admin` or `app`
 *
 * Returns: (transfer full): how to reach it there
 */
RepriseCredentials *
reprise_lab_records_new_credentials (RepriseLabDatabase *database,
                                     const char *node_name,
                                     const char *user_type)
{
  const RepriseLabDatabaseRecord *record = reprise_lab_database_get_record (database);
  RepriseInstance *instance =
      reprise_engine_database_get_instance (reprise_lab_database_get_engine_database (database),
                                            node_name);
  gboolean is_app = g_str_equal (user_type, "app");

  return reprise_credentials_new (reprise_instance_get_socket_directory (instance),
                                  REPRISE_INSTANCE_PORT,
                                  record->name,
                                  is_app ? "app" : "admin",
                                  is_app ? record->app_password : record->admin_password);
}
