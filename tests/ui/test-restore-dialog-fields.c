/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each field of the restore dialog: what it shows, what is wrong with it, and what it is called. */

#include "config.h"

#include "restore-dialog-fixture.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-restore-option.h"

#define FULL "20260805-060001F"
#define N_MANY 100000

/* Waits for nothing: the stub answers at once. */
static void
retry (DialogFixture *fixture)
{
  g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreFormView", "retry_button"),
                         "clicked");
  ui_settle ();
}

static const char *
get_source_problem (DialogFixture *fixture, const char *field)
{
  return dialog_fixture_get_problem (fixture, "RepriseRestoreSource", field);
}

/* What is still to be chosen is said at its field, and goes when it is chosen. */
static void
test_fields_missing (DialogFixture *fixture, gconstpointer data)
{
  dialog_fixture_open (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "Choose…"));
  g_assert_cmpstr (get_source_problem (fixture, "node_field"),
                   ==,
                   "Choose the node to restore from.");
  g_assert_null (get_source_problem (fixture, "database_field"));
  g_assert_null (get_source_problem (fixture, "repository_field"));
  dialog_fixture_choose_node (fixture, 0);
  g_assert_null (get_source_problem (fixture, "node_field"));
  g_assert_cmpstr (dialog_fixture_get_problem (fixture, "RepriseRestoreMethodView", "backup_field"),
                   ==,
                   "Choose the backup to restore.");
  for (guint i = 0; i < 3; i++)
    dialog_fixture_set_target (fixture, i, FALSE);
  g_assert_cmpstr (dialog_fixture_get_problem (fixture, "RepriseRestoreTargets", "field"),
                   ==,
                   "Choose at least one node to restore.");
}

/* A target that is busy is blocked and says so; looking again may find it free. */
static void
test_fields_busy (DialogFixture *fixture, gconstpointer data)
{
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .display_name = "Accounts payable", .status = "modifying" });
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_latest (fixture);
  dialog_fixture_confirm (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "The database is busy: it reads ‘modifying’."));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));

  ui_put_database (fixture->backend, &(UiDatabase){ .display_name = "Accounts payable" });
  retry (fixture);
  g_assert_false (dialog_fixture_shows (fixture, "The database is busy*"));
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* So are a cluster that is not available, and a task that has not ended. */
static void
test_fields_busy_around (DialogFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseCluster) cluster = ui_cluster_new (UI_CLUSTER_ID, "accounting", "modifying");
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
  g_autoptr (RepriseTask) task = NULL;

  fields.id = "t1";
  fields.name = "update-database";
  fields.status_word = "running";
  fields.subject_kind = "database";
  fields.subject_id = UI_DATABASE_ID;
  task = reprise_task_new (&fields);
  reprise_stub_backend_put_cluster (fixture->backend, cluster);
  reprise_stub_backend_put_task (fixture->backend, task);
  dialog_fixture_open (fixture);
  g_assert_true (
      dialog_fixture_shows (fixture, "*The cluster is not available: it reads ‘modifying’.*"));
  g_assert_true (dialog_fixture_shows (fixture, "*The task ‘update-database’ has not ended.*"));
}

