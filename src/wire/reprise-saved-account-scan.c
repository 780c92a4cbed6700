/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventory files of any length: all members but the inventories. */

#include "config.h"

#include "wire/reprise-saved-account-scan-private.h"

#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-json-token-node-private.h"
#include "wire/reprise-repository-codec-private.h"

#include <string.h>

/* No account has so many of anything but backups; a hostile file could fill the memory. */
#define MAX_ELEMENTS 100000

typedef struct
{
  const char *name;
  void (*read) (RepriseSavedAccountScan *scan,
                RepriseJsonToken token,
                const RepriseJsonPlace *place);
} Member;

static void
note (RepriseSavedAccountScan *scan, const char *text)
{
  GPtrArray *problems = scan->document->problems;

  if (problems->len < REPRISE_JSON_MAX_NOTES)
    g_ptr_array_add (problems, g_strdup (text));
}

/**
 * reprise_saved_account_scan_expect:
 * @scan: what is being read
 * @token: what came
 * @expected: what should have come
 * @place: where it stands
 *
 * A value that is not of the kind it must be is left out and named.
 *
 * Returns: whether it is
 */
gboolean
reprise_saved_account_scan_expect (RepriseSavedAccountScan *scan,
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
  reprise_json_tokenizer_skip (scan->tokenizer, token);
  return FALSE;
}

/**
 * reprise_saved_account_scan_read_text:
 * @scan: what is being read
 * @token: the first token of the value
 * @place: where it stands
 * @text: (inout): replaced by it, unless it is no text
 */
void
reprise_saved_account_scan_read_text (RepriseSavedAccountScan *scan,
                                      RepriseJsonToken token,
                                      const RepriseJsonPlace *place,
                                      char **text)
{
  if (!reprise_saved_account_scan_expect (scan, token, REPRISE_JSON_TOKEN_STRING, place))
    return;
  if (reprise_json_tokenizer_is_repaired (scan->tokenizer))
    reprise_json_place_note (place, NULL, "holds bytes that are no text");
  g_free (*text);
  *text = g_strdup (reprise_json_tokenizer_get_text (scan->tokenizer, NULL));
}

static void
read_format (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  g_autofree char *format = NULL;

  reprise_saved_account_scan_read_text (scan, token, place, &format);
  scan->has_format = g_strcmp0 (format, REPRISE_SAVED_ACCOUNT_FORMAT) == 0;
  if (!scan->has_format && token != REPRISE_JSON_TOKEN_ERROR)
    g_set_error (&scan->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_FORMAT,
                 "not an inventory: its format is not ‘%s’",
                 REPRISE_SAVED_ACCOUNT_FORMAT);
}

static void
read_version (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  gboolean is_negative = FALSE;

  if (!reprise_saved_account_scan_expect (scan, token, REPRISE_JSON_TOKEN_INTEGER, place))
    return;
  scan->version = reprise_json_tokenizer_get_integer (scan->tokenizer, &is_negative);
  if (scan->version > REPRISE_SAVED_ACCOUNT_VERSION)
    g_set_error (&scan->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_FORMAT,
                 "written by a newer version of Reprise, in version %" G_GUINT64_FORMAT
                 " of the format; this one reads up to %d",
                 scan->version,
                 REPRISE_SAVED_ACCOUNT_VERSION);
}

/**
 * reprise_saved_account_scan_read_instant:
 * @scan: what is being read
 * @token: the first token of the value
 * @place: where it stands
 * @instant: (inout): set to it, unless it is no time
 */
void
reprise_saved_account_scan_read_instant (RepriseSavedAccountScan *scan,
                                         RepriseJsonToken token,
                                         const RepriseJsonPlace *place,
                                         RepriseInstant *instant)
{
  g_autofree char *text = NULL;

  reprise_saved_account_scan_read_text (scan, token, place, &text);
  if (text != NULL && !reprise_instant_parse (text, instant))
    reprise_json_place_report (place,
                               NULL,
                               REPRISE_WIRE_ERROR_FORMAT,
                               "must be an RFC 3339 time with an offset");
}

static void
read_captured_at (RepriseSavedAccountScan *scan,
                  RepriseJsonToken token,
                  const RepriseJsonPlace *place)
{
  reprise_saved_account_scan_read_instant (scan, token, place, &scan->account->captured_at);
}

static void
read_source (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  g_autoptr (JsonNode) node = reprise_json_tokenizer_read_node (scan->tokenizer, token, place);
  RepriseJsonPlace source = *place;
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;

  source.node = node;
  if (!reprise_json_place_expect_object (&source))
    return;
  g_free (scan->account->source_title);
  scan->account->source_title =
      g_strdup (reprise_json_place_get_string (&source, "title", optional));
  g_free (scan->account->source_address);
  scan->account->source_address =
      g_strdup (reprise_json_place_get_string (&source, "address", optional));
}

