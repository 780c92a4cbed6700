/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts of any shape that an inventory file may have to hold. */

#include "config.h"

#include "support/reprise-random-account.h"

#include "model/reprise-cluster-node.h"
#include "model/reprise-cluster.h"
#include "model/reprise-database.h"
#include "model/reprise-repository.h"
#include "model/reprise-store.h"

#include <math.h>

#define MAX_TEXTS 4096

/* Keeps what the fields of one account point to. */
typedef struct
{
  GRand *random;
  GStringChunk *texts;
  GPtrArray *lists;
} Maker;

static gboolean
chance (Maker *maker, int percent)
{
  return g_rand_int_range (maker->random, 0, 100) < percent;
}

static guint
count (Maker *maker, int most)
{
  return (guint) g_rand_int_range (maker->random, 0, most + 1);
}

/* Whatever UTF-8 can be: quotes, line ends, other scripts and directions, what combines, and now
 * and then a long one. */
static const char *
some_text (Maker *maker)
{
  static const char *const pieces[] = { "a",
                                        "n1",
                                        "-",
                                        "é",
                                        "日本",
                                        "😀",
                                        "\"",
                                        "\\",
                                        "\n",
                                        "\t",
                                        "\x01",
                                        "</b>&amp;",
                                        "\x7f",
                                        " ",
                                        "{}",
                                        "0",
                                        "שלום",
                                        "مرحبا",
                                        "\xe2\x80\xae",
                                        "\xcc\x81",
                                        "\xef\xbf\xbd",
                                        "\xf4\x8f\xbf\xbf" };
  g_autoptr (GString) text = g_string_new ("x");
  guint n_pieces = chance (maker, 2) ? 2000 : count (maker, 8);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[count (maker, G_N_ELEMENTS (pieces) - 1)]);
  return g_string_chunk_insert (maker->texts, text->str);
}

static const char *
maybe_text (Maker *maker)
{
  return chance (maker, 30) ? NULL : some_text (maker);
}

static const char *const *
maybe_texts (Maker *maker, guint multiple)
{
  guint n_texts = count (maker, 4) * multiple;
  const char **list;

  if (chance (maker, 30))
    return NULL;
  list = g_new0 (const char *, n_texts + 1);
  for (guint i = 0; i < n_texts; i++)
    list[i] = some_text (maker);
  g_ptr_array_add (maker->lists, list);
  return list;
}

static RepriseInstant
maybe_instant (Maker *maker)
{
  gint64 seconds = g_rand_int_range (maker->random, 0, G_MAXINT32);

  if (chance (maker, 20))
    return REPRISE_INSTANT_NONE;
  return reprise_instant_from_unix (seconds) +
         (chance (maker, 50) ? 0 : g_rand_int_range (maker->random, 0, 1000000));
}

static gint64
maybe_size (Maker *maker)
{
  if (chance (maker, 20))
    return -1;
  if (chance (maker, 10))
    return G_MAXINT64 - 1;
  return (gint64) g_rand_int (maker->random) * (chance (maker, 50) ? 1 : 100003);
}

static RepriseTristate
some_tristate (Maker *maker)
{
  return (RepriseTristate) count (maker, REPRISE_TRISTATE_YES);
}

static gpointer
some_location (Maker *maker)
{
  RepriseLocationFields fields = REPRISE_LOCATION_FIELDS_INIT;

  if (chance (maker, 80))
    fields.latitude = g_rand_double_range (maker->random, -90, 90);
  if (chance (maker, 80))
    fields.longitude = g_rand_double_range (maker->random, -180, 180);
  fields.name = maybe_text (maker);
  fields.city = maybe_text (maker);
  fields.region = maybe_text (maker);
  fields.region_code = maybe_text (maker);
  fields.code = maybe_text (maker);
  fields.metro_code = maybe_text (maker);
  fields.postal_code = maybe_text (maker);
  fields.country = maybe_text (maker);
  fields.timezone = maybe_text (maker);
  return reprise_location_new (&fields);
}

