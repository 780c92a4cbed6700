/* SPDX-License-Identifier: GPL-3.0-or-later
 * Recovery windows, and what real restores then do at their edges. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-parallel.h"
#include "support/reprise-lab-support.h"
#include "support/reprise-lab-world.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_USEC (30 * G_USEC_PER_SEC)

static RepriseInstant
get_first_target (guint backup_position)
{
  g_autoptr (RepriseBackup) backup =
                 reprise_inventory_get_backup (support_world.complete, backup_position);

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
  const gint64 restored = support_world_restore_to (repository, instant, exclusive, &error);

  g_assert_no_error (error);
  g_assert_cmpint (restored, ==, n_rows);
}

static void
assert_recovery_fails (const char *repository, RepriseInstant instant)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (support_world_restore_to (repository, instant, FALSE, &error), ==, -1);
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_RECOVERY_FAILED);
}

/* Without a backup, and without a commit behind it, no time target works and none is promised. */
static void
test_nothing_to_promise (void)
{
  g_assert_cmpuint (reprise_inventory_get_n_backups (support_world.before_backup), ==, 0);
  get_span (support_world.before_backup, 0, 0);
  g_assert_cmpuint (reprise_inventory_get_n_backups (support_world.after_backup), ==, 1);
  get_span (support_world.after_backup, 0, 0);
}

/* Two backups with unbroken WAL are one span, from the first to the last commit, exactly. */
static void
test_span (void)
{
  const RepriseRecoverySpan *span = get_span (support_world.complete, 1, 0);
  g_autoptr (RepriseBackup) full = reprise_inventory_get_backup (support_world.complete, 0);
  RepriseRecoveryWindow *window = reprise_inventory_get_recovery_window (support_world.complete);

  g_assert_cmpint (span->earliest, ==, get_first_target (0));
  g_assert_cmpint (span->latest_exclusive, ==, support_world.commits[support_world.n_rows]);
  g_assert_cmpstr (span->base_label, ==, reprise_backup_get_label (full));
  g_assert_cmpstr (reprise_recovery_window_get_contiguous_max_wal (window),
                   ==,
                   reprise_inventory_get_archive_max_wal (support_world.complete));
  g_assert_cmpfloat (support_world.last_percent, ==, 100.0);
  g_assert_false (support_world.went_back);
}

/* The last promised instant works, the first that is not does not, but for an exclusive target; and
 * only the latest point has the last row. */
static void
test_latest_edge (void)
{
  const RepriseInstant latest = get_span (support_world.complete, 1, 0)->latest_exclusive;
  g_autoptr (GError) error = NULL;

  assert_restores (support_world.frozen, latest - 1, FALSE, support_world.n_rows - 1);
  assert_recovery_fails (support_world.frozen, latest);
  assert_restores (support_world.frozen, latest, TRUE, support_world.n_rows - 1);
  g_assert_cmpint (support_world_restore (support_world.frozen,
                                          &(RepriseRestoreTarget){ "default", NULL, FALSE, NULL },
                                          &error),
                   ==,
                   support_world.n_rows);
  g_assert_no_error (error);
}

/* The first promised instant works; in the second before, pgBackRest finds no backup. */
static void
test_earliest_edge (void)
{
  const RepriseInstant earliest = get_span (support_world.complete, 1, 0)->earliest;
  g_autoptr (GError) error = NULL;

  assert_restores (support_world.frozen, earliest, FALSE, support_world_count_rows (earliest));
  g_assert_cmpint (support_world_restore_to (support_world.frozen, earliest - 1, FALSE, &error),
                   ==,
                   -1);
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED);
  g_assert_nonnull (strstr (error->message, "ERROR: [075]: unable to find backup set"));
}

