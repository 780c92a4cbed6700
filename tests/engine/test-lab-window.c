/* SPDX-License-Identifier: GPL-3.0-or-later
 * Recovery windows, and what real restores then do at their edges. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-parallel.h"
#include "engine/reprise-pq-sql.h"
#include "engine/reprise-window-scanner.h"
#include "support/reprise-fake-runner.h"
#include "support/reprise-lab-support.h"

#include <glib/gstdio.h>

#define PATIENCE_USEC (30 * G_USEC_PER_SEC)
#define MAX_ROWS 2000

/* A database with two backups and rows of which it is known when each was committed. Made once;
 * the repository is frozen then, and every case restores from a copy that it may spoil. */
typedef struct
{
  char *directory;
  char *root;
  char *frozen;
  RepriseRunner *runner;
  RepriseFakeRunner *counter; /* hands everything on to runner */
  RepriseSql *sql;
  ReprisePgBackRest *pgbackrest;
  ReprisePostgres *postgres;
  RepriseInstance *instance;
  RepriseWindowScanner *scanner;
  RepriseSqlSession *session;

  RepriseInstant commits[MAX_ROWS]; /* of row n, from 1 */
  guint n_rows;
  guint last_of_first_segment; /* row numbers */
  char *middle_segment;

  RepriseInventory *before_backup;
  RepriseInventory *after_backup;
  RepriseInventory *complete;
  double last_percent;
  gboolean went_back;
} World;

static World world;

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
  real = reprise_runner_run (world.runner, &silent, cancellable, error);
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
                 reprise_runner_run_checked (world.runner,
                                             &(RepriseCommand){ .argv = argv },
                                             NULL,
                                             &error);

  g_assert_no_error (error);
}

static void
execute (const char *statement)
{
  g_autoptr (GError) error = NULL;

  reprise_sql_session_execute (world.session, statement, NULL, &error);
  g_assert_no_error (error);
}