/* One that has failed is warned of, and may be restored. */
static void
test_fields_failed_database (DialogFixture *fixture, gconstpointer data)
{
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .display_name = "Accounts payable", .status = "failed" });
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_latest (fixture);
  dialog_fixture_confirm (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "The database reads ‘failed’.*"));
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* Storage that cannot be reached is told at the repository, with another try. */
static void
test_fields_unreadable (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *chooser;

  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_INVENTORY,
                             REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                             "failed to connect to backup repository");
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  g_assert_cmpstr (get_source_problem (fixture, "repository_field"),
                   ==,
                   "The backups could not be read: failed to connect to backup repository");
  chooser = dialog_fixture_get (fixture, "RepriseRestoreSource", "repository_chooser");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (chooser),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chooser),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       get_source_problem (fixture, "repository_field"));

  reprise_stub_backend_succeed (fixture->backend, REPRISE_STUB_INVENTORY);
  retry (fixture);
  g_assert_null (get_source_problem (fixture, "repository_field"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (chooser),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

/* A service that fails while a node's backups are read leaves the form, and can be asked again. */
static void
test_fields_not_read (DialogFixture *fixture, gconstpointer data)
{
  dialog_fixture_open (fixture);
  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_TASKS,
                             REPRISE_SERVICE_ERROR_TIMEOUT,
                             "no answer");
  dialog_fixture_choose_node (fixture, 0);
  g_assert_true (dialog_fixture_shows (fixture, "*no answer"));
  dialog_fixture_choose_latest (fixture);
  dialog_fixture_confirm (fixture);
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));

  reprise_stub_backend_succeed (fixture->backend, REPRISE_STUB_TASKS);
  retry (fixture);
  g_assert_false (dialog_fixture_shows (fixture, "*no answer"));
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* Where nothing at all could be read there is a page for it, with another try. */
static void
test_fields_not_opened (DialogFixture *fixture, gconstpointer data)
{
  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_DATABASE,
                             REPRISE_SERVICE_ERROR_SERVER,
                             "Oops");
  dialog_fixture_open (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "The Database Could Not Be Read"));
  reprise_stub_backend_succeed (fixture->backend, REPRISE_STUB_DATABASE);
  g_signal_emit_by_name (ui_find (GTK_WIDGET (fixture->dialog), "RepriseErrorView", "GtkButton"),
                         "clicked");
  ui_settle ();
  g_assert_true (dialog_fixture_shows (fixture, "Choose the node to restore from."));
}

/* A node without backups says so. */
static void
test_fields_empty (DialogFixture *fixture, gconstpointer data)
{
  reprise_stub_backend_clear (fixture->backend, REPRISE_STUB_INVENTORY);
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  g_assert_cmpstr (get_source_problem (fixture, "repository_field"),
                   ==,
                   "The repository has no data for this node.");
}

/* What was asked about a node that is not chosen any more does not count. */
static void
test_fields_stale_answer (DialogFixture *fixture, gconstpointer data)
{

  dialog_fixture_open (fixture);
  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_INVENTORY);
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_node (fixture, 1);
  g_assert_true (dialog_fixture_is_reading (fixture));
  g_assert_cmpstr (get_source_problem (fixture, "repository_field"),
                   ==,
                   "The backups have not been read yet.");
  dialog_fixture_choose_latest (fixture);
  reprise_stub_backend_fail_node (fixture->backend,
                                  "n1",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "stale");
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
  g_assert_false (dialog_fixture_shows (fixture, "*stale*"));
  g_assert_false (dialog_fixture_is_reading (fixture));
  g_assert_true (dialog_fixture_shows (fixture, "n1, n2, n3 of *replaced by that of n2 of *"));
}

static RepriseRestoreOption *
get_option (DialogFixture *fixture, const char *chooser, guint position)
{
  GtkDropDown *drop_down = dialog_fixture_get (fixture, "RepriseRestoreSource", chooser);

  return g_list_model_get_item (gtk_drop_down_get_model (drop_down), position);
}

/* Other databases are there with their cluster; one that cannot serve says why, and is not taken.
 */
static void
test_fields_sources (DialogFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseCluster) other = ui_cluster_new (UI_OTHER_CLUSTER_ID, "sales", "available");
  GtkDropDown *chooser;

  ui_put_database (fixture->backend,
                   &(UiDatabase){ .id = UI_OTHER_DATABASE_ID,
                                  .cluster_id = UI_OTHER_CLUSTER_ID,
                                  .name = "orders" });
  ui_put_database (fixture->backend, &(UiDatabase){ .id = "third", .name = "ledger" });
  reprise_stub_backend_put_cluster (fixture->backend, other);
  dialog_fixture_open (fixture);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreSource", "database_chooser");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RepriseRestoreOption) option = get_option (fixture, "database_chooser", i);
      gboolean is_other =
          g_str_equal (reprise_restore_option_get_id (option), UI_OTHER_DATABASE_ID);

      g_assert_cmpint (reprise_restore_option_may_be_chosen (option), ==, !is_other);
      g_assert_true (g_str_has_prefix (reprise_restore_option_get_words (option),
                                       is_other ? "Cluster sales. " : "Cluster accounting"));
      gtk_drop_down_set_selected (chooser, i);
      ui_settle ();
      g_assert_cmpint (gtk_drop_down_get_selected (chooser) == i, ==, !is_other);
    }
}

