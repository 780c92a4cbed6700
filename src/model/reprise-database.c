/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database, and what the service knows of it. */

#include "config.h"

#include "model/reprise-database.h"

#include "base/reprise-objects.h"

struct _RepriseDatabase
{
  GObject parent_instance;

  char *id;
  char *cluster_id;
  char *name;
  char *display_name;
  char *status_word;
  RepriseInstant created_at;
  RepriseInstant updated_at;
  char *pg_version;
  char *config_version;
  gint64 storage_used;
  char *domain;
  RepriseTristate deletion_protection;
  char **options;
  GPtrArray *nodes;
  char *backup_provider;
  GPtrArray *backup_configs;
  GPtrArray *tables;
  GPtrArray *components;
  RepriseTristate extensions_auto_manage;
  char **extensions_available;
  char **extensions_requested;
};

G_DEFINE_FINAL_TYPE (RepriseDatabase, reprise_database, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STATUS_WORD,
  PROP_CREATED_AT,
  PROP_UPDATED_AT,
  PROP_PG_VERSION,
  PROP_STORAGE_USED,
  PROP_TITLE,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_database_finalize (GObject *object)
{
  RepriseDatabase *self = REPRISE_DATABASE (object);

  g_free (self->id);
  g_free (self->cluster_id);
  g_free (self->name);
  g_free (self->display_name);
  g_free (self->status_word);
  g_free (self->pg_version);
  g_free (self->config_version);
  g_free (self->domain);
  g_strfreev (self->options);
  g_ptr_array_unref (self->nodes);
  g_free (self->backup_provider);
  g_ptr_array_unref (self->backup_configs);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_ptr_array_unref (self->components);
  g_strfreev (self->extensions_available);
  g_strfreev (self->extensions_requested);
  G_OBJECT_CLASS (reprise_database_parent_class)->finalize (object);
}

static void
reprise_database_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseDatabase *self = REPRISE_DATABASE (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATUS_WORD:
      g_value_set_string (value, self->status_word);
      break;
    case PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
      break;
    case PROP_UPDATED_AT:
      g_value_set_int64 (value, self->updated_at);
      break;
    case PROP_PG_VERSION:
      g_value_set_string (value, self->pg_version);
      break;
    case PROP_STORAGE_USED:
      g_value_set_int64 (value, self->storage_used);
      break;
    case PROP_TITLE:
      g_value_set_string (value, reprise_database_get_title (self));
      break;
    case PROP_STATUS:
      g_value_set_int (value, (int) reprise_database_get_status (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_database_class_init (RepriseDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_database_finalize;
  object_class->get_property = reprise_database_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATUS_WORD] = g_param_spec_string ("status-word", NULL, NULL, NULL, flags);
  properties[PROP_CREATED_AT] = g_param_spec_int64 ("created-at",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    REPRISE_INSTANT_NONE,
                                                    flags);
  properties[PROP_UPDATED_AT] = g_param_spec_int64 ("updated-at",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    REPRISE_INSTANT_NONE,
                                                    flags);
  properties[PROP_PG_VERSION] = g_param_spec_string ("pg-version", NULL, NULL, NULL, flags);
  properties[PROP_STORAGE_USED] =
      g_param_spec_int64 ("storage-used", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_database_init (RepriseDatabase *self)
{
}

/**
 * reprise_database_new:
 * @fields: what it holds; copied
 *
 * Passwords that a service sends along are not part of it.
 *
 * Returns: (transfer full): a database
 */
RepriseDatabase *
reprise_database_new (const RepriseDatabaseFields *fields)
{
  RepriseDatabase *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_DATABASE, NULL);
  self->id = g_strdup (fields->id);
  self->cluster_id = g_strdup (fields->cluster_id);
  self->name = g_strdup (fields->name);
  self->display_name = g_strdup (fields->display_name);
  self->status_word = g_strdup (fields->status_word);
  self->created_at = fields->created_at;
  self->updated_at = fields->updated_at;
  self->pg_version = g_strdup (fields->pg_version);
  self->config_version = g_strdup (fields->config_version);
  self->storage_used = fields->storage_used;
  self->domain = g_strdup (fields->domain);
  self->deletion_protection = fields->deletion_protection;
  self->options = g_strdupv ((char **) fields->options);
  self->nodes = reprise_objects_copy (fields->nodes);
  self->backup_provider = g_strdup (fields->backup_provider);
  self->backup_configs = reprise_objects_copy (fields->backup_configs);
  self->tables = reprise_objects_copy_or_null (fields->tables);
  self->components = reprise_objects_copy (fields->components);
  self->extensions_auto_manage = fields->extensions_auto_manage;
  self->extensions_available = g_strdupv ((char **) fields->extensions_available);
  self->extensions_requested = g_strdupv ((char **) fields->extensions_requested);
  return self;
}

/**
 * reprise_database_get_id:
 * @self: a database
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_database_get_id (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->id;
}

/**
 * reprise_database_get_cluster_id:
 * @self: a database
 *
 * Returns: (nullable): the id of the cluster it runs on
 */
const char *
reprise_database_get_cluster_id (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->cluster_id;
}

/**
 * reprise_database_get_name:
 * @self: a database
 *
 * Returns: (nullable): its name in PostgreSQL; not unique across clusters
 */
const char *
reprise_database_get_name (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->name;
}

/**
 * reprise_database_get_display_name:
 * @self: a database
 *
 * Returns: (nullable): what a person calls it
 */
const char *
reprise_database_get_display_name (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->display_name;
}

/**
 * reprise_database_get_status_word:
 * @self: a database
 *
 * Returns: (nullable): its status in the service's own word
 */
const char *
reprise_database_get_status_word (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->status_word;
}

/**
 * reprise_database_get_created_at:
 * @self: a database
 *
 * Returns: when it was created, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_database_get_created_at (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), REPRISE_INSTANT_NONE);
  return self->created_at;
}

/**
 * reprise_database_get_updated_at:
 * @self: a database
 *
 * Returns: when it last changed, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_database_get_updated_at (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), REPRISE_INSTANT_NONE);
  return self->updated_at;
}

/**
 * reprise_database_get_pg_version:
 * @self: a database
 *
 * Returns: (nullable): the version of PostgreSQL, normally its major number alone
 */
const char *
reprise_database_get_pg_version (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->pg_version;
}

/**
 * reprise_database_get_config_version:
 * @self: a database
 *
 * Returns: (nullable): the version of the image it runs, unrelated to that of PostgreSQL
 */
const char *
reprise_database_get_config_version (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->config_version;
}

/**
 * reprise_database_get_storage_used:
 * @self: a database
 *
 * Returns: bytes it takes, or -1
 */
gint64
reprise_database_get_storage_used (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), -1);
  return self->storage_used;
}

/**
 * reprise_database_get_domain:
 * @self: a database
 *
 * Returns: (nullable): its domain name
 */
const char *
reprise_database_get_domain (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->domain;
}

/**
 * reprise_database_get_deletion_protection:
 * @self: a database
 *
 * Returns: whether it is protected from being deleted
 */
RepriseTristate
reprise_database_get_deletion_protection (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), REPRISE_TRISTATE_UNKNOWN);
  return self->deletion_protection;
}