/* Where a segment is missing there are two spans, and a hole in which a restore fails. */
static void
test_gap (void)
{
  g_autofree char *repository = support_world_copy ("gap");
  g_autofree char *missing = support_world_find_segment (repository, support_world.middle_segment);
  g_autoptr (RepriseInventory) inventory = NULL;
  const RepriseInstant last = support_world.commits[support_world.last_of_first_segment];

  g_assert_cmpint (g_remove (missing), ==, 0);
  inventory = support_world_read (repository);
  g_assert_cmpint (get_span (inventory, 2, 0)->earliest, ==, get_first_target (0));
  g_assert_cmpint (get_span (inventory, 2, 0)->latest_exclusive, ==, last);
  g_assert_cmpint (get_span (inventory, 2, 1)->earliest, ==, get_first_target (1));
  g_assert_cmpint (get_span (inventory, 2, 1)->latest_exclusive,
                   ==,
                   support_world.commits[support_world.n_rows]);
  assert_restores (repository, last - 1, FALSE, support_world.last_of_first_segment - 1);
  assert_recovery_fails (repository, last);
  assert_restores (repository,
                   get_first_target (1),
                   FALSE,
                   support_world_count_rows (get_first_target (1)));
}

/* The archive's end is where the last segment that can be read ends. */
static void
test_unreadable_segment (void)
{
  g_autofree char *repository = support_world_copy ("unreadable");
  const char *last = reprise_inventory_get_archive_max_wal (support_world.complete);
  g_autofree char *damaged = support_world_find_segment (repository, last);
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseRecoveryWindow *window;

  g_assert_true (g_file_set_contents (damaged, "no WAL", -1, NULL));
  inventory = support_world_read (repository);
  window = reprise_inventory_get_recovery_window (inventory);
  g_assert_cmpint (get_span (inventory, 1, 0)->latest_exclusive,
                   <,
                   support_world.commits[support_world.n_rows]);
  g_assert_cmpstr (reprise_recovery_window_get_contiguous_max_wal (window), <, last);
  assert_restores (repository,
                   get_span (inventory, 1, 0)->latest_exclusive - 1,
                   FALSE,
                   support_world_count_rows (get_span (inventory, 1, 0)->latest_exclusive - 1));
}

/* A backup whose own WAL is gone has no span, but pgBackRest chooses it all the same. */
static void
test_backup_without_wal (void)
{
  g_autofree char *repository = support_world_copy ("without-wal");
  g_autoptr (RepriseBackup) full = reprise_inventory_get_backup (support_world.complete, 0);
  g_autofree char *own =
      support_world_find_segment (repository, reprise_backup_get_wal_start (full));
  g_autoptr (RepriseInventory) inventory = NULL;

  g_assert_cmpint (g_remove (own), ==, 0);
  inventory = support_world_read (repository);
  g_assert_cmpint (get_span (inventory, 1, 0)->earliest, ==, get_first_target (1));
}

