/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups in the order of time, with their states. */

#include "config.h"

#include "ui/reprise-coverage-index.h"

#include "coverage-fixture.h"

/* What cannot be used is told from what can, and a checksum nobody reports is no doubt to draw. */
static void
test_coverage_index_states (void)
{
  static const RepriseCoverageState states[] = {
    REPRISE_COVERAGE_GOOD,
    REPRISE_COVERAGE_GOOD,
    REPRISE_COVERAGE_UNUSABLE,
    REPRISE_COVERAGE_GOOD,
  };
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageIndex) index = reprise_coverage_index_new (window);

  g_assert_cmpuint (index->n_marks, ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_assert_cmpint (reprise_coverage_index_get (index, i).stop,
                       ==,
                       coverage_backups[i].finished_at);
      g_assert_cmpint (reprise_coverage_index_get (index, i).backup_type,
                       ==,
                       coverage_backups[i].backup_type);
      g_assert_cmpint (reprise_coverage_index_get (index, i).state, ==, states[i]);
    }
  g_assert_cmpuint (index->n_of_type[REPRISE_BACKUP_TYPE_FULL], ==, 1);
  g_assert_cmpuint (index->n_of_type[REPRISE_BACKUP_TYPE_DIFF], ==, 1);
  g_assert_cmpuint (index->n_of_type[REPRISE_BACKUP_TYPE_INCR], ==, 2);
}

/* Whatever order the service has them in, they come in the order of time; one without an end has
 * no mark; bad pages are a doubt. */
static void
test_coverage_index_order (void)
{
  RepriseBackupFields backups[4];
  g_autoptr (RepriseRestoreWindow) window = NULL;
  g_autoptr (RepriseCoverageIndex) index = NULL;
  guint mark = 99;

  backups[0] = coverage_backups[1];
  backups[1] = coverage_backups[0];
  backups[2] = coverage_backups[0];
  backups[2].label = "G";
  backups[2].error = REPRISE_TRISTATE_YES;
  backups[3] = coverage_backups[0];
  backups[3].label = "H";
  backups[3].finished_at = REPRISE_INSTANT_NONE;
  window = coverage_window_new (backups, G_N_ELEMENTS (backups), NULL, 0);
  index = reprise_coverage_index_new (window);

  g_assert_cmpuint (index->n_marks, ==, 3);
  g_assert_cmpuint (index->n_of_type[REPRISE_BACKUP_TYPE_FULL], ==, 2);
  g_assert_cmpuint (reprise_coverage_index_get (index, 0).position, ==, 1);
  g_assert_cmpuint (reprise_coverage_index_get (index, 1).position, ==, 2);
  g_assert_cmpint (reprise_coverage_index_get (index, 1).state, ==, REPRISE_COVERAGE_DOUBTFUL);
  g_assert_cmpuint (reprise_coverage_index_get (index, 2).position, ==, 0);

  g_assert_true (reprise_coverage_index_find_position (index, backups[2].finished_at, 2, &mark));
  g_assert_cmpuint (mark, ==, 1);
  g_assert_false (reprise_coverage_index_find_position (index, backups[2].finished_at, 0, &mark));
  g_assert_false (reprise_coverage_index_find_position (index, NOW, 0, &mark));
}

/* A search finds the first at an instant or after it. */
static void
test_coverage_index_search (void)
{
  g_autoptr (RepriseRestoreWindow) window = coverage_window_new_reported ();
  g_autoptr (RepriseCoverageIndex) index = reprise_coverage_index_new (window);

  g_assert_cmpuint (reprise_coverage_index_find_first (index, 0), ==, 0);
  g_assert_cmpuint (reprise_coverage_index_find_first (index, MIDNIGHT + HOUR), ==, 0);
  g_assert_cmpuint (reprise_coverage_index_find_first (index, MIDNIGHT + HOUR + 1), ==, 1);
  g_assert_cmpuint (reprise_coverage_index_find_first (index, MIDNIGHT + 8 * HOUR), ==, 3);
  g_assert_cmpuint (reprise_coverage_index_find_first (index, NOW), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/coverage-index/states", test_coverage_index_states);
  g_test_add_func ("/ui/coverage-index/order", test_coverage_index_order);
  g_test_add_func ("/ui/coverage-index/search", test_coverage_index_search);
  return g_test_run ();
}
