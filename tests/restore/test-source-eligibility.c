/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rules for restoring one database from another's backups. */

#include "config.h"

#include "restore/reprise-source-eligibility.h"

#include "model/reprise-store.h"
#include "restore-world.h"

static const char *const no_stores[] = { NULL };
static const char *const other_store[] = { "store-2", NULL };
static const char *const both_stores[] = { "store-2", "store-1", NULL };

static RepriseEligibility
judge (const WorldDatabase *source_is, const WorldCluster *source_cluster_is, GPtrArray *stores)
{
  g_autoptr (RepriseDatabase) target = world_database (NULL);
  g_autoptr (RepriseCluster) target_cluster = world_cluster (NULL);
  g_autoptr (RepriseDatabase) source = world_database (source_is);
  g_autoptr (RepriseCluster) source_cluster = world_cluster (source_cluster_is);
  const RepriseEligibilityPair pair = { .target = target,
                                        .target_cluster = target_cluster,
                                        .source = source,
                                        .source_cluster = source_cluster,
                                        .stores = stores };

  return reprise_eligibility_judge (&pair);
}

/* Each rule by itself, and the first that fails is the one that is named. */
static void
test_source_eligibility_rules (void)
{
  static const struct
  {
    WorldDatabase source;
    WorldCluster cluster;
    RepriseEligibility expected;
  } cases[] = {
    { { .id = WORLD_EAST, .pg_version = "15" }, { 0 }, REPRISE_ELIGIBILITY_SERVES },
    { { .id = WORLD_WEST }, { 0 }, REPRISE_ELIGIBILITY_SERVES },
    { { .id = WORLD_WEST, .pg_version = "16.4" }, { 0 }, REPRISE_ELIGIBILITY_SERVES },
    { { .id = WORLD_WEST, .pg_version = "17" }, { 0 }, REPRISE_ELIGIBILITY_OTHER_MAJOR },
    { { .id = WORLD_WEST, .pg_version = "" }, { 0 }, REPRISE_ELIGIBILITY_MAJOR_NOT_KNOWN },
    { { .id = WORLD_WEST, .provider = "pgdump" }, { 0 }, REPRISE_ELIGIBILITY_OTHER_PROVIDER },
    { { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER },
      { .id = WORLD_OTHER_CLUSTER },
      REPRISE_ELIGIBILITY_SERVES },
    { { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER },
      { .id = WORLD_OTHER_CLUSTER, .store_ids = both_stores },
      REPRISE_ELIGIBILITY_SERVES },
    { { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER },
      { .id = WORLD_OTHER_CLUSTER, .store_ids = other_store },
      REPRISE_ELIGIBILITY_NO_COMMON_STORE },
    { { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER },
      { .id = WORLD_OTHER_CLUSTER, .cloud_account_id = "account-2", .store_ids = other_store },
      REPRISE_ELIGIBILITY_OTHER_ACCOUNT },
    { { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER, .pg_version = "15" },
      { .id = WORLD_OTHER_CLUSTER, .cloud_account_id = "account-2" },
      REPRISE_ELIGIBILITY_OTHER_MAJOR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (judge (&cases[i].source, &cases[i].cluster, NULL), ==, cases[i].expected);
}

/* A store may name the cluster where the cluster does not name the store. */
static void
test_source_eligibility_stores (void)
{
  static const char *const clusters[] = { WORLD_OTHER_CLUSTER, NULL };
  const WorldDatabase source = { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER };
  const WorldCluster cluster = { .id = WORLD_OTHER_CLUSTER, .store_ids = no_stores };
  RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;
  g_autoptr (GPtrArray) stores = NULL;

  fields.id = "store-1";
  fields.cluster_ids = clusters;
  stores = world_list (reprise_store_new (&fields), NULL);
  g_assert_cmpint (judge (&source, &cluster, NULL), ==, REPRISE_ELIGIBILITY_NO_COMMON_STORE);
  g_assert_cmpint (judge (&source, &cluster, stores), ==, REPRISE_ELIGIBILITY_SERVES);
}

/* What the service leaves out breaks no rule, but cannot be relied on either. */
static void
test_source_eligibility_left_out (void)
{
  static const char *const clusters[] = { WORLD_CLUSTER, NULL };
  const WorldDatabase elsewhere = { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER };
  RepriseClusterFields cluster = { .id = WORLD_OTHER_CLUSTER, .name = "far" };
  RepriseStoreFields store = REPRISE_STORE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) target = world_database (NULL);
  g_autoptr (RepriseDatabase) source = world_database (&elsewhere);
  g_autoptr (RepriseCluster) target_cluster = world_cluster (NULL);
  g_autoptr (RepriseCluster) bare = reprise_cluster_new (&cluster);
  g_autoptr (RepriseCluster) known = NULL;
  g_autoptr (GPtrArray) stores = NULL;
  RepriseEligibilityPair pair = { .target = target,
                                  .target_cluster = target_cluster,
                                  .source = source,
                                  .source_cluster = bare };

  g_assert_cmpint (reprise_eligibility_judge (&pair), ==, REPRISE_ELIGIBILITY_ACCOUNT_NOT_KNOWN);
  cluster.cloud_account_id = reprise_cluster_get_cloud_account_id (target_cluster);
  known = reprise_cluster_new (&cluster);
  pair.source_cluster = known;
  g_assert_cmpint (reprise_eligibility_judge (&pair), ==, REPRISE_ELIGIBILITY_STORES_NOT_KNOWN);
  store.id = "store-1";
  store.cluster_ids = clusters;
  pair.stores = stores = world_list (reprise_store_new (&store), NULL);
  g_assert_cmpint (reprise_eligibility_judge (&pair), ==, REPRISE_ELIGIBILITY_NO_COMMON_STORE);
}

/* Without the clusters nothing is claimed, unless both are the same one. */
static void
test_source_eligibility_no_cluster (void)
{
  const WorldDatabase elsewhere = { .id = WORLD_WEST, .cluster_id = WORLD_OTHER_CLUSTER };
  const WorldDatabase here = { .id = WORLD_WEST };
  g_autoptr (RepriseDatabase) target = world_database (NULL);
  g_autoptr (RepriseDatabase) far = world_database (&elsewhere);
  g_autoptr (RepriseDatabase) near = world_database (&here);
  RepriseEligibilityPair pair = { .target = target, .source = far };

  g_assert_cmpint (reprise_eligibility_judge (&pair), ==, REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN);
  pair.source = near;
  g_assert_cmpint (reprise_eligibility_judge (&pair), ==, REPRISE_ELIGIBILITY_SERVES);
}

/* Before 10 a major version has two numbers. */
static void
test_source_eligibility_versions (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    RepriseTristate expected;
  } cases[] = {
    { "16", "16", REPRISE_TRISTATE_YES },       { "16.4", "16.1", REPRISE_TRISTATE_YES },
    { "16", "17", REPRISE_TRISTATE_NO },        { "9.6", "9.6.3", REPRISE_TRISTATE_YES },
    { "9.6", "9.5", REPRISE_TRISTATE_NO },      { "9.6", "10", REPRISE_TRISTATE_NO },
    { "9", "9", REPRISE_TRISTATE_UNKNOWN },     { "16", NULL, REPRISE_TRISTATE_UNKNOWN },
    { "x16", "x16", REPRISE_TRISTATE_UNKNOWN }, { "", "", REPRISE_TRISTATE_UNKNOWN },
    { "1", "16", REPRISE_TRISTATE_UNKNOWN },    { "160", "16", REPRISE_TRISTATE_NO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (reprise_pg_versions_match (cases[i].a, cases[i].b), ==, cases[i].expected);
}

/* What fails can be said, and only what may turn out well can be chosen. */
static void
test_source_eligibility_words (void)
{
  for (int i = REPRISE_ELIGIBILITY_SERVES; i <= REPRISE_ELIGIBILITY_NO_COMMON_STORE; i++)
    {
      gboolean may = i == REPRISE_ELIGIBILITY_SERVES || i == REPRISE_ELIGIBILITY_MAJOR_NOT_KNOWN;

      g_assert_cmpint (reprise_eligibility_may_be_chosen (i), ==, may);
      g_assert_cmpint (reprise_eligibility_describe (i) == NULL,
                       ==,
                       i == REPRISE_ELIGIBILITY_SERVES);
    }
  g_assert_cmpstr (reprise_eligibility_describe (REPRISE_ELIGIBILITY_OTHER_ACCOUNT),
                   ==,
                   "Runs in another cloud account");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/source-eligibility/rules", test_source_eligibility_rules);
  g_test_add_func ("/restore/source-eligibility/stores", test_source_eligibility_stores);
  g_test_add_func ("/restore/source-eligibility/left-out", test_source_eligibility_left_out);
  g_test_add_func ("/restore/source-eligibility/no-cluster", test_source_eligibility_no_cluster);
  g_test_add_func ("/restore/source-eligibility/versions", test_source_eligibility_versions);
  g_test_add_func ("/restore/source-eligibility/words", test_source_eligibility_words);
  return g_test_run ();
}