/**
 * reprise_database_get_options:
 * @self: a database
 *
 * Returns: (nullable): tokens such as `autoddl:enabled`; see reprise_database_has_option()
 */
const char *const *
reprise_database_get_options (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return (const char *const *) self->options;
}

/**
 * reprise_database_get_nodes:
 * @self: a database
 *
 * Returns: (transfer none): its #RepriseNode objects
 */
GPtrArray *
reprise_database_get_nodes (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->nodes;
}

/**
 * reprise_database_get_backup_provider:
 * @self: a database
 *
 * Returns: (nullable): what takes its backups, normally pgbackrest
 */
const char *
reprise_database_get_backup_provider (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->backup_provider;
}

/**
 * reprise_database_get_backup_configs:
 * @self: a database
 *
 * Returns: (transfer none): its #RepriseBackupConfig objects
 */
GPtrArray *
reprise_database_get_backup_configs (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->backup_configs;
}

/**
 * reprise_database_get_tables:
 * @self: a database
 *
 * Returns: (transfer none) (nullable): its #RepriseTable objects
 */
GPtrArray *
reprise_database_get_tables (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->tables;
}

/**
 * reprise_database_get_components:
 * @self: a database
 *
 * Returns: (transfer none): its #RepriseComponent objects
 */
GPtrArray *
reprise_database_get_components (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return self->components;
}

