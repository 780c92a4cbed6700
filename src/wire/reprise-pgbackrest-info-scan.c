/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stanzas of `pgbackrest info --output=json`, read from a document of any length.
 *
 * The form has only grown since 2.08: before 2.32 there was one repository, which nothing numbered,
 * before 2.36 no error flag, before 2.38 no WAL positions. What a version does not say is unknown.
 */

#include "config.h"

#include "wire/reprise-pgbackrest-info-scan-private.h"

#include "wire/reprise-backup-scanner-private.h"
#include "wire/reprise-inventory-scan-private.h"
#include "wire/reprise-json-token-node-private.h"
#include "wire/reprise-pgbackrest-info.h"
#include "wire/reprise-text-private.h"

#include <string.h>

#define MAX_MESSAGE_BYTES 1024
#define ONLY_REPOSITORY 1

/* What the document says of the backups of one repository, before it says anything else of it. */
typedef struct
{
  guint key;
  RepriseBackupListBuilder *backups;
  GArray *history_ids;
} RepositoryBackups;

typedef struct
{
  RepriseJsonTokenizer *tokenizer;
  RepriseBackupScanner *scanner;
  JsonNode *head;     /* all members of the stanza but the backups */
  GPtrArray *backups; /* RepositoryBackups */
  GArray *incomplete; /* guint: the keys of repositories that miss a backup; 0 for all */
  guint n_notes;
  gboolean has_backups;
  gboolean tells_repairs;
} Reading;

static void
repository_backups_free (RepositoryBackups *self)
{
  g_clear_pointer (&self->backups, reprise_backup_list_builder_free);
  g_clear_pointer (&self->history_ids, g_array_unref);
  g_free (self);
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

static RepositoryBackups *
find_backups (Reading *reading, guint key)
{
  for (guint i = 0; i < reading->backups->len; i++)
    {
      RepositoryBackups *backups = reading->backups->pdata[i];

      if (backups->key == key)
        return backups;
    }
  return NULL;
}

static RepositoryBackups *
ensure_backups (Reading *reading, guint key)
{
  RepositoryBackups *backups = find_backups (reading, key);

  if (backups != NULL)
    return backups;
  backups = g_new0 (RepositoryBackups, 1);
  backups->key = key;
  backups->backups = reprise_backup_list_builder_new ();
  backups->history_ids = g_array_new (FALSE, TRUE, sizeof (guint));
  g_ptr_array_add (reading->backups, backups);
  return backups;
}

static void
add_backup (Reading *reading, const RepriseScannedBackup *backup)
{
  RepositoryBackups *backups = ensure_backups (reading, backup->repository_key);

  reprise_backup_list_builder_add (backups->backups, &backup->fields);
  g_array_append_val (backups->history_ids, backup->history_id);
}

static void
add_notes (Reading *reading, const RepriseJsonPlace *place, GPtrArray *notes)
{
  if (place->notes == NULL)
    return;
  for (guint i = 0; i < notes->len; i++)
    {
      reading->n_notes++;
      if (reading->n_notes <= REPRISE_INVENTORY_SCAN_MAX_NOTES)
        g_ptr_array_add (place->notes, g_strdup (notes->pdata[i]));
      else if (reading->n_notes == REPRISE_INVENTORY_SCAN_MAX_NOTES + 1)
        reprise_json_place_note (place, NULL, "more is wrong than is told here");
    }
}

/* The document mixes the backups of all repositories. One that cannot be read could have been in
 * any of them. */
static void
read_backup (Reading *reading, RepriseJsonToken token, RepriseJsonPlace *element)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  guint n_repaired = reprise_json_tokenizer_get_n_repaired (reading->tokenizer);
  const RepriseScannedBackup *backup = reprise_backup_scanner_get (reading->scanner);

  element->problem = &problem;
  element->notes = notes;
  if (reprise_backup_scanner_read (reading->scanner, token, element))
    add_backup (reading, backup);
  else
    g_array_append_val (reading->incomplete, backup->repository_key);
  if (reprise_json_tokenizer_get_n_repaired (reading->tokenizer) > n_repaired)
    reprise_json_place_note (element, NULL, "holds bytes that are no text");
  if (problem != NULL)
    g_ptr_array_insert (notes, 0, g_strdup (problem->message));
  add_notes (reading, element->parent, notes);
}

