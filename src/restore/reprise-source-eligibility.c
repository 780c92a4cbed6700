/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether one database may be restored from another's backups. */

#include "config.h"

#include "restore/reprise-source-eligibility.h"

#include "model/reprise-store.h"

#include <glib/gi18n-lib.h>

#define PROVIDER "pgbackrest"

/* From this one on a major version is a single number. */
#define FIRST_SINGLE_NUMBER 10

static gboolean
read_major (const char *version, guint64 major[2])
{
  char *end = NULL;

  major[0] = major[1] = 0;
  if (version == NULL || !g_ascii_isdigit (*version))
    return FALSE;
  major[0] = g_ascii_strtoull (version, &end, 10);
  if (major[0] >= FIRST_SINGLE_NUMBER)
    return TRUE;
  if (end[0] != '.' || !g_ascii_isdigit (end[1]))
    return FALSE;
  major[1] = g_ascii_strtoull (end + 1, NULL, 10);
  return TRUE;
}

/**
 * reprise_pg_versions_match:
 * @a: (nullable): a version of PostgreSQL, such as 16, 16.4 or 9.6
 * @b: (nullable): another
 *
 * Returns: whether both are of one major version, as far as both can be read
 */
RepriseTristate
reprise_pg_versions_match (const char *a, const char *b)
{
  guint64 left[2], right[2];

  if (!read_major (a, left) || !read_major (b, right))
    return REPRISE_TRISTATE_UNKNOWN;
  return left[0] == right[0] && left[1] == right[1] ? REPRISE_TRISTATE_YES : REPRISE_TRISTATE_NO;
}

static gboolean
has_store (RepriseCluster *cluster, GPtrArray *stores, const char *store_id)
{
  const char *const *ids = reprise_cluster_get_backup_store_ids (cluster);

  if (ids != NULL && g_strv_contains (ids, store_id))
    return TRUE;
  for (guint i = 0; stores != NULL && i < stores->len; i++)
    {
      RepriseStore *store = g_ptr_array_index (stores, i);
      const char *const *clusters = reprise_store_get_cluster_ids (store);

      if (g_strcmp0 (reprise_store_get_id (store), store_id) == 0)
        return clusters != NULL && g_strv_contains (clusters, reprise_cluster_get_id (cluster));
    }
  return FALSE;
}

/* Clusters name their stores and stores their clusters, and either may leave it out. */
static gboolean
share_store (const RepriseEligibilityPair *pair)
{
  const char *const *ids = reprise_cluster_get_backup_store_ids (pair->target_cluster);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (has_store (pair->source_cluster, pair->stores, ids[i]))
      return TRUE;
  for (guint i = 0; pair->stores != NULL && i < pair->stores->len; i++)
    {
      const char *id = reprise_store_get_id (g_ptr_array_index (pair->stores, i));

      if (has_store (pair->target_cluster, pair->stores, id) &&
          has_store (pair->source_cluster, pair->stores, id))
        return TRUE;
    }
  return FALSE;
}

/* Whether it is known that there are no stores but those that were named. */
static gboolean
know_stores (const RepriseEligibilityPair *pair)
{
  if (reprise_cluster_get_backup_store_ids (pair->target_cluster) != NULL &&
      reprise_cluster_get_backup_store_ids (pair->source_cluster) != NULL)
    return TRUE;
  for (guint i = 0; pair->stores != NULL && i < pair->stores->len; i++)
    if (reprise_store_get_cluster_ids (g_ptr_array_index (pair->stores, i)) == NULL)
      return FALSE;
  return pair->stores != NULL && pair->stores->len > 0;
}

static RepriseEligibility
judge_stores (const RepriseEligibilityPair *pair)
{
  if (share_store (pair))
    return REPRISE_ELIGIBILITY_SERVES;
  return know_stores (pair) ? REPRISE_ELIGIBILITY_NO_COMMON_STORE
                            : REPRISE_ELIGIBILITY_STORES_NOT_KNOWN;
}