static gpointer
some_cluster (Maker *maker)
{
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;

  fields.id = some_text (maker);
  fields.name = some_text (maker);
  fields.status_word = maybe_text (maker);
  fields.created_at = maybe_instant (maker);
  fields.updated_at = maybe_instant (maker);
  fields.regions = maybe_texts (maker, 1);
  fields.node_location = maybe_text (maker);
  fields.cloud_account_name = maybe_text (maker);
  fields.cloud_account_id = maybe_text (maker);
  fields.cloud_account_type = maybe_text (maker);
  fields.cloud_account_native_id = maybe_text (maker);
  fields.backup_store_ids = maybe_texts (maker, 1);
  return reprise_cluster_new (&fields);
}

static gpointer
some_cluster_node (Maker *maker)
{
  RepriseClusterNodeFields fields = REPRISE_CLUSTER_NODE_FIELDS_INIT;
  g_autoptr (RepriseLocation) location = some_location (maker);

  fields.id = some_text (maker);
  fields.name = some_text (maker);
  fields.logical_name = maybe_text (maker);
  fields.display_name = maybe_text (maker);
  fields.region = maybe_text (maker);
  fields.region_cloud = maybe_text (maker);
  fields.region_name = maybe_text (maker);
  fields.availability_zone = maybe_text (maker);
  fields.ip_address = maybe_text (maker);
  fields.public_ip_address = maybe_text (maker);
  fields.instance_type = maybe_text (maker);
  fields.is_active = some_tristate (maker);
  fields.volume_size_gigabytes = maybe_size (maker);
  fields.location = chance (maker, 50) ? location : NULL;
  return reprise_cluster_node_new (&fields);
}

static gpointer
some_store (Maker *maker)
{
  RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;

  fields.id = some_text (maker);
  fields.name = some_text (maker);
  fields.status_word = maybe_text (maker);
  fields.cluster_ids = maybe_texts (maker, 1);
  fields.created_at = maybe_instant (maker);
  fields.updated_at = maybe_instant (maker);
  fields.cloud_account_id = maybe_text (maker);
  fields.cloud_account_type = maybe_text (maker);
  return reprise_store_new (&fields);
}

static gpointer
some_repository (Maker *maker)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

  fields.id = some_text (maker);
  fields.database_id = maybe_text (maker);
  fields.created_at = maybe_instant (maker);
  fields.storage_type = maybe_text (maker);
  fields.base_path = maybe_text (maker);
  fields.s3_bucket = maybe_text (maker);
  fields.backup_store_id = maybe_text (maker);
  fields.s3_region = maybe_text (maker);
  fields.s3_endpoint = maybe_text (maker);
  fields.gcs_bucket = maybe_text (maker);
  fields.gcs_endpoint = maybe_text (maker);
  fields.azure_account = maybe_text (maker);
  fields.azure_container = maybe_text (maker);
  fields.azure_endpoint = maybe_text (maker);
  fields.retention_full = (int) count (maker, 50) - 1;
  fields.retention_full_type = maybe_text (maker);
  return reprise_repository_new (&fields);
}

static GPtrArray *
some_objects (Maker *maker, gpointer (*make) (Maker *), int most)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_objects = count (maker, most);

  for (guint i = 0; i < n_objects; i++)
    g_ptr_array_add (objects, make (maker));
  return objects;
}

static gpointer
some_schedule (Maker *maker)
{
  RepriseScheduleFields fields = { .id = maybe_text (maker),
                                   .backup_type =
                                       (RepriseBackupType) count (maker, REPRISE_BACKUP_TYPE_INCR),
                                   .cron_expression = maybe_text (maker) };

  return reprise_schedule_new (&fields);
}

static gpointer
some_config (Maker *maker)
{
  g_autoptr (GPtrArray) repositories = some_objects (maker, some_repository, 2);
  g_autoptr (GPtrArray) schedules = some_objects (maker, some_schedule, 2);
  RepriseBackupConfigFields fields = { .id = maybe_text (maker),
                                       .node_name = maybe_text (maker),
                                       .repositories = repositories,
                                       .schedules = schedules };

  return reprise_backup_config_new (&fields);
}

