/* SPDX-License-Identifier: GPL-3.0-or-later
 * The recovery window at its borders. */

#include "config.h"

#include "restore/reprise-restore-window.h"

#include "model/reprise-backup-list.h"

#define SECOND REPRISE_INSTANT_SECOND
#define NOW (1000 * SECOND)

#define WAL(number) "0000000100000000000000" number

/* A full that ended at 100 s and an incremental that ended at 200 s. */
static const RepriseBackupFields plain[] = {
  {
      .label = "F",
      .backup_type = REPRISE_BACKUP_TYPE_FULL,
      .started_at = 90 * SECOND,
      .finished_at = 100 * SECOND,
      .error = REPRISE_TRISTATE_NO,
      .wal_start = WAL ("02"),
      .wal_stop = WAL ("03"),
  },
  {
      .label = "F_I",
      .backup_type = REPRISE_BACKUP_TYPE_INCR,
      .prior = "F",
      .started_at = 190 * SECOND,
      .finished_at = 200 * SECOND,
      .error = REPRISE_TRISTATE_NO,
      .wal_start = WAL ("06"),
      .wal_stop = WAL ("07"),
  },
};

static RepriseRestoreWindow *
make_window (const RepriseBackupFields *backups, gsize n_backups, RepriseRecoveryWindow *reported)
{
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (backups, n_backups);
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.node_name = "n1";
  fields.status_code = 0;
  fields.archive_min_wal = WAL ("01");
  fields.archive_max_wal = WAL ("0A");
  fields.backups = list;
  fields.recovery_window = reported;
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  return reprise_restore_window_new (inventory, NOW);
}

static RepriseRecoveryWindow *
make_reported (const RepriseRecoverySpan *spans, gsize n_spans, const char *contiguous)
{
  RepriseRecoveryWindowFields fields = { .contiguous_max_wal = contiguous,
                                         .checked_at = NOW,
                                         .spans = spans,
                                         .n_spans = n_spans };

  return reprise_recovery_window_new (&fields);
}

typedef struct
{
  RepriseInstant target;
  gboolean exclusive;
  RepriseReach reach;
} Case;

static void
assert_cases (RepriseRestoreWindow *window, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    g_assert_cmpint (reprise_restore_window_judge (window, cases[i].target, cases[i].exclusive),
                     ==,
                     cases[i].reach);
}

/* Where the service does not look into the archive, nothing is proven, to the microsecond. */
static void
test_restore_window_unreported (void)
{
  static const Case cases[] = {
    { 101 * SECOND - 1, FALSE, REPRISE_REACH_TOO_EARLY },
    { 101 * SECOND, FALSE, REPRISE_REACH_LIKELY },
    { 200 * SECOND, FALSE, REPRISE_REACH_LIKELY },
    { 200 * SECOND + 1, FALSE, REPRISE_REACH_POSSIBLE },
    { NOW, FALSE, REPRISE_REACH_POSSIBLE },
    { NOW + 1, FALSE, REPRISE_REACH_TOO_LATE },
  };
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 2, NULL);
  RepriseInstant latest = 0;
  RepriseReach reach = REPRISE_REACH_PROVEN;

  assert_cases (window, cases, G_N_ELEMENTS (cases));
  g_assert_cmpint (reprise_restore_window_get_earliest (window), ==, 101 * SECOND);
  g_assert_true (reprise_restore_window_get_latest (window, &latest, &reach));
  g_assert_cmpint (latest, ==, 200 * SECOND);
  g_assert_cmpint (reach, ==, REPRISE_REACH_LIKELY);
  g_assert_cmpint (reprise_restore_window_get_doubts (window), ==, REPRISE_WINDOW_DOUBTS_NONE);
}

/* Inside a span a target is proven, at its end only an exclusive one, and outside the form must
 * refuse. */
