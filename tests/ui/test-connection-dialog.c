/* SPDX-License-Identifier: GPL-3.0-or-later
 * Adding, changing and testing a connection; and the list of all. */

#include "config.h"

#include "ui/reprise-connection-dialog.h"

#include "support/reprise-nameless.h"
#include "support/reprise-stub-connection-store.h"
#include "support/reprise-ui-support.h"
#include "ui-find.h"
#include "ui-fixture.h"
#include "ui/reprise-connections-dialog.h"
#include "ui/reprise-message-dialog.h"

#include <glib/gstdio.h>

static RepriseStubBackend *backend;
static RepriseStubConnectionStore *store;

static void
set_up (void)
{
  backend = ui_fixture_new ();
  store = reprise_stub_connection_store_new (REPRISE_BACKEND (backend));
}

static void
tear_down (void)
{
  g_assert_finalize_object (g_steal_pointer (&store));
  g_clear_object (&backend);
}

static RepriseConnectionDialog *
open_dialog (RepriseConnection *connection)
{
  RepriseConnectionDialog *dialog =
      reprise_connection_dialog_new (NULL, REPRISE_CONNECTION_STORE (store), connection);

  gtk_window_present (GTK_WINDOW (dialog));
  ui_settle ();
  return g_object_ref (dialog);
}

static void
close_window (gpointer window)
{
  reprise_test_assert_named (window);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_assert_finalize_object (window);
}

static void
type (RepriseConnectionDialog *dialog, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (
                             gtk_widget_get_template_child (GTK_WIDGET (dialog),
                                                            REPRISE_TYPE_CONNECTION_DIALOG,
                                                            row)),
                         text);
}

static const char *
get_text (RepriseConnectionDialog *dialog, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (
      gtk_widget_get_template_child (GTK_WIDGET (dialog), REPRISE_TYPE_CONNECTION_DIALOG, row)));
}

static gboolean
can_save (RepriseConnectionDialog *dialog)
{
  return gtk_widget_get_sensitive (
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog),
                                                 REPRISE_TYPE_CONNECTION_DIALOG,
                                                 "save_button")));
}

static void
activate (gpointer dialog, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL);
  ui_settle ();
}

static void
saved_cb (GObject *dialog, RepriseConnection *connection, RepriseConnection **saved)
{
  g_set_object (saved, connection);
}

/* It takes address, client id and secret; a name comes by itself, and spaces do not count. */
static void
test_connection_dialog_adds (void)
{
  RepriseConnectionDialog *dialog;
  g_autoptr (RepriseConnection) saved = NULL;

  set_up ();
  dialog = open_dialog (NULL);
  g_signal_connect (dialog, "saved", G_CALLBACK (saved_cb), &saved);
  g_assert_cmpstr (get_text (dialog, "address_row"), ==, "https://api.pgedge.com");
  g_assert_false (can_save (dialog));
  type (dialog, "client_id_row", " client ");
  g_assert_false (can_save (dialog));
  type (dialog, "secret_row", "hush");
  g_assert_true (can_save (dialog));
  reprise_test_assert_named (GTK_WIDGET (dialog));
  activate (dialog, "connection.save");
  g_assert_nonnull (saved);
  g_assert_cmpstr (reprise_connection_get_title (saved), ==, "pgEdge Cloud");
  g_assert_cmpstr (reprise_connection_get_client_id (saved), ==, "client");
  g_assert_cmpstr (reprise_stub_connection_store_get_secret (store,
                                                             reprise_connection_get_id (saved)),
                   ==,
                   "hush");
  g_assert_finalize_object (dialog);
  g_clear_object (&saved);
  tear_down ();
}

/* An address that is none is refused with the reason, and nothing is lost. */
static void
test_connection_dialog_refuses (void)
{
  RepriseConnectionDialog *dialog;

  set_up ();
  dialog = open_dialog (NULL);
  type (dialog, "address_row", "ftp://example.com");
  type (dialog, "client_id_row", "client");
  type (dialog, "secret_row", "hush");
  activate (dialog, "connection.save");
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "The address must begin with https://"));
  g_assert_cmpstr (get_text (dialog, "secret_row"), ==, "hush");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
  close_window (dialog);
  tear_down ();
}

