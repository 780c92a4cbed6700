/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether one database may be restored from another's backups. */

#pragma once

#include "model/reprise-cluster.h"
#include "model/reprise-database.h"

G_BEGIN_DECLS

/**
 * RepriseEligibility:
 * @REPRISE_ELIGIBILITY_SERVES: Nothing speaks against it.
 * @REPRISE_ELIGIBILITY_MAJOR_NOT_KNOWN: Its major version is not known before its backups are read.
 * @REPRISE_ELIGIBILITY_OTHER_MAJOR: It runs another major version of PostgreSQL.
 * @REPRISE_ELIGIBILITY_OTHER_PROVIDER: Its backups are not taken by pgBackRest.
 * @REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN: Nothing is known of one of the two clusters.
 * @REPRISE_ELIGIBILITY_ACCOUNT_NOT_KNOWN: The service does not say in which cloud accounts they
 * are.
 * @REPRISE_ELIGIBILITY_OTHER_ACCOUNT: Its cluster runs in another cloud account.
 * @REPRISE_ELIGIBILITY_STORES_NOT_KNOWN: The service does not say which backup stores they have.
 * @REPRISE_ELIGIBILITY_NO_COMMON_STORE: The two clusters share no backup store.
 *
 * The first two may be chosen; of the others the one that is named is the first that fails.
 */
typedef enum
{
  REPRISE_ELIGIBILITY_SERVES,
  REPRISE_ELIGIBILITY_MAJOR_NOT_KNOWN,
  REPRISE_ELIGIBILITY_OTHER_MAJOR,
  REPRISE_ELIGIBILITY_OTHER_PROVIDER,
  REPRISE_ELIGIBILITY_CLUSTER_NOT_KNOWN,
  REPRISE_ELIGIBILITY_ACCOUNT_NOT_KNOWN,
  REPRISE_ELIGIBILITY_OTHER_ACCOUNT,
  REPRISE_ELIGIBILITY_STORES_NOT_KNOWN,
  REPRISE_ELIGIBILITY_NO_COMMON_STORE,
} RepriseEligibility;

/**
 * RepriseEligibilityPair:
 * @target: the database to be overwritten
 * @target_cluster: (nullable): its cluster
 * @source: the database whose backups are to be read; may be the same
 * @source_cluster: (nullable): its cluster
 * @stores: (nullable) (element-type RepriseStore): the backup stores, which name clusters too
 *
 * What is compared; borrowed.
 */
typedef struct
{
  RepriseDatabase *target;
  RepriseCluster *target_cluster;
  RepriseDatabase *source;
  RepriseCluster *source_cluster;
  GPtrArray *stores;
} RepriseEligibilityPair;

RepriseEligibility reprise_eligibility_judge (const RepriseEligibilityPair *pair);
gboolean reprise_eligibility_may_be_chosen (RepriseEligibility eligibility);
const char *reprise_eligibility_describe (RepriseEligibility eligibility);
RepriseTristate reprise_pg_versions_match (const char *a, const char *b);

G_END_DECLS
