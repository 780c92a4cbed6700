/* SPDX-License-Identifier: GPL-3.0-or-later
 * A real PostgreSQL: created, started, stopped, and what it says when it cannot start. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-postgres-conf.h"
#include "engine/reprise-postgres.h"
#include "engine/reprise-pq-sql.h"
#include "engine/reprise-sample.h"
#include "support/reprise-lab-support.h"

#include <signal.h>

typedef struct
{
  char *directory;
  RepriseRunner *runner;
  RepriseSql *sql;
  ReprisePostgres *postgres;
  RepriseInstance *instance;
} Fixture;

/* Every path of the instance has what needs quoting in it. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *root = NULL;

  fixture->directory = support_make_directory ();
  root = g_build_filename (fixture->directory, "o'neil \"5%\"", NULL);
  fixture->runner = support_new_runner ();
  fixture->sql = reprise_pq_sql_new (10);
  fixture->postgres = support_new_postgres (fixture->runner, fixture->sql);
  fixture->instance = reprise_instance_new (root, "east_parts", "n2");
  reprise_postgres_create (fixture->postgres, fixture->instance, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  reprise_postgres_stop (fixture->postgres, fixture->instance, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (reprise_instance_is_running (fixture->instance));
  g_object_unref (fixture->instance);
  g_object_unref (fixture->postgres);
  g_object_unref (fixture->sql);
  g_object_unref (fixture->runner);
  support_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  reprise_postgres_start (fixture->postgres, fixture->instance, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (reprise_instance_is_running (fixture->instance));
}

static char *
ask (Fixture *fixture, const char *database, gboolean isolated, const char *question)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseSqlSession) session = reprise_instance_connect (fixture->instance,
                                                                    fixture->sql,
                                                                    database,
                                                                    isolated,
                                                                    NULL,
                                                                    &error);
  char *answer = NULL;

  g_assert_no_error (error);
  answer = reprise_sql_session_query_text (session, question, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

/* The server takes its files from outside the data directory. */
static void
test_postgres_starts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *conf = reprise_postgres_conf_dup_path (fixture->instance);
  g_autofree char *conf_used = NULL;
  g_autofree char *number = NULL;
  g_autofree char *checksums = NULL;

  start (fixture);
  conf_used = ask (fixture, "postgres", FALSE, "SHOW config_file");
  number = ask (fixture, "postgres", FALSE, "SHOW lab.node_number");
  checksums = ask (fixture, "postgres", FALSE, "SHOW data_checksums");
  g_assert_cmpstr (conf_used, ==, conf);
  g_assert_cmpstr (number, ==, "2");
  g_assert_cmpstr (checksums, ==, "on");
  g_assert_cmpint (reprise_postgres_get_major (fixture->postgres), >=, 13);
}

/* A program in the place of pgBackRest: it writes down what it is given, argument by argument. */
static ReprisePostgres *
create_with_archiver (Fixture *fixture, RepriseInstance *instance, const char *written)
{
  g_autofree char *bin_directory = reprise_postgres_find_bin_directory (fixture->runner, NULL);
  g_autofree char *program = g_build_filename (fixture->directory, "it's 100% \"archive\"", NULL);
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$@\" > '%s.new' && mv '%s.new' '%s'\n",
                       written,
                       written,
                       written);
  ReprisePostgres *postgres =
      reprise_postgres_new (fixture->runner, fixture->sql, bin_directory, program);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error));
  reprise_postgres_create (postgres, instance, NULL, &error);
  g_assert_no_error (error);
  return postgres;
}

/* The archiver's arguments arrive whole through a configuration file, PostgreSQL and a shell. */
static void
test_postgres_archives (Fixture *fixture, gconstpointer data)
{
  g_autofree char *root = g_build_filename (fixture->directory, "it's 5% \"more\"", NULL);
  g_autofree char *written = g_build_filename (fixture->directory, "written", NULL);
  g_autoptr (RepriseInstance) instance = reprise_instance_new (root, "east_parts", "n1");
  g_autoptr (ReprisePostgres) postgres = create_with_archiver (fixture, instance, written);
  g_autofree char *config = NULL;
  g_autofree char *arguments = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  reprise_postgres_start (postgres, instance, NULL, &error);
  g_assert_no_error (error);
  /* A fast stop archives the last segment before it returns. */
  reprise_postgres_create_database (postgres, instance, NULL, &error);
  g_assert_no_error (error);
  reprise_postgres_stop (postgres, instance, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (written, &arguments, NULL, &error));
  lines = g_strsplit (arguments, "\n", -1);
  config = g_strconcat ("--config=", reprise_instance_get_pgbackrest_conf (instance), NULL);
  g_assert_cmpstr (lines[0], ==, config);
  g_assert_cmpstr (lines[1], ==, "--stanza=db");
  g_assert_cmpstr (lines[2], ==, "archive-push");
  g_assert_true (g_str_has_prefix (lines[3], "pg_wal/00000001"));
  g_assert_cmpstr (lines[4], ==, "");
}

