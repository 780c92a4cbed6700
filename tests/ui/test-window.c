/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window in each state of its account. */

#include "config.h"

#include "ui/reprise-window.h"

#include "restore/reprise-connection-store.h"
#include "support/reprise-nameless.h"
#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include "ui-find.h"

static AdwApplication *application;

static RepriseWindow *
open_window (RepriseStubBackend *backend)
{
  RepriseWindow *window = reprise_window_new (application,
                                              backend == NULL ? NULL : REPRISE_BACKEND (backend),
                                              NULL,
                                              NULL,
                                              NULL);

  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  return window;
}

/* Fails where anything keeps the window alive, or has no name for those who do not see it. */
static void
close_window (RepriseWindow *window)
{
  reprise_test_assert_named (GTK_WIDGET (window));
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_assert_finalize_object (window);
}

static GtkWidget *
get_part (GtkWidget *widget, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));
}

/* What is shown of the window, and of its message. */
static const char *
get_page (RepriseWindow *window, const char *stack)
{
  GtkWidget *widget = GTK_WIDGET (window);

  if (g_str_equal (stack, "messages"))
    widget = get_part (widget, "account_message");
  return gtk_stack_get_visible_child_name (GTK_STACK (get_part (widget, stack)));
}

/* Does nothing where the action is not enabled. */
static void
activate (RepriseWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
  ui_settle ();
}

/* Without a connection the window says how to get one, and there is nothing to refresh. */
static void
test_window_without_connection (void)
{
  RepriseWindow *window = open_window (NULL);

  g_assert_cmpstr (get_page (window, "pages"), ==, "message");
  g_assert_cmpstr (get_page (window, "messages"), ==, "start");
  g_assert_true (ui_shows (GTK_WIDGET (window), "An account of pgEdge Cloud"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "A lab on this machine"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "A file"));
  activate (window, "win.refresh");
  activate (window, "win.search");
  g_assert_cmpstr (get_page (window, "messages"), ==, "start");
  close_window (window);
}

/* While the account is read the window says so; then it shows the first database. */
static void
test_window_loads (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window;

  reprise_stub_backend_hold (backend, REPRISE_STUB_DATABASES);
  window = open_window (backend);
  g_assert_cmpstr (get_page (window, "messages"), ==, "loading");

  reprise_stub_backend_release (backend, REPRISE_STUB_DATABASES);
  ui_settle ();
  g_assert_cmpstr (get_page (window, "pages"), ==, "account");
  g_assert_true (ui_shows (GTK_WIDGET (window), "Acme"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "Accounts payable (payables)"));
  g_assert_cmpstr (reprise_stub_backend_get_last_argument (backend, REPRISE_STUB_DATABASE),
                   ==,
                   UI_DATABASE_ID);
  close_window (window);
}

/* All columns of the table of backups are to be seen in a window of the size that it begins with.
 */
static void
test_window_columns (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window = open_window (backend);
  GtkWidget *view = ui_find (GTK_WIDGET (window), "RepriseBackupRows", "GtkColumnView");
  GtkAdjustment *adjustment;

  g_assert_nonnull (view);
  reprise_test_wait_for_frame (view);
  adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment), >, 0);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment),
                     <=,
                     gtk_adjustment_get_page_size (adjustment));
  close_window (window);
}

/* An account without databases names its plan, which may be why. */
static void
test_window_empty (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window;

  reprise_stub_backend_clear (backend, REPRISE_STUB_DATABASES);
  window = open_window (backend);
  g_assert_cmpstr (get_page (window, "messages"), ==, "empty");
  g_assert_true (ui_shows (GTK_WIDGET (window),
                           "Acme has no databases, or none that its plan (Enterprise) shows."));

  ui_put_database (backend, &(UiDatabase){ .name = "fresh" });
  activate (window, "win.refresh");
  g_assert_cmpstr (get_page (window, "pages"), ==, "account");
  close_window (window);
}

