/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the restore dialog sends, when it can, and what it says where it cannot. */

#include "config.h"

#include "restore-dialog-fixture.h"

#include "support/reprise-ui-support.h"

#include <glib/gstdio.h>

#define NEWEST "20260805-060001F_20260805-110001I"

static gboolean
has_submitted (DialogFixture *fixture)
{
  return fixture->n_submitted > 0;
}

/* The drop-down list of backups. */
static GtkDropDown *
get_backups (DialogFixture *fixture)
{
  GtkWidget *chooser = dialog_fixture_get (fixture, "RepriseRestoreMethodView", "backup_chooser");

  return GTK_DROP_DOWN (gtk_widget_get_first_child (chooser));
}

/* A backup is chosen, confirmed and sent once, and what is sent is what the plan said. */
static void
test_dialog_sends_backup (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose (get_backups (fixture), 0);
  g_assert_true (dialog_fixture_shows (fixture, "*" NEWEST "*"));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_confirm (fixture);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_cmpstr (sent,
                   ==,
                   "{\"provider\":\"pgbackrest\",\"target_nodes\":[\"n1\",\"n2\",\"n3\"],"
                   "\"restore_config\":{\"node_name\":\"n1\",\"repositories\":"
                   "[\"" UI_REPOSITORY_ID "\"]},"
                   "\"restore_command\":{\"set\":\"" NEWEST "\",\"type\":\"immediate\"}}");
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    1);
  g_assert_cmpuint (fixture->n_submitted, ==, 1);
  g_assert_null (fixture->dialog);
}

static void
assert_not_sent (DialogFixture *fixture)
{
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    0);
  g_assert_cmpuint (fixture->n_submitted, ==, 0);
  g_assert_nonnull (fixture->dialog);
}

static const char *
get_page (DialogFixture *fixture)
{
  return gtk_stack_get_visible_child_name (
      dialog_fixture_get (fixture, "RepriseRestoreDialog", "stack"));
}

static void
open_latest (DialogFixture *fixture)
{
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_latest (fixture);
}

/* The latest point says nothing at all about how far to go. */
static void
test_dialog_sends_latest (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  open_latest (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "*very last transaction*"));
  dialog_fixture_confirm (fixture);
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_null (strstr (sent, "restore_command"));
  g_assert_nonnull (strstr (sent, "\"node_name\":\"n1\""));
}

/* A subset is told what follows, and only that subset is sent. */
static void
test_dialog_sends_subset (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  open_latest (fixture);
  g_assert_false (dialog_fixture_shows (fixture, "The nodes will differ*"));
  dialog_fixture_set_target (fixture, 1, FALSE);
  dialog_fixture_set_target (fixture, 2, FALSE);
  g_assert_true (dialog_fixture_shows (fixture, "The nodes will differ: n1 will lack*"));
  g_assert_true (dialog_fixture_shows (fixture, "n2, n3: all data, also what is newer*"));
  dialog_fixture_confirm (fixture);
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_nonnull (strstr (sent, "\"target_nodes\":[\"n1\"]"));
}

/* Only the exact name confirms, and neither Return nor Ctrl+Return there sends. */
static void
test_dialog_confirmation (DialogFixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "", "accounts payable", "Accounts payable ", "payables" };
  GtkEditable *entry;

  open_latest (fixture);
  entry = dialog_fixture_get (fixture, "RepriseRestoreConfirm", "entry");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gtk_editable_set_text (entry, wrong[i]);
      g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
      g_assert_true (dialog_fixture_shows (fixture, "Type ‘Accounts payable’ to confirm."));
    }
  g_assert_true (dialog_fixture_shows (fixture, "This cannot be undone. Lost on n1, n2, n3*"));
  dialog_fixture_confirm (fixture);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
  g_assert_false (dialog_fixture_shows (fixture, "Type ‘Accounts payable’*"));
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  reprise_test_press (GTK_WIDGET (entry), "Return");
  reprise_test_press (GTK_WIDGET (entry), "<Control>Return");
  g_assert_false (reprise_test_press (GTK_WIDGET (fixture->dialog), "<Control>Return"));
  g_assert_null (gtk_window_get_default_widget (GTK_WINDOW (fixture->dialog)));
  ui_settle ();
  assert_not_sent (fixture);
}

