/* SPDX-License-Identifier: GPL-3.0-or-later
 * PostgreSQL's own programs: create, start, recover, stop. */

#include "config.h"

#include "engine/reprise-postgres.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-postgres-conf.h"
#include "engine/reprise-postgres-server.h"

#include <locale.h>

#define PROGRAM_LIMIT_SECONDS 30
#define INITDB_LIMIT_SECONDS 300

struct _ReprisePostgres
{
  GObject parent_instance;

  RepriseRunner *runner;
  RepriseSql *sql;
  char *bin_directory;
  char *pgbackrest;

  GMutex mutex;
  int major; /* guarded by mutex; 0 until it was asked for */
};

G_DEFINE_FINAL_TYPE (ReprisePostgres, reprise_postgres, G_TYPE_OBJECT)

/* Where distributions put PostgreSQL, with the major version behind it. */
static const struct
{
  const char *directory;
  const char *prefix;
} installations[] = {
  { "/usr/lib/postgresql", "" },
  { "/usr", "pgsql-" },
};

static char *
run_for_text (RepriseRunner *runner, const char *program, const char *option, GError **error)
{
  const char *argv[] = { program, option, NULL };
  RepriseCommand command = { .argv = argv, .timeout_seconds = PROGRAM_LIMIT_SECONDS };
  g_autoptr (RepriseRunResult) result = reprise_runner_run_checked (runner, &command, NULL, error);
  gconstpointer data = NULL;
  gsize size = 0;

  if (result == NULL)
    return NULL;
  data = g_bytes_get_data (result->output, &size);
  return g_strchomp (g_strndup (data != NULL ? data : "", size));
}

static gboolean
has_pglogical (const char *bin_directory, const char *library_directory)
{
  g_autofree char *postgres = g_build_filename (bin_directory, "postgres", NULL);
  g_autofree char *initdb = g_build_filename (bin_directory, "initdb", NULL);
  g_autofree char *pglogical = g_build_filename (library_directory, "pglogical.so", NULL);

  return g_file_test (postgres, G_FILE_TEST_IS_EXECUTABLE) &&
         g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE) &&
         g_file_test (pglogical, G_FILE_TEST_EXISTS);
}

static char *
find_newest_below (const char *directory, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  char *newest = NULL;
  guint64 newest_major = 0;

  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *bin = g_build_filename (directory, name, "bin", NULL);
      g_autofree char *library = g_build_filename (directory, name, "lib", NULL);
      guint64 major = 0;

      if (!g_str_has_prefix (name, prefix) ||
          !g_ascii_string_to_unsigned (name + strlen (prefix), 10, 1, G_MAXINT, &major, NULL) ||
          major <= newest_major || !has_pglogical (bin, library))
        continue;
      newest_major = major;
      g_free (newest);
      newest = g_steal_pointer (&bin);
    }
  return newest;
}

static char *
find_by_pg_config (RepriseRunner *runner)
{
  g_autofree char *program = g_find_program_in_path ("pg_config");
  g_autofree char *bin = NULL;
  g_autofree char *library = NULL;

  if (program == NULL)
    return NULL;
  bin = run_for_text (runner, program, "--bindir", NULL);
  library = run_for_text (runner, program, "--pkglibdir", NULL);
  if (bin == NULL || library == NULL || !has_pglogical (bin, library))
    return NULL;
  return g_steal_pointer (&bin);
}

/* The same order of text everywhere, in UTF-8; C alone where the system has no C.UTF-8. */
static const char *
choose_locale (void)
{
  locale_t locale = newlocale (LC_ALL_MASK, "C.UTF-8", (locale_t) 0);

  if (locale == (locale_t) 0)
    return "C";
  freelocale (locale);
  return "C.UTF-8";
}

