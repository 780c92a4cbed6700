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
#include "wire/reprise-pgbackrest-repository-scan-private.h"
#include "wire/reprise-pgbackrest-sorter-private.h"

#include <string.h>

/* Nobody has so many; a hostile document could fill the memory. */
#define MAX_STANZAS 10000

typedef struct
{
  RepriseJsonTokenizer *tokenizer;
  RepriseBackupScanner *scanner;
  JsonNode *head; /* all members of the stanza but the backups */
  ReprisePgBackRestSorter *sorter;
  const RepriseDocumentWatcher *watcher; /* NULL where nobody waits */
  guint number;                          /* of the stanza in the document */
  GArray *incomplete; /* guint: the keys of repositories that miss a backup; 0 for all */
  guint n_notes;
  gboolean has_backups;
  gboolean is_named_set; /* it was written for one backup alone */
  gboolean keeps_good;
} Reading;

/* A backup that says more than the list of backups does was asked for by its label. */
static void
add_backup (Reading *reading, const RepriseScannedBackup *backup, const RepriseJsonPlace *place)
{
  reading->is_named_set |= backup->is_named;
  if (!reprise_pgbackrest_sorter_add (reading->sorter, backup))
    reprise_json_place_report (place,
                               "database",
                               REPRISE_WIRE_ERROR_RANGE,
                               "is one of too many databases");
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
    add_backup (reading, backup, element);
  if (problem != NULL || reprise_json_tokenizer_get_error (reading->tokenizer) != NULL)
    g_array_append_val (reading->incomplete, backup->repository_key);
  if (reprise_json_tokenizer_get_n_repaired (reading->tokenizer) > n_repaired)
    reprise_json_place_note (element, NULL, "holds bytes that are no text");
  if (problem != NULL)
    g_ptr_array_insert (notes, 0, g_strdup (problem->message));
  add_notes (reading, element->parent, notes);
}

/* The archives, which come before the backups, tell which database is the newest. */
static void
expect_backups (Reading *reading)
{
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root = reprise_json_place_root (reading->head, "", &problem);
  RepriseJsonPlace array = reprise_json_place_array (&root, "archive", REPRISE_JSON_OPTIONAL);
  guint n_elements = reprise_pgbackrest_count_elements (&array, REPRISE_PGBACKREST_MAX_DATABASES);

  for (guint i = 0; problem == NULL && i < n_elements; i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);
      RepriseJsonPlace database =
          reprise_json_place_object (&place, "database", REPRISE_JSON_OPTIONAL);

      reprise_pgbackrest_sorter_expect (reading->sorter,
                                        reprise_pgbackrest_read_key (&database, "repo-key"),
                                        reprise_pgbackrest_read_key (&database, "id"));
    }
}

static void
page_read_cb (guint repository_key, RepriseBackupList *page, guint n_backups, gpointer user_data)
{
  Reading *reading = user_data;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.backups = page;
  inventory = reprise_inventory_new (&fields);
  reading->watcher->stanza_page (reading->number,
                                 repository_key,
                                 inventory,
                                 n_backups,
                                 reading->watcher->user_data);
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
  expect_backups (reading);
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
                              .notes = reading->keeps_good ? stanza->notes : NULL };
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
  /* Of a member that was cut off, the last element may lack what tells what it is about. */
  if (reprise_json_tokenizer_get_error (reading->tokenizer) != NULL)
    json_node_unref (node);
  else
    json_object_set_member (json_node_get_object (reading->head), name, node);
}

/* Whether all there is could have been listed at all. */
static gboolean
lists_everything (const ReprisePgBackRestRepository *repository)
{
  return repository->status_code != REPRISE_PGBACKREST_STATUS_NO_BACKUP_SET &&
         repository->status_code <= REPRISE_PGBACKREST_STATUS_DATABASE_MISMATCH;
}

static void
finish_backups (Reading *reading, ReprisePgBackRestRepository *repository)
{
  repository->is_filtered = reading->is_named_set;
  reprise_pgbackrest_sorter_fill (reading->sorter, repository);
  repository->is_complete = lists_everything (repository) && !repository->is_filtered;
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
  ReprisePgBackRestRepository *repository = reprise_pgbackrest_repository_new (
      place == stanza ? REPRISE_PGBACKREST_ONLY_REPOSITORY
                      : reprise_pgbackrest_read_key (place, "key"));

  g_ptr_array_add (repositories, repository);
  repository->cipher =
      g_strdup (reprise_json_place_get_string (place, "cipher", REPRISE_JSON_OPTIONAL));
  reprise_pgbackrest_read_status (place, &repository->status_code, &repository->status_message);
  reprise_pgbackrest_read_histories (stanza, repository);
  finish_backups (reading, repository);
  reprise_pgbackrest_read_archives (stanza, repository);
  reprise_pgbackrest_read_progress (stanza, repository);
}

/* Where the document was cut off before it named them, the backups tell which there are. */
static void
add_unnamed_repositories (Reading *reading, const RepriseJsonPlace *stanza, GPtrArray *repositories)
{
  g_autoptr (GArray) keys = reprise_pgbackrest_sorter_list_keys (reading->sorter);

  for (guint i = 0; i < keys->len; i++)
    {
      ReprisePgBackRestRepository *repository =
          reprise_pgbackrest_repository_new (g_array_index (keys, guint, i));

      reprise_pgbackrest_read_histories (stanza, repository);
      finish_backups (reading, repository);
      reprise_pgbackrest_read_archives (stanza, repository);
      repository->is_complete = FALSE;
      g_ptr_array_add (repositories, repository);
    }
}

