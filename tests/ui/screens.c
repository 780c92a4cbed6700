/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every window and dialog in its states, for tests of what holds for all of them. */

#include "config.h"

#include "screens.h"

#include "support/reprise-fake-replicator.h"
#include "support/reprise-stub-connection-store.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-backup-dialog.h"
#include "ui/reprise-compare-window.h"
#include "ui/reprise-connection-dialog.h"
#include "ui/reprise-connections-dialog.h"
#include "ui/reprise-message-dialog.h"
#include "ui/reprise-preferences.h"
#include "ui/reprise-replication-dialog.h"
#include "ui/reprise-save-progress.h"
#include "ui/reprise-shortcuts.h"
#include "ui/reprise-window.h"

#include "compare-fixture.h"

/* Sizes may follow from sizes. */
#define FRAMES_TO_SETTLE 4

#define TASK_ID "7db8f401-0d8d-4daf-889b-f721e395df61"
#define FULL "20260804-060001F"

static gpointer
keep (Screens *self, gpointer object)
{
  g_ptr_array_add (self->kept, object);
  return object;
}

static void
add_backup (GArray *backups, const char *label, RepriseBackupType type, const char *finished_at)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

  fields.label = label;
  fields.prior = type == REPRISE_BACKUP_TYPE_FULL ? NULL : FULL;
  fields.backup_type = type;
  fields.finished_at = ui_instant (finished_at);
  fields.started_at = fields.finished_at - 90 * REPRISE_INSTANT_SECOND;
  fields.error = REPRISE_TRISTATE_NO;
  fields.database_size = fields.database_backup_size = 42680320;
  fields.backup_set_size = fields.backup_size = 6241812;
  fields.wal_start = "000000010000000000000002";
  fields.wal_stop = "000000010000000000000003";
  fields.pgbackrest_format = 5;
  g_array_append_val (backups, fields);
}

/* Of every type and in every state, in an archive with a gap. */
static void
put_varied_backups (Screens *self)
{
  g_autoptr (GArray) backups = g_array_new (FALSE, FALSE, sizeof (RepriseBackupFields));
  g_autoptr (RepriseBackupList) list = NULL;
  g_autoptr (RepriseRecoveryWindow) window = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  const RepriseRecoverySpan spans[] = {
    { ui_instant ("2026-08-02T06:01:01Z"), ui_instant ("2026-08-03T02:00:00Z") },
    { ui_instant ("2026-08-03T06:01:01Z"), ui_instant ("2026-08-05T11:20:00Z") },
  };
  const RepriseRecoveryWindowFields window_fields = { .checked_at = ui_instant (UI_NOW),
                                                      .spans = spans,
                                                      .n_spans = G_N_ELEMENTS (spans) };

  add_backup (backups, "20260802-060001F", REPRISE_BACKUP_TYPE_FULL, "2026-08-02T06:01:00Z");
  add_backup (backups, "20260803-060001F", REPRISE_BACKUP_TYPE_FULL, "2026-08-03T06:01:00Z");
  add_backup (backups, FULL, REPRISE_BACKUP_TYPE_FULL, "2026-08-04T06:01:00Z");
  add_backup (backups, FULL "_20260804-180001D", REPRISE_BACKUP_TYPE_DIFF, "2026-08-04T18:01:00Z");
  add_backup (backups, FULL "_20260805-060001I", REPRISE_BACKUP_TYPE_INCR, "2026-08-05T06:01:00Z");
  add_backup (backups, FULL "_20260805-110001I", REPRISE_BACKUP_TYPE_INCR, "2026-08-05T11:01:00Z");
  g_array_index (backups, RepriseBackupFields, 1).error = REPRISE_TRISTATE_YES;
  fields.database_id = UI_DATABASE_ID;
  fields.repository_id = UI_REPOSITORY_ID;
  fields.node_name = "n1";
  fields.status_word = "ok";
  fields.status_code = 0;
  fields.archive_min_wal = "000000010000000000000001";
  fields.archive_max_wal = "000000010000000000000008";
  fields.backups = list =
      reprise_backup_list_new ((const RepriseBackupFields *) backups->data, backups->len);
  fields.recovery_window = window = reprise_recovery_window_new (&window_fields);
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  reprise_stub_backend_put_inventory (self->dialog.backend, inventory);
}

