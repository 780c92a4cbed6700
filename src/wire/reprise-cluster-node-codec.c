/* SPDX-License-Identifier: GPL-3.0-or-later
 * The nodes of a cluster as JSON. */

#include "config.h"

#include "wire/reprise-cluster-node-codec.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-location-codec-private.h"

/**
 * reprise_cluster_node_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): a #RepriseClusterNode, or %NULL once a problem is reported
 */
gpointer
reprise_cluster_node_read (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseClusterNodeFields fields = REPRISE_CLUSTER_NODE_FIELDS_INIT;
  RepriseJsonPlace detail = reprise_json_place_object (place, "region_detail", optional);
  RepriseJsonPlace where = reprise_json_place_object (place, "location", optional);
  g_autoptr (RepriseLocation) location = reprise_location_read (&where);
  g_auto (RepriseRegionFields) region = reprise_region_read (&detail);

  fields.id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED);
  fields.name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields.logical_name = reprise_json_place_get_string (place, "logical_name", optional);
  fields.display_name = reprise_json_place_get_string (place, "display_name", optional);
  fields.region = reprise_json_place_get_string (place, "region", optional);
  fields.region_cloud = region.cloud;
  fields.region_name = region.name;
  fields.availability_zone = reprise_json_place_get_string (place, "availability_zone", optional);
  fields.is_active = reprise_json_place_get_tristate (place, "is_active");
  fields.ip_address = reprise_json_place_get_string (place, "ip_address", optional);
  fields.public_ip_address = reprise_json_place_get_string (place, "public_ip_address", optional);
  fields.instance_type = reprise_json_place_get_string (place, "instance_type", optional);
  fields.volume_size_gigabytes =
      reprise_json_place_get_int64 (place, "volume_size", optional, G_MAXINT64, -1);
  fields.location = location;
  return *place->problem != NULL ? NULL : reprise_cluster_node_new (&fields);
}

/**
 * reprise_cluster_node_write:
 * @node: a #RepriseClusterNode
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_cluster_node_write (gpointer node)
{
  const char *zones[] = { reprise_cluster_node_get_availability_zone (node), NULL };
  JsonObject *object = json_object_new ();
  JsonObject *region = reprise_region_write (reprise_cluster_node_get_region_cloud (node),
                                             reprise_cluster_node_get_region (node),
                                             reprise_cluster_node_get_region_name (node),
                                             zones);

  reprise_json_put_string (object, "id", reprise_cluster_node_get_id (node));
  reprise_json_put_string (object, "name", reprise_cluster_node_get_name (node));
  reprise_json_put_string (object, "logical_name", reprise_cluster_node_get_logical_name (node));
  reprise_json_put_string (object, "display_name", reprise_cluster_node_get_display_name (node));
  reprise_json_put_string (object, "region", reprise_cluster_node_get_region (node));
  reprise_json_put_object (object, "region_detail", region);
  reprise_json_put_string (object,
                           "availability_zone",
                           reprise_cluster_node_get_availability_zone (node));
  reprise_json_put_tristate (object, "is_active", reprise_cluster_node_get_is_active (node));
  reprise_json_put_string (object, "ip_address", reprise_cluster_node_get_ip_address (node));
  reprise_json_put_string (object,
                           "public_ip_address",
                           reprise_cluster_node_get_public_ip_address (node));
  reprise_json_put_string (object, "instance_type", reprise_cluster_node_get_instance_type (node));
  reprise_json_put_count (object,
                          "volume_size",
                          reprise_cluster_node_get_volume_size_gigabytes (node));
  reprise_json_put_object (object,
                           "location",
                           reprise_location_write (reprise_cluster_node_get_location (node)));
  return object;
}

/**
 * reprise_cluster_node_list_decode:
 * @body: the body of an answer
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type RepriseClusterNode): what could be read, in the service's
 * order
 */
GPtrArray *
reprise_cluster_node_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_list (body,
                                     "nodes",
                                     reprise_cluster_node_read,
                                     n_rows,
                                     problems,
                                     error);
}

/**
 * reprise_cluster_node_list_encode:
 * @nodes: (element-type RepriseClusterNode): what to write
 *
 * Returns: (transfer full): the body of an answer that is a list
 */
GBytes *
reprise_cluster_node_list_encode (GPtrArray *nodes)
{
  g_return_val_if_fail (nodes != NULL, NULL);
  return reprise_json_write_objects (nodes, reprise_cluster_node_write);
}