static gpointer
some_node (Maker *maker)
{
  g_autoptr (RepriseLocation) location = some_location (maker);
  RepriseNodeFields fields = { .availability_zones = maybe_texts (maker, 1),
                               .location = chance (maker, 50) ? location : NULL,
                               .name = some_text (maker),
                               .logical_name = maybe_text (maker),
                               .region_cloud = some_text (maker),
                               .region_code = some_text (maker),
                               .region_name = some_text (maker) };

  return reprise_node_new (&fields);
}

static gpointer
some_component (Maker *maker)
{
  RepriseComponentFields fields = { .id = maybe_text (maker),
                                    .name = some_text (maker),
                                    .version = maybe_text (maker),
                                    .release_date = maybe_text (maker),
                                    .status_word = maybe_text (maker) };

  return reprise_component_new (&fields);
}

static gpointer
some_table (Maker *maker)
{
  RepriseTableStatus statuses[2];
  RepriseTableFields fields = { .schema = some_text (maker),
                                .name = some_text (maker),
                                .primary_key = maybe_texts (maker, 1),
                                .replication_sets = maybe_texts (maker, 1),
                                .statuses = statuses,
                                .n_statuses = count (maker, G_N_ELEMENTS (statuses)) };

  for (gsize i = 0; i < fields.n_statuses; i++)
    statuses[i] = (RepriseTableStatus){ .node_name = some_text (maker),
                                        .present = chance (maker, 50),
                                        .aligned = chance (maker, 50),
                                        .replicating = chance (maker, 50) };
  return reprise_table_new (&fields);
}

static gpointer
some_database (Maker *maker)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (GPtrArray) nodes = some_objects (maker, some_node, 3);
  g_autoptr (GPtrArray) configs = some_objects (maker, some_config, 2);
  g_autoptr (GPtrArray) tables = some_objects (maker, some_table, 2);
  g_autoptr (GPtrArray) components = some_objects (maker, some_component, 2);

  fields.id = some_text (maker);
  fields.cluster_id = maybe_text (maker);
  fields.name = some_text (maker);
  fields.display_name = maybe_text (maker);
  fields.status_word = maybe_text (maker);
  fields.created_at = maybe_instant (maker);
  fields.updated_at = maybe_instant (maker);
  fields.storage_used = maybe_size (maker);
  fields.deletion_protection = some_tristate (maker);
  fields.options = maybe_texts (maker, 1);
  fields.nodes = nodes;
  fields.pg_version = maybe_text (maker);
  fields.config_version = maybe_text (maker);
  fields.domain = maybe_text (maker);
  fields.backup_provider = maybe_text (maker);
  fields.backup_configs = configs;
  fields.tables = tables;
  fields.components = components;
  fields.extensions_auto_manage = some_tristate (maker);
  fields.extensions_available = maybe_texts (maker, 1);
  fields.extensions_requested = maybe_texts (maker, 1);
  return reprise_database_new (&fields);
}

static gpointer
some_tenant (Maker *maker)
{
  RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;

  fields.id = some_text (maker);
  fields.name = some_text (maker);
  fields.plan = maybe_text (maker);
  fields.plan_trial = some_tristate (maker);
  fields.plan_expires_at = maybe_instant (maker);
  fields.domain = maybe_text (maker);
  fields.updated_at = maybe_instant (maker);
  fields.created_at = maybe_instant (maker);
  return reprise_tenant_new (&fields);
}

static const char *
maybe_segment (Maker *maker)
{
  g_autofree char *name = g_strdup_printf ("%08X%08X%08X",
                                           count (maker, 3),
                                           g_rand_int (maker->random),
                                           count (maker, 255));

  return chance (maker, 20) ? maybe_text (maker) : g_string_chunk_insert (maker->texts, name);
}