/* What failed is told with advice, its message is in the details, and Retry tries again. */
static void
test_window_fails (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window;
  GtkWidget *retry;

  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_UNAUTHORIZED,
                             "invalid_client");
  window = open_window (backend);
  g_assert_cmpstr (get_page (window, "messages"), ==, "failed");
  g_assert_true (ui_shows (GTK_WIDGET (window), "The Account Could Not Be Read"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "The credential was not accepted. *"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "invalid_client"));

  reprise_stub_backend_succeed (backend, REPRISE_STUB_DATABASES);
  retry = ui_find (GTK_WIDGET (window), "RepriseErrorView", "GtkButton");
  g_signal_emit_by_name (retry, "clicked");
  ui_settle ();
  g_assert_cmpstr (get_page (window, "pages"), ==, "account");
  close_window (window);
}

/* When a refresh fails everything stays, with the time it is of and the reason. */
static void
test_window_stale (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window = open_window (backend);

  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_DATABASES,
                             REPRISE_SERVICE_ERROR_TRANSPORT,
                             "Connection refused");
  activate (window, "win.refresh");
  g_assert_cmpstr (get_page (window, "pages"), ==, "account");
  g_assert_true (ui_shows (GTK_WIDGET (window),
                           "As of 2026-08-05 12:00:00 UTC. No connection to the service."));
  close_window (window);
}

/* F5 reads the account, the database and its backups again. */
static void
test_window_refreshes (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window = open_window (backend);

  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 3);
  activate (window, "win.refresh");
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_DATABASES), ==, 2);
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_DATABASE), ==, 2);
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_INVENTORY), ==, 6);
  close_window (window);
}

/* A database that is gone after a refresh gives way to another. */
static void
test_window_loses_database (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window = open_window (backend);

  reprise_stub_backend_clear (backend, REPRISE_STUB_DATABASES);
  ui_put_database (backend, &(UiDatabase){ .id = UI_OTHER_DATABASE_ID, .name = "other" });
  activate (window, "win.refresh");
  g_assert_cmpstr (reprise_stub_backend_get_last_argument (backend, REPRISE_STUB_DATABASE),
                   ==,
                   UI_OTHER_DATABASE_ID);
  close_window (window);
}

/* Whoever asks for a database before the account is there gets it then, and not the first. */
static void
test_window_awaits_database (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window;

  ui_put_database (backend, &(UiDatabase){ .id = UI_OTHER_DATABASE_ID, .name = "other" });
  window = reprise_window_new (application, REPRISE_BACKEND (backend), NULL, NULL, NULL);
  reprise_window_show_database (window, UI_OTHER_DATABASE_ID);
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  g_assert_cmpuint (reprise_stub_backend_count (backend, REPRISE_STUB_DATABASE), ==, 1);
  g_assert_cmpstr (reprise_stub_backend_get_last_argument (backend, REPRISE_STUB_DATABASE),
                   ==,
                   UI_OTHER_DATABASE_ID);
  close_window (window);
}

/* The zone is always named, and goes for what is shown. */
static void
test_window_zone (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window = open_window (backend);
  GtkMenuButton *button = GTK_MENU_BUTTON (
      get_part (ui_find (GTK_WIDGET (window), NULL, "RepriseAccountView"), "zone_button"));

  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "UTC");
  g_assert_true (ui_shows (GTK_WIDGET (window), "full backup at 06:00 UTC"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.zone", "s", "node"));
  ui_settle ();
  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "JST");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Times are shown in Asia/Tokyo");
  g_assert_true (ui_shows (GTK_WIDGET (window), "full backup at 15:00 JST"));
  close_window (window);
}

static gboolean
is_folded (gpointer leaflet)
{
  return adw_leaflet_get_folded (leaflet);
}

/* Where only one of both has room, keys lead from a database back to the list. */
static void
test_window_back (void)
{
  static const char *const keys[] = { "Escape", "<Alt>Left" };
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window =
      reprise_window_new (application, REPRISE_BACKEND (backend), NULL, NULL, NULL);
  GtkWidget *view = ui_find (GTK_WIDGET (window), NULL, "RepriseAccountView");
  AdwLeaflet *leaflet = ADW_LEAFLET (get_part (view, "leaflet"));

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 700);
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  reprise_test_wait_for (is_folded, leaflet);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      reprise_window_show_database (window, UI_DATABASE_ID);
      g_assert_cmpstr (adw_leaflet_get_visible_child_name (leaflet), ==, "database");
      g_assert_true (reprise_test_press (view, keys[i]));
      g_assert_cmpstr (adw_leaflet_get_visible_child_name (leaflet), ==, "sidebar");
    }
  close_window (window);
}

