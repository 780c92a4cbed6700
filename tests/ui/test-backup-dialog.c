/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the backup dialog sends, when it can, and what it says afterwards. */

#include "config.h"

#include "ui/reprise-backup-dialog.h"

#include "support/reprise-fake-clock.h"
#include "support/reprise-nameless.h"
#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include "ui-find.h"

typedef struct
{
  RepriseStubBackend *backend;
  RepriseFakeClock *clock;
  RepriseDatabaseWatch *watch;
  RepriseBackupDialog *dialog;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 3 });
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();

  fixture->backend = ui_fixture_new ();
  fixture->clock = reprise_fake_clock_new (UI_NOW);
  fixture->watch = reprise_database_watch_new (REPRISE_BACKEND (fixture->backend), database, NULL);
  reprise_database_watch_refresh (fixture->watch);
  ui_settle ();
  fixture->dialog =
      reprise_backup_dialog_new (fixture->watch, zone, REPRISE_CLOCK (fixture->clock));
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  ui_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_test_assert_named (GTK_WIDGET (fixture->dialog));
  g_object_ref (fixture->dialog);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ui_settle ();
  g_assert_finalize_object (fixture->dialog);
  g_assert_finalize_object (fixture->watch);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->backend);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog),
                                        REPRISE_TYPE_BACKUP_DIALOG,
                                        name);
}

/* Does nothing where it cannot be sent. */
static void
send (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.send", NULL);
}

static GtkCheckButton *
find_check (GtkWidget *root, guint *position)
{
  if (GTK_IS_CHECK_BUTTON (root) && (*position)-- == 0)
    return GTK_CHECK_BUTTON (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkCheckButton *found = find_check (child, position);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_node (Fixture *fixture, guint position, gboolean is_chosen)
{
  gtk_check_button_set_active (find_check (GTK_WIDGET (fixture->dialog), &position), is_chosen);
}

/* What is sent is what is chosen: name without blanks, type, nodes. */
static void
test_backup_dialog_sends (Fixture *fixture, gconstpointer data)
{
  RepriseBackupRequest *sent;
  const char *const *nodes;

  gtk_editable_set_text (get_child (fixture, "name_row"), "  before launch ");
  adw_combo_row_set_selected (get_child (fixture, "type_row"), 2);
  set_node (fixture, 1, FALSE);
  send (fixture);
  ui_settle ();
  sent = reprise_stub_backend_get_sent (fixture->backend);
  nodes = reprise_backup_request_get_target_nodes (sent);
  g_assert_cmpstr (reprise_backup_request_get_name (sent), ==, "before launch");
  g_assert_cmpint (reprise_backup_request_get_backup_type (sent), ==, REPRISE_BACKUP_TYPE_INCR);
  g_assert_cmpuint (g_strv_length ((GStrv) nodes), ==, 2);
  g_assert_cmpstr (nodes[0], ==, "n1");
  g_assert_cmpstr (nodes[1], ==, "n3");
}

/* Without a name none is sent, and everything is chosen at first. */
static void
test_backup_dialog_defaults (Fixture *fixture, gconstpointer data)
{
  RepriseBackupRequest *sent;

  send (fixture);
  ui_settle ();
  sent = reprise_stub_backend_get_sent (fixture->backend);
  g_assert_null (reprise_backup_request_get_name (sent));
  g_assert_cmpint (reprise_backup_request_get_backup_type (sent), ==, REPRISE_BACKUP_TYPE_FULL);
  g_assert_cmpuint (g_strv_length ((GStrv) reprise_backup_request_get_target_nodes (sent)), ==, 3);
}

/* Without a node, or while the database is busy, nothing can be sent, and the reason is shown. */
static void
test_backup_dialog_complete (Fixture *fixture, gconstpointer data)
{
  g_assert_true (reprise_backup_dialog_get_complete (fixture->dialog));
  for (guint i = 0; i < 3; i++)
    set_node (fixture, i, FALSE);
  g_assert_false (reprise_backup_dialog_get_complete (fixture->dialog));
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "send_button")));
  set_node (fixture, 1, TRUE);
  g_assert_true (reprise_backup_dialog_get_complete (fixture->dialog));
  g_assert_true (gtk_widget_get_sensitive (get_child (fixture, "send_button")));

  ui_put_database (fixture->backend, &(UiDatabase){ .status = "modifying" });
  reprise_database_watch_refresh (fixture->watch);
  ui_settle ();
  g_assert_false (reprise_backup_dialog_get_complete (fixture->dialog));
  g_assert_true (
      ui_shows (GTK_WIDGET (fixture->dialog), "The database is not available: Being modified"));
  send (fixture);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_BACKUP), ==, 0);
}