/**
 * reprise_database_get_extensions_auto_manage:
 * @self: a database
 *
 * Returns: whether the service looks after its extensions
 */
RepriseTristate
reprise_database_get_extensions_auto_manage (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), REPRISE_TRISTATE_UNKNOWN);
  return self->extensions_auto_manage;
}

/**
 * reprise_database_get_extensions_available:
 * @self: a database
 *
 * Returns: (nullable): the extensions it could have
 */
const char *const *
reprise_database_get_extensions_available (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return (const char *const *) self->extensions_available;
}

/**
 * reprise_database_get_extensions_requested:
 * @self: a database
 *
 * Returns: (nullable): the extensions asked for
 */
const char *const *
reprise_database_get_extensions_requested (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  return (const char *const *) self->extensions_requested;
}

/**
 * reprise_database_get_status:
 * @self: a database
 *
 * Returns: what its status word means
 */
RepriseStatus
reprise_database_get_status (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), REPRISE_STATUS_UNKNOWN);
  return reprise_status_from_word (self->status_word);
}

/**
 * reprise_database_get_title:
 * @self: a database
 *
 * Returns: (nullable): what to call it in front of a person, and what they type to confirm a
 *   restore: the display name, else the name
 */
const char *
reprise_database_get_title (RepriseDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  if (self->display_name != NULL && *self->display_name != '\0')
    return self->display_name;
  return self->name;
}

/**
 * reprise_database_get_node:
 * @self: a database
 * @name: (nullable): the internal name of a node
 *
 * Returns: (transfer none) (nullable): that node, or %NULL where the database has none of that name
 */
RepriseNode *
reprise_database_get_node (RepriseDatabase *self, const char *name)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  for (guint i = 0; name != NULL && i < self->nodes->len; i++)
    {
      RepriseNode *node = g_ptr_array_index (self->nodes, i);

      if (g_strcmp0 (reprise_node_get_name (node), name) == 0)
        return node;
    }
  return NULL;
}

/**
 * reprise_database_has_option:
 * @self: a database
 * @option: a token such as `autoddl:enabled`
 *
 * Returns: whether it is among the options; absent means off
 */
gboolean
reprise_database_has_option (RepriseDatabase *self, const char *option)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (option != NULL, FALSE);
  return self->options != NULL && g_strv_contains ((const char *const *) self->options, option);
}

/**
 * reprise_database_get_config_for_node:
 * @self: a database
 * @node_name: (nullable): the internal name of a node
 *
 * Returns: (transfer none) (nullable): the backup configuration that names the node, else the one
 *   that names none
 */
RepriseBackupConfig *
reprise_database_get_config_for_node (RepriseDatabase *self, const char *node_name)
{
  RepriseBackupConfig *common = NULL;

  g_return_val_if_fail (REPRISE_IS_DATABASE (self), NULL);
  for (guint i = 0; i < self->backup_configs->len; i++)
    {
      RepriseBackupConfig *config = g_ptr_array_index (self->backup_configs, i);
      const char *owner = reprise_backup_config_get_node_name (config);

      if (owner != NULL && g_strcmp0 (owner, node_name) == 0)
        return config;
      if (owner == NULL && common == NULL)
        common = config;
    }
  return common;
}

/**
 * reprise_database_get_current_repository_id:
 * @self: a database
 * @node_name: (nullable): the internal name of a node
 *
 * Returns: (nullable): the id of the repository that the node's backups go to now: the first of its
 *   configuration that has an id
 */
const char *
reprise_database_get_current_repository_id (RepriseDatabase *self, const char *node_name)
{
  RepriseBackupConfig *config = reprise_database_get_config_for_node (self, node_name);
  GPtrArray *repositories;

  if (config == NULL)
    return NULL;
  repositories = reprise_backup_config_get_repositories (config);
  for (guint i = 0; i < repositories->len; i++)
    {
      const char *id = reprise_repository_get_id (g_ptr_array_index (repositories, i));

      if (id != NULL)
        return id;
    }
  return NULL;
}
