/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the documents of `pgbackrest info --output=json`.
 *
 * The form has only grown since 2.08: before 2.32 there was one repository, which nothing numbered,
 * before 2.36 no error flag, before 2.38 no WAL positions. What a version does not say is unknown.
 */

#include "config.h"

#include "wire/reprise-pgbackrest-info-codec.h"

#include "wire/reprise-json-document-private.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-text-private.h"

#include <string.h>

#define MAX_MESSAGE_BYTES 1024
#define ONLY_REPOSITORY 1

static const RepriseJsonLimits limits = { 64 * 1024 * 1024, 32 };

/* With the wrong passphrase pgBackRest quotes the cipher text it could not read, raw, inside a
 * message: neither UTF-8 nor JSON. What is no UTF-8 becomes U+FFFD, a control character in a string
 * a space. */
static GBytes *
repair (GBytes *document)
{
  gsize size;
  const char *data = g_bytes_get_data (document, &size);
  char *text = g_utf8_make_valid (data, (gssize) size);
  gboolean in_string = FALSE, escaped = FALSE;

  for (char *cursor = text; *cursor != '\0'; cursor++)
    {
      if (in_string && (guchar) *cursor < 0x20)
        *cursor = ' ';
      if (*cursor == '"' && !escaped)
        in_string = !in_string;
      escaped = in_string && *cursor == '\\' && !escaped;
    }
  return g_bytes_new_take (text, strlen (text));
}

static JsonNode *
parse (GBytes *document, GError **error)
{
  g_autoptr (GError) first_error = NULL;
  g_autoptr (GBytes) repaired = NULL;
  JsonNode *node = reprise_json_parse_bytes (document, &limits, &first_error);

  if (node != NULL)
    return node;
  if (!g_error_matches (first_error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_NOT_UTF8) &&
      !g_error_matches (first_error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_SYNTAX))
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return NULL;
    }
  repaired = repair (document);
  return reprise_json_parse_bytes (repaired, &limits, error);
}

static guint
read_key (const RepriseJsonPlace *place, const char *member)
{
  return (guint) reprise_json_place_get_int64 (place,
                                               member,
                                               REPRISE_JSON_OPTIONAL,
                                               G_MAXINT,
                                               ONLY_REPOSITORY);
}

static RepriseInstant
read_epoch (const RepriseJsonPlace *place, const char *member)
{
  gint64 seconds = reprise_json_place_get_int64 (place,
                                                 member,
                                                 REPRISE_JSON_OPTIONAL,
                                                 G_MAXINT64 / REPRISE_INSTANT_SECOND,
                                                 -1);

  return seconds < 0 ? REPRISE_INSTANT_NONE : reprise_instant_from_unix (seconds);
}

static gint64
read_size (const RepriseJsonPlace *place, const char *member)
{
  return reprise_json_place_get_int64 (place, member, REPRISE_JSON_OPTIONAL, G_MAXINT64, -1);
}

/* `status` of a stanza or of a repository. */
static void
read_status (const RepriseJsonPlace *place, int *code, char **message)
{
  RepriseJsonPlace status = reprise_json_place_object (place, "status", REPRISE_JSON_OPTIONAL);
  const char *text = reprise_json_place_get_string (&status, "message", REPRISE_JSON_OPTIONAL);

  *code = (int) reprise_json_place_get_int64 (&status, "code", REPRISE_JSON_OPTIONAL, G_MAXINT, -1);
  if (text != NULL)
    *message = reprise_text_sanitize (text, strlen (text), MAX_MESSAGE_BYTES);
}

static ReprisePgBackRestLock
read_lock (const RepriseJsonPlace *stanza, const char *member)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseJsonPlace status = reprise_json_place_object (stanza, "status", optional);
  RepriseJsonPlace locks = reprise_json_place_object (&status, "lock", optional);
  RepriseJsonPlace lock = reprise_json_place_object (&locks, member, optional);

  return (ReprisePgBackRestLock){ .held = reprise_json_place_get_tristate (&lock, "held"),
                                  .size = read_size (&lock, "size"),
                                  .size_complete = read_size (&lock, "size-cplt") };
}

static ReprisePgBackRestRepository *
repository_new (guint key)
{
  ReprisePgBackRestRepository *repository = g_new0 (ReprisePgBackRestRepository, 1);

  repository->key = key;
  repository->status_code = -1;
  repository->histories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_history_free);
  repository->backup_history_ids = g_array_new (FALSE, TRUE, sizeof (guint));
  repository->is_complete = TRUE;
  return repository;
}

