/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an account shows while it is read, after it was, and when that fails. */

#include "config.h"

#include "ui/reprise-account.h"

#include "ui-fixture.h"

static void
assert_titles (RepriseAccount *account, const char *expected)
{
  GListModel *entries = reprise_account_get_entries (account);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (RepriseDatabaseEntry) entry = g_list_model_get_item (entries, i);

      g_string_append_printf (titles,
                              "%s/%s ",
                              reprise_database_entry_get_cluster_name (entry),
                              reprise_database_get_title (
                                  reprise_database_entry_get_database (entry)));
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

/* Databases stand under their clusters in the order people sort in, with the tenant beside them. */
static void
test_account_reads (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseAccount) account = reprise_account_new (REPRISE_BACKEND (backend));
  g_autoptr (RepriseCluster) other = ui_cluster_new (UI_OTHER_CLUSTER_ID, "Abroad", "available");
  g_autoptr (RepriseDatabaseEntry) entry = NULL;

  reprise_stub_backend_put_cluster (backend, other);
  ui_put_database (backend, &(UiDatabase){ .id = "d2", .name = "b" });
  ui_put_database (backend, &(UiDatabase){ .id = "d3", .cluster_id = UI_OTHER_CLUSTER_ID });
  ui_put_database (backend, &(UiDatabase){ .id = "d4", .cluster_id = "gone", .name = "x" });
  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_LOADING);
  reprise_account_refresh (account);
  ui_settle ();

  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_READY);
  g_assert_cmpint (reprise_account_get_loaded_at (account), ==, ui_instant (UI_NOW));
  g_assert_cmpstr (reprise_tenant_get_name (reprise_account_get_tenant (account)), ==, "Acme");
  assert_titles (account, "Abroad/payables accounting/Accounts payable accounting/b gone/x ");
  entry = reprise_account_find_entry (account, "d2");
  g_assert_cmpstr (reprise_database_entry_get_id (entry), ==, "d2");
  g_assert_null (reprise_account_find_entry (account, "d9"));
}

/* An account without databases is read like any other. */
static void
test_account_empty (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseAccount) account = reprise_account_new (REPRISE_BACKEND (backend));

  reprise_stub_backend_clear (backend, REPRISE_STUB_DATABASES);
  reprise_account_refresh (account);
  ui_settle ();
  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_READY);
  assert_titles (account, "");
  g_assert_null (reprise_account_get_error (account));
}

/* What was read stays when reading again fails, and a success brings it up to date. */
static void
test_account_stale (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseAccount) account = reprise_account_new (REPRISE_BACKEND (backend));

  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_TRANSPORT,
                             "Connection refused");
  reprise_account_refresh (account);
  ui_settle ();
  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_FAILED);
  g_assert_error (reprise_account_get_error (account),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_TRANSPORT);

  reprise_stub_backend_succeed (backend, REPRISE_STUB_DATABASES);
  reprise_account_refresh (account);
  ui_settle ();
  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_READY);
  g_assert_null (reprise_account_get_error (account));

  reprise_stub_backend_set_now (backend, ui_instant ("2026-08-05T13:00:00Z"));
  reprise_stub_backend_fail (backend, REPRISE_STUB_DATABASES, REPRISE_SERVICE_ERROR_SERVER, "Oops");
  reprise_account_refresh (account);
  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_REFRESHING);
  ui_settle ();
  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_STALE);
  g_assert_cmpint (reprise_account_get_loaded_at (account), ==, ui_instant (UI_NOW));
  assert_titles (account, "accounting/Accounts payable ");
}

/* What is only beside the databases does not hide them; it is told as a problem. */
static void
test_account_problems (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseAccount) account = reprise_account_new (REPRISE_BACKEND (backend));
  const char *const *problems;

  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_CLUSTERS,
                             REPRISE_SERVICE_ERROR_FORBIDDEN,
                             "Clusters are not for you");
  reprise_stub_backend_add_problem (backend, REPRISE_STUB_DATABASES, "The second has no id");
  reprise_account_refresh (account);
  ui_settle ();
  problems = reprise_account_get_problems (account);
  g_assert_cmpint (reprise_account_get_state (account), ==, REPRISE_LOAD_STATE_READY);
  assert_titles (account, UI_CLUSTER_ID "/Accounts payable ");
  g_assert_true (g_strv_contains (problems, "Clusters are not for you"));
  g_assert_true (g_strv_contains (problems, "The second has no id"));
  g_assert_cmpuint (g_strv_length ((GStrv) problems), ==, 2);
}

