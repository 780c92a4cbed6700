/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of what pgBackRest is asked, and of what its answers become. */

#include "config.h"

#include "engine/reprise-data-directory.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-pgbackrest.h"
#include "support/reprise-fake-runner.h"

#include <glib/gstdio.h>
#include <string.h>

#define PROGRAM "/usr/bin/pgbackrest"

typedef struct
{
  char *root;
  RepriseFakeRunner *runner;
  ReprisePgBackRest *pgbackrest;
  RepriseInstance *instance;
  int exit_status;
  const char *output;
  const char *errors;
} Fixture;

static gboolean
answer_cb (const RepriseCommand *command,
           RepriseRunResult *result,
           GCancellable *cancellable,
           gpointer user_data,
           GError **error)
{
  const Fixture *fixture = user_data;

  result->exit_status = fixture->exit_status;
  reprise_fake_result_set_output (result, fixture->output);
  reprise_fake_result_set_errors (result, fixture->errors);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->root = g_dir_make_tmp ("reprise-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->output = "";
  fixture->errors = "";
  fixture->runner = reprise_fake_runner_new ();
  reprise_fake_runner_add_func (fixture->runner, PROGRAM " *", answer_cb, fixture);
  fixture->pgbackrest = reprise_pgbackrest_new (REPRISE_RUNNER (fixture->runner), PROGRAM);
  fixture->instance = reprise_instance_new (fixture->root, "sales", "n1");
  g_assert_true (reprise_instance_make_directories (fixture->instance, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (reprise_data_directory_empty (fixture->root, NULL));
  g_rmdir (fixture->root);
  g_assert_finalize_object (fixture->instance);
  g_assert_finalize_object (fixture->pgbackrest);
  g_assert_finalize_object (fixture->runner);
  g_free (fixture->root);
}

/* Text with this machine's temporary directory replaced by ROOT. */
static char *
dup_without_root (Fixture *fixture, const char *text)
{
  g_autoptr (GString) result = g_string_new (text);

  g_string_replace (result, fixture->root, "ROOT", 0);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
assert_last_call (Fixture *fixture, const char *expected)
{
  const RepriseFakeCall *call =
      reprise_fake_runner_get_call (fixture->runner,
                                    reprise_fake_runner_get_n_calls (fixture->runner) - 1);
  g_autofree char *shown = dup_without_root (fixture, call->line);

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_file (Fixture *fixture, const char *path, const char *expected)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  shown = dup_without_root (fixture, text);
  g_assert_cmpstr (shown, ==, expected);
}

static void
put_file (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_true (g_file_set_contents (path, "15\n", -1, NULL));
}

#define COMMON(repository)                                                                         \
  "[global]\n"                                                                                     \
  "repo1-path=" repository "\n"                                                                    \
  "lock-path=ROOT/nodes/sales/n1/lock\n"                                                           \
  "spool-path=ROOT/nodes/sales/n1/spool\n"                                                         \
  "log-level-file=off\n"                                                                           \
  "process-max=2\n"
#define STANZA                                                                                     \
  "\n[db]\n"                                                                                       \
  "pg1-path=ROOT/nodes/sales/n1/data\n"                                                            \
  "pg1-socket-path=ROOT/run/sales.n1\n"                                                            \
  "pg1-port=5432\n"                                                                                \
  "pg1-user=postgres\n"
#define RETENTION(compression)                                                                     \
  "repo1-retention-full-type=count\n"                                                              \
  "repo1-retention-full=3\n"                                                                       \
  "compress-type=" compression "\n"                                                                \
  "compress-level=3\n"                                                                             \
  "start-fast=y\n"

/* The node's own configuration keeps, compresses and archives; paths may have spaces. */
static void
test_configure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->exit_status = 43;
  fixture->errors = "ERROR: [043]: WAL segment to push required\n";
  g_assert_true (reprise_pgbackrest_configure (fixture->pgbackrest,
                                               fixture->instance,
                                               "/var/my backups/n1",
                                               3,
                                               &error));
  g_assert_no_error (error);
  assert_file (fixture,
               reprise_instance_get_pgbackrest_conf (fixture->instance),
               COMMON ("/var/my backups/n1") RETENTION ("zst") STANZA);

  /* What pgBackRest was built with is asked once. */
  g_assert_true (
      reprise_pgbackrest_configure (fixture->pgbackrest, fixture->instance, "/b", 3, &error));
  g_assert_cmpuint (reprise_fake_runner_get_n_calls (fixture->runner), ==, 1);
}

/* A pgBackRest without zst and lz4 compresses with gz. */
static void
test_configure_without_zst (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->exit_status = 32;
  fixture->errors = "ERROR: [032]: pgBackRest not built with zst support\n";
  g_assert_true (
      reprise_pgbackrest_configure (fixture->pgbackrest, fixture->instance, "/b", 3, &error));
  assert_file (fixture,
               reprise_instance_get_pgbackrest_conf (fixture->instance),
               COMMON ("/b") RETENTION ("gz") STANZA);
}

/* The configuration of a restore has nothing that expires or writes. */
static void
test_configure_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (reprise_pgbackrest_configure_restore (fixture->pgbackrest,
                                                       fixture->instance,
                                                       "/b/n2",
                                                       &error));
  assert_file (fixture,
               reprise_instance_get_restore_conf (fixture->instance),
               COMMON ("/b/n2") STANZA);
  g_assert_cmpuint (reprise_fake_runner_get_n_calls (fixture->runner), ==, 0);
}

/* A path that would mean something else where pgBackRest writes it is refused. */
static void
test_configure_refuses_path (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = {
    "/b\nrepo1-path=/c", "/b\rc", "/it's", "/a\"b", "/a\\b", "/$HOME", "/`id`", "/a%pb",
    "relative",          "/b "
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (reprise_pgbackrest_configure_restore (fixture->pgbackrest,
                                                            fixture->instance,
                                                            paths[i],
                                                            &error));
      g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_WRONG_STATE);
    }
  g_assert_false (
      g_file_test (reprise_instance_get_restore_conf (fixture->instance), G_FILE_TEST_EXISTS));
}

/* A stanza is made through the node's configuration, online or not. */
static void
test_create_stanza (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (reprise_pgbackrest_create_stanza (fixture->pgbackrest,
                                                   fixture->instance,
                                                   TRUE,
                                                   NULL,
                                                   &error));
  assert_last_call (fixture,
                    PROGRAM " stanza-create --config=ROOT/nodes/sales/n1/conf/pgbackrest.conf "
                            "--stanza=db --log-level-file=off --log-level-console=off "
                            "--log-level-stderr=error");
  g_assert_true (reprise_pgbackrest_create_stanza (fixture->pgbackrest,
                                                   fixture->instance,
                                                   FALSE,
                                                   NULL,
                                                   &error));
  assert_last_call (fixture,
                    PROGRAM " stanza-create --config=ROOT/nodes/sales/n1/conf/pgbackrest.conf "
                            "--stanza=db --log-level-file=off --log-level-console=off "
                            "--log-level-stderr=error --no-online");
}

static void
collect_percent_cb (double percent, const char *line, gpointer user_data)
{
  g_string_append_printf (user_data, "%.1f ", percent);
}

/* A backup has its type and its name, and what it reports never goes back. */
static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) percents = g_string_new (NULL);

  fixture->output = "P00   INFO: backup start archive = 000000010000000000000060\n"
                    "P01 DETAIL: backup file /d/1 (5.9MB, 13.40%) checksum a0\n"
                    "P02 DETAIL: backup file /d/3 (5.9MB, 20.00%) checksum a0\n"
                    "P01 DETAIL: backup file /d/2 (1.9MB, 18.00%) checksum a0\n";
  g_assert_true (reprise_pgbackrest_backup (fixture->pgbackrest,
                                            fixture->instance,
                                            REPRISE_BACKUP_TYPE_INCR,
                                            "before \"launch\" & more",
                                            collect_percent_cb,
                                            percents,
                                            NULL,
                                            &error));
  assert_last_call (fixture,
                    PROGRAM " backup --config=ROOT/nodes/sales/n1/conf/pgbackrest.conf "
                            "--stanza=db --log-level-file=off --log-level-console=detail "
                            "--log-level-stderr=off --no-log-timestamp --type=incr "
                            "--annotation=name=before \"launch\" & more");
  g_assert_cmpstr (percents->str, ==, "-1.0 13.4 20.0 20.0 ");
}

