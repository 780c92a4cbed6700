/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines of the journal of restores as JSON. */

#include "config.h"

#include "wire/reprise-journal-codec.h"

#include "wire/reprise-json-document-private.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-restore-request-codec-private.h"

/* A line holds the ids of all tasks that a database ever had. */
#define LIMITS ((RepriseJsonLimits){ 8 * 1024 * 1024, 8 })

/**
 * reprise_journal_record_encode:
 * @record: a record
 *
 * Returns: (transfer full): its line, without a line feed, in it or behind it
 */
GBytes *
reprise_journal_record_encode (const RepriseJournalRecord *record)
{
  const RepriseInstantPrecision precision = REPRISE_INSTANT_MICROSECONDS;
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "kind", reprise_journal_kind_to_word (record->kind));
  reprise_json_put_string (object, "restore_id", record->restore_id);
  reprise_json_put_instant (object, "time", record->time, precision);
  reprise_json_put_string (object, "user", record->user);
  reprise_json_put_string (object, "address", record->address);
  reprise_json_put_string (object, "client_id", record->client_id);
  reprise_json_put_string (object, "database_id", record->database_id);
  reprise_json_put_string (object, "database_title", record->database_title);
  reprise_json_put_string (object, "source_database_id", record->source_database_id);
  if (record->request != NULL)
    reprise_json_put_object (object, "request", reprise_restore_request_write (record->request));
  reprise_json_put_instant (object, "window_earliest", record->window_earliest, precision);
  reprise_json_put_instant (object, "window_latest", record->window_latest, precision);
  reprise_json_put_string (object, "window_reach", record->window_reach);
  reprise_json_put_instant (object, "service_now", record->service_now, precision);
  reprise_json_put_strv (object, "task_ids", (const char *const *) record->task_ids);
  reprise_json_put_string (object, "task_id", record->task_id);
  reprise_json_put_string (object, "word", record->word);
  reprise_json_put_string (object, "text", record->text);
  return reprise_json_write_object (object);
}

static char *
dup_text (const RepriseJsonPlace *place, const char *member)
{
  return g_strdup (reprise_json_place_get_string (place, member, REPRISE_JSON_OPTIONAL));
}

static RepriseInstant
get_instant (const RepriseJsonPlace *place, const char *member)
{
  return reprise_json_place_get_instant (place, member, REPRISE_JSON_OPTIONAL);
}

/* Without these a restore could neither be followed nor told from another. */
static void
check_intent (const RepriseJsonPlace *place)
{
  reprise_json_place_get_string (place, "address", REPRISE_JSON_REQUIRED);
  reprise_json_place_get_string (place, "database_id", REPRISE_JSON_REQUIRED);
  reprise_json_place_object (place, "request", REPRISE_JSON_REQUIRED);
  if (!reprise_json_place_has (place, "task_ids"))
    reprise_json_place_report (place, "task_ids", REPRISE_WIRE_ERROR_MISSING, "is missing");
}

static void
read_intent (const RepriseJsonPlace *place, RepriseJournalRecord *record)
{
  RepriseJsonPlace request = reprise_json_place_object (place, "request", REPRISE_JSON_OPTIONAL);

  record->user = dup_text (place, "user");
  record->address = dup_text (place, "address");
  record->client_id = dup_text (place, "client_id");
  record->database_id = dup_text (place, "database_id");
  record->database_title = dup_text (place, "database_title");
  record->source_database_id = dup_text (place, "source_database_id");
  if (reprise_json_place_has (place, "request"))
    record->request = reprise_restore_request_read (&request);
  record->window_earliest = get_instant (place, "window_earliest");
  record->window_latest = get_instant (place, "window_latest");
  record->window_reach = dup_text (place, "window_reach");
  record->service_now = get_instant (place, "service_now");
  record->task_ids = reprise_json_place_dup_strv (place, "task_ids", REPRISE_JSON_OPTIONAL);
}

static RepriseJournalRecord *
read_record (const RepriseJsonPlace *place)
{
  const char *word = reprise_json_place_get_string (place, "kind", REPRISE_JSON_REQUIRED);
  const char *id = reprise_json_place_get_string (place, "restore_id", REPRISE_JSON_REQUIRED);
  RepriseInstant time = reprise_json_place_get_instant (place, "time", REPRISE_JSON_REQUIRED);
  g_autoptr (RepriseJournalRecord) record = NULL;
  gboolean known = FALSE;
  RepriseJournalKind kind = reprise_journal_kind_from_word (word, &known);

  if (!known)
    reprise_json_place_report (place, "kind", REPRISE_WIRE_ERROR_FORMAT, "is not known");
  record = reprise_journal_record_new (kind, id, time);
  if (kind == REPRISE_JOURNAL_KIND_INTENT)
    {
      check_intent (place);
      read_intent (place, record);
    }
  record->task_id = dup_text (place, "task_id");
  record->word = dup_text (place, "word");
  record->text = dup_text (place, "text");
  return *place->problem != NULL ? NULL : g_steal_pointer (&record);
}

/**
 * reprise_journal_record_decode:
 * @line: a line of the journal, without its line feed
 * @error: return location for a %REPRISE_WIRE_ERROR
 *
 * Members that are not known here are left alone: a later version may have written them.
 *
 * Returns: (transfer full): what it tells
 */
RepriseJournalRecord *
reprise_journal_record_decode (GBytes *line, GError **error)
{
  const RepriseJsonLimits limits = LIMITS;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (RepriseJournalRecord) record = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (line != NULL, NULL);

  node = reprise_json_parse_bytes (line, &limits, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "journal", &problem);
  if (reprise_json_place_expect_object (&root))
    record = read_record (&root);
  if (problem == NULL)
    return g_steal_pointer (&record);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
