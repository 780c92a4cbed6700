/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a local lab keeps about itself in a file. */

#include "config.h"

#include "wire/reprise-lab-document.h"

#include "base/reprise-secret.h"
#include "base/reprise-uuid.h"
#include "model/reprise-schedule.h"
#include "wire/reprise-json-document-private.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-repository-codec-private.h"
#include "wire/reprise-task-codec-private.h"

/* What tells the file from others' JSON, and later forms of it from this one. */
#define FORMAT "reprise-lab 1"

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_DEPTH 16
#define MAX_PORT 65535

static JsonObject *
write_schedule (gpointer schedule)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_schedule_get_id (schedule));
  reprise_json_put_string (object,
                           "type",
                           reprise_backup_type_to_word (
                               reprise_schedule_get_backup_type (schedule)));
  reprise_json_put_string (object,
                           "cron_expression",
                           reprise_schedule_get_cron_expression (schedule));
  return object;
}

static gpointer
read_schedule (const RepriseJsonPlace *place)
{
  RepriseScheduleFields fields = {
    .id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED),
    .backup_type = reprise_backup_type_from_word (
        reprise_json_place_get_string (place, "type", REPRISE_JSON_REQUIRED)),
    .cron_expression =
        reprise_json_place_get_string (place, "cron_expression", REPRISE_JSON_REQUIRED),
  };

  return *place->problem != NULL ? NULL : reprise_schedule_new (&fields);
}

static JsonObject *
write_database (gpointer data)
{
  const RepriseLabDatabaseRecord *record = data;
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", record->id);
  reprise_json_put_string (object, "name", record->name);
  reprise_json_put_string (object, "display_name", record->display_name);
  reprise_json_put_strv (object, "node_names", (const char *const *) record->node_names);
  json_object_set_boolean_member (object, "automatic_ddl", record->automatic_ddl);
  reprise_json_put_string (object, "admin_password", record->admin_password);
  reprise_json_put_string (object, "app_password", record->app_password);
  reprise_json_put_instant (object, "created_at", record->created_at, REPRISE_INSTANT_SECONDS);
  reprise_json_put_instant (object, "updated_at", record->updated_at, REPRISE_INSTANT_SECONDS);
  reprise_json_put_objects (object, "repositories", record->repositories, reprise_repository_write);
  reprise_json_put_objects (object, "schedules", record->schedules, write_schedule);
  return object;
}

static char *
dup_string (const RepriseJsonPlace *place, const char *member)
{
  return g_strdup (reprise_json_place_get_string (place, member, REPRISE_JSON_REQUIRED));
}

static char *
dup_id (const RepriseJsonPlace *place, const char *member)
{
  char *id = dup_string (place, member);

  if (id != NULL && !reprise_uuid_is_canonical (id))
    reprise_json_place_report (place, member, REPRISE_WIRE_ERROR_FORMAT, "must be a UUID");
  return id;
}

/* Stops at the first element that cannot be read: the problem is reported. */
static void
read_elements (const RepriseJsonPlace *place,
               const char *member,
               RepriseJsonReadFunc read,
               GPtrArray *elements)
{
  RepriseJsonPlace array = reprise_json_place_array (place, member, REPRISE_JSON_REQUIRED);
  guint length = reprise_json_place_get_length (&array);

  for (guint i = 0; i < length; i++)
    {
      RepriseJsonPlace element = reprise_json_place_element (&array, i);
      gpointer object = reprise_json_place_expect_object (&element) ? read (&element) : NULL;

      if (object == NULL)
        return;
      g_ptr_array_add (elements, object);
    }
}

static gpointer
read_database (const RepriseJsonPlace *place)
{
  g_autoptr (RepriseLabDatabaseRecord) record = reprise_lab_database_record_new ();

  record->id = dup_id (place, "id");
  record->name = dup_string (place, "name");
  record->display_name =
      g_strdup (reprise_json_place_get_string (place, "display_name", REPRISE_JSON_OPTIONAL));
  record->node_names = reprise_json_place_dup_strv (place, "node_names", REPRISE_JSON_REQUIRED);
  record->automatic_ddl =
      reprise_json_place_get_boolean (place, "automatic_ddl", REPRISE_JSON_REQUIRED, FALSE);
  record->admin_password = dup_string (place, "admin_password");
  record->app_password = dup_string (place, "app_password");
  record->created_at = reprise_json_place_get_instant (place, "created_at", REPRISE_JSON_REQUIRED);
  record->updated_at = reprise_json_place_get_instant (place, "updated_at", REPRISE_JSON_REQUIRED);
  read_elements (place, "repositories", reprise_repository_read, record->repositories);
  read_elements (place, "schedules", read_schedule, record->schedules);
  if (record->repositories->len == 0)
    reprise_json_place_report (place,
                               "repositories",
                               REPRISE_WIRE_ERROR_RANGE,
                               "must not be empty");
  return *place->problem != NULL ? NULL : g_steal_pointer (&record);
}