/* A failed command's error has pgBackRest's own words, found among its lines. */
static void
test_backup_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->exit_status = 50;
  fixture->output = "P00   INFO: backup command begin 2.45\n"
                    "P00  ERROR: [050]: unable to acquire lock on file '/l/db-backup.lock'\n"
                    "       HINT: is another pgBackRest process running?\n"
                    "P00   INFO: backup command end: aborted with exception [050]\n";
  g_assert_false (reprise_pgbackrest_backup (fixture->pgbackrest,
                                             fixture->instance,
                                             REPRISE_BACKUP_TYPE_FULL,
                                             NULL,
                                             NULL,
                                             NULL,
                                             NULL,
                                             &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
  g_assert_cmpstr (error->message,
                   ==,
                   "pgBackRest backup failed: ERROR: [050]: unable to acquire lock on file "
                   "'/l/db-backup.lock'\n       HINT: is another pgBackRest process running?");
}

#define RESTORE                                                                                    \
  PROGRAM " restore --config=ROOT/nodes/sales/n1/conf/pgbackrest-restore.conf --stanza=db "        \
          "--log-level-file=off --log-level-console=detail --log-level-stderr=off "                \
          "--no-log-timestamp"
#define MAP " --tablespace-map-all=ROOT/nodes/sales/n1/tablespaces"

typedef struct
{
  RepriseRestoreTarget target;
  const char *options;
} RestoreCase;

/* Every type of target becomes the options that pgBackRest takes for it. */
static void
test_restore_targets (Fixture *fixture, gconstpointer data)
{
  static const RestoreCase cases[] = {
    { { "immediate", NULL, FALSE, "20261123-035104F" },
      " --type=immediate --target-action=promote --set=20261123-035104F" },
    { { "default", NULL, FALSE, NULL }, " --type=default --target-timeline=current" },
    { { "time", "2026-11-23 02:46:35.123456+00", FALSE, NULL },
      " --type=time --target=2026-11-23 02:46:35.123456+00 --target-action=promote "
      "--target-timeline=current" },
    { { "time", "2026-11-23 02:46:35+00", TRUE, "20261123-035104F" },
      " --type=time --target=2026-11-23 02:46:35+00 --target-exclusive --target-action=promote "
      "--target-timeline=current --set=20261123-035104F" },
    { { "lsn", "0/2000100", FALSE, NULL },
      " --type=lsn --target=0/2000100 --target-action=promote" },
    { { "preserve", NULL, FALSE, NULL }, " --type=preserve" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *expected = g_strconcat (RESTORE MAP, cases[i].options, NULL);

      g_assert_true (reprise_pgbackrest_restore (fixture->pgbackrest,
                                                 fixture->instance,
                                                 &cases[i].target,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 &error));
      g_assert_no_error (error);
      assert_last_call (fixture, expected);
    }
}

/* What is recognised is kept where it is unchanged; what is not is removed first, below the
 * instance alone. */
static void
test_restore_delta (Fixture *fixture, gconstpointer data)
{
  const RepriseRestoreTarget target = { "default", NULL, FALSE, NULL };
  const char *data_directory = reprise_instance_get_data_directory (fixture->instance);
  g_autofree char *version = g_build_filename (data_directory, "PG_VERSION", NULL);
  g_autofree char *kept = g_build_filename (data_directory, "base.txt", NULL);
  g_autoptr (GError) error = NULL;

  put_file (data_directory, "PG_VERSION");
  put_file (data_directory, "base.txt");
  g_assert_true (reprise_pgbackrest_restore (fixture->pgbackrest,
                                             fixture->instance,
                                             &target,
                                             NULL,
                                             NULL,
                                             NULL,
                                             &error));
  assert_last_call (fixture, RESTORE " --delta" MAP " --type=default --target-timeline=current");
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_remove (version), ==, 0);
  g_assert_true (reprise_pgbackrest_restore (fixture->pgbackrest,
                                             fixture->instance,
                                             &target,
                                             NULL,
                                             NULL,
                                             NULL,
                                             &error));
  assert_last_call (fixture, RESTORE MAP " --type=default --target-timeline=current");
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (
      g_file_test (reprise_instance_get_conf_directory (fixture->instance), G_FILE_TEST_IS_DIR));
}

/* A document is passed on byte for byte, whatever it is. */
static void
test_info (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) expected = NULL;

  fixture->output = "[{\"name\":\"\xff\"}]";
  bytes = reprise_pgbackrest_info (fixture->pgbackrest, "/b/n1", fixture->instance, NULL, &error);
  g_assert_no_error (error);
  expected = g_bytes_new (fixture->output, strlen (fixture->output));
  g_assert_true (g_bytes_equal (bytes, expected));
  assert_last_call (fixture,
                    PROGRAM " info --no-config --stanza=db --repo1-path=/b/n1 "
                            "--log-level-file=off --log-level-console=off "
                            "--log-level-stderr=error --output=json "
                            "--lock-path=ROOT/nodes/sales/n1/lock");
}

