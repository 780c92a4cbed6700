/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node of a database as JSON, for the codec of databases. */

#include "config.h"

#include "wire/reprise-node-codec-private.h"

#include "wire/reprise-json-write-private.h"
#include "wire/reprise-location-codec-private.h"

#define MAX_PORT 65535

/**
 * reprise_node_read:
 * @place: an object
 *
 * The node's connection, which has a live password, is not looked at.
 *
 * Returns: (transfer full) (nullable): a #RepriseNode, or %NULL once a problem is reported
 */
gpointer
reprise_node_read (const RepriseJsonPlace *place)
{
  RepriseNodeFields fields = { 0 };
  RepriseJsonPlace in_region = reprise_json_place_object (place, "region", REPRISE_JSON_OPTIONAL);
  RepriseJsonPlace where = reprise_json_place_object (place, "location", REPRISE_JSON_OPTIONAL);
  g_auto (RepriseRegionFields) region = reprise_region_read (&in_region);
  g_autoptr (RepriseLocation) location = reprise_location_read (&where);

  fields.name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields.logical_name =
      reprise_json_place_get_string (place, "logical_name", REPRISE_JSON_OPTIONAL);
  fields.region_cloud = region.cloud;
  fields.region_code = region.code;
  fields.region_name = region.name;
  fields.availability_zones = (const char *const *) region.availability_zones;
  fields.location = location;
  return *place->problem != NULL ? NULL : reprise_node_new (&fields);
}

/**
 * reprise_node_write:
 * @node: a node
 * @credentials: (nullable): how to connect to it, which the contract requires
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_node_write (RepriseNode *node, const RepriseCredentials *credentials)
{
  JsonObject *object = json_object_new ();
  JsonObject *region = reprise_region_write (reprise_node_get_region_cloud (node),
                                             reprise_node_get_region_code (node),
                                             reprise_node_get_region_name (node),
                                             reprise_node_get_availability_zones (node));

  reprise_json_put_string (object, "name", reprise_node_get_name (node));
  reprise_json_put_string (object, "logical_name", reprise_node_get_logical_name (node));
  reprise_json_put_object (object, "region", region);
  reprise_json_put_object (object,
                           "location",
                           reprise_location_write (reprise_node_get_location (node)));
  reprise_json_put_object (object, "connection", reprise_connection_write (credentials));
  return object;
}

/* The name a client outside the cluster reaches first. */
static const char *
read_host (const RepriseJsonPlace *place)
{
  static const char *const members[] = { "host",
                                         "external_ip_address",
                                         "internal_host",
                                         "internal_ip_address" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *host = reprise_json_place_get_string (place, members[i], REPRISE_JSON_OPTIONAL);

      if (host != NULL && *host != '\0')
        return host;
    }
  return NULL;
}

/**
 * reprise_connection_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): the credentials, or %NULL once a problem is reported, which
 *   never repeats a value
 */
RepriseCredentials *
reprise_connection_read (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence required = REPRISE_JSON_REQUIRED;
  const char *host = read_host (place);
  const char *database = reprise_json_place_get_string (place, "database", required);
  const char *username = reprise_json_place_get_string (place, "username", required);
  const char *password = reprise_json_place_get_string (place, "password", required);
  int port = (int) reprise_json_place_get_int64 (place, "port", required, MAX_PORT, -1);

  if (*place->problem != NULL)
    return NULL;
  return reprise_credentials_new (host, port, database, username, password);
}

/**
 * reprise_connection_write:
 * @credentials: (nullable): how to connect
 *
 * Returns: (transfer full) (nullable): what the contract says of it, password included
 */
JsonObject *
reprise_connection_write (const RepriseCredentials *credentials)
{
  JsonObject *object;

  if (credentials == NULL)
    return NULL;
  object = json_object_new ();
  reprise_json_put_string (object, "username", credentials->username);
  reprise_json_put_string (object, "password", credentials->password);
  reprise_json_put_string (object, "host", credentials->host);
  reprise_json_put_count (object, "port", credentials->port);
  reprise_json_put_string (object, "database", credentials->database);
  return object;
}