static GtkWindow *
present (gpointer window)
{
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  return GTK_WINDOW (window);
}

static RepriseWindow *
open_window_of (Screens *self, RepriseStubBackend *backend)
{
  RepriseWindow *window =
      reprise_window_new (self->application,
                          backend == NULL ? NULL : REPRISE_BACKEND (backend),
                          backend == self->dialog.backend ? self->dialog.jobs : NULL,
                          NULL,
                          NULL);

  present (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.zone", "s", "utc");
  ui_settle ();
  return window;
}

/* With other databases, in other states, beside the one that is shown. */
static GtkWindow *
open_window (Screens *self)
{
  put_varied_backups (self);
  ui_put_database (self->dialog.backend,
                   &(UiDatabase){ .id = UI_OTHER_DATABASE_ID,
                                  .name = "receivables",
                                  .status = "degraded" });
  ui_put_database (self->dialog.backend,
                   &(UiDatabase){ .id = "5e1f0c11-0000-4000-8000-000000000003",
                                  .name = "a_database_with_a_name_that_is_far_too_long_to_show",
                                  .status = "modifying" });
  return GTK_WINDOW (open_window_of (self, self->dialog.backend));
}

static GtkWindow *
open_start (Screens *self)
{
  return GTK_WINDOW (open_window_of (self, NULL));
}

/* What was read before can be looked at all the same. */
static GtkWindow *
open_not_connected (Screens *self)
{
  RepriseWindow *window = open_window_of (self, NULL);
  g_autoptr (GError) error = g_error_new (REPRISE_SERVICE_ERROR,
                                          REPRISE_SERVICE_ERROR_UNAUTHORIZED,
                                          "No keyring answers. The secret cannot be read.");

  reprise_window_tell_failure (window, "Acme", error);
  reprise_window_offer_kept (window);
  ui_settle ();
  return GTK_WINDOW (window);
}

static GtkWindow *
open_loading (Screens *self)
{
  reprise_stub_backend_hold (self->dialog.backend, REPRISE_STUB_DATABASES);
  return GTK_WINDOW (open_window_of (self, self->dialog.backend));
}

static GtkWindow *
open_empty (Screens *self)
{
  reprise_stub_backend_clear (self->dialog.backend, REPRISE_STUB_DATABASES);
  return GTK_WINDOW (open_window_of (self, self->dialog.backend));
}

static GtkWindow *
open_failed (Screens *self)
{
  reprise_stub_backend_fail (self->dialog.backend,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_UNAUTHORIZED,
                             "invalid_client");
  return GTK_WINDOW (open_window_of (self, self->dialog.backend));
}

static GtkWindow *
open_stale (Screens *self)
{
  GtkWindow *window = open_window (self);

  reprise_stub_backend_fail (self->dialog.backend,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_TRANSPORT,
                             "Connection refused");
  reprise_stub_backend_fail (self->dialog.backend,
                             REPRISE_STUB_DATABASE,
                             REPRISE_SERVICE_ERROR_TRANSPORT,
                             "Connection refused");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  ui_settle ();
  return window;
}

static GtkWindow *
open_node_failed (Screens *self)
{
  reprise_stub_backend_fail_node (self->dialog.backend,
                                  "n1",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "the bucket cannot be reached");
  return open_window (self);
}

static GtkWindow *
open_node_empty (Screens *self)
{
  g_autoptr (RepriseInventory) inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", NULL, 0);
  GtkWindow *window;

  reprise_stub_backend_put_inventory (self->dialog.backend, inventory);
  window = GTK_WINDOW (open_window_of (self, self->dialog.backend));
  return window;
}

static GtkWindow *
open_unconfigured (Screens *self)
{
  ui_put_database (self->dialog.backend, &(UiDatabase){ .without_configuration = TRUE });
  return GTK_WINDOW (open_window_of (self, self->dialog.backend));
}

static GtkWindow *
open_review (Screens *self)
{
  static const char *const problems[] = { "One backup could not be read.", "Another one.", NULL };
  const RepriseReview review = { .source = "Acme",
                                 .captured_at = ui_instant (UI_NOW),
                                 .notice = "The file was altered after it was saved.",
                                 .is_warning = TRUE,
                                 .problems = problems };
  GtkWindow *window;

  reprise_stub_backend_set_read_only (self->dialog.backend, TRUE);
  window = open_window (self);
  reprise_window_show_review (REPRISE_WINDOW (window), &review);
  ui_settle ();
  return window;
}

static GtkWindow *
open_toast (Screens *self)
{
  GtkWindow *window = open_window (self);

  reprise_window_tell_of_database (REPRISE_WINDOW (window),
                                   "‘receivables’ Was Restored",
                                   "acme",
                                   UI_OTHER_DATABASE_ID);
  ui_settle ();
  return window;
}

/* The row of the newest backup is chosen, and its details are open. */
static GtkWindow *
open_details (Screens *self)
{
  GtkWindow *window = open_window (self);
  GtkWidget *view = ui_find (GTK_WIDGET (window), "RepriseBackupRows", "GtkColumnView");

  gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)), 0, TRUE);
  ui_settle ();
  g_signal_emit_by_name (view, "activate", 0);
  ui_settle ();
  return window;
}

