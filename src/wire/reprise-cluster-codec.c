/* SPDX-License-Identifier: GPL-3.0-or-later
 * Clusters as JSON. */

#include "config.h"

#include "wire/reprise-cluster-codec.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-json-write-private.h"

/**
 * reprise_cluster_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): a #RepriseCluster, or %NULL once a problem is reported
 */
gpointer
reprise_cluster_read (const RepriseJsonPlace *place)
{
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;
  RepriseJsonPlace account =
      reprise_json_place_object (place, "cloud_account", REPRISE_JSON_OPTIONAL);
  g_auto (GStrv) regions = NULL, store_ids = NULL;

  regions = reprise_json_place_dup_strv (place, "regions", REPRISE_JSON_OPTIONAL);
  store_ids = reprise_json_place_dup_strv (place, "backup_store_ids", REPRISE_JSON_OPTIONAL);
  fields.id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED);
  fields.name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields.status_word = reprise_json_place_get_string (place, "status", REPRISE_JSON_OPTIONAL);
  fields.created_at = reprise_json_place_get_instant (place, "created_at", REPRISE_JSON_OPTIONAL);
  fields.updated_at = reprise_json_place_get_instant (place, "updated_at", REPRISE_JSON_OPTIONAL);
  fields.regions = (const char *const *) regions;
  fields.node_location =
      reprise_json_place_get_string (place, "node_location", REPRISE_JSON_OPTIONAL);
  fields.cloud_account_id = reprise_json_place_get_string (&account, "id", REPRISE_JSON_OPTIONAL);
  fields.cloud_account_name =
      reprise_json_place_get_string (&account, "name", REPRISE_JSON_OPTIONAL);
  fields.cloud_account_type =
      reprise_json_place_get_string (&account, "type", REPRISE_JSON_OPTIONAL);
  fields.cloud_account_native_id =
      reprise_json_place_get_string (&account, "native_id", REPRISE_JSON_OPTIONAL);
  fields.backup_store_ids = (const char *const *) store_ids;
  return *place->problem != NULL ? NULL : reprise_cluster_new (&fields);
}

static JsonObject *
write_account (RepriseCluster *cluster)
{
  JsonObject *object;

  if (reprise_cluster_get_cloud_account_id (cluster) == NULL &&
      reprise_cluster_get_cloud_account_name (cluster) == NULL &&
      reprise_cluster_get_cloud_account_type (cluster) == NULL &&
      reprise_cluster_get_cloud_account_native_id (cluster) == NULL)
    return NULL;
  object = json_object_new ();
  reprise_json_put_string (object, "id", reprise_cluster_get_cloud_account_id (cluster));
  reprise_json_put_string (object, "name", reprise_cluster_get_cloud_account_name (cluster));
  reprise_json_put_string (object, "type", reprise_cluster_get_cloud_account_type (cluster));
  reprise_json_put_string (object,
                           "native_id",
                           reprise_cluster_get_cloud_account_native_id (cluster));
  return object;
}

/**
 * reprise_cluster_write:
 * @cluster: a #RepriseCluster
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_cluster_write (gpointer cluster)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_cluster_get_id (cluster));
  reprise_json_put_string (object, "name", reprise_cluster_get_name (cluster));
  reprise_json_put_string (object, "status", reprise_cluster_get_status_word (cluster));
  reprise_json_put_instant (object,
                            "created_at",
                            reprise_cluster_get_created_at (cluster),
                            REPRISE_INSTANT_AUTO);
  reprise_json_put_instant (object,
                            "updated_at",
                            reprise_cluster_get_updated_at (cluster),
                            REPRISE_INSTANT_AUTO);
  reprise_json_put_strv_or_empty (object, "regions", reprise_cluster_get_regions (cluster));
  reprise_json_put_string (object, "node_location", reprise_cluster_get_node_location (cluster));
  reprise_json_put_object (object, "cloud_account", write_account (cluster));
  reprise_json_put_strv (object,
                         "backup_store_ids",
                         reprise_cluster_get_backup_store_ids (cluster));
  return object;
}

/**
 * reprise_cluster_decode:
 * @body: the body of an answer
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR
 *
 * Returns: (transfer full): the cluster
 */
RepriseCluster *
reprise_cluster_decode (GBytes *body, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_object (body, "cluster", reprise_cluster_read, problems, error);
}

/**
 * reprise_cluster_encode:
 * @cluster: what to write
 *
 * Returns: (transfer full): the body of an answer
 */
GBytes *
reprise_cluster_encode (RepriseCluster *cluster)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (cluster), NULL);
  return reprise_json_write_object (reprise_cluster_write (cluster));
}

/**
 * reprise_cluster_list_decode:
 * @body: the body of an answer
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type RepriseCluster): what could be read, in the service's
 * order
 */
GPtrArray *
reprise_cluster_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_list (body,
                                     "clusters",
                                     reprise_cluster_read,
                                     n_rows,
                                     problems,
                                     error);
}

/**
 * reprise_cluster_list_encode:
 * @clusters: (element-type RepriseCluster): what to write
 *
 * Returns: (transfer full): the body of an answer that is a list
 */
GBytes *
reprise_cluster_list_encode (GPtrArray *clusters)
{
  g_return_val_if_fail (clusters != NULL, NULL);
  return reprise_json_write_objects (clusters, reprise_cluster_write);
}
