/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database's page: header, cards and tabs, in each state. */

#include "config.h"

#include "ui/reprise-database-page.h"

#include "ui/reprise-backup-card.h"
#include "ui/reprise-node-pane.h"
#include "ui/reprise-replication-dialog.h"

#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include "ui-find.h"

static RepriseDatabaseWatch *
new_watch (RepriseStubBackend *backend)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 3 });

  return reprise_database_watch_new (REPRISE_BACKEND (backend), database, NULL);
}

static GtkWindow *
open_page (RepriseDatabaseWatch *watch)
{
  RepriseDatabasePage *page = reprise_database_page_new (watch, NULL, NULL, "utc");
  GtkWindow *window = reprise_test_present (GTK_WIDGET (page), 900, 1000);

  reprise_database_watch_refresh (watch);
  ui_settle ();
  return window;
}

static GtkWidget *
get_tabs (GtkWindow *window)
{
  return ui_find (GTK_WIDGET (window), "RepriseNodeTabs", "GtkNotebook");
}

static GtkWidget *
get_pane (GtkWindow *window, int position)
{
  return gtk_notebook_get_nth_page (GTK_NOTEBOOK (get_tabs (window)), position);
}

static const char *
get_pane_state (GtkWindow *window, int position)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (gtk_widget_get_template_child (get_pane (window, position),
                                                REPRISE_TYPE_NODE_PANE,
                                                "stack")));
}

/* Replication can be started where there is another node to replicate to, and otherwise it says why
 * not. */
static void
test_database_page_replication (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = open_page (watch);
  GtkWidget *page = gtk_window_get_child (window);
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n_before = g_list_model_get_n_items (toplevels);
  g_autoptr (GtkWindow) dialog = NULL;

  gtk_widget_activate_action (page, "replication.start", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n_before + 1);
  dialog = g_list_model_get_item (toplevels, n_before);
  g_assert_true (REPRISE_IS_REPLICATION_DIALOG (dialog));
  g_assert_true (gtk_window_get_transient_for (dialog) == window);
  gtk_window_destroy (dialog);
  ui_settle ();
  g_assert_finalize_object (g_steal_pointer (&dialog));

  ui_put_database (backend, &(UiDatabase){ .n_nodes = 1 });
  reprise_database_watch_refresh (watch);
  ui_settle ();
  gtk_widget_activate_action (page, "replication.start", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n_before);
  reprise_test_destroy (&window);
}

/* All that is known is said: what it is, how each node is backed up, what is in its repository. */
static void
test_database_page_shows (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = open_page (watch);
  GtkWidget *root = GTK_WIDGET (window);

  g_assert_true (ui_shows (root, "Accounts payable (payables)"));
  g_assert_true (ui_shows (root,
                           "Available · Created 2 days ago · Cluster accounting · "
                           "PostgreSQL 16 · Spock 5.0.1"));
  g_assert_true (ui_shows (root, "pgbackrest"));
  g_assert_cmpuint (ui_count (root, "RepriseBackupCard"), ==, 3);
  g_assert_true (ui_shows (root, "Schedules (2)"));
  g_assert_true (ui_shows (root, "full backup at 06:00 UTC"));
  g_assert_true (ui_shows (root, "incremental backup every hour"));
  g_assert_true (ui_shows (root, "Last successful backup 59 minutes ago"));
  g_assert_true (ui_shows (root, "facilities"));
  g_assert_true (ui_shows (root, "30 days"));
  g_assert_true (ui_shows (root, "s3"));
  g_assert_true (ui_shows (root, UI_REPOSITORY_ID));
  g_assert_cmpint (gtk_notebook_get_n_pages (GTK_NOTEBOOK (get_tabs (window))), ==, 3);
  g_assert_cmpstr (get_pane_state (window, 0), ==, "content");
  g_assert_true (ui_shows (root, "2 backups"));
  g_assert_true (ui_shows (root, "Current, since 2026-07-20"));
  reprise_test_destroy (&window);
}

/* What is told stands under what it is, one after the other. */
static void
assert_captions (GtkWidget *box)
{
  static const char *const captions[] = { "Backup store", "Retention", "Type", "Repository ID" };
  GtkWidget *child = gtk_widget_get_first_child (box);

  for (gsize i = 0; i < G_N_ELEMENTS (captions); i++)
    {
      g_assert_true (GTK_IS_LABEL (child));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child)), ==, captions[i]);
      child = gtk_widget_get_next_sibling (child);
      g_assert_nonnull (child);
      child = gtk_widget_get_next_sibling (child);
    }
  g_assert_null (child);
}

