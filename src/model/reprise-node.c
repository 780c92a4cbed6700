/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node of a database. */

#include "config.h"

#include "model/reprise-node.h"

struct _RepriseNode
{
  GObject parent_instance;

  char *name;
  char *logical_name;
  char *region_cloud;
  char *region_code;
  char *region_name;
  char **availability_zones;
  RepriseLocation *location;
};

G_DEFINE_FINAL_TYPE (RepriseNode, reprise_node, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_node_finalize (GObject *object)
{
  RepriseNode *self = REPRISE_NODE (object);

  g_free (self->name);
  g_free (self->logical_name);
  g_free (self->region_cloud);
  g_free (self->region_code);
  g_free (self->region_name);
  g_strfreev (self->availability_zones);
  g_clear_object (&self->location);
  G_OBJECT_CLASS (reprise_node_parent_class)->finalize (object);
}

static void
reprise_node_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseNode *self = REPRISE_NODE (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TITLE:
      g_value_set_string (value, reprise_node_get_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_node_class_init (RepriseNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_node_finalize;
  object_class->get_property = reprise_node_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_node_init (RepriseNode *self)
{
}

/**
 * reprise_node_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a node
 */
RepriseNode *
reprise_node_new (const RepriseNodeFields *fields)
{
  RepriseNode *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_NODE, NULL);
  self->name = g_strdup (fields->name);
  self->logical_name = g_strdup (fields->logical_name);
  self->region_cloud = g_strdup (fields->region_cloud);
  self->region_code = g_strdup (fields->region_code);
  self->region_name = g_strdup (fields->region_name);
  self->availability_zones = g_strdupv ((char **) fields->availability_zones);
  g_set_object (&self->location, fields->location);
  return self;
}

/**
 * reprise_node_get_name:
 * @self: a node
 *
 * Returns: (nullable): the internal name, the only one that requests take
 */
const char *
reprise_node_get_name (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  return self->name;
}

/**
 * reprise_node_get_logical_name:
 * @self: a node
 *
 * Returns: (nullable): the name a person gave it; may collide between nodes
 */
const char *
reprise_node_get_logical_name (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  return self->logical_name;
}

/**
 * reprise_node_get_region_cloud:
 * @self: a node
 *
 * Returns: (nullable): the cloud of its region, such as aws
 */
const char *
reprise_node_get_region_cloud (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  return self->region_cloud;
}

/**
 * reprise_node_get_region_code:
 * @self: a node
 *
 * Returns: (nullable): the code of its region, such as us-east-1
 */
const char *
reprise_node_get_region_code (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  return self->region_code;
}

/**
 * reprise_node_get_region_name:
 * @self: a node
 *
 * Returns: (nullable): what a person calls its region
 */
const char *
reprise_node_get_region_name (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  return self->region_name;
}

/**
 * reprise_node_get_availability_zones:
 * @self: a node
 *
 * Returns: (nullable): the zones of its region
 */
const char *const *
reprise_node_get_availability_zones (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  return (const char *const *) self->availability_zones;
}

/**
 * reprise_node_get_location:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): where it stands
 */
RepriseLocation *
reprise_node_get_location (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  return self->location;
}

/**
 * reprise_node_get_title:
 * @self: a node
 *
 * Returns: (nullable): what to call the node in front of a person: the logical name, else the name
 */
const char *
reprise_node_get_title (RepriseNode *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE (self), NULL);
  if (self->logical_name != NULL && *self->logical_name != '\0')
    return self->logical_name;
  return self->name;
}
