/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup repositories as JSON. */

#include "config.h"

#include "wire/reprise-repository-codec.h"
#include "wire-support.h"

static const char full[] =
    "[{\"id\":\"11111111-2222-4333-8444-555555555503\",\"database_id\":\"27937dd4-e554-4d38-80f8-"
    "56f83559f60a\",\"created_at\":\"2024-06-19T19:58:03Z\",\"type\":\"s3\",\"backup_store_id\":"
    "\"eef541c5-78a6-4017-b472-e472422b0c4b\",\"base_path\":\"/"
    "databases\",\"s3_bucket\":\"b1\",\"s3_region\":\"eu-central-1\",\"s3_endpoint\":\"e1\",\"gcs_"
    "bucket\":\"b2\",\"gcs_endpoint\":\"e2\",\"azure_account\":\"a3\",\"azure_container\":\"c3\","
    "\"azure_endpoint\":\"e3\",\"retention_full\":30,\"retention_full_type\":\"time\"}]";

static const char minimal[] = "[{\"id\":\"11111111-2222-4333-8444-555555555503\"}]";

/* Every member comes out where it belongs. */
static void
test_repository_codec_decodes (void)
{
  g_autoptr (GPtrArray) objects = decode_all (reprise_repository_list_decode, full);
  gpointer object = objects->pdata[0];

  g_assert_cmpstr (reprise_repository_get_id (object), ==, "11111111-2222-4333-8444-555555555503");
  g_assert_cmpstr (reprise_repository_get_database_id (object),
                   ==,
                   "27937dd4-e554-4d38-80f8-56f83559f60a");
  g_assert_cmpint (reprise_repository_get_created_at (object),
                   ==,
                   G_GINT64_CONSTANT (1718827083000000));
  g_assert_cmpstr (reprise_repository_get_storage_type (object), ==, "s3");
  g_assert_cmpstr (reprise_repository_get_backup_store_id (object),
                   ==,
                   "eef541c5-78a6-4017-b472-e472422b0c4b");
  g_assert_cmpstr (reprise_repository_get_base_path (object), ==, "/databases");
  g_assert_cmpstr (reprise_repository_get_s3_bucket (object), ==, "b1");
  g_assert_cmpstr (reprise_repository_get_s3_region (object), ==, "eu-central-1");
  g_assert_cmpstr (reprise_repository_get_s3_endpoint (object), ==, "e1");
  g_assert_cmpstr (reprise_repository_get_gcs_bucket (object), ==, "b2");
  g_assert_cmpstr (reprise_repository_get_gcs_endpoint (object), ==, "e2");
  g_assert_cmpstr (reprise_repository_get_azure_account (object), ==, "a3");
  g_assert_cmpstr (reprise_repository_get_azure_container (object), ==, "c3");
  g_assert_cmpstr (reprise_repository_get_azure_endpoint (object), ==, "e3");
  g_assert_cmpint (reprise_repository_get_retention_full (object), ==, 30);
  g_assert_cmpstr (reprise_repository_get_retention_full_type (object), ==, "time");
}

/* What is known is written back the same; what is not known is left out. */
static void
test_repository_codec_round_trip (void)
{
  assert_round_trip (reprise_repository_list_decode, reprise_repository_list_encode, full);
  assert_round_trip (reprise_repository_list_decode, reprise_repository_list_encode, minimal);
}

/* One element without a name does not hide the others. */
static void
test_repository_codec_bad_element (void)
{
  assert_bad_element (reprise_repository_list_decode,
                      "[{\"id\":\"a\"},{\"type\":\"s3\"},{\"id\":\"c\",\"retention_full\":null}]",
                      "repositories[1].id: is required");
}

/* A body that is no list is an error. */
static void
test_repository_codec_not_a_list (void)
{
  assert_list_only (reprise_repository_list_decode, "repositories");
}

/* A retention that no int holds is refused, not cut off. */
static void
test_repository_codec_range (void)
{
  assert_bad_element (reprise_repository_list_decode,
                      "[{\"id\":\"a\"},{\"id\":\"b\",\"retention_full\":2147483648},{\"id\":\"c\"}"
                      "]",
                      "repositories[1].retention_full: must lie between 0 and 2147483647");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/repository-codec/decodes", test_repository_codec_decodes);
  g_test_add_func ("/wire/repository-codec/round-trip", test_repository_codec_round_trip);
  g_test_add_func ("/wire/repository-codec/bad-element", test_repository_codec_bad_element);
  g_test_add_func ("/wire/repository-codec/not-a-list", test_repository_codec_not_a_list);
  g_test_add_func ("/wire/repository-codec/range", test_repository_codec_range);
  return g_test_run ();
}
