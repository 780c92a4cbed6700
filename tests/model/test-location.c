/* SPDX-License-Identifier: GPL-3.0-or-later
 * A location: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-location.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_location_keeps (void)
{
  char text[] = "name";
  RepriseLocationFields fields = REPRISE_LOCATION_FIELDS_INIT;
  g_autoptr (RepriseLocation) location = NULL;

  fields.latitude = 0.25;
  fields.longitude = 1.25;
  fields.name = text;
  fields.city = "city";
  fields.region = "region";
  fields.region_code = "region code";
  fields.country = "country";
  fields.code = "code";
  fields.metro_code = "metro code";
  fields.postal_code = "postal code";
  fields.timezone = "timezone";
  location = reprise_location_new (&fields);
  text[0] = 'X';

  g_assert_cmpfloat (reprise_location_get_latitude (location), ==, 0.25);
  g_assert_cmpfloat (reprise_location_get_longitude (location), ==, 1.25);
  g_assert_cmpstr (reprise_location_get_name (location), ==, "name");
  g_assert_cmpstr (reprise_location_get_city (location), ==, "city");
  g_assert_cmpstr (reprise_location_get_region (location), ==, "region");
  g_assert_cmpstr (reprise_location_get_region_code (location), ==, "region code");
  g_assert_cmpstr (reprise_location_get_country (location), ==, "country");
  g_assert_cmpstr (reprise_location_get_code (location), ==, "code");
  g_assert_cmpstr (reprise_location_get_metro_code (location), ==, "metro code");
  g_assert_cmpstr (reprise_location_get_postal_code (location), ==, "postal code");
  g_assert_cmpstr (reprise_location_get_timezone (location), ==, "timezone");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_location_unknown (void)
{
  const RepriseLocationFields fields = REPRISE_LOCATION_FIELDS_INIT;
  g_autoptr (RepriseLocation) location = reprise_location_new (&fields);

  g_assert_true (isnan (reprise_location_get_latitude (location)));
  g_assert_true (isnan (reprise_location_get_longitude (location)));
  g_assert_null (reprise_location_get_name (location));
  g_assert_null (reprise_location_get_city (location));
  g_assert_null (reprise_location_get_region (location));
  g_assert_null (reprise_location_get_region_code (location));
  g_assert_null (reprise_location_get_country (location));
  g_assert_null (reprise_location_get_code (location));
  g_assert_null (reprise_location_get_metro_code (location));
  g_assert_null (reprise_location_get_postal_code (location));
  g_assert_null (reprise_location_get_timezone (location));
}

/* What widgets bind says the same as the functions. */
static void
test_location_properties (void)
{
  RepriseLocationFields fields = REPRISE_LOCATION_FIELDS_INIT;
  g_autoptr (RepriseLocation) location = NULL;
  g_autofree char *name = NULL;

  fields.name = "name";
  location = reprise_location_new (&fields);
  g_object_get (location, "name", &name, NULL);

  g_assert_cmpstr (name, ==, "name");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/location/keeps", test_location_keeps);
  g_test_add_func ("/model/location/unknown", test_location_unknown);
  g_test_add_func ("/model/location/properties", test_location_properties);
  return g_test_run ();
}
