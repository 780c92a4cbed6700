/* SPDX-License-Identifier: GPL-3.0-or-later
 * A place on Earth where a node stands. */

#include "config.h"

#include "model/reprise-location.h"

struct _RepriseLocation
{
  GObject parent_instance;

  double latitude;
  double longitude;
  char *name;
  char *city;
  char *region;
  char *region_code;
  char *country;
  char *code;
  char *metro_code;
  char *postal_code;
  char *timezone;
};

G_DEFINE_FINAL_TYPE (RepriseLocation, reprise_location, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_location_finalize (GObject *object)
{
  RepriseLocation *self = REPRISE_LOCATION (object);

  g_free (self->name);
  g_free (self->city);
  g_free (self->region);
  g_free (self->region_code);
  g_free (self->country);
  g_free (self->code);
  g_free (self->metro_code);
  g_free (self->postal_code);
  g_free (self->timezone);
  G_OBJECT_CLASS (reprise_location_parent_class)->finalize (object);
}

static void
reprise_location_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseLocation *self = REPRISE_LOCATION (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_location_class_init (RepriseLocationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_location_finalize;
  object_class->get_property = reprise_location_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_location_init (RepriseLocation *self)
{
}

/**
 * reprise_location_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a location
 */
RepriseLocation *
reprise_location_new (const RepriseLocationFields *fields)
{
  RepriseLocation *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_LOCATION, NULL);
  self->latitude = fields->latitude;
  self->longitude = fields->longitude;
  self->name = g_strdup (fields->name);
  self->city = g_strdup (fields->city);
  self->region = g_strdup (fields->region);
  self->region_code = g_strdup (fields->region_code);
  self->country = g_strdup (fields->country);
  self->code = g_strdup (fields->code);
  self->metro_code = g_strdup (fields->metro_code);
  self->postal_code = g_strdup (fields->postal_code);
  self->timezone = g_strdup (fields->timezone);
  return self;
}

/**
 * reprise_location_get_latitude:
 * @self: a location
 *
 * Returns: degrees north, or NaN
 */
double
reprise_location_get_latitude (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NAN);
  return self->latitude;
}

/**
 * reprise_location_get_longitude:
 * @self: a location
 *
 * Returns: degrees east, or NaN
 */
double
reprise_location_get_longitude (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NAN);
  return self->longitude;
}

/**
 * reprise_location_get_name:
 * @self: a location
 *
 * Returns: (nullable): what a person calls it, such as Northern Virginia
 */
const char *
reprise_location_get_name (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->name;
}

/**
 * reprise_location_get_city:
 * @self: a location
 *
 * Returns: (nullable): the city
 */
const char *
reprise_location_get_city (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->city;
}

/**
 * reprise_location_get_region:
 * @self: a location
 *
 * Returns: (nullable): the state or province
 */
const char *
reprise_location_get_region (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->region;
}

/**
 * reprise_location_get_region_code:
 * @self: a location
 *
 * Returns: (nullable): its code
 */
const char *
reprise_location_get_region_code (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->region_code;
}

/**
 * reprise_location_get_country:
 * @self: a location
 *
 * Returns: (nullable): two letters of ISO 3166
 */
const char *
reprise_location_get_country (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->country;
}

/**
 * reprise_location_get_code:
 * @self: a location
 *
 * Returns: (nullable): the code of an airport nearby
 */
const char *
reprise_location_get_code (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->code;
}

/**
 * reprise_location_get_metro_code:
 * @self: a location
 *
 * Returns: (nullable): the code of the metropolitan area
 */
const char *
reprise_location_get_metro_code (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->metro_code;
}

/**
 * reprise_location_get_postal_code:
 * @self: a location
 *
 * Returns: (nullable): the postal code
 */
const char *
reprise_location_get_postal_code (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->postal_code;
}

/**
 * reprise_location_get_timezone:
 * @self: a location
 *
 * Returns: (nullable): a name of the time zone database, such as America/New_York
 */
const char *
reprise_location_get_timezone (RepriseLocation *self)
{
  g_return_val_if_fail (REPRISE_IS_LOCATION (self), NULL);
  return self->timezone;
}
