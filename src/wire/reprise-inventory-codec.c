/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a repository holds of a node, as JSON. */

#include "config.h"

#include "wire/reprise-inventory-codec.h"

#include "wire/reprise-backup-text-private.h"
#include "wire/reprise-inventory-codec-private.h"
#include "wire/reprise-inventory-scan-private.h"
#include "wire/reprise-json-guard.h"
#include "wire/reprise-json-write-private.h"

/* The rest of an answer, behind the inventory. */
static gboolean
is_all (RepriseJsonTokenizer *tokenizer)
{
  return reprise_json_tokenizer_next (tokenizer) == REPRISE_JSON_TOKEN_END;
}

static gboolean
check_size (GBytes *body, GError **error)
{
  const gsize most = REPRISE_JSON_LIMITS_ANSWER.max_bytes;

  if (g_bytes_get_size (body) <= most)
    return TRUE;
  g_set_error (error,
               REPRISE_WIRE_ERROR,
               REPRISE_WIRE_ERROR_TOO_LARGE,
               "%" G_GSIZE_FORMAT " bytes, more than the %" G_GSIZE_FORMAT " accepted",
               g_bytes_get_size (body),
               most);
  return FALSE;
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
  g_autoptr (RepriseJsonTokenizer) tokenizer = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) problem = NULL;
  RepriseInventoryScan scan = { .is_whole = is_whole };
  RepriseJsonPlace root = { .member = "inventory", .problem = &problem, .notes = problems };

  g_return_val_if_fail (body != NULL, NULL);

  if (!check_size (body, error))
    return NULL;
  tokenizer = reprise_json_tokenizer_new_for_bytes (body, REPRISE_JSON_STRICT);
  inventory =
      reprise_inventory_scan (&scan, tokenizer, reprise_json_tokenizer_next (tokenizer), &root);
  if (!is_all (tokenizer))
    {
      g_propagate_error (error, g_error_copy (reprise_json_tokenizer_get_error (tokenizer)));
      return NULL;
    }
  if (inventory == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (n_rows != NULL)
    *n_rows = scan.n_rows;
  return g_steal_pointer (&inventory);
}

static JsonObject *
write_window (RepriseRecoveryWindow *window)
{
  const RepriseInstantPrecision exact = REPRISE_INSTANT_MICROSECONDS;
  const RepriseRecoverySpan *spans;
  JsonObject *object;
  JsonArray *array;
  gsize n_spans;

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

static JsonObject *
write_fields (RepriseInventory *inventory)
{
  JsonObject *object = json_object_new ();
  guint64 system_id = reprise_inventory_get_pg_system_id (inventory);

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
  return object;
}

static void
append_object (GString *text, JsonObject *object)
{
  g_autoptr (GBytes) bytes = reprise_json_write_object (object);

  g_string_append_len (text, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

/**
 * reprise_inventory_append_head:
 * @text: what to append to
 * @inventory: what to write
 *
 * Appends the inventory up to the opening bracket of its backups.
 */
void
reprise_inventory_append_head (GString *text, RepriseInventory *inventory)
{
  gsize start = text->len;

  append_object (text, write_fields (inventory));
  g_string_truncate (text, text->len - 1);
  if (text->len > start + 1)
    g_string_append_c (text, ',');
  g_string_append (text, "\"backups\":[");
}

/**
 * reprise_inventory_append_tail:
 * @text: what to append to
 * @inventory: what to write
 *
 * Appends what follows the backups.
 */
void
reprise_inventory_append_tail (GString *text, RepriseInventory *inventory)
{
  RepriseRecoveryWindow *window = reprise_inventory_get_recovery_window (inventory);

  g_string_append_c (text, ']');
  if (window != NULL)
    {
      g_string_append (text, ",\"recovery_window\":");
      append_object (text, write_window (window));
    }
  g_string_append_c (text, '}');
}

static void
append_all (GString *text, RepriseInventory *inventory)
{
  RepriseBackupList *list = REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory));
  g_autoptr (RepriseBackupReader) reader = reprise_backup_list_read (list);

  for (guint i = 0; i < reprise_inventory_get_n_backups (inventory); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      reprise_backup_append (text, reprise_backup_reader_read (reader, i));
    }
}

static void
append_some (GString *text, GPtrArray *backups)
{
  for (guint i = 0; i < backups->len; i++)
    {
      RepriseBackupFields fields;

      if (i > 0)
        g_string_append_c (text, ',');
      reprise_backup_get_fields (backups->pdata[i], &fields);
      reprise_backup_append (text, &fields);
    }
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
  GString *text;

  g_return_val_if_fail (REPRISE_IS_INVENTORY (inventory), NULL);

  text = g_string_new (NULL);
  reprise_inventory_append_head (text, inventory);
  if (backups == NULL)
    append_all (text, inventory);
  else
    append_some (text, backups);
  reprise_inventory_append_tail (text, inventory);
  return g_string_free_to_bytes (text);
}
