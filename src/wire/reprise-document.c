/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that hold inventories, whoever wrote them, read from front to end in chunks. */

#include "config.h"

#include "wire/reprise-document.h"

#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-document-seal-private.h"
#include "wire/reprise-inventory-scan-private.h"
#include "wire/reprise-json-token-node-private.h"
#include "wire/reprise-pgbackrest-info-scan-private.h"
#include "wire/reprise-pgbackrest-info.h"
#include "wire/reprise-repository-codec-private.h"

#include <string.h>

/* Of so many things that are wrong each is named. */
#define MAX_PROBLEMS 1000

typedef struct
{
  RepriseJsonTokenizer *tokenizer;
  RepriseDocumentSum *sum;
  const RepriseDocumentWatcher *watcher;
  RepriseDocument *document;
  RepriseSavedAccount *account;         /* the document's */
  const RepriseSavedInventory *current; /* the one that is read */
  GError *fatal;
  guint64 version;
  gboolean has_format;
  gboolean has_databases;
  gboolean has_repositories;
  gboolean has_told_head;
  gboolean is_sealed;
} Reading;

typedef struct
{
  const char *name;
  void (*read) (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place);
} Member;

static void
note (Reading *reading, const char *text)
{
  GPtrArray *problems = reading->document->problems;

  if (problems->len < MAX_PROBLEMS)
    g_ptr_array_add (problems, g_strdup (text));
}

/* A value that is not of the kind it must be is left out and named. */
static gboolean
expect (Reading *reading,
        RepriseJsonToken token,
        RepriseJsonToken expected,
        const RepriseJsonPlace *place)
{
  if (token == expected)
    return TRUE;
  if (token != REPRISE_JSON_TOKEN_NULL && token != REPRISE_JSON_TOKEN_ERROR)
    reprise_json_place_report_kind (place,
                                    NULL,
                                    reprise_json_token_describe (expected),
                                    reprise_json_token_describe (token));
  reprise_json_tokenizer_skip (reading->tokenizer, token);
  return FALSE;
}

static void
read_text (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place, char **text)
{
  if (!expect (reading, token, REPRISE_JSON_TOKEN_STRING, place))
    return;
  g_free (*text);
  *text = g_strdup (reprise_json_tokenizer_get_text (reading->tokenizer, NULL));
}

static void
read_format (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  g_autofree char *format = NULL;

  read_text (reading, token, place, &format);
  reading->has_format = g_strcmp0 (format, REPRISE_SAVED_ACCOUNT_FORMAT) == 0;
  if (!reading->has_format && token != REPRISE_JSON_TOKEN_ERROR)
    g_set_error (&reading->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_FORMAT,
                 "not an inventory: its format is not ‘%s’",
                 REPRISE_SAVED_ACCOUNT_FORMAT);
}

static void
read_version (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  gboolean is_negative = FALSE;

  if (!expect (reading, token, REPRISE_JSON_TOKEN_INTEGER, place))
    return;
  reading->version = reprise_json_tokenizer_get_integer (reading->tokenizer, &is_negative);
  if (reading->version > REPRISE_SAVED_ACCOUNT_VERSION)
    g_set_error (&reading->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_FORMAT,
                 "written by a newer version of Reprise, in version %" G_GUINT64_FORMAT
                 " of the format; this one reads up to %d",
                 reading->version,
                 REPRISE_SAVED_ACCOUNT_VERSION);
}

static void
read_instant (Reading *reading,
              RepriseJsonToken token,
              const RepriseJsonPlace *place,
              RepriseInstant *instant)
{
  g_autofree char *text = NULL;

  read_text (reading, token, place, &text);
  if (text != NULL && !reprise_instant_parse (text, instant))
    reprise_json_place_report (place,
                               NULL,
                               REPRISE_WIRE_ERROR_FORMAT,
                               "must be an RFC 3339 time with an offset");
}

static void
read_captured_at (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_instant (reading, token, place, &reading->account->captured_at);
}

static void
read_source (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  g_autoptr (JsonNode) node = reprise_json_tokenizer_read_node (reading->tokenizer, token, place);
  RepriseJsonPlace source = *place;
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;

  source.node = node;
  if (!reprise_json_place_expect_object (&source))
    return;
  g_free (reading->account->source_title);
  reading->account->source_title =
      g_strdup (reprise_json_place_get_string (&source, "title", optional));
  g_free (reading->account->source_address);
  reading->account->source_address =
      g_strdup (reprise_json_place_get_string (&source, "address", optional));
}