static void
count_changes_cb (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Reading again leaves entries alone that have their place, with the newest in them; what has
 * another name is replaced alone. */
static void
test_account_keeps (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseAccount) account = reprise_account_new (REPRISE_BACKEND (backend));
  GListModel *entries = reprise_account_get_entries (account);
  g_autoptr (RepriseDatabaseEntry) first = NULL;
  g_autoptr (RepriseDatabaseEntry) first_again = NULL;
  g_autoptr (RepriseDatabaseEntry) second = NULL;
  g_autoptr (RepriseDatabaseEntry) second_again = NULL;
  guint n_changes = 0;

  ui_put_database (backend, &(UiDatabase){ .id = "d2", .name = "b" });
  reprise_account_refresh (account);
  ui_settle ();
  first = reprise_account_find_entry (account, UI_DATABASE_ID);
  second = reprise_account_find_entry (account, "d2");
  g_signal_connect (entries, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);
  reprise_account_refresh (account);
  ui_settle ();
  g_assert_cmpuint (n_changes, ==, 0);

  ui_put_database (backend, &(UiDatabase){ .id = "d2", .name = "b", .status = "failed" });
  reprise_account_refresh (account);
  ui_settle ();
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpint (reprise_database_get_status (reprise_database_entry_get_database (second)),
                   ==,
                   REPRISE_STATUS_FAILED);

  ui_put_database (backend, &(UiDatabase){ .id = "d2", .name = "c", .status = "modifying" });
  reprise_account_refresh (account);
  ui_settle ();
  g_assert_cmpuint (n_changes, ==, 1);
  first_again = reprise_account_find_entry (account, UI_DATABASE_ID);
  second_again = reprise_account_find_entry (account, "d2");
  g_assert_true (first_again == first);
  g_assert_true (second_again != second);
  g_assert_cmpstr (reprise_database_get_name (reprise_database_entry_get_database (second_again)),
                   ==,
                   "c");
}

/* A database that somebody else has read is shown as it is now, where it is; its cluster stays
 * known where that was not read with it. */
static void
test_account_update (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseAccount) account = reprise_account_new (REPRISE_BACKEND (backend));
  g_autoptr (RepriseDatabase) busy = ui_database_new (
      &(UiDatabase){ .display_name = "Accounts payable", .status = "modifying" });
  g_autoptr (RepriseCluster) cluster = ui_cluster_new (UI_CLUSTER_ID, "accounting", "available");
  g_autoptr (RepriseDatabaseEntry) entry = NULL;
  guint n_changes = 0;

  reprise_account_refresh (account);
  ui_settle ();
  g_signal_connect (reprise_account_get_entries (account),
                    "items-changed",
                    G_CALLBACK (count_changes_cb),
                    &n_changes);
  reprise_account_update (account, busy, NULL);
  reprise_account_update (account, busy, cluster);
  g_assert_cmpuint (n_changes, ==, 0);
  entry = reprise_account_find_entry (account, UI_DATABASE_ID);
  g_assert_cmpstr (reprise_database_get_status_word (reprise_database_entry_get_database (entry)),
                   ==,
                   "modifying");
}

/* An account that nobody needs any more ends, whatever it still waits for. */
static void
test_account_ends_while_reading (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseAccount *account = reprise_account_new (REPRISE_BACKEND (backend));

  reprise_stub_backend_hold (backend, REPRISE_STUB_DATABASES);
  reprise_account_refresh (account);
  ui_settle ();
  g_assert_finalize_object (account);
  reprise_stub_backend_release (backend, REPRISE_STUB_DATABASES);
  ui_settle ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/account/reads", test_account_reads);
  g_test_add_func ("/ui/account/empty", test_account_empty);
  g_test_add_func ("/ui/account/stale", test_account_stale);
  g_test_add_func ("/ui/account/problems", test_account_problems);
  g_test_add_func ("/ui/account/keeps", test_account_keeps);
  g_test_add_func ("/ui/account/update", test_account_update);
  g_test_add_func ("/ui/account/ends-while-reading", test_account_ends_while_reading);
  return g_test_run ();
}
