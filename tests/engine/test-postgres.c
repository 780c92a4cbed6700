/* SPDX-License-Identifier: GPL-3.0-or-later
 * How PostgreSQL's programs are called, and what is made of what they answer. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-postgres.h"
#include "support/reprise-fake-process.h"
#include "support/reprise-fake-runner.h"
#include "support/reprise-fake-sql.h"
#include "support/reprise-lab-support.h"

#include <signal.h>

typedef struct
{
  char *root;
  RepriseFakeRunner *runner;
  RepriseFakeSql *sql;
  ReprisePostgres *postgres;
  RepriseInstance *instance;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->root = support_make_directory ();
  fixture->runner = reprise_fake_runner_new ();
  fixture->sql = reprise_fake_sql_new ();
  fixture->postgres = reprise_postgres_new (REPRISE_RUNNER (fixture->runner),
                                            REPRISE_SQL (fixture->sql),
                                            "/opt/pg/bin",
                                            "/usr/bin/pgbackrest");
  fixture->instance = reprise_instance_new (fixture->root, "east_parts", "n1");
  reprise_instance_make_directories (fixture->instance, &error);
  g_assert_no_error (error);
  reprise_fake_runner_add (fixture->runner,
                           "/opt/pg/bin/postgres --version",
                           0,
                           "postgres (PostgreSQL) 16.4 (Debian 16.4-1)\n",
                           NULL);
  reprise_fake_runner_add (fixture->runner,
                           "/opt/pg/bin/postgres --describe-config",
                           0,
                           "output_plugin_libraries\tsuperuser\t\n",
                           NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->instance);
  g_assert_finalize_object (fixture->postgres);
  g_object_unref (fixture->sql);
  g_object_unref (fixture->runner);
  support_remove_directory (fixture->root);
  g_free (fixture->root);
}

/* What a server keeps for pg_ctl: the fake runner's first process has this number. */
static void
write_status (Fixture *fixture, const char *status)
{
  g_autofree char *path = g_build_filename (reprise_instance_get_data_directory (fixture->instance),
                                            "postmaster.pid",
                                            NULL);
  g_autofree char *contents =
      g_strdup_printf ("100001\n/data\n1700000000\n5432\n/run\n\n 123 456\n%s\n", status);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

/* Checksums, the superuser's name and the encoding are asked for: without them pgBackRest sees no
 * broken page, and nothing fits together. */
static void
test_postgres_creates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *conf_path =
      g_build_filename (reprise_instance_get_conf_directory (fixture->instance),
                        "postgresql.conf",
                        NULL);
  g_autofree char *conf = NULL;
  g_autofree char *pattern =
      g_strdup_printf ("/opt/pg/bin/initdb --pgdata %s --data-checksums --username=postgres "
                       "--encoding=UTF8 --locale=C* --auth=peer",
                       reprise_instance_get_data_directory (fixture->instance));

  reprise_fake_runner_add (fixture->runner, pattern, 0, NULL, NULL);
  reprise_postgres_create (fixture->postgres, fixture->instance, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_fake_runner_count (fixture->runner, pattern), ==, 1);
  g_assert_cmpint (reprise_postgres_get_major (fixture->postgres), ==, 16);
  g_assert_cmpuint (reprise_fake_runner_count (fixture->runner, "*--version"), ==, 1);
  g_assert_true (g_file_get_contents (conf_path, &conf, NULL, NULL));
  g_assert_nonnull (strstr (conf, "output_plugin_libraries"));
}