/* What a card tells in more detail can be put away again, by the same words. */
static void
test_database_page_details (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = NULL;
  GtkAccessible *accessible;
  GtkWidget *expander;

  ui_put_database (backend, &(UiDatabase){ .n_nodes = 1 });
  window = open_page (watch);
  expander = ui_find (GTK_WIDGET (window), "RepriseBackupCard", "GtkExpander");
  accessible = GTK_ACCESSIBLE (expander);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "More details");
  gtk_widget_activate (expander);
  g_assert_true (ui_shows (expander, "Less details"));
  assert_captions (gtk_expander_get_child (GTK_EXPANDER (expander)));
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Less details");
  gtk_widget_activate (expander);
  g_assert_true (ui_shows (expander, "More details"));
  reprise_test_destroy (&window);
}

/* One node of three fails: its tab and card say so, with another try, and the others stand. */
static void
test_database_page_one_node_fails (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = NULL;
  GtkWidget *retry;

  reprise_stub_backend_fail_node (backend,
                                  "n1",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "failed to connect to backup repository");
  window = open_page (watch);
  g_assert_cmpstr (get_pane_state (window, 0), ==, "failed");
  g_assert_cmpstr (get_pane_state (window, 1), ==, "content");
  g_assert_true (ui_shows (get_pane (window, 0), "failed to connect to backup repository"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "The backup repository could not be read"));

  reprise_stub_backend_succeed (backend, REPRISE_STUB_INVENTORY);
  retry = ui_find (get_pane (window, 0), "RepriseErrorView", "GtkButton");
  g_signal_emit_by_name (retry, "clicked");
  ui_settle ();
  g_assert_cmpstr (get_pane_state (window, 0), ==, "content");
  reprise_test_destroy (&window);
}

static GtkWidget *
find_export_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "backup.export") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_export_button (child);
  return found;
}

/* Without a portal it is a dialog of GTK's own. */
static GtkFileChooser *
find_chooser (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (link->data))
      return link->data;
  g_assert_not_reached ();
}

/* It looks at its folder first. */
static gboolean
is_chosen (gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (user_data);

  return file != NULL;
}

/* Backups that were read can be exported, under the name of their node. */
static void
test_database_page_export (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = NULL;
  g_autofree char *name = NULL;
  GtkFileChooser *chooser;
  GtkWidget *button;

  reprise_stub_backend_fail_node (backend,
                                  "n1",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "failed to connect to backup repository");
  window = open_page (watch);
  g_assert_false (gtk_widget_get_sensitive (find_export_button (get_pane (window, 0))));
  button = find_export_button (get_pane (window, 1));
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Export this node’s backups as CSV");

  g_signal_emit_by_name (button, "clicked");
  chooser = find_chooser ();
  reprise_test_wait_for (is_chosen, chooser);
  name = gtk_file_chooser_get_current_name (chooser);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  g_assert_cmpstr (name, ==, "Backups of n2.csv");
  ui_settle ();
  reprise_test_destroy (&window);
}

