/* SPDX-License-Identifier: GPL-3.0-or-later
 * A real PostgreSQL in a temporary directory, for the suite `lab`. */

#include "config.h"

#include "support/reprise-temporary-postgres.h"

#include "engine/reprise-postgres.h"
#include "engine/reprise-pq-sql.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#define START_LIMIT_USEC (60 * G_USEC_PER_SEC)

struct _RepriseTemporaryPostgres
{
  RepriseRunner *runner;
  RepriseProcess *process;
  char *directory;
  RepriseSqlTarget target;
};

static void
run_program (RepriseRunner *runner, const char *const *argv)
{
  const RepriseCommand command = { .argv = argv, .timeout_seconds = 60 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result = reprise_runner_run_checked (runner, &command, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->exit_status, ==, 0);
}

static void
make_cluster (RepriseTemporaryPostgres *self, const char *bin_directory, const char *data)
{
  g_autofree char *initdb = g_build_filename (bin_directory, "initdb", NULL);
  const char *const argv[] = { initdb,    "--pgdata",  data,         "--username", "postgres",
                               "--auth",  "trust",     "--encoding", "UTF8",       "--locale",
                               "C.UTF-8", "--no-sync", NULL };

  run_program (self->runner, argv);
}

static void
start_server (RepriseTemporaryPostgres *self, const char *bin_directory, const char *data)
{
  g_autofree char *postgres = g_build_filename (bin_directory, "postgres", NULL);
  g_autofree char *log = g_build_filename (self->directory, "log", NULL);
  const char *const argv[] = { postgres, "-D", data, "-k", self->directory, "-h", "", "-F", NULL };
  const RepriseCommand command = { .argv = argv };
  g_autoptr (GError) error = NULL;

  self->process = reprise_runner_spawn (self->runner, &command, log, &error);
  g_assert_no_error (error);
}

static void
wait_until_ready (RepriseTemporaryPostgres *self)
{
  g_autoptr (RepriseSql) sql = reprise_pq_sql_new (10);
  gint64 deadline = g_get_monotonic_time () + START_LIMIT_USEC;
  g_autoptr (RepriseSqlSession) session = NULL;

  while (session == NULL && g_get_monotonic_time () < deadline)
    {
      session = reprise_sql_connect (sql, &self->target, NULL, NULL);
      g_assert_true (reprise_process_is_running (self->process));
    }
  g_assert_nonnull (session);
}

/**
 * reprise_become_ordinary_user:
 *
 * PostgreSQL does not run as root: where the test does, it goes on as the user `postgres`.
 *
 * Returns: %FALSE, with a reason to skip, where there is no such user
 */
gboolean
reprise_become_ordinary_user (const char **reason)
{
  struct passwd *user;

  if (geteuid () != 0)
    return TRUE;

  user = getpwnam ("postgres");
  if (user == NULL)
    {
      *reason = "As root this needs the user postgres, which is not there";
      return FALSE;
    }
  g_assert_cmpint (initgroups (user->pw_name, user->pw_gid), ==, 0);
  g_assert_cmpint (setgid (user->pw_gid), ==, 0);
  g_assert_cmpint (setuid (user->pw_uid), ==, 0);

  return TRUE;
}

/**
 * reprise_temporary_postgres_new: (skip)
 * @runner: starts the server; its environment is the server's
 * @reason: (out): why there is none
 *
 * Returns: (transfer full) (nullable): a server that takes connections at its socket; %NULL where
 * PostgreSQL is not installed
 */
RepriseTemporaryPostgres *
reprise_temporary_postgres_new (RepriseRunner *runner, const char **reason)
{
  g_autofree char *bin_directory = NULL;
  g_autofree char *data = NULL;
  RepriseTemporaryPostgres *self;

  if (!reprise_become_ordinary_user (reason))
    return NULL;
  bin_directory = reprise_postgres_find_bin_directory (runner, NULL);
  if (bin_directory == NULL)
    {
      *reason = "No PostgreSQL with pglogical is installed";
      return NULL;
    }

  self = g_new0 (RepriseTemporaryPostgres, 1);
  self->runner = g_object_ref (runner);
  self->directory = g_dir_make_tmp ("reprise-pg-XXXXXX", NULL);
  g_assert_nonnull (self->directory);
  data = g_build_filename (self->directory, "data", NULL);
  self->target = (RepriseSqlTarget){ .host = self->directory,
                                     .port = 5432,
                                     .database = "postgres",
                                     .user = "postgres" };
  make_cluster (self, bin_directory, data);
  start_server (self, bin_directory, data);
  wait_until_ready (self);

  return self;
}

/**
 * reprise_temporary_postgres_free: (skip)
 * @self: (transfer full): stopped at once where it runs, and removed
 */
void
reprise_temporary_postgres_free (RepriseTemporaryPostgres *self)
{
  const char *const argv[] = { "/bin/rm", "-rf", "--", self->directory, NULL };

  reprise_process_send_signal (self->process, SIGQUIT);
  g_assert_true (reprise_process_wait (self->process, 60, NULL, NULL));
  run_program (self->runner, argv);
  g_clear_object (&self->process);
  g_clear_object (&self->runner);
  g_free (self->directory);
  g_free (self);
}

/** reprise_temporary_postgres_get_target: Returns: how to connect; borrowed. */
const RepriseSqlTarget *
reprise_temporary_postgres_get_target (RepriseTemporaryPostgres *self)
{
  return &self->target;
}

/** reprise_temporary_postgres_get_process: Returns: (transfer none): the postmaster. */
RepriseProcess *
reprise_temporary_postgres_get_process (RepriseTemporaryPostgres *self)
{
  return self->process;
}