static gint
compare_histories (gconstpointer a, gconstpointer b)
{
  const ReprisePgBackRestHistory *first = *(ReprisePgBackRestHistory *const *) a;
  const ReprisePgBackRestHistory *second = *(ReprisePgBackRestHistory *const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* Old documents may have the newest database first, so the order is made here. */
static void
read_histories (const RepriseJsonPlace *stanza, ReprisePgBackRestRepository *repository)
{
  RepriseJsonPlace array = reprise_json_place_array (stanza, "db", REPRISE_JSON_OPTIONAL);

  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);
      ReprisePgBackRestHistory *history;

      if (!reprise_json_place_expect_object (&place) ||
          read_key (&place, "repo-key") != repository->key)
        continue;
      history = g_new0 (ReprisePgBackRestHistory, 1);
      history->id = read_key (&place, "id");
      history->system_id =
          reprise_json_place_get_uint64 (&place, "system-id", REPRISE_JSON_OPTIONAL, 0);
      history->version =
          g_strdup (reprise_json_place_get_string (&place, "version", REPRISE_JSON_OPTIONAL));
      g_ptr_array_add (repository->histories, history);
    }
  g_ptr_array_sort (repository->histories, compare_histories);
}

static ReprisePgBackRestHistory *
find_history (ReprisePgBackRestRepository *repository, guint id)
{
  for (guint i = 0; i < repository->histories->len; i++)
    {
      ReprisePgBackRestHistory *history = repository->histories->pdata[i];

      if (history->id == id)
        return history;
    }
  return NULL;
}

static void
read_archives (const RepriseJsonPlace *stanza, ReprisePgBackRestRepository *repository)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseJsonPlace array = reprise_json_place_array (stanza, "archive", optional);

  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);
      RepriseJsonPlace database = reprise_json_place_object (&place, "database", optional);
      ReprisePgBackRestHistory *history = find_history (repository, read_key (&database, "id"));

      if (history == NULL || read_key (&database, "repo-key") != repository->key)
        continue;
      g_free (history->archive_min_wal);
      history->archive_min_wal = g_strdup (reprise_json_place_get_string (&place, "min", optional));
      g_free (history->archive_max_wal);
      history->archive_max_wal = g_strdup (reprise_json_place_get_string (&place, "max", optional));
    }
}

static void
read_backup_numbers (const RepriseJsonPlace *place, RepriseBackupFields *fields)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseJsonPlace timestamp = reprise_json_place_object (place, "timestamp", optional);
  RepriseJsonPlace info = reprise_json_place_object (place, "info", optional);
  RepriseJsonPlace repository = reprise_json_place_object (&info, "repository", optional);
  RepriseJsonPlace lsn = reprise_json_place_object (place, "lsn", optional);
  RepriseJsonPlace backrest = reprise_json_place_object (place, "backrest", optional);

  fields->started_at = read_epoch (&timestamp, "start");
  fields->finished_at = read_epoch (&timestamp, "stop");
  fields->database_size = read_size (&info, "size");
  fields->database_backup_size = read_size (&info, "delta");
  fields->backup_set_size = read_size (&repository, "size");
  fields->backup_size = read_size (&repository, "delta");
  fields->lsn_start = reprise_json_place_get_lsn (&lsn, "start");
  fields->lsn_stop = reprise_json_place_get_lsn (&lsn, "stop");
  fields->pgbackrest_format =
      (int) reprise_json_place_get_int64 (&backrest, "format", optional, G_MAXINT, -1);
  fields->pgbackrest_version = reprise_json_place_get_string (&backrest, "version", optional);
}

static gboolean
read_backup (const RepriseJsonPlace *place, RepriseBackupListBuilder *builder)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  RepriseJsonPlace archive = reprise_json_place_object (place, "archive", optional);
  g_auto (GStrv) references = reprise_json_place_dup_strv (place, "reference", optional);
  g_auto (GStrv) error_list = reprise_json_place_dup_strv (place, "error-list", optional);
  g_auto (GStrv) annotations = reprise_json_place_dup_pairs (place, "annotation");

  read_backup_numbers (place, &fields);
  fields.label = reprise_json_place_get_string (place, "label", REPRISE_JSON_REQUIRED);
  fields.backup_type =
      reprise_backup_type_from_word (reprise_json_place_get_string (place, "type", optional));
  fields.prior = reprise_json_place_get_string (place, "prior", optional);
  fields.references = (const char *const *) references;
  fields.error = reprise_json_place_get_tristate (place, "error");
  fields.error_list = (const char *const *) error_list;
  fields.annotations = (const char *const *) annotations;
  fields.wal_start = reprise_json_place_get_string (&archive, "start", optional);
  fields.wal_stop = reprise_json_place_get_string (&archive, "stop", optional);
  if (*place->problem != NULL)
    return FALSE;
  reprise_backup_list_builder_add (builder, &fields);
  return TRUE;
}

/* The document mixes the backups of all repositories. One that cannot be read could have been in
 * any of them. */