/* A second start of a server that runs is refused, and harms it not. */
static void
test_postgres_starts_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL;

  start (fixture);
  g_assert_false (reprise_postgres_start (fixture->postgres, fixture->instance, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_WRONG_STATE);
  one = ask (fixture, "postgres", FALSE, "SELECT 1");
  g_assert_cmpstr (one, ==, "1");
}

/* What a killed server leaves behind does not keep the next one from starting, with its rows. */
static void
test_postgres_starts_after_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseProcess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *leftover =
      g_build_filename (reprise_instance_get_data_directory (fixture->instance),
                        "postmaster.pid",
                        NULL);
  g_autofree char *name = NULL;

  start (fixture);
  reprise_postgres_create_database (fixture->postgres, fixture->instance, NULL, &error);
  g_assert_no_error (error);
  process = reprise_instance_dup_process (fixture->instance);
  reprise_process_send_signal (process, SIGKILL);
  reprise_process_wait (process, 30, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (leftover, G_FILE_TEST_EXISTS));
  g_assert_false (reprise_instance_is_running (fixture->instance));
  start (fixture);
  name = ask (fixture, NULL, FALSE, "SELECT current_database ()");
  g_assert_cmpstr (name, ==, "east_parts");
}

/* Who waits learns PostgreSQL's own words, and nothing is left running. */
static void
test_postgres_says_why (Fixture *fixture, gconstpointer data)
{
  g_autofree char *conf = reprise_postgres_conf_dup_path (fixture->instance);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (conf, "max_connections = lots\n", -1, NULL));
  g_assert_false (reprise_postgres_start (fixture->postgres, fixture->instance, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
  g_assert_nonnull (strstr (error->message, "contains errors"));
  g_assert_nonnull (strstr (error->message, "invalid value for parameter \"max_connections\""));
  g_assert_null (strstr (error->message, "FATAL"));
  g_assert_false (reprise_instance_is_running (fixture->instance));
}

/* A cancelled start leaves nothing running. */
static void
test_postgres_cancels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      reprise_postgres_start (fixture->postgres, fixture->instance, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (reprise_instance_is_running (fixture->instance));
  start (fixture);
}

/* A copy with a commit to replay, as a restore leaves it: settings says how far it is to recover.
 */
static void
leave_copy (Fixture *fixture, const char *settings)
{
  const char *data = reprise_instance_get_data_directory (fixture->instance);
  g_autofree char *signal_path = g_build_filename (data, "recovery.signal", NULL);
  g_autofree char *settings_path = g_build_filename (data, "postgresql.auto.conf", NULL);
  g_autoptr (RepriseProcess) process = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture);
  reprise_postgres_create_database (fixture->postgres, fixture->instance, NULL, &error);
  g_assert_no_error (error);
  process = reprise_instance_dup_process (fixture->instance);
  reprise_process_send_signal (process, SIGQUIT);
  reprise_process_wait (process, 30, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (signal_path, "", -1, &error));
  g_assert_true (g_file_set_contents (settings_path, settings, -1, &error));
}

/* A copy that recovers has no pglogical, does not archive, and is not where clients look for it;
 * where it ended is told. */
