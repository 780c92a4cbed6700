/* SPDX-License-Identifier: GPL-3.0-or-later
 * One PostgreSQL instance of the lab: where its parts are and whether it runs. */

#include "config.h"

#include "engine/reprise-instance.h"
#include "engine/reprise-engine-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/un.h>

/* What a database and a node of it may take of a socket's path; a root is checked against it before
 * the names are known. */
#define LONGEST_NAMES 24
#define SOCKET_NAME "/.s.PGSQL." G_STRINGIFY (REPRISE_INSTANCE_PORT)
#define ISOLATED_SUFFIX ".isolated"
/* lab.next_id () keeps ten bits for the node. */
#define MAX_NODE_NUMBER 1023

struct _RepriseInstance
{
  GObject parent_instance;

  char *database_name;
  char *node_name;
  char *node_directory;
  char *data_directory;
  char *conf_directory;
  char *log_directory;
  char *lock_directory;
  char *spool_directory;
  char *tablespace_directory;
  char *socket_directory;
  char *isolated_directory;
  char *log_path;
  char *pgbackrest_conf;
  char *restore_conf;

  GMutex mutex;
  RepriseProcess *process; /* guarded by mutex */
};

G_DEFINE_FINAL_TYPE (RepriseInstance, reprise_instance, G_TYPE_OBJECT)

static gboolean
make_directory (const char *path, GError **error)
{
  int saved_errno;

  if (g_mkdir_with_parents (path, 0700) == 0 && g_chmod (path, 0700) == 0)
    return TRUE;
  saved_errno = errno;
  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (saved_errno),
               "Creating the directory ‘%s’: %s",
               path,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
check_socket_length (gsize length, const char *directory, GError **error)
{
  gsize longest = sizeof (((struct sockaddr_un *) NULL)->sun_path) - 1;

  if (length <= longest)
    return TRUE;
  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_WRONG_STATE,
               "The path ‘%s’ is too long: a socket below it would take %" G_GSIZE_FORMAT
               " bytes, and the system allows %" G_GSIZE_FORMAT,
               directory,
               length,
               longest);
  return FALSE;
}

static void
reprise_instance_dispose (GObject *object)
{
  RepriseInstance *self = REPRISE_INSTANCE (object);

  reprise_instance_set_process (self, NULL);
  G_OBJECT_CLASS (reprise_instance_parent_class)->dispose (object);
}

static void
reprise_instance_finalize (GObject *object)
{
  RepriseInstance *self = REPRISE_INSTANCE (object);

  g_free (self->database_name);
  g_free (self->node_name);
  g_free (self->node_directory);
  g_free (self->data_directory);
  g_free (self->conf_directory);
  g_free (self->log_directory);
  g_free (self->lock_directory);
  g_free (self->spool_directory);
  g_free (self->tablespace_directory);
  g_free (self->socket_directory);
  g_free (self->isolated_directory);
  g_free (self->log_path);
  g_free (self->pgbackrest_conf);
  g_free (self->restore_conf);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (reprise_instance_parent_class)->finalize (object);
}

static void
reprise_instance_class_init (RepriseInstanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_instance_dispose;
  object_class->finalize = reprise_instance_finalize;
}

