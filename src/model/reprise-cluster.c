/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cluster that databases run on. */

#include "config.h"

#include "model/reprise-cluster.h"

struct _RepriseCluster
{
  GObject parent_instance;

  char *id;
  char *name;
  char *status_word;
  RepriseInstant created_at;
  RepriseInstant updated_at;
  char **regions;
  char *node_location;
  char *cloud_account_id;
  char *cloud_account_name;
  char *cloud_account_type;
  char *cloud_account_native_id;
  char **backup_store_ids;
};

G_DEFINE_FINAL_TYPE (RepriseCluster, reprise_cluster, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STATUS_WORD,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_cluster_finalize (GObject *object)
{
  RepriseCluster *self = REPRISE_CLUSTER (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->status_word);
  g_strfreev (self->regions);
  g_free (self->node_location);
  g_free (self->cloud_account_id);
  g_free (self->cloud_account_name);
  g_free (self->cloud_account_type);
  g_free (self->cloud_account_native_id);
  g_strfreev (self->backup_store_ids);
  G_OBJECT_CLASS (reprise_cluster_parent_class)->finalize (object);
}

static void
reprise_cluster_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseCluster *self = REPRISE_CLUSTER (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATUS_WORD:
      g_value_set_string (value, self->status_word);
      break;
    case PROP_STATUS:
      g_value_set_int (value, (int) reprise_status_from_word (self->status_word));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_cluster_class_init (RepriseClusterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_cluster_finalize;
  object_class->get_property = reprise_cluster_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATUS_WORD] = g_param_spec_string ("status-word", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_cluster_init (RepriseCluster *self)
{
}

/**
 * reprise_cluster_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a cluster
 */
RepriseCluster *
reprise_cluster_new (const RepriseClusterFields *fields)
{
  RepriseCluster *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_CLUSTER, NULL);
  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->status_word = g_strdup (fields->status_word);
  self->created_at = fields->created_at;
  self->updated_at = fields->updated_at;
  self->regions = g_strdupv ((char **) fields->regions);
  self->node_location = g_strdup (fields->node_location);
  self->cloud_account_id = g_strdup (fields->cloud_account_id);
  self->cloud_account_name = g_strdup (fields->cloud_account_name);
  self->cloud_account_type = g_strdup (fields->cloud_account_type);
  self->cloud_account_native_id = g_strdup (fields->cloud_account_native_id);
  self->backup_store_ids = g_strdupv ((char **) fields->backup_store_ids);
  return self;
}

/**
 * reprise_cluster_get_id:
 * @self: a cluster
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_cluster_get_id (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->id;
}

/**
 * reprise_cluster_get_name:
 * @self: a cluster
 *
 * Returns: (nullable): its name
 */
const char *
reprise_cluster_get_name (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->name;
}

/**
 * reprise_cluster_get_status_word:
 * @self: a cluster
 *
 * Returns: (nullable): its status in the service's own word
 */
const char *
reprise_cluster_get_status_word (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->status_word;
}

/**
 * reprise_cluster_get_created_at:
 * @self: a cluster
 *
 * Returns: when it was created, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_cluster_get_created_at (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), REPRISE_INSTANT_NONE);
  return self->created_at;
}

/**
 * reprise_cluster_get_updated_at:
 * @self: a cluster
 *
 * Returns: when it last changed, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_cluster_get_updated_at (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), REPRISE_INSTANT_NONE);
  return self->updated_at;
}

/**
 * reprise_cluster_get_regions:
 * @self: a cluster
 *
 * Returns: (nullable): the codes of its regions
 */
const char *const *
reprise_cluster_get_regions (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return (const char *const *) self->regions;
}

/**
 * reprise_cluster_get_node_location:
 * @self: a cluster
 *
 * Returns: (nullable): `public` or `private`
 */
const char *
reprise_cluster_get_node_location (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->node_location;
}

/**
 * reprise_cluster_get_cloud_account_id:
 * @self: a cluster
 *
 * Returns: (nullable): the id of the cloud account it runs in
 */
const char *
reprise_cluster_get_cloud_account_id (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->cloud_account_id;
}

/**
 * reprise_cluster_get_cloud_account_name:
 * @self: a cluster
 *
 * Returns: (nullable): the name of that account
 */
const char *
reprise_cluster_get_cloud_account_name (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->cloud_account_name;
}

/**
 * reprise_cluster_get_cloud_account_type:
 * @self: a cluster
 *
 * Returns: (nullable): the cloud, such as aws
 */
const char *
reprise_cluster_get_cloud_account_type (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->cloud_account_type;
}

/**
 * reprise_cluster_get_cloud_account_native_id:
 * @self: a cluster
 *
 * Returns: (nullable): the id the cloud itself gave the account
 */
const char *
reprise_cluster_get_cloud_account_native_id (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return self->cloud_account_native_id;
}

/**
 * reprise_cluster_get_backup_store_ids:
 * @self: a cluster
 *
 * Returns: (nullable): the ids of its backup stores
 */
const char *const *
reprise_cluster_get_backup_store_ids (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), NULL);
  return (const char *const *) self->backup_store_ids;
}

/**
 * reprise_cluster_get_status:
 * @self: a cluster
 *
 * Returns: what its status word means
 */
RepriseStatus
reprise_cluster_get_status (RepriseCluster *self)
{
  g_return_val_if_fail (REPRISE_IS_CLUSTER (self), REPRISE_STATUS_UNKNOWN);
  return reprise_status_from_word (self->status_word);
}
