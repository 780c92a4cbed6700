/* SPDX-License-Identifier: GPL-3.0-or-later
 * The ways from a database's page to its restore dialog, and what is chosen there at first. */

#include "config.h"

#include "ui/reprise-database-page.h"

#include "support/reprise-ui-support.h"
#include "ui-find.h"
#include "ui-fixture.h"
#include "ui/reprise-node-pane.h"
#include "ui/reprise-restore-dialog.h"

#define FULL "20260805-060001F"

typedef struct
{
  RepriseStubBackend *backend;
  RepriseDatabaseWatch *watch;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 3 });

  fixture->backend = ui_fixture_new ();
  fixture->watch = reprise_database_watch_new (REPRISE_BACKEND (fixture->backend), database, NULL);
}

/* As it is opened, once everything has been read. */
static void
open_page (Fixture *fixture)
{
  RepriseDatabasePage *page = reprise_database_page_new (fixture->watch, NULL, NULL, "utc");

  fixture->window = reprise_test_present (GTK_WIDGET (page), 900, 1000);
  reprise_database_watch_refresh (fixture->watch);
  ui_settle ();
}

static RepriseRestoreDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (REPRISE_IS_RESTORE_DIALOG (window))
        return REPRISE_RESTORE_DIALOG (window);
    }
  return NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  RepriseRestoreDialog *dialog = find_dialog ();

  if (dialog != NULL)
    {
      g_object_ref (dialog);
      gtk_window_destroy (GTK_WINDOW (dialog));
      ui_settle ();
      g_assert_finalize_object (dialog);
    }
  if (fixture->window != NULL)
    reprise_test_destroy (&fixture->window);
  ui_settle ();
  g_assert_finalize_object (fixture->watch);
  g_object_unref (fixture->backend);
}

/* Reads, as a person would who opens it. */
static RepriseRestoreDialog *
await_dialog (Fixture *fixture)
{
  RepriseRestoreDialog *dialog;

  ui_settle ();
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (dialog)));
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == fixture->window);
  return dialog;
}

static GtkWidget *
get_pane (Fixture *fixture, int position)
{
  GtkWidget *tabs = ui_find (GTK_WIDGET (fixture->window), "RepriseNodeTabs", "GtkNotebook");

  return gtk_notebook_get_nth_page (GTK_NOTEBOOK (tabs), position);
}

static gpointer
get_in_pane (Fixture *fixture, int position, const char *child)
{
  return gtk_widget_get_template_child (get_pane (fixture, position),
                                        REPRISE_TYPE_NODE_PANE,
                                        child);
}

/* By its key, too. */
static void
test_entry_key (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_true (reprise_test_press (gtk_window_get_child (fixture->window), "<Control><Shift>r"));
  await_dialog (fixture);
}

/* From the menu, with nothing chosen but what need not be asked. */
static void
test_entry_action (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_page (fixture);
  gtk_widget_activate_action (gtk_window_get_child (fixture->window), "backup.restore", NULL);
  dialog = GTK_WIDGET (await_dialog (fixture));
  g_assert_true (ui_shows (dialog, "Choose the node to restore from."));
}

/* From a backup in the table: that backup, of that node, in that repository. */
static void
test_entry_backup (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *table;

  open_page (fixture);
  table = get_in_pane (fixture, 1, "table");
  g_object_set (table, "selected-label", FULL, NULL);
  gtk_widget_activate_action (table, "backup.restore", NULL);
  dialog = GTK_WIDGET (await_dialog (fixture));
  g_assert_true (ui_shows (dialog, "*replaced by that of n2 of *the end of the backup " FULL));
}

/* From the strip: that instant, of that node. */
static void
test_entry_instant (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_page (fixture);
  g_signal_emit_by_name (get_in_pane (fixture, 2, "strip"),
                         "instant-activated",
                         ui_instant ("2026-08-05T09:14:07Z"));
  dialog = GTK_WIDGET (await_dialog (fixture));
  g_assert_true (ui_shows (dialog, "*Sent as: 2026-08-05T09:14:07Z\n*"));
  g_assert_true (ui_shows (dialog, "*replaced by that of n3 of *"));
}

static char *
dup_reason (Fixture *fixture)
{
  GtkWidget *button =
      ui_find (GTK_WIDGET (fixture->window), "RepriseDatabaseHeader", "GtkMenuButton");
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *action = NULL;
      char *reason = NULL;

      g_menu_model_get_item_attribute (section, 0, "action", "s", &action);
      if (g_strcmp0 (action, "backup.restore") != 0)
        continue;
      g_menu_model_get_item_attribute (menu, i, "label", "s", &reason);
      return reason;
    }
  g_assert_not_reached ();
}

/* Before anything is known there is no way, and the menu says why. */
static void
test_entry_obstacle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reason = NULL;
  gboolean can_restore = TRUE;

  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_DATABASE);
  open_page (fixture);
  reason = dup_reason (fixture);
  g_assert_cmpstr (reason, ==, "The database has not been read yet");
  gtk_widget_activate_action (gtk_window_get_child (fixture->window), "backup.restore", NULL);
  ui_settle ();
  g_assert_null (find_dialog ());
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_DATABASE);
  ui_settle ();
  g_object_get (get_in_pane (fixture, 0, "table"), "can-restore", &can_restore, NULL);
  g_assert_true (can_restore);
}

/* One that is busy cannot be restored now: neither from the menu, nor from a backup or the strip.
 */
static void
test_entry_busy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reason = NULL;
  gboolean can_restore = TRUE;

  ui_put_database (fixture->backend, &(UiDatabase){ .status = "modifying" });
  open_page (fixture);
  reason = dup_reason (fixture);
  g_assert_cmpstr (reason, ==, "The database is not available: Being modified");
  g_object_get (get_in_pane (fixture, 0, "table"), "can-restore", &can_restore, NULL);
  g_assert_false (can_restore);
  gtk_widget_activate_action (gtk_window_get_child (fixture->window), "backup.restore", NULL);
  g_signal_emit_by_name (get_in_pane (fixture, 0, "strip"),
                         "instant-activated",
                         ui_instant ("2026-08-05T09:14:07Z"));
  ui_settle ();
  g_assert_null (find_dialog ());
}

/* One in a saved file can be planned for, also where it was busy then. */
static void
test_entry_no_obstacle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reason = NULL;

  ui_put_database (fixture->backend, &(UiDatabase){ .status = "modifying" });
  reprise_stub_backend_set_read_only (fixture->backend, TRUE);
  open_page (fixture);
  reason = dup_reason (fixture);
  g_assert_null (reason);
  gtk_widget_activate_action (gtk_window_get_child (fixture->window), "backup.restore", NULL);
  await_dialog (fixture);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/restore-entry/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  ADD ("action", test_entry_action);
  ADD ("key", test_entry_key);
  ADD ("backup", test_entry_backup);
  ADD ("instant", test_entry_instant);
  ADD ("obstacle", test_entry_obstacle);
  ADD ("busy", test_entry_busy);
  ADD ("no-obstacle", test_entry_no_obstacle);
  return g_test_run ();
}
