/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cluster that databases run on. */

#pragma once

#include "base/reprise-instant.h"
#include "model/reprise-status.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseClusterFields:
 * @id: the service's id
 * @name: its name
 * @status_word: its status in the service's own word
 * @created_at: when it was created, or %REPRISE_INSTANT_NONE
 * @updated_at: when it last changed, or %REPRISE_INSTANT_NONE
 * @regions: the codes of its regions
 * @node_location: `public` or `private`
 * @cloud_account_id: the id of the cloud account it runs in
 * @cloud_account_name: the name of that account
 * @cloud_account_type: the cloud, such as aws
 * @cloud_account_native_id: the id the cloud itself gave the account
 * @backup_store_ids: the ids of its backup stores
 *
 * What a cluster is made from; reprise_cluster_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *status_word;
  RepriseInstant created_at;
  RepriseInstant updated_at;
  const char *const *regions;
  const char *node_location;
  const char *cloud_account_id;
  const char *cloud_account_name;
  const char *cloud_account_type;
  const char *cloud_account_native_id;
  const char *const *backup_store_ids;
} RepriseClusterFields;

/* Nothing known. */
#define REPRISE_CLUSTER_FIELDS_INIT                                                                \
  {                                                                                                \
    .created_at = REPRISE_INSTANT_NONE, .updated_at = REPRISE_INSTANT_NONE,                        \
  }

#define REPRISE_TYPE_CLUSTER (reprise_cluster_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCluster, reprise_cluster, REPRISE, CLUSTER, GObject)

RepriseCluster *reprise_cluster_new (const RepriseClusterFields *fields);
const char *reprise_cluster_get_id (RepriseCluster *self);
const char *reprise_cluster_get_name (RepriseCluster *self);
const char *reprise_cluster_get_status_word (RepriseCluster *self);
RepriseInstant reprise_cluster_get_created_at (RepriseCluster *self);
RepriseInstant reprise_cluster_get_updated_at (RepriseCluster *self);
const char *const *reprise_cluster_get_regions (RepriseCluster *self);
const char *reprise_cluster_get_node_location (RepriseCluster *self);
const char *reprise_cluster_get_cloud_account_id (RepriseCluster *self);
const char *reprise_cluster_get_cloud_account_name (RepriseCluster *self);
const char *reprise_cluster_get_cloud_account_type (RepriseCluster *self);
const char *reprise_cluster_get_cloud_account_native_id (RepriseCluster *self);
const char *const *reprise_cluster_get_backup_store_ids (RepriseCluster *self);
RepriseStatus reprise_cluster_get_status (RepriseCluster *self);

G_END_DECLS
