/* SPDX-License-Identifier: GPL-3.0-or-later
 * One backup in a repository. */

#include "config.h"

#include "model/reprise-backup.h"

struct _RepriseBackup
{
  GObject parent_instance;

  char *label;
  RepriseBackupType backup_type;
  char *prior;
  char **references;
  RepriseInstant started_at;
  RepriseInstant finished_at;
  RepriseTristate error;
  char **error_list;
  char **annotations;
  gint64 database_size;
  gint64 database_backup_size;
  gint64 backup_set_size;
  gint64 backup_size;
  gint64 backup_set_map_size;
  gint64 backup_map_size;
  guint64 lsn_start;
  guint64 lsn_stop;
  char *wal_start;
  char *wal_stop;
  int pgbackrest_format;
  char *pgbackrest_version;
};

G_DEFINE_FINAL_TYPE (RepriseBackup, reprise_backup, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_BACKUP_TYPE,
  PROP_PRIOR,
  PROP_STARTED_AT,
  PROP_FINISHED_AT,
  PROP_ERROR,
  PROP_DATABASE_SIZE,
  PROP_DATABASE_BACKUP_SIZE,
  PROP_BACKUP_SET_SIZE,
  PROP_BACKUP_SIZE,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_backup_finalize (GObject *object)
{
  RepriseBackup *self = REPRISE_BACKUP (object);

  g_free (self->label);
  g_free (self->prior);
  g_strfreev (self->references);
  g_strfreev (self->error_list);
  g_strfreev (self->annotations);
  g_free (self->wal_start);
  g_free (self->wal_stop);
  g_free (self->pgbackrest_version);
  G_OBJECT_CLASS (reprise_backup_parent_class)->finalize (object);
}

static void
reprise_backup_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseBackup *self = REPRISE_BACKUP (object);

  switch (property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_BACKUP_TYPE:
      g_value_set_int (value, self->backup_type);
      break;
    case PROP_PRIOR:
      g_value_set_string (value, self->prior);
      break;
    case PROP_STARTED_AT:
      g_value_set_int64 (value, self->started_at);
      break;
    case PROP_FINISHED_AT:
      g_value_set_int64 (value, self->finished_at);
      break;
    case PROP_ERROR:
      g_value_set_int (value, self->error);
      break;
    case PROP_DATABASE_SIZE:
      g_value_set_int64 (value, self->database_size);
      break;
    case PROP_DATABASE_BACKUP_SIZE:
      g_value_set_int64 (value, self->database_backup_size);
      break;
    case PROP_BACKUP_SET_SIZE:
      g_value_set_int64 (value, self->backup_set_size);
      break;
    case PROP_BACKUP_SIZE:
      g_value_set_int64 (value, self->backup_size);
      break;
    case PROP_NAME:
      g_value_set_string (value, reprise_backup_get_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_backup_class_init (RepriseBackupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_backup_finalize;
  object_class->get_property = reprise_backup_get_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_BACKUP_TYPE] =
      g_param_spec_int ("backup-type", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_PRIOR] = g_param_spec_string ("prior", NULL, NULL, NULL, flags);
  properties[PROP_STARTED_AT] = g_param_spec_int64 ("started-at",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    REPRISE_INSTANT_NONE,
                                                    flags);
  properties[PROP_FINISHED_AT] = g_param_spec_int64 ("finished-at",
                                                     NULL,
                                                     NULL,
                                                     G_MININT64,
                                                     G_MAXINT64,
                                                     REPRISE_INSTANT_NONE,
                                                     flags);
  properties[PROP_ERROR] = g_param_spec_int ("error", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_DATABASE_SIZE] =
      g_param_spec_int64 ("database-size", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_DATABASE_BACKUP_SIZE] =
      g_param_spec_int64 ("database-backup-size", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_BACKUP_SET_SIZE] =
      g_param_spec_int64 ("backup-set-size", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_BACKUP_SIZE] =
      g_param_spec_int64 ("backup-size", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_backup_init (RepriseBackup *self)
{
}

/**
 * reprise_backup_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a backup
 */
RepriseBackup *
reprise_backup_new (const RepriseBackupFields *fields)
{
  RepriseBackup *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_BACKUP, NULL);
  self->label = g_strdup (fields->label);
  self->backup_type = fields->backup_type;
  self->prior = g_strdup (fields->prior);
  self->references = g_strdupv ((char **) fields->references);
  self->started_at = fields->started_at;
  self->finished_at = fields->finished_at;
  self->error = fields->error;
  self->error_list = g_strdupv ((char **) fields->error_list);
  self->annotations = g_strdupv ((char **) fields->annotations);
  self->database_size = fields->database_size;
  self->database_backup_size = fields->database_backup_size;
  self->backup_set_size = fields->backup_set_size;
  self->backup_size = fields->backup_size;
  self->backup_set_map_size = fields->backup_set_map_size;
  self->backup_map_size = fields->backup_map_size;
  self->lsn_start = fields->lsn_start;
  self->lsn_stop = fields->lsn_stop;
  self->wal_start = g_strdup (fields->wal_start);
  self->wal_stop = g_strdup (fields->wal_stop);
  self->pgbackrest_format = fields->pgbackrest_format;
  self->pgbackrest_version = g_strdup (fields->pgbackrest_version);
  return self;
}

/**
 * reprise_backup_get_fields:
 * @self: a backup
 * @fields: (out caller-allocates): all of it, borrowed from @self, to make another like it
 */
void
reprise_backup_get_fields (RepriseBackup *self, RepriseBackupFields *fields)
{
  g_return_if_fail (REPRISE_IS_BACKUP (self));
  g_return_if_fail (fields != NULL);

  fields->label = self->label;
  fields->backup_type = self->backup_type;
  fields->prior = self->prior;
  fields->references = (const char *const *) self->references;
  fields->started_at = self->started_at;
  fields->finished_at = self->finished_at;
  fields->error = self->error;
  fields->error_list = (const char *const *) self->error_list;
  fields->annotations = (const char *const *) self->annotations;
  fields->database_size = self->database_size;
  fields->database_backup_size = self->database_backup_size;
  fields->backup_set_size = self->backup_set_size;
  fields->backup_size = self->backup_size;
  fields->backup_set_map_size = self->backup_set_map_size;
  fields->backup_map_size = self->backup_map_size;
  fields->lsn_start = self->lsn_start;
  fields->lsn_stop = self->lsn_stop;
  fields->wal_start = self->wal_start;
  fields->wal_stop = self->wal_stop;
  fields->pgbackrest_format = self->pgbackrest_format;
  fields->pgbackrest_version = self->pgbackrest_version;
}

/**
 * reprise_backup_get_label:
 * @self: a backup
 *
 * Returns: (nullable): what tells it from other backups of its repository; never read as a time
 */
const char *
reprise_backup_get_label (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return self->label;
}

/**
 * reprise_backup_get_backup_type:
 * @self: a backup
 *
 * Returns: its type
 */
RepriseBackupType
reprise_backup_get_backup_type (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), 0);
  return self->backup_type;
}

/**
 * reprise_backup_get_prior:
 * @self: a backup
 *
 * Returns: (nullable): the label of the backup it builds on; %NULL for a full one
 */
const char *
reprise_backup_get_prior (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return self->prior;
}

/**
 * reprise_backup_get_references:
 * @self: a backup
 *
 * Returns: (nullable): the labels of all backups it needs
 */
const char *const *
reprise_backup_get_references (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return (const char *const *) self->references;
}

/**
 * reprise_backup_get_started_at:
 * @self: a backup
 *
 * Returns: when it began, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_backup_get_started_at (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), REPRISE_INSTANT_NONE);
  return self->started_at;
}

/**
 * reprise_backup_get_finished_at:
 * @self: a backup
 *
 * Returns: when it ended, or %REPRISE_INSTANT_NONE; what pgBackRest compares a time target with
 */
RepriseInstant
reprise_backup_get_finished_at (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), REPRISE_INSTANT_NONE);
  return self->finished_at;
}

