/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node of a database. */

#pragma once

#include "model/reprise-location.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseNodeFields:
 * @name: the internal name, the only one that requests take
 * @logical_name: the name a person gave it; may collide between nodes
 * @region_cloud: the cloud of its region, such as aws
 * @region_code: the code of its region, such as us-east-1
 * @region_name: what a person calls its region
 * @availability_zones: the zones of its region
 * @location: where it stands
 *
 * What a node is made from; reprise_node_new() copies all of it.
 */
typedef struct
{
  const char *name;
  const char *logical_name;
  const char *region_cloud;
  const char *region_code;
  const char *region_name;
  const char *const *availability_zones;
  RepriseLocation *location;
} RepriseNodeFields;

#define REPRISE_TYPE_NODE (reprise_node_get_type ())
G_DECLARE_FINAL_TYPE (RepriseNode, reprise_node, REPRISE, NODE, GObject)

RepriseNode *reprise_node_new (const RepriseNodeFields *fields);
const char *reprise_node_get_name (RepriseNode *self);
const char *reprise_node_get_logical_name (RepriseNode *self);
const char *reprise_node_get_region_cloud (RepriseNode *self);
const char *reprise_node_get_region_code (RepriseNode *self);
const char *reprise_node_get_region_name (RepriseNode *self);
const char *const *reprise_node_get_availability_zones (RepriseNode *self);
RepriseLocation *reprise_node_get_location (RepriseNode *self);
const char *reprise_node_get_title (RepriseNode *self);

G_END_DECLS
