/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application and its windows. */

#include "config.h"

#include "app/reprise-application-private.h"

#include "app/reprise-keyring-store.h"
#include "app/reprise-notice.h"
#include "support/reprise-ui-support.h"

static RepriseApplication *application;

/* The only window of that type. */
static GtkWindow *
find_window (GType type)
{
  GtkWindow *found = NULL;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        continue;
      g_assert_null (found);
      found = window;
    }
  return found;
}

static gboolean
is_gone (gpointer user_data)
{
  return find_window (GTK_TYPE_SHORTCUTS_WINDOW) == NULL;
}

/* GTK 4.8 crashes where assistive technology asks for one window too many and one is hidden. */
static void
assert_none_hidden (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      g_test_message ("%s", G_OBJECT_TYPE_NAME (window));
      g_assert_true (gtk_widget_get_visible (window));
    }
}

static void
test_application_hides_no_window (void)
{
  GtkWindow *window;
  GtkWindow *shortcuts;

  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  assert_none_hidden ();

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.shortcuts", NULL));
  shortcuts = find_window (GTK_TYPE_SHORTCUTS_WINDOW);
  g_assert_true (gtk_window_get_transient_for (shortcuts) == window);
  assert_none_hidden ();

  gtk_window_close (shortcuts);
  reprise_test_wait_for (is_gone, NULL);
  assert_none_hidden ();
}

/* One whose service does not answer. */
static void
add_connection (const char *id)
{
  const RepriseConnectionFields fields = { .id = id,
                                           .title = id,
                                           .base_address = "http://127.0.0.1:1",
                                           .client_id = id,
                                           .origin = REPRISE_CONNECTION_FOR_RUN };
  g_autoptr (RepriseConnection) connection = reprise_connection_new (&fields);

  reprise_keyring_store_add_for_run (REPRISE_KEYRING_STORE (application->store),
                                     connection,
                                     "hush");
}

static gboolean
is_connected (gpointer id)
{
  RepriseSession *session = reprise_connector_get_session (application->connector);

  return session != NULL && g_str_equal (reprise_session_get_connection_id (session), id);
}

static void
click_notification (const char *connection_id)
{
  g_action_group_activate_action (G_ACTION_GROUP (application),
                                  "show-database",
                                  g_variant_new ("(ss)", connection_id, "a-database"));
}

/* What a notification leads to is looked at in its own connection, whichever is looked at now; and
 * one that is not there any more leads to the window alone. */
static void
test_application_follows_notification (void)
{
  add_connection ("acme");
  add_connection ("bravo");
  click_notification ("bravo");
  reprise_test_wait_for (is_connected, (gpointer) "bravo");
  g_assert_null (application->awaited_database_id);
  click_notification ("acme");
  reprise_test_wait_for (is_connected, (gpointer) "acme");
  click_notification ("bravo");
  g_assert_true (is_connected ((gpointer) "bravo"));
  click_notification ("gone");
  g_assert_true (is_connected ((gpointer) "bravo"));
}

static void
pinged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) reply =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_assert_null (reply);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* Where nobody shows notifications, nothing is complained of. */
static void
test_application_is_not_heard (void)
{
  const RepriseNotice notice = { .id = "x",
                                 .headline = "Nobody hears this",
                                 .connection_id = "acme",
                                 .database_id = "a-database" };
  gboolean is_answered = FALSE;

  reprise_notice_send (GTK_APPLICATION (application), NULL, &notice);
  /* The bus answers in order: what comes of the notice has come before this. */
  for (guint i = 0; i < 2; i++)
    {
      is_answered = FALSE;
      g_dbus_connection_call (g_application_get_dbus_connection (G_APPLICATION (application)),
                              "org.freedesktop.Notifications",
                              "/org/freedesktop/Notifications",
                              "org.freedesktop.DBus.Peer",
                              "Ping",
                              NULL,
                              NULL,
                              G_DBUS_CALL_FLAGS_NONE,
                              -1,
                              NULL,
                              pinged_cb,
                              &is_answered);
      reprise_test_wait_for (is_set, &is_answered);
    }
}

int
main (int argc, char **argv)
{
  int status;

  /* Nobody's own connections are opened, and no folder is made, not even by those who may do all.
   */
  g_setenv ("XDG_CONFIG_HOME", "/dev/null/none", TRUE);
  g_setenv ("HOME", "/dev/null/none", TRUE);
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = reprise_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add_func ("/app/application/hides-no-window", test_application_hides_no_window);
  g_test_add_func ("/app/application/follows-notification", test_application_follows_notification);
  g_test_add_func ("/app/application/is-not-heard", test_application_is_not_heard);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