static void
fill_backup (Maker *maker, RepriseBackupFields *fields, const char *label, const char *prior)
{
  fields->label = label;
  fields->backup_type = (RepriseBackupType) count (maker, REPRISE_BACKUP_TYPE_INCR);
  fields->prior = prior;
  fields->references = maybe_texts (maker, 1);
  fields->started_at = maybe_instant (maker);
  fields->finished_at = maybe_instant (maker);
  fields->error = some_tristate (maker);
  fields->error_list = maybe_texts (maker, 1);
  fields->annotations = chance (maker, 50) ? maybe_texts (maker, 2) : NULL;
  fields->database_size = maybe_size (maker);
  fields->database_backup_size = maybe_size (maker);
  fields->backup_set_size = maybe_size (maker);
  fields->backup_size = maybe_size (maker);
  fields->backup_set_map_size = maybe_size (maker);
  fields->backup_map_size = maybe_size (maker);
  fields->lsn_start = g_rand_int (maker->random) * (guint64) count (maker, G_MAXINT16);
  fields->lsn_stop = chance (maker, 10) ? G_MAXUINT64 : fields->lsn_start + count (maker, 9999);
  fields->wal_start = maybe_segment (maker);
  fields->wal_stop = maybe_segment (maker);
  fields->pgbackrest_format = (int) count (maker, 6) - 1;
  fields->pgbackrest_version = maybe_text (maker);
}

/* Annotations are an object: of two with the same key only one could be kept. */
static void
make_keys_unique (Maker *maker, RepriseBackupFields *fields)
{
  const char **pairs = (const char **) (gpointer) fields->annotations;

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i += 2)
    {
      g_autofree char *key = g_strdup_printf ("%s%u", pairs[i], i);

      pairs[i] = g_string_chunk_insert (maker->texts, key);
    }
}

/* Each builds on the one before, or on one that is not there, or on none. */
static RepriseBackupList *
some_backups (Maker *maker)
{
  g_autoptr (RepriseBackupListBuilder) builder = reprise_backup_list_builder_new ();
  guint n_backups = chance (maker, 5) ? 3000 : count (maker, 20);
  const char *prior = NULL;

  for (guint i = 0; i < n_backups; i++)
    {
      RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
      g_autofree char *label = g_strdup_printf ("20260101-%06uF", i);

      if (n_backups < 3000)
        fill_backup (maker, &fields, g_string_chunk_insert (maker->texts, label), prior);
      fields.label = g_string_chunk_insert (maker->texts, label);
      make_keys_unique (maker, &fields);
      prior = chance (maker, 80) ? fields.label : maybe_text (maker);
      reprise_backup_list_builder_add (builder, &fields);
    }
  return reprise_backup_list_builder_end (g_steal_pointer (&builder));
}

static RepriseRecoveryWindow *
some_window (Maker *maker)
{
  RepriseRecoverySpan span = { .earliest = reprise_instant_from_unix (count (maker, 99999)),
                               .latest_exclusive = REPRISE_INSTANT_SECOND * 200000 + 7,
                               .base_label = some_text (maker) };
  RepriseRecoveryWindowFields fields = { .contiguous_max_wal = maybe_text (maker),
                                         .checked_at = REPRISE_INSTANT_SECOND * 300000 + 12345,
                                         .spans = &span,
                                         .n_spans = count (maker, 1) };

  return reprise_recovery_window_new (&fields);
}

static RepriseInventory *
some_inventory (Maker *maker, const char *repository_id, const char *node_name)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseBackupList) backups = some_backups (maker);
  g_autoptr (RepriseRecoveryWindow) window = some_window (maker);

  fields.database_id = maybe_text (maker);
  fields.repository_id = repository_id;
  fields.node_name = node_name;
  fields.status_word = maybe_text (maker);
  fields.status_code = (int) count (maker, 100) - 1;
  fields.status_message = maybe_text (maker);
  fields.pg_version = maybe_text (maker);
  fields.pg_system_id = g_rand_int (maker->random) * (guint64) count (maker, G_MAXINT32 - 1);
  fields.archive_min_wal = maybe_segment (maker);
  fields.archive_max_wal = maybe_segment (maker);
  fields.backups = backups;
  fields.recovery_window = chance (maker, 50) ? window : NULL;
  fields.is_complete = chance (maker, 50);
  return reprise_inventory_new (&fields);
}