/* While rows come the tab shows them and says how many; nothing at all is said as such. */
static void
test_database_page_loads (void)
{
  static const RepriseBackupFields first[] = { { .label = "b" }, { .label = "a" } };
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (RepriseInventory) page = ui_inventory_new (UI_REPOSITORY_ID, "n1", first, 2);
  g_autoptr (GtkWindow) window = NULL;

  reprise_stub_backend_hold (backend, REPRISE_STUB_INVENTORY);
  window = open_page (watch);
  g_assert_cmpstr (get_pane_state (window, 0), ==, "loading");
  reprise_stub_backend_send_page (backend, page, 2);
  g_assert_cmpstr (get_pane_state (window, 0), ==, "content");
  g_assert_true (ui_shows (get_pane (window, 0), "Reading… 2 backups so far"));

  reprise_stub_backend_clear (backend, REPRISE_STUB_INVENTORY);
  reprise_stub_backend_release (backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
  g_assert_cmpstr (get_pane_state (window, 0), ==, "empty");
  g_assert_true (ui_shows (get_pane (window, 0), "n1 has no backups in this repository."));
  reprise_test_destroy (&window);
}

/* A database that cannot be read is told with another try; once read, it only becomes stale. */
static void
test_database_page_fails (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = NULL;
  GtkWidget *retry;

  reprise_stub_backend_fail (backend, REPRISE_STUB_DATABASE, REPRISE_SERVICE_ERROR_SERVER, "Oops");
  window = open_page (watch);
  g_assert_true (ui_shows (GTK_WIDGET (window), "The Database Could Not Be Read"));
  reprise_stub_backend_succeed (backend, REPRISE_STUB_DATABASE);
  retry = ui_find (GTK_WIDGET (window), "RepriseErrorView", "GtkButton");
  g_signal_emit_by_name (retry, "clicked");
  ui_settle ();
  g_assert_true (ui_shows (GTK_WIDGET (window), "2 backups"));

  reprise_stub_backend_fail (backend, REPRISE_STUB_DATABASE, REPRISE_SERVICE_ERROR_TIMEOUT, "Oops");
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_true (ui_shows (GTK_WIDGET (window), "2 backups"));
  g_assert_true (ui_shows (GTK_WIDGET (window),
                           "As of 2026-08-05 12:00:00 UTC. The service did not answer in time."));
  reprise_test_destroy (&window);
}

static GtkDropDown *
get_chooser (GtkWindow *window)
{
  return GTK_DROP_DOWN (gtk_widget_get_template_child (get_pane (window, 0),
                                                       REPRISE_TYPE_NODE_PANE,
                                                       "repository_chooser"));
}

static char *
dup_selected (GtkWidget *pane, const char *part)
{
  char *label = NULL;

  g_object_get (gtk_widget_get_template_child (pane, REPRISE_TYPE_NODE_PANE, part),
                "selected-label",
                &label,
                NULL);
  return label;
}

/* A backup that is chosen in the table is chosen on the strip, and the other way round. */
static void
test_database_page_selection (void)
{
  static const char *const parts[] = { "table", "strip" };
  static const char *const labels[] = { "20260805-060001F", "20260805-060001F_20260805-110001I" };
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = NULL;
  GtkWidget *pane;

  ui_put_database (backend, &(UiDatabase){ .n_nodes = 1 });
  window = open_page (watch);
  pane = get_pane (window, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *other = NULL;

      g_object_set (gtk_widget_get_template_child (pane, REPRISE_TYPE_NODE_PANE, parts[i]),
                    "selected-label",
                    labels[i],
                    NULL);
      other = dup_selected (pane, parts[1 - i]);
      g_assert_cmpstr (other, ==, labels[i]);
    }
  reprise_test_destroy (&window);
}

/* Choosing an earlier repository shows what that one holds, and the card keeps the current one. */
static void
test_database_page_repositories (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = open_page (watch);
  GtkDropDown *chooser = get_chooser (window);

  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (chooser)), ==, 2);
  gtk_drop_down_set_selected (chooser, 1);
  ui_settle ();
  g_assert_true (ui_shows (get_pane (window, 0), "1 backup"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "Last successful backup 59 minutes ago"));
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_cmpuint (gtk_drop_down_get_selected (chooser), ==, 1);
  reprise_test_destroy (&window);
}

static void
put_newest_backup (RepriseStubBackend *backend, const char *repository_id, const char *finished_at)
{
  RepriseBackupFields fields = { .label = "20260805-115901F",
                                 .backup_type = REPRISE_BACKUP_TYPE_FULL,
                                 .started_at = ui_instant ("2026-08-05T11:40:00Z"),
                                 .finished_at = ui_instant (finished_at) };
  g_autoptr (RepriseInventory) inventory = ui_inventory_new (repository_id, "n1", &fields, 1);

  reprise_stub_backend_put_inventory (backend, inventory);
}

/* The card always tells of the current repository: it is read although an earlier one is looked at,
 * and what was known of one is never said of the next. */
static void
test_database_page_card_is_current (void)
{
  static const char *const next_id = "11111111-2222-4333-8444-555555555504";
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (RepriseRepository) next = ui_repository_new (next_id, "2026-08-05T11:59:00Z");
  g_autoptr (GtkWindow) window = NULL;
  GtkWidget *card;

  ui_put_database (backend, &(UiDatabase){ .n_nodes = 1, .without_configuration = TRUE });
  window = open_page (watch);
  card = ui_find (GTK_WIDGET (window), NULL, "RepriseBackupCard");
  gtk_drop_down_set_selected (get_chooser (window), 1);
  put_newest_backup (backend, UI_REPOSITORY_ID, "2026-08-05T11:58:00Z");
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_true (ui_shows (get_pane (window, 0), "1 backup"));
  g_assert_true (ui_shows (card, "Last successful backup 2 minutes ago"));
  g_assert_true (ui_shows (card, "OK"));
  g_assert_true (ui_shows (card, UI_REPOSITORY_ID));

  reprise_stub_backend_put_repository (backend, next);
  reprise_stub_backend_hold (backend, REPRISE_STUB_INVENTORY);
  reprise_database_watch_refresh (watch);
  ui_settle ();
  g_assert_cmpuint (gtk_drop_down_get_selected (get_chooser (window)), ==, 2);
  g_assert_true (ui_shows (card, next_id));
  g_assert_true (ui_shows (card, "No successful backup known"));
  g_assert_true (ui_shows (card, "Not read yet"));
  reprise_stub_backend_release (backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
  g_assert_true (ui_shows (card, "Nothing for this node yet"));
  reprise_test_destroy (&window);
}

/* A list of repositories that fails is not a node without one; another try reads it again. */
static void
test_database_page_repositories_fail (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = NULL;
  GtkWidget *card, *retry;

  ui_put_database (backend, &(UiDatabase){ .n_nodes = 1, .without_configuration = TRUE });
  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_REPOSITORIES,
                             REPRISE_SERVICE_ERROR_SERVER,
                             "Oops");
  window = open_page (watch);
  card = ui_find (GTK_WIDGET (window), NULL, "RepriseBackupCard");
  g_assert_cmpstr (get_pane_state (window, 0), ==, "failed");
  g_assert_true (ui_shows (get_pane (window, 0), "Oops"));
  g_assert_false (ui_shows (card, "No repository"));
  g_assert_true (ui_shows (card, "The service failed"));

  reprise_stub_backend_succeed (backend, REPRISE_STUB_REPOSITORIES);
  retry = ui_find (get_pane (window, 0), "RepriseErrorView", "GtkButton");
  g_signal_emit_by_name (retry, "clicked");
  ui_settle ();
  g_assert_cmpstr (get_pane_state (window, 0), ==, "content");
  reprise_test_destroy (&window);
}