static void
test_restore_window_reported (void)
{
  static const RepriseRecoverySpan spans[] = {
    { 101 * SECOND, 150 * SECOND + 7, "F" },
    { 201 * SECOND, 300 * SECOND, "F_I" },
  };
  static const Case cases[] = {
    { 101 * SECOND - 1, FALSE, REPRISE_REACH_TOO_EARLY },
    { 101 * SECOND, FALSE, REPRISE_REACH_PROVEN },
    { 150 * SECOND + 6, FALSE, REPRISE_REACH_PROVEN },
    { 150 * SECOND + 7, FALSE, REPRISE_REACH_NOT_ARCHIVED },
    { 150 * SECOND + 7, TRUE, REPRISE_REACH_PROVEN },
    { 150 * SECOND + 8, TRUE, REPRISE_REACH_NOT_ARCHIVED },
    { 201 * SECOND - 1, TRUE, REPRISE_REACH_NOT_ARCHIVED },
    { 201 * SECOND, FALSE, REPRISE_REACH_PROVEN },
    { 300 * SECOND, FALSE, REPRISE_REACH_NOT_ARCHIVED },
    { 300 * SECOND, TRUE, REPRISE_REACH_PROVEN },
    { NOW + 1, FALSE, REPRISE_REACH_TOO_LATE },
  };
  g_autoptr (RepriseRecoveryWindow) reported = make_reported (spans, 2, WAL ("05"));
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 2, reported);
  RepriseInstant latest = 0;
  RepriseReach reach = REPRISE_REACH_POSSIBLE;
  gsize n_ranges = 0;

  assert_cases (window, cases, G_N_ELEMENTS (cases));
  g_assert_true (reprise_restore_window_get_latest (window, &latest, &reach));
  g_assert_cmpint (latest, ==, 300 * SECOND - 1);
  g_assert_cmpint (reach, ==, REPRISE_REACH_PROVEN);
  reprise_restore_window_get_ranges (window, &n_ranges);
  g_assert_cmpint (n_ranges, ==, 2);
  g_assert_cmpint (reprise_restore_window_get_doubts (window), ==, REPRISE_WINDOW_DOUBTS_GAP);
}

/* Where a span ends because pgBackRest would start from a later backup, there is no transaction to
 * stop before. */
static void
test_restore_window_end_of_base (void)
{
  static const RepriseRecoverySpan spans[] = { { 101 * SECOND, 201 * SECOND, "F" } };
  static const Case cases[] = {
    { 201 * SECOND - 1, TRUE, REPRISE_REACH_PROVEN },
    { 201 * SECOND, TRUE, REPRISE_REACH_NOT_ARCHIVED },
  };
  g_autoptr (RepriseRecoveryWindow) reported = make_reported (spans, 1, WAL ("0A"));
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 2, reported);

  assert_cases (window, cases, G_N_ELEMENTS (cases));
}

/* From a backup before a gap nothing behind it is reached; without a gap it makes no difference. */
static void
test_restore_window_leads_to (void)
{
  static const RepriseRecoverySpan spans[] = {
    { 101 * SECOND, 150 * SECOND, "F" },
    { 201 * SECOND, 300 * SECOND, "F_I" },
    { 101 * SECOND, 300 * SECOND, "F" },
  };
  g_autoptr (RepriseRecoveryWindow) parted = make_reported (spans, 2, WAL ("05"));
  g_autoptr (RepriseRecoveryWindow) whole = make_reported (spans + 2, 1, WAL ("0A"));
  g_autoptr (RepriseRestoreWindow) with_gap = make_window (plain, 2, parted);
  g_autoptr (RepriseRestoreWindow) without_gap = make_window (plain, 2, whole);
  g_autoptr (RepriseRestoreWindow) unreported = make_window (plain, 2, NULL);

  g_assert_true (reprise_restore_window_leads_to (with_gap, 0, 149 * SECOND, FALSE));
  g_assert_true (reprise_restore_window_leads_to (with_gap, 0, 150 * SECOND, TRUE));
  g_assert_false (reprise_restore_window_leads_to (with_gap, 0, 150 * SECOND, FALSE));
  g_assert_false (reprise_restore_window_leads_to (with_gap, 0, 201 * SECOND, FALSE));
  g_assert_true (reprise_restore_window_leads_to (with_gap, 1, 201 * SECOND, FALSE));
  g_assert_true (reprise_restore_window_leads_to (without_gap, 0, 299 * SECOND, FALSE));
  g_assert_true (reprise_restore_window_leads_to (unreported, 0, 299 * SECOND, FALSE));
}

/* A service that looked and found nothing leaves no time to offer, and no button for the latest. */
static void
test_restore_window_reported_empty (void)
{
  g_autoptr (RepriseRecoveryWindow) reported = make_reported (NULL, 0, WAL ("0A"));
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 2, reported);
  RepriseInstant latest = 42;
  RepriseReach reach = REPRISE_REACH_NO_BACKUP;

  g_assert_cmpint (reprise_restore_window_judge (window, 150 * SECOND, FALSE),
                   ==,
                   REPRISE_REACH_NOT_ARCHIVED);
  g_assert_false (reprise_restore_window_get_latest (window, &latest, &reach));
  g_assert_cmpint (latest, ==, 42);
}

