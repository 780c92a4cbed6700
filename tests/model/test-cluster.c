/* SPDX-License-Identifier: GPL-3.0-or-later
 * A cluster: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-cluster.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_cluster_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "id";
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;
  g_autoptr (RepriseCluster) cluster = NULL;

  fields.id = text;
  fields.name = "name";
  fields.status_word = "status word";
  fields.created_at = 4000000;
  fields.updated_at = 5000000;
  fields.regions = list;
  fields.node_location = "node location";
  fields.cloud_account_id = "cloud account id";
  fields.cloud_account_name = "cloud account name";
  fields.cloud_account_type = "cloud account type";
  fields.cloud_account_native_id = "cloud account native id";
  fields.backup_store_ids = list;
  cluster = reprise_cluster_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_cluster_get_id (cluster), ==, "id");
  g_assert_cmpstr (reprise_cluster_get_name (cluster), ==, "name");
  g_assert_cmpstr (reprise_cluster_get_status_word (cluster), ==, "status word");
  g_assert_cmpint (reprise_cluster_get_created_at (cluster), ==, 4000000);
  g_assert_cmpint (reprise_cluster_get_updated_at (cluster), ==, 5000000);
  assert_list (reprise_cluster_get_regions (cluster));
  g_assert_cmpstr (reprise_cluster_get_node_location (cluster), ==, "node location");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_id (cluster), ==, "cloud account id");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_name (cluster), ==, "cloud account name");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_type (cluster), ==, "cloud account type");
  g_assert_cmpstr (reprise_cluster_get_cloud_account_native_id (cluster),
                   ==,
                   "cloud account native id");
  assert_list (reprise_cluster_get_backup_store_ids (cluster));
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_cluster_unknown (void)
{
  const RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;
  g_autoptr (RepriseCluster) cluster = reprise_cluster_new (&fields);

  g_assert_null (reprise_cluster_get_id (cluster));
  g_assert_null (reprise_cluster_get_name (cluster));
  g_assert_null (reprise_cluster_get_status_word (cluster));
  g_assert_cmpint (reprise_cluster_get_created_at (cluster), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_cluster_get_updated_at (cluster), ==, REPRISE_INSTANT_NONE);
  g_assert_null (reprise_cluster_get_regions (cluster));
  g_assert_null (reprise_cluster_get_node_location (cluster));
  g_assert_null (reprise_cluster_get_cloud_account_id (cluster));
  g_assert_null (reprise_cluster_get_cloud_account_name (cluster));
  g_assert_null (reprise_cluster_get_cloud_account_type (cluster));
  g_assert_null (reprise_cluster_get_cloud_account_native_id (cluster));
  g_assert_null (reprise_cluster_get_backup_store_ids (cluster));
}

/* What widgets bind says the same as the functions. */
static void
test_cluster_properties (void)
{
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;
  g_autoptr (RepriseCluster) cluster = NULL;
  g_autofree char *name = NULL;
  g_autofree char *status_word = NULL;

  fields.name = "name";
  fields.status_word = "status word";
  cluster = reprise_cluster_new (&fields);
  g_object_get (cluster, "name", &name, "status-word", &status_word, NULL);

  g_assert_cmpstr (name, ==, "name");
  g_assert_cmpstr (status_word, ==, "status word");
}

/* The status word is the service's own, its meaning ours. */
static void
test_cluster_status (void)
{
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;
  g_autoptr (RepriseCluster) cluster = NULL;
  int status = -1;

  fields.status_word = "modifying";
  cluster = reprise_cluster_new (&fields);
  g_object_get (cluster, "status", &status, NULL);

  g_assert_cmpint (reprise_cluster_get_status (cluster), ==, REPRISE_STATUS_WORKING);
  g_assert_cmpint (status, ==, REPRISE_STATUS_WORKING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/cluster/keeps", test_cluster_keeps);
  g_test_add_func ("/model/cluster/unknown", test_cluster_unknown);
  g_test_add_func ("/model/cluster/properties", test_cluster_properties);
  g_test_add_func ("/model/cluster/status", test_cluster_status);
  return g_test_run ();
}
