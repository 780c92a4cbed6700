/* SPDX-License-Identifier: GPL-3.0-or-later
 * Locations and regions as JSON, for the codecs of nodes. */

#include "config.h"

#include "wire/reprise-location-codec-private.h"

#include "wire/reprise-json-write-private.h"

/**
 * reprise_region_fields_clear:
 * @self: a region
 */
void
reprise_region_fields_clear (RepriseRegionFields *self)
{
  g_clear_pointer (&self->availability_zones, g_strfreev);
}

/**
 * reprise_location_read:
 * @place: an object, or an unset place
 *
 * Returns: (transfer full) (nullable): the location; %NULL where there is none
 */
RepriseLocation *
reprise_location_read (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseLocationFields fields = REPRISE_LOCATION_FIELDS_INIT;

  if (place->node == NULL)
    return NULL;
  fields.latitude = reprise_json_place_get_double (place, "latitude", optional, NAN);
  fields.longitude = reprise_json_place_get_double (place, "longitude", optional, NAN);
  fields.name = reprise_json_place_get_string (place, "name", optional);
  fields.city = reprise_json_place_get_string (place, "city", optional);
  fields.region = reprise_json_place_get_string (place, "region", optional);
  fields.region_code = reprise_json_place_get_string (place, "region_code", optional);
  fields.country = reprise_json_place_get_string (place, "country", optional);
  fields.code = reprise_json_place_get_string (place, "code", optional);
  fields.metro_code = reprise_json_place_get_string (place, "metro_code", optional);
  fields.postal_code = reprise_json_place_get_string (place, "postal_code", optional);
  fields.timezone = reprise_json_place_get_string (place, "timezone", optional);
  return *place->problem != NULL ? NULL : reprise_location_new (&fields);
}

static void
put_degrees (JsonObject *object, const char *member, double degrees)
{
  if (isfinite (degrees))
    json_object_set_double_member (object, member, degrees);
}

/**
 * reprise_location_write:
 * @location: (nullable): a location
 *
 * Returns: (transfer full) (nullable): what the contract says of it
 */
JsonObject *
reprise_location_write (RepriseLocation *location)
{
  JsonObject *object;

  if (location == NULL)
    return NULL;
  object = json_object_new ();
  put_degrees (object, "latitude", reprise_location_get_latitude (location));
  put_degrees (object, "longitude", reprise_location_get_longitude (location));
  reprise_json_put_string (object, "name", reprise_location_get_name (location));
  reprise_json_put_string (object, "city", reprise_location_get_city (location));
  reprise_json_put_string (object, "region", reprise_location_get_region (location));
  reprise_json_put_string (object, "region_code", reprise_location_get_region_code (location));
  reprise_json_put_string (object, "country", reprise_location_get_country (location));
  reprise_json_put_string (object, "code", reprise_location_get_code (location));
  reprise_json_put_string (object, "metro_code", reprise_location_get_metro_code (location));
  reprise_json_put_string (object, "postal_code", reprise_location_get_postal_code (location));
  reprise_json_put_string (object, "timezone", reprise_location_get_timezone (location));
  return object;
}

/**
 * reprise_region_read:
 * @place: an object, or an unset place
 *
 * Returns: the region; its texts live as long as the document
 */
RepriseRegionFields
reprise_region_read (const RepriseJsonPlace *place)
{
  return (RepriseRegionFields){
    .cloud = reprise_json_place_get_string (place, "cloud", REPRISE_JSON_OPTIONAL),
    .code = reprise_json_place_get_string (place, "code", REPRISE_JSON_OPTIONAL),
    .name = reprise_json_place_get_string (place, "name", REPRISE_JSON_OPTIONAL),
    .availability_zones =
        reprise_json_place_dup_strv (place, "availability_zones", REPRISE_JSON_OPTIONAL),
  };
}

/**
 * reprise_region_write:
 * @cloud: (nullable): the cloud
 * @code: (nullable): the region's code
 * @name: (nullable): the region's name
 * @availability_zones: (nullable): its zones
 *
 * Returns: (transfer full) (nullable): what the contract says of it, or as much of that as is
 * known; %NULL where nothing is
 */
JsonObject *
reprise_region_write (const char *cloud,
                      const char *code,
                      const char *name,
                      const char *const *availability_zones)
{
  JsonObject *object;
  gboolean has_zones = availability_zones != NULL && availability_zones[0] != NULL;

  if (cloud == NULL && code == NULL && name == NULL && !has_zones)
    return NULL;
  object = json_object_new ();
  reprise_json_put_string (object, "cloud", cloud);
  reprise_json_put_string (object, "code", code);
  reprise_json_put_string (object, "name", name);
  reprise_json_put_strv_or_empty (object, "availability_zones", availability_zones);
  return object;
}