/* `complete` is told once a change, and not otherwise. */
static void
count_cb (guint *n_notified)
{
  (*n_notified)++;
}

static void
test_dialog_complete_notifies (DialogFixture *fixture, gconstpointer data)
{
  guint n_notified = 0;

  open_latest (fixture);
  g_signal_connect_swapped (fixture->dialog,
                            "notify::complete",
                            G_CALLBACK (count_cb),
                            &n_notified);
  gtk_editable_set_text (dialog_fixture_get (fixture, "RepriseRestoreConfirm", "entry"), "Acc");
  g_assert_cmpuint (n_notified, ==, 0);
  dialog_fixture_confirm (fixture);
  g_assert_cmpuint (n_notified, ==, 1);
}

static gboolean
has_differences (DialogFixture *fixture)
{
  return gtk_widget_get_visible (
      dialog_fixture_get (fixture, "RepriseRestoreConfirm", "differences_box"));
}

/* The backup that a restore would start from is another one by now. */
static void
put_newer_backup (DialogFixture *fixture)
{
  RepriseBackupFields backups[2] = { REPRISE_BACKUP_FIELDS_INIT, REPRISE_BACKUP_FIELDS_INIT };
  g_autoptr (RepriseInventory) inventory = NULL;

  backups[0].label = "20260805-060001F";
  backups[0].backup_type = REPRISE_BACKUP_TYPE_FULL;
  backups[0].started_at = ui_instant ("2026-08-05T06:00:01Z");
  backups[0].finished_at = ui_instant ("2026-08-05T06:00:09Z");
  backups[0].wal_start = "000000010000000000000002";
  backups[0].wal_stop = "000000010000000000000003";
  backups[1] = backups[0];
  backups[1].label = "20260805-113001F";
  backups[1].started_at = ui_instant ("2026-08-05T11:30:01Z");
  backups[1].finished_at = ui_instant ("2026-08-05T11:30:09Z");
  inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", backups, 2);
  reprise_stub_backend_clear (fixture->backend, REPRISE_STUB_INVENTORY);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
}

/* What has changed since is shown, old against new; it is confirmed again before anything goes. */
static void
test_dialog_differences (DialogFixture *fixture, gconstpointer data)
{
  GtkEditable *entry;

  open_latest (fixture);
  dialog_fixture_confirm (fixture);
  put_newer_backup (fixture);
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_differences);
  assert_not_sent (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "Nothing was sent*"));
  g_assert_true (dialog_fixture_shows (fixture, "*" NEWEST "*20260805-113001F*"));
  entry = dialog_fixture_get (fixture, "RepriseRestoreConfirm", "entry");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_send (fixture);
  assert_not_sent (fixture);

  dialog_fixture_confirm (fixture);
  g_assert_true (has_differences (fixture));
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    1);
}

static gboolean
is_refused (DialogFixture *fixture)
{
  return g_str_equal (get_page (fixture), "failed");
}

/* A refusal is told in the service's words; another try begins with reading and confirming. */
static void
test_dialog_refused (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *retry;

  open_latest (fixture);
  dialog_fixture_confirm (fixture);
  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_SEND_RESTORE,
                             REPRISE_SERVICE_ERROR_BUSY_DATABASE,
                             "database is being modified");
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, is_refused);
  g_assert_true (dialog_fixture_shows (fixture, "The Restore Did Not Begin"));
  g_assert_true (dialog_fixture_shows (fixture, "*database is being modified*"));
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    1);

  reprise_stub_backend_succeed (fixture->backend, REPRISE_STUB_SEND_RESTORE);
  retry = ui_find (GTK_WIDGET (fixture->dialog), "RepriseErrorView", "GtkButton");
  g_signal_emit_by_name (retry, "clicked");
  ui_settle ();
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    1);
  dialog_fixture_confirm (fixture);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* While it is looked at again nothing can be changed or sent twice; closing then sends nothing. */
static gboolean
is_held (DialogFixture *fixture)
{
  return reprise_stub_backend_count_held (fixture->backend, REPRISE_STUB_TASKS) > 0;
}

