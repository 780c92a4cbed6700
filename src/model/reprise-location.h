/* SPDX-License-Identifier: GPL-3.0-or-later
 * A place on Earth where a node stands. */

#pragma once

#include <glib-object.h>
#include <math.h>

G_BEGIN_DECLS

/**
 * RepriseLocationFields:
 * @latitude: degrees north, or NaN
 * @longitude: degrees east, or NaN
 * @name: what a person calls it, such as Northern Virginia
 * @city: the city
 * @region: the state or province
 * @region_code: its code
 * @country: two letters of ISO 3166
 * @code: the code of an airport nearby
 * @metro_code: the code of the metropolitan area
 * @postal_code: the postal code
 * @timezone: a name of the time zone database, such as America/New_York
 *
 * What a location is made from; reprise_location_new() copies all of it.
 */
typedef struct
{
  double latitude;
  double longitude;
  const char *name;
  const char *city;
  const char *region;
  const char *region_code;
  const char *country;
  const char *code;
  const char *metro_code;
  const char *postal_code;
  const char *timezone;
} RepriseLocationFields;

/* Nothing known. */
#define REPRISE_LOCATION_FIELDS_INIT                                                               \
  {                                                                                                \
    .latitude = NAN, .longitude = NAN,                                                             \
  }

#define REPRISE_TYPE_LOCATION (reprise_location_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLocation, reprise_location, REPRISE, LOCATION, GObject)

RepriseLocation *reprise_location_new (const RepriseLocationFields *fields);
double reprise_location_get_latitude (RepriseLocation *self);
double reprise_location_get_longitude (RepriseLocation *self);
const char *reprise_location_get_name (RepriseLocation *self);
const char *reprise_location_get_city (RepriseLocation *self);
const char *reprise_location_get_region (RepriseLocation *self);
const char *reprise_location_get_region_code (RepriseLocation *self);
const char *reprise_location_get_country (RepriseLocation *self);
const char *reprise_location_get_code (RepriseLocation *self);
const char *reprise_location_get_metro_code (RepriseLocation *self);
const char *reprise_location_get_postal_code (RepriseLocation *self);
const char *reprise_location_get_timezone (RepriseLocation *self);

G_END_DECLS