static void
read_database_id (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_text (reading, token, place, &reading->account->database_id);
}

/* Returns: (nullable): what @read makes of an object */
static gpointer
read_object (Reading *reading,
             RepriseJsonToken token,
             const RepriseJsonPlace *place,
             RepriseJsonReadFunc read)
{
  g_autoptr (JsonNode) node = reprise_json_tokenizer_read_node (reading->tokenizer, token, place);
  RepriseJsonPlace object = *place;

  object.node = node;
  if (*place->problem != NULL || reprise_json_tokenizer_get_error (reading->tokenizer) != NULL)
    return NULL;
  return reprise_json_place_expect_object (&object) ? read (&object) : NULL;
}

static void
read_tenant (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  RepriseTenant *tenant = NULL;

  if (token != REPRISE_JSON_TOKEN_NULL)
    tenant = read_object (reading, token, place, reprise_tenant_read);
  g_clear_object (&reading->account->tenant);
  reading->account->tenant = tenant;
}

/* Calls @read_element with each element, whose problem is its own. */
static void
read_elements (
    Reading *reading,
    RepriseJsonToken token,
    const RepriseJsonPlace *place,
    void (*read_element) (Reading *, RepriseJsonToken, const RepriseJsonPlace *, gpointer),
    gpointer data)
{
  RepriseJsonPlace element = { .parent = place, .notes = place->notes };

  if (!expect (reading, token, REPRISE_JSON_TOKEN_ARRAY, place))
    return;
  for (token = reprise_json_tokenizer_next (reading->tokenizer);
       token != REPRISE_JSON_TOKEN_ARRAY_END && token != REPRISE_JSON_TOKEN_ERROR;
       token = reprise_json_tokenizer_next (reading->tokenizer), element.index++)
    {
      g_autoptr (GError) problem = NULL;

      element.problem = &problem;
      read_element (reading, token, &element, data);
      if (problem != NULL)
        note (reading, problem->message);
    }
}

typedef struct
{
  GPtrArray *objects;
  RepriseJsonReadFunc read;
} ObjectList;

static void
read_list_element (Reading *reading,
                   RepriseJsonToken token,
                   const RepriseJsonPlace *place,
                   gpointer data)
{
  ObjectList *list = data;
  gpointer object = read_object (reading, token, place, list->read);

  if (object != NULL)
    g_ptr_array_add (list->objects, object);
}

/* The list is another one each time: the one before may be somebody else's by now. */
static void
read_list (Reading *reading,
           RepriseJsonToken token,
           const RepriseJsonPlace *place,
           RepriseJsonReadFunc read,
           GPtrArray **objects)
{
  ObjectList list = { .objects = g_ptr_array_new_with_free_func (g_object_unref), .read = read };

  read_elements (reading, token, place, read_list_element, &list);
  g_ptr_array_unref (*objects);
  *objects = list.objects;
}

static void
read_clusters (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_list (reading, token, place, reprise_cluster_read, &reading->account->clusters);
}

static void
read_stores (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_list (reading, token, place, reprise_store_read, &reading->account->stores);
}

static void
read_databases (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_list (reading, token, place, reprise_database_read, &reading->account->databases);
  reading->has_databases = TRUE;
}

static void
read_repositories (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_list (reading, token, place, reprise_repository_read, &reading->account->repositories);
  reading->has_repositories = TRUE;
}

static void
read_nodes_of_cluster (Reading *reading,
                       RepriseJsonToken token,
                       const RepriseJsonPlace *place,
                       gpointer data)
{
  g_autoptr (JsonNode) node = reprise_json_tokenizer_read_node (reading->tokenizer, token, place);
  RepriseJsonPlace object = *place;
  g_autoptr (GPtrArray) nodes = NULL;
  const char *cluster_id;

  object.node = node;
  if (*place->problem != NULL || !reprise_json_place_expect_object (&object))
    return;
  cluster_id = reprise_json_place_get_string (&object, "cluster_id", REPRISE_JSON_REQUIRED);
  nodes = reprise_json_place_read_objects (&object,
                                           "nodes",
                                           reprise_cluster_node_read,
                                           REPRISE_JSON_KEEP_GOOD);
  if (*place->problem == NULL && nodes != NULL)
    g_ptr_array_add (data, reprise_saved_nodes_new (cluster_id, nodes));
}

static void
read_cluster_nodes (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_nodes_free);

  read_elements (reading, token, place, read_nodes_of_cluster, all);
  g_ptr_array_unref (reading->account->cluster_nodes);
  reading->account->cluster_nodes = all;
}

