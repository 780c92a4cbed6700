/* SPDX-License-Identifier: GPL-3.0-or-later
 * One replicated database of the lab, as the engine knows it. */

#include "config.h"

#include "engine/reprise-engine-database.h"

#include <string.h>

/* What must change together and survive a power cut stands in one file: which repository the nodes
 * archive to, and which of them are only half restored. */
#define STATE_FILE "database.ini"
#define STATE_GROUP "database"
#define KEY_REPOSITORY "repository_id"
#define KEY_BROKEN "broken_nodes"

struct _RepriseEngineDatabase
{
  GObject parent_instance;

  char *id;
  char *name;
  char *admin_password;
  char *app_password;
  char *state_path;
  GPtrArray *instances;
  gboolean automatic_ddl;

  GMutex mutex; /* guards what follows */
  char *repository_id;
  GStrv broken_nodes;
};

G_DEFINE_FINAL_TYPE (RepriseEngineDatabase, reprise_engine_database, G_TYPE_OBJECT)

static void
load_state (RepriseEngineDatabase *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  char *repository_id;

  if (!g_key_file_load_from_file (file, self->state_path, G_KEY_FILE_NONE, NULL))
    return;
  repository_id = g_key_file_get_string (file, STATE_GROUP, KEY_REPOSITORY, NULL);
  if (repository_id != NULL)
    {
      g_free (self->repository_id);
      self->repository_id = repository_id;
    }
  self->broken_nodes = g_key_file_get_string_list (file, STATE_GROUP, KEY_BROKEN, NULL, NULL);
}

