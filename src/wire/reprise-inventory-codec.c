/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a repository holds of a node, as JSON. */

#include "config.h"

#include "wire/reprise-inventory-codec.h"

#include "wire/reprise-backup-codec-private.h"
#include "wire/reprise-json-document-private.h"
#include "wire/reprise-json-write-private.h"

/* Returns whether every row became a backup. */
static gboolean
read_backups (const RepriseJsonPlace *array, RepriseBackupListBuilder *builder)
{
  gboolean all = TRUE;

  for (guint i = 0; i < reprise_json_place_get_length (array); i++)
    {
      RepriseJsonPlace element = reprise_json_place_element (array, i);
      g_autoptr (GError) problem = NULL;

      element.problem = &problem;
      if (reprise_json_place_expect_object (&element) && reprise_backup_read (&element, builder))
        continue;
      all = FALSE;
      if (array->notes != NULL)
        g_ptr_array_add (array->notes, g_strdup (problem->message));
    }
  return all;
}

static RepriseRecoverySpan
read_span (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence required = REPRISE_JSON_REQUIRED;

  return (RepriseRecoverySpan){
    .earliest = reprise_json_place_get_instant (place, "earliest", required),
    .latest_exclusive = reprise_json_place_get_instant (place, "latest_exclusive", required),
    .base_label = reprise_json_place_get_string (place, "base_label", required),
  };
}

/* A window that cannot be read in full proves nothing and is left out whole. */
static RepriseRecoveryWindow *
read_window (const RepriseJsonPlace *place)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (RepriseRecoverySpan));
  RepriseRecoveryWindowFields fields = REPRISE_RECOVERY_WINDOW_FIELDS_INIT;
  RepriseJsonPlace inventory = *place, window, array;

  inventory.problem = &problem;
  window = reprise_json_place_object (&inventory, "recovery_window", REPRISE_JSON_OPTIONAL);
  if (window.node == NULL && problem == NULL)
    return NULL;
  array = reprise_json_place_array (&window, "spans", REPRISE_JSON_REQUIRED);
  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace element = reprise_json_place_element (&array, i);
      RepriseRecoverySpan span = read_span (&element);

      g_array_append_val (spans, span);
    }
  fields.contiguous_max_wal =
      reprise_json_place_get_string (&window, "contiguous_max_wal", REPRISE_JSON_OPTIONAL);
  fields.checked_at = reprise_json_place_get_instant (&window, "checked_at", REPRISE_JSON_REQUIRED);
  fields.spans = (const RepriseRecoverySpan *) (gpointer) spans->data;
  fields.n_spans = spans->len;
  if (problem == NULL)
    return reprise_recovery_window_new (&fields);
  if (place->notes != NULL)
    g_ptr_array_add (place->notes, g_strdup (problem->message));
  return NULL;
}

static void
read_fields (const RepriseJsonPlace *place, RepriseInventoryFields *fields)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;

  fields->database_id = reprise_json_place_get_string (place, "database_id", optional);
  fields->repository_id = reprise_json_place_get_string (place, "backup_repository_id", optional);
  fields->node_name = reprise_json_place_get_string (place, "node_name", optional);
  fields->status_word = reprise_json_place_get_string (place, "status", optional);
  fields->status_code =
      (int) reprise_json_place_get_int64 (place, "status_code", optional, G_MAXINT, -1);
  fields->status_message = reprise_json_place_get_string (place, "status_message", optional);
  fields->pg_version = reprise_json_place_get_string (place, "pg_version", optional);
  fields->pg_system_id = reprise_json_place_get_uint64 (place, "pg_system_id", optional, 0);
  fields->archive_min_wal = reprise_json_place_get_string (place, "archive_min_wal", optional);
  fields->archive_max_wal = reprise_json_place_get_string (place, "archive_max_wal", optional);
}

/**
 * reprise_inventory_decode:
 * @body: the body of an answer
 * @is_whole: whether all backups were asked for, unfiltered, and this is all of them
 * @n_rows: (out) (optional): how many backups there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR
 *
 * A backup that cannot be read is left out, and the inventory is then not complete.
 *
 * Returns: (transfer full): the inventory
 */
