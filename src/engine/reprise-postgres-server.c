/* SPDX-License-Identifier: GPL-3.0-or-later
 * A postmaster's life, for ReprisePostgres alone. */

#include "config.h"

#include "engine/reprise-postgres-server.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-pause.h"
#include "engine/reprise-postgres-conf.h"
#include "engine/reprise-postgres-log.h"

#include <signal.h>

#define FIRST_WAIT_MILLISECONDS 20
#define LONGEST_WAIT_MILLISECONDS 50
/* A server that recovers says so every ten seconds or with every segment: silence is a standstill.
 */
#define SILENCE_LIMIT_SECONDS 120
/* A fast shutdown archives the last segment, which may meet a slow disk. */
#define FAST_STOP_SECONDS 60
#define IMMEDIATE_STOP_SECONDS 60
/* The status in postmaster.pid, a line that PostgreSQL keeps for pg_ctl. */
#define STATUS_LINE 7

/* A server on its way up. */
typedef struct
{
  RepriseInstance *instance; /* unowned */
  RepriseSql *sql;           /* unowned */
  RepriseSqlSession *session;
  gboolean isolated;
  int pid;
  gint64 log_start;
  gint64 log_end;
  ReprisePause pause;
} Start;

static RepriseProcess *
spawn (RepriseRunner *runner,
       const char *bin_directory,
       RepriseInstance *instance,
       gboolean isolated,
       GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *conf = reprise_postgres_conf_dup_path (instance);
  RepriseCommand command = { 0 };

  g_ptr_array_add (argv, g_build_filename (bin_directory, "postgres", NULL));
  g_ptr_array_add (argv, g_strdup ("-D"));
  g_ptr_array_add (argv, g_strdup (reprise_instance_get_data_directory (instance)));
  g_ptr_array_add (argv, g_strdup ("-c"));
  g_ptr_array_add (argv, g_strconcat ("config_file=", conf, NULL));
  if (isolated)
    {
      g_autofree char *sockets = reprise_postgres_conf_quote_directory (
          reprise_instance_get_isolated_directory (instance));

      g_ptr_array_add (argv, g_strdup ("-c"));
      g_ptr_array_add (argv, g_strdup ("shared_preload_libraries="));
      g_ptr_array_add (argv, g_strdup ("-c"));
      g_ptr_array_add (argv, g_strdup ("archive_mode=off"));
      g_ptr_array_add (argv, g_strdup ("-c"));
      g_ptr_array_add (argv, g_strdup ("listen_addresses="));
      g_ptr_array_add (argv, g_strdup ("-c"));
      g_ptr_array_add (argv, g_strconcat ("unix_socket_directories=", sockets, NULL));
    }
  g_ptr_array_add (argv, NULL);
  command.argv = (const char *const *) argv->pdata;
  return reprise_runner_spawn (runner, &command, reprise_instance_get_log_path (instance), error);
}

/* Whether the server takes connections, of a primary or of one that still recovers. Trying would
 * fill its log with refusals. */
static gboolean
takes_connections (const Start *start)
{
  g_autofree char *path = g_build_filename (reprise_instance_get_data_directory (start->instance),
                                            "postmaster.pid",
                                            NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return FALSE;
  lines = g_strsplit (contents, "\n", -1);
  return g_strv_length (lines) > STATUS_LINE &&
         g_ascii_strtoll (lines[0], NULL, 10) == start->pid &&
         strcmp (g_strchomp (lines[STATUS_LINE]), "ready") == 0;
}

/* One session is kept: it lives on when recovery ends. A server that ends takes it away, which is
 * noticed by its process. */
static gboolean
is_primary (Start *start, GCancellable *cancellable)
{
  g_autofree char *answer = NULL;

  if (start->session == NULL)
    start->session = reprise_instance_connect (start->instance,
                                               start->sql,
                                               "postgres",
                                               start->isolated,
                                               cancellable,
                                               NULL);
  if (start->session == NULL)
    return FALSE;
  answer = reprise_sql_session_query_text (start->session,
                                           "SELECT pg_is_in_recovery ()",
                                           NULL,
                                           0,
                                           cancellable,
                                           NULL);
  if (answer == NULL)
    g_clear_object (&start->session);
  return g_strcmp0 (answer, "f") == 0;
}

static void
set_start_error (const Start *start, RepriseEngineError code, GError **error)
{
  g_autofree char *words =
      reprise_postgres_log_read_words (reprise_instance_get_log_path (start->instance),
                                       start->log_start);

  if (code == REPRISE_ENGINE_ERROR_RECOVERY_FAILED)
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 code,
                 "Recovery of node ‘%s’ failed: %s",
                 reprise_instance_get_node_name (start->instance),
                 words);
  else
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 code,
                 code == REPRISE_ENGINE_ERROR_TIMED_OUT
                     ? "PostgreSQL of node ‘%s’ has come to a standstill while it starts: %s"
                     : "PostgreSQL of node ‘%s’ did not start: %s",
                 reprise_instance_get_node_name (start->instance),
                 words);
}