/* A test says whose account it is, on which plan, and what may be read; what the plan forbids is
 * said with the reason, and what cannot be tried too. */
static void
test_connection_dialog_tests (void)
{
  RepriseConnectionDialog *dialog;
  GtkWidget *widget;

  set_up ();
  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_STORES,
                             REPRISE_SERVICE_ERROR_PLAN,
                             "plan does not allow");
  dialog = open_dialog (NULL);
  widget = GTK_WIDGET (dialog);
  type (dialog, "client_id_row", "client");
  type (dialog, "secret_row", "hush");
  activate (dialog, "connection.test");
  g_assert_cmpstr (reprise_stub_connection_store_get_opened_secret (store), ==, "hush");
  g_assert_true (ui_shows (widget, "The Connection Works"));
  g_assert_true (ui_shows (widget, "Acme"));
  g_assert_true (ui_shows (widget, "Enterprise"));
  g_assert_true (ui_shows (widget, "May be read: 1 database"));
  g_assert_true (ui_shows (widget, "May be read: 1 cluster"));
  g_assert_true (ui_shows (widget, "The account’s plan does not allow this*"));
  g_assert_true (ui_shows (widget, "Not tried, because trying does it*"));

  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_TENANT,
                             REPRISE_SERVICE_ERROR_UNAUTHORIZED,
                             "invalid_client");
  activate (dialog, "connection.test");
  g_assert_false (ui_shows (widget, "The Connection Works"));
  g_assert_true (ui_shows (widget, "The credential was not accepted"));
  g_assert_true (ui_shows (widget, "invalid_client"));
  close_window (dialog);
  tear_down ();
}

/* A new name leaves the secret as it is, and a test takes it from the keyring. */
static void
test_connection_dialog_edits (void)
{
  RepriseConnectionDialog *dialog;
  g_autoptr (RepriseConnection) connection = NULL;
  g_autoptr (RepriseConnection) changed = NULL;

  set_up ();
  reprise_stub_connection_store_put (store, "a", "Acme", REPRISE_CONNECTION_SAVED, "kept");
  connection = reprise_connection_store_find (REPRISE_CONNECTION_STORE (store), "a");
  dialog = open_dialog (connection);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Edit Connection");
  g_assert_cmpstr (get_text (dialog, "title_row"), ==, "Acme");
  g_assert_cmpstr (get_text (dialog, "secret_row"), ==, "");
  activate (dialog, "connection.test");
  g_assert_cmpstr (reprise_stub_connection_store_get_opened_secret (store), ==, "kept");
  type (dialog, "title_row", "Acme Limited");
  activate (dialog, "connection.save");
  g_assert_finalize_object (dialog);
  changed = reprise_connection_store_find (REPRISE_CONNECTION_STORE (store), "a");
  g_assert_cmpstr (reprise_connection_get_title (changed), ==, "Acme Limited");
  g_assert_cmpstr (reprise_stub_connection_store_get_secret (store, "a"), ==, "kept");
  g_clear_object (&connection);
  g_clear_object (&changed);
  tear_down ();
}

static gboolean
has_client_id (gpointer user_data)
{
  return *get_text (user_data, "client_id_row") != '\0';
}

static gboolean
says_no_credentials (gpointer user_data)
{
  return ui_shows (user_data, "The File Has No Credentials");
}

/* What a lab has written fills all fields; what is no such file is refused without its words. */
static void
test_connection_dialog_file (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "reprise-credentials-XXXXXX", NULL);
  int descriptor = g_mkstemp (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RepriseConnectionDialog *dialog;

  g_assert_cmpint (descriptor, >=, 0);
  g_close (descriptor, NULL);
  set_up ();
  g_file_set_contents (path,
                       "{\"api_url\":\"http://127.0.0.1:8470\",\"client_id\":\"lab-id\","
                       "\"client_secret\":\"lab-hush\"}",
                       -1,
                       NULL);
  dialog = open_dialog (NULL);
  reprise_connection_dialog_load (dialog, file);
  reprise_test_wait_for (has_client_id, dialog);
  g_assert_cmpstr (get_text (dialog, "title_row"), ==, "127.0.0.1:8470");
  g_assert_cmpstr (get_text (dialog, "address_row"), ==, "http://127.0.0.1:8470");
  g_assert_cmpstr (get_text (dialog, "client_id_row"), ==, "lab-id");
  g_assert_cmpstr (get_text (dialog, "secret_row"), ==, "lab-hush");

  g_file_set_contents (path, "client_secret=hush", -1, NULL);
  reprise_connection_dialog_load (dialog, file);
  reprise_test_wait_for (says_no_credentials, dialog);
  g_assert_false (ui_shows (GTK_WIDGET (dialog), "*=hush*"));
  close_window (dialog);
  g_unlink (path);
  tear_down ();
}