static void
read_database_id (RepriseSavedAccountScan *scan,
                  RepriseJsonToken token,
                  const RepriseJsonPlace *place)
{
  reprise_saved_account_scan_read_text (scan, token, place, &scan->account->database_id);
}

/* Returns: (nullable): what @read makes of an object */
static gpointer
read_object (RepriseSavedAccountScan *scan,
             RepriseJsonToken token,
             const RepriseJsonPlace *place,
             RepriseJsonReadFunc read)
{
  g_autoptr (JsonNode) node = reprise_json_tokenizer_read_node (scan->tokenizer, token, place);
  RepriseJsonPlace object = *place;

  object.node = node;
  if (*place->problem != NULL || reprise_json_tokenizer_get_error (scan->tokenizer) != NULL)
    return NULL;
  return reprise_json_place_expect_object (&object) ? read (&object) : NULL;
}

static void
read_tenant (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  RepriseTenant *tenant = NULL;

  if (token != REPRISE_JSON_TOKEN_NULL)
    tenant = read_object (scan, token, place, reprise_tenant_read);
  g_clear_object (&scan->account->tenant);
  scan->account->tenant = tenant;
}

/**
 * reprise_saved_account_scan_read_elements:
 * @scan: what is being read
 * @token: the first token of an array
 * @place: where it stands
 * @read_element: called with each element, whose problem is its own
 * @data: given to @read_element
 */
void
reprise_saved_account_scan_read_elements (RepriseSavedAccountScan *scan,
                                          RepriseJsonToken token,
                                          const RepriseJsonPlace *place,
                                          RepriseSavedElementFunc read_element,
                                          gpointer data)
{
  RepriseJsonPlace element = { .parent = place, .notes = place->notes };

  if (!reprise_saved_account_scan_expect (scan, token, REPRISE_JSON_TOKEN_ARRAY, place))
    return;
  for (token = reprise_json_tokenizer_next (scan->tokenizer);
       token != REPRISE_JSON_TOKEN_ARRAY_END && token != REPRISE_JSON_TOKEN_ERROR;
       token = reprise_json_tokenizer_next (scan->tokenizer), element.index++)
    {
      g_autoptr (GError) problem = NULL;

      if (element.index >= MAX_ELEMENTS)
        {
          reprise_json_tokenizer_skip (scan->tokenizer, token);
          continue;
        }
      element.problem = &problem;
      read_element (scan, token, &element, data);
      if (problem != NULL)
        note (scan, problem->message);
    }
  if (element.index > MAX_ELEMENTS)
    reprise_json_place_note (place, NULL, "has more elements than are read");
}

typedef struct
{
  GPtrArray *objects;
  RepriseJsonReadFunc read;
} ObjectList;

static void
read_list_element (RepriseSavedAccountScan *scan,
                   RepriseJsonToken token,
                   const RepriseJsonPlace *place,
                   gpointer data)
{
  ObjectList *list = data;
  gpointer object = read_object (scan, token, place, list->read);

  if (object != NULL)
    g_ptr_array_add (list->objects, object);
}

/* The list is another one each time: the one before may be somebody else's by now. */
static void
read_list (RepriseSavedAccountScan *scan,
           RepriseJsonToken token,
           const RepriseJsonPlace *place,
           RepriseJsonReadFunc read,
           GPtrArray **objects)
{
  ObjectList list = { .objects = g_ptr_array_new_with_free_func (g_object_unref), .read = read };

  reprise_saved_account_scan_read_elements (scan, token, place, read_list_element, &list);
  g_ptr_array_unref (*objects);
  *objects = list.objects;
}

static void
read_part (RepriseSavedAccountScan *scan,
           RepriseJsonToken token,
           const RepriseJsonPlace *place,
           gpointer parts)
{
  RepriseSavedPart *part = read_object (scan, token, place, reprise_saved_part_read);

  if (part != NULL)
    g_ptr_array_add (parts, part);
}

static void
read_parts (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  reprise_saved_account_scan_read_elements (scan, token, place, read_part, scan->account->parts);
}

static void
read_clusters (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_list (scan, token, place, reprise_cluster_read, &scan->account->clusters);
}

static void
read_stores (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  read_list (scan, token, place, reprise_store_read, &scan->account->stores);
}

static void
read_databases (RepriseSavedAccountScan *scan,
                RepriseJsonToken token,
                const RepriseJsonPlace *place)
{
  read_list (scan, token, place, reprise_database_read, &scan->account->databases);
  scan->has_databases = TRUE;
}

static void
read_repositories (RepriseSavedAccountScan *scan,
                   RepriseJsonToken token,
                   const RepriseJsonPlace *place)
{
  read_list (scan, token, place, reprise_repository_read, &scan->account->repositories);
  scan->has_repositories = TRUE;
}