static char *
ask (const char *statement)
{
  g_autoptr (GError) error = NULL;
  char *answer = reprise_sql_session_query_text (world.session, statement, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static RepriseInstant
insert_row (void)
{
  const guint number = ++world.n_rows;
  g_autofree char *insert = g_strdup_printf ("INSERT INTO events VALUES (%u)", number);
  g_autofree char *question =
      g_strdup_printf ("SELECT to_char (pg_xact_commit_timestamp (xmin) AT TIME ZONE 'UTC', "
                       "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM events WHERE number = %u",
                       number);
  g_autofree char *answer = NULL;

  g_assert_cmpuint (number, <, MAX_ROWS);
  execute (insert);
  answer = ask (question);
  g_assert_true (reprise_instant_parse (answer, &world.commits[number]));
  return world.commits[number];
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
      g_autoptr (GPtrArray) segments =
              reprise_pgbackrest_list_archive (world.pgbackrest, repository, NULL, NULL, &error);

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
  world.went_back |= percent < world.last_percent;
  world.last_percent = percent;
}

static RepriseInstant
back_up (RepriseBackupType type, const char *name)
{
  g_autoptr (GError) error = NULL;

  world.last_percent = 0;
  reprise_pgbackrest_backup (world.pgbackrest,
                             world.instance,
                             type,
                             name,
                             note_progress_cb,
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  return reprise_instant_now ();
}

static RepriseInventory *
read_repository (const char *path)
{
  g_autoptr (GError) error = NULL;
  RepriseInventory *inventory = reprise_window_scanner_read (world.scanner,
                                                             path,
                                                             "database",
                                                             "repository",
                                                             "n1",
                                                             world.instance,
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
  g_autofree char *scratch = g_build_filename (world.directory, "scratch", NULL);

  g_assert_no_error (error);
  world.runner = support_new_runner ();
  world.counter = reprise_fake_runner_new ();
  reprise_fake_runner_add_func (world.counter, "*", hand_on_cb, NULL);
  world.sql = reprise_pq_sql_new (10);
  bin_directory = reprise_postgres_find_bin_directory (world.runner, &error);
  g_assert_no_error (error);
  world.postgres = reprise_postgres_new (world.runner, world.sql, bin_directory, program);
  world.pgbackrest = reprise_pgbackrest_new (world.runner, program);
  world.instance = reprise_instance_new (world.root, "app", "n1");
  world.scanner =
      reprise_window_scanner_new (reprise_pgbackrest_new (REPRISE_RUNNER (world.counter), program),
                                  world.postgres,
                                  REPRISE_RUNNER (world.counter),
                                  scratch);
}

static void
start_database (const char *repository)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = g_build_filename (world.directory, "elsewhere", NULL);
  g_autofree char *tablespace = g_strdup_printf ("CREATE TABLESPACE fast LOCATION '%s'", elsewhere);

  reprise_postgres_create (world.postgres, world.instance, NULL, &error);
  g_assert_no_error (error);
  reprise_pgbackrest_configure (world.pgbackrest, world.instance, repository, 2, &error);
  g_assert_no_error (error);
  reprise_postgres_start (world.postgres, world.instance, NULL, &error);
  g_assert_no_error (error);
  reprise_pgbackrest_create_stanza (world.pgbackrest, world.instance, TRUE, NULL, &error);
  g_assert_no_error (error);
  world.session =
      reprise_instance_connect (world.instance, world.sql, "postgres", FALSE, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  execute (tablespace);
  execute ("CREATE TABLE events (number int PRIMARY KEY)");
  execute ("CREATE TABLE fast_events TABLESPACE fast AS SELECT 42 AS number");
  /* Nothing else is to commit. */
  execute ("ALTER SYSTEM SET autovacuum = off");
  execute ("SELECT pg_reload_conf ()");
}

static void
set_up_world (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *repository = NULL;
  g_autofree char *rest = NULL;

  world.directory = support_make_directory ();
  world.root = g_build_filename (world.directory, "my lab", NULL);
  repository = g_build_filename (world.directory, "my backups", NULL);
  world.frozen = g_build_filename (world.directory, "frozen", NULL);
  make_tools ();
  start_database (repository);
  world.before_backup = read_repository (repository);
  insert_row ();

  insert_rows_behind (back_up (REPRISE_BACKUP_TYPE_FULL, "before “launch”") +
                      REPRISE_INSTANT_SECOND);
  world.after_backup = read_repository (repository);
  world.last_of_first_segment = world.n_rows;
  g_free (switch_wal (repository));
  insert_row ();
  world.middle_segment = switch_wal (repository);
  insert_row ();
  g_free (switch_wal (repository));
  insert_rows_behind (back_up (REPRISE_BACKUP_TYPE_INCR, NULL) + REPRISE_INSTANT_SECOND);
  rest = switch_wal (repository);
  copy_directory (repository, world.frozen);
  world.complete = read_repository (world.frozen);

  g_clear_object (&world.session);
  reprise_postgres_stop (world.postgres, world.instance, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down_world (void)
{
  g_assert_finalize_object (world.scanner);
  g_assert_finalize_object (world.before_backup);
  g_assert_finalize_object (world.after_backup);
  g_assert_finalize_object (world.complete);
  g_object_unref (world.instance);
  g_object_unref (world.postgres);
  g_object_unref (world.pgbackrest);
  g_object_unref (world.sql);
  g_object_unref (world.counter);
  g_object_unref (world.runner);
  support_remove_directory (world.directory);
  g_free (world.middle_segment);
  g_free (world.frozen);
  g_free (world.root);
  g_free (world.directory);
}

/* A copy of the frozen repository that a case may spoil. */
static char *
copy_frozen (const char *name)
{
  char *path = g_build_filename (world.directory, name, NULL);

  copy_directory (world.frozen, path);
  return path;
}

/* The file of a segment in a repository. */
static char *
find_segment_file (const char *repository, const char *segment)
{
  g_autofree char *log = g_strndup (segment, 16);
  g_autofree char *parent = g_build_filename (repository, "archive", "db", "15-1", log, NULL);
  g_autoptr (GDir) directory = g_dir_open (parent, 0, NULL);
  const char *name;

  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, segment) && strchr (name, '-') != NULL)
      return g_build_filename (parent, name, NULL);
  g_assert_not_reached ();
}

/* How many rows a restore to a target brings, and that the tablespace came along. */
static gint64
restore (const char *repository, const RepriseRestoreTarget *target, GError **error)
{
  RepriseRecoveryOutcome outcome;
  g_autoptr (GError) stop_error = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *fast = NULL;

  world.last_percent = 0;
  if (!reprise_pgbackrest_configure_restore (world.pgbackrest, world.instance, repository, error) ||
      !reprise_pgbackrest_restore (world.pgbackrest,
                                   world.instance,
                                   target,
                                   note_progress_cb,
                                   NULL,
                                   NULL,
                                   error) ||
      !reprise_postgres_recover (world.postgres, world.instance, NULL, NULL, &outcome, NULL, error))
    return -1;
  world.session =
      reprise_instance_connect (world.instance, world.sql, "postgres", TRUE, NULL, error);
  g_assert_nonnull (world.session);
  rows = ask ("SELECT max (number) FROM events HAVING count (*) = max (number)");
  fast = ask ("SELECT number FROM fast_events");
  g_assert_cmpstr (fast, ==, "42");
  g_clear_object (&world.session);
  reprise_postgres_stop (world.postgres, world.instance, NULL, &stop_error);
  g_assert_no_error (stop_error);
  return g_ascii_strtoll (rows, NULL, 10);
}

static gint64
restore_to (const char *repository, RepriseInstant instant, gboolean exclusive, GError **error)
{
  g_autofree char *text = reprise_instant_format_postgres (instant);

  return restore (repository, &(RepriseRestoreTarget){ "time", text, exclusive, NULL }, error);
}

static gint64
count_rows_until (RepriseInstant instant)
{
  gint64 n_rows = 0;

  while (n_rows < world.n_rows && world.commits[n_rows + 1] <= instant)
    n_rows++;
  return n_rows;
}

static RepriseInstant
get_first_target (guint backup_position)
{
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (world.complete, backup_position);

  return reprise_backup_get_finished_at (backup) + REPRISE_INSTANT_SECOND;
}

static const RepriseRecoverySpan *
get_span (RepriseInventory *inventory, gsize n_expected, gsize position)
{
  gsize n_spans;
  const RepriseRecoverySpan *spans =
      reprise_recovery_window_get_spans (reprise_inventory_get_recovery_window (inventory),
                                         &n_spans);

  g_assert_cmpuint (n_spans, ==, n_expected);
  return n_expected == 0 ? NULL : &spans[position];
}

static void
assert_restores (const char *repository, RepriseInstant instant, gboolean exclusive, gint64 n_rows)
{
  g_autoptr (GError) error = NULL;
  const gint64 restored = restore_to (repository, instant, exclusive, &error);

  g_assert_no_error (error);
  g_assert_cmpint (restored, ==, n_rows);
}

static void
assert_recovery_fails (const char *repository, RepriseInstant instant)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (restore_to (repository, instant, FALSE, &error), ==, -1);
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_RECOVERY_FAILED);
}

/* Without a backup, and without a commit behind it, no time target works and none is promised. */
static void
test_nothing_to_promise (void)
{
  g_assert_cmpuint (reprise_inventory_get_n_backups (world.before_backup), ==, 0);
  get_span (world.before_backup, 0, 0);
  g_assert_cmpuint (reprise_inventory_get_n_backups (world.after_backup), ==, 1);
  get_span (world.after_backup, 0, 0);
}

/* Two backups with unbroken WAL are one span, from the first to the last commit, exactly. */
static void
test_span (void)
{
  const RepriseRecoverySpan *span = get_span (world.complete, 1, 0);
  g_autoptr (RepriseBackup) full = reprise_inventory_get_backup (world.complete, 0);
  RepriseRecoveryWindow *window = reprise_inventory_get_recovery_window (world.complete);

  g_assert_cmpint (span->earliest, ==, get_first_target (0));
  g_assert_cmpint (span->latest_exclusive, ==, world.commits[world.n_rows]);
  g_assert_cmpstr (span->base_label, ==, reprise_backup_get_label (full));
  g_assert_cmpstr (reprise_recovery_window_get_contiguous_max_wal (window),
                   ==,
                   reprise_inventory_get_archive_max_wal (world.complete));
  g_assert_cmpfloat (world.last_percent, ==, 100.0);
  g_assert_false (world.went_back);
}

/* The last promised instant works, the first that is not does not, but for an exclusive target; and
 * only the latest point has the last row. */
static void
test_latest_edge (void)
{
  const RepriseInstant latest = get_span (world.complete, 1, 0)->latest_exclusive;
  g_autoptr (GError) error = NULL;

  assert_restores (world.frozen, latest - 1, FALSE, world.n_rows - 1);
  assert_recovery_fails (world.frozen, latest);
  assert_restores (world.frozen, latest, TRUE, world.n_rows - 1);
  g_assert_cmpint (restore (world.frozen,
                            &(RepriseRestoreTarget){ "default", NULL, FALSE, NULL },
                            &error),
                   ==,
                   world.n_rows);
  g_assert_no_error (error);
}

/* The first promised instant works; in the second before, pgBackRest finds no backup. */
static void
test_earliest_edge (void)
{
  const RepriseInstant earliest = get_span (world.complete, 1, 0)->earliest;
  g_autoptr (GError) error = NULL;

  assert_restores (world.frozen, earliest, FALSE, count_rows_until (earliest));
  g_assert_cmpint (restore_to (world.frozen, earliest - 1, FALSE, &error), ==, -1);
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
  g_assert_nonnull (strstr (error->message, "ERROR: [075]: unable to find backup set"));
}

/* Where a segment is missing there are two spans, and a hole in which a restore fails. */
static void
test_gap (void)
{
  g_autofree char *repository = copy_frozen ("gap");
  g_autofree char *missing = find_segment_file (repository, world.middle_segment);
  g_autoptr (RepriseInventory) inventory = NULL;
  const RepriseInstant last = world.commits[world.last_of_first_segment];

  g_assert_cmpint (g_remove (missing), ==, 0);
  inventory = read_repository (repository);
  g_assert_cmpint (get_span (inventory, 2, 0)->earliest, ==, get_first_target (0));
  g_assert_cmpint (get_span (inventory, 2, 0)->latest_exclusive, ==, last);
  g_assert_cmpint (get_span (inventory, 2, 1)->earliest, ==, get_first_target (1));
  g_assert_cmpint (get_span (inventory, 2, 1)->latest_exclusive, ==, world.commits[world.n_rows]);
  assert_restores (repository, last - 1, FALSE, world.last_of_first_segment - 1);
  assert_recovery_fails (repository, last);
  assert_restores (repository,
                   get_first_target (1),
                   FALSE,
                   count_rows_until (get_first_target (1)));
}

/* The archive's end is where the last segment that can be read ends. */
static void
test_unreadable_segment (void)
{
  g_autofree char *repository = copy_frozen ("unreadable");
  const char *last = reprise_inventory_get_archive_max_wal (world.complete);
  g_autofree char *damaged = find_segment_file (repository, last);
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseRecoveryWindow *window;

  g_assert_true (g_file_set_contents (damaged, "no WAL", -1, NULL));
  inventory = read_repository (repository);
  window = reprise_inventory_get_recovery_window (inventory);
  g_assert_cmpint (get_span (inventory, 1, 0)->latest_exclusive, <, world.commits[world.n_rows]);
  g_assert_cmpstr (reprise_recovery_window_get_contiguous_max_wal (window), <, last);
  assert_restores (repository,
                   get_span (inventory, 1, 0)->latest_exclusive - 1,
                   FALSE,
                   count_rows_until (get_span (inventory, 1, 0)->latest_exclusive - 1));
}

/* A backup whose own WAL is gone has no span, but pgBackRest chooses it all the same. */
static void
test_backup_without_wal (void)
{
  g_autofree char *repository = copy_frozen ("without-wal");
  g_autoptr (RepriseBackup) full = reprise_inventory_get_backup (world.complete, 0);
  g_autofree char *own = find_segment_file (repository, reprise_backup_get_wal_start (full));
  g_autoptr (RepriseInventory) inventory = NULL;

  g_assert_cmpint (g_remove (own), ==, 0);
  inventory = read_repository (repository);
  g_assert_cmpint (get_span (inventory, 1, 0)->earliest, ==, get_first_target (1));
}

/* A directory that pgBackRest would not recognise as a data directory is replaced. */
static void
test_damaged_directory (void)
{
  const char *data = reprise_instance_get_data_directory (world.instance);
  g_autofree char *version = g_build_filename (data, "PG_VERSION", NULL);
  g_autofree char *manifest = g_build_filename (data, "backup.manifest", NULL);
  g_autofree char *foreign = g_build_filename (data, "foreign", NULL);
  g_autoptr (RepriseBackup) full = reprise_inventory_get_backup (world.complete, 0);
  const RepriseRestoreTarget target = { "immediate", NULL, FALSE, reprise_backup_get_label (full) };
  g_autoptr (GError) error = NULL;

  g_remove (version);
  g_remove (manifest);
  g_assert_true (g_file_set_contents (foreign, "", -1, NULL));
  g_assert_cmpint (restore (world.frozen, &target, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_false (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_cmpfloat (world.last_percent, ==, 100.0);
  g_assert_false (world.went_back);
}

/* A repository that has not changed is not read again; one that has is, but for known segments. */
static void
test_cache (void)
{
  g_autofree char *repository = copy_frozen ("cache");
  g_autofree char *extra = find_segment_file (repository, world.middle_segment);
  const gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  guint before;
  guint after;

  do
    {
      g_autoptr (RepriseInventory) inventory = NULL;
      const gint64 started = g_get_monotonic_time ();

      before = reprise_fake_runner_get_n_calls (world.counter);
      inventory = read_repository (repository);
      after = reprise_fake_runner_get_n_calls (world.counter);
      g_test_message ("%u programs, %" G_GINT64_FORMAT " us",
                      after - before,
                      g_get_monotonic_time () - started);
      g_assert_cmpint (get_span (inventory, 1, 0)->latest_exclusive,
                       ==,
                       world.commits[world.n_rows]);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  while (after > before);

  g_assert_cmpint (g_remove (extra), ==, 0);
  {
    g_autoptr (RepriseInventory) changed = read_repository (repository);

    get_span (changed, 2, 0);
  }
}

static gboolean
read_cb (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RepriseInventory) inventory = read_repository (user_data);

  get_span (inventory, 1, 0);
  return TRUE;
}

/* Readers that come together share what one of them learns. */
static void
test_readers_at_once (void)
{
  g_autofree char *repository = copy_frozen ("at-once");
  g_autofree char *pattern = g_strdup_printf ("*archive-get*%s*", repository);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (items, NULL);
  reprise_parallel_run (items, read_cb, repository, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_fake_runner_count (world.counter, pattern), ==, 1);
}

/* The newest transaction of an archive is found on either side of a gap. */
static void
test_newest_commit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) segments =
          reprise_pgbackrest_list_archive (world.pgbackrest, world.frozen, NULL, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_remove_index (segments, segments->len - 2);
  g_assert_cmpint (reprise_window_scanner_newest_commit (world.scanner,
                                                         world.frozen,
                                                         segments,
                                                         NULL),
                   ==,
                   world.commits[world.n_rows]);
}

/* What is not there is no error; what is no repository has no backups. */
static void
test_no_repository (void)
{
  g_autofree char *missing = g_build_filename (world.directory, "missing", NULL);
  g_autofree char *empty = g_build_filename (world.directory, "empty", NULL);
  g_autoptr (RepriseInventory) inventory = NULL;

  g_assert_null (read_repository (missing));
  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  inventory = read_repository (empty);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 0);
  g_assert_cmpint (reprise_inventory_get_status_code (inventory), !=, 0);
  get_span (inventory, 0, 0);
}

/* Where no node is left to take a control file from, one is made once and kept; what a crash left
 * behind is not. */
static void
test_without_instance (void)
{
  g_autofree char *scratch = g_build_filename (world.directory, "fresh scratch", NULL);
  g_autofree char *left_behind = g_build_filename (scratch, "scan-123456", "global", NULL);
  g_autofree char *program = reprise_pgbackrest_find_program (NULL);
  g_autoptr (ReprisePgBackRest) pgbackrest =
                 reprise_pgbackrest_new (REPRISE_RUNNER (world.counter), program);

  g_assert_cmpint (g_mkdir_with_parents (left_behind, 0700), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RepriseWindowScanner) scanner =
                     reprise_window_scanner_new (pgbackrest,
                                                 world.postgres,
                                                 REPRISE_RUNNER (world.counter),
                                                 scratch);
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseInventory) inventory = reprise_window_scanner_read (scanner,
                                                                            world.frozen,
                                                                            "d",
                                                                            "r",
                                                                            "n1",
                                                                            NULL,
                                                                            NULL,
                                                                            &error);

      g_assert_no_error (error);
      get_span (inventory, 1, 0);
      g_assert_cmpuint (reprise_fake_runner_count (world.counter, "*/initdb *"), ==, 1);
    }
  g_assert_false (g_file_test (left_behind, G_FILE_TEST_EXISTS));
}

/* A look that is called off says so, and the next one works. */
static void
test_cancelled (void)
{
  g_autofree char *repository = copy_frozen ("cancelled");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (reprise_window_scanner_read (world.scanner,
                                              repository,
                                              "d",
                                              "r",
                                              "n1",
                                              NULL,
                                              cancellable,
                                              &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  inventory = read_repository (repository);
  get_span (inventory, 1, 0);
}

int
main (int argc, char **argv)
{
  int status;

  support_drop_root ();
  g_test_init (&argc, &argv, NULL);
  set_up_world ();
  g_test_add_func ("/engine/lab-window/nothing-to-promise", test_nothing_to_promise);
  g_test_add_func ("/engine/lab-window/span", test_span);
  g_test_add_func ("/engine/lab-window/latest-edge", test_latest_edge);
  g_test_add_func ("/engine/lab-window/earliest-edge", test_earliest_edge);
  g_test_add_func ("/engine/lab-window/gap", test_gap);
  g_test_add_func ("/engine/lab-window/unreadable-segment", test_unreadable_segment);
  g_test_add_func ("/engine/lab-window/backup-without-wal", test_backup_without_wal);
  g_test_add_func ("/engine/lab-window/damaged-directory", test_damaged_directory);
  g_test_add_func ("/engine/lab-window/cache", test_cache);
  g_test_add_func ("/engine/lab-window/readers-at-once", test_readers_at_once);
  g_test_add_func ("/engine/lab-window/newest-commit", test_newest_commit);
  g_test_add_func ("/engine/lab-window/no-repository", test_no_repository);
  g_test_add_func ("/engine/lab-window/without-instance", test_without_instance);
  g_test_add_func ("/engine/lab-window/cancelled", test_cancelled);
  status = g_test_run ();
  tear_down_world ();
  return status;
}