/* An answer that comes after the window has gone disturbs nobody. */
static void
test_window_closes_while_reading (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  RepriseWindow *window;

  reprise_stub_backend_hold (backend, REPRISE_STUB_DATABASE);
  reprise_stub_backend_hold (backend, REPRISE_STUB_TENANT);
  window = open_window (backend);
  close_window (window);
  reprise_stub_backend_release (backend, REPRISE_STUB_DATABASE);
  reprise_stub_backend_release (backend, REPRISE_STUB_TENANT);
  ui_settle ();
}

/* One window shows one service after the other, with nothing of the first left, and says what
 * becomes of one that cannot be reached. */
static void
test_window_switches (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseStubBackend) other = ui_fixture_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GError) error = g_error_new_literal (REPRISE_CONNECTION_STORE_ERROR,
                                                  REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING,
                                                  "dumb");
  RepriseWindow *window = open_window (backend);

  reprise_stub_backend_clear (other, REPRISE_STUB_DATABASES);
  ui_put_database (other, &(UiDatabase){ .id = UI_OTHER_DATABASE_ID, .name = "zebra" });
  reprise_window_set_connections (window, G_MENU_MODEL (menu));
  reprise_window_set_service (window, REPRISE_BACKEND (other), NULL);
  ui_settle ();
  g_assert_cmpstr (get_page (window, "pages"), ==, "account");
  g_assert_true (ui_shows (GTK_WIDGET (window), "zebra"));
  g_assert_false (ui_shows (GTK_WIDGET (window), "*payables*"));
  g_assert_true (reprise_window_get_backend (window) == REPRISE_BACKEND (other));

  reprise_window_set_service (window, NULL, NULL);
  reprise_window_tell_connecting (window, "Third");
  g_assert_cmpstr (get_page (window, "messages"), ==, "loading");
  g_assert_true (ui_shows (GTK_WIDGET (window), "Third"));
  reprise_window_tell_failure (window, "Third", error);
  g_assert_cmpstr (get_page (window, "messages"), ==, "failed");
  g_assert_true (ui_shows (GTK_WIDGET (window), "No keyring answers. *"));
  g_assert_false (ui_shows (GTK_WIDGET (window), "Show What Was Read Last"));
  reprise_window_offer_kept (window);
  g_assert_true (ui_shows (GTK_WIDGET (window), "Show What Was Read Last"));
  reprise_window_tell_failure (window, "Fourth", error);
  g_assert_false (ui_shows (GTK_WIDGET (window), "Show What Was Read Last"));
  activate (window, "win.refresh");

  reprise_window_set_service (window, REPRISE_BACKEND (backend), NULL);
  ui_settle ();
  g_assert_true (ui_shows (GTK_WIDGET (window), "Accounts payable (payables)"));
  close_window (window);
}

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add_func ("/ui/window/without-connection", test_window_without_connection);
  g_test_add_func ("/ui/window/loads", test_window_loads);
  g_test_add_func ("/ui/window/columns", test_window_columns);
  g_test_add_func ("/ui/window/empty", test_window_empty);
  g_test_add_func ("/ui/window/fails", test_window_fails);
  g_test_add_func ("/ui/window/stale", test_window_stale);
  g_test_add_func ("/ui/window/refreshes", test_window_refreshes);
  g_test_add_func ("/ui/window/awaits-database", test_window_awaits_database);
  g_test_add_func ("/ui/window/loses-database", test_window_loses_database);
  g_test_add_func ("/ui/window/switches", test_window_switches);
  g_test_add_func ("/ui/window/zone", test_window_zone);
  g_test_add_func ("/ui/window/back", test_window_back);
  g_test_add_func ("/ui/window/closes-while-reading", test_window_closes_while_reading);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