/* One backup alone: its own end lies before the earliest instant, so there is no likely latest. */
static void
test_restore_window_single_backup (void)
{
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 1, NULL);
  RepriseInstant latest = 42;
  RepriseReach reach = REPRISE_REACH_NO_BACKUP;

  g_assert_false (reprise_restore_window_get_latest (window, &latest, &reach));
  g_assert_cmpint (reprise_restore_window_judge (window, 101 * SECOND, FALSE),
                   ==,
                   REPRISE_REACH_POSSIBLE);
}

/* Without a backup nothing can be reached. */
static void
test_restore_window_no_backup (void)
{
  g_autoptr (RepriseRestoreWindow) window = make_window (NULL, 0, NULL);
  guint position = 42;

  g_assert_cmpint (reprise_restore_window_judge (window, 150 * SECOND, FALSE),
                   ==,
                   REPRISE_REACH_NO_BACKUP);
  g_assert_cmpint (reprise_restore_window_get_earliest (window), ==, REPRISE_INSTANT_NONE);
  g_assert_false (reprise_restore_window_find_base (window, 150 * SECOND, &position));
  g_assert_cmpint (position, ==, 42);
}

/* pgBackRest compares whole seconds, strictly, and looks at nothing else. */
static void
test_restore_window_base (void)
{
  static const struct
  {
    RepriseInstant target;
    int position; /* -1: none */
  } cases[] = {
    { 100 * SECOND + SECOND - 1, -1 },
    { 101 * SECOND, 0 },
    { 200 * SECOND + SECOND - 1, 0 },
    { 201 * SECOND, 1 },
    { 999 * SECOND, 1 },
  };
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 2, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint position = 42;
      gboolean found = reprise_restore_window_find_base (window, cases[i].target, &position);

      g_assert_cmpint (found, ==, cases[i].position >= 0);
      if (found)
        g_assert_cmpint (position, ==, cases[i].position);
    }
}

/* A broken chain is still pgBackRest's choice; what can be used is named apart. */
static void
test_restore_window_unusable_base (void)
{
  RepriseBackupFields backups[] = { plain[0], plain[1] };
  g_autoptr (RepriseRestoreWindow) window = NULL;
  guint position = 42;

  backups[1].prior = "gone";
  window = make_window (backups, 2, NULL);

  g_assert_true (reprise_restore_window_find_base (window, 300 * SECOND, &position));
  g_assert_cmpint (position, ==, 1);
  g_assert_cmpint (reprise_restore_window_get_backup_doubts (window, 1),
                   ==,
                   REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN);
  g_assert_true (reprise_restore_window_find_usable_base (window, 300 * SECOND, &position));
  g_assert_cmpint (position, ==, 0);
  g_assert_cmpint (reprise_restore_window_get_doubts (window),
                   ==,
                   REPRISE_WINDOW_DOUBTS_BAD_BACKUP);
}

/* At most the segments from the base's start to the first backup that ended after the target. */
static void
test_restore_window_segments (void)
{
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 2, NULL);

  g_assert_cmpint (reprise_restore_window_count_segments (window, 0, 150 * SECOND), ==, 6);
  g_assert_cmpint (reprise_restore_window_count_segments (window, 0, 300 * SECOND), ==, 9);
  g_assert_cmpint (reprise_restore_window_count_segments (window, 1, REPRISE_INSTANT_NONE), ==, 5);
}

