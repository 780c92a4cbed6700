/* SPDX-License-Identifier: GPL-3.0-or-later
 * A real database with two backups, and its repository, to be restored from. */

#include "config.h"

#include "support/reprise-lab-world.h"

#include "engine/reprise-pq-sql.h"
#include "support/reprise-lab-support.h"

#include <glib/gstdio.h>
#include <string.h>

SupportWorld support_world;

#define PATIENCE_USEC (30 * G_USEC_PER_SEC)

static gboolean
hand_on_cb (const RepriseCommand *command,
            RepriseRunResult *result,
            GCancellable *cancellable,
            gpointer user_data,
            GError **error)
{
  g_autofree RepriseRunResult *real = NULL;
  RepriseCommand silent = *command;

  silent.line_func = NULL;
  real = reprise_runner_run (support_world.runner, &silent, cancellable, error);
  if (real == NULL)
    return FALSE;
  g_bytes_unref (result->output);
  g_free (result->errors);
  *result = *real;
  return TRUE;
}

static void
copy_directory (const char *from, const char *to)
{
  const char *argv[] = { "/bin/cp", "-a", from, to, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRunResult) result =
                 reprise_runner_run_checked (support_world.runner,
                                             &(RepriseCommand){ .argv = argv },
                                             NULL,
                                             &error);

  g_assert_no_error (error);
}

static void
execute (const char *statement)
{
  g_autoptr (GError) error = NULL;

  reprise_sql_session_execute (support_world.session, statement, NULL, &error);
  g_assert_no_error (error);
}

static char *
ask (const char *statement)
{
  g_autoptr (GError) error = NULL;
  char *answer =
      reprise_sql_session_query_text (support_world.session, statement, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static RepriseInstant
insert_row (void)
{
  const guint number = ++support_world.n_rows;
  g_autofree char *insert = g_strdup_printf ("INSERT INTO events VALUES (%u)", number);
  g_autofree char *question =
      g_strdup_printf ("SELECT to_char (pg_xact_commit_timestamp (xmin) AT TIME ZONE 'UTC', "
                       "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM events WHERE number = %u",
                       number);
  g_autofree char *answer = NULL;

  g_assert_cmpuint (number, <, SUPPORT_WORLD_MAX_ROWS);
  execute (insert);
  answer = ask (question);
  g_assert_true (reprise_instant_parse (answer, &support_world.commits[number]));
  return support_world.commits[number];
}

/* Writes rows until one is certainly behind the span's start, and one more. */
static void
insert_rows_behind (RepriseInstant instant)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;

  while (insert_row () <= instant)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (20 * 1000);
    }
  insert_row ();
}

static char *
switch_wal (const char *repository)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  g_autofree char *segment = ask ("SELECT pg_walfile_name (pg_switch_wal ())");

  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) segments = reprise_pgbackrest_list_archive (support_world.pgbackrest,
                                                                        repository,
                                                                        NULL,
                                                                        NULL,
                                                                        &error);

      g_assert_no_error (error);
      if (segments->len > 0 &&
          g_strcmp0 (g_ptr_array_index (segments, segments->len - 1), segment) >= 0)
        return g_steal_pointer (&segment);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (50 * 1000);
    }
}

static void
note_progress_cb (double percent, const char *line, gpointer user_data)
{
  if (percent < 0)
    return;
  support_world.went_back |= percent < support_world.last_percent;
  support_world.last_percent = percent;
}

static RepriseInstant
back_up (RepriseBackupType type, const char *name)
{
  g_autoptr (GError) error = NULL;

  support_world.last_percent = 0;
  reprise_pgbackrest_backup (support_world.pgbackrest,
                             support_world.instance,
                             type,
                             name,
                             note_progress_cb,
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  return reprise_instant_now ();
}

/** support_world_read: Returns: (transfer full): what the scanner says of a repository. */
RepriseInventory *
support_world_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  RepriseInventory *inventory = reprise_window_scanner_read (support_world.scanner,
                                                             path,
                                                             "database",
                                                             "repository",
                                                             "n1",
                                                             support_world.instance,
                                                             NULL,
                                                             &error);

  g_assert_no_error (error);
  return inventory;
}