static gboolean
save_state (RepriseEngineDatabase *self,
            const char *repository_id,
            const char *const *broken_nodes,
            GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (file, STATE_GROUP, KEY_REPOSITORY, repository_id);
  g_key_file_set_string_list (file,
                              STATE_GROUP,
                              KEY_BROKEN,
                              broken_nodes,
                              g_strv_length ((GStrv) broken_nodes));
  text = g_key_file_to_data (file, &length, NULL);
  return g_file_set_contents_full (self->state_path,
                                   text,
                                   (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

static void
reprise_engine_database_finalize (GObject *object)
{
  RepriseEngineDatabase *self = REPRISE_ENGINE_DATABASE (object);

  explicit_bzero (self->admin_password, strlen (self->admin_password));
  explicit_bzero (self->app_password, strlen (self->app_password));
  g_free (self->id);
  g_free (self->name);
  g_free (self->admin_password);
  g_free (self->app_password);
  g_free (self->state_path);
  g_free (self->repository_id);
  g_strfreev (self->broken_nodes);
  g_ptr_array_unref (self->instances);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (reprise_engine_database_parent_class)->finalize (object);
}

static void
reprise_engine_database_class_init (RepriseEngineDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_engine_database_finalize;
}

static void
reprise_engine_database_init (RepriseEngineDatabase *self)
{
  self->instances = g_ptr_array_new_with_free_func (g_object_unref);
  g_mutex_init (&self->mutex);
}

/**
 * reprise_engine_database_new:
 * @root: the lab's directory
 * @fields: copied
 *
 * Where the engine has kept a later repository than @fields name, that one holds: the engine
 * changes it together with the nodes, the caller's record of it may have been lost in a crash.
 *
 * Returns: (transfer full): the database; nothing is touched on disk
 */
RepriseEngineDatabase *
reprise_engine_database_new (const char *root, const RepriseEngineDatabaseFields *fields)
{
  RepriseEngineDatabase *self = g_object_new (REPRISE_TYPE_ENGINE_DATABASE, NULL);

  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->admin_password = g_strdup (fields->admin_password);
  self->app_password = g_strdup (fields->app_password);
  self->automatic_ddl = fields->automatic_ddl;
  self->repository_id = g_strdup (fields->repository_id);
  self->state_path = g_build_filename (root, "nodes", fields->name, STATE_FILE, NULL);
  for (guint i = 0; fields->node_names[i] != NULL; i++)
    g_ptr_array_add (self->instances,
                     reprise_instance_new (root, fields->name, fields->node_names[i]));
  load_state (self);
  if (self->broken_nodes == NULL)
    self->broken_nodes = g_new0 (char *, 1);
  return self;
}

/**
 * reprise_engine_database_get_id:
 * @self: a database
 *
 * Returns: its UUID
 */
const char *
reprise_engine_database_get_id (RepriseEngineDatabase *self)
{
  return self->id;
}

/**
 * reprise_engine_database_get_name:
 * @self: a database
 *
 * Returns: its name in PostgreSQL
 */
const char *
reprise_engine_database_get_name (RepriseEngineDatabase *self)
{
  return self->name;
}

/**
 * reprise_engine_database_has_automatic_ddl:
 * @self: a database
 *
 * Returns: whether a restore puts its tables back into replication by itself
 */
gboolean
reprise_engine_database_has_automatic_ddl (RepriseEngineDatabase *self)
{
  return self->automatic_ddl;
}

/**
 * reprise_engine_database_get_admin_password:
 * @self: a database
 *
 * Returns: the password of role `admin`
 */
const char *
reprise_engine_database_get_admin_password (RepriseEngineDatabase *self)
{
  return self->admin_password;
}

/**
 * reprise_engine_database_get_app_password:
 * @self: a database
 *
 * Returns: the password of role `app`
 */
const char *
reprise_engine_database_get_app_password (RepriseEngineDatabase *self)
{
  return self->app_password;
}

/**
 * reprise_engine_database_dup_repository_id:
 * @self: a database
 *
 * Returns: (transfer full): UUID of the repository that its nodes archive to
 */
char *
reprise_engine_database_dup_repository_id (RepriseEngineDatabase *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->repository_id);
}

/**
 * reprise_engine_database_get_instances:
 * @self: a database
 *
 * Returns: (element-type RepriseInstance): in the order of its nodes, owned by @self
 */
GPtrArray *
reprise_engine_database_get_instances (RepriseEngineDatabase *self)
{
  return self->instances;
}

/**
 * reprise_engine_database_get_instance:
 * @self: a database
 * @node_name: a node's name
 *
 * Returns: (nullable): that node's instance, owned by @self
 */
RepriseInstance *
reprise_engine_database_get_instance (RepriseEngineDatabase *self, const char *node_name)
{
  for (guint i = 0; i < self->instances->len; i++)
    {
      RepriseInstance *instance = g_ptr_array_index (self->instances, i);

      if (g_strcmp0 (reprise_instance_get_node_name (instance), node_name) == 0)
        return instance;
    }
  return NULL;
}

/**
 * reprise_engine_database_dup_broken_nodes:
 * @self: a database
 *
 * Returns: (transfer full): names of the nodes that a restore began to overwrite and did not finish
 */
GStrv
reprise_engine_database_dup_broken_nodes (RepriseEngineDatabase *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return g_strdupv (self->broken_nodes);
}

/**
 * reprise_engine_database_commit:
 * @self: a database
 * @repository_id: (nullable): the repository its nodes archive to from now on; %NULL leaves it
 * @broken_nodes: names of the nodes that are not whole
 * @error: where it could not be kept on disk; then nothing has changed
 *
 * Returns: whether both are on disk
 */
gboolean
reprise_engine_database_commit (RepriseEngineDatabase *self,
                                const char *repository_id,
                                const char *const *broken_nodes,
                                GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  g_autofree char *wanted = g_strdup (repository_id != NULL ? repository_id : self->repository_id);

  if (!save_state (self, wanted, broken_nodes, error))
    return FALSE;
  g_free (self->repository_id);
  self->repository_id = g_steal_pointer (&wanted);
  g_strfreev (self->broken_nodes);
  self->broken_nodes = g_strdupv ((GStrv) broken_nodes);
  return TRUE;
}