/**
 * reprise_backup_get_error:
 * @self: a backup
 *
 * Returns: whether page checksum errors were found in what it holds
 */
RepriseTristate
reprise_backup_get_error (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), REPRISE_TRISTATE_UNKNOWN);
  return self->error;
}

/**
 * reprise_backup_get_error_list:
 * @self: a backup
 *
 * Returns: (nullable): the files with such errors
 */
const char *const *
reprise_backup_get_error_list (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return (const char *const *) self->error_list;
}

/**
 * reprise_backup_get_annotations:
 * @self: a backup
 *
 * Returns: (nullable): keys and values in turn; see reprise_backup_get_annotation()
 */
const char *const *
reprise_backup_get_annotations (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return (const char *const *) self->annotations;
}

/**
 * reprise_backup_get_database_size:
 * @self: a backup
 *
 * Returns: bytes of the whole database, or -1
 */
gint64
reprise_backup_get_database_size (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), -1);
  return self->database_size;
}

/**
 * reprise_backup_get_database_backup_size:
 * @self: a backup
 *
 * Returns: bytes of the database that it copied, or -1
 */
gint64
reprise_backup_get_database_backup_size (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), -1);
  return self->database_backup_size;
}

/**
 * reprise_backup_get_backup_set_size:
 * @self: a backup
 *
 * Returns: bytes in the repository with all it refers to, or -1
 */