/* What cannot be done now says why in the menu. */
static void
test_database_page_actions (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = NULL;
  GtkMenuButton *button;
  GMenuModel *menu;
  g_autofree char *reason = NULL;
  guint n_windows;

  ui_put_database (backend, &(UiDatabase){ .status = "modifying" });
  window = open_page (watch);
  n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  button =
      GTK_MENU_BUTTON (ui_find (GTK_WIDGET (window), "RepriseDatabaseHeader", "GtkMenuButton"));
  menu = gtk_menu_button_get_menu_model (button);
  g_assert_true (g_menu_model_get_item_attribute (menu, 0, "label", "s", &reason));
  g_assert_cmpstr (reason, ==, "The database is not available: Being modified");
  gtk_widget_activate_action (gtk_window_get_child (window), "backup.create", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n_windows);
  reprise_test_destroy (&window);
}

/* With the node's own zone each card has its own, and the open tab names it. */
static void
test_database_page_zone (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = open_page (watch);
  RepriseDatabasePage *page = REPRISE_DATABASE_PAGE (gtk_window_get_child (window));

  reprise_database_page_set_zone_choice (page, "node");
  g_assert_true (ui_shows (GTK_WIDGET (window), "full backup at 15:00 JST"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "full backup at 02:00 EDT"));
  g_assert_cmpstr (reprise_zone_get_name (reprise_database_page_get_zone (page)), ==, "Asia/Tokyo");
  gtk_notebook_set_current_page (GTK_NOTEBOOK (get_tabs (window)), 1);
  g_assert_cmpstr (reprise_zone_get_name (reprise_database_page_get_zone (page)),
                   ==,
                   "America/New_York");
  reprise_test_destroy (&window);
}

/* A screen reader is told which node a card is about, and what the chooser chooses. */
static void
test_database_page_accessible (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = new_watch (backend);
  g_autoptr (GtkWindow) window = open_page (watch);
  GtkWidget *card = ui_find (GTK_WIDGET (window), NULL, "RepriseBackupCard");

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "n1, Osaka");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (
                                           gtk_widget_get_template_child (get_pane (window, 0),
                                                                          REPRISE_TYPE_NODE_PANE,
                                                                          "repository_chooser")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Repository");
  reprise_test_destroy (&window);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/database-page/shows", test_database_page_shows);
  g_test_add_func ("/ui/database-page/details", test_database_page_details);
  g_test_add_func ("/ui/database-page/one-node-fails", test_database_page_one_node_fails);
  g_test_add_func ("/ui/database-page/export", test_database_page_export);
  g_test_add_func ("/ui/database-page/loads", test_database_page_loads);
  g_test_add_func ("/ui/database-page/fails", test_database_page_fails);
  g_test_add_func ("/ui/database-page/repositories", test_database_page_repositories);
  g_test_add_func ("/ui/database-page/selection", test_database_page_selection);
  g_test_add_func ("/ui/database-page/card-is-current", test_database_page_card_is_current);
  g_test_add_func ("/ui/database-page/repositories-fail", test_database_page_repositories_fail);
  g_test_add_func ("/ui/database-page/actions", test_database_page_actions);
  g_test_add_func ("/ui/database-page/replication", test_database_page_replication);
  g_test_add_func ("/ui/database-page/zone", test_database_page_zone);
  g_test_add_func ("/ui/database-page/accessible", test_database_page_accessible);
  return g_test_run ();
}