static void
read_backups (const RepriseJsonPlace *stanza, ReprisePgBackRestRepository *repository)
{
  RepriseJsonPlace array = reprise_json_place_array (stanza, "backup", REPRISE_JSON_OPTIONAL);
  g_autoptr (RepriseBackupListBuilder) builder = reprise_backup_list_builder_new ();

  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i), database;
      g_autoptr (GError) problem = NULL;
      guint id;

      place.problem = &problem;
      database = reprise_json_place_object (&place, "database", REPRISE_JSON_OPTIONAL);
      id = reprise_json_place_has (&database, "id") ? read_key (&database, "id") : 0;
      if (problem == NULL && read_key (&database, "repo-key") != repository->key)
        continue;
      if (reprise_json_place_expect_object (&place) && read_backup (&place, builder))
        {
          g_array_append_val (repository->backup_history_ids, id);
          continue;
        }
      repository->is_complete = FALSE;
      if (stanza->notes != NULL)
        g_ptr_array_add (stanza->notes, g_strdup (problem->message));
    }
  repository->backups = reprise_backup_list_builder_end (g_steal_pointer (&builder));
}

static void
read_repository (const RepriseJsonPlace *stanza,
                 const RepriseJsonPlace *place,
                 GPtrArray *repositories)
{
  ReprisePgBackRestRepository *repository =
      repository_new (place == stanza ? ONLY_REPOSITORY : read_key (place, "key"));

  g_ptr_array_add (repositories, repository);
  repository->cipher =
      g_strdup (reprise_json_place_get_string (place, "cipher", REPRISE_JSON_OPTIONAL));
  read_status (place, &repository->status_code, &repository->status_message);
  read_histories (stanza, repository);
  read_archives (stanza, repository);
  read_backups (stanza, repository);
}

/* Before 2.32 the stanza itself is the repository; a document of progress only names neither. */
static GPtrArray *
read_repositories (const RepriseJsonPlace *stanza)
{
  RepriseJsonPlace array = reprise_json_place_array (stanza, "repo", REPRISE_JSON_OPTIONAL);
  GPtrArray *repositories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_repository_free);

  if (array.node == NULL && reprise_json_place_has (stanza, "backup"))
    read_repository (stanza, stanza, repositories);
  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);

      if (reprise_json_place_expect_object (&place))
        read_repository (stanza, &place, repositories);
    }
  return repositories;
}

static ReprisePgBackRestStanza *
read_stanza (const RepriseJsonPlace *place)
{
  g_autoptr (ReprisePgBackRestStanza) stanza = g_new0 (ReprisePgBackRestStanza, 1);

  stanza->repositories = read_repositories (place);
  stanza->name = g_strdup (reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED));
  read_status (place, &stanza->status_code, &stanza->status_message);
  stanza->backup_lock = read_lock (place, "backup");
  stanza->restore_lock = read_lock (place, "restore");
  return *place->problem != NULL ? NULL : g_steal_pointer (&stanza);
}

/**
 * reprise_pgbackrest_info_decode:
 * @document: what pgBackRest 2.08 or later wrote, undecipherable bytes included
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR
 *
 * Returns: (transfer full) (element-type ReprisePgBackRestStanza): the stanzas; none where the
 *   repository has none
 */
GPtrArray *
reprise_pgbackrest_info_decode (GBytes *document, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) stanzas =
                 g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_stanza_free);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (document != NULL, NULL);

  node = parse (document, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "info", &problem);
  root.notes = problems;
  reprise_json_place_expect_array (&root);
  for (guint i = 0; problem == NULL && i < reprise_json_place_get_length (&root); i++)
    {
      RepriseJsonPlace element = reprise_json_place_element (&root, i);

      if (reprise_json_place_expect_object (&element))
        g_ptr_array_add (stanzas, read_stanza (&element));
    }
  if (problem == NULL)
    return g_steal_pointer (&stanzas);
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
 * @repository_id: the service's id of the repository
 * @database_id: the service's id of the database
 * @node_name: the node
 * @window: (nullable): where a time target is proven reachable, which the document does not say
 *
 * Locks, ciphers and which database a backup is of have no place in an inventory.
 *
 * Returns: (transfer full): the same as the cloud API tells it
 */
RepriseInventory *
reprise_pgbackrest_info_make_inventory (const ReprisePgBackRestRepository *repository,
                                        const char *repository_id,
                                        const char *database_id,
                                        const char *node_name,
                                        RepriseRecoveryWindow *window)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  const ReprisePgBackRestHistory *current;

  g_return_val_if_fail (repository != NULL, NULL);

  current = reprise_pgbackrest_repository_get_current (repository);
  fields.database_id = database_id;
  fields.repository_id = repository_id;
  fields.node_name = node_name;
  fields.status_word = word_for_status (repository->status_code);
  fields.status_code = repository->status_code;
  fields.status_message = repository->status_message;
  if (current != NULL)
    {
      fields.pg_version = current->version;
      fields.pg_system_id = current->system_id;
      fields.archive_min_wal = current->archive_min_wal;
      fields.archive_max_wal = current->archive_max_wal;
    }
  fields.backups = repository->backups;
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
                                                 repository_id,
                                                 database_id,
                                                 node_name,
                                                 NULL);
}