/* While the service has not answered it cannot be sent again. */
static void
test_backup_dialog_sends_once (Fixture *fixture, gconstpointer data)
{
  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_SEND_BACKUP);
  send (fixture);
  ui_settle ();
  send (fixture);
  g_assert_false (reprise_backup_dialog_get_complete (fixture->dialog));
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_SEND_BACKUP);
  ui_settle ();
  send (fixture);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_BACKUP), ==, 1);
}

/* A refusal stands above the form with the service's words, and what was typed stays. */
static void
test_backup_dialog_refused (Fixture *fixture, gconstpointer data)
{
  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_SEND_BACKUP,
                             REPRISE_SERVICE_ERROR_PLAN,
                             "developer plan has no backups");
  gtk_editable_set_text (get_child (fixture, "name_row"), "mine");
  send (fixture);
  ui_settle ();
  g_assert_true (ui_shows (GTK_WIDGET (fixture->dialog), "*developer plan has no backups"));
  g_assert_true (reprise_backup_dialog_get_complete (fixture->dialog));
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "name_row")), ==, "mine");

  reprise_stub_backend_succeed (fixture->backend, REPRISE_STUB_SEND_BACKUP);
  send (fixture);
  ui_settle ();
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "note_label")));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture, "stack")), ==, "follow");
}

static void
advance (Fixture *fixture, gint64 delay)
{
  reprise_fake_clock_advance (fixture->clock, delay);
  ui_settle ();
}

/* Each node says how far it is, in the end with the new label or that none has come. */
static void
test_backup_dialog_follows (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  set_node (fixture, 2, FALSE);
  send (fixture);
  ui_settle ();
  g_assert_cmpuint (ui_count (dialog, "RepriseBackupWaitRow"), ==, 2);
  g_assert_true (ui_shows (dialog, "Waiting until it appears…"));

  fields.label = "20260805-120003F";
  fields.backup_type = REPRISE_BACKUP_TYPE_FULL;
  fields.started_at = ui_instant ("2026-08-05T12:00:03Z");
  fields.finished_at = ui_instant ("2026-08-05T12:00:09Z");
  fields.backup_size = 1000;
  inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", &fields, 1);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:00:10Z"));
  advance (fixture, 5 * REPRISE_INSTANT_SECOND);
  g_assert_true (ui_shows (dialog, "20260805-120003F, *, finished 2026-08-05 12:00:09 UTC"));
  g_assert_true (ui_shows (dialog, "The new backup is there on 1 of 2 nodes."));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "go_on_button")));

  advance (fixture, REPRISE_BACKUP_WAIT_MINUTES * 60 * REPRISE_INSTANT_SECOND);
  g_assert_true (ui_shows (dialog, "Has not appeared after 30 minutes.*"));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "go_on_button")));
  g_signal_emit_by_name (get_child (fixture, "go_on_button"), "clicked");
  g_assert_true (ui_shows (dialog, "Waiting until it appears…"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/backup-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  ADD ("sends", test_backup_dialog_sends);
  ADD ("defaults", test_backup_dialog_defaults);
  ADD ("complete", test_backup_dialog_complete);
  ADD ("sends-once", test_backup_dialog_sends_once);
  ADD ("refused", test_backup_dialog_refused);
  ADD ("follows", test_backup_dialog_follows);
  return g_test_run ();
}