/* initdb's own words are the error, and no configuration pretends that there is an instance. */
static void
test_postgres_creation_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *conf_path =
      g_build_filename (reprise_instance_get_conf_directory (fixture->instance),
                        "postgresql.conf",
                        NULL);

  reprise_fake_runner_add (fixture->runner,
                           "/opt/pg/bin/initdb *",
                           1,
                           NULL,
                           "initdb: error: directory exists but is not empty\n");
  g_assert_false (reprise_postgres_create (fixture->postgres, fixture->instance, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
  g_assert_nonnull (strstr (error->message, "not empty"));
  g_assert_false (g_file_test (conf_path, G_FILE_TEST_EXISTS));
}

/* A normal start says nothing on the command line but where the configuration is; once it takes
 * connections, one checkpoint wakes the archive's clock. */
static void
test_postgres_starts (Fixture *fixture, gconstpointer data)
{
  static const char *const no[] = { "f" };
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_strdup_printf ("/opt/pg/bin/postgres -D %s -c config_file=%s/postgresql.conf",
                       reprise_instance_get_data_directory (fixture->instance),
                       reprise_instance_get_conf_directory (fixture->instance));

  reprise_fake_runner_add_process (fixture->runner, line, TRUE, "");
  reprise_fake_sql_add_rows (fixture->sql, "SELECT pg_is_in_recovery", 1, no, 1);
  reprise_fake_sql_add_rows (fixture->sql, "CHECKPOINT", 0, NULL, 0);
  write_status (fixture, "ready   ");
  reprise_postgres_start (fixture->postgres, fixture->instance, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_fake_runner_get_call (fixture->runner, 0)->log_path,
                   ==,
                   reprise_instance_get_log_path (fixture->instance));
  g_assert_cmpuint (reprise_fake_sql_count (fixture->sql, "CHECKPOINT"), ==, 1);
  g_assert_true (reprise_instance_is_running (fixture->instance));
}

static RepriseSqlResult *
answer_recovery (const RepriseFakeStatement *statement,
                 GCancellable *cancellable,
                 gpointer user_data,
                 GError **error)
{
  static const char *const yes[] = { "t" };
  static const char *const no[] = { "f" };
  guint *n_left = user_data;

  if (*n_left == 0)
    return reprise_fake_sql_make_rows (1, no, 1);
  (*n_left)--;
  return reprise_fake_sql_make_rows (1, yes, 1);
}

/* Recovery is waited for beyond the first connection; what it reached is read to the microsecond,
 * and where the timeline was left comes from the newest history file's last line. */
static void
test_postgres_recovers (Fixture *fixture, gconstpointer data)
{
  static const char *const reached[] = { "2026-11-23T02:49:49.871861Z", "3" };
  g_autofree char *history_directory =
      g_build_filename (reprise_instance_get_data_directory (fixture->instance), "pg_wal", NULL);
  g_autofree char *history = g_build_filename (history_directory, "00000003.history", NULL);
  RepriseRecoveryOutcome outcome = { 0 };
  g_autoptr (GError) error = NULL;
  const RepriseFakeCall *call = NULL;
  guint n_left = 3;

  g_assert_cmpint (g_mkdir_with_parents (history_directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (history,
                                      "1\t0/20001F70\tbefore 2026-11-23 02:49:50.580728+00\n\n"
                                      "2\tA/B0000028\tno recovery target specified\n",
                                      -1,
                                      NULL));
  reprise_fake_runner_add_process (fixture->runner, "/opt/pg/bin/postgres -D *", TRUE, "");
  reprise_fake_sql_add_func (fixture->sql, "SELECT pg_is_in_recovery", answer_recovery, &n_left);
  reprise_fake_sql_add_rows (fixture->sql, "SELECT to_char", 2, reached, 1);
  write_status (fixture, "ready   ");
  reprise_postgres_recover (fixture->postgres,
                            fixture->instance,
                            NULL,
                            NULL,
                            &outcome,
                            NULL,
                            &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpint (outcome.end_instant, ==, G_GINT64_CONSTANT (1795402189871861));
  g_assert_cmpuint (outcome.timeline, ==, 3);
  g_assert_cmpuint (outcome.end_timeline, ==, 2);
  g_assert_cmphex (outcome.end_lsn, ==, G_GUINT64_CONSTANT (0xAB0000028));
  call = reprise_fake_runner_get_call (fixture->runner, 0);
  g_assert_nonnull (strstr (call->line, "-c shared_preload_libraries= -c archive_mode=off"));
  g_assert_nonnull (strstr (call->line, "east_parts.n1.isolated\""));
  g_assert_cmpstr (reprise_fake_sql_get_statement (fixture->sql, 0)->host,
                   ==,
                   reprise_instance_get_isolated_directory (fixture->instance));
}

/* A server that ends by itself is an error with the reason of this start, not of one before it. */
static void
test_postgres_ends_early (Fixture *fixture, gconstpointer data)
{
  RepriseRecoveryOutcome outcome = { 0 };
  g_autoptr (GError) error = NULL;

  reprise_fake_runner_add_process (fixture->runner,
                                   "/opt/pg/bin/postgres -D *",
                                   FALSE,
                                   "2026-11-23 03:51:42.832 UTC [6129] startup FATAL:  could not "
                                   "locate required checkpoint "
                                   "record\n");
  write_status (fixture, "starting");
  g_assert_false (reprise_postgres_recover (fixture->postgres,
                                            fixture->instance,
                                            NULL,
                                            NULL,
                                            &outcome,
                                            NULL,
                                            &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_RECOVERY_FAILED);
  g_assert_cmpstr (error->message,
                   ==,
                   "Recovery of node ‘n1’ failed: could not locate required checkpoint record");
  g_assert_null (reprise_instance_dup_process (fixture->instance));
}

/* A stop is a fast shutdown, once; what does not run is stopped already. */
static void
test_postgres_stops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseFakeProcess) process = reprise_fake_process_new (7);
  g_autoptr (GError) error = NULL;

  g_assert_true (reprise_postgres_stop (fixture->postgres, fixture->instance, NULL, &error));
  reprise_instance_set_process (fixture->instance, REPRISE_PROCESS (process));
  g_assert_true (reprise_postgres_stop (fixture->postgres, fixture->instance, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_fake_process_count_signals (process, SIGINT), ==, 1);
  g_assert_cmpuint (reprise_fake_process_count_signals (process, SIGQUIT), ==, 0);
  g_assert_null (reprise_instance_dup_process (fixture->instance));
}

/* A cancelled stop does not turn into an immediate one, and the server is still known. */
static void
test_postgres_stop_cancels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseFakeProcess) process = reprise_fake_process_new (7);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  reprise_fake_process_set_deaf_to (process, SIGINT);
  reprise_instance_set_process (fixture->instance, REPRISE_PROCESS (process));
  g_cancellable_cancel (cancellable);
  g_assert_false (
      reprise_postgres_stop (fixture->postgres, fixture->instance, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (reprise_fake_process_count_signals (process, SIGQUIT), ==, 0);
  g_assert_true (reprise_instance_is_running (fixture->instance));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/postgres/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("creates", test_postgres_creates);
  ADD ("creation-fails", test_postgres_creation_fails);
  ADD ("starts", test_postgres_starts);
  ADD ("recovers", test_postgres_recovers);
  ADD ("ends-early", test_postgres_ends_early);
  ADD ("stops", test_postgres_stops);
  ADD ("stop-cancels", test_postgres_stop_cancels);
#undef ADD
  return g_test_run ();
}
