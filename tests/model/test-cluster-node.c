/* SPDX-License-Identifier: GPL-3.0-or-later
 * A cluster node: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-cluster-node.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_cluster_node_keeps (void)
{
  char text[] = "id";
  RepriseClusterNodeFields fields = REPRISE_CLUSTER_NODE_FIELDS_INIT;
  g_autoptr (RepriseClusterNode) cluster_node = NULL;

  fields.id = text;
  fields.name = "name";
  fields.logical_name = "logical name";
  fields.display_name = "display name";
  fields.region = "region";
  fields.region_cloud = "region cloud";
  fields.region_name = "region name";
  fields.availability_zone = "availability zone";
  fields.is_active = REPRISE_TRISTATE_YES;
  fields.ip_address = "ip address";
  fields.public_ip_address = "public ip address";
  fields.instance_type = "instance type";
  fields.volume_size_gigabytes = G_MAXINT64 - 12;
  cluster_node = reprise_cluster_node_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_cluster_node_get_id (cluster_node), ==, "id");
  g_assert_cmpstr (reprise_cluster_node_get_name (cluster_node), ==, "name");
  g_assert_cmpstr (reprise_cluster_node_get_logical_name (cluster_node), ==, "logical name");
  g_assert_cmpstr (reprise_cluster_node_get_display_name (cluster_node), ==, "display name");
  g_assert_cmpstr (reprise_cluster_node_get_region (cluster_node), ==, "region");
  g_assert_cmpstr (reprise_cluster_node_get_region_cloud (cluster_node), ==, "region cloud");
  g_assert_cmpstr (reprise_cluster_node_get_region_name (cluster_node), ==, "region name");
  g_assert_cmpstr (reprise_cluster_node_get_availability_zone (cluster_node),
                   ==,
                   "availability zone");
  g_assert_cmpint (reprise_cluster_node_get_is_active (cluster_node), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpstr (reprise_cluster_node_get_ip_address (cluster_node), ==, "ip address");
  g_assert_cmpstr (reprise_cluster_node_get_public_ip_address (cluster_node),
                   ==,
                   "public ip address");
  g_assert_cmpstr (reprise_cluster_node_get_instance_type (cluster_node), ==, "instance type");
  g_assert_cmpint (reprise_cluster_node_get_volume_size_gigabytes (cluster_node),
                   ==,
                   G_MAXINT64 - 12);
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_cluster_node_unknown (void)
{
  const RepriseClusterNodeFields fields = REPRISE_CLUSTER_NODE_FIELDS_INIT;
  g_autoptr (RepriseClusterNode) cluster_node = reprise_cluster_node_new (&fields);

  g_assert_null (reprise_cluster_node_get_id (cluster_node));
  g_assert_null (reprise_cluster_node_get_name (cluster_node));
  g_assert_null (reprise_cluster_node_get_logical_name (cluster_node));
  g_assert_null (reprise_cluster_node_get_display_name (cluster_node));
  g_assert_null (reprise_cluster_node_get_region (cluster_node));
  g_assert_null (reprise_cluster_node_get_region_cloud (cluster_node));
  g_assert_null (reprise_cluster_node_get_region_name (cluster_node));
  g_assert_null (reprise_cluster_node_get_availability_zone (cluster_node));
  g_assert_cmpint (reprise_cluster_node_get_is_active (cluster_node), ==, REPRISE_TRISTATE_UNKNOWN);
  g_assert_null (reprise_cluster_node_get_ip_address (cluster_node));
  g_assert_null (reprise_cluster_node_get_public_ip_address (cluster_node));
  g_assert_null (reprise_cluster_node_get_instance_type (cluster_node));
  g_assert_cmpint (reprise_cluster_node_get_volume_size_gigabytes (cluster_node), ==, -1);
  g_assert_null (reprise_cluster_node_get_location (cluster_node));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/cluster-node/keeps", test_cluster_node_keeps);
  g_test_add_func ("/model/cluster-node/unknown", test_cluster_node_unknown);
  return g_test_run ();
}
