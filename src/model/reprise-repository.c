/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where pgBackRest keeps the backups of one database. */

#include "config.h"

#include "model/reprise-repository.h"

struct _RepriseRepository
{
  GObject parent_instance;

  char *id;
  char *database_id;
  RepriseInstant created_at;
  char *storage_type;
  char *backup_store_id;
  char *base_path;
  char *s3_bucket;
  char *s3_region;
  char *s3_endpoint;
  char *gcs_bucket;
  char *gcs_endpoint;
  char *azure_account;
  char *azure_container;
  char *azure_endpoint;
  int retention_full;
  char *retention_full_type;
};

G_DEFINE_FINAL_TYPE (RepriseRepository, reprise_repository, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CREATED_AT,
  PROP_STORAGE_TYPE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_repository_finalize (GObject *object)
{
  RepriseRepository *self = REPRISE_REPOSITORY (object);

  g_free (self->id);
  g_free (self->database_id);
  g_free (self->storage_type);
  g_free (self->backup_store_id);
  g_free (self->base_path);
  g_free (self->s3_bucket);
  g_free (self->s3_region);
  g_free (self->s3_endpoint);
  g_free (self->gcs_bucket);
  g_free (self->gcs_endpoint);
  g_free (self->azure_account);
  g_free (self->azure_container);
  g_free (self->azure_endpoint);
  g_free (self->retention_full_type);
  G_OBJECT_CLASS (reprise_repository_parent_class)->finalize (object);
}

static void
reprise_repository_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  RepriseRepository *self = REPRISE_REPOSITORY (object);

  switch (property_id)
    {
    case PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
      break;
    case PROP_STORAGE_TYPE:
      g_value_set_string (value, self->storage_type);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_repository_class_init (RepriseRepositoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_repository_finalize;
  object_class->get_property = reprise_repository_get_property;

  properties[PROP_CREATED_AT] = g_param_spec_int64 ("created-at",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    REPRISE_INSTANT_NONE,
                                                    flags);
  properties[PROP_STORAGE_TYPE] = g_param_spec_string ("storage-type", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_repository_init (RepriseRepository *self)
{
}

/**
 * reprise_repository_new:
 * @fields: what it holds; copied
 *
 * One repository spans all nodes of its database. Each restore opens a new one; the earlier ones
 * stay and stay restorable.
 *
 * Returns: (transfer full): a backup repository
 */
RepriseRepository *
reprise_repository_new (const RepriseRepositoryFields *fields)
{
  RepriseRepository *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_REPOSITORY, NULL);
  self->id = g_strdup (fields->id);
  self->database_id = g_strdup (fields->database_id);
  self->created_at = fields->created_at;
  self->storage_type = g_strdup (fields->storage_type);
  self->backup_store_id = g_strdup (fields->backup_store_id);
  self->base_path = g_strdup (fields->base_path);
  self->s3_bucket = g_strdup (fields->s3_bucket);
  self->s3_region = g_strdup (fields->s3_region);
  self->s3_endpoint = g_strdup (fields->s3_endpoint);
  self->gcs_bucket = g_strdup (fields->gcs_bucket);
  self->gcs_endpoint = g_strdup (fields->gcs_endpoint);
  self->azure_account = g_strdup (fields->azure_account);
  self->azure_container = g_strdup (fields->azure_container);
  self->azure_endpoint = g_strdup (fields->azure_endpoint);
  self->retention_full = fields->retention_full;
  self->retention_full_type = g_strdup (fields->retention_full_type);
  return self;
}

/**
 * reprise_repository_get_id:
 * @self: a backup repository
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_repository_get_id (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->id;
}

/**
 * reprise_repository_get_database_id:
 * @self: a backup repository
 *
 * Returns: (nullable): the id of the database whose backups it holds
 */
const char *
reprise_repository_get_database_id (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->database_id;
}

/**
 * reprise_repository_get_created_at:
 * @self: a backup repository
 *
 * Returns: when it was created, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_repository_get_created_at (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), REPRISE_INSTANT_NONE);
  return self->created_at;
}

/**
 * reprise_repository_get_storage_type:
 * @self: a backup repository
 *
 * Returns: (nullable): the kind of storage: s3, gcs, azure, posix or cifs
 */
const char *
reprise_repository_get_storage_type (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->storage_type;
}

/**
 * reprise_repository_get_backup_store_id:
 * @self: a backup repository
 *
 * Returns: (nullable): the id of the backup store it lies in
 */
const char *
reprise_repository_get_backup_store_id (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->backup_store_id;
}

/**
 * reprise_repository_get_base_path:
 * @self: a backup repository
 *
 * Returns: (nullable): the path within the storage
 */
const char *
reprise_repository_get_base_path (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->base_path;
}

/**
 * reprise_repository_get_s3_bucket:
 * @self: a backup repository
 *
 * Returns: (nullable): the bucket, for s3
 */
const char *
reprise_repository_get_s3_bucket (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->s3_bucket;
}

/**
 * reprise_repository_get_s3_region:
 * @self: a backup repository
 *
 * Returns: (nullable): the region of the bucket, for s3
 */
const char *
reprise_repository_get_s3_region (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->s3_region;
}

/**
 * reprise_repository_get_s3_endpoint:
 * @self: a backup repository
 *
 * Returns: (nullable): the host to reach it at, for s3
 */
const char *
reprise_repository_get_s3_endpoint (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->s3_endpoint;
}

/**
 * reprise_repository_get_gcs_bucket:
 * @self: a backup repository
 *
 * Returns: (nullable): the bucket, for gcs
 */
const char *
reprise_repository_get_gcs_bucket (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->gcs_bucket;
}

/**
 * reprise_repository_get_gcs_endpoint:
 * @self: a backup repository
 *
 * Returns: (nullable): the host to reach it at, for gcs
 */
const char *
reprise_repository_get_gcs_endpoint (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->gcs_endpoint;
}

/**
 * reprise_repository_get_azure_account:
 * @self: a backup repository
 *
 * Returns: (nullable): the account, for azure
 */
const char *
reprise_repository_get_azure_account (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->azure_account;
}

/**
 * reprise_repository_get_azure_container:
 * @self: a backup repository
 *
 * Returns: (nullable): the container, for azure
 */
const char *
reprise_repository_get_azure_container (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->azure_container;
}

/**
 * reprise_repository_get_azure_endpoint:
 * @self: a backup repository
 *
 * Returns: (nullable): the host to reach it at, for azure
 */
const char *
reprise_repository_get_azure_endpoint (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->azure_endpoint;
}

/**
 * reprise_repository_get_retention_full:
 * @self: a backup repository
 *
 * Returns: how many full backups or days are kept, or -1
 */
int
reprise_repository_get_retention_full (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), -1);
  return self->retention_full;
}

/**
 * reprise_repository_get_retention_full_type:
 * @self: a backup repository
 *
 * Returns: (nullable): `count` for full backups, `time` for days
 */
const char *
reprise_repository_get_retention_full_type (RepriseRepository *self)
{
  g_return_val_if_fail (REPRISE_IS_REPOSITORY (self), NULL);
  return self->retention_full_type;
}
