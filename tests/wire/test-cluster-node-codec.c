/* SPDX-License-Identifier: GPL-3.0-or-later
 * The nodes of a cluster as JSON. */

#include "config.h"

#include "wire/reprise-cluster-node-codec.h"
#include "wire-support.h"

static const char full[] =
    "[{\"id\":\"i1\",\"name\":\"n1\",\"logical_name\":\"virginia\",\"display_name\":\"Virginia\","
    "\"region\":\"us-east-1\",\"region_detail\":{\"cloud\":\"aws\",\"code\":\"us-east-1\",\"name\":"
    "\"Northern "
    "Virginia\",\"availability_zones\":[\"us-east-1a\"]},\"availability_zone\":\"us-east-1a\",\"is_"
    "active\":true,\"ip_address\":\"10.0.0.1\",\"public_ip_address\":\"203.0.113.1\",\"instance_"
    "type\":\"t4g.medium\",\"volume_size\":100,\"location\":{\"latitude\":38.5,\"longitude\":-78."
    "25,\"name\":\"Northern "
    "Virginia\",\"city\":\"Ashburn\",\"region\":\"Virginia\",\"region_code\":\"VA\",\"country\":"
    "\"US\",\"code\":\"IAD\",\"metro_code\":\"511\",\"postal_code\":\"20147\",\"timezone\":"
    "\"America/New_York\"}}]";

static const char minimal[] = "[{\"id\":\"i1\",\"name\":\"n1\"}]";

/* Every member comes out where it belongs. */
static void
test_cluster_node_codec_decodes (void)
{
  g_autoptr (GPtrArray) objects = decode_all (reprise_cluster_node_list_decode, full);
  gpointer object = objects->pdata[0];

  g_assert_cmpstr (reprise_cluster_node_get_id (object), ==, "i1");
  g_assert_cmpstr (reprise_cluster_node_get_name (object), ==, "n1");
  g_assert_cmpstr (reprise_cluster_node_get_logical_name (object), ==, "virginia");
  g_assert_cmpstr (reprise_cluster_node_get_display_name (object), ==, "Virginia");
  g_assert_cmpstr (reprise_cluster_node_get_region (object), ==, "us-east-1");
  g_assert_cmpstr (reprise_cluster_node_get_region_cloud (object), ==, "aws");
  g_assert_cmpstr (reprise_cluster_node_get_region_name (object), ==, "Northern Virginia");
  g_assert_cmpstr (reprise_cluster_node_get_availability_zone (object), ==, "us-east-1a");
  g_assert_cmpint (reprise_cluster_node_get_is_active (object), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpstr (reprise_cluster_node_get_ip_address (object), ==, "10.0.0.1");
  g_assert_cmpstr (reprise_cluster_node_get_public_ip_address (object), ==, "203.0.113.1");
  g_assert_cmpstr (reprise_cluster_node_get_instance_type (object), ==, "t4g.medium");
  g_assert_cmpint (reprise_cluster_node_get_volume_size_gigabytes (object), ==, 100);
}

/* What is known is written back the same; what is not known is left out. */
static void
test_cluster_node_codec_round_trip (void)
{
  assert_round_trip (reprise_cluster_node_list_decode, reprise_cluster_node_list_encode, full);
  assert_round_trip (reprise_cluster_node_list_decode, reprise_cluster_node_list_encode, minimal);
}

/* One element without a name does not hide the others. */
static void
test_cluster_node_codec_bad_element (void)
{
  assert_bad_element (reprise_cluster_node_list_decode,
                      "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\",\"location\":{"
                      "\"latitude\":\"38\"}},{\"id\":\"c\",\"name\":\"C\",\"location\":null}]",
                      "nodes[1].location.latitude: expected a number, found a string");
}

/* A body that is no list is an error. */
static void
test_cluster_node_codec_not_a_list (void)
{
  assert_list_only (reprise_cluster_node_list_decode, "nodes");
}

/* Where a node stands is read whole, whole degrees included. */
static void
test_cluster_node_codec_location (void)
{
  g_autoptr (GPtrArray) objects = decode_all (reprise_cluster_node_list_decode, full);
  g_autoptr (GPtrArray) whole = decode_all (reprise_cluster_node_list_decode,
                                            "[{\"id\":\"i\",\"name\":\"n\",\"location\":{"
                                            "\"latitude\":38,\"longitude\":null}}]");
  RepriseLocation *location = reprise_cluster_node_get_location (objects->pdata[0]);

  g_assert_cmpfloat (reprise_location_get_latitude (location), ==, 38.5);
  g_assert_cmpfloat (reprise_location_get_longitude (location), ==, -78.25);
  g_assert_cmpstr (reprise_location_get_name (location), ==, "Northern Virginia");
  g_assert_cmpstr (reprise_location_get_city (location), ==, "Ashburn");
  g_assert_cmpstr (reprise_location_get_region (location), ==, "Virginia");
  g_assert_cmpstr (reprise_location_get_region_code (location), ==, "VA");
  g_assert_cmpstr (reprise_location_get_country (location), ==, "US");
  g_assert_cmpstr (reprise_location_get_code (location), ==, "IAD");
  g_assert_cmpstr (reprise_location_get_metro_code (location), ==, "511");
  g_assert_cmpstr (reprise_location_get_postal_code (location), ==, "20147");
  g_assert_cmpstr (reprise_location_get_timezone (location), ==, "America/New_York");
  location = reprise_cluster_node_get_location (whole->pdata[0]);
  g_assert_cmpfloat (reprise_location_get_latitude (location), ==, 38.0);
  g_assert_true (isnan (reprise_location_get_longitude (location)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/cluster-node-codec/decodes", test_cluster_node_codec_decodes);
  g_test_add_func ("/wire/cluster-node-codec/round-trip", test_cluster_node_codec_round_trip);
  g_test_add_func ("/wire/cluster-node-codec/bad-element", test_cluster_node_codec_bad_element);
  g_test_add_func ("/wire/cluster-node-codec/not-a-list", test_cluster_node_codec_not_a_list);
  g_test_add_func ("/wire/cluster-node-codec/location", test_cluster_node_codec_location);
  return g_test_run ();
}
