/* SPDX-License-Identifier: GPL-3.0-or-later
 * One machine of a cluster. */

#include "config.h"

#include "model/reprise-cluster-node.h"

struct _RepriseClusterNode
{
  GObject parent_instance;

  char *id;
  char *name;
  char *logical_name;
  char *display_name;
  char *region;
  char *region_cloud;
  char *region_name;
  char *availability_zone;
  RepriseTristate is_active;
  char *ip_address;
  char *public_ip_address;
  char *instance_type;
  gint64 volume_size_gigabytes;
  RepriseLocation *location;
};

G_DEFINE_FINAL_TYPE (RepriseClusterNode, reprise_cluster_node, G_TYPE_OBJECT)

static void
reprise_cluster_node_finalize (GObject *object)
{
  RepriseClusterNode *self = REPRISE_CLUSTER_NODE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->logical_name);
  g_free (self->display_name);
  g_free (self->region);
  g_free (self->region_cloud);
  g_free (self->region_name);
  g_free (self->availability_zone);
  g_free (self->ip_address);
  g_free (self->public_ip_address);
  g_free (self->instance_type);
  g_clear_object (&self->location);
  G_OBJECT_CLASS (reprise_cluster_node_parent_class)->finalize (object);
}

static void
reprise_cluster_node_class_init (RepriseClusterNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_cluster_node_finalize;
}

static void
reprise_cluster_node_init (RepriseClusterNode *self)
{
}

/**
 * reprise_cluster_node_new:
 * @fields: what it holds; copied
 *
 * A database may live on some machines of its cluster only: what a restore may name are the nodes
 * of the database.
 *
 * Returns: (transfer full): a cluster node
 */
RepriseClusterNode *
reprise_cluster_node_new (const RepriseClusterNodeFields *fields)
{
  RepriseClusterNode *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_CLUSTER_NODE, NULL);
  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->logical_name = g_strdup (fields->logical_name);
  self->display_name = g_strdup (fields->display_name);
  self->region = g_strdup (fields->region);
  self->region_cloud = g_strdup (fields->region_cloud);
  self->region_name = g_strdup (fields->region_name);
  self->availability_zone = g_strdup (fields->availability_zone);
  self->is_active = fields->is_active;
  self->ip_address = g_strdup (fields->ip_address);
  self->public_ip_address = g_strdup (fields->public_ip_address);
  self->instance_type = g_strdup (fields->instance_type);
  self->volume_size_gigabytes = fields->volume_size_gigabytes;
  g_set_object (&self->location, fields->location);
  return self;
}

/**
 * reprise_cluster_node_get_id:
 * @self: a cluster node
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_cluster_node_get_id (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->id;
}

/**
 * reprise_cluster_node_get_name:
 * @self: a cluster node
 *
 * Returns: (nullable): the internal name
 */
const char *
reprise_cluster_node_get_name (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->name;
}

/**
 * reprise_cluster_node_get_logical_name:
 * @self: a cluster node
 *
 * Returns: (nullable): the name a person gave it
 */
const char *
reprise_cluster_node_get_logical_name (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->logical_name;
}

/**
 * reprise_cluster_node_get_display_name:
 * @self: a cluster node
 *
 * Returns: (nullable): the name shown for it
 */
const char *
reprise_cluster_node_get_display_name (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->display_name;
}

/**
 * reprise_cluster_node_get_region:
 * @self: a cluster node
 *
 * Returns: (nullable): the code of its region
 */
const char *
reprise_cluster_node_get_region (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->region;
}

/**
 * reprise_cluster_node_get_region_cloud:
 * @self: a cluster node
 *
 * Returns: (nullable): the cloud of its region
 */
const char *
reprise_cluster_node_get_region_cloud (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->region_cloud;
}

/**
 * reprise_cluster_node_get_region_name:
 * @self: a cluster node
 *
 * Returns: (nullable): what a person calls its region
 */
const char *
reprise_cluster_node_get_region_name (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->region_name;
}

/**
 * reprise_cluster_node_get_availability_zone:
 * @self: a cluster node
 *
 * Returns: (nullable): the zone it stands in
 */
const char *
reprise_cluster_node_get_availability_zone (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->availability_zone;
}

/**
 * reprise_cluster_node_get_is_active:
 * @self: a cluster node
 *
 * Returns: whether it is in use
 */
RepriseTristate
reprise_cluster_node_get_is_active (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), REPRISE_TRISTATE_UNKNOWN);
  return self->is_active;
}

/**
 * reprise_cluster_node_get_ip_address:
 * @self: a cluster node
 *
 * Returns: (nullable): its address inside the cluster
 */
const char *
reprise_cluster_node_get_ip_address (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->ip_address;
}

/**
 * reprise_cluster_node_get_public_ip_address:
 * @self: a cluster node
 *
 * Returns: (nullable): its address outside
 */
const char *
reprise_cluster_node_get_public_ip_address (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->public_ip_address;
}

/**
 * reprise_cluster_node_get_instance_type:
 * @self: a cluster node
 *
 * Returns: (nullable): the kind of machine
 */
const char *
reprise_cluster_node_get_instance_type (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->instance_type;
}

/**
 * reprise_cluster_node_get_volume_size_gigabytes:
 * @self: a cluster node
 *
 * Returns: the size of its disk in GB, or -1
 */
gint64
reprise_cluster_node_get_volume_size_gigabytes (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), -1);
  return self->volume_size_gigabytes;
}

/**
 * reprise_cluster_node_get_location:
 * @self: a cluster node
 *
 * Returns: (transfer none) (nullable): where it stands
 */
RepriseLocation *
reprise_cluster_node_get_location (RepriseClusterNode *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER_NODE (self), NULL);
  return self->location;
}
