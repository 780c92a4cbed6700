/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database as it is now, while it is at rest and while something runs. */

#include "config.h"

#include "ui/reprise-database-watch.h"

#include "ui-fixture.h"

#define TIMEOUT_SECONDS 30

static RepriseDatabaseWatch *
new_watch (RepriseStubBackend *backend)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 1 });

  return reprise_database_watch_new (REPRISE_BACKEND (backend), database, NULL);
}

static RepriseNodeView *
dup_view (RepriseDatabaseWatch *watch, guint position)
{
  return g_list_model_get_item (reprise_database_watch_get_nodes (watch), position);
}

static RepriseTask *
new_task (const char *status)
{
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;

  fields.id = "t1";
  fields.name = "restore";
  fields.status_word = status;
  return reprise_task_new (&fields);
}

/* The whole database is read, its cluster and repositories, and each node's current repository. */
static void
test_database_watch_reads (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (RepriseNodeView) view = NULL;

  reprise_database_watch_refresh (watch);
  g_assert_cmpint (reprise_database_watch_get_state (watch), ==, REPRISE_LOAD_STATE_LOADING);
  ui_settle ();
  g_assert_cmpint (reprise_database_watch_get_state (watch), ==, REPRISE_LOAD_STATE_READY);
  g_assert_cmpstr (reprise_cluster_get_name (reprise_database_watch_get_cluster (watch)),
                   ==,
                   "accounting");
  g_assert_cmpuint (reprise_database_watch_get_repositories (watch)->len, ==, 2);
  g_assert_cmpuint (reprise_database_watch_get_stores (watch)->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (reprise_database_watch_get_nodes (watch)), ==, 3);
  view = dup_view (watch, 2);
  g_assert_cmpstr (reprise_node_view_get_name (view), ==, "n3");
  g_assert_cmpstr (reprise_node_view_get_repository_id (view), ==, UI_REPOSITORY_ID);
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_READY);
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 3);
  g_assert_false (reprise_database_watch_is_busy (watch));
}

/* It is as old as the oldest list that it is made of. */
static void
test_database_watch_age (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);

  reprise_stub_backend_set_read_at (backend,
                                    REPRISE_STUB_DATABASE,
                                    ui_instant ("2026-08-05T09:00:00Z"));
  reprise_stub_backend_set_read_at (backend,
                                    REPRISE_STUB_REPOSITORIES,
                                    ui_instant ("2026-08-05T08:00:00Z"));
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_cmpint (reprise_database_watch_get_loaded_at (watch),
                   ==,
                   ui_instant ("2026-08-05T08:00:00Z"));
}

/* A refresh reads inventories again and keeps the views and what was chosen in them. */
static void
test_database_watch_refreshes (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (RepriseNodeView) before = NULL;
  g_autoptr (RepriseNodeView) after = NULL;

  reprise_database_watch_refresh (watch);
  ui_settle ();
  before = dup_view (watch, 0);
  reprise_node_view_set_repository_id (before, UI_OLD_REPOSITORY_ID);
  ui_settle ();
  reprise_database_watch_refresh (watch);
  ui_settle ();
  after = dup_view (watch, 0);
  g_assert_true (before == after);
  g_assert_cmpstr (reprise_node_view_get_repository_id (after), ==, UI_OLD_REPOSITORY_ID);
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 7);
}

/* The current repository of a node that an earlier one is looked at of is read beside it, and kept
 * up to date, once it is asked about. */
static void
test_database_watch_reads_current (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (RepriseNodeView) view = NULL;
  RepriseCurrentBackups *current;

  reprise_database_watch_refresh (watch);
  ui_settle ();
  view = dup_view (watch, 0);
  current = reprise_database_watch_get_current_backups (watch, "n1");
  g_assert_true (reprise_current_backups_get_view (current) == view);
  reprise_node_view_set_repository_id (view, UI_OLD_REPOSITORY_ID);
  ui_settle ();
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 3 + 1);

  g_assert_cmpstr (reprise_node_view_get_repository_id (reprise_current_backups_get_view (current)),
                   ==,
                   UI_REPOSITORY_ID);
  ui_settle ();
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 3 + 2 + 4);

  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  g_assert_true (reprise_current_backups_get_view (current) == view);
}

/* A database that says nothing about its backups is looked up in its newest repository. */
static void
test_database_watch_guesses_repository (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabase) database =
                 ui_database_new (&(UiDatabase){ .without_configuration = TRUE });
  g_autoptr (RepriseDatabaseWatch) watch =
                 reprise_database_watch_new (REPRISE_BACKEND (backend), database, NULL);
  g_autoptr (RepriseNodeView) view = NULL;

  reprise_stub_backend_put_database (backend, database);
  reprise_database_watch_refresh (watch);
  ui_settle ();
  view = dup_view (watch, 0);
  g_assert_cmpstr (reprise_node_view_get_repository_id (view), ==, UI_REPOSITORY_ID);
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_READY);
}