static void
read_backups (Reading *reading, const RepriseJsonPlace *stanza)
{
  RepriseJsonToken token = reprise_json_tokenizer_next (reading->tokenizer);
  RepriseJsonPlace array = { .parent = stanza,
                             .member = "backup",
                             .problem = stanza->problem,
                             .notes = stanza->notes };
  RepriseJsonPlace element = { .parent = &array };

  if (token == REPRISE_JSON_TOKEN_NULL)
    return;
  reading->has_backups = TRUE;
  if (token != REPRISE_JSON_TOKEN_ARRAY)
    {
      reprise_json_place_report_kind (&array,
                                      NULL,
                                      "an array",
                                      reprise_json_token_describe (token));
      reprise_json_tokenizer_skip (reading->tokenizer, token);
      return;
    }
  for (token = reprise_json_tokenizer_next (reading->tokenizer);
       token != REPRISE_JSON_TOKEN_ARRAY_END && token != REPRISE_JSON_TOKEN_ERROR;
       token = reprise_json_tokenizer_next (reading->tokenizer), element.index++)
    read_backup (reading, token, &element);
}

static void
read_stanza_member (Reading *reading, const RepriseJsonPlace *stanza)
{
  g_autofree char *name = g_strdup (reprise_json_tokenizer_get_text (reading->tokenizer, NULL));
  RepriseJsonPlace member = { .parent = stanza,
                              .member = name,
                              .problem = stanza->problem,
                              .notes = reading->tells_repairs ? stanza->notes : NULL };
  JsonNode *node;

  if (reprise_json_tokenizer_is_repeated (reading->tokenizer))
    reprise_json_place_report (&member,
                               NULL,
                               REPRISE_WIRE_ERROR_REPEATED_MEMBER,
                               "is there more than once");
  if (g_str_equal (name, "backup"))
    {
      read_backups (reading, stanza);
      return;
    }
  node = reprise_json_tokenizer_read_node (reading->tokenizer,
                                           reprise_json_tokenizer_next (reading->tokenizer),
                                           &member);
  json_object_set_member (json_node_get_object (reading->head), name, node);
}

static void
finish_backups (Reading *reading, ReprisePgBackRestRepository *repository)
{
  RepositoryBackups *backups = ensure_backups (reading, repository->key);

  /* A repository that is listed twice has its backups the first time. */
  if (backups->backups == NULL)
    repository->backups = reprise_backup_list_new (NULL, 0);
  else
    {
      repository->backups = reprise_backup_list_builder_end (g_steal_pointer (&backups->backups));
      g_array_unref (repository->backup_history_ids);
      repository->backup_history_ids = g_array_ref (backups->history_ids);
    }
  for (guint i = 0; i < reading->incomplete->len; i++)
    {
      guint key = g_array_index (reading->incomplete, guint, i);

      if (key == 0 || key == repository->key)
        repository->is_complete = FALSE;
    }
}

static void
read_repository (Reading *reading,
                 const RepriseJsonPlace *stanza,
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
  finish_backups (reading, repository);
}

/* Where the document was cut off before it named them, the backups tell which there are. */
static void
add_unnamed_repositories (Reading *reading, const RepriseJsonPlace *stanza, GPtrArray *repositories)
{
  guint n_known = reading->backups->len;

  for (guint i = 0; i < n_known; i++)
    {
      const RepositoryBackups *backups = reading->backups->pdata[i];
      ReprisePgBackRestRepository *repository = repository_new (backups->key);

      read_histories (stanza, repository);
      read_archives (stanza, repository);
      finish_backups (reading, repository);
      repository->is_complete = FALSE;
      g_ptr_array_add (repositories, repository);
    }
}

/* Before 2.32 the stanza itself is the repository; a document of progress only names neither. */
static GPtrArray *
read_repositories (Reading *reading, const RepriseJsonPlace *stanza)
{
  RepriseJsonPlace array = reprise_json_place_array (stanza, "repo", REPRISE_JSON_OPTIONAL);
  GPtrArray *repositories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_repository_free);

  if (array.node == NULL && reprise_json_tokenizer_get_error (reading->tokenizer) != NULL)
    add_unnamed_repositories (reading, stanza, repositories);
  else if (array.node == NULL && reading->has_backups)
    read_repository (reading, stanza, stanza, repositories);
  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);

      if (reprise_json_place_expect_object (&place))
        read_repository (reading, stanza, &place, repositories);
    }
  return repositories;
}

