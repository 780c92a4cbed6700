/* SPDX-License-Identifier: GPL-3.0-or-later
 * Clusters as JSON. */

#include "config.h"

#include "wire/reprise-cluster-codec.h"
#include "wire-support.h"

static const char full[] =
    "[{\"id\":\"c1\",\"name\":\"prod\",\"status\":\"modifying\",\"created_at\":\"2024-03-15T10:30:"
    "00Z\",\"updated_at\":\"2024-06-19T19:00:00Z\",\"regions\":[\"us-east-1\"],\"node_location\":"
    "\"public\",\"cloud_account\":{\"id\":\"a1\",\"name\":\"main\",\"type\":\"aws\",\"native_id\":"
    "\"123\"},\"backup_store_ids\":[\"s1\"]}]";

static const char minimal[] = "[{\"id\":\"c1\",\"name\":\"prod\",\"regions\":[]}]";

/* Every member comes out where it belongs. */
static void
test_cluster_codec_decodes (void)
{
  g_autoptr (GPtrArray) objects = decode_all (reprise_cluster_list_decode, full);
  gpointer object = objects->pdata[0];

  g_assert_cmpstr (reprise_cluster_get_id (object), ==, "c1");
  g_assert_cmpstr (reprise_cluster_get_name (object), ==, "prod");
  g_assert_cmpstr (reprise_cluster_get_status_word (object), ==, "modifying");
  g_assert_cmpint (reprise_cluster_get_status (object), ==, REPRISE_STATUS_WORKING);
  g_assert_cmpint (reprise_cluster_get_created_at (object),
                   ==,
                   G_GINT64_CONSTANT (1710498600000000));
  g_assert_cmpint (reprise_cluster_get_updated_at (object),
                   ==,
                   G_GINT64_CONSTANT (1718823600000000));
  g_assert_cmpstr (reprise_cluster_get_regions (object)[0], ==, "us-east-1");
  g_assert_cmpstr (reprise_cluster_get_node_location (object), ==, "public");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_id (object), ==, "a1");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_name (object), ==, "main");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_type (object), ==, "aws");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_native_id (object), ==, "123");
  g_assert_cmpstr (reprise_cluster_get_backup_store_ids (object)[0], ==, "s1");
}

/* What is known is written back the same; what is not known is left out. */
static void
test_cluster_codec_round_trip (void)
{
  assert_round_trip (reprise_cluster_list_decode, reprise_cluster_list_encode, full);
  assert_round_trip (reprise_cluster_list_decode, reprise_cluster_list_encode, minimal);
}

/* One element without a name does not hide the others. */
static void
test_cluster_codec_bad_element (void)
{
  assert_bad_element (reprise_cluster_list_decode,
                      "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\",\"cloud_"
                      "account\":\"x\"},{\"id\":\"c\",\"name\":\"C\",\"nodes\":[],\"capacity\":3}]",
                      "clusters[1].cloud_account: expected an object, found a string");
}

/* A body that is no list is an error. */
static void
test_cluster_codec_not_a_list (void)
{
  assert_list_only (reprise_cluster_list_decode, "clusters");
}

/* A single cluster is the object itself; its absence an error that names what is missing. */
static void
test_cluster_codec_single (void)
{
  g_autofree char *text = g_strndup (full + 1, strlen (full) - 2);
  g_autoptr (GBytes) body = bytes_of (text), null = bytes_of ("null"), bare = bytes_of ("{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseCluster) cluster = reprise_cluster_decode (body, NULL, &error);
  g_autoptr (GBytes) written = NULL;

  g_assert_no_error (error);
  written = reprise_cluster_encode (cluster);
  assert_bytes (written, text);
  g_assert_null (reprise_cluster_decode (null, NULL, &error));
  g_assert_error (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_TYPE);
  g_assert_cmpstr (error->message, ==, "cluster: expected an object, found null");
  g_clear_error (&error);
  g_assert_null (reprise_cluster_decode (bare, NULL, &error));
  g_assert_error (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_MISSING);
  g_assert_cmpstr (error->message, ==, "cluster.id: is required");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/cluster-codec/decodes", test_cluster_codec_decodes);
  g_test_add_func ("/wire/cluster-codec/round-trip", test_cluster_codec_round_trip);
  g_test_add_func ("/wire/cluster-codec/bad-element", test_cluster_codec_bad_element);
  g_test_add_func ("/wire/cluster-codec/not-a-list", test_cluster_codec_not_a_list);
  g_test_add_func ("/wire/cluster-codec/single", test_cluster_codec_single);
  return g_test_run ();
}