static void
read_nodes_of_cluster (RepriseSavedAccountScan *scan,
                       RepriseJsonToken token,
                       const RepriseJsonPlace *place,
                       gpointer data)
{
  g_autoptr (JsonNode) node = reprise_json_tokenizer_read_node (scan->tokenizer, token, place);
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
read_cluster_nodes (RepriseSavedAccountScan *scan,
                    RepriseJsonToken token,
                    const RepriseJsonPlace *place)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_nodes_free);

  reprise_saved_account_scan_read_elements (scan, token, place, read_nodes_of_cluster, all);
  g_ptr_array_unref (scan->account->cluster_nodes);
  scan->account->cluster_nodes = all;
}

/**
 * reprise_saved_account_scan_read_sentence:
 * @scan: what is being read
 * @token: the first token of an element
 * @place: where it stands
 * @sentences: (element-type utf8): where it is added
 */
void
reprise_saved_account_scan_read_sentence (RepriseSavedAccountScan *scan,
                                          RepriseJsonToken token,
                                          const RepriseJsonPlace *place,
                                          gpointer sentences)
{
  char *text = NULL;

  reprise_saved_account_scan_read_text (scan, token, place, &text);
  if (text != NULL)
    g_ptr_array_add (sentences, text);
}

static void
read_problems (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  reprise_saved_account_scan_read_elements (scan,
                                            token,
                                            place,
                                            reprise_saved_account_scan_read_sentence,
                                            scan->account->problems);
}

/* The sum was taken when the name of this member had been read. */
static void
read_sum (RepriseSavedAccountScan *scan, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  const char *actual = g_checksum_get_string (scan->sum->checksum);
  g_autofree char *stated = NULL;

  reprise_saved_account_scan_read_text (scan, token, place, &stated);
  scan->document->seal =
      g_strcmp0 (stated, actual) == 0 ? REPRISE_SEAL_INTACT : REPRISE_SEAL_BROKEN;
  scan->is_sealed = TRUE;
}

static const Member members[] = {
  { "format", read_format },
  { "version", read_version },
  { "captured_at", read_captured_at },
  { "source", read_source },
  { "database_id", read_database_id },
  { "tenant", read_tenant },
  { "problems", read_problems },
  { "parts", read_parts },
  { "clusters", read_clusters },
  { "cluster_nodes", read_cluster_nodes },
  { "backup_stores", read_stores },
  { "databases", read_databases },
  { "backup_repositories", read_repositories },
  { "inventories", reprise_saved_account_scan_read_inventories },
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
read_member (RepriseSavedAccountScan *scan, const RepriseJsonPlace *root)
{
  const char *name = reprise_json_tokenizer_get_text (scan->tokenizer, NULL);
  const Member *member = find_member (name);
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace place = { .parent = root, .problem = &problem, .notes = root->notes };

  /* Whatever follows is not covered by the sum. */
  if (scan->is_sealed)
    scan->document->seal = REPRISE_SEAL_BROKEN;
  if (reprise_json_tokenizer_is_repeated (scan->tokenizer))
    reprise_json_place_note (root, name, "is there more than once; only the first counts");
  if (member == NULL || reprise_json_tokenizer_is_repeated (scan->tokenizer))
    {
      reprise_json_tokenizer_skip (scan->tokenizer, REPRISE_JSON_TOKEN_NAME);
      return;
    }
  place.member = member->name;
  if (member->read == read_sum)
    reprise_document_sum_finish (scan->sum, reprise_json_tokenizer_get_offset (scan->tokenizer));
  member->read (scan, reprise_json_tokenizer_next (scan->tokenizer), &place);
  if (problem != NULL)
    note (scan, problem->message);
}

static void
check_head (RepriseSavedAccountScan *scan)
{
  if (scan->fatal != NULL || (scan->has_format && scan->version > 0))
    return;
  if (reprise_json_tokenizer_get_error (scan->tokenizer) != NULL)
    scan->fatal = g_error_copy (reprise_json_tokenizer_get_error (scan->tokenizer));
  else
    g_set_error (&scan->fatal,
                 REPRISE_WIRE_ERROR,
                 REPRISE_WIRE_ERROR_MISSING,
                 "not an inventory: it does not say its format and version");
}

/**
 * reprise_saved_account_scan:
 * @scan: what reads, just behind the opening brace of the file; its document gets the account
 *
 * Reads to the end of the object, or to where the file cannot be read any further; sets the fatal
 * error where it is no inventory file.
 */
void
reprise_saved_account_scan (RepriseSavedAccountScan *scan)
{
  RepriseDocument *document = scan->document;
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root = { .problem = &problem, .member = "", .notes = document->problems };

  document->account = scan->account = reprise_saved_account_new ();
  document->seal = REPRISE_SEAL_BROKEN;
  while (scan->fatal == NULL &&
         reprise_json_tokenizer_next (scan->tokenizer) == REPRISE_JSON_TOKEN_NAME)
    read_member (scan, &root);
  check_head (scan);
}