/* The archive's listing is read without a configuration or locks. */
static void
test_list_archive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) segments = NULL;

  fixture->output = "15-1\n15-1/0000000100000000\n15-1/0000000100000000/000000010000000000000041"
                    "-24535f25fda6749e06052221d4bf7ebae7e2ec6a.zst\narchive.info\n";
  segments = reprise_pgbackrest_list_archive (fixture->pgbackrest, "/b/n1", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (segments->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (segments, 0), ==, "000000010000000000000041");
  assert_last_call (fixture,
                    PROGRAM " repo-ls --no-config --stanza=db --repo1-path=/b/n1 "
                            "--log-level-file=off --log-level-console=off "
                            "--log-level-stderr=error --recurse archive/db");
}

/* A segment that is not there is told apart from one that cannot be read. */
static void
test_get_segment (Fixture *fixture, gconstpointer data)
{
#define GET(error)                                                                                 \
  (reprise_pgbackrest_get_segment (fixture->pgbackrest,                                            \
                                   "/b/n1",                                                        \
                                   "/scratch/system",                                              \
                                   "000000010000000000000041",                                     \
                                   "/scratch/1/000000010000000000000041",                          \
                                   NULL,                                                           \
                                   error))
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) unreadable = NULL;

  g_assert_true (GET (NULL));
  assert_last_call (fixture,
                    PROGRAM " archive-get --no-config --stanza=db --repo1-path=/b/n1 "
                            "--log-level-file=off --log-level-console=off "
                            "--log-level-stderr=error --pg1-path=/scratch/system "
                            "000000010000000000000041 /scratch/1/000000010000000000000041");
  fixture->exit_status = 1;
  g_assert_false (GET (&missing));
  g_assert_error (missing, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_NOT_FOUND);
  fixture->exit_status = 42;
  fixture->errors = "ERROR: [042]: unable to get 000000010000000000000041\n";
  g_assert_false (GET (&unreadable));
  g_assert_error (unreadable, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
  g_assert_cmpstr (unreadable->message,
                   ==,
                   "pgBackRest archive-get failed: ERROR: [042]: unable to get "
                   "000000010000000000000041");
#undef GET
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/pgbackrest/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("configure", test_configure);
  ADD ("configure-without-zst", test_configure_without_zst);
  ADD ("configure-restore", test_configure_restore);
  ADD ("configure-refuses-path", test_configure_refuses_path);
  ADD ("create-stanza", test_create_stanza);
  ADD ("backup", test_backup);
  ADD ("backup-failed", test_backup_failed);
  ADD ("restore-targets", test_restore_targets);
  ADD ("restore-delta", test_restore_delta);
  ADD ("info", test_info);
  ADD ("list-archive", test_list_archive);
  ADD ("get-segment", test_get_segment);
#undef ADD
  return g_test_run ();
}