static void
test_dialog_closed_while_sending (DialogFixture *fixture, gconstpointer data)
{
  RepriseRestoreDialog *dialog;

  fixture->must_not_send = TRUE;
  open_latest (fixture);
  dialog_fixture_confirm (fixture);
  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_TASKS);
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, is_held);
  g_assert_true (dialog_fixture_shows (fixture, "Looking again, then sending…"));
  g_assert_false (
      gtk_widget_get_sensitive (dialog_fixture_get (fixture, "RepriseRestoreDialog", "form_view")));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_send (fixture);

  dialog = fixture->dialog;
  g_object_ref (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_TASKS);
  ui_settle ();
  g_assert_finalize_object (dialog);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    0);
  g_assert_cmpuint (fixture->n_submitted, ==, 0);
}

/* Closed while something is read: the answer finds nobody. */
static void
test_dialog_closed_while_reading (DialogFixture *fixture, gconstpointer data)
{
  RepriseRestoreDialog *dialog;

  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_INVENTORY);
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  g_assert_true (dialog_fixture_is_reading (fixture));
  dialog = fixture->dialog;
  g_object_ref (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
  g_assert_finalize_object (dialog);
}

/* The same before anything is known. */
static void
test_dialog_closed_while_opening (DialogFixture *fixture, gconstpointer data)
{
  RepriseRestoreDialog *dialog;

  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_DATABASES);
  dialog_fixture_open (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "loading");
  dialog = fixture->dialog;
  g_object_ref (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_DATABASES);
  ui_settle ();
  g_assert_finalize_object (dialog);
}

/* Escape closes and sends nothing. */
static void
test_dialog_escape (DialogFixture *fixture, gconstpointer data)
{
  fixture->must_not_send = TRUE;
  open_latest (fixture);
  dialog_fixture_confirm (fixture);
  reprise_test_press (GTK_WIDGET (fixture->dialog), "Escape");
  ui_settle ();
  g_assert_null (fixture->dialog);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    0);
}

/* A saved file: all of it can be planned and copied, nothing can be sent, and it says why. */
static void
test_dialog_read_only (DialogFixture *fixture, gconstpointer data)
{
  fixture->must_not_send = TRUE;
  reprise_stub_backend_set_read_only (fixture->backend, TRUE);
  open_latest (fixture);
  dialog_fixture_confirm (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "What is shown is saved: it can be planned with*"));
  g_assert_true (dialog_fixture_shows (fixture, "Overwritten"));
  g_assert_true (gtk_widget_get_sensitive (
      dialog_fixture_get (fixture, "RepriseRestorePlanView", "copy_button")));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_send (fixture);
  assert_not_sent (fixture);
}

/* Everything is as it was at first, what was typed too. */
static void
test_dialog_reset (DialogFixture *fixture, gconstpointer data)
{
  GtkCheckButton *backup_button;

  open_latest (fixture);
  dialog_fixture_set_target (fixture, 1, FALSE);
  dialog_fixture_confirm (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "restore.reset", NULL);
  ui_settle ();
  backup_button = dialog_fixture_get (fixture, "RepriseRestoreMethodView", "backup_button");
  g_assert_true (gtk_check_button_get_active (backup_button));
  g_assert_true (dialog_fixture_get_target (fixture, 1));
  g_assert_true (dialog_fixture_shows (fixture, "Choose the node to restore from."));
  g_assert_cmpstr (gtk_editable_get_text (
                       dialog_fixture_get (fixture, "RepriseRestoreConfirm", "entry")),
                   ==,
                   "");
}

/* The plan can be taken elsewhere in three ways. */
static void
test_dialog_copies (DialogFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action;
    const char *pattern;
  } cases[] = {
    { "plan.copy-json", "{\"provider\":\"pgbackrest\",*}" },
    { "plan.copy-pgedge", "pgedge starfleet byoc database restore " UI_DATABASE_ID " *" },
    { "plan.copy-pgbackrest", "pgbackrest *restore*" },
  };

  open_latest (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      gtk_widget_activate_action (dialog_fixture_get (fixture,
                                                      "RepriseRestorePlanView",
                                                      "sections_box"),
                                  cases[i].action,
                                  NULL);
      text = dialog_fixture_read_clipboard (fixture);
      g_assert_true (g_pattern_match_simple (cases[i].pattern, text));
    }
}

static GtkFileChooser *
find_chooser (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (link->data) && gtk_widget_get_visible (link->data))
      return GTK_FILE_CHOOSER (link->data);
  return NULL;
}