static ReprisePgBackRestStanza *
make_stanza (Reading *reading, const RepriseJsonPlace *place)
{
  g_autoptr (ReprisePgBackRestStanza) stanza = g_new0 (ReprisePgBackRestStanza, 1);
  gboolean is_cut = reprise_json_tokenizer_get_error (reading->tokenizer) != NULL;

  stanza->repositories = read_repositories (reading, place);
  stanza->name = g_strdup (
      reprise_json_place_get_string (place,
                                     "name",
                                     is_cut ? REPRISE_JSON_OPTIONAL : REPRISE_JSON_REQUIRED));
  read_status (place, &stanza->status_code, &stanza->status_message);
  stanza->backup_lock = read_lock (place, "backup");
  stanza->restore_lock = read_lock (place, "restore");
  return *place->problem != NULL ? NULL : g_steal_pointer (&stanza);
}

static ReprisePgBackRestStanza *
read_stanza (RepriseJsonTokenizer *tokenizer,
             RepriseJsonToken token,
             const RepriseJsonPlace *place,
             gboolean tells_repairs)
{
  g_autoptr (RepriseBackupScanner) scanner =
                 reprise_backup_scanner_new (tokenizer, REPRISE_BACKUP_FORM_PGBACKREST);
  g_autoptr (GPtrArray) backups =
                 g_ptr_array_new_with_free_func ((GDestroyNotify) repository_backups_free);
  g_autoptr (GArray) incomplete = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (JsonNode) head = json_node_init_object (json_node_alloc (), NULL);
  Reading reading = { .tokenizer = tokenizer,
                      .scanner = scanner,
                      .head = head,
                      .backups = backups,
                      .incomplete = incomplete,
                      .tells_repairs = tells_repairs };
  RepriseJsonPlace stanza = *place;

  if (token != REPRISE_JSON_TOKEN_OBJECT)
    {
      reprise_json_place_report_kind (place,
                                      NULL,
                                      "an object",
                                      reprise_json_token_describe (token));
      reprise_json_tokenizer_skip (tokenizer, token);
      return NULL;
    }
  json_node_take_object (head, json_object_new ());
  while (reprise_json_tokenizer_next (tokenizer) == REPRISE_JSON_TOKEN_NAME)
    read_stanza_member (&reading, &stanza);
  stanza.node = head;
  return make_stanza (&reading, &stanza);
}

/**
 * reprise_pgbackrest_info_scan:
 * @tokenizer: what to read from; it had better repair strings
 * @token: what it returned last: the first token of the document
 * @notes: (nullable) (element-type utf8): where to add what was left out and why
 * @tolerance: what becomes of a stanza that cannot be read
 * @problem: return location for a %REPRISE_WIRE_ERROR: it is no such document
 *
 * Reads to the end of the document, or to where it cannot be read any further; what came before
 * that is in the stanzas, the last of which then may have no name.
 *
 * Returns: (transfer full) (element-type ReprisePgBackRestStanza): the stanzas, or %NULL once a
 *   problem is reported
 */
GPtrArray *
reprise_pgbackrest_info_scan (RepriseJsonTokenizer *tokenizer,
                              RepriseJsonToken token,
                              GPtrArray *notes,
                              RepriseJsonTolerance tolerance,
                              GError **problem)
{
  g_autoptr (GPtrArray) stanzas =
                 g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_stanza_free);
  g_autoptr (GError) first_problem = NULL;
  RepriseJsonPlace root = { .member = "info", .problem = &first_problem, .notes = notes };
  RepriseJsonPlace element = { .parent = &root, .problem = &first_problem, .notes = notes };

  if (token != REPRISE_JSON_TOKEN_ARRAY)
    reprise_json_place_report_kind (&root, NULL, "an array", reprise_json_token_describe (token));
  for (token = first_problem == NULL ? reprise_json_tokenizer_next (tokenizer) : token;
       first_problem == NULL && token != REPRISE_JSON_TOKEN_ARRAY_END &&
       token != REPRISE_JSON_TOKEN_ERROR;
       token = reprise_json_tokenizer_next (tokenizer), element.index++)
    {
      ReprisePgBackRestStanza *stanza =
          read_stanza (tokenizer, token, &element, tolerance == REPRISE_JSON_KEEP_GOOD);

      if (stanza != NULL)
        g_ptr_array_add (stanzas, stanza);
      else if (tolerance == REPRISE_JSON_KEEP_GOOD && notes != NULL)
        g_ptr_array_add (notes, g_strdup (first_problem->message));
      if (tolerance == REPRISE_JSON_KEEP_GOOD)
        g_clear_error (&first_problem);
    }
  if (first_problem == NULL)
    return g_steal_pointer (&stanzas);
  g_propagate_error (problem, g_steal_pointer (&first_problem));
  return NULL;
}
