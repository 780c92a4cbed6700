/* SPDX-License-Identifier: GPL-3.0-or-later
 * An account that is saved from its window, and everything its page does once it is opened again.
 */

#include "config.h"

#include "app/reprise-file-opener.h"
#include "app/reprise-inventory-save.h"
#include "support/reprise-ui-support.h"
#include "ui-find.h"
#include "ui-fixture.h"
#include "ui/reprise-backup-details.h"
#include "ui/reprise-backup-table.h"
#include "ui/reprise-coverage-strip.h"
#include "ui/reprise-restore-dialog.h"
#include "ui/reprise-save-progress.h"

#include <glib/gstdio.h>

#define NAME "saved.reprise.json"
#define FULL "20260805-060001F"
#define INCREMENTAL FULL "_20260805-110001I"

static AdwApplication *application;

typedef struct
{
  RepriseStubBackend *stub;
  char *folder;
  char *path;
  RepriseWindow *window;
} Fixture;

static void
await_idle (void)
{
  ui_settle ();
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
await_window (GType type)
{
  GtkWidget *window;

  while ((window = find_window (type)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static void
await_words (gpointer root, const char *pattern)
{
  while (!ui_shows (root, pattern))
    g_main_context_iteration (NULL, TRUE);
}

/* As the application does. */
static void
save_inventory_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id = g_variant_get_string (parameter, NULL);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  reprise_inventory_save_choose (REPRISE_WINDOW (window), *id == '\0' ? NULL : id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->stub = ui_fixture_new ();
  fixture->folder = g_dir_make_tmp ("reprise-opened-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, NAME, NULL);
  /* Where the chooser begins. */
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  fixture->window =
      reprise_window_new (application, REPRISE_BACKEND (fixture->stub), NULL, NULL, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  await_words (fixture->window, "2 backups");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (GTK_APPLICATION (application))) != NULL)
    gtk_window_destroy (window);
  await_idle ();
  g_object_unref (fixture->stub);
  g_unlink (fixture->path);
  g_assert_cmpint (g_chdir (g_get_tmp_dir ()), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GtkWidget *
find (GtkWidget *root, const char *type)
{
  GtkWidget *widget =
      g_str_equal (G_OBJECT_TYPE_NAME (root), type) ? root : ui_find (root, NULL, type);

  g_assert_nonnull (widget);
  return widget;
}

static gpointer
get_part (GtkWidget *root, const char *type, const char *name)
{
  GtkWidget *widget = find (root, type);

  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

/* By the menu of a database, or the main menu. */
static void
ask_to_save (Fixture *fixture, gboolean is_whole)
{
  GtkWidget *widget = GTK_WIDGET (fixture->window);

  if (is_whole)
    g_assert_true (gtk_widget_activate_action (widget, "win.save-inventory", NULL));
  else
    g_assert_true (gtk_widget_activate_action (find (widget, "RepriseDatabasePage"),
                                               "database.save-inventory",
                                               NULL));
}

/* Chooses the file of the fixture. */
static void
choose_file (Fixture *fixture)
{
  GtkWidget *dialog = await_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  gboolean is_chosen = FALSE;

  gtk_file_chooser_set_current_name (chooser, NAME);
  while (!is_chosen)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

      is_chosen = file != NULL && g_strcmp0 (g_file_peek_path (file), fixture->path) == 0;
      if (!is_chosen)
        g_main_context_iteration (NULL, TRUE);
    }
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
}

static GtkWidget *
open_saved (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  GtkWidget *window;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  await_idle ();
  reprise_file_opener_open (application, file);
  window = await_window (REPRISE_TYPE_WINDOW);
  await_words (window, "Read-only: Stub, as of 2026-08-05 12:00:00 UTC*");
  fixture->window = REPRISE_WINDOW (window);
  return window;
}

static void
put_second_database (Fixture *fixture)
{
  ui_put_database (fixture->stub,
                   &(UiDatabase){ .id = "33333333-0000-4000-8000-000000000001",
                                  .name = "another",
                                  .n_nodes = 1 });
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  await_words (fixture->window, "another");
}

/* Actions → Save Inventory… saves the one database, and says so. */
static void
test_opened_file_one (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  put_second_database (fixture);
  ask_to_save (fixture, FALSE);
  choose_file (fixture);
  await_words (fixture->window, "“" NAME "” is saved.");
  g_assert_null (find_window (REPRISE_TYPE_SAVE_PROGRESS));
  window = open_saved (fixture);
  await_words (window, "Accounts payable (payables)");
  g_assert_false (ui_shows (window, "another"));
}

/* The main menu saves the whole account, tells how far it is, and what could not be read; and the
 * file says so as well. */
static void
test_opened_file_whole (Fixture *fixture, gconstpointer data)
{
  GtkWidget *progress, *window;

  put_second_database (fixture);
  reprise_stub_backend_fail_node (fixture->stub,
                                  "n2",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "the store is down");
  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_STORES);
  ask_to_save (fixture, TRUE);
  choose_file (fixture);
  progress = await_window (REPRISE_TYPE_SAVE_PROGRESS);
  await_words (progress, "Reading the backup stores");
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (
                         get_part (progress, "RepriseSaveProgress", "progress_bar")),
                     >,
                     0);
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_STORES);
  await_words (progress, "Saved, but * could not be read. The file says so as well.");
  g_assert_true (ui_shows (progress, "*Reading the backups of ‘n2’ of ‘*’: the store is down*"));
  g_signal_emit_by_name (get_part (progress, "RepriseSaveProgress", "button"), "clicked");
  await_idle ();
  g_assert_null (find_window (REPRISE_TYPE_SAVE_PROGRESS));
  window = open_saved (fixture);
  await_words (window, "another");
  await_words (window, "Accounts payable (payables)");
}

/* It can be given up at any step; then there is no file. */
static void
test_opened_file_cancelled (Fixture *fixture, gconstpointer data)
{
  GtkWidget *progress;

  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_STORES);
  ask_to_save (fixture, TRUE);
  choose_file (fixture);
  progress = await_window (REPRISE_TYPE_SAVE_PROGRESS);
  await_words (progress, "Reading the backup stores");
  g_signal_emit_by_name (get_part (progress, "RepriseSaveProgress", "button"), "clicked");
  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_STORES);
  while (find_window (REPRISE_TYPE_SAVE_PROGRESS) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
save_whole (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  reprise_inventory_save_to (fixture->window, NULL, file);
  await_words (fixture->window, "“" NAME "” is saved.");
}

/* A file that was altered says so, and is not saved again as if it were whole. */
static void
test_opened_file_altered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  GtkWidget *window, *progress;

  save_whole (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  memcpy (strstr (text, FULL), "20260805-060001X", strlen (FULL));
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  window = open_saved (fixture);
  await_words (window, "*The file was altered after it was saved, or is not whole.*");
  reprise_inventory_save_to (fixture->window, NULL, file);
  progress = await_window (REPRISE_TYPE_SAVE_PROGRESS);
  await_words (progress, "Nothing was saved.*");
  g_assert_true (ui_shows (progress, "This file was altered*copy the file itself."));
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

static guint
count_rows (GtkWidget *window)
{
  GtkSelectionModel *rows =
      gtk_column_view_get_model (GTK_COLUMN_VIEW (find (window, "GtkColumnView")));

  return g_list_model_get_n_items (G_LIST_MODEL (rows));
}

static void
search (GtkWidget *window, const char *text)
{
  GtkWidget *entry = get_part (window, "RepriseBackupSearch", "search_entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  await_idle ();
}

/* Strip, table, search, details and chain are there, as with the service. */
static void
test_opened_file_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *details = NULL;
  GtkWidget *window, *table;

  save_whole (fixture);
  window = open_saved (fixture);
  await_words (window, "2 backups");
  g_assert_cmpuint (count_rows (window), ==, 2);
  search (window, "110001I");
  g_assert_cmpuint (count_rows (window), ==, 1);
  search (window, "");
  g_assert_cmpuint (count_rows (window), ==, 2);
  table = find (window, "RepriseBackupTable");
  reprise_backup_table_set_selected_label (REPRISE_BACKUP_TABLE (table), INCREMENTAL);
  g_assert_cmpstr (reprise_coverage_strip_get_selected_label (
                       REPRISE_COVERAGE_STRIP (find (window, "RepriseCoverageStrip"))),
                   ==,
                   INCREMENTAL);
  g_assert_true (gtk_widget_activate_action (table, "backup.details", NULL));
  await_idle ();
  details = reprise_backup_details_dup_text (
      REPRISE_BACKUP_DETAILS (find (window, "RepriseBackupDetails")));
  g_assert_nonnull (strstr (details, INCREMENTAL));
  /* The chain that it needs. */
  g_assert_true (ui_shows (find (window, "RepriseBackupDetails"), "*" FULL));
}

/* Its times are in the zone that was chosen last in any window, and a choice there is remembered.
 */
static void
test_opened_file_zone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reprisedb.Reprise");
  g_autofree char *shown = NULL;
  g_autofree char *kept = NULL;
  GtkWidget *window;

  g_settings_set_string (settings, "time-zone", "node");
  save_whole (fixture);
  window = open_saved (fixture);
  g_object_get (window, "zone-choice", &shown, NULL);
  g_assert_cmpstr (shown, ==, "node");
  gtk_widget_activate_action (window, "win.zone", "s", "utc");
  kept = g_settings_get_string (settings, "time-zone");
  g_assert_cmpstr (kept, ==, "utc");
  g_settings_reset (settings, "time-zone");
}

/* A restore can be planned, read, copied and saved, and the reason is told why it cannot be sent.
 */
static void
test_opened_file_restore (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window, *dialog;

  save_whole (fixture);
  window = open_saved (fixture);
  await_words (window, "2 backups");
  g_assert_true (
      gtk_widget_activate_action (find (window, "RepriseDatabasePage"), "backup.restore", NULL));
  dialog = await_window (REPRISE_TYPE_RESTORE_DIALOG);
  await_words (dialog, "Choose the node to restore from.");
  /* Before the nodes there is a hint. */
  gtk_drop_down_set_selected (get_part (dialog, "RepriseRestoreSource", "node_chooser"), 1);
  await_idle ();
  gtk_check_button_set_active (get_part (dialog, "RepriseRestoreMethodView", "latest_button"),
                               TRUE);
  await_words (dialog, "Overwritten");
  gtk_editable_set_text (get_part (dialog, "RepriseRestoreConfirm", "entry"), "Accounts payable");
  await_idle ();
  await_words (dialog, "What is shown is saved: it can be planned with*");
  g_assert_false (reprise_restore_dialog_get_complete (REPRISE_RESTORE_DIALOG (dialog)));
  g_assert_false (gtk_widget_get_sensitive (ui_find_action (dialog, "restore.send")));
  g_assert_true (
      gtk_widget_get_sensitive (get_part (dialog, "RepriseRestorePlanView", "copy_button")));
  g_assert_true (gtk_widget_get_sensitive (ui_find_action (dialog, "plan.save-request")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/opened-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  static const GActionEntry entries[] = {
    { .name = "save-inventory", .activate = save_inventory_cb, .parameter_type = "s" }
  };
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   NULL);
  ADD ("one", test_opened_file_one);
  ADD ("whole", test_opened_file_whole);
  ADD ("cancelled", test_opened_file_cancelled);
  ADD ("altered", test_opened_file_altered);
  ADD ("page", test_opened_file_page);
  ADD ("zone", test_opened_file_zone);
  ADD ("restore", test_opened_file_restore);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