static void
make_tools (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = reprise_pgbackrest_find_program (&error);
  g_autofree char *bin_directory = NULL;
  g_autoptr (ReprisePgBackRest) counted = NULL;
  g_autofree char *scratch = g_build_filename (support_world.directory, "scratch", NULL);

  g_assert_no_error (error);
  support_world.runner = support_new_runner ();
  support_world.counter = reprise_fake_runner_new ();
  reprise_fake_runner_add_func (support_world.counter, "*", hand_on_cb, NULL);
  support_world.sql = reprise_pq_sql_new (10);
  bin_directory = reprise_postgres_find_bin_directory (support_world.runner, &error);
  g_assert_no_error (error);
  support_world.postgres =
      reprise_postgres_new (support_world.runner, support_world.sql, bin_directory, program);
  support_world.pgbackrest = reprise_pgbackrest_new (support_world.runner, program);
  support_world.instance = reprise_instance_new (support_world.root, "app", "n1");
  counted = reprise_pgbackrest_new (REPRISE_RUNNER (support_world.counter), program);
  support_world.scanner = reprise_window_scanner_new (counted,
                                                      support_world.postgres,
                                                      REPRISE_RUNNER (support_world.counter),
                                                      scratch);
}

static void
start_database (const char *repository)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = g_build_filename (support_world.directory, "elsewhere", NULL);
  g_autofree char *tablespace = g_strdup_printf ("CREATE TABLESPACE fast LOCATION '%s'", elsewhere);

  reprise_postgres_create (support_world.postgres, support_world.instance, NULL, &error);
  g_assert_no_error (error);
  reprise_pgbackrest_configure (support_world.pgbackrest,
                                support_world.instance,
                                repository,
                                2,
                                &error);
  g_assert_no_error (error);
  reprise_postgres_start (support_world.postgres, support_world.instance, NULL, &error);
  g_assert_no_error (error);
  reprise_pgbackrest_create_stanza (support_world.pgbackrest,
                                    support_world.instance,
                                    TRUE,
                                    NULL,
                                    &error);
  g_assert_no_error (error);
  support_world.session = reprise_instance_connect (support_world.instance,
                                                    support_world.sql,
                                                    "postgres",
                                                    FALSE,
                                                    NULL,
                                                    &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  execute (tablespace);
  execute ("CREATE TABLE events (number int PRIMARY KEY)");
  execute ("CREATE TABLE fast_events TABLESPACE fast AS SELECT 42 AS number");
  /* Nothing else is to commit. */
  execute ("ALTER SYSTEM SET autovacuum = off");
  execute ("SELECT pg_reload_conf ()");
}

/** support_world_set_up: Makes the database and its frozen repository; takes some ten seconds. */
void
support_world_set_up (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *repository = NULL;
  g_autofree char *rest = NULL;

  support_world.directory = support_make_directory ();
  support_world.root = g_build_filename (support_world.directory, "my lab", NULL);
  repository = g_build_filename (support_world.directory, "my backups", NULL);
  support_world.frozen = g_build_filename (support_world.directory, "frozen", NULL);
  make_tools ();
  start_database (repository);
  support_world.before_backup = support_world_read (repository);
  insert_row ();

  insert_rows_behind (back_up (REPRISE_BACKUP_TYPE_FULL, "before “launch”") +
                      REPRISE_INSTANT_SECOND);
  support_world.after_backup = support_world_read (repository);
  support_world.last_of_first_segment = support_world.n_rows;
  g_free (switch_wal (repository));
  insert_row ();
  support_world.middle_segment = switch_wal (repository);
  insert_row ();
  g_free (switch_wal (repository));
  insert_rows_behind (back_up (REPRISE_BACKUP_TYPE_INCR, NULL) + REPRISE_INSTANT_SECOND);
  rest = switch_wal (repository);
  copy_directory (repository, support_world.frozen);
  support_world.complete = support_world_read (support_world.frozen);

  g_clear_object (&support_world.session);
  reprise_postgres_stop (support_world.postgres, support_world.instance, NULL, &error);
  g_assert_no_error (error);
}

