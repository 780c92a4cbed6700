/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a node says of its replication: kept as it was, and found again. */

#include "config.h"

#include "model/reprise-node-replication.h"

/* Everything comes back as it was given, from copies of its own. */
static void
test_node_replication_keeps (void)
{
  char set[] = "default";
  const char *sets[] = { set, "lab_markers", NULL };
  char name[] = "orders";
  const RepriseNodeTable table = { .schema = "public",
                                   .name = name,
                                   .has_primary_key = TRUE,
                                   .definition = "id bigint",
                                   .sets = sets };
  const RepriseNodeSubscription subscription = { "sub_n2_n1", "replicating", "n2", sets };
  const RepriseNodeReplicationFields fields = { .extension =
                                                    REPRISE_REPLICATION_EXTENSION_PGLOGICAL,
                                                .name = "n1",
                                                .tables = &table,
                                                .n_tables = 1,
                                                .subscriptions = &subscription,
                                                .n_subscriptions = 1 };
  g_autoptr (RepriseNodeReplication) node = reprise_node_replication_new (&fields);
  const RepriseNodeTable *tables;
  const RepriseNodeSubscription *subscriptions;
  gsize n = 0;

  name[0] = set[0] = 'X';
  g_assert_cmpint (reprise_node_replication_get_extension (node),
                   ==,
                   REPRISE_REPLICATION_EXTENSION_PGLOGICAL);
  g_assert_cmpstr (reprise_node_replication_get_name (node), ==, "n1");
  tables = reprise_node_replication_get_tables (node, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (tables->schema, ==, "public");
  g_assert_cmpstr (tables->name, ==, "orders");
  g_assert_true (tables->has_primary_key);
  g_assert_false (tables->is_unlogged);
  g_assert_cmpstr (tables->definition, ==, "id bigint");
  g_assert_cmpstr (tables->sets[0], ==, "default");
  g_assert_cmpstr (tables->sets[1], ==, "lab_markers");
  subscriptions = reprise_node_replication_get_subscriptions (node, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (subscriptions->name, ==, "sub_n2_n1");
  g_assert_cmpstr (subscriptions->provider, ==, "n2");
  g_assert_cmpstr (subscriptions->sets[0], ==, "default");
}

/* A table is found by both of its names, a subscription by whom it takes from. */
static void
test_node_replication_finds (void)
{
  const RepriseNodeTable tables[] = { { .schema = "a", .name = "b.c" },
                                      { .schema = "a.b", .name = "c" },
                                      { .schema = "other", .name = "c" } };
  const RepriseNodeSubscription subscriptions[] = { { .provider = "n2", .status = "down" },
                                                    { .provider = "n3", .status = "replicating" } };
  const RepriseNodeReplicationFields fields = { .tables = tables,
                                                .n_tables = G_N_ELEMENTS (tables),
                                                .subscriptions = subscriptions,
                                                .n_subscriptions = G_N_ELEMENTS (subscriptions) };
  g_autoptr (RepriseNodeReplication) node = reprise_node_replication_new (&fields);
  const RepriseNodeTable *found = reprise_node_replication_find_table (node, "a.b", "c");
  const RepriseNodeSubscription *down = reprise_node_replication_find_subscription (node, "n2");
  const RepriseNodeSubscription *up = reprise_node_replication_find_subscription (node, "n3");

  g_assert_cmpstr (found->schema, ==, "a.b");
  g_assert_cmpuint (g_strv_length ((char **) found->sets), ==, 0);
  g_assert_null (reprise_node_replication_find_table (node, "a", "c"));
  g_assert_false (reprise_node_subscription_is_up (down));
  g_assert_true (reprise_node_subscription_is_up (up));
  g_assert_null (reprise_node_replication_find_subscription (node, "n1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/node-replication/keeps", test_node_replication_keeps);
  g_test_add_func ("/model/node-replication/finds", test_node_replication_finds);
  return g_test_run ();
}
