/* SPDX-License-Identifier: GPL-3.0-or-later
 * One machine of a cluster. */

#pragma once

#include "base/reprise-tristate.h"
#include "model/reprise-location.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseClusterNodeFields:
 * @id: the service's id
 * @name: the internal name
 * @logical_name: the name a person gave it
 * @display_name: the name shown for it
 * @region: the code of its region
 * @region_cloud: the cloud of its region
 * @region_name: what a person calls its region
 * @availability_zone: the zone it stands in
 * @is_active: whether it is in use
 * @ip_address: its address inside the cluster
 * @public_ip_address: its address outside
 * @instance_type: the kind of machine
 * @volume_size_gigabytes: the size of its disk in GB, or -1
 * @location: where it stands
 *
 * What a cluster node is made from; reprise_cluster_node_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *logical_name;
  const char *display_name;
  const char *region;
  const char *region_cloud;
  const char *region_name;
  const char *availability_zone;
  RepriseTristate is_active;
  const char *ip_address;
  const char *public_ip_address;
  const char *instance_type;
  gint64 volume_size_gigabytes;
  RepriseLocation *location;
} RepriseClusterNodeFields;

/* Nothing known. */
#define REPRISE_CLUSTER_NODE_FIELDS_INIT                                                           \
  {                                                                                                \
    .volume_size_gigabytes = -1,                                                                   \
  }

#define REPRISE_TYPE_CLUSTER_NODE (reprise_cluster_node_get_type ())
G_DECLARE_FINAL_TYPE (RepriseClusterNode, reprise_cluster_node, REPRISE, CLUSTER_NODE, GObject)

RepriseClusterNode *reprise_cluster_node_new (const RepriseClusterNodeFields *fields);
const char *reprise_cluster_node_get_id (RepriseClusterNode *self);
const char *reprise_cluster_node_get_name (RepriseClusterNode *self);
const char *reprise_cluster_node_get_logical_name (RepriseClusterNode *self);
const char *reprise_cluster_node_get_display_name (RepriseClusterNode *self);
const char *reprise_cluster_node_get_region (RepriseClusterNode *self);
const char *reprise_cluster_node_get_region_cloud (RepriseClusterNode *self);
const char *reprise_cluster_node_get_region_name (RepriseClusterNode *self);
const char *reprise_cluster_node_get_availability_zone (RepriseClusterNode *self);
RepriseTristate reprise_cluster_node_get_is_active (RepriseClusterNode *self);
const char *reprise_cluster_node_get_ip_address (RepriseClusterNode *self);
const char *reprise_cluster_node_get_public_ip_address (RepriseClusterNode *self);
const char *reprise_cluster_node_get_instance_type (RepriseClusterNode *self);
gint64 reprise_cluster_node_get_volume_size_gigabytes (RepriseClusterNode *self);
RepriseLocation *reprise_cluster_node_get_location (RepriseClusterNode *self);

G_END_DECLS