/* The guess follows the repository that a restore makes, save where an earlier one was chosen. */
static void
test_database_watch_guess_follows (void)
{
  static const char *const next_id = "11111111-2222-4333-8444-555555555504";
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabase) database =
                 ui_database_new (&(UiDatabase){ .without_configuration = TRUE });
  g_autoptr (RepriseDatabaseWatch) watch =
                 reprise_database_watch_new (REPRISE_BACKEND (backend), database, NULL);
  g_autoptr (RepriseRepository) next = ui_repository_new (next_id, "2026-08-05T11:59:00Z");
  g_autoptr (RepriseNodeView) first = NULL;
  g_autoptr (RepriseNodeView) second = NULL;
  RepriseCurrentBackups *current;

  reprise_stub_backend_put_database (backend, database);
  reprise_database_watch_refresh (watch);
  ui_settle ();
  first = dup_view (watch, 0);
  second = dup_view (watch, 1);
  reprise_node_view_set_repository_id (second, UI_OLD_REPOSITORY_ID);
  ui_settle ();

  /* Also where the service told of none for a while. */
  reprise_stub_backend_clear (backend, REPRISE_STUB_REPOSITORIES);
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_cmpstr (reprise_node_view_get_repository_id (first), ==, UI_REPOSITORY_ID);
  reprise_stub_backend_put_repository (backend, next);
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_cmpstr (reprise_node_view_get_repository_id (first), ==, next_id);
  g_assert_cmpstr (reprise_node_view_get_repository_id (second), ==, UI_OLD_REPOSITORY_ID);
  current = reprise_database_watch_get_current_backups (watch, "n2");
  g_assert_cmpstr (reprise_current_backups_get_repository_id (current), ==, next_id);
  g_assert_null (reprise_database_watch_get_current_backups (watch, "n9"));
}

/* One node's failure is its own; a missing cluster is a problem; a missing database an error. */
static void
test_database_watch_fails (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (RepriseNodeView) second = NULL;
  g_autoptr (RepriseNodeView) third = NULL;

  reprise_stub_backend_fail_node (backend, "n2", REPRISE_SERVICE_ERROR_SERVER, "Oops");
  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_CLUSTER,
                             REPRISE_SERVICE_ERROR_FORBIDDEN,
                             "The cluster is not for you");
  reprise_database_watch_refresh (watch);
  ui_settle ();
  second = dup_view (watch, 1);
  third = dup_view (watch, 2);
  g_assert_cmpint (reprise_database_watch_get_state (watch), ==, REPRISE_LOAD_STATE_READY);
  g_assert_cmpint (reprise_node_view_get_state (second), ==, REPRISE_LOAD_STATE_FAILED);
  g_assert_cmpint (reprise_node_view_get_state (third), ==, REPRISE_LOAD_STATE_READY);
  g_assert_cmpstr (reprise_database_watch_get_problems (watch)[0],
                   ==,
                   "The cluster is not for you");

  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_DATABASE,
                             REPRISE_SERVICE_ERROR_NOT_FOUND,
                             "No such database");
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_cmpint (reprise_database_watch_get_state (watch), ==, REPRISE_LOAD_STATE_STALE);
  g_assert_error (reprise_database_watch_get_error (watch),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_NOT_FOUND);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("The watch did not look again");
  return G_SOURCE_REMOVE;
}

/* While something runs the watch looks again by itself, and reads inventories when it has ended. */
static void
test_database_watch_busy (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (RepriseTask) running = new_task ("running");
  g_autoptr (RepriseTask) done = new_task ("succeeded");
  guint timeout_id = g_timeout_add_seconds (TIMEOUT_SECONDS, give_up_cb, NULL);

  reprise_stub_backend_put_task (backend, running);
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_true (reprise_database_watch_is_busy (watch));
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 3);

  reprise_stub_backend_put_task (backend, done);
  while (reprise_database_watch_is_busy (watch))
    g_main_context_iteration (NULL, TRUE);
  ui_settle ();
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_DATABASE), ==, 2);
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 6);
  g_source_remove (timeout_id);
}

/* A watch that nobody needs any more ends with its views, whatever it still waits for. */
static void
test_database_watch_ends_while_reading (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseDatabaseWatch *watch = new_watch (backend);
  RepriseNodeView *view;

  reprise_database_watch_refresh (watch);
  ui_settle ();
  view = dup_view (watch, 0);
  reprise_stub_backend_hold (backend, REPRISE_STUB_DATABASE);
  reprise_stub_backend_hold (backend, REPRISE_STUB_INVENTORY);
  reprise_database_watch_refresh (watch);
  reprise_node_view_refresh (view);
  g_assert_finalize_object (watch);
  g_assert_finalize_object (view);
  reprise_stub_backend_release (backend, REPRISE_STUB_DATABASE);
  reprise_stub_backend_release (backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/database-watch/reads", test_database_watch_reads);
  g_test_add_func ("/ui/database-watch/age", test_database_watch_age);
  g_test_add_func ("/ui/database-watch/refreshes", test_database_watch_refreshes);
  g_test_add_func ("/ui/database-watch/reads-current", test_database_watch_reads_current);
  g_test_add_func ("/ui/database-watch/guesses-repository", test_database_watch_guesses_repository);
  g_test_add_func ("/ui/database-watch/guess-follows", test_database_watch_guess_follows);
  g_test_add_func ("/ui/database-watch/fails", test_database_watch_fails);
  g_test_add_func ("/ui/database-watch/busy", test_database_watch_busy);
  g_test_add_func ("/ui/database-watch/ends-while-reading", test_database_watch_ends_while_reading);
  return g_test_run ();
}