gint64
reprise_backup_get_backup_set_size (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), -1);
  return self->backup_set_size;
}

/**
 * reprise_backup_get_backup_size:
 * @self: a backup
 *
 * Returns: bytes it added to the repository, or -1
 */
gint64
reprise_backup_get_backup_size (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), -1);
  return self->backup_size;
}

/**
 * reprise_backup_get_backup_set_map_size:
 * @self: a backup
 *
 * Returns: bytes in the repository of the block maps of it with all it refers to, or -1
 */
gint64
reprise_backup_get_backup_set_map_size (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), -1);
  return self->backup_set_map_size;
}

/**
 * reprise_backup_get_backup_map_size:
 * @self: a backup
 *
 * Returns: bytes of the block maps that it added to the repository, or -1
 */
gint64
reprise_backup_get_backup_map_size (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), -1);
  return self->backup_map_size;
}

/**
 * reprise_backup_get_lsn_start:
 * @self: a backup
 *
 * Returns: the WAL position it began at, or 0
 */
guint64
reprise_backup_get_lsn_start (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), 0);
  return self->lsn_start;
}

/**
 * reprise_backup_get_lsn_stop:
 * @self: a backup
 *
 * Returns: the WAL position it ended at, or 0
 */
guint64
reprise_backup_get_lsn_stop (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), 0);
  return self->lsn_stop;
}

/**
 * reprise_backup_get_wal_start:
 * @self: a backup
 *
 * Returns: (nullable): the first WAL segment it needs to be consistent
 */
const char *
reprise_backup_get_wal_start (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return self->wal_start;
}

/**
 * reprise_backup_get_wal_stop:
 * @self: a backup
 *
 * Returns: (nullable): the last WAL segment it needs to be consistent
 */
const char *
reprise_backup_get_wal_stop (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return self->wal_stop;
}

/**
 * reprise_backup_get_pgbackrest_format:
 * @self: a backup
 *
 * Returns: the format of its files, or -1
 */
int
reprise_backup_get_pgbackrest_format (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), -1);
  return self->pgbackrest_format;
}

/**
 * reprise_backup_get_pgbackrest_version:
 * @self: a backup
 *
 * Returns: (nullable): the version of pgBackRest that took it
 */
const char *
reprise_backup_get_pgbackrest_version (RepriseBackup *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  return self->pgbackrest_version;
}

static const char *
find_annotation (const char *const *pair, const char *key)
{
  for (; pair != NULL && pair[0] != NULL && pair[1] != NULL; pair += 2)
    if (g_str_equal (pair[0], key))
      return pair[1];
  return NULL;
}

/**
 * reprise_backup_fields_get_name:
 * @fields: what a backup is made from
 *
 * Returns: (nullable): the same as reprise_backup_get_name() of that backup
 */
const char *
reprise_backup_fields_get_name (const RepriseBackupFields *fields)
{
  g_return_val_if_fail (fields != NULL, NULL);
  return find_annotation (fields->annotations, "name");
}

/**
 * reprise_backup_get_annotation:
 * @self: a backup
 * @key: the key of an annotation
 *
 * Returns: (nullable): its value, or %NULL where the backup has no such annotation
 */
const char *
reprise_backup_get_annotation (RepriseBackup *self, const char *key)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return find_annotation ((const char *const *) self->annotations, key);
}

/**
 * reprise_backup_get_name:
 * @self: a backup
 *
 * Returns: (nullable): the name given when it was taken, which comes back as an annotation
 */
const char *
reprise_backup_get_name (RepriseBackup *self)
{
  return reprise_backup_get_annotation (self, "name");
}