static void
read_sentence (Reading *reading,
               RepriseJsonToken token,
               const RepriseJsonPlace *place,
               gpointer sentences)
{
  char *text = NULL;

  read_text (reading, token, place, &text);
  if (text != NULL)
    g_ptr_array_add (sentences, text);
}

static void
read_problems (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_elements (reading, token, place, read_sentence, reading->account->problems);
}

/* In a file of ours all else comes before the inventories, so that it can be shown meanwhile. */
static void
tell_head (Reading *reading)
{
  const RepriseDocumentWatcher *watcher = reading->watcher;

  if (reading->has_told_head || !reading->has_format || reading->version == 0 ||
      !reading->has_databases || !reading->has_repositories || reading->fatal != NULL)
    return;
  reading->has_told_head = TRUE;
  if (watcher != NULL && watcher->head != NULL)
    watcher->head (reprise_saved_account_copy (reading->account), watcher->user_data);
}

static void
page_read_cb (RepriseInventory *page, guint n_backups, gpointer user_data)
{
  Reading *reading = user_data;
  const RepriseSavedInventory *current = reading->current;

  if (reading->has_told_head && current->repository_id != NULL && current->node_name != NULL)
    reading->watcher->page (current->repository_id,
                            current->node_name,
                            page,
                            n_backups,
                            reading->watcher->user_data);
}

static void
scan_inventory (Reading *reading,
                RepriseSavedInventory *saved,
                gboolean is_whole,
                const RepriseJsonPlace *place)
{
  RepriseJsonToken token = reprise_json_tokenizer_next (reading->tokenizer);
  g_autoptr (GError) problem = NULL;
  RepriseInventoryScan scan = { .is_whole = is_whole, .page_data = reading };
  RepriseJsonPlace member = { .parent = place,
                              .member = "inventory",
                              .problem = &problem,
                              .notes = saved->problems };

  if (token == REPRISE_JSON_TOKEN_NULL || token == REPRISE_JSON_TOKEN_ERROR)
    return;
  if (reading->watcher != NULL && reading->watcher->page != NULL)
    scan.page = page_read_cb;
  reading->current = saved;
  g_clear_object (&saved->inventory);
  saved->inventory = reprise_inventory_scan (&scan, reading->tokenizer, token, &member);
  reading->current = NULL;
  if (problem == NULL)
    return;
  g_free (saved->failure);
  saved->failure = g_strdup (problem->message);
}

/* What is being read of what is around an inventory. */
typedef struct
{
  RepriseSavedInventory *saved;
  gboolean is_whole;
} Wrapping;

static void
read_inventory_member (Reading *reading,
                       Wrapping *wrapping,
                       const char *name,
                       const RepriseJsonPlace *place)
{
  RepriseSavedInventory *saved = wrapping->saved;
  RepriseJsonPlace member = { .parent = place,
                              .member = name,
                              .problem = place->problem,
                              .notes = place->notes };
  RepriseJsonToken token;

  if (g_str_equal (name, "inventory"))
    {
      scan_inventory (reading, saved, wrapping->is_whole, place);
      return;
    }
  token = reprise_json_tokenizer_next (reading->tokenizer);
  if (g_str_equal (name, "backup_repository_id"))
    read_text (reading, token, &member, &saved->repository_id);
  else if (g_str_equal (name, "node_name"))
    read_text (reading, token, &member, &saved->node_name);
  else if (g_str_equal (name, "captured_at"))
    read_instant (reading, token, &member, &saved->captured_at);
  else if (g_str_equal (name, "failure"))
    read_text (reading, token, &member, &saved->failure);
  else if (g_str_equal (name, "problems"))
    read_elements (reading, token, &member, read_sentence, saved->problems);
  else if (token == REPRISE_JSON_TOKEN_TRUE || token == REPRISE_JSON_TOKEN_FALSE)
    wrapping->is_whole = token == REPRISE_JSON_TOKEN_TRUE;
  else
    expect (reading, token, REPRISE_JSON_TOKEN_FALSE, &member);
}

