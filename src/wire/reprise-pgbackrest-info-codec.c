/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the documents of `pgbackrest info --output=json`. */

#include "config.h"

#include "wire/reprise-pgbackrest-info-codec.h"

#include "wire/reprise-pgbackrest-info-scan-private.h"

/**
 * reprise_pgbackrest_info_decode:
 * @document: what pgBackRest 2.08 or later wrote, undecipherable bytes included
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR
 *
 * With the wrong passphrase pgBackRest quotes the cipher text it could not read, raw, inside a
 * message; in such a text what is no UTF-8 becomes U+FFFD, a control character a space.
 *
 * Returns: (transfer full) (element-type ReprisePgBackRestStanza): the stanzas; none where the
 *   repository has none
 */
GPtrArray *
reprise_pgbackrest_info_decode (GBytes *document, GPtrArray *problems, GError **error)
{
  g_autoptr (RepriseJsonTokenizer) tokenizer = NULL;
  g_autoptr (GPtrArray) stanzas = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  tokenizer = reprise_json_tokenizer_new_for_bytes (document, REPRISE_JSON_REPAIR);
  stanzas = reprise_pgbackrest_info_scan (tokenizer,
                                          reprise_json_tokenizer_next (tokenizer),
                                          problems,
                                          REPRISE_JSON_ALL_OR_NOTHING,
                                          NULL,
                                          &problem);
  if (stanzas != NULL && reprise_json_tokenizer_next (tokenizer) == REPRISE_JSON_TOKEN_END)
    return g_steal_pointer (&stanzas);
  if (reprise_json_tokenizer_get_error (tokenizer) != NULL)
    g_propagate_error (error, g_error_copy (reprise_json_tokenizer_get_error (tokenizer)));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * reprise_pgbackrest_info_find:
 * @stanzas: (element-type ReprisePgBackRestStanza): what reprise_pgbackrest_info_decode() returned
 * @name: the name of a stanza
 *
 * Returns: (transfer none) (nullable): the stanza; the one that stands for an unreadable repository
 *   where there is no other
 */
ReprisePgBackRestStanza *
reprise_pgbackrest_info_find (GPtrArray *stanzas, const char *name)
{
  ReprisePgBackRestStanza *unreadable = NULL;

  g_return_val_if_fail (stanzas != NULL, NULL);

  for (guint i = 0; i < stanzas->len; i++)
    {
      ReprisePgBackRestStanza *stanza = stanzas->pdata[i];

      if (g_strcmp0 (stanza->name, name) == 0)
        return stanza;
      if (g_strcmp0 (stanza->name, "[invalid]") == 0)
        unreadable = stanza;
    }
  return unreadable;
}

static const char *
word_for_status (int code)
{
  if (code < 0)
    return NULL;
  if (code == REPRISE_PGBACKREST_STATUS_OK)
    return "ok";
  return code == REPRISE_PGBACKREST_STATUS_MIXED ? "mixed" : "error";
}

/**
 * reprise_pgbackrest_info_make_inventory:
 * @repository: a repository of the node's stanza
 * @history: (nullable): one of the databases it has held; %NULL for the current one, with the
 *   backups of all of them, as the cloud API tells it
 * @repository_id: the service's id of the repository
 * @database_id: the service's id of the database
 * @node_name: the node
 * @window: (nullable): where a time target is proven reachable, which the document does not say
 *
 * Locks and ciphers have no place in an inventory.
 *
 * Returns: (transfer full): the inventory
 */
RepriseInventory *
reprise_pgbackrest_info_make_inventory (const ReprisePgBackRestRepository *repository,
                                        const ReprisePgBackRestHistory *history,
                                        const char *repository_id,
                                        const char *database_id,
                                        const char *node_name,
                                        RepriseRecoveryWindow *window)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  const ReprisePgBackRestHistory *database = history;

  g_return_val_if_fail (repository != NULL, NULL);

  if (database == NULL)
    database = reprise_pgbackrest_repository_get_current (repository);
  fields.database_id = database_id;
  fields.repository_id = repository_id;
  fields.node_name = node_name;
  fields.status_word = word_for_status (repository->status_code);
  fields.status_code = repository->status_code;
  fields.status_message = repository->status_message;
  if (database != NULL)
    {
      fields.pg_version = database->version;
      fields.pg_system_id = database->system_id;
      fields.archive_min_wal = database->archive_min_wal;
      fields.archive_max_wal = database->archive_max_wal;
    }
  fields.backups = history == NULL ? repository->backups : history->backups;
  fields.recovery_window = window;
  fields.is_complete = repository->is_complete;
  return reprise_inventory_new (&fields);
}

/**
 * reprise_pgbackrest_info_decode_inventory:
 * @document: what pgBackRest wrote
 * @stanza_name: the stanza of the node
 * @repository_id: the service's id of the repository
 * @database_id: the service's id of the database
 * @node_name: the node
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: MISSING where the document does not tell of
 *   the stanza and its repository
 *
 * Returns: (transfer full): what the first repository holds, without a recovery window
 */
RepriseInventory *
reprise_pgbackrest_info_decode_inventory (GBytes *document,
                                          const char *stanza_name,
                                          const char *repository_id,
                                          const char *database_id,
                                          const char *node_name,
                                          GPtrArray *problems,
                                          GError **error)
{
  g_autoptr (GPtrArray) stanzas = reprise_pgbackrest_info_decode (document, problems, error);
  ReprisePgBackRestStanza *stanza;
  ReprisePgBackRestRepository *repository;

  if (stanzas == NULL)
    return NULL;
  stanza = reprise_pgbackrest_info_find (stanzas, stanza_name);
  repository = stanza == NULL ? NULL : reprise_pgbackrest_stanza_get_repository (stanza, 0);
  if (repository == NULL)
    {
      g_set_error (error,
                   REPRISE_WIRE_ERROR,
                   REPRISE_WIRE_ERROR_MISSING,
                   "info: says nothing of the repository of stanza ‘%s’",
                   stanza_name);
      return NULL;
    }
  return reprise_pgbackrest_info_make_inventory (repository,
                                                 NULL,
                                                 repository_id,
                                                 database_id,
                                                 node_name,
                                                 NULL);
}
