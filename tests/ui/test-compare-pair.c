/* SPDX-License-Identifier: GPL-3.0-or-later
 * From two sources to what differs between them, and what may be in the way. */

#include "config.h"

#include "ui/reprise-compare-pair.h"

#include "compare-fixture.h"
#include "ui-fixture.h"

static void
await_state (RepriseComparePair *pair, RepriseComparePairState state)
{
  while (reprise_compare_pair_get_state (pair) == REPRISE_COMPARE_PAIR_READING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (reprise_compare_pair_get_state (pair), ==, state);
}

static void
choose (RepriseComparePair *pair, guint position, RepriseStubBackend *backend)
{
  reprise_compare_side_set_backend (reprise_compare_pair_get_side (pair, position),
                                    REPRISE_BACKEND (backend));
}

static RepriseInstant
get_as_of (RepriseComparePair *pair, guint position)
{
  return reprise_compare_side_get_as_of (reprise_compare_pair_get_side (pair, position));
}

static void
count_changes (RepriseComparePair *pair, guint *n_appeared, guint *n_expired, guint *n_changed)
{
  RepriseInventoryComparison *comparison = reprise_compare_pair_get_comparison (pair);

  reprise_inventory_comparison_get_appeared (comparison, n_appeared);
  reprise_inventory_comparison_get_expired (comparison, n_expired);
  reprise_inventory_comparison_get_changed (comparison, n_changed);
}

/* A list that is older than the rest of what was kept is compared as of when it was read. */
static void
test_compare_pair_own_time (void)
{
  for (guint is_read_only = 0; is_read_only < 2; is_read_only++)
    {
      g_autoptr (RepriseStubBackend) then = compare_fixture_new_then ();
      g_autoptr (RepriseStubBackend) now = compare_fixture_new_now ();
      RepriseComparePair *pair = reprise_compare_pair_new (NULL);

      reprise_stub_backend_set_read_only (then, is_read_only);
      reprise_stub_backend_set_now (then, ui_instant ("2026-08-05T11:00:00Z"));
      reprise_stub_backend_set_read_at (then, REPRISE_STUB_INVENTORY, ui_instant (COMPARE_THEN));
      choose (pair, 0, then);
      choose (pair, 1, now);
      await_state (pair, REPRISE_COMPARE_PAIR_READY);
      g_assert_cmpint (get_as_of (pair, 0), ==, ui_instant (COMPARE_THEN));
      g_assert_finalize_object (pair);
    }
}

/* Whichever is chosen first, the older one is what was there before; and the schedules of the later
 * one are what is judged by. */
static void
test_compare_pair_order (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RepriseStubBackend) then = compare_fixture_new_then ();
      g_autoptr (RepriseStubBackend) now = compare_fixture_new_now ();
      RepriseComparePair *pair = reprise_compare_pair_new (NULL);
      guint n_appeared, n_expired, n_changed;

      g_assert_cmpint (reprise_compare_pair_get_state (pair), ==, REPRISE_COMPARE_PAIR_MISSING);
      choose (pair, i, then);
      g_assert_cmpint (reprise_compare_pair_get_state (pair), ==, REPRISE_COMPARE_PAIR_MISSING);
      choose (pair, 1 - i, now);
      g_assert_cmpint (reprise_compare_pair_get_state (pair), ==, REPRISE_COMPARE_PAIR_READING);
      await_state (pair, REPRISE_COMPARE_PAIR_READY);
      g_assert_cmpint (get_as_of (pair, 0), ==, ui_instant (COMPARE_THEN));
      g_assert_cmpint (get_as_of (pair, 1), ==, ui_instant (UI_NOW));
      count_changes (pair, &n_appeared, &n_expired, &n_changed);
      g_assert_cmpuint (n_appeared, ==, 1);
      g_assert_cmpuint (n_expired, ==, 1);
      g_assert_cmpuint (n_changed, ==, 1);
      g_assert_cmpuint (reprise_inventory_comparison_get_schedules (
                            reprise_compare_pair_get_comparison (pair))
                            ->len,
                        ==,
                        2);
      g_assert_finalize_object (pair);
    }
}

static void
forget_databases (RepriseStubBackend *backend)
{
  reprise_stub_backend_clear (backend, REPRISE_STUB_DATABASES);
}

/* What they do not have in common is not compared, and not silently replaced by something else. */
static void
test_compare_pair_different (void)
{
  g_autoptr (RepriseStubBackend) then = compare_fixture_new_then ();
  g_autoptr (RepriseStubBackend) now = compare_fixture_new_now ();
  g_autoptr (RepriseComparePair) pair = reprise_compare_pair_new (UI_OTHER_DATABASE_ID);
  g_autoptr (RepriseComparePair) strangers = reprise_compare_pair_new (NULL);
  g_autoptr (GPtrArray) common = NULL;

  ui_put_database (now, &(UiDatabase){ .id = UI_OTHER_DATABASE_ID, .name = "other" });
  choose (pair, 0, then);
  choose (pair, 1, now);
  await_state (pair, REPRISE_COMPARE_PAIR_DIFFERENT);
  common = reprise_compare_pair_list_databases (pair);
  g_assert_cmpuint (common->len, ==, 1);
  reprise_compare_pair_set_database_id (pair, UI_DATABASE_ID);
  await_state (pair, REPRISE_COMPARE_PAIR_READY);

  forget_databases (now);
  ui_put_database (now, &(UiDatabase){ .id = UI_OTHER_DATABASE_ID, .name = "other" });
  choose (strangers, 0, then);
  choose (strangers, 1, now);
  await_state (strangers, REPRISE_COMPARE_PAIR_DIFFERENT);
}