RepriseInventory *
reprise_inventory_decode (GBytes *body,
                          gboolean is_whole,
                          guint *n_rows,
                          GPtrArray *problems,
                          GError **error)
{
  g_autoptr (RepriseBackupListBuilder) builder = reprise_backup_list_builder_new ();
  g_autoptr (RepriseBackupList) backups = NULL;
  g_autoptr (RepriseRecoveryWindow) window = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  RepriseJsonPlace root, array;

  g_return_val_if_fail (body != NULL, NULL);

  node = reprise_json_parse_bytes (body, &REPRISE_JSON_LIMITS_ANSWER, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "inventory", &problem);
  root.notes = problems;
  if (reprise_json_place_expect_object (&root))
    read_fields (&root, &fields);
  array = reprise_json_place_array (&root, "backups", REPRISE_JSON_OPTIONAL);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (n_rows != NULL)
    *n_rows = reprise_json_place_get_length (&array);
  fields.is_complete = read_backups (&array, builder) && is_whole;
  fields.backups = backups = reprise_backup_list_builder_end (g_steal_pointer (&builder));
  fields.recovery_window = window = read_window (&root);
  return reprise_inventory_new (&fields);
}

static JsonObject *
write_window (RepriseRecoveryWindow *window)
{
  const RepriseInstantPrecision exact = REPRISE_INSTANT_MICROSECONDS;
  const RepriseRecoverySpan *spans;
  JsonObject *object;
  JsonArray *array;
  gsize n_spans;

  if (window == NULL)
    return NULL;
  object = json_object_new ();
  array = json_array_new ();
  spans = reprise_recovery_window_get_spans (window, &n_spans);
  for (gsize i = 0; i < n_spans; i++)
    {
      JsonObject *span = json_object_new ();

      reprise_json_put_instant (span, "earliest", spans[i].earliest, exact);
      reprise_json_put_instant (span, "latest_exclusive", spans[i].latest_exclusive, exact);
      reprise_json_put_string (span, "base_label", spans[i].base_label);
      json_array_add_object_element (array, span);
    }
  json_object_set_array_member (object, "spans", array);
  reprise_json_put_string (object,
                           "contiguous_max_wal",
                           reprise_recovery_window_get_contiguous_max_wal (window));
  reprise_json_put_instant (object,
                            "checked_at",
                            reprise_recovery_window_get_checked_at (window),
                            exact);
  return object;
}

static JsonArray *
write_backups (RepriseInventory *inventory, GPtrArray *backups)
{
  JsonArray *array = json_array_new ();
  guint n_backups = backups == NULL ? reprise_inventory_get_n_backups (inventory) : backups->len;

  for (guint i = 0; i < n_backups; i++)
    {
      g_autoptr (RepriseBackup) backup = backups == NULL
                                             ? reprise_inventory_get_backup (inventory, i)
                                             : g_object_ref (REPRISE_BACKUP (backups->pdata[i]));

      json_array_add_object_element (array, reprise_backup_write (backup));
    }
  return array;
}

/**
 * reprise_inventory_encode:
 * @inventory: what to write
 * @backups: (nullable) (element-type RepriseBackup): the backups of one page, or %NULL for all
 *
 * Returns: (transfer full): the body of an answer; what is not known is left out
 */
GBytes *
reprise_inventory_encode (RepriseInventory *inventory, GPtrArray *backups)
{
  JsonObject *object;
  guint64 system_id;

  g_return_val_if_fail (REPRISE_IS_INVENTORY (inventory), NULL);

  object = json_object_new ();
  system_id = reprise_inventory_get_pg_system_id (inventory);
  reprise_json_put_string (object,
                           "backup_repository_id",
                           reprise_inventory_get_repository_id (inventory));
  reprise_json_put_string (object, "database_id", reprise_inventory_get_database_id (inventory));
  reprise_json_put_string (object, "node_name", reprise_inventory_get_node_name (inventory));
  reprise_json_put_string (object, "status", reprise_inventory_get_status_word (inventory));
  reprise_json_put_count (object, "status_code", reprise_inventory_get_status_code (inventory));
  reprise_json_put_string (object,
                           "status_message",
                           reprise_inventory_get_status_message (inventory));
  reprise_json_put_string (object, "pg_version", reprise_inventory_get_pg_version (inventory));
  if (system_id != 0)
    json_object_set_int_member (object, "pg_system_id", (gint64) system_id);
  reprise_json_put_string (object,
                           "archive_min_wal",
                           reprise_inventory_get_archive_min_wal (inventory));
  reprise_json_put_string (object,
                           "archive_max_wal",
                           reprise_inventory_get_archive_max_wal (inventory));
  json_object_set_array_member (object, "backups", write_backups (inventory, backups));
  reprise_json_put_object (object,
                           "recovery_window",
                           write_window (reprise_inventory_get_recovery_window (inventory)));
  return reprise_json_write_object (object);
}
