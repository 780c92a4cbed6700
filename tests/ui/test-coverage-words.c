/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a coverage strip says of instants, backups and the whole. */

#include "config.h"

#include "ui/reprise-coverage-words.h"

#include "coverage-fixture.h"

static void
assert_instant (RepriseRestoreWindow *window, RepriseInstant instant, const char *expected)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  g_autofree char *text = reprise_coverage_describe_instant (window, zone, instant);

  g_assert_cmpstr (text, ==, expected);
}

/* Reach, base and cost; outside of what may be offered there is no base to tell of. */
static void
test_coverage_words_instants (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();

  assert_instant (window,
                  MIDNIGHT,
                  "2026-08-05 00:00:00 UTC – not possible: before the first backup ended.");
  assert_instant (window,
                  MIDNIGHT + 2 * HOUR,
                  "2026-08-05 02:00:00 UTC – proven: the archive holds a later transaction. "
                  "pgBackRest would start from F (Full) and replay at most 6 WAL segments.");
  assert_instant (window,
                  MIDNIGHT + 3 * HOUR + 30 * MINUTE,
                  "2026-08-05 03:30:00 UTC – not in the archive as of 2026-08-05 09:59:00 UTC.");
  assert_instant (window, NOW + 1, "2026-08-05 10:00:00 UTC – not possible: in the future.");
}

/* A base that cannot be used is told of, with what to name in its place. */
static void
test_coverage_words_unusable_base (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();

  assert_instant (window,
                  MIDNIGHT + 7 * HOUR,
                  "2026-08-05 07:00:00 UTC – proven: the archive holds a later transaction. "
                  "pgBackRest would start from F_I (Incremental) and replay at most 2 WAL "
                  "segments. "
                  "It cannot be used: a backup that it builds on is not in the repository. "
                  "The newest backup before that can be used is F_D.");
}

/* A service that does not look into the archive proves nothing. */
static void
test_coverage_words_unreported (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_unreported ();
  g_autoptr (RepriseZone) zone = reprise_zone_new_named ("Asia/Tokyo");
  g_autofree char *whole = reprise_coverage_describe_window (window, zone);

  assert_instant (window,
                  MIDNIGHT + 5 * HOUR,
                  "2026-08-05 05:00:00 UTC – likely: works if anything was committed after it. "
                  "pgBackRest would start from F_D (Differential) and replay at most 3 WAL "
                  "segments.");
  assert_instant (window,
                  MIDNIGHT + 9 * HOUR,
                  "2026-08-05 09:00:00 UTC – possible: nobody knows how far the archive goes. "
                  "pgBackRest would start from F_J (Incremental) and replay at most 2 WAL "
                  "segments.");
  g_assert_cmpstr (whole,
                   ==,
                   "Likely from 2026-08-05 10:00:01 JST to 2026-08-05 17:00:00 JST, if anything "
                   "was committed afterwards. Possible from 2026-08-05 17:00:00 JST to "
                   "2026-08-05 19:00:00 JST, as nobody knows how far the archive goes.");
}

/* The whole is told in one sentence, whether there are gaps or not. */
static void
test_coverage_words_window (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  g_autoptr (RepriseRestoreWindow) gaps = coverage_window_new_reported ();
  g_autoptr (RepriseRestoreWindow) one =
                 coverage_window_new (coverage_backups, 1, coverage_spans, 1);
  g_autoptr (RepriseRestoreWindow) none = coverage_window_new (NULL, 0, NULL, 0);
  g_autoptr (RepriseRestoreWindow) unproven =
                 coverage_window_new (coverage_backups, 1, coverage_spans, 0);
  g_autoptr (RepriseCoverageIndex) index = reprise_coverage_index_new (gaps);
  g_autofree char *gaps_text = reprise_coverage_describe_window (gaps, zone);
  g_autofree char *one_text = reprise_coverage_describe_window (one, zone);
  g_autofree char *none_text = reprise_coverage_describe_window (none, zone);
  g_autofree char *unproven_text = reprise_coverage_describe_window (unproven, zone);
  g_autofree char *backups = reprise_coverage_describe_backups (index);

  g_assert_cmpstr (gaps_text,
                   ==,
                   "Proven from 2026-08-05 01:00:01 UTC to 2026-08-05 08:59:59 UTC in 2 stretches, "
                   "with gaps in the archive between them.");
  g_assert_cmpstr (one_text, ==, "Proven from 2026-08-05 01:00:01 UTC to 2026-08-05 02:59:59 UTC.");
  g_assert_cmpstr (none_text, ==, "There is no backup to restore from.");
  g_assert_cmpstr (unproven_text, ==, "No instant is proven to be in the archive.");
  g_assert_cmpstr (backups, ==, "Backups: 1 full, 1 differential, 2 incremental.");
}

/* A backup is told by label, name, type and end, and with what speaks against it. */
static void
test_coverage_words_backups (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autofree char *named = reprise_coverage_describe_backup (window, zone, 0);
  g_autofree char *unusable = reprise_coverage_describe_backup (window, zone, 2);
  g_autofree char *unchecked = reprise_coverage_describe_backup (window, zone, 3);

  g_assert_cmpstr (named,
                   ==,
                   "Backup F, “before the move” (Full), finished at 2026-08-05 01:00:00 UTC.");
  g_assert_cmpstr (unusable,
                   ==,
                   "Backup F_I (Incremental), finished at 2026-08-05 06:00:00 UTC. It cannot be "
                   "used: a backup that it builds on is not in the repository.");
  g_assert_cmpstr (unchecked,
                   ==,
                   "Backup F_J (Incremental), finished at 2026-08-05 08:00:00 UTC. Whether its "
                   "pages have right checksums is not known.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/coverage-words/instants", test_coverage_words_instants);
  g_test_add_func ("/ui/coverage-words/unusable-base", test_coverage_words_unusable_base);
  g_test_add_func ("/ui/coverage-words/unreported", test_coverage_words_unreported);
  g_test_add_func ("/ui/coverage-words/window", test_coverage_words_window);
  g_test_add_func ("/ui/coverage-words/backups", test_coverage_words_backups);
  return g_test_run ();
}