static void
test_postgres_recovers_isolated (Fixture *fixture, gconstpointer data)
{
  RepriseRecoveryOutcome outcome = { 0 };
  RepriseInstant before = reprise_instant_now ();
  g_autoptr (GError) error = NULL;
  g_autofree char *libraries = NULL;
  g_autofree char *archiving = NULL;

  leave_copy (fixture, "restore_command = '/bin/false'\n");
  reprise_postgres_recover (fixture->postgres,
                            fixture->instance,
                            NULL,
                            NULL,
                            &outcome,
                            NULL,
                            &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.timeline, ==, 2);
  g_assert_cmpuint (outcome.end_timeline, ==, 1);
  g_assert_cmpuint (outcome.end_lsn, >, 0x1000000);
  g_assert_cmpint (outcome.end_instant, >, before);
  g_assert_cmpint (outcome.end_instant, <, reprise_instant_now ());
  libraries = ask (fixture, "postgres", TRUE, "SHOW shared_preload_libraries");
  archiving = ask (fixture, "postgres", TRUE, "SHOW archive_mode");
  g_assert_cmpstr (libraries, ==, "");
  g_assert_cmpstr (archiving, ==, "off");
  g_assert_null (
      reprise_instance_connect (fixture->instance, fixture->sql, "postgres", FALSE, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
}

/* A target that the archive does not reach ends the server: the words say so, and how far it came.
 */
static void
test_postgres_recovery_fails (Fixture *fixture, gconstpointer data)
{
  RepriseRecoveryOutcome outcome = { 0 };
  g_autoptr (GError) error = NULL;

  leave_copy (fixture,
              "restore_command = '/bin/false'\n"
              "recovery_target_time = '2200-01-01 00:00:00+00'\n");
  g_assert_false (reprise_postgres_recover (fixture->postgres,
                                            fixture->instance,
                                            NULL,
                                            NULL,
                                            &outcome,
                                            NULL,
                                            &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_RECOVERY_FAILED);
  g_assert_nonnull (strstr (error->message,
                            "recovery ended before configured recovery target was reached; last "
                            "completed transaction was at log time "));
  g_assert_false (reprise_instance_is_running (fixture->instance));
}

static RepriseSqlSession *
log_in (Fixture *fixture, const char *user, const char *password, GError **error)
{
  RepriseSqlTarget target = {
    .host = reprise_instance_get_socket_directory (fixture->instance),
    .port = REPRISE_INSTANCE_PORT,
    .database = "east_parts",
    .user = user,
    .password = password,
  };

  return reprise_sql_connect (fixture->sql, &target, NULL, error);
}

/* Roles log in with their password and with no other; it is set again, and never in the log. */
static void
test_postgres_has_roles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseSqlSession) superuser = NULL;
  g_autoptr (RepriseSqlSession) app = NULL;
  g_autofree char *log = NULL;

  start (fixture);
  g_assert_true (
      reprise_postgres_create_database (fixture->postgres, fixture->instance, NULL, &error));
  superuser = reprise_instance_connect (fixture->instance, fixture->sql, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  /* Refused, because the schema is not there yet: the statement has the passwords in it. */
  g_assert_false (reprise_sample_set_roles (superuser, "first-admin", "first-app", NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_SQL);
  g_clear_error (&error);
  g_assert_true (reprise_sample_create_schema (superuser, NULL, &error));
  g_assert_true (reprise_sample_set_roles (superuser, "second-admin", "second-app", NULL, &error));
  g_assert_true (reprise_sample_set_roles (superuser, "third'admin", "third'app", NULL, &error));
  g_assert_true (reprise_sample_seed (superuser, NULL, &error));
  g_assert_no_error (error);

  g_assert_null (log_in (fixture, "app", "second-app", &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
  g_clear_error (&error);
  app = log_in (fixture, "app", "third'app", &error);
  g_assert_no_error (error);
  g_assert_true (reprise_sample_write (app, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (reprise_sql_session_execute (app, "DROP TABLE orders", NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_SQL);

  g_assert_true (
      g_file_get_contents (reprise_instance_get_log_path (fixture->instance), &log, NULL, NULL));
  g_assert_null (strstr (log, "first-admin"));
  g_assert_null (strstr (log, "first-app"));
}

/* Keys that a node made before its sequence went back do not come again after it. */
static void
test_postgres_keys_survive_rewind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseSqlSession) session = NULL;
  g_autofree char *n_distinct = NULL;

  start (fixture);
  g_assert_true (
      reprise_postgres_create_database (fixture->postgres, fixture->instance, NULL, &error));
  session = reprise_instance_connect (fixture->instance, fixture->sql, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (reprise_sample_create_schema (session, NULL, &error));
  reprise_sql_session_execute (
      session,
      "CREATE TABLE made (id bigint);"
      "INSERT INTO made SELECT lab.next_id () FROM generate_series (1, 5000);"
      "SELECT setval ('lab.id_sequence', 1);"
      "INSERT INTO made SELECT lab.next_id () FROM generate_series (1, 5000)",
      NULL,
      &error);
  g_assert_no_error (error);
  n_distinct = ask (fixture, NULL, FALSE, "SELECT count (DISTINCT id) FROM made");
  g_assert_cmpstr (n_distinct, ==, "10000");
}

int
main (int argc, char *argv[])
{
  support_drop_root ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/lab-postgres/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("starts", test_postgres_starts);
  ADD ("archives", test_postgres_archives);
  ADD ("starts-once", test_postgres_starts_once);
  ADD ("starts-after-kill", test_postgres_starts_after_kill);
  ADD ("says-why", test_postgres_says_why);
  ADD ("cancels", test_postgres_cancels);
  ADD ("recovers-isolated", test_postgres_recovers_isolated);
  ADD ("recovery-fails", test_postgres_recovery_fails);
  ADD ("has-roles", test_postgres_has_roles);
  ADD ("keys-survive-rewind", test_postgres_keys_survive_rewind);
#undef ADD
  return g_test_run ();
}