/* Nodes that both have can be chosen, and a repository on each side. */
static void
test_compare_pair_choices (void)
{
  g_autoptr (RepriseStubBackend) then = compare_fixture_new_then ();
  g_autoptr (RepriseStubBackend) now = compare_fixture_new_now ();
  g_autoptr (RepriseComparePair) pair = reprise_compare_pair_new (UI_DATABASE_ID);
  g_autoptr (GPtrArray) nodes = NULL;
  guint n_appeared, n_expired, n_changed;

  ui_put_database (then, &(UiDatabase){ .n_nodes = 2 });
  choose (pair, 0, then);
  choose (pair, 1, now);
  await_state (pair, REPRISE_COMPARE_PAIR_READY);
  nodes = reprise_compare_pair_list_nodes (pair);
  g_assert_cmpuint (nodes->len, ==, 2);
  g_assert_cmpstr (reprise_compare_pair_get_node_name (pair), ==, "n1");
  reprise_compare_pair_set_node_name (pair, "n2");
  await_state (pair, REPRISE_COMPARE_PAIR_READY);
  count_changes (pair, &n_appeared, &n_expired, &n_changed);
  g_assert_cmpuint (n_appeared + n_expired + n_changed, ==, 0);
  reprise_compare_side_set_repository (reprise_compare_pair_get_side (pair, 0),
                                       UI_OLD_REPOSITORY_ID);
  await_state (pair, REPRISE_COMPARE_PAIR_READY);
  count_changes (pair, &n_appeared, &n_expired, &n_changed);
  g_assert_cmpuint (n_appeared, ==, 1);
  g_assert_cmphex (reprise_inventory_comparison_get_differences (
                       reprise_compare_pair_get_comparison (pair)),
                   ==,
                   REPRISE_INVENTORY_OTHER_REPOSITORY);
}

/* A service that failed is asked again, and a file that could not be opened gives way to another.
 */
static void
test_compare_pair_failed (void)
{
  g_autoptr (RepriseStubBackend) then = compare_fixture_new_then ();
  g_autoptr (RepriseStubBackend) now = compare_fixture_new_now ();
  g_autoptr (RepriseComparePair) pair = reprise_compare_pair_new (NULL);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");

  reprise_stub_backend_fail (now,
                             REPRISE_STUB_INVENTORY,
                             REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                             "no storage");
  choose (pair, 1, now);
  reprise_compare_side_open (reprise_compare_pair_get_side (pair, 0), "a.json");
  g_assert_cmpint (reprise_compare_pair_get_state (pair), ==, REPRISE_COMPARE_PAIR_READING);
  reprise_compare_side_fail (reprise_compare_pair_get_side (pair, 0), error);
  g_assert_cmpint (reprise_compare_pair_get_state (pair), ==, REPRISE_COMPARE_PAIR_FAILED);
  g_assert_cmpstr (reprise_compare_side_get_title (reprise_compare_pair_get_failed_side (pair)),
                   ==,
                   "a.json");
  choose (pair, 0, then);
  await_state (pair, REPRISE_COMPARE_PAIR_FAILED);
  g_assert_error (reprise_compare_side_get_error (reprise_compare_pair_get_failed_side (pair)),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE);
  reprise_stub_backend_succeed (now, REPRISE_STUB_INVENTORY);
  reprise_compare_side_retry (reprise_compare_pair_get_failed_side (pair));
  while (reprise_compare_pair_get_state (pair) != REPRISE_COMPARE_PAIR_READY)
    g_main_context_iteration (NULL, TRUE);
}

/* A node that a side has no backups of is no reason to say that all of them expired. */
static void
test_compare_pair_empty (void)
{
  g_autoptr (RepriseStubBackend) then = compare_fixture_new_then ();
  g_autoptr (RepriseStubBackend) now = compare_fixture_new_now ();
  g_autoptr (RepriseComparePair) pair = reprise_compare_pair_new (NULL);

  reprise_stub_backend_clear (now, REPRISE_STUB_INVENTORY);
  choose (pair, 0, then);
  choose (pair, 1, now);
  await_state (pair, REPRISE_COMPARE_PAIR_EMPTY);
  g_assert_null (reprise_compare_pair_get_comparison (pair));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/compare-pair/own-time", test_compare_pair_own_time);
  g_test_add_func ("/ui/compare-pair/order", test_compare_pair_order);
  g_test_add_func ("/ui/compare-pair/different", test_compare_pair_different);
  g_test_add_func ("/ui/compare-pair/choices", test_compare_pair_choices);
  g_test_add_func ("/ui/compare-pair/failed", test_compare_pair_failed);
  g_test_add_func ("/ui/compare-pair/empty", test_compare_pair_empty);
  return g_test_run ();
}