static GtkWindow *
open_backup (Screens *self)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 3 });
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  RepriseDatabaseWatch *watch =
      keep (self,
            reprise_database_watch_new (REPRISE_BACKEND (self->dialog.backend), database, NULL));

  reprise_database_watch_refresh (watch);
  ui_settle ();
  return present (reprise_backup_dialog_new (watch, zone, REPRISE_CLOCK (self->dialog.clock)));
}

static void
put_task (Screens *self, RepriseRestoreJob *job, const char *status, const char *error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseTaskMessageFields first = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  RepriseTaskMessageFields second = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  g_autoptr (RepriseTask) task = NULL;

  first.time = ui_instant ("2026-08-05T11:59:20Z");
  first.step = "execute restore";
  first.status_word = "succeeded";
  first.progress = 45;
  second.time = ui_instant ("2026-08-05T11:59:30Z");
  second.step = "execute recovery";
  second.text = "replaying WAL";
  second.status_word = status;
  second.progress = 50;
  g_ptr_array_add (messages, reprise_task_message_new (&first));
  g_ptr_array_add (messages, reprise_task_message_new (&second));
  fields.id = TASK_ID;
  fields.name = "restore";
  fields.status_word = status;
  fields.error = error;
  fields.subject_id = UI_DATABASE_ID;
  fields.created_at = ui_instant ("2026-08-05T11:59:18Z");
  fields.updated_at = ui_instant ("2026-08-05T11:59:30Z");
  fields.messages = messages;
  task = reprise_task_new (&fields);
  reprise_restore_job_set_match (job, REPRISE_RESTORE_MATCH_OURS, TASK_ID);
  reprise_restore_job_set_task (job, task);
}

static GtkWindow *
open_restore (Screens *self)
{
  put_varied_backups (self);
  dialog_fixture_open (&self->dialog);
  return GTK_WINDOW (self->dialog.dialog);
}

static GtkWindow *
open_restore_backup (Screens *self)
{
  GtkWidget *chooser;

  open_restore (self);
  dialog_fixture_choose_node (&self->dialog, 0);
  chooser = dialog_fixture_get (&self->dialog, "RepriseRestoreMethodView", "backup_chooser");
  dialog_fixture_choose (GTK_DROP_DOWN (gtk_widget_get_first_child (chooser)), 0);
  return GTK_WINDOW (self->dialog.dialog);
}

static GtkWindow *
open_restore_time (Screens *self)
{
  open_restore (self);
  dialog_fixture_choose_node (&self->dialog, 0);
  dialog_fixture_choose_time (&self->dialog);
  dialog_fixture_set_time_text (&self->dialog, "2026-08-05 10:30:00");
  dialog_fixture_set_target (&self->dialog, 2, FALSE);
  return GTK_WINDOW (self->dialog.dialog);
}