static void
add_problems (Maker *maker, GPtrArray *problems)
{
  guint n_problems = count (maker, 2);

  for (guint i = 0; i < n_problems; i++)
    g_ptr_array_add (problems, g_strdup (some_text (maker)));
}

static void
add_inventories (Maker *maker, GPtrArray *inventories)
{
  guint n_inventories = count (maker, 4);

  for (guint i = 0; i < n_inventories; i++)
    {
      const char *repository_id = some_text (maker), *node_name = some_text (maker);
      g_autoptr (RepriseInventory) inventory = some_inventory (maker, repository_id, node_name);
      RepriseSavedInventory *saved =
          reprise_saved_inventory_new (repository_id,
                                       node_name,
                                       chance (maker, 80) ? inventory : NULL);

      saved->captured_at = maybe_instant (maker);
      add_problems (maker, saved->problems);
      if (saved->inventory == NULL)
        saved->failure = g_strdup (maybe_text (maker));
      g_ptr_array_add (inventories, saved);
    }
}

static void
add_parts (Maker *maker, GPtrArray *parts)
{
  static const char *const members[] = { "tenant", "clusters", "databases", "backup_repositories" };
  guint n_parts = count (maker, 3);

  for (guint i = 0; i < n_parts; i++)
    g_ptr_array_add (parts,
                     reprise_saved_part_new (members[count (maker, G_N_ELEMENTS (members) - 1)],
                                             maybe_text (maker),
                                             reprise_instant_from_unix (count (maker, 99999))));
}

static void
add_cluster_nodes (Maker *maker, GPtrArray *cluster_nodes)
{
  guint n_clusters = count (maker, 2);

  for (guint i = 0; i < n_clusters; i++)
    {
      g_autoptr (GPtrArray) nodes = some_objects (maker, some_cluster_node, 3);

      g_ptr_array_add (cluster_nodes, reprise_saved_nodes_new (some_text (maker), nodes));
    }
}

static void
replace_objects (GPtrArray **objects, GPtrArray *replacement)
{
  g_ptr_array_unref (*objects);
  *objects = replacement;
}

/**
 * reprise_random_account_new:
 * @random: decides what it is like
 *
 * Returns: (transfer full): an account; from none of anything to thousands of backups
 */
RepriseSavedAccount *
reprise_random_account_new (GRand *random)
{
  RepriseSavedAccount *account = reprise_saved_account_new ();
  Maker maker = { .random = random };

  /* Nothing is a shape as well. */
  if (g_rand_int_range (random, 0, 20) == 0)
    return account;

  maker.texts = g_string_chunk_new (MAX_TEXTS);
  maker.lists = g_ptr_array_new_with_free_func (g_free);
  account->captured_at = maybe_instant (&maker);
  account->source_title = g_strdup (maybe_text (&maker));
  account->source_address = g_strdup (maybe_text (&maker));
  account->database_id = g_strdup (maybe_text (&maker));
  account->tenant = chance (&maker, 70) ? some_tenant (&maker) : NULL;
  replace_objects (&account->clusters, some_objects (&maker, some_cluster, 3));
  replace_objects (&account->stores, some_objects (&maker, some_store, 3));
  replace_objects (&account->databases, some_objects (&maker, some_database, 3));
  replace_objects (&account->repositories, some_objects (&maker, some_repository, 3));
  add_cluster_nodes (&maker, account->cluster_nodes);
  add_problems (&maker, account->problems);
  add_parts (&maker, account->parts);
  add_inventories (&maker, account->inventories);
  g_string_chunk_free (maker.texts);
  g_ptr_array_unref (maker.lists);
  return account;
}

static gboolean
append_to_array (gpointer array, const char *bytes, gsize length, GError **error)
{
  g_byte_array_append (array, (const guint8 *) bytes, (guint) length);
  return TRUE;
}

/**
 * reprise_random_account_save:
 * @account: an account
 *
 * Returns: (transfer full): the inventory file of it
 */
GBytes *
reprise_random_account_save (const RepriseSavedAccount *account)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (reprise_saved_account_write (account, append_to_array, array, &error));
  g_assert_no_error (error);
  return g_byte_array_free_to_bytes (array);
}