static const char *
find_inventory_member (const char *name)
{
  static const char *const names[] = { "backup_repository_id",
                                       "captured_at",
                                       "complete",
                                       "failure",
                                       "inventory",
                                       "node_name",
                                       "problems" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return names[i];
  return NULL;
}

/* Where the file itself does not say what was asked for, the answer does. */
static void
name_inventory (RepriseSavedInventory *saved)
{
  if (saved->inventory == NULL)
    return;
  if (saved->repository_id == NULL)
    saved->repository_id = g_strdup (reprise_inventory_get_repository_id (saved->inventory));
  if (saved->node_name == NULL)
    saved->node_name = g_strdup (reprise_inventory_get_node_name (saved->inventory));
}

static void
tell_inventory (Reading *reading, const RepriseSavedInventory *saved)
{
  const RepriseDocumentWatcher *watcher = reading->watcher;

  if (reading->has_told_head && watcher != NULL && watcher->inventory != NULL)
    watcher->inventory (saved, watcher->user_data);
}

static void
read_inventory (Reading *reading,
                RepriseJsonToken token,
                const RepriseJsonPlace *place,
                gpointer data)
{
  Wrapping wrapping = { 0 };

  if (!expect (reading, token, REPRISE_JSON_TOKEN_OBJECT, place))
    return;
  wrapping.saved = reprise_saved_inventory_new (NULL, NULL, NULL);
  g_ptr_array_add (reading->account->inventories, wrapping.saved);
  while (reprise_json_tokenizer_next (reading->tokenizer) == REPRISE_JSON_TOKEN_NAME)
    {
      const char *text = reprise_json_tokenizer_get_text (reading->tokenizer, NULL);
      const char *name = find_inventory_member (text);

      if (reprise_json_tokenizer_is_repeated (reading->tokenizer))
        reprise_json_place_note (place, text, "is there more than once; only the first counts");
      if (name == NULL || reprise_json_tokenizer_is_repeated (reading->tokenizer))
        reprise_json_tokenizer_skip (reading->tokenizer, REPRISE_JSON_TOKEN_NAME);
      else
        read_inventory_member (reading, &wrapping, name, place);
    }
  name_inventory (wrapping.saved);
  if (reprise_json_tokenizer_get_error (reading->tokenizer) == NULL)
    tell_inventory (reading, wrapping.saved);
}

static void
read_inventories (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  tell_head (reading);
  read_elements (reading, token, place, read_inventory, NULL);
}

/* The sum was taken when the name of this member had been read. */
static void
read_sum (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  const char *actual = g_checksum_get_string (reading->sum->checksum);
  g_autofree char *stated = NULL;

  read_text (reading, token, place, &stated);
  reading->document->seal =
      g_strcmp0 (stated, actual) == 0 ? REPRISE_SEAL_INTACT : REPRISE_SEAL_BROKEN;
  reading->is_sealed = TRUE;
}

static const Member members[] = {
  { "format", read_format },
  { "version", read_version },
  { "captured_at", read_captured_at },
  { "source", read_source },
  { "database_id", read_database_id },
  { "tenant", read_tenant },
  { "problems", read_problems },
  { "clusters", read_clusters },
  { "cluster_nodes", read_cluster_nodes },
  { "backup_stores", read_stores },
  { "databases", read_databases },
  { "backup_repositories", read_repositories },
  { "inventories", read_inventories },
  { "sha256", read_sum },
};

static const Member *
find_member (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (strcmp (members[i].name, name) == 0)
      return &members[i];
  return NULL;
}

static void
read_member (Reading *reading, const RepriseJsonPlace *root)
{
  const char *name = reprise_json_tokenizer_get_text (reading->tokenizer, NULL);
  const Member *member = find_member (name);
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace place = { .parent = root, .problem = &problem, .notes = root->notes };

  /* Whatever follows is not covered by the sum. */
  if (reading->is_sealed)
    reading->document->seal = REPRISE_SEAL_BROKEN;
  if (reprise_json_tokenizer_is_repeated (reading->tokenizer))
    reprise_json_place_note (root, name, "is there more than once; only the first counts");
  if (member == NULL || reprise_json_tokenizer_is_repeated (reading->tokenizer))
    {
      reprise_json_tokenizer_skip (reading->tokenizer, REPRISE_JSON_TOKEN_NAME);
      return;
    }
  place.member = member->name;
  if (member->read == read_sum)
    reprise_document_sum_finish (reading->sum,
                                 reprise_json_tokenizer_get_offset (reading->tokenizer));
  member->read (reading, reprise_json_tokenizer_next (reading->tokenizer), &place);
  if (problem != NULL)
    note (reading, problem->message);
}

static void
check_head (Reading *reading)
{
  if (reading->fatal != NULL || (reading->has_format && reading->version > 0))
    return;
  if (reprise_json_tokenizer_get_error (reading->tokenizer) != NULL)
    reading->fatal = g_error_copy (reprise_json_tokenizer_get_error (reading->tokenizer));
  else
    g_set_error (&reading->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_MISSING,
                 "not an inventory: it does not say its format and version");
}

static void
read_saved_account (Reading *reading)
{
  RepriseDocument *document = reading->document;
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root = { .problem = &problem, .member = "", .notes = document->problems };

  document->account = reading->account = reprise_saved_account_new ();
  document->seal = REPRISE_SEAL_BROKEN;
  while (reading->fatal == NULL &&
         reprise_json_tokenizer_next (reading->tokenizer) == REPRISE_JSON_TOKEN_NAME)
    read_member (reading, &root);
  check_head (reading);
}

static void
read_stanzas (Reading *reading, RepriseJsonToken token)
{
  RepriseDocument *document = reading->document;

  document->seal = REPRISE_SEAL_NONE;
  document->stanzas = reprise_pgbackrest_info_scan (reading->tokenizer,
                                                    token,
                                                    document->problems,
                                                    REPRISE_JSON_KEEP_GOOD,
                                                    &reading->fatal);
}

static void
read_document (Reading *reading)
{
  RepriseJsonToken token = reprise_json_tokenizer_next (reading->tokenizer);

  if (token == REPRISE_JSON_TOKEN_OBJECT)
    read_saved_account (reading);
  else if (token == REPRISE_JSON_TOKEN_ARRAY)
    read_stanzas (reading, token);
  else if (token != REPRISE_JSON_TOKEN_ERROR)
    g_set_error (&reading->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_TYPE,
                 "not an inventory, and not a document of ‘pgbackrest info’: it is %s",
                 reprise_json_token_describe (token));
  if (reading->fatal == NULL)
    reprise_json_tokenizer_next (reading->tokenizer);
}

static gboolean
has_anything (const RepriseDocument *document)
{
  return document->account != NULL || (document->stanzas != NULL && document->stanzas->len > 0);
}

/* What stopped the reading: all of it where there is nothing to show, else a part of the answer. */
static void
judge (Reading *reading)
{
  const GError *stop = reprise_json_tokenizer_get_error (reading->tokenizer);

  if (reading->fatal != NULL || stop == NULL)
    return;
  if (has_anything (reading->document) && !g_error_matches (stop, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reading->document->cut = g_error_copy (stop);
  else
    reading->fatal = g_error_copy (stop);
  if (reading->document->seal == REPRISE_SEAL_INTACT)
    reading->document->seal = REPRISE_SEAL_BROKEN;
}

/**
 * reprise_document_read:
 * @next_chunk: what hands over the file chunk by chunk
 * @source: given to @next_chunk
 * @watcher: (nullable): who wants to know before all is read
 * @error: return location for what @next_chunk says, or a %REPRISE_WIRE_ERROR: it is neither an
 *   inventory file nor a document of `pgbackrest info --output=json`
 *
 * Blocks, and keeps nothing of the file but what is in the answer. A file that is not well formed
 * to its end is an answer as well if there is something before that place.
 *
 * Returns: (transfer full): what the file holds
 */
RepriseDocument *
reprise_document_read (RepriseChunkFunc next_chunk,
                       gpointer source,
                       const RepriseDocumentWatcher *watcher,
                       GError **error)
{
  g_autoptr (RepriseDocument) document = g_new0 (RepriseDocument, 1);
  g_auto (RepriseDocumentSum) sum = { 0 };
  g_autoptr (RepriseJsonTokenizer) tokenizer = NULL;
  Reading reading = { .sum = &sum, .watcher = watcher, .document = document };

  g_return_val_if_fail (next_chunk != NULL, NULL);

  document->problems = g_ptr_array_new_with_free_func (g_free);
  reprise_document_sum_init (&sum, next_chunk, source);
  tokenizer =
      reprise_json_tokenizer_new (reprise_document_sum_next_chunk, &sum, REPRISE_JSON_REPAIR);
  reading.tokenizer = tokenizer;
  read_document (&reading);
  judge (&reading);
  if (reading.fatal == NULL)
    return g_steal_pointer (&document);
  g_propagate_error (error, g_steal_pointer (&reading.fatal));
  return NULL;
}

/**
 * reprise_document_free:
 * @self: (transfer full): a document
 */
void
reprise_document_free (RepriseDocument *self)
{
  g_clear_pointer (&self->account, reprise_saved_account_free);
  g_clear_pointer (&self->stanzas, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_error (&self->cut);
  g_free (self);
}