/* A time that nothing of the archive reaches. */
static GtkWindow *
open_restore_refused (Screens *self)
{
  open_restore (self);
  dialog_fixture_choose_node (&self->dialog, 0);
  dialog_fixture_choose_time (&self->dialog);
  dialog_fixture_set_time_text (&self->dialog, "2026-08-03 04:00:00");
  return GTK_WINDOW (self->dialog.dialog);
}

static gboolean
is_expander (GtkWidget *widget)
{
  return GTK_IS_EXPANDER (widget) || ADW_IS_EXPANDER_ROW (widget);
}

static void
expand_all (GtkWidget *widget)
{
  if (is_expander (widget))
    g_object_set (widget, "expanded", TRUE, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    expand_all (child);
}

static GtkWindow *
open_restore_latest (Screens *self)
{
  open_restore (self);
  dialog_fixture_choose_node (&self->dialog, 0);
  dialog_fixture_choose_latest (&self->dialog);
  dialog_fixture_confirm (&self->dialog);
  expand_all (GTK_WIDGET (self->dialog.dialog));
  ui_settle ();
  return GTK_WINDOW (self->dialog.dialog);
}

static gboolean
has_submitted (DialogFixture *fixture)
{
  return fixture->n_submitted > 0;
}

/* A restore that was asked for. */
static RepriseRestoreJob *
send_restore (Screens *self)
{
  open_restore (self);
  dialog_fixture_choose_node (&self->dialog, 0);
  dialog_fixture_choose_latest (&self->dialog);
  dialog_fixture_confirm (&self->dialog);
  dialog_fixture_send (&self->dialog);
  dialog_fixture_await (&self->dialog, has_submitted);
  return self->dialog.job;
}

static GtkWindow *
open_progress (Screens *self)
{
  RepriseRestoreJob *job = send_restore (self);
  RepriseWindow *window;

  ui_put_database (self->dialog.backend, &(UiDatabase){ .status = "modifying" });
  window = open_window_of (self, self->dialog.backend);
  put_task (self, job, "running", NULL);
  ui_settle ();
  return GTK_WINDOW (window);
}

static GtkWindow *
open_progress_failed (Screens *self)
{
  RepriseRestoreJob *job = send_restore (self);
  RepriseWindow *window;

  ui_put_database (self->dialog.backend, &(UiDatabase){ .status = "failed" });
  window = open_window_of (self, self->dialog.backend);
  put_task (self, job, "failed", "FATAL: recovery ended before configured recovery target");
  reprise_job_finish (reprise_restore_job_get_job (job),
                      REPRISE_JOB_RESULT_FAILED,
                      "FATAL: recovery ended before configured recovery target");
  ui_settle ();
  expand_all (GTK_WIDGET (window));
  ui_settle ();
  return GTK_WINDOW (window);
}

static GtkWindow *
open_checklist (Screens *self)
{
  RepriseRestoreJob *job = send_restore (self);
  RepriseWindow *window = open_window_of (self, self->dialog.backend);

  put_task (self, job, "succeeded", NULL);
  reprise_job_finish (reprise_restore_job_get_job (job), REPRISE_JOB_RESULT_SUCCEEDED, NULL);
  ui_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  ui_settle ();
  return GTK_WINDOW (window);
}

static void
add_table (RepriseFakeReplicator *replicator, const char *name, gboolean has_key, gboolean is_in)
{
  static const char *const sets[] = { "default", NULL };
  const RepriseNodeTable table = { .name = name,
                                   .has_primary_key = has_key,
                                   .sets = is_in ? sets : NULL };

  reprise_fake_replicator_add_table (replicator, NULL, &table);
}

static GtkWindow *
open_replication (Screens *self)
{
  static const char *const hosts[] = { "n1", "n2", NULL };
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 2 });
  RepriseFakeReplicator *replicator =
      keep (self, reprise_fake_replicator_new (REPRISE_REPLICATION_EXTENSION_SPOCK, hosts));
  GtkWindow *window;

  add_table (replicator, "distributors", FALSE, FALSE);
  add_table (replicator, "accounts", TRUE, FALSE);
  add_table (replicator, "films", TRUE, TRUE);
  ui_put_database (self->dialog.backend, &(UiDatabase){ .n_nodes = 2 });
  window = present (reprise_replication_dialog_new (REPRISE_BACKEND (self->dialog.backend),
                                                    REPRISE_REPLICATOR (replicator),
                                                    database));
  expand_all (GTK_WIDGET (window));
  ui_settle ();
  return window;
}

