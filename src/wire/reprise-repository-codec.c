/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup repositories as JSON. */

#include "config.h"

#include "wire/reprise-repository-codec.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-repository-codec-private.h"

/**
 * reprise_repository_read:
 * @place: an object; nothing can be asked of a repository without an id
 *
 * Returns: (transfer full) (nullable): a #RepriseRepository, or %NULL once a problem is reported
 */
gpointer
reprise_repository_read (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

  fields.id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED);
  fields.database_id = reprise_json_place_get_string (place, "database_id", optional);
  fields.created_at = reprise_json_place_get_instant (place, "created_at", optional);
  fields.storage_type = reprise_json_place_get_string (place, "type", optional);
  fields.backup_store_id = reprise_json_place_get_string (place, "backup_store_id", optional);
  fields.base_path = reprise_json_place_get_string (place, "base_path", optional);
  fields.s3_bucket = reprise_json_place_get_string (place, "s3_bucket", optional);
  fields.s3_region = reprise_json_place_get_string (place, "s3_region", optional);
  fields.s3_endpoint = reprise_json_place_get_string (place, "s3_endpoint", optional);
  fields.gcs_bucket = reprise_json_place_get_string (place, "gcs_bucket", optional);
  fields.gcs_endpoint = reprise_json_place_get_string (place, "gcs_endpoint", optional);
  fields.azure_account = reprise_json_place_get_string (place, "azure_account", optional);
  fields.azure_container = reprise_json_place_get_string (place, "azure_container", optional);
  fields.azure_endpoint = reprise_json_place_get_string (place, "azure_endpoint", optional);
  fields.retention_full =
      (int) reprise_json_place_get_int64 (place, "retention_full", optional, G_MAXINT, -1);
  fields.retention_full_type =
      reprise_json_place_get_string (place, "retention_full_type", optional);
  return *place->problem != NULL ? NULL : reprise_repository_new (&fields);
}

/**
 * reprise_repository_write:
 * @repository: a #RepriseRepository
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_repository_write (gpointer repository)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_repository_get_id (repository));
  reprise_json_put_string (object, "database_id", reprise_repository_get_database_id (repository));
  reprise_json_put_instant (object,
                            "created_at",
                            reprise_repository_get_created_at (repository),
                            REPRISE_INSTANT_AUTO);
  reprise_json_put_string (object, "type", reprise_repository_get_storage_type (repository));
  reprise_json_put_string (object,
                           "backup_store_id",
                           reprise_repository_get_backup_store_id (repository));
  reprise_json_put_string (object, "base_path", reprise_repository_get_base_path (repository));
  reprise_json_put_string (object, "s3_bucket", reprise_repository_get_s3_bucket (repository));
  reprise_json_put_string (object, "s3_region", reprise_repository_get_s3_region (repository));
  reprise_json_put_string (object, "s3_endpoint", reprise_repository_get_s3_endpoint (repository));
  reprise_json_put_string (object, "gcs_bucket", reprise_repository_get_gcs_bucket (repository));
  reprise_json_put_string (object,
                           "gcs_endpoint",
                           reprise_repository_get_gcs_endpoint (repository));
  reprise_json_put_string (object,
                           "azure_account",
                           reprise_repository_get_azure_account (repository));
  reprise_json_put_string (object,
                           "azure_container",
                           reprise_repository_get_azure_container (repository));
  reprise_json_put_string (object,
                           "azure_endpoint",
                           reprise_repository_get_azure_endpoint (repository));
  reprise_json_put_count (object,
                          "retention_full",
                          reprise_repository_get_retention_full (repository));
  reprise_json_put_string (object,
                           "retention_full_type",
                           reprise_repository_get_retention_full_type (repository));
  return object;
}

/**
 * reprise_repository_list_decode:
 * @body: the body of an answer
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type RepriseRepository): what could be read, in the service's
 * order
 */
GPtrArray *
reprise_repository_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_list (body,
                                     "repositories",
                                     reprise_repository_read,
                                     n_rows,
                                     problems,
                                     error);
}

/**
 * reprise_repository_list_encode:
 * @repositories: (element-type RepriseRepository): what to write
 *
 * Returns: (transfer full): the body of an answer that is a list
 */
GBytes *
reprise_repository_list_encode (GPtrArray *repositories)
{
  g_return_val_if_fail (repositories != NULL, NULL);
  return reprise_json_write_objects (repositories, reprise_repository_write);
}
