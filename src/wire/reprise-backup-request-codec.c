/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests for a backup as JSON. */

#include "config.h"

#include "wire/reprise-backup-request-codec.h"

#include "wire/reprise-json-write-private.h"
#include "wire/reprise-request-private.h"

static const char *const providers[] = { "pgbackrest", NULL };
static const char *const types[] = { "full", "diff", "incr", NULL };
static const char *const members[] = { "provider", "type", "name", "target_nodes", NULL };

static gpointer
read_request (const RepriseJsonPlace *place)
{
  RepriseBackupRequestFields fields = { 0 };
  g_auto (GStrv) target_nodes =
              reprise_request_dup_names (place, "target_nodes", REPRISE_JSON_OPTIONAL);
  const char *type = reprise_json_place_get_word (place, "type", REPRISE_JSON_OPTIONAL, types);

  reprise_json_place_refuse_unknown (place, members);
  reprise_json_place_get_word (place, "provider", REPRISE_JSON_REQUIRED, providers);
  fields.name = reprise_request_get_text (place, "name", REPRISE_JSON_OPTIONAL);
  fields.backup_type = reprise_backup_type_from_word (type);
  fields.target_nodes = (const char *const *) target_nodes;
  return *place->problem != NULL ? NULL : reprise_backup_request_new (&fields);
}

/**
 * reprise_backup_request_decode:
 * @body: the body of a request for a backup
 * @error: return location for a %REPRISE_WIRE_ERROR whose message fits into a refusal
 *
 * As strict as the contract: members it does not define are refused.
 *
 * Returns: (transfer full): the request
 */
RepriseBackupRequest *
reprise_backup_request_decode (GBytes *body, GError **error)
{
  return reprise_request_decode (body, read_request, error);
}

/**
 * reprise_backup_request_encode:
 * @request: a request
 *
 * Returns: (transfer full): the body of the request, members in a fixed order
 */
GBytes *
reprise_backup_request_encode (RepriseBackupRequest *request)
{
  JsonObject *object;
  RepriseBackupType type;

  g_return_val_if_fail (REPRISE_IS_BACKUP_REQUEST (request), NULL);

  object = json_object_new ();
  type = reprise_backup_request_get_backup_type (request);
  reprise_json_put_string (object, "provider", providers[0]);
  reprise_json_put_string (object, "type", reprise_backup_type_to_word (type));
  reprise_json_put_string (object, "name", reprise_backup_request_get_name (request));
  reprise_json_put_strv (object, "target_nodes", reprise_backup_request_get_target_nodes (request));
  return reprise_json_write_object (object);
}