static RepriseStubConnectionStore *
new_store (Screens *self)
{
  RepriseStubConnectionStore *store =
      keep (self, reprise_stub_connection_store_new (REPRISE_BACKEND (self->dialog.backend)));

  reprise_stub_connection_store_put (store, "c1", "Production", REPRISE_CONNECTION_SAVED, "hush");
  reprise_stub_connection_store_put (store,
                                     "c2",
                                     "Staging of the accounting department",
                                     REPRISE_CONNECTION_PROFILE,
                                     NULL);
  return store;
}

static GtkWindow *
open_connections (Screens *self)
{
  return present (
      reprise_connections_dialog_new (NULL, REPRISE_CONNECTION_STORE (new_store (self))));
}

static GtkWindow *
open_connection (Screens *self)
{
  GtkWindow *window = present (
      reprise_connection_dialog_new (NULL, REPRISE_CONNECTION_STORE (new_store (self)), NULL));
  gpointer client = gtk_widget_get_template_child (GTK_WIDGET (window),
                                                   REPRISE_TYPE_CONNECTION_DIALOG,
                                                   "client_id_row");
  gpointer secret = gtk_widget_get_template_child (GTK_WIDGET (window),
                                                   REPRISE_TYPE_CONNECTION_DIALOG,
                                                   "secret_row");

  gtk_editable_set_text (client, "8d1f4c1e-0000-4000-8000-0000000000c1");
  gtk_editable_set_text (secret, "hush");
  gtk_widget_activate_action (GTK_WIDGET (window), "connection.test", NULL);
  ui_settle ();
  return window;
}

static GtkWindow *
open_preferences (Screens *self)
{
  GSettings *settings = keep (self, g_settings_new ("io.github.reprisedb.Reprise"));

  return present (reprise_preferences_new (NULL, settings));
}

static GtkWindow *
open_preferences_missing (Screens *self)
{
  return present (reprise_preferences_new (NULL, NULL));
}

static RepriseComparePair *
new_pair (Screens *self, gboolean with_then)
{
  RepriseStubBackend *then = keep (self, compare_fixture_new_then ());
  RepriseStubBackend *now = keep (self, compare_fixture_new_now ());
  RepriseComparePair *pair = keep (self, reprise_compare_pair_new (NULL));

  reprise_compare_side_set_backend (reprise_compare_pair_get_side (pair, 1), REPRISE_BACKEND (now));
  if (with_then)
    reprise_compare_side_set_backend (reprise_compare_pair_get_side (pair, 0),
                                      REPRISE_BACKEND (then));
  return pair;
}

static GtkWindow *
open_compare (Screens *self)
{
  RepriseComparePair *pair = new_pair (self, TRUE);
  RepriseCompareWindow *window =
      reprise_compare_window_new (GTK_APPLICATION (self->application), pair);

  present (window);
  while (reprise_compare_pair_get_state (pair) != REPRISE_COMPARE_PAIR_READY)
    g_main_context_iteration (NULL, TRUE);
  ui_settle ();
  return GTK_WINDOW (window);
}

static GtkWindow *
open_compare_missing (Screens *self)
{
  return present (
      reprise_compare_window_new (GTK_APPLICATION (self->application), new_pair (self, FALSE)));
}

static GtkWindow *
open_question (Screens *self)
{
  RepriseMessageDialog *dialog = reprise_message_dialog_new (NULL,
                                                             "Close While a Restore Is Running?",
                                                             "The service goes on with it.");

  reprise_message_dialog_add_response (dialog, "stay", "_Keep Open");
  reprise_message_dialog_add_destructive_response (dialog, "close", "_Close");
  return present (dialog);
}