static void
read_document (const RepriseJsonPlace *place, RepriseLabDocument *document)
{
  static const char *const formats[] = { FORMAT, NULL };

  if (reprise_json_place_get_word (place, "format", REPRISE_JSON_REQUIRED, formats) == NULL)
    return;
  document->marker = dup_id (place, "marker");
  document->is_complete =
      reprise_json_place_get_boolean (place, "is_complete", REPRISE_JSON_REQUIRED, FALSE);
  document->port =
      (guint) reprise_json_place_get_int64 (place, "port", REPRISE_JSON_REQUIRED, MAX_PORT, 0);
  document->created_at =
      reprise_json_place_get_instant (place, "created_at", REPRISE_JSON_REQUIRED);
  document->tenant_id = dup_id (place, "tenant_id");
  document->cluster_id = dup_id (place, "cluster_id");
  document->cloud_account_id = dup_id (place, "cloud_account_id");
  document->store_id = dup_id (place, "store_id");
  document->client_id = dup_string (place, "client_id");
  document->client_secret = dup_string (place, "client_secret");
  read_elements (place, "databases", read_database, document->databases);
  read_elements (place, "tasks", reprise_task_read, document->tasks);
}

/**
 * reprise_lab_database_record_new:
 *
 * Returns: (transfer full): a record without anything in it
 */
RepriseLabDatabaseRecord *
reprise_lab_database_record_new (void)
{
  RepriseLabDatabaseRecord *self = g_new0 (RepriseLabDatabaseRecord, 1);

  self->created_at = REPRISE_INSTANT_NONE;
  self->updated_at = REPRISE_INSTANT_NONE;
  self->repositories = g_ptr_array_new_with_free_func (g_object_unref);
  self->schedules = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
reprise_lab_database_record_free (RepriseLabDatabaseRecord *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->display_name);
  g_strfreev (self->node_names);
  reprise_secret_free (self->admin_password);
  reprise_secret_free (self->app_password);
  g_ptr_array_unref (self->repositories);
  g_ptr_array_unref (self->schedules);
  g_free (self);
}

/**
 * reprise_lab_document_new:
 *
 * Returns: (transfer full): a document without anything in it
 */
RepriseLabDocument *
reprise_lab_document_new (void)
{
  RepriseLabDocument *self = g_new0 (RepriseLabDocument, 1);

  self->created_at = REPRISE_INSTANT_NONE;
  self->databases =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_lab_database_record_free);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
reprise_lab_document_free (RepriseLabDocument *self)
{
  g_free (self->marker);
  g_free (self->tenant_id);
  g_free (self->cluster_id);
  g_free (self->cloud_account_id);
  g_free (self->store_id);
  g_free (self->client_id);
  reprise_secret_free (self->client_secret);
  g_ptr_array_unref (self->databases);
  g_ptr_array_unref (self->tasks);
  g_free (self);
}

/**
 * reprise_lab_document_encode:
 * @self: what is kept
 *
 * Returns: (transfer full): the file's content; holds secrets
 */
GBytes *
reprise_lab_document_encode (const RepriseLabDocument *self)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "format", FORMAT);
  reprise_json_put_string (object, "marker", self->marker);
  json_object_set_boolean_member (object, "is_complete", self->is_complete);
  json_object_set_int_member (object, "port", self->port);
  reprise_json_put_instant (object, "created_at", self->created_at, REPRISE_INSTANT_SECONDS);
  reprise_json_put_string (object, "tenant_id", self->tenant_id);
  reprise_json_put_string (object, "cluster_id", self->cluster_id);
  reprise_json_put_string (object, "cloud_account_id", self->cloud_account_id);
  reprise_json_put_string (object, "store_id", self->store_id);
  reprise_json_put_string (object, "client_id", self->client_id);
  reprise_json_put_string (object, "client_secret", self->client_secret);
  reprise_json_put_objects (object, "databases", self->databases, write_database);
  reprise_json_put_objects (object, "tasks", self->tasks, reprise_task_write);
  return reprise_json_write_object (object);
}

/**
 * reprise_lab_document_parse:
 * @json: a file's content
 * @error: return location for a %REPRISE_WIRE_ERROR: not a lab's file, or a damaged one
 *
 * Returns: (transfer full) (nullable): what is kept
 */
RepriseLabDocument *
reprise_lab_document_parse (GBytes *json, GError **error)
{
  static const RepriseJsonLimits limits = { MAX_BYTES, MAX_DEPTH };
  g_autoptr (RepriseLabDocument) document = reprise_lab_document_new ();
  g_autoptr (JsonNode) node = reprise_json_parse_bytes (json, &limits, error);
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root;

  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "lab", &problem);
  if (reprise_json_place_expect_object (&root))
    read_document (&root, document);
  if (problem == NULL)
    return g_steal_pointer (&document);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * reprise_lab_document_encode_credentials:
 * @self: what is kept
 * @api_url: where the lab answers
 *
 * Returns: (transfer full): what a client needs, as the file it is handed in; holds a secret
 */
GBytes *
reprise_lab_document_encode_credentials (const RepriseLabDocument *self, const char *api_url)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "api_url", api_url);
  reprise_json_put_string (object, "client_id", self->client_id);
  reprise_json_put_string (object, "client_secret", self->client_secret);
  return reprise_json_write_object (object);
}