/* Databases of one cluster share its account and its stores. */
static RepriseEligibility
judge_clusters (const RepriseEligibilityPair *pair)
{
  const char *target = reprise_database_get_cluster_id (pair->target);
  const char *account, *other_account;

  if (target != NULL && g_strcmp0 (target, reprise_database_get_cluster_id (pair->source)) == 0)
    return REPRISE_ELIGIBILITY_SERVES;
  if (pair->target_cluster == NULL || pair->source_cluster == NULL)
    return REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN;
  account = reprise_cluster_get_cloud_account_id (pair->target_cluster);
  other_account = reprise_cluster_get_cloud_account_id (pair->source_cluster);
  if (account == NULL || other_account == NULL)
    return REPRISE_ELIGIBILITY_ACCOUNT_NOT_KNOWN;
  if (g_strcmp0 (account, other_account) != 0)
    return REPRISE_ELIGIBILITY_OTHER_ACCOUNT;
  return judge_stores (pair);
}

/**
 * reprise_eligibility_judge:
 * @pair: a target and a source, with their clusters
 *
 * The service demands the same major version, the same cloud account and a common backup store, and
 * looks at none of it before the target has been overwritten.
 *
 * Returns: whether @pair's source can serve its target, else the first rule that fails
 */
RepriseEligibility
reprise_eligibility_judge (const RepriseEligibilityPair *pair)
{
  const char *provider;
  RepriseTristate same_major;
  RepriseEligibility clusters;

  g_return_val_if_fail (REPRISE_IS_DATABASE (pair->target), REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN);
  g_return_val_if_fail (REPRISE_IS_DATABASE (pair->source), REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN);

  provider = reprise_database_get_backup_provider (pair->source);
  if (provider != NULL && g_strcmp0 (provider, PROVIDER) != 0)
    return REPRISE_ELIGIBILITY_OTHER_PROVIDER;
  if (g_strcmp0 (reprise_database_get_id (pair->target), reprise_database_get_id (pair->source)) ==
      0)
    return REPRISE_ELIGIBILITY_SERVES;
  same_major = reprise_pg_versions_match (reprise_database_get_pg_version (pair->target),
                                          reprise_database_get_pg_version (pair->source));
  if (same_major == REPRISE_TRISTATE_NO)
    return REPRISE_ELIGIBILITY_OTHER_MAJOR;
  clusters = judge_clusters (pair);
  if (clusters == REPRISE_ELIGIBILITY_SERVES && same_major == REPRISE_TRISTATE_UNKNOWN)
    return REPRISE_ELIGIBILITY_MAJOR_NOT_KNOWN;
  return clusters;
}

/**
 * reprise_eligibility_may_be_chosen:
 * @eligibility: whether a source can serve
 *
 * Returns: whether it may be chosen to look at its backups
 */
gboolean
reprise_eligibility_may_be_chosen (RepriseEligibility eligibility)
{
  return eligibility == REPRISE_ELIGIBILITY_SERVES ||
         eligibility == REPRISE_ELIGIBILITY_MAJOR_NOT_KNOWN;
}

/**
 * reprise_eligibility_describe:
 * @eligibility: whether a source can serve
 *
 * Returns: (transfer none) (nullable): the rule that fails, without a full stop; %NULL where none
 *   does
 */
const char *
reprise_eligibility_describe (RepriseEligibility eligibility)
{
  switch (eligibility)
    {
    case REPRISE_ELIGIBILITY_MAJOR_NOT_KNOWN:
      return _ ("Its major version of PostgreSQL is not known yet");
    case REPRISE_ELIGIBILITY_OTHER_MAJOR:
      return _ ("Runs another major version of PostgreSQL");
    case REPRISE_ELIGIBILITY_OTHER_PROVIDER:
      return _ ("Its backups are not taken by pgBackRest");
    case REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN:
      return _ ("Its cluster is not known");
    case REPRISE_ELIGIBILITY_ACCOUNT_NOT_KNOWN:
      return _ ("Whether it is in the same cloud account is not known");
    case REPRISE_ELIGIBILITY_OTHER_ACCOUNT:
      return _ ("Runs in another cloud account");
    case REPRISE_ELIGIBILITY_STORES_NOT_KNOWN:
      return _ ("Whether its cluster has a backup store in common with this one is not known");
    case REPRISE_ELIGIBILITY_NO_COMMON_STORE:
      return _ ("Its cluster has no backup store in common with this one");
    case REPRISE_ELIGIBILITY_SERVES:
    default:
      return NULL;
    }
}