static RepriseConnectionsDialog *
open_list (void)
{
  RepriseConnectionsDialog *dialog =
      reprise_connections_dialog_new (NULL, REPRISE_CONNECTION_STORE (store));

  gtk_window_present (GTK_WINDOW (dialog));
  ui_settle ();
  return g_object_ref (dialog);
}

static GtkWindow *
find_message (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (REPRISE_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
answer (GtkWindow *message, const char *id)
{
  GtkWidget *button = ui_find (GTK_WIDGET (message), NULL, "GtkButton");

  while (button != NULL && !g_str_equal (gtk_widget_get_name (button), id))
    button = gtk_widget_get_next_sibling (button);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* Connections say where they lead; one of the command line can be neither changed nor removed. */
static void
test_connection_dialog_list (void)
{
  RepriseConnectionsDialog *dialog;
  GtkWidget *widget;

  set_up ();
  dialog = open_list ();
  widget = GTK_WIDGET (dialog);
  g_assert_true (ui_shows (widget, "There are no connections yet."));
  reprise_stub_connection_store_put (store, "a", "A <b> & c", REPRISE_CONNECTION_SAVED, "x");
  reprise_stub_connection_store_put (store, "p", "work", REPRISE_CONNECTION_PROFILE, "x");
  ui_settle ();
  g_assert_true (ui_shows (widget, "A <b> & c"));
  g_assert_true (ui_shows (widget, "https://stub.example.com · client-of"));
  g_assert_true (ui_shows (widget, "*profile of the pgedge command line"));
  gtk_widget_activate_action (widget, "connections.remove", "s", "nobody");
  g_assert_null (find_message ());
  close_window (dialog);
  tear_down ();
}

/* What is removed is asked about first; what is left behind is said. */
static void
test_connection_dialog_removes (void)
{
  RepriseConnectionsDialog *dialog;
  GtkWindow *message;

  set_up ();
  reprise_stub_connection_store_put (store, "a", "Acme", REPRISE_CONNECTION_SAVED, "x");
  reprise_stub_connection_store_lose_keyring (store);
  dialog = open_list ();
  gtk_widget_activate_action (GTK_WIDGET (dialog), "connections.remove", "s", "a");
  message = find_message ();
  g_assert_cmpstr (reprise_message_dialog_get_heading (REPRISE_MESSAGE_DIALOG (message)),
                   ==,
                   "Remove “Acme”?");
  answer (message, "cancel");
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "connections.remove", "s", "a");
  message = find_message ();
  answer (message, "remove");
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
  message = find_message ();
  g_assert_cmpstr (reprise_message_dialog_get_body (REPRISE_MESSAGE_DIALOG (message)),
                   ==,
                   "The secret stays.");
  gtk_window_destroy (message);
  close_window (dialog);
  tear_down ();
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/connection-dialog/adds", test_connection_dialog_adds);
  g_test_add_func ("/ui/connection-dialog/refuses", test_connection_dialog_refuses);
  g_test_add_func ("/ui/connection-dialog/tests", test_connection_dialog_tests);
  g_test_add_func ("/ui/connection-dialog/edits", test_connection_dialog_edits);
  g_test_add_func ("/ui/connection-dialog/file", test_connection_dialog_file);
  g_test_add_func ("/ui/connection-dialog/list", test_connection_dialog_list);
  g_test_add_func ("/ui/connection-dialog/removes", test_connection_dialog_removes);
  return g_test_run ();
}
