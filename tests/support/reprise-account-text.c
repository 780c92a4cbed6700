/* SPDX-License-Identifier: GPL-3.0-or-later
 * All that a saved account holds, field by field, as text to be compared.
 *
 * Not by the codecs: what these lose would be lost on both sides. */

#include "config.h"

#include "support/reprise-account-text.h"

#include "model/reprise-cluster-node.h"
#include "model/reprise-cluster.h"
#include "model/reprise-database.h"
#include "model/reprise-repository.h"
#include "model/reprise-store.h"

#define TEXT(kind, field) add_text (text, #field, reprise_##kind##_get_##field (object))
#define TEXTS(kind, field) add_texts (text, #field, reprise_##kind##_get_##field (object))
#define NUMBER(kind, field)                                                                        \
  g_string_append_printf (text,                                                                    \
                          "%s=%" G_GINT64_FORMAT "\n",                                             \
                          #field,                                                                  \
                          (gint64) reprise_##kind##_get_##field (object))
#define UNSIGNED(kind, field)                                                                      \
  g_string_append_printf (text,                                                                    \
                          "%s=%" G_GUINT64_FORMAT "\n",                                            \
                          #field,                                                                  \
                          (guint64) reprise_##kind##_get_##field (object))
#define REAL(kind, field)                                                                          \
  g_string_append_printf (text, "%s=%.17g\n", #field, reprise_##kind##_get_##field (object))
#define OBJECT(kind, field, add)                                                                   \
  add_object (text, #field, reprise_##kind##_get_##field (object), add)
#define OBJECTS(kind, field, add)                                                                  \
  add_objects (text, #field, reprise_##kind##_get_##field (object), add)

typedef void (*AddFunc) (GString *text, gpointer object);

static void
add_text (GString *text, const char *name, const char *value)
{
  g_autofree char *quoted = value == NULL ? NULL : g_strescape (value, NULL);

  g_string_append_printf (text, "%s=", name);
  if (value == NULL)
    g_string_append (text, "(none)\n");
  else
    g_string_append_printf (text, "\"%s\"\n", quoted);
}

static void
add_texts (GString *text, const char *name, const char *const *values)
{
  g_string_append_printf (text, "%s:\n", name);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    add_text (text, "-", values[i]);
}

static void
add_object (GString *text, const char *name, gpointer object, AddFunc add)
{
  g_string_append_printf (text, "%s %s\n", name, object == NULL ? "(none)" : "{");
  if (object == NULL)
    return;
  add (text, object);
  g_string_append (text, "}\n");
}

static void
add_objects (GString *text, const char *name, GPtrArray *objects, AddFunc add)
{
  for (guint i = 0; objects != NULL && i < objects->len; i++)
    add_object (text, name, objects->pdata[i], add);
}

static void
add_location (GString *text, gpointer object)
{
  REAL (location, latitude);
  REAL (location, longitude);
  TEXT (location, name);
  TEXT (location, city);
  TEXT (location, region);
  TEXT (location, region_code);
  TEXT (location, country);
  TEXT (location, code);
  TEXT (location, metro_code);
  TEXT (location, postal_code);
  TEXT (location, timezone);
}

static void
add_cluster (GString *text, gpointer object)
{
  TEXT (cluster, id);
  TEXT (cluster, name);
  TEXT (cluster, status_word);
  TEXT (cluster, node_location);
  TEXT (cluster, cloud_account_id);
  TEXT (cluster, cloud_account_name);
  TEXT (cluster, cloud_account_type);
  TEXT (cluster, cloud_account_native_id);
  NUMBER (cluster, created_at);
  NUMBER (cluster, updated_at);
  TEXTS (cluster, regions);
  TEXTS (cluster, backup_store_ids);
}

static void
add_cluster_node (GString *text, gpointer object)
{
  TEXT (cluster_node, id);
  TEXT (cluster_node, name);
  TEXT (cluster_node, logical_name);
  TEXT (cluster_node, display_name);
  TEXT (cluster_node, region);
  TEXT (cluster_node, region_cloud);
  TEXT (cluster_node, region_name);
  TEXT (cluster_node, availability_zone);
  TEXT (cluster_node, ip_address);
  TEXT (cluster_node, public_ip_address);
  TEXT (cluster_node, instance_type);
  NUMBER (cluster_node, is_active);
  NUMBER (cluster_node, volume_size_gigabytes);
  OBJECT (cluster_node, location, add_location);
}

static void
add_store (GString *text, gpointer object)
{
  TEXT (store, id);
  TEXT (store, name);
  TEXT (store, status_word);
  TEXT (store, cloud_account_id);
  TEXT (store, cloud_account_type);
  TEXTS (store, cluster_ids);
  NUMBER (store, created_at);
  NUMBER (store, updated_at);
}

static void
add_repository (GString *text, gpointer object)
{
  TEXT (repository, id);
  TEXT (repository, database_id);
  TEXT (repository, storage_type);
  TEXT (repository, backup_store_id);
  TEXT (repository, base_path);
  TEXT (repository, s3_bucket);
  TEXT (repository, s3_region);
  TEXT (repository, s3_endpoint);
  TEXT (repository, gcs_bucket);
  TEXT (repository, gcs_endpoint);
  TEXT (repository, azure_account);
  TEXT (repository, azure_container);
  TEXT (repository, azure_endpoint);
  TEXT (repository, retention_full_type);
  NUMBER (repository, created_at);
  NUMBER (repository, retention_full);
}

static void
add_schedule (GString *text, gpointer object)
{
  TEXT (schedule, id);
  TEXT (schedule, cron_expression);
  NUMBER (schedule, backup_type);
}

static void
add_backup_config (GString *text, gpointer object)
{
  TEXT (backup_config, id);
  TEXT (backup_config, node_name);
  OBJECTS (backup_config, repositories, add_repository);
  OBJECTS (backup_config, schedules, add_schedule);
}

static void
add_node (GString *text, gpointer object)
{
  TEXT (node, name);
  TEXT (node, logical_name);
  TEXT (node, region_cloud);
  TEXT (node, region_code);
  TEXT (node, region_name);
  TEXTS (node, availability_zones);
  OBJECT (node, location, add_location);
}

static void
add_component (GString *text, gpointer object)
{
  TEXT (component, id);
  TEXT (component, name);
  TEXT (component, version);
  TEXT (component, release_date);
  TEXT (component, status_word);
}

/* Whether it is replicated follows from the rest. */
static void
add_table (GString *text, gpointer object)
{
  gsize n_statuses;
  const RepriseTableStatus *statuses = reprise_table_get_statuses (object, &n_statuses);

  TEXT (table, schema);
  TEXT (table, name);
  TEXTS (table, primary_key);
  TEXTS (table, replication_sets);
  for (gsize i = 0; i < n_statuses; i++)
    g_string_append_printf (text,
                            "status %s %d %d %d\n",
                            statuses[i].node_name,
                            statuses[i].present,
                            statuses[i].aligned,
                            statuses[i].replicating);
}

static void
add_database (GString *text, gpointer object)
{
  TEXT (database, id);
  TEXT (database, cluster_id);
  TEXT (database, name);
  TEXT (database, display_name);
  TEXT (database, status_word);
  TEXT (database, pg_version);
  TEXT (database, config_version);
  TEXT (database, domain);
  TEXT (database, backup_provider);
  NUMBER (database, created_at);
  NUMBER (database, updated_at);
  NUMBER (database, storage_used);
  NUMBER (database, deletion_protection);
  NUMBER (database, extensions_auto_manage);
  TEXTS (database, options);
  TEXTS (database, extensions_available);
  TEXTS (database, extensions_requested);
  OBJECTS (database, nodes, add_node);
  OBJECTS (database, backup_configs, add_backup_config);
  OBJECTS (database, tables, add_table);
  OBJECTS (database, components, add_component);
}

static void
add_tenant (GString *text, gpointer object)
{
  TEXT (tenant, id);
  TEXT (tenant, name);
  TEXT (tenant, plan);
  TEXT (tenant, domain);
  NUMBER (tenant, plan_trial);
  NUMBER (tenant, plan_expires_at);
  NUMBER (tenant, created_at);
  NUMBER (tenant, updated_at);
}

static void
add_backup (GString *text, gpointer object)
{
  TEXT (backup, label);
  TEXT (backup, prior);
  TEXT (backup, wal_start);
  TEXT (backup, wal_stop);
  TEXT (backup, pgbackrest_version);
  NUMBER (backup, backup_type);
  NUMBER (backup, started_at);
  NUMBER (backup, finished_at);
  NUMBER (backup, error);
  NUMBER (backup, database_size);
  NUMBER (backup, database_backup_size);
  NUMBER (backup, backup_set_size);
  NUMBER (backup, backup_size);
  NUMBER (backup, backup_set_map_size);
  NUMBER (backup, backup_map_size);
  NUMBER (backup, pgbackrest_format);
  UNSIGNED (backup, lsn_start);
  UNSIGNED (backup, lsn_stop);
  TEXTS (backup, references);
  TEXTS (backup, error_list);
  TEXTS (backup, annotations);
}

static void
add_window (GString *text, gpointer object)
{
  gsize n_spans;
  const RepriseRecoverySpan *spans = reprise_recovery_window_get_spans (object, &n_spans);

  TEXT (recovery_window, contiguous_max_wal);
  NUMBER (recovery_window, checked_at);
  for (gsize i = 0; i < n_spans; i++)
    g_string_append_printf (text,
                            "span %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n",
                            spans[i].earliest,
                            spans[i].latest_exclusive,
                            spans[i].base_label);
}

static void
add_inventory (GString *text, gpointer object)
{
  TEXT (inventory, database_id);
  TEXT (inventory, repository_id);
  TEXT (inventory, node_name);
  TEXT (inventory, status_word);
  NUMBER (inventory, status_code);
  TEXT (inventory, status_message);
  TEXT (inventory, pg_version);
  UNSIGNED (inventory, pg_system_id);
  TEXT (inventory, archive_min_wal);
  TEXT (inventory, archive_max_wal);
  OBJECT (inventory, recovery_window, add_window);
  NUMBER (inventory, is_complete);
  for (guint i = 0; i < reprise_inventory_get_n_backups (object); i++)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (object, i);

      add_object (text, "backup", backup, add_backup);
    }
}

static void
add_sentences (GString *text, GPtrArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    add_text (text, "problem", sentences->pdata[i]);
}

static void
add_saved_inventory (GString *text, gpointer object)
{
  const RepriseSavedInventory *saved = object;

  add_text (text, "repository_id", saved->repository_id);
  add_text (text, "node_name", saved->node_name);
  g_string_append_printf (text, "captured_at=%" G_GINT64_FORMAT "\n", saved->captured_at);
  add_text (text, "failure", saved->failure);
  add_sentences (text, saved->problems);
  add_object (text, "inventory", saved->inventory, add_inventory);
}

static void
add_saved_nodes (GString *text, gpointer object)
{
  const RepriseSavedNodes *saved = object;

  add_text (text, "cluster_id", saved->cluster_id);
  add_objects (text, "node", saved->nodes, add_cluster_node);
}

static void
add_part (GString *text, gpointer object)
{
  const RepriseSavedPart *part = object;

  add_text (text, "member", part->member);
  add_text (text, "id", part->id);
  g_string_append_printf (text, "captured_at=%" G_GINT64_FORMAT "\n", part->captured_at);
}

/**
 * reprise_account_text_new:
 * @account: an account
 *
 * Returns: (transfer full): all that is in it; two that are equal hold the same
 */
char *
reprise_account_text_new (const RepriseSavedAccount *account)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "captured_at=%" G_GINT64_FORMAT "\n", account->captured_at);
  add_text (text, "source_title", account->source_title);
  add_text (text, "source_address", account->source_address);
  add_text (text, "database_id", account->database_id);
  add_sentences (text, account->problems);
  add_objects (text, "part", account->parts, add_part);
  add_object (text, "tenant", account->tenant, add_tenant);
  add_objects (text, "cluster", account->clusters, add_cluster);
  add_objects (text, "cluster_nodes", account->cluster_nodes, add_saved_nodes);
  add_objects (text, "store", account->stores, add_store);
  add_objects (text, "database", account->databases, add_database);
  add_objects (text, "repository", account->repositories, add_repository);
  add_objects (text, "inventory", account->inventories, add_saved_inventory);
  return g_string_free (text, FALSE);
}
