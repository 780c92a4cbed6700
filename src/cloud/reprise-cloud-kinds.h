/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the service has: how each thing is called, listed and decoded. */

#pragma once

#include "cloud/reprise-cloud-list.h"
#include "cloud/reprise-cloud-object.h"

G_BEGIN_DECLS

extern const RepriseCloudListKind reprise_cloud_tenants;
extern const RepriseCloudListKind reprise_cloud_clusters;
extern const RepriseCloudListKind reprise_cloud_cluster_nodes;
extern const RepriseCloudListKind reprise_cloud_databases;
extern const RepriseCloudListKind reprise_cloud_repositories;
extern const RepriseCloudListKind reprise_cloud_stores;
extern const RepriseCloudListKind reprise_cloud_tasks;

extern const RepriseCloudObjectKind reprise_cloud_cluster;
extern const RepriseCloudObjectKind reprise_cloud_database;
/* Its detail is the name of the node, or %NULL. */
extern const RepriseCloudObjectKind reprise_cloud_credentials;

G_END_DECLS