static gboolean
run_initdb (ReprisePostgres *self,
            RepriseInstance *instance,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *program = g_build_filename (self->bin_directory, "initdb", NULL);
  g_autofree char *locale = g_strconcat ("--locale=", choose_locale (), NULL);
  /* Without page checksums pgBackRest cannot see a broken page. */
  const char *argv[] = { program,
                         "--pgdata",
                         reprise_instance_get_data_directory (instance),
                         "--data-checksums",
                         "--username=" REPRISE_INSTANCE_SUPERUSER,
                         "--encoding=UTF8",
                         locale,
                         "--auth=peer",
                         NULL };
  RepriseCommand command = { .argv = argv, .timeout_seconds = INITDB_LIMIT_SECONDS };
  g_autoptr (RepriseRunResult) result =
                 reprise_runner_run_checked (self->runner, &command, cancellable, error);

  return result != NULL;
}

static gboolean
execute (ReprisePostgres *self,
         RepriseInstance *instance,
         const char *statement,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (RepriseSqlSession) session =
          reprise_instance_connect (instance, self->sql, "postgres", FALSE, cancellable, error);

  return session != NULL && reprise_sql_session_execute (session, statement, cancellable, error);
}

/* `<timeline>\t<lsn>\t<reason>`, one line for every timeline that was left; the last is the newest.
 */
static void
parse_history_end (const char *contents, RepriseRecoveryOutcome *outcome)
{
  g_autoptr (GRegex) regex =
          g_regex_new ("^\\s*(\\d+)\\s+([0-9A-F]+)/([0-9A-F]+)\\b", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, contents, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *timeline = g_match_info_fetch (match, 1);
      g_autofree char *high = g_match_info_fetch (match, 2);
      g_autofree char *low = g_match_info_fetch (match, 3);

      outcome->end_timeline = (guint) g_ascii_strtoull (timeline, NULL, 10);
      outcome->end_lsn = g_ascii_strtoull (high, NULL, 16) << 32 | g_ascii_strtoull (low, NULL, 16);
    }
}

static void
read_history_end (RepriseInstance *instance, RepriseRecoveryOutcome *outcome)
{
  g_autofree char *name = g_strdup_printf ("%08X.history", outcome->timeline);
  g_autofree char *path =
      g_build_filename (reprise_instance_get_data_directory (instance), "pg_wal", name, NULL);
  g_autofree char *contents = NULL;

  outcome->end_lsn = 0;
  outcome->end_timeline = 0;
  if (g_file_get_contents (path, &contents, NULL, NULL))
    parse_history_end (contents, outcome);
}

/* PostgreSQL goes on saying what it replayed last after it has been promoted. The timeline is that
 * of the WAL written now: where nothing had to be replayed the last checkpoint is of the old one.
 */
static gboolean
read_outcome (ReprisePostgres *self,
              RepriseInstance *instance,
              RepriseRecoveryOutcome *outcome,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RepriseSqlSession) session =
          reprise_instance_connect (instance, self->sql, "postgres", TRUE, cancellable, error);
  g_autoptr (RepriseSqlResult) result = NULL;

  if (session == NULL)
    return FALSE;
  result = reprise_sql_session_query (
      session,
      "SELECT to_char (pg_last_xact_replay_timestamp () AT TIME ZONE 'UTC',"
      " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),"
      " ('x' || left (pg_walfile_name (pg_current_wal_lsn ()), 8))::bit (32)::integer",
      NULL,
      0,
      cancellable,
      error);
  if (result == NULL)
    return FALSE;
  outcome->end_instant = REPRISE_INSTANT_NONE;
  reprise_instant_parse (reprise_sql_result_get (result, 0, 0), &outcome->end_instant);
  outcome->timeline = (guint) g_ascii_strtoull (reprise_sql_result_get (result, 0, 1), NULL, 10);
  read_history_end (instance, outcome);
  return TRUE;
}

static void
reprise_postgres_dispose (GObject *object)
{
  ReprisePostgres *self = REPRISE_POSTGRES (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->sql);
  G_OBJECT_CLASS (reprise_postgres_parent_class)->dispose (object);
}

static void
reprise_postgres_finalize (GObject *object)
{
  ReprisePostgres *self = REPRISE_POSTGRES (object);

  g_free (self->bin_directory);
  g_free (self->pgbackrest);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (reprise_postgres_parent_class)->finalize (object);
}