/* The repository in use is chosen with the node; an earlier one is there with its dates. */
static void
test_fields_repositories (DialogFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreOption) current = NULL;
  g_autoptr (RepriseRestoreOption) earlier = NULL;
  GtkDropDown *chooser;

  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreSource", "repository_chooser");
  current = get_option (fixture, "repository_chooser", 0);
  earlier = get_option (fixture, "repository_chooser", 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (chooser), ==, 0);
  g_assert_cmpstr (reprise_restore_option_get_title (current), ==, "Current, since 2026-07-20");
  g_assert_true (
      g_str_has_prefix (reprise_restore_option_get_title (earlier), "2026-05-02 to 2026-07-20"));
  dialog_fixture_choose_latest (fixture);
  gtk_drop_down_set_selected (chooser, 1);
  ui_settle ();
  g_assert_true (dialog_fixture_shows (fixture, FULL " (full), which ended*"));
}

/* What is filled in from a backup, and that it is gone by now. */
static void
test_fields_prefilled_backup (DialogFixture *fixture, gconstpointer data)
{
  dialog_fixture_create (fixture);
  dialog_fixture_prefill_backup (fixture, "n2", UI_OLD_REPOSITORY_ID, FULL);
  dialog_fixture_present (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "n1, n2, n3 of *replaced by that of n2 of *" FULL));
  g_assert_null (dialog_fixture_get_problem (fixture, "RepriseRestoreMethodView", "backup_field"));
}

static void
test_fields_expired_backup (DialogFixture *fixture, gconstpointer data)
{
  dialog_fixture_create (fixture);
  dialog_fixture_prefill_backup (fixture, "n2", UI_REPOSITORY_ID, "20260101-000000F");
  dialog_fixture_present (fixture);
  g_assert_cmpstr (dialog_fixture_get_problem (fixture, "RepriseRestoreMethodView", "backup_field"),
                   ==,
                   "The repository does not hold the backup 20260101-000000F.");
}

/* Starting over: the choices of an earlier request, and nothing confirmed. */
static void
test_fields_prefilled_request (DialogFixture *fixture, gconstpointer data)
{
  const char *repositories[] = { UI_REPOSITORY_ID, NULL };
  const char *nodes[] = { "n3", NULL };
  const RepriseRestoreRequestFields fields = { .provider = "pgbackrest",
                                               .source_node_name = "n1",
                                               .repositories = repositories,
                                               .target_nodes = nodes };
  g_autoptr (RepriseRestoreRequest) request = reprise_restore_request_new (&fields);

  dialog_fixture_create (fixture);
  reprise_restore_dialog_prefill (fixture->dialog, UI_DATABASE_ID, request);
  dialog_fixture_present (fixture);
  g_assert_false (dialog_fixture_get_target (fixture, 0));
  g_assert_true (dialog_fixture_get_target (fixture, 2));
  g_assert_true (dialog_fixture_shows (fixture, "n3 of *the latest point in the archive"));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* An earlier version may not have noted whose backups were read: then the database's own were. */
static void
test_fields_prefilled_without_source (DialogFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreRequest) request =
                 reprise_restore_prefill_backup ("n2", UI_OLD_REPOSITORY_ID, FULL);

  dialog_fixture_create (fixture);
  reprise_restore_dialog_prefill (fixture->dialog, NULL, request);
  dialog_fixture_present (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "n1, n2, n3 of *replaced by that of n2 of *" FULL));
  dialog_fixture_confirm (fixture);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* Every node is called by its own name, also the first, which the key of the title leads to. */