/* Before 2.32 the stanza itself is the repository; a document of progress only names neither. */
static GPtrArray *
read_repositories (Reading *reading, const RepriseJsonPlace *stanza)
{
  RepriseJsonPlace array = reprise_json_place_array (stanza, "repo", REPRISE_JSON_OPTIONAL);
  guint n_elements =
      reprise_pgbackrest_count_elements (&array, REPRISE_PGBACKREST_MAX_REPOSITORIES);
  GPtrArray *repositories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_repository_free);

  if (array.node == NULL &&
      (*stanza->problem != NULL || reprise_json_tokenizer_get_error (reading->tokenizer) != NULL))
    add_unnamed_repositories (reading, stanza, repositories);
  else if (array.node == NULL && reading->has_backups)
    read_repository (reading, stanza, stanza, repositories);
  for (guint i = 0; i < n_elements; i++)
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
  g_autoptr (ReprisePgBackRestStanza) stanza = reprise_pgbackrest_stanza_new ();
  gboolean is_cut = reprise_json_tokenizer_get_error (reading->tokenizer) != NULL;

  stanza->repositories = read_repositories (reading, place);
  stanza->name = g_strdup (
      reprise_json_place_get_string (place,
                                     "name",
                                     is_cut ? REPRISE_JSON_OPTIONAL : REPRISE_JSON_REQUIRED));
  reprise_pgbackrest_read_status (place, &stanza->status_code, &stanza->status_message);
  stanza->backup_lock = reprise_pgbackrest_read_lock (place, "backup");
  stanza->restore_lock = reprise_pgbackrest_read_lock (place, "restore");
  if (*place->problem == NULL)
    return g_steal_pointer (&stanza);
  if (!reading->keeps_good)
    return NULL;
  /* What is wrong with it is told; its backups are good all the same. */
  if (place->notes != NULL && place->notes->len < REPRISE_JSON_MAX_NOTES)
    g_ptr_array_add (place->notes, g_strdup ((*place->problem)->message));
  g_clear_error (place->problem);
  return g_steal_pointer (&stanza);
}

static ReprisePgBackRestStanza *
read_stanza (RepriseJsonTokenizer *tokenizer,
             RepriseJsonToken token,
             const RepriseJsonPlace *place,
             gboolean keeps_good,
             const RepriseDocumentWatcher *watcher)
{
  g_autoptr (RepriseBackupScanner) scanner =
                 reprise_backup_scanner_new (tokenizer, REPRISE_BACKUP_FORM_PGBACKREST);
  g_autoptr (GArray) incomplete = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (JsonNode) head = json_node_init_object (json_node_alloc (), NULL);
  Reading reading = { .tokenizer = tokenizer,
                      .scanner = scanner,
                      .head = head,
                      .watcher = watcher,
                      .number = place->index,
                      .incomplete = incomplete,
                      .keeps_good = keeps_good };
  g_autoptr (ReprisePgBackRestSorter) sorter = NULL;
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
  sorter = reading.sorter =
      reprise_pgbackrest_sorter_new (watcher != NULL && watcher->stanza_page != NULL ? page_read_cb
                                                                                     : NULL,
                                     &reading);
  json_node_take_object (head, json_object_new ());
  while (reprise_json_tokenizer_next (tokenizer) == REPRISE_JSON_TOKEN_NAME)
    read_stanza_member (&reading, &stanza);
  stanza.node = head;
  return make_stanza (&reading, &stanza);
}

/* One that was cut off is not told: what it lacks may be its name. */
static void
tell_stanza (const RepriseJsonTokenizer *tokenizer,
             const RepriseDocumentWatcher *watcher,
             guint number,
             ReprisePgBackRestStanza *stanza)
{
  if (watcher != NULL && watcher->stanza != NULL &&
      reprise_json_tokenizer_get_error (tokenizer) == NULL)
    watcher->stanza (number, stanza, watcher->user_data);
}

/**
 * reprise_pgbackrest_info_scan:
 * @tokenizer: what to read from; it had better repair strings
 * @token: what it returned last: the first token of the document
 * @notes: (nullable) (element-type utf8): where to add what was left out and why
 * @tolerance: what becomes of a stanza that cannot be read
 * @watcher: (nullable): who wants to know before all is read
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
                              const RepriseDocumentWatcher *watcher,
                              GError **problem)
{
  g_autoptr (GPtrArray) stanzas =
                 g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_stanza_unref);
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
      ReprisePgBackRestStanza *stanza;

      if (element.index >= MAX_STANZAS)
        {
          reprise_json_tokenizer_skip (tokenizer, token);
          continue;
        }
      stanza =
          read_stanza (tokenizer, token, &element, tolerance == REPRISE_JSON_KEEP_GOOD, watcher);

      if (stanza != NULL)
        {
          g_ptr_array_add (stanzas, stanza);
          tell_stanza (tokenizer, watcher, element.index, stanza);
        }
      else if (tolerance == REPRISE_JSON_KEEP_GOOD && notes != NULL &&
               notes->len < REPRISE_JSON_MAX_NOTES)
        g_ptr_array_add (notes, g_strdup (first_problem->message));
      if (tolerance == REPRISE_JSON_KEEP_GOOD)
        g_clear_error (&first_problem);
    }
  if (element.index > MAX_STANZAS)
    reprise_json_place_note (&root, NULL, "has more stanzas than are read");
  if (first_problem == NULL)
    return g_steal_pointer (&stanzas);
  g_propagate_error (problem, g_steal_pointer (&first_problem));
  return NULL;
}
