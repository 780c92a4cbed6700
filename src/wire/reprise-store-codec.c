/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup stores as JSON. */

#include "config.h"

#include "wire/reprise-store-codec.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-json-write-private.h"

/**
 * reprise_store_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): a #RepriseStore, or %NULL once a problem is reported
 */
gpointer
reprise_store_read (const RepriseJsonPlace *place)
{
  RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;
  g_auto (GStrv) cluster_ids = NULL;

  cluster_ids = reprise_json_place_dup_strv (place, "cluster_ids", REPRISE_JSON_OPTIONAL);
  fields.id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED);
  fields.name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields.status_word = reprise_json_place_get_string (place, "status", REPRISE_JSON_OPTIONAL);
  fields.cloud_account_id =
      reprise_json_place_get_string (place, "cloud_account_id", REPRISE_JSON_OPTIONAL);
  fields.cloud_account_type =
      reprise_json_place_get_string (place, "cloud_account_type", REPRISE_JSON_OPTIONAL);
  fields.cluster_ids = (const char *const *) cluster_ids;
  fields.created_at = reprise_json_place_get_instant (place, "created_at", REPRISE_JSON_OPTIONAL);
  fields.updated_at = reprise_json_place_get_instant (place, "updated_at", REPRISE_JSON_OPTIONAL);
  return *place->problem != NULL ? NULL : reprise_store_new (&fields);
}

/**
 * reprise_store_write:
 * @store: a #RepriseStore
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_store_write (gpointer store)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_store_get_id (store));
  reprise_json_put_string (object, "name", reprise_store_get_name (store));
  reprise_json_put_string (object, "status", reprise_store_get_status_word (store));
  reprise_json_put_string (object, "cloud_account_id", reprise_store_get_cloud_account_id (store));
  reprise_json_put_string (object,
                           "cloud_account_type",
                           reprise_store_get_cloud_account_type (store));
  reprise_json_put_strv (object, "cluster_ids", reprise_store_get_cluster_ids (store));
  reprise_json_put_instant (object,
                            "created_at",
                            reprise_store_get_created_at (store),
                            REPRISE_INSTANT_AUTO);
  reprise_json_put_instant (object,
                            "updated_at",
                            reprise_store_get_updated_at (store),
                            REPRISE_INSTANT_AUTO);
  return object;
}

/**
 * reprise_store_list_decode:
 * @body: the body of an answer
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type RepriseStore): what could be read, in the service's order
 */
GPtrArray *
reprise_store_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_list (body, "stores", reprise_store_read, n_rows, problems, error);
}

/**
 * reprise_store_list_encode:
 * @stores: (element-type RepriseStore): what to write
 *
 * Returns: (transfer full): the body of an answer that is a list
 */
GBytes *
reprise_store_list_encode (GPtrArray *stores)
{
  g_return_val_if_fail (stores != NULL, NULL);
  return reprise_json_write_objects (stores, reprise_store_write);
}
