/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes an inventory file.
 *
 * Its last member is the SHA-256 of every byte before it, the name of that member with its quotes
 * included. So whoever reads the file from front to end knows at its end whether it is as it was
 * written, and needs nothing of it twice. Every object stands on a line of its own: an error can
 * then be found, and two files can be compared. */

#include "config.h"

#include "wire/reprise-saved-account.h"

#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-backup-text-private.h"
#include "wire/reprise-inventory-codec-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-repository-codec-private.h"

#define FLUSH_BYTES (64 * 1024)

typedef struct
{
  RepriseSavedAccountSink sink;
  gpointer sink_data;
  GString *text;
  GChecksum *checksum;
  GError **error;
  gboolean has_failed;
} Writing;

static void
flush (Writing *writing)
{
  if (writing->has_failed || writing->text->len == 0)
    return;
  g_checksum_update (writing->checksum,
                     (const guchar *) writing->text->str,
                     (gssize) writing->text->len);
  writing->has_failed =
      !writing->sink (writing->sink_data, writing->text->str, writing->text->len, writing->error);
  g_string_truncate (writing->text, 0);
}

static void
append_object (GString *text, JsonObject *object)
{
  g_autoptr (GBytes) bytes = reprise_json_write_object (object);

  g_string_append_len (text, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static void
begin_member (Writing *writing, const char *name)
{
  g_string_append_printf (writing->text, ",\n\"%s\":", name);
}

static void
write_string (Writing *writing, const char *name, const char *value)
{
  if (value == NULL)
    return;
  begin_member (writing, name);
  reprise_json_append_string (writing->text, value);
}

static void
append_strings (GString *text, GPtrArray *strings)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < strings->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      reprise_json_append_string (text, strings->pdata[i]);
    }
  g_string_append_c (text, ']');
}

static void
write_objects (Writing *writing, const char *name, GPtrArray *objects, RepriseJsonWriteFunc write)
{
  begin_member (writing, name);
  g_string_append_c (writing->text, '[');
  for (guint i = 0; i < objects->len; i++)
    {
      g_string_append (writing->text, i == 0 ? "\n" : ",\n");
      append_object (writing->text, write (objects->pdata[i]));
      flush (writing);
    }
  g_string_append_c (writing->text, ']');
}

static JsonObject *
write_nodes (gpointer nodes)
{
  const RepriseSavedNodes *saved = nodes;
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "cluster_id", saved->cluster_id);
  reprise_json_put_objects (object, "nodes", saved->nodes, reprise_cluster_node_write);
  return object;
}

static void
write_source (Writing *writing, const RepriseSavedAccount *account)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "title", account->source_title);
  reprise_json_put_string (object, "address", account->source_address);
  begin_member (writing, "source");
  append_object (writing->text, object);
}

static void
write_head (Writing *writing, const RepriseSavedAccount *account)
{
  g_autofree char *captured_at =
      reprise_instant_format (account->captured_at, REPRISE_INSTANT_AUTO);

  g_string_append_printf (writing->text,
                          "{\"format\":\"%s\",\n\"version\":%d",
                          REPRISE_SAVED_ACCOUNT_FORMAT,
                          REPRISE_SAVED_ACCOUNT_VERSION);
  write_string (writing, "written_by", "Reprise " REPRISE_VERSION);
  write_string (writing, "captured_at", captured_at);
  write_source (writing, account);
  write_string (writing, "database_id", account->database_id);
  if (account->tenant != NULL)
    {
      begin_member (writing, "tenant");
      append_object (writing->text, reprise_tenant_write (account->tenant));
    }
  begin_member (writing, "problems");
  append_strings (writing->text, account->problems);
  if (account->parts->len > 0)
    write_objects (writing, "parts", account->parts, reprise_saved_part_write);
}

static void
write_backups (Writing *writing, RepriseInventory *inventory)
{
  RepriseBackupList *list = REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory));
  g_autoptr (RepriseBackupReader) reader = reprise_backup_list_read (list);
  guint n_backups = reprise_inventory_get_n_backups (inventory);

  for (guint i = 0; i < n_backups && !writing->has_failed; i++)
    {
      g_string_append (writing->text, i == 0 ? "\n" : ",\n");
      reprise_backup_append (writing->text, reprise_backup_reader_read (reader, i));
      if (writing->text->len >= FLUSH_BYTES)
        flush (writing);
    }
}

/* The members that a reader needs before the backups come before them. */
static void
write_inventory (Writing *writing, const RepriseSavedInventory *saved)
{
  GString *text = writing->text;
  g_autofree char *captured_at = reprise_instant_format (saved->captured_at, REPRISE_INSTANT_AUTO);

  g_string_append (text, "{\"complete\":");
  g_string_append (text,
                   saved->inventory != NULL && reprise_inventory_get_is_complete (saved->inventory)
                       ? "true"
                       : "false");
  write_string (writing, "backup_repository_id", saved->repository_id);
  write_string (writing, "node_name", saved->node_name);
  write_string (writing, "captured_at", captured_at);
  begin_member (writing, "problems");
  append_strings (text, saved->problems);
  write_string (writing, "failure", saved->failure);
  if (saved->inventory != NULL)
    {
      begin_member (writing, "inventory");
      reprise_inventory_append_head (text, saved->inventory);
      write_backups (writing, saved->inventory);
      reprise_inventory_append_tail (text, saved->inventory);
    }
  g_string_append_c (text, '}');
}

static void
write_inventories (Writing *writing, GPtrArray *inventories)
{
  begin_member (writing, "inventories");
  g_string_append_c (writing->text, '[');
  for (guint i = 0; i < inventories->len; i++)
    {
      g_string_append (writing->text, i == 0 ? "\n" : ",\n");
      write_inventory (writing, inventories->pdata[i]);
      flush (writing);
    }
  g_string_append_c (writing->text, ']');
}

static void
write_checksum (Writing *writing)
{
  g_string_append (writing->text, ",\n\"sha256\"");
  flush (writing);
  g_string_append_printf (writing->text, ":\"%s\"}\n", g_checksum_get_string (writing->checksum));
  if (writing->has_failed)
    return;
  writing->has_failed =
      !writing->sink (writing->sink_data, writing->text->str, writing->text->len, writing->error);
}

/**
 * reprise_saved_account_write:
 * @self: an account
 * @sink: where to put the file
 * @sink_data: given to @sink
 * @error: return location for what @sink says
 *
 * Calls @sink with at most a few hundred kilobytes at a time.
 *
 * Returns: whether all was written
 */
gboolean
reprise_saved_account_write (const RepriseSavedAccount *self,
                             RepriseSavedAccountSink sink,
                             gpointer sink_data,
                             GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GChecksum) checksum = NULL;
  Writing writing = { .sink = sink, .sink_data = sink_data, .error = error };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  writing.text = text = g_string_sized_new (FLUSH_BYTES * 2);
  writing.checksum = checksum = g_checksum_new (G_CHECKSUM_SHA256);
  write_head (&writing, self);
  write_objects (&writing, "clusters", self->clusters, reprise_cluster_write);
  write_objects (&writing, "cluster_nodes", self->cluster_nodes, write_nodes);
  write_objects (&writing, "backup_stores", self->stores, reprise_store_write);
  write_objects (&writing, "databases", self->databases, reprise_database_write);
  write_objects (&writing, "backup_repositories", self->repositories, reprise_repository_write);
  write_inventories (&writing, self->inventories);
  write_checksum (&writing);
  return !writing.has_failed;
}