static GtkWindow *
open_saving (Screens *self)
{
  RepriseSaveProgress *progress =
      reprise_save_progress_new (NULL, keep (self, g_cancellable_new ()));

  g_object_set (progress, "step", "Accounts payable: n1", "fraction", 0.25, NULL);
  return present (progress);
}

static GtkWindow *
open_saved (Screens *self)
{
  RepriseSaveProgress *progress =
      reprise_save_progress_new (NULL, keep (self, g_cancellable_new ()));

  present (progress);
  reprise_save_progress_end (progress,
                             "Saved, But Not All of It",
                             (const char *const[]){ "n1 could not be read.",
                                                    "n2 could not be read.",
                                                    NULL });
  ui_settle ();
  return GTK_WINDOW (progress);
}

static GtkWindow *
open_shortcuts (Screens *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWindow *found = NULL;

  reprise_shortcuts_present (NULL);
  ui_settle ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (GTK_IS_SHORTCUTS_WINDOW (window))
        found = window;
    }
  return found;
}

static const Screen screens[] = {
  { "window", open_window },
  { "window-start", open_start },
  { "window-not-connected", open_not_connected },
  { "window-loading", open_loading },
  { "window-empty", open_empty },
  { "window-failed", open_failed },
  { "window-stale", open_stale },
  { "window-node-failed", open_node_failed },
  { "window-node-empty", open_node_empty },
  { "window-unconfigured", open_unconfigured },
  { "window-review", open_review },
  { "window-toast", open_toast },
  { "window-details", open_details },
  { "window-progress", open_progress },
  { "window-progress-failed", open_progress_failed },
  { "window-checklist", open_checklist },
  { "backup", open_backup },
  { "restore", open_restore },
  { "restore-backup", open_restore_backup },
  { "restore-time", open_restore_time },
  { "restore-refused", open_restore_refused },
  { "restore-latest", open_restore_latest },
  { "replication", open_replication },
  { "connections", open_connections },
  { "connection", open_connection },
  { "preferences", open_preferences },
  { "preferences-missing", open_preferences_missing },
  { "compare", open_compare },
  { "compare-missing", open_compare_missing },
  { "question", open_question },
  { "saving", open_saving },
  { "saved", open_saved },
  { "shortcuts", open_shortcuts },
};

/**
 * screens_get_all:
 * @n_screens: (out): how many there are
 *
 * Returns: (array length=n_screens): all of them
 */
const Screen *
screens_get_all (gsize *n_screens)
{
  *n_screens = G_N_ELEMENTS (screens);
  return screens;
}

/**
 * screens_set_up:
 * @self: screens that are all zero
 * @application: what the windows belong to
 *
 * Before one of them is shown.
 */
void
screens_set_up (Screens *self, AdwApplication *application)
{
  dialog_fixture_set_up (&self->dialog, NULL);
  self->application = application;
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * screens_tear_down:
 * @self: screens
 *
 * After the window of the one that was shown has gone.
 */
void
screens_tear_down (Screens *self)
{
  for (guint call = 0; call < REPRISE_STUB_N_CALLS; call++)
    reprise_stub_backend_release (self->dialog.backend, call);
  ui_settle ();
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  dialog_fixture_tear_down (&self->dialog, NULL);
}

/**
 * screens_open:
 * @self: all zero
 * @application: what the window is to belong to
 * @name: a screen
 *
 * Returns: (transfer none): its window, laid out; @self is to be torn down after it
 */
GtkWindow *
screens_open (Screens *self, AdwApplication *application, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_str_equal (screens[i].name, name))
      {
        GtkWindow *window;

        screens_set_up (self, application);
        window = screens[i].open (self);
        for (guint frame = 0; frame < FRAMES_TO_SETTLE; frame++)
          reprise_test_wait_for_frame (GTK_WIDGET (window));
        return window;
      }
  g_assert_not_reached ();
}