/** support_world_tear_down: Removes everything. */
void
support_world_tear_down (void)
{
  g_assert_finalize_object (support_world.scanner);
  g_assert_finalize_object (support_world.before_backup);
  g_assert_finalize_object (support_world.after_backup);
  g_assert_finalize_object (support_world.complete);
  g_object_unref (support_world.instance);
  g_object_unref (support_world.postgres);
  g_object_unref (support_world.pgbackrest);
  g_object_unref (support_world.sql);
  g_object_unref (support_world.counter);
  g_object_unref (support_world.runner);
  support_remove_directory (support_world.directory);
  g_free (support_world.middle_segment);
  g_free (support_world.frozen);
  g_free (support_world.root);
  g_free (support_world.directory);
}

/** support_world_copy: Returns: (transfer full): a copy of the frozen repository, to be spoilt. */
char *
support_world_copy (const char *name)
{
  char *path = g_build_filename (support_world.directory, name, NULL);

  copy_directory (support_world.frozen, path);
  return path;
}

/* Of the only cluster, whatever release its files are of. */
static char *
find_archive (const char *repository)
{
  g_autofree char *stanza = g_build_filename (repository, "archive", "db", NULL);
  g_autoptr (GDir) directory = g_dir_open (stanza, 0, NULL);
  const char *name;

  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, "-1"))
      return g_build_filename (stanza, name, NULL);
  g_assert_not_reached ();
}

/** support_world_find_segment: Returns: (transfer full): the file of a segment in a repository. */
char *
support_world_find_segment (const char *repository, const char *segment)
{
  g_autofree char *archive = find_archive (repository);
  g_autofree char *log = g_strndup (segment, 16);
  g_autofree char *parent = g_build_filename (archive, log, NULL);
  g_autoptr (GDir) directory = g_dir_open (parent, 0, NULL);
  const char *name;

  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, segment) && strchr (name, '-') != NULL)
      return g_build_filename (parent, name, NULL);
  g_assert_not_reached ();
}

/**
 * support_world_restore:
 *
 * Restores, recovers and stops again; the tablespace must have come along.
 *
 * Returns: how many rows there were, or -1
 */
gint64
support_world_restore (const char *repository, const RepriseRestoreTarget *target, GError **error)
{
  RepriseRecoveryOutcome outcome;
  g_autoptr (GError) stop_error = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *fast = NULL;

  support_world.last_percent = 0;
  if (!reprise_pgbackrest_configure_restore (support_world.pgbackrest,
                                             support_world.instance,
                                             repository,
                                             error) ||
      !reprise_pgbackrest_restore (support_world.pgbackrest,
                                   support_world.instance,
                                   target,
                                   note_progress_cb,
                                   NULL,
                                   NULL,
                                   error) ||
      !reprise_postgres_recover (support_world.postgres,
                                 support_world.instance,
                                 NULL,
                                 NULL,
                                 &outcome,
                                 NULL,
                                 error))
    return -1;
  support_world.session = reprise_instance_connect (support_world.instance,
                                                    support_world.sql,
                                                    "postgres",
                                                    TRUE,
                                                    NULL,
                                                    error);
  g_assert_nonnull (support_world.session);
  rows = ask ("SELECT max (number) FROM events HAVING count (*) = max (number)");
  fast = ask ("SELECT number FROM fast_events");
  g_assert_cmpstr (fast, ==, "42");
  g_clear_object (&support_world.session);
  reprise_postgres_stop (support_world.postgres, support_world.instance, NULL, &stop_error);
  g_assert_no_error (stop_error);
  return g_ascii_strtoll (rows, NULL, 10);
}

/** support_world_restore_to: Likewise, to an instant. */
gint64
support_world_restore_to (const char *repository,
                          RepriseInstant instant,
                          gboolean exclusive,
                          GError **error)
{
  g_autofree char *text = reprise_instant_format_postgres (instant);

  return support_world_restore (repository,
                                &(RepriseRestoreTarget){ "time", text, exclusive, NULL },
                                error);
}

/** support_world_count_rows: Returns: how many rows were committed until an instant. */
gint64
support_world_count_rows (RepriseInstant instant)
{
  gint64 n_rows = 0;

  while (n_rows < support_world.n_rows && support_world.commits[n_rows + 1] <= instant)
    n_rows++;
  return n_rows;
}