static void
test_fields_target_names (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *box;

  dialog_fixture_open (fixture);
  box = dialog_fixture_get (fixture, "RepriseRestoreTargets", "nodes_box");
  for (GtkWidget *check = gtk_widget_get_first_child (box); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (check),
                                                      GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

/* An errored backup says so where it is chosen. */
static void
test_fields_errored_backup (DialogFixture *fixture, gconstpointer data)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  const char *const annotations[] = { "name", "before launch", NULL, NULL };
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.label = FULL;
  fields.backup_type = REPRISE_BACKUP_TYPE_FULL;
  fields.started_at = ui_instant ("2026-08-05T06:00:01Z");
  fields.finished_at = ui_instant ("2026-08-05T06:00:09Z");
  fields.database_size = 42680320;
  fields.error = REPRISE_TRISTATE_YES;
  fields.annotations = annotations;
  fields.wal_start = fields.wal_stop = "000000010000000000000002";
  inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", &fields, 1);
  reprise_stub_backend_clear (fixture->backend, REPRISE_STUB_INVENTORY);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
  dialog_fixture_create (fixture);
  dialog_fixture_prefill_backup (fixture, "n1", UI_REPOSITORY_ID, FULL);
  dialog_fixture_present (fixture);
  g_assert_true (dialog_fixture_shows (fixture, FULL ", “before launch”"));
  g_assert_true (dialog_fixture_shows (fixture,
                                       "Page errors: Full, * MB, ended 2026-08-05 06:00:09 UTC, 5 "
                                       "hours ago"));
}

/* So many backups are chosen from without a widget or an object each. */
static void
test_fields_many_backups (DialogFixture *fixture, gconstpointer data)
{
  g_autofree RepriseBackupFields *backups = g_new0 (RepriseBackupFields, N_MANY);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RepriseInventory) inventory = NULL;
  GtkWidget *chooser;
  GtkDropDown *drop_down;
  GListModel *list;

  for (guint i = 0; i < N_MANY; i++)
    {
      g_ptr_array_add (labels, g_strdup_printf ("B%06u", i));
      backups[i] = (RepriseBackupFields) REPRISE_BACKUP_FIELDS_INIT;
      backups[i].label = g_ptr_array_index (labels, i);
      backups[i].backup_type = REPRISE_BACKUP_TYPE_FULL;
      backups[i].finished_at = ui_instant ("2026-01-01T00:00:00Z") + i * REPRISE_INSTANT_SECOND;
      backups[i].started_at = backups[i].finished_at - REPRISE_INSTANT_SECOND;
      backups[i].wal_start = backups[i].wal_stop = "000000010000000000000002";
    }
  inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", backups, N_MANY);
  reprise_stub_backend_clear (fixture->backend, REPRISE_STUB_INVENTORY);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreMethodView", "backup_chooser");
  drop_down = GTK_DROP_DOWN (gtk_widget_get_first_child (chooser));
  /* Before them it says that none is chosen yet. */
  list = gtk_drop_down_get_model (drop_down);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, N_MANY + 1);
  /* Somebody is reading in it; it is not made anew because time passes. */
  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:05:00Z"));
  dialog_fixture_choose (drop_down, 0);
  g_assert_true (dialog_fixture_shows (fixture, "B099999 (full), which ended*"));
  g_assert_true (gtk_drop_down_get_model (drop_down) == list);
  g_assert_cmpuint (ui_count (GTK_WIDGET (fixture->dialog), "GtkLabel"), <, 1000);
}

