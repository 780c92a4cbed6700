/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup stores as JSON. */

#include "config.h"

#include "wire/reprise-store-codec.h"
#include "wire-support.h"

static const char full[] =
    "[{\"id\":\"s1\",\"name\":\"east\",\"status\":\"available\",\"cloud_account_id\":\"a1\","
    "\"cloud_account_type\":\"aws\",\"cluster_ids\":[\"c1\",\"c2\"],\"created_at\":\"2024-03-15T10:"
    "30:00Z\",\"updated_at\":\"2024-06-19T19:00:00Z\"}]";

static const char minimal[] = "[{\"id\":\"s1\",\"name\":\"east\"}]";

/* Every member comes out where it belongs. */
static void
test_store_codec_decodes (void)
{
  g_autoptr (GPtrArray) objects = decode_all (reprise_store_list_decode, full);
  gpointer object = objects->pdata[0];

  g_assert_cmpstr (reprise_store_get_id (object), ==, "s1");
  g_assert_cmpstr (reprise_store_get_name (object), ==, "east");
  g_assert_cmpstr (reprise_store_get_status_word (object), ==, "available");
  g_assert_cmpstr (reprise_store_get_cloud_account_id (object), ==, "a1");
  g_assert_cmpstr (reprise_store_get_cloud_account_type (object), ==, "aws");
  g_assert_cmpstr (reprise_store_get_cluster_ids (object)[1], ==, "c2");
  g_assert_cmpint (reprise_store_get_created_at (object), ==, G_GINT64_CONSTANT (1710498600000000));
  g_assert_cmpint (reprise_store_get_updated_at (object), ==, G_GINT64_CONSTANT (1718823600000000));
}

/* What is known is written back the same; what is not known is left out. */
static void
test_store_codec_round_trip (void)
{
  assert_round_trip (reprise_store_list_decode, reprise_store_list_encode, full);
  assert_round_trip (reprise_store_list_decode, reprise_store_list_encode, minimal);
}

/* One element without a name does not hide the others. */
static void
test_store_codec_bad_element (void)
{
  assert_bad_element (reprise_store_list_decode,
                      "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\",\"cluster_ids\":"
                      "[\"x\",1]},{\"id\":\"c\",\"name\":\"C\",\"properties\":{\"bucket_name\":"
                      "\"b\"}}]",
                      "stores[1].cluster_ids[1]: expected a string, found an integer");
}

/* A body that is no list is an error. */
static void
test_store_codec_not_a_list (void)
{
  assert_list_only (reprise_store_list_decode, "stores");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/store-codec/decodes", test_store_codec_decodes);
  g_test_add_func ("/wire/store-codec/round-trip", test_store_codec_round_trip);
  g_test_add_func ("/wire/store-codec/bad-element", test_store_codec_bad_element);
  g_test_add_func ("/wire/store-codec/not-a-list", test_store_codec_not_a_list);
  return g_test_run ();
}
