/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node's backups: rows as they come, then the whole. */

#include "config.h"

#include "ui/reprise-node-view.h"

#include "ui-fixture.h"

#include <gio/gio.h>

static RepriseNodeView *
new_view (RepriseStubBackend *backend)
{
  RepriseNodeFields fields = { .name = "n1" };
  g_autoptr (RepriseNode) node = reprise_node_new (&fields);

  return reprise_node_view_new (REPRISE_BACKEND (backend), node);
}

static guint
count_rows (RepriseNodeView *view)
{
  GListModel *rows = reprise_node_view_get_backups (view);

  return rows == NULL ? 0 : g_list_model_get_n_items (rows);
}

/* Without a repository nothing is asked; with one, the whole is there with its window. */
static void
test_node_view_reads (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseNodeView) view = new_view (backend);

  reprise_node_view_refresh (view);
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 0);
  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  ui_settle ();
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_READY);
  g_assert_cmpuint (count_rows (view), ==, 2);
  g_assert_cmpint (reprise_restore_window_get_service_now (reprise_node_view_get_window (view)),
                   ==,
                   ui_instant (UI_NOW));
  g_assert_cmpstr (reprise_inventory_get_node_name (reprise_node_view_get_inventory (view)),
                   ==,
                   "n1");
}

/* The first rows are there before the rest, and the count says how far it is. */
static void
test_node_view_grows (void)
{
  static const RepriseBackupFields first[] = { { .label = "b" }, { .label = "a" } };
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseNodeView) view = new_view (backend);
  g_autoptr (RepriseInventory) page = ui_inventory_new (UI_REPOSITORY_ID, "n1", first, 2);

  reprise_stub_backend_hold (backend, REPRISE_STUB_INVENTORY);
  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  g_assert_cmpuint (count_rows (view), ==, 0);
  reprise_stub_backend_send_page (backend, page, 2);
  reprise_stub_backend_send_page (backend, page, 4);
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_LOADING);
  g_assert_cmpuint (count_rows (view), ==, 4);
  g_assert_cmpuint (reprise_node_view_get_n_read (view), ==, 4);
  g_assert_null (reprise_node_view_get_window (view));

  reprise_stub_backend_release (backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_READY);
  g_assert_cmpuint (count_rows (view), ==, 2);
}

/* A refresh leaves the rows alone until all of it is there, and when it fails. */
static void
test_node_view_refreshes (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseNodeView) view = new_view (backend);
  GListModel *rows;

  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  ui_settle ();
  rows = reprise_node_view_get_backups (view);
  reprise_stub_backend_fail_node (backend,
                                  "n1",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "failed to connect to backup repository");
  reprise_node_view_refresh (view);
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_REFRESHING);
  ui_settle ();
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_STALE);
  g_assert_true (reprise_node_view_get_backups (view) == rows);
  g_assert_error (reprise_node_view_get_error (view),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE);
}

/* Nothing for this node is an answer; an error is none. */
static void
test_node_view_without_data (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseNodeView) view = new_view (backend);

  reprise_node_view_set_repository_id (view, "nobody-knows");
  ui_settle ();
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_READY);
  g_assert_null (reprise_node_view_get_inventory (view));
  g_assert_cmpuint (count_rows (view), ==, 0);

  reprise_stub_backend_fail_node (backend, "n1", REPRISE_SERVICE_ERROR_SERVER, "Oops");
  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  ui_settle ();
  g_assert_cmpint (reprise_node_view_get_state (view), ==, REPRISE_LOAD_STATE_FAILED);
  g_assert_cmpuint (count_rows (view), ==, 0);
}

/* The answer about one repository never shows up under another. */
static void
test_node_view_changes_repository (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseNodeView) view = new_view (backend);

  reprise_stub_backend_hold (backend, REPRISE_STUB_INVENTORY);
  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  reprise_node_view_set_repository_id (view, UI_OLD_REPOSITORY_ID);
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 2);
  reprise_stub_backend_release (backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
  g_assert_cmpuint (count_rows (view), ==, 1);
  g_assert_cmpstr (reprise_inventory_get_repository_id (reprise_node_view_get_inventory (view)),
                   ==,
                   UI_OLD_REPOSITORY_ID);
}

/* A view that nobody needs any more ends, whatever it still waits for. */
static void
test_node_view_ends_while_reading (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseNodeView *view = new_view (backend);

  reprise_stub_backend_hold (backend, REPRISE_STUB_INVENTORY);
  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  g_assert_finalize_object (view);
  reprise_stub_backend_release (backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
}

/* Very many backups are judged beside the main loop; a view may change its mind, or end, meanwhile.
 */
static void
test_node_view_many (void)
{
  enum
  {
    N_BACKUPS = 2500
  };
  g_autofree RepriseBackupFields *fields = g_new (RepriseBackupFields, N_BACKUPS);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseNodeView *view = new_view (backend);

  for (guint i = 0; i < N_BACKUPS; i++)
    {
      const RepriseBackupFields nothing = REPRISE_BACKUP_FIELDS_INIT;

      g_ptr_array_add (labels, g_strdup_printf ("20260101-%06uF", i));
      fields[i] = nothing;
      fields[i].label = g_ptr_array_index (labels, i);
      fields[i].finished_at = ui_instant (UI_NOW) - (N_BACKUPS - i) * REPRISE_INSTANT_SECOND;
    }
  inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", fields, N_BACKUPS);
  reprise_stub_backend_put_inventory (backend, inventory);
  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  while (reprise_node_view_get_state (view) == REPRISE_LOAD_STATE_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_rows (view), ==, N_BACKUPS);
  g_assert_true (reprise_node_view_get_inventory (view) == inventory);
  g_assert_cmpint (reprise_restore_window_get_backup_doubts (reprise_node_view_get_window (view),
                                                             N_BACKUPS - 1),
                   ==,
                   REPRISE_BACKUP_DOUBTS_NO_WAL | REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN);

  reprise_node_view_refresh (view);
  reprise_node_view_set_repository_id (view, UI_OLD_REPOSITORY_ID);
  ui_settle ();
  g_assert_cmpuint (count_rows (view), ==, 1);
  reprise_node_view_set_repository_id (view, UI_REPOSITORY_ID);
  g_assert_finalize_object (view);
  ui_settle ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/node-view/reads", test_node_view_reads);
  g_test_add_func ("/ui/node-view/grows", test_node_view_grows);
  g_test_add_func ("/ui/node-view/refreshes", test_node_view_refreshes);
  g_test_add_func ("/ui/node-view/without-data", test_node_view_without_data);
  g_test_add_func ("/ui/node-view/changes-repository", test_node_view_changes_repository);
  g_test_add_func ("/ui/node-view/ends-while-reading", test_node_view_ends_while_reading);
  g_test_add_func ("/ui/node-view/many", test_node_view_many);
  return g_test_run ();
}