static void
reprise_instance_init (RepriseInstance *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * reprise_instance_new:
 * @root: the lab's directory, absolute
 * @database_name: the database, without a slash
 * @node_name: the node, without a slash
 *
 * Everything of the instance is below `<root>/nodes/<database>/<node>`, but for the socket
 * directories, whose paths must be short: `<root>/run/<database>.<node>` and, for a copy that
 * recovers, `<root>/run/<database>.<node>.isolated`. Nothing is created yet.
 *
 * Returns: (transfer full): the instance, not running
 */
RepriseInstance *
reprise_instance_new (const char *root, const char *database_name, const char *node_name)
{
  RepriseInstance *self = NULL;

  g_return_val_if_fail (root != NULL && g_path_is_absolute (root), NULL);
  g_return_val_if_fail (database_name != NULL && strchr (database_name, '/') == NULL, NULL);
  g_return_val_if_fail (node_name != NULL && strchr (node_name, '/') == NULL, NULL);

  self = g_object_new (REPRISE_TYPE_INSTANCE, NULL);
  self->database_name = g_strdup (database_name);
  self->node_name = g_strdup (node_name);
  self->node_directory = g_build_filename (root, "nodes", database_name, node_name, NULL);
  self->data_directory = g_build_filename (self->node_directory, "data", NULL);
  self->conf_directory = g_build_filename (self->node_directory, "conf", NULL);
  self->log_directory = g_build_filename (self->node_directory, "log", NULL);
  self->lock_directory = g_build_filename (self->node_directory, "lock", NULL);
  self->spool_directory = g_build_filename (self->node_directory, "spool", NULL);
  self->tablespace_directory = g_build_filename (self->node_directory, "tablespaces", NULL);
  self->socket_directory = g_strdup_printf ("%s/run/%s.%s", root, database_name, node_name);
  self->isolated_directory = g_strconcat (self->socket_directory, ISOLATED_SUFFIX, NULL);
  self->log_path = g_build_filename (self->log_directory, "postgresql.log", NULL);
  self->pgbackrest_conf = g_build_filename (self->conf_directory, "pgbackrest.conf", NULL);
  self->restore_conf = g_build_filename (self->conf_directory, "pgbackrest-restore.conf", NULL);
  return self;
}

/** reprise_instance_get_database_name: Returns: the database's name in PostgreSQL. */
const char *
reprise_instance_get_database_name (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->database_name;
}

/** reprise_instance_get_node_name: Returns: the node's name, also in replication. */
const char *
reprise_instance_get_node_name (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->node_name;
}

/**
 * reprise_instance_get_node_number:
 * @self: an instance
 *
 * Returns: the number that the node's name ends in, at most 1023; 0 where it ends in none
 */
guint
reprise_instance_get_node_number (RepriseInstance *self)
{
  const char *digits = NULL;

  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), 0);
  digits = self->node_name + strlen (self->node_name);
  while (digits > self->node_name && g_ascii_isdigit (digits[-1]))
    digits--;
  return (guint) MIN (g_ascii_strtoull (digits, NULL, 10), MAX_NODE_NUMBER);
}

/** reprise_instance_get_data_directory: Returns: PGDATA; a restore replaces all of it. */
const char *
reprise_instance_get_data_directory (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->data_directory;
}

/** reprise_instance_get_conf_directory: Returns: where the configuration is, out of a restore's
 * reach. */
const char *
reprise_instance_get_conf_directory (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->conf_directory;
}

/** reprise_instance_get_lock_directory: Returns: pgBackRest's lock-path, of this instance alone. */
const char *
reprise_instance_get_lock_directory (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->lock_directory;
}

/** reprise_instance_get_spool_directory: Returns: pgBackRest's spool-path, of this instance alone.
 */
const char *
reprise_instance_get_spool_directory (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->spool_directory;
}

/** reprise_instance_get_tablespace_directory: Returns: where a restore puts tablespaces. */
const char *
reprise_instance_get_tablespace_directory (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->tablespace_directory;
}

/** reprise_instance_get_socket_directory: Returns: where clients connect. */
const char *
reprise_instance_get_socket_directory (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->socket_directory;
}

/** reprise_instance_get_isolated_directory: Returns: the socket directory while a copy recovers,
 * which no client knows. */
const char *
reprise_instance_get_isolated_directory (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->isolated_directory;
}

/** reprise_instance_get_log_path: Returns: the server's log, appended to by every start. */
const char *
reprise_instance_get_log_path (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->log_path;
}

/** reprise_instance_get_pgbackrest_conf: Returns: pgBackRest's configuration with the node's own,
 * current repository; archive_command uses it. */
const char *
reprise_instance_get_pgbackrest_conf (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->pgbackrest_conf;
}

/** reprise_instance_get_restore_conf: Returns: pgBackRest's configuration with the repository that
 * a restore reads; restore_command goes on using it. */
const char *
reprise_instance_get_restore_conf (RepriseInstance *self)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  return self->restore_conf;
}

