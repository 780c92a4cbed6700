/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the service has: how each thing is called, listed and decoded. */

#include "config.h"

#include "cloud/reprise-cloud-kinds.h"

#include "wire/reprise-cluster-codec.h"
#include "wire/reprise-cluster-node-codec.h"
#include "wire/reprise-database-codec.h"
#include "wire/reprise-repository-codec.h"
#include "wire/reprise-store-codec.h"
#include "wire/reprise-task-codec.h"
#include "wire/reprise-tenant-codec.h"

#include <glib/gi18n.h>

static const char *
get_tenant_id (gpointer object)
{
  return reprise_tenant_get_id (object);
}

static const char *
get_cluster_id (gpointer object)
{
  return reprise_cluster_get_id (object);
}

static const char *
get_cluster_node_id (gpointer object)
{
  return reprise_cluster_node_get_id (object);
}

static const char *
get_database_id (gpointer object)
{
  return reprise_database_get_id (object);
}

static const char *
get_repository_id (gpointer object)
{
  return reprise_repository_get_id (object);
}

static const char *
get_store_id (gpointer object)
{
  return reprise_store_get_id (object);
}

static const char *
get_task_id (gpointer object)
{
  return reprise_task_get_id (object);
}

const RepriseCloudListKind reprise_cloud_tenants = {
  N_ ("The tenant cannot be read"),
  FALSE,
  reprise_tenant_list_decode,
  get_tenant_id,
};

const RepriseCloudListKind reprise_cloud_clusters = {
  N_ ("The list of clusters cannot be read"),
  TRUE,
  reprise_cluster_list_decode,
  get_cluster_id,
};

const RepriseCloudListKind reprise_cloud_cluster_nodes = {
  N_ ("The list of nodes cannot be read"),
  FALSE,
  reprise_cluster_node_list_decode,
  get_cluster_node_id,
};

const RepriseCloudListKind reprise_cloud_databases = {
  N_ ("The list of databases cannot be read"),
  TRUE,
  reprise_database_list_decode,
  get_database_id,
};

const RepriseCloudListKind reprise_cloud_repositories = {
  N_ ("The list of repositories cannot be read"),
  TRUE,
  reprise_repository_list_decode,
  get_repository_id,
};

const RepriseCloudListKind reprise_cloud_stores = {
  N_ ("The list of backup stores cannot be read"),
  TRUE,
  reprise_store_list_decode,
  get_store_id,
};

const RepriseCloudListKind reprise_cloud_tasks = {
  N_ ("The list of tasks cannot be read"),
  TRUE,
  reprise_task_list_decode,
  get_task_id,
};

static gpointer
decode_cluster (GBytes *body, const char *detail, GError **error)
{
  return reprise_cluster_decode (body, NULL, error);
}

static gpointer
decode_database (GBytes *body, const char *detail, GError **error)
{
  return reprise_database_decode (body, NULL, error);
}

static gpointer
decode_credentials (GBytes *body, const char *node_name, GError **error)
{
  return reprise_database_decode_credentials (body, node_name, error);
}

const RepriseCloudObjectKind reprise_cloud_cluster = {
  N_ ("The cluster cannot be read"),
  decode_cluster,
  g_object_unref,
};

const RepriseCloudObjectKind reprise_cloud_database = {
  N_ ("The database cannot be read"),
  decode_database,
  g_object_unref,
};

const RepriseCloudObjectKind reprise_cloud_credentials = {
  N_ ("What it takes to connect cannot be read"),
  decode_credentials,
  (GDestroyNotify) reprise_credentials_free,
};
