/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a repository holds of a node, read from a document of any length. */

#include "config.h"

#include "wire/reprise-inventory-scan-private.h"

#include "wire/reprise-backup-pager-private.h"
#include "wire/reprise-backup-scanner-private.h"
#include "wire/reprise-json-token-node-private.h"

typedef struct
{
  RepriseInventoryScan *scan;
  RepriseJsonTokenizer *tokenizer;
  RepriseBackupScanner *scanner;
  JsonNode *head; /* all members but the backups */
  RepriseBackupListBuilder *backups;
  RepriseBackupPager pager;
  guint n_notes;
  gboolean is_complete;
} Reading;

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

/* Hands over what has been read since the last page. */
static void
send_page (Reading *reading, RepriseBackupList *backups)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RepriseInventory) page = NULL;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  RepriseJsonPlace root = reprise_json_place_root (reading->head, "inventory", &problem);

  read_fields (&root, &fields);
  fields.backups = backups;
  page = reprise_inventory_new (&fields);
  reading->scan->page (page, reading->pager.n_backups, reading->scan->page_data);
}

static void
add_backup (Reading *reading)
{
  const RepriseBackupFields *fields = &reprise_backup_scanner_get (reading->scanner)->fields;
  g_autoptr (RepriseBackupList) page = reprise_backup_pager_add (&reading->pager, fields);

  reprise_backup_list_builder_add (reading->backups, fields);
  if (page != NULL)
    send_page (reading, page);
}

static void
note (Reading *reading, const RepriseJsonPlace *place, const char *text)
{
  reading->n_notes++;
  if (place->notes == NULL)
    return;
  if (reading->n_notes <= REPRISE_INVENTORY_SCAN_MAX_NOTES)
    g_ptr_array_add (place->notes, g_strdup (text));
  else if (reading->n_notes == REPRISE_INVENTORY_SCAN_MAX_NOTES + 1)
    reprise_json_place_note (place, NULL, "more is wrong than is told here");
}

/* One element of the array; what is wrong with it is told and does not hide the others. */
static void
read_backup (Reading *reading, RepriseJsonToken token, RepriseJsonPlace *element)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  guint n_repaired = reprise_json_tokenizer_get_n_repaired (reading->tokenizer);

  element->problem = &problem;
  element->notes = notes;
  reading->scan->n_rows++;
  if (reprise_backup_scanner_read (reading->scanner, token, element))
    add_backup (reading);
  else
    reading->is_complete = FALSE;
  if (reprise_json_tokenizer_get_n_repaired (reading->tokenizer) > n_repaired)
    reprise_json_place_note (element, NULL, "holds bytes that are no text");
  if (problem != NULL)
    g_ptr_array_insert (notes, 0, g_strdup (problem->message));
  for (guint i = 0; i < notes->len; i++)
    note (reading, element->parent, notes->pdata[i]);
}

static void
read_backups (Reading *reading, const RepriseJsonPlace *place)
{
  RepriseJsonToken token = reprise_json_tokenizer_next (reading->tokenizer);
  RepriseJsonPlace array = { .parent = place,
                             .member = "backups",
                             .problem = place->problem,
                             .notes = place->notes };
  RepriseJsonPlace element = { .parent = &array };

  if (token == REPRISE_JSON_TOKEN_NULL)
    return;
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

/* A window must not hide the backups, whatever is wrong with it. */
static void
read_head_member (Reading *reading, const char *name, const RepriseJsonPlace *place)
{
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace member = { .parent = place,
                              .member = name,
                              .problem = &problem,
                              .notes = place->notes };
  JsonNode *node =
      reprise_json_tokenizer_read_node (reading->tokenizer,
                                        reprise_json_tokenizer_next (reading->tokenizer),
                                        &member);

  if (problem == NULL)
    {
      json_object_set_member (json_node_get_object (reading->head), name, node);
      return;
    }
  json_node_unref (node);
  if (g_str_equal (name, "recovery_window"))
    note (reading, place, problem->message);
  else if (*place->problem == NULL)
    g_propagate_error (place->problem, g_steal_pointer (&problem));
}

static void
read_member (Reading *reading, const RepriseJsonPlace *place)
{
  g_autofree char *name = g_strdup (reprise_json_tokenizer_get_text (reading->tokenizer, NULL));

  if (reprise_json_tokenizer_is_repeated (reading->tokenizer))
    {
      reprise_json_place_note (place, name, "is there more than once; only the first counts");
      reading->is_complete = FALSE;
      reprise_json_tokenizer_skip (reading->tokenizer, REPRISE_JSON_TOKEN_NAME);
    }
  else if (g_str_equal (name, "backups"))
    read_backups (reading, place);
  else
    read_head_member (reading, name, place);
}

static RepriseInventory *
make_inventory (Reading *reading, const RepriseJsonPlace *place)
{
  g_autoptr (RepriseBackupList) backups =
                 reprise_backup_list_builder_end (g_steal_pointer (&reading->backups));
  g_autoptr (RepriseRecoveryWindow) window = NULL;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  RepriseJsonPlace root = *place;

  root.node = reading->head;
  read_fields (&root, &fields);
  window = read_window (&root);
  if (*place->problem != NULL)
    return NULL;
  fields.backups = backups;
  fields.recovery_window = window;
  fields.is_complete = reading->is_complete;
  return reprise_inventory_new (&fields);
}

/**
 * reprise_inventory_scan:
 * @self: how to read
 * @tokenizer: what to read from
 * @token: what it returned last: the first token of an inventory
 * @place: where that stands; what cannot be used at all is reported there, and what is left out is
 *   noted there
 *
 * Reads to the end of the inventory, or to where the document cannot be read any further; what came
 * before that is in the inventory, which then is not complete. A backup that cannot be read is left
 * out, and the inventory is then not complete either.
 *
 * Returns: (transfer full) (nullable): the inventory, or %NULL once a problem is reported
 */
RepriseInventory *
reprise_inventory_scan (RepriseInventoryScan *self,
                        RepriseJsonTokenizer *tokenizer,
                        RepriseJsonToken token,
                        const RepriseJsonPlace *place)
{
  g_autoptr (RepriseBackupScanner) scanner =
                 reprise_backup_scanner_new (tokenizer, REPRISE_BACKUP_FORM_SERVICE);
  g_autoptr (JsonNode) head = json_node_init_object (json_node_alloc (), NULL);
  Reading reading = { .scan = self,
                      .tokenizer = tokenizer,
                      .scanner = scanner,
                      .head = head,
                      .is_complete = self->is_whole };
  RepriseInventory *inventory;

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
  reading.backups = reprise_backup_list_builder_new ();
  if (self->page != NULL)
    reprise_backup_pager_start (&reading.pager);
  while (reprise_json_tokenizer_next (tokenizer) == REPRISE_JSON_TOKEN_NAME)
    read_member (&reading, place);
  if (reprise_json_tokenizer_get_error (tokenizer) != NULL)
    reading.is_complete = FALSE;
  inventory = make_inventory (&reading, place);
  reprise_backup_pager_clear (&reading.pager);
  return inventory;
}