static void
reprise_postgres_class_init (ReprisePostgresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_postgres_dispose;
  object_class->finalize = reprise_postgres_finalize;
}

static void
reprise_postgres_init (ReprisePostgres *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * reprise_postgres_new:
 * @runner: runs the programs
 * @sql: connects to the servers
 * @bin_directory: holds `initdb` and `postgres`, absolute
 * @pgbackrest: that program, absolute, for archive_command
 *
 * Its calls block and may be made on any thread, one at a time for each instance.
 *
 * Returns: (transfer full): the programs of one installation
 */
ReprisePostgres *
reprise_postgres_new (RepriseRunner *runner,
                      RepriseSql *sql,
                      const char *bin_directory,
                      const char *pgbackrest)
{
  ReprisePostgres *self = NULL;

  g_return_val_if_fail (REPRISE_IS_RUNNER (runner), NULL);
  g_return_val_if_fail (REPRISE_IS_SQL (sql), NULL);
  g_return_val_if_fail (bin_directory != NULL && pgbackrest != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_POSTGRES, NULL);
  self->runner = g_object_ref (runner);
  self->sql = g_object_ref (sql);
  self->bin_directory = g_strdup (bin_directory);
  self->pgbackrest = g_strdup (pgbackrest);
  return self;
}

/**
 * reprise_postgres_find_bin_directory:
 * @runner: runs `pg_config` where the usual places have nothing
 * @error: return location for %REPRISE_ENGINE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full): the programs of the newest major version that has pglogical
 */
char *
reprise_postgres_find_bin_directory (RepriseRunner *runner, GError **error)
{
  char *found = NULL;

  g_return_val_if_fail (REPRISE_IS_RUNNER (runner), NULL);

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (installations); i++)
    found = find_newest_below (installations[i].directory, installations[i].prefix);
  if (found == NULL)
    found = find_by_pg_config (runner);
  if (found == NULL)
    g_set_error_literal (error,
                         REPRISE_ENGINE_ERROR,
                         REPRISE_ENGINE_ERROR_NOT_FOUND,
                         "No PostgreSQL with pglogical is installed (on Debian: the packages "
                         "postgresql-15 and postgresql-15-pglogical)");
  return found;
}

/**
 * reprise_postgres_get_major:
 * @self: the programs
 *
 * Asks `postgres --version` once.
 *
 * Returns: the major version, 0 where it cannot be told
 */
int
reprise_postgres_get_major (ReprisePostgres *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (REPRISE_IS_POSTGRES (self), 0);
  locker = g_mutex_locker_new (&self->mutex);
  if (self->major == 0)
    {
      g_autofree char *program = g_build_filename (self->bin_directory, "postgres", NULL);
      g_autofree char *text = run_for_text (self->runner, program, "--version", NULL);
      const char *number = text != NULL ? strstr (text, "(PostgreSQL) ") : NULL;

      if (number != NULL)
        self->major = (int) g_ascii_strtoull (number + strlen ("(PostgreSQL) "), NULL, 10);
    }
  return self->major;
}

/** reprise_postgres_get_bin_directory: Returns: where the programs are. */
const char *
reprise_postgres_get_bin_directory (ReprisePostgres *self)
{
  g_return_val_if_fail (REPRISE_IS_POSTGRES (self), NULL);
  return self->bin_directory;
}

/**
 * reprise_postgres_create:
 * @self: the programs
 * @instance: an instance whose data directory is empty or missing
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError or #GFileError
 *
 * initdb, and the configuration outside the data directory. Starts nothing.
 *
 * Returns: %TRUE if the instance can be started
 */
gboolean
reprise_postgres_create (ReprisePostgres *self,
                         RepriseInstance *instance,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *program = NULL;
  g_autofree char *known_settings = NULL;
  ReprisePostgresConf conf = { 0 };

  g_return_val_if_fail (REPRISE_IS_POSTGRES (self), FALSE);

  program = g_build_filename (self->bin_directory, "postgres", NULL);
  known_settings = run_for_text (self->runner, program, "--describe-config", error);
  if (known_settings == NULL)
    return FALSE;
  conf.pgbackrest = self->pgbackrest;
  conf.major = reprise_postgres_get_major (self);
  conf.known_settings = known_settings;
  conf.system_user = g_get_user_name ();
  return reprise_instance_make_directories (instance, error) &&
         run_initdb (self, instance, cancellable, error) &&
         reprise_postgres_conf_write (&conf, instance, error);
}