/* A directory that pgBackRest would not recognise as a data directory is replaced. */
static void
test_damaged_directory (void)
{
  const char *data = reprise_instance_get_data_directory (support_world.instance);
  g_autofree char *version = g_build_filename (data, "PG_VERSION", NULL);
  g_autofree char *manifest = g_build_filename (data, "backup.manifest", NULL);
  g_autofree char *foreign = g_build_filename (data, "foreign", NULL);
  g_autoptr (RepriseBackup) full = reprise_inventory_get_backup (support_world.complete, 0);
  const RepriseRestoreTarget target = { "immediate", NULL, FALSE, reprise_backup_get_label (full) };
  g_autoptr (GError) error = NULL;

  g_remove (version);
  g_remove (manifest);
  g_assert_true (g_file_set_contents (foreign, "", -1, NULL));
  g_assert_cmpint (support_world_restore (support_world.frozen, &target, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_false (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_cmpfloat (support_world.last_percent, ==, 100.0);
  g_assert_false (support_world.went_back);
}

/* A repository that has not changed is not read again; one that has is, but for known segments. */
static void
test_cache (void)
{
  g_autofree char *repository = support_world_copy ("cache");
  g_autofree char *extra = support_world_find_segment (repository, support_world.middle_segment);
  const gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  guint before;
  guint after;

  do
    {
      g_autoptr (RepriseInventory) inventory = NULL;
      const gint64 started = g_get_monotonic_time ();

      before = reprise_fake_runner_get_n_calls (support_world.counter);
      inventory = support_world_read (repository);
      after = reprise_fake_runner_get_n_calls (support_world.counter);
      g_test_message ("%u programs, %" G_GINT64_FORMAT " us",
                      after - before,
                      g_get_monotonic_time () - started);
      g_assert_cmpint (get_span (inventory, 1, 0)->latest_exclusive,
                       ==,
                       support_world.commits[support_world.n_rows]);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  while (after > before);

  g_assert_cmpint (g_remove (extra), ==, 0);
  {
    g_autoptr (RepriseInventory) changed = support_world_read (repository);

    get_span (changed, 2, 0);
  }
}

static gboolean
read_cb (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RepriseInventory) inventory = support_world_read (user_data);

  get_span (inventory, 1, 0);
  return TRUE;
}

/* Readers that come together share what one of them learns. */
static void
test_readers_at_once (void)
{
  g_autofree char *repository = support_world_copy ("at-once");
  g_autofree char *pattern = g_strdup_printf ("*archive-get*%s*", repository);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (items, NULL);
  reprise_parallel_run (items, read_cb, repository, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_fake_runner_count (support_world.counter, pattern), ==, 1);
}

/* The newest transaction of an archive is found on either side of a gap. */
static void
test_newest_commit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) segments = reprise_pgbackrest_list_archive (support_world.pgbackrest,
                                                                    support_world.frozen,
                                                                    NULL,
                                                                    NULL,
                                                                    &error);

  g_assert_no_error (error);
  g_ptr_array_remove_index (segments, segments->len - 2);
  g_assert_cmpint (reprise_window_scanner_newest_commit (support_world.scanner,
                                                         support_world.frozen,
                                                         segments,
                                                         NULL),
                   ==,
                   support_world.commits[support_world.n_rows]);
}

/* What is not there is no error; what is no repository has no backups. */
static void
test_no_repository (void)
{
  g_autofree char *missing = g_build_filename (support_world.directory, "missing", NULL);
  g_autofree char *empty = g_build_filename (support_world.directory, "empty", NULL);
  g_autoptr (RepriseInventory) inventory = NULL;

  g_assert_null (support_world_read (missing));
  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  inventory = support_world_read (empty);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 0);
  g_assert_cmpint (reprise_inventory_get_status_code (inventory), !=, 0);
  get_span (inventory, 0, 0);
}

/* Where no node is left to take a control file from, one is made once and kept; what a crash left
 * behind is not. */
static void
test_without_instance (void)
{
  g_autofree char *scratch = g_build_filename (support_world.directory, "fresh scratch", NULL);
  g_autofree char *left_behind = g_build_filename (scratch, "scan-123456", "global", NULL);
  g_autofree char *program = reprise_pgbackrest_find_program (NULL);
  g_autoptr (ReprisePgBackRest) pgbackrest =
                 reprise_pgbackrest_new (REPRISE_RUNNER (support_world.counter), program);

  g_assert_cmpint (g_mkdir_with_parents (left_behind, 0700), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RepriseWindowScanner) scanner =
                     reprise_window_scanner_new (pgbackrest,
                                                 support_world.postgres,
                                                 REPRISE_RUNNER (support_world.counter),
                                                 scratch);
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseInventory) inventory = reprise_window_scanner_read (scanner,
                                                                            support_world.frozen,
                                                                            "d",
                                                                            "r",
                                                                            "n1",
                                                                            NULL,
                                                                            NULL,
                                                                            &error);

      g_assert_no_error (error);
      get_span (inventory, 1, 0);
      g_assert_cmpuint (reprise_fake_runner_count (support_world.counter, "*/initdb *"), ==, 1);
    }
  g_assert_false (g_file_test (left_behind, G_FILE_TEST_EXISTS));
}

/* A look that is called off says so, and the next one works. */
static void
test_cancelled (void)
{
  g_autofree char *repository = support_world_copy ("cancelled");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (reprise_window_scanner_read (support_world.scanner,
                                              repository,
                                              "d",
                                              "r",
                                              "n1",
                                              NULL,
                                              cancellable,
                                              &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  inventory = support_world_read (repository);
  get_span (inventory, 1, 0);
}

int
main (int argc, char **argv)
{
  int status;

  support_drop_root ();
  g_test_init (&argc, &argv, NULL);
  support_world_set_up ();
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
  support_world_tear_down ();
  return status;
}