/* Each doubt is found on the backup that deserves it, and a chain that bites its tail ends. */
static void
test_restore_window_backup_doubts (void)
{
  RepriseBackupFields backups[] = { plain[0], plain[1], plain[1], plain[1], plain[1], plain[1] };
  g_autoptr (RepriseRestoreWindow) window = NULL;
  static const guint expected[] = {
    REPRISE_BACKUP_DOUBTS_NONE,        REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN,
    REPRISE_BACKUP_DOUBTS_PAGE_ERRORS, REPRISE_BACKUP_DOUBTS_NO_WAL,
    REPRISE_BACKUP_DOUBTS_WAL_MISSING, REPRISE_BACKUP_DOUBTS_UNREADABLE,
  };

  backups[1].label = backups[1].prior = "itself";
  backups[2].label = "page errors";
  backups[2].error = REPRISE_TRISTATE_YES;
  backups[3].label = "offline";
  backups[3].wal_start = backups[3].wal_stop = NULL;
  backups[4].label = "expired WAL";
  backups[4].wal_start = WAL ("00");
  backups[5].label = "ends before it starts";
  backups[5].finished_at = backups[5].started_at - 1;
  window = make_window (backups, G_N_ELEMENTS (backups), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (reprise_restore_window_get_backup_doubts (window, i), ==, expected[i]);
}

/* What a backup builds on may be listed after it, references count like it, and only the newest
 * timeline is without doubt. */
static void
test_restore_window_doubts_any_order (void)
{
  RepriseBackupFields backups[] = { plain[1], plain[1], plain[0], plain[1] };
  g_autoptr (RepriseRestoreWindow) window = NULL;
  static const guint expected[] = {
    REPRISE_BACKUP_DOUBTS_NONE,
    REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN,
    REPRISE_BACKUP_DOUBTS_NONE,
    REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE,
  };

  backups[0].prior = "F_K";
  backups[0].label = "before what it builds on";
  backups[1].label = "without what it refers to";
  backups[1].references = (const char *const[]){ "F", "gone", NULL };
  backups[3].label = "F_K";
  backups[3].finished_at = backups[0].finished_at - 1;
  backups[3].wal_start = backups[3].wal_stop = "000000020000000000000006";
  window = make_window (backups, G_N_ELEMENTS (backups), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (reprise_restore_window_get_backup_doubts (window, i), ==, expected[i]);
}

/* A moment outside the window moves to the nearest one inside, also across a gap. */
static void
test_restore_window_nearest (void)
{
  static const RepriseRecoverySpan spans[] = {
    { 101 * SECOND, 150 * SECOND, "F" },
    { 201 * SECOND, 300 * SECOND, "F_I" },
  };
  static const struct
  {
    RepriseInstant target;
    RepriseInstant nearest;
  } cases[] = {
    { 50 * SECOND, 101 * SECOND },      { 120 * SECOND, 120 * SECOND },
    { 150 * SECOND, 150 * SECOND - 1 }, { 175 * SECOND, 150 * SECOND - 1 },
    { 176 * SECOND, 201 * SECOND },     { NOW + SECOND, 300 * SECOND - 1 },
  };
  g_autoptr (RepriseRecoveryWindow) reported = make_reported (spans, 2, WAL ("0A"));
  g_autoptr (RepriseRestoreWindow) window = make_window (plain, 2, reported);
  g_autoptr (RepriseRestoreWindow) empty = make_window (NULL, 0, NULL);
  RepriseInstant nearest = 7;
  guint newest = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (reprise_restore_window_find_nearest (window, cases[i].target, &nearest));
      g_assert_cmpint (nearest, ==, cases[i].nearest);
    }
  g_assert_false (reprise_restore_window_find_nearest (empty, NOW, &nearest));
  g_assert_true (reprise_restore_window_find_newest (window, &newest));
  g_assert_cmpuint (newest, ==, 1);
  g_assert_false (reprise_restore_window_find_newest (empty, &newest));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/restore-window/unreported", test_restore_window_unreported);
  g_test_add_func ("/restore/restore-window/reported", test_restore_window_reported);
  g_test_add_func ("/restore/restore-window/end-of-base", test_restore_window_end_of_base);
  g_test_add_func ("/restore/restore-window/leads-to", test_restore_window_leads_to);
  g_test_add_func ("/restore/restore-window/reported-empty", test_restore_window_reported_empty);
  g_test_add_func ("/restore/restore-window/single-backup", test_restore_window_single_backup);
  g_test_add_func ("/restore/restore-window/no-backup", test_restore_window_no_backup);
  g_test_add_func ("/restore/restore-window/base", test_restore_window_base);
  g_test_add_func ("/restore/restore-window/unusable-base", test_restore_window_unusable_base);
  g_test_add_func ("/restore/restore-window/segments", test_restore_window_segments);
  g_test_add_func ("/restore/restore-window/backup-doubts", test_restore_window_backup_doubts);
  g_test_add_func ("/restore/restore-window/doubts-any-order",
                   test_restore_window_doubts_any_order);
  g_test_add_func ("/restore/restore-window/nearest", test_restore_window_nearest);
  return g_test_run ();
}