/**
 * reprise_postgres_create_database:
 * @self: the programs
 * @instance: a running instance
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * CREATE DATABASE for the instance's own, after its first start.
 *
 * Returns: %TRUE if it is there now
 */
gboolean
reprise_postgres_create_database (ReprisePostgres *self,
                                  RepriseInstance *instance,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *statement = NULL;

  g_return_val_if_fail (REPRISE_IS_POSTGRES (self), FALSE);
  name = reprise_sql_quote_identifier (reprise_instance_get_database_name (instance));
  statement = g_strconcat ("CREATE DATABASE ", name, NULL);
  return execute (self, instance, statement, cancellable, error);
}

/**
 * reprise_postgres_start:
 * @self: the programs
 * @instance: an instance that does not run
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Starts the server as a child of this process, waits until it takes connections, and makes one
 * CHECKPOINT: without it PostgreSQL 15 does not heed archive_timeout for the first five minutes.
 * On failure nothing runs.
 *
 * Returns: %TRUE if it runs
 */
gboolean
reprise_postgres_start (ReprisePostgres *self,
                        RepriseInstance *instance,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (REPRISE_IS_POSTGRES (self), FALSE);

  if (!reprise_postgres_server_start (self->runner,
                                      self->sql,
                                      self->bin_directory,
                                      instance,
                                      FALSE,
                                      NULL,
                                      NULL,
                                      cancellable,
                                      error))
    return FALSE;
  if (execute (self, instance, "CHECKPOINT", cancellable, error))
    return TRUE;
  reprise_postgres_server_abandon (instance);
  return FALSE;
}

/**
 * reprise_postgres_recover:
 * @self: the programs
 * @instance: an instance with a restored copy, not running
 * @started_func: (nullable): told that the server's process exists
 * @started_data: for @started_func
 * @outcome: (out): where recovery ended
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #RepriseEngineError
 *
 * Starts the copy without pglogical (it would take itself for the node it was copied from and use
 * up that node's slots), without archiving and where no client finds it, and waits until recovery
 * has ended. A server that ends before is %REPRISE_ENGINE_ERROR_RECOVERY_FAILED with PostgreSQL's
 * own words. On success it goes on running isolated, on failure nothing runs.
 *
 * Returns: %TRUE if the copy is a primary
 */
gboolean
reprise_postgres_recover (ReprisePostgres *self,
                          RepriseInstance *instance,
                          ReprisePostgresStartedFunc started_func,
                          gpointer started_data,
                          RepriseRecoveryOutcome *outcome,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (REPRISE_IS_POSTGRES (self), FALSE);
  g_return_val_if_fail (outcome != NULL, FALSE);

  if (!reprise_postgres_server_start (self->runner,
                                      self->sql,
                                      self->bin_directory,
                                      instance,
                                      TRUE,
                                      started_func,
                                      started_data,
                                      cancellable,
                                      error))
    return FALSE;
  if (read_outcome (self, instance, outcome, cancellable, error))
    return TRUE;
  reprise_postgres_server_abandon (instance);
  return FALSE;
}

/**
 * reprise_postgres_stop:
 * @self: the programs
 * @instance: an instance, running or not
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for %G_IO_ERROR_CANCELLED or a #RepriseEngineError
 *
 * A fast shutdown, which archives the last segment; an immediate one where that takes longer than a
 * minute.
 *
 * Returns: %TRUE if it does not run, also where it did not before
 */
gboolean
reprise_postgres_stop (ReprisePostgres *self,
                       RepriseInstance *instance,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (REPRISE_IS_POSTGRES (self), FALSE);
  return reprise_postgres_server_stop (instance, cancellable, error);
}