static gboolean
is_file_chosen (gpointer path)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (find_chooser ());

  return file != NULL && g_strcmp0 (g_file_peek_path (file), path) == 0;
}

static gboolean
is_file_whole (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && g_str_has_suffix (text, "}");
}

/* The request can be saved where a person says, and is to the byte what can be copied; also where
 * nothing can be sent. */
static void
test_dialog_saves_request (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (fixture->folder, "Restore of Accounts payable.json", NULL);
  g_autofree char *name = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *saved = NULL;
  GtkWidget *button;

  fixture->must_not_send = TRUE;
  /* Where the chooser begins. */
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  reprise_stub_backend_set_read_only (fixture->backend, TRUE);
  dialog_fixture_open (fixture);
  button = ui_find_action (GTK_WIDGET (fixture->dialog), "plan.save-request");
  g_assert_false (gtk_widget_get_sensitive (button));
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_latest (fixture);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_true (gtk_widget_get_focusable (button));
  gtk_widget_activate_action (button, "plan.copy-json", NULL);
  copied = dialog_fixture_read_clipboard (fixture);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (find_chooser ())), ==, "Save Request");
  name = gtk_file_chooser_get_current_name (find_chooser ());
  g_assert_cmpstr (name, ==, "Restore of Accounts payable.json");
  reprise_test_wait_for (is_file_chosen, path);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  reprise_test_wait_for (is_file_whole, path);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, copied);
  g_unlink (path);
  g_assert_cmpint (g_chdir (g_get_tmp_dir ()), ==, 0);
  assert_not_sent (fixture);
}

static void
pass_minutes (DialogFixture *fixture, const char *now)
{
  reprise_stub_backend_set_now (fixture->backend, ui_instant (now));
  reprise_fake_clock_advance (fixture->clock, 60 * REPRISE_INSTANT_SECOND);
  ui_settle ();
}

/* A dialog that is left open goes on telling how much is lost, without asking anything again. */
static void
test_dialog_grows_old (DialogFixture *fixture, gconstpointer data)
{
  guint n_reads;

  dialog_fixture_create (fixture);
  dialog_fixture_prefill_time (fixture,
                               "n1",
                               UI_REPOSITORY_ID,
                               ui_instant ("2026-08-05T10:48:00Z"));
  dialog_fixture_present (fixture);
  dialog_fixture_confirm (fixture);
  n_reads = reprise_stub_backend_count (fixture->backend, REPRISE_STUB_INVENTORY);
  g_assert_true (dialog_fixture_shows (fixture, "n1, n2, n3: everything *, the last 1 h 12 min*"));
  pass_minutes (fixture, "2026-08-05T12:01:00Z");
  g_assert_true (dialog_fixture_shows (fixture, "n1, n2, n3: everything *, the last 1 h 13 min*"));
  pass_minutes (fixture, "2026-08-05T14:00:00Z");
  g_assert_true (dialog_fixture_shows (fixture, "n1, n2, n3: everything *, the last 3 h 12 min*"));
  g_assert_true (dialog_fixture_shows (fixture, "This cannot be undone.*, the last 3 h 12 min*"));
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_INVENTORY),
                    ==,
                    n_reads);
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  DIALOG_TEST ("sends-backup", test_dialog_sends_backup);
  DIALOG_TEST ("sends-latest", test_dialog_sends_latest);
  DIALOG_TEST ("sends-subset", test_dialog_sends_subset);
  DIALOG_TEST ("confirmation", test_dialog_confirmation);
  DIALOG_TEST ("complete-notifies", test_dialog_complete_notifies);
  DIALOG_TEST ("differences", test_dialog_differences);
  DIALOG_TEST ("refused", test_dialog_refused);
  DIALOG_TEST ("closed-while-sending", test_dialog_closed_while_sending);
  DIALOG_TEST ("closed-while-reading", test_dialog_closed_while_reading);
  DIALOG_TEST ("closed-while-opening", test_dialog_closed_while_opening);
  DIALOG_TEST ("escape", test_dialog_escape);
  DIALOG_TEST ("read-only", test_dialog_read_only);
  DIALOG_TEST ("reset", test_dialog_reset);
  DIALOG_TEST ("grows-old", test_dialog_grows_old);
  DIALOG_TEST ("saves-request", test_dialog_saves_request);
  DIALOG_TEST ("copies", test_dialog_copies);
  return g_test_run ();
}