static gboolean
wait_until_ready (Start *start, GCancellable *cancellable, GError **error)
{
  while (!takes_connections (start) || !is_primary (start, cancellable))
    {
      gint64 log_end =
          reprise_postgres_log_get_end (reprise_instance_get_log_path (start->instance));

      if (!reprise_instance_is_running (start->instance))
        {
          set_start_error (start,
                           start->isolated ? REPRISE_ENGINE_ERROR_RECOVERY_FAILED
                                           : REPRISE_ENGINE_ERROR_COMMAND_FAILED,
                           error);
          return FALSE;
        }
      if (log_end != start->log_end)
        {
          start->log_end = log_end;
          reprise_pause_init (&start->pause,
                              FIRST_WAIT_MILLISECONDS,
                              LONGEST_WAIT_MILLISECONDS,
                              SILENCE_LIMIT_SECONDS);
        }
      if (reprise_pause_is_over (&start->pause))
        {
          set_start_error (start, REPRISE_ENGINE_ERROR_TIMED_OUT, error);
          return FALSE;
        }
      if (!reprise_pause_wait (&start->pause, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * reprise_postgres_server_start:
 * @runner: what runs it
 * @sql: connects to it
 * @bin_directory: where `postgres` is
 * @instance: an instance that does not run
 * @isolated: whether without replication and archive, where no client finds it
 * @started_func: (nullable): told that the process exists
 * @started_data: for @started_func
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Starts a postmaster as a child of this process and waits until it is a primary. A postmaster.pid
 * that a killed server left is PostgreSQL's to judge: it looks whether that process lives and is a
 * server of this directory. On failure nothing runs.
 *
 * Returns: %TRUE if it takes connections
 */
gboolean
reprise_postgres_server_start (RepriseRunner *runner,
                               RepriseSql *sql,
                               const char *bin_directory,
                               RepriseInstance *instance,
                               gboolean isolated,
                               ReprisePostgresStartedFunc started_func,
                               gpointer started_data,
                               GCancellable *cancellable,
                               GError **error)
{
  Start start = { .instance = instance, .sql = sql, .isolated = isolated };
  gboolean ready;
  g_autoptr (RepriseProcess) process = NULL;

  if (reprise_instance_is_running (instance))
    {
      g_set_error (error,
                   REPRISE_ENGINE_ERROR,
                   REPRISE_ENGINE_ERROR_WRONG_STATE,
                   "PostgreSQL of node ‘%s’ runs already",
                   reprise_instance_get_node_name (instance));
      return FALSE;
    }
  start.log_start = reprise_postgres_log_get_end (reprise_instance_get_log_path (instance));
  start.log_end = start.log_start;
  reprise_pause_init (&start.pause,
                      FIRST_WAIT_MILLISECONDS,
                      LONGEST_WAIT_MILLISECONDS,
                      SILENCE_LIMIT_SECONDS);
  process = spawn (runner, bin_directory, instance, isolated, error);
  if (process == NULL)
    return FALSE;
  start.pid = reprise_process_get_pid (process);
  reprise_instance_set_process (instance, process);
  if (started_func != NULL)
    started_func (started_data);
  ready = wait_until_ready (&start, cancellable, error);
  g_clear_object (&start.session);
  if (ready)
    return TRUE;
  reprise_postgres_server_abandon (instance);
  return FALSE;
}

/**
 * reprise_postgres_server_stop:
 * @instance: an instance
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for %G_IO_ERROR_CANCELLED or a #RepriseEngineError
 *
 * A fast shutdown; where that takes longer than a minute, an immediate one.
 *
 * Returns: %TRUE if the server does not run any more
 */
gboolean
reprise_postgres_server_stop (RepriseInstance *instance, GCancellable *cancellable, GError **error)
{
  g_autoptr (RepriseProcess) process = reprise_instance_dup_process (instance);
  g_autoptr (GError) local_error = NULL;

  if (process != NULL && reprise_process_is_running (process))
    {
      reprise_process_send_signal (process, SIGINT);
      if (!reprise_process_wait (process, FAST_STOP_SECONDS, cancellable, &local_error))
        {
          if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
          reprise_process_send_signal (process, SIGQUIT);
          if (!reprise_process_wait (process, IMMEDIATE_STOP_SECONDS, cancellable, error))
            return FALSE;
        }
    }
  reprise_instance_set_process (instance, NULL);
  return TRUE;
}

/**
 * reprise_postgres_server_abandon:
 * @instance: an instance whose start did not succeed
 *
 * An immediate shutdown, whatever else is cancelled: what did not come up must not stay half up.
 */
void
reprise_postgres_server_abandon (RepriseInstance *instance)
{
  g_autoptr (RepriseProcess) process = reprise_instance_dup_process (instance);
  g_autoptr (GError) error = NULL;

  if (process != NULL && reprise_process_is_running (process))
    {
      reprise_process_send_signal (process, SIGQUIT);
      if (!reprise_process_wait (process, IMMEDIATE_STOP_SECONDS, NULL, &error))
        {
          g_warning ("PostgreSQL of node ‘%s’ does not stop: %s",
                     reprise_instance_get_node_name (instance),
                     error->message);
          reprise_process_send_signal (process, SIGKILL);
        }
    }
  reprise_instance_set_process (instance, NULL);
}