/* Everything that takes the focus has a name, and what is wrong can be reached with Tab. */
static void
test_fields_accessible (DialogFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *type;
    const char *child;
  } labelled[] = {
    { "RepriseRestoreSource", "database_chooser" },
    { "RepriseRestoreSource", "node_chooser" },
    { "RepriseRestoreSource", "repository_chooser" },
    { "RepriseRestoreConfirm", "entry" },
  };
  static const char *const named[] = { "calendar",
                                       "hour_spin",
                                       "minute_spin",
                                       "second_spin",
                                       "fraction_entry" };
  GtkWidget *problem;

  dialog_fixture_open (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (labelled); i++)
    g_assert_true (
        gtk_test_accessible_has_relation (GTK_ACCESSIBLE (dialog_fixture_get (fixture,
                                                                              labelled[i].type,
                                                                              labelled[i].child)),
                                          GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    g_assert_true (
        gtk_test_accessible_has_property (GTK_ACCESSIBLE (dialog_fixture_get (fixture,
                                                                              "RepriseRestoreClock",
                                                                              named[i])),
                                          GTK_ACCESSIBLE_PROPERTY_LABEL));
  problem = dialog_fixture_get (fixture, "RepriseRestoreSource", "node_field");
  problem = GTK_WIDGET (
      gtk_widget_get_template_child (problem, REPRISE_TYPE_FORM_FIELD, "problem_label"));
  g_assert_true (gtk_widget_grab_focus (problem));
}

static void
collect_mnemonics (GtkWidget *root, GString *keys)
{
  gunichar key = 0;

  if (GTK_IS_LABEL (root))
    key = gdk_keyval_to_unicode (gtk_label_get_mnemonic_keyval (GTK_LABEL (root)));
  if (key != 0)
    g_string_append_unichar (keys, key);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child) &&
        !GTK_IS_POPOVER (child))
      collect_mnemonics (child, keys);
}

/* Whatever the method, each letter leads to one place. */
static void
test_fields_mnemonics (DialogFixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "backup_button", "latest_button", "time_button" };

  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  gtk_expander_set_expanded (dialog_fixture_get (fixture, "RepriseRestoreAdvanced", "expander"),
                             TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GString) keys = g_string_new (NULL);

      gtk_check_button_set_active (dialog_fixture_get (fixture,
                                                       "RepriseRestoreMethodView",
                                                       methods[i]),
                                   TRUE);
      ui_settle ();
      collect_mnemonics (GTK_WIDGET (fixture->dialog), keys);
      g_assert_cmpuint (keys->len, >=, 10);
      for (const char *key = keys->str; *key != '\0'; key++)
        if (strchr (key + 1, *key) != NULL)
          g_error ("%s: ‘%c’ is there twice in %s", methods[i], *key, keys->str);
    }
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  DIALOG_TEST ("fields/missing", test_fields_missing);
  DIALOG_TEST ("fields/busy", test_fields_busy);
  DIALOG_TEST ("fields/busy-around", test_fields_busy_around);
  DIALOG_TEST ("fields/failed-database", test_fields_failed_database);
  DIALOG_TEST ("fields/unreadable", test_fields_unreadable);
  DIALOG_TEST ("fields/not-read", test_fields_not_read);
  DIALOG_TEST ("fields/not-opened", test_fields_not_opened);
  DIALOG_TEST ("fields/empty", test_fields_empty);
  DIALOG_TEST ("fields/stale-answer", test_fields_stale_answer);
  DIALOG_TEST ("fields/sources", test_fields_sources);
  DIALOG_TEST ("fields/repositories", test_fields_repositories);
  DIALOG_TEST ("fields/prefilled-backup", test_fields_prefilled_backup);
  DIALOG_TEST ("fields/expired-backup", test_fields_expired_backup);
  DIALOG_TEST ("fields/prefilled-request", test_fields_prefilled_request);
  DIALOG_TEST ("fields/prefilled-without-source", test_fields_prefilled_without_source);
  DIALOG_TEST ("fields/target-names", test_fields_target_names);
  DIALOG_TEST ("fields/errored-backup", test_fields_errored_backup);
  DIALOG_TEST ("fields/many-backups", test_fields_many_backups);
  DIALOG_TEST ("fields/mnemonics", test_fields_mnemonics);
  DIALOG_TEST ("fields/accessible", test_fields_accessible);
  return g_test_run ();
}