/**
 * reprise_instance_make_directories:
 * @self: an instance
 * @error: return location for a #GIOError or #RepriseEngineError
 *
 * Creates what is missing of the instance's directories; each is its user's alone (0700).
 *
 * Returns: %TRUE if all are there
 */
gboolean
reprise_instance_make_directories (RepriseInstance *self, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), FALSE);

  return check_socket_length (strlen (self->isolated_directory) + strlen (SOCKET_NAME),
                              self->isolated_directory,
                              error) &&
         make_directory (self->node_directory, error) &&
         make_directory (self->data_directory, error) &&
         make_directory (self->conf_directory, error) &&
         make_directory (self->log_directory, error) &&
         make_directory (self->lock_directory, error) &&
         make_directory (self->spool_directory, error) &&
         make_directory (self->tablespace_directory, error) &&
         make_directory (self->socket_directory, error) &&
         make_directory (self->isolated_directory, error);
}

/**
 * reprise_instance_check_root:
 * @root: a directory, absolute
 * @error: return location for a #RepriseEngineError
 *
 * Whether instances can live below @root: the path of a socket must fit (107 bytes), libpq takes a
 * comma in a socket directory for a list, and a configuration file has no way to write a line
 * break.
 *
 * Returns: %TRUE if so
 */
gboolean
reprise_instance_check_root (const char *root, GError **error)
{
  g_return_val_if_fail (root != NULL && g_path_is_absolute (root), FALSE);

  for (const char *c = root; *c != '\0'; c++)
    if (*c == ',' || g_ascii_iscntrl (*c))
      {
        g_set_error (error,
                     REPRISE_ENGINE_ERROR,
                     REPRISE_ENGINE_ERROR_WRONG_STATE,
                     "The path ‘%s’ cannot hold a lab: it has a comma or a control character",
                     root);
        return FALSE;
      }
  return check_socket_length (strlen (root) + strlen ("/run/") + LONGEST_NAMES +
                                  strlen (ISOLATED_SUFFIX) + strlen (SOCKET_NAME),
                              root,
                              error);
}

/**
 * reprise_instance_dup_process:
 * @self: an instance
 *
 * Safe on any thread.
 *
 * Returns: (transfer full) (nullable): the postmaster that was started last
 */
RepriseProcess *
reprise_instance_dup_process (RepriseInstance *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  locker = g_mutex_locker_new (&self->mutex);
  return self->process != NULL ? g_object_ref (self->process) : NULL;
}

/**
 * reprise_instance_set_process:
 * @self: an instance
 * @process: (nullable): its postmaster
 *
 * For #ReprisePostgres alone, which starts and stops it. Safe on any thread.
 */
void
reprise_instance_set_process (RepriseInstance *self, RepriseProcess *process)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (REPRISE_IS_INSTANCE (self));
  locker = g_mutex_locker_new (&self->mutex);
  g_set_object (&self->process, process);
}

/** reprise_instance_is_running: Returns: whether its postmaster lives; safe on any thread. */
gboolean
reprise_instance_is_running (RepriseInstance *self)
{
  g_autoptr (RepriseProcess) process = reprise_instance_dup_process (self);

  return process != NULL && reprise_process_is_running (process);
}

/**
 * reprise_instance_connect:
 * @self: a running instance
 * @sql: how to connect
 * @database: (nullable): the database, the instance's own where %NULL
 * @isolated: whether it was started by reprise_postgres_recover()
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Returns: (transfer full): a session of the superuser
 */
RepriseSqlSession *
reprise_instance_connect (RepriseInstance *self,
                          RepriseSql *sql,
                          const char *database,
                          gboolean isolated,
                          GCancellable *cancellable,
                          GError **error)
{
  RepriseSqlTarget target = { 0 };

  g_return_val_if_fail (REPRISE_IS_INSTANCE (self), NULL);
  target.host = isolated ? self->isolated_directory : self->socket_directory;
  target.port = REPRISE_INSTANCE_PORT;
  target.database = database != NULL ? database : self->database_name;
  target.user = REPRISE_INSTANCE_SUPERUSER;
  return reprise_sql_connect (sql, &target, cancellable, error);
}
