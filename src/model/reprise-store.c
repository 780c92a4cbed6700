/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where the backups of clusters are kept. */

#include "config.h"

#include "model/reprise-store.h"

struct _RepriseStore
{
  GObject parent_instance;

  char *id;
  char *name;
  char *status_word;
  char *cloud_account_id;
  char *cloud_account_type;
  char **cluster_ids;
  RepriseInstant created_at;
  RepriseInstant updated_at;
};

G_DEFINE_FINAL_TYPE (RepriseStore, reprise_store, G_TYPE_OBJECT)

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
reprise_store_finalize (GObject *object)
{
  RepriseStore *self = REPRISE_STORE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->status_word);
  g_free (self->cloud_account_id);
  g_free (self->cloud_account_type);
  g_strfreev (self->cluster_ids);
  G_OBJECT_CLASS (reprise_store_parent_class)->finalize (object);
}

static void
reprise_store_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseStore *self = REPRISE_STORE (object);

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
reprise_store_class_init (RepriseStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_store_finalize;
  object_class->get_property = reprise_store_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATUS_WORD] = g_param_spec_string ("status-word", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_store_init (RepriseStore *self)
{
}

/**
 * reprise_store_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a backup store
 */
RepriseStore *
reprise_store_new (const RepriseStoreFields *fields)
{
  RepriseStore *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_STORE, NULL);
  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->status_word = g_strdup (fields->status_word);
  self->cloud_account_id = g_strdup (fields->cloud_account_id);
  self->cloud_account_type = g_strdup (fields->cloud_account_type);
  self->cluster_ids = g_strdupv ((char **) fields->cluster_ids);
  self->created_at = fields->created_at;
  self->updated_at = fields->updated_at;
  return self;
}

/**
 * reprise_store_get_id:
 * @self: a backup store
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_store_get_id (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), NULL);
  return self->id;
}

/**
 * reprise_store_get_name:
 * @self: a backup store
 *
 * Returns: (nullable): its name
 */
const char *
reprise_store_get_name (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), NULL);
  return self->name;
}

/**
 * reprise_store_get_status_word:
 * @self: a backup store
 *
 * Returns: (nullable): its status in the service's own word
 */
const char *
reprise_store_get_status_word (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), NULL);
  return self->status_word;
}

/**
 * reprise_store_get_cloud_account_id:
 * @self: a backup store
 *
 * Returns: (nullable): the id of the cloud account it belongs to
 */
const char *
reprise_store_get_cloud_account_id (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), NULL);
  return self->cloud_account_id;
}

/**
 * reprise_store_get_cloud_account_type:
 * @self: a backup store
 *
 * Returns: (nullable): the cloud, such as aws
 */
const char *
reprise_store_get_cloud_account_type (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), NULL);
  return self->cloud_account_type;
}

/**
 * reprise_store_get_cluster_ids:
 * @self: a backup store
 *
 * Returns: (nullable): the ids of the clusters that use it
 */
const char *const *
reprise_store_get_cluster_ids (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), NULL);
  return (const char *const *) self->cluster_ids;
}

/**
 * reprise_store_get_created_at:
 * @self: a backup store
 *
 * Returns: when it was created, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_store_get_created_at (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), REPRISE_INSTANT_NONE);
  return self->created_at;
}

/**
 * reprise_store_get_updated_at:
 * @self: a backup store
 *
 * Returns: when it last changed, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_store_get_updated_at (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), REPRISE_INSTANT_NONE);
  return self->updated_at;
}

/**
 * reprise_store_get_status:
 * @self: a store
 *
 * Returns: what its status word means
 */
RepriseStatus
reprise_store_get_status (RepriseStore *self)
{
  g_return_val_if_fail (REPRISE_IS_STORE (self), REPRISE_STATUS_UNKNOWN);
  return reprise_status_from_word (self->status_word);
}
