/* SPDX-License-Identifier: GPL-3.0-or-later
 * Word for a person who does not look at a window of the application. */

#include "config.h"

#include "app/reprise-notice.h"

#define NOTIFICATION_SERVICE "org.freedesktop.Notifications"

/**
 * reprise_notice_find_front:
 *
 * Returns: (transfer none) (nullable): the window in front, or that of the dialog in front; %NULL
 *   where a person looks at another application
 */
GtkWindow *
reprise_notice_find_front (void)
{
  /* Not those of the application: dialogs are not among them. */
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!gtk_window_is_active (window))
        continue;
      while (gtk_window_get_transient_for (window) != NULL)
        g_set_object (&window, gtk_window_get_transient_for (window));
      return window;
    }
  return NULL;
}

static gboolean
is_wanted (GSettings *settings, gboolean is_success)
{
  return settings == NULL ||
         g_settings_get_boolean (settings, is_success ? "notify-success" : "notify-failure");
}

typedef struct
{
  GApplication *application;
  GNotification *notification;
  char *id;
} Message;

static void
message_free (Message *message)
{
  g_object_unref (message->application);
  g_object_unref (message->notification);
  g_free (message->id);
  g_free (message);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Message, message_free)

static void
service_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Message) message = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_debug ("Nobody shows notifications here: %s", error->message);
  else
    g_application_send_notification (message->application, message->id, message->notification);
}

/* GLib warns where nobody shows notifications, which is no fault of anybody's. In a sandbox the
 * portal is asked, which cannot be seen beforehand. */
static void
send_if_shown (GApplication *application, const char *id, GNotification *notification)
{
  GDBusConnection *connection = g_application_get_dbus_connection (application);
  Message *message;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_application_send_notification (application, id, notification);
      return;
    }
  if (connection == NULL)
    return;
  message = g_new0 (Message, 1);
  message->application = g_object_ref (application);
  message->notification = g_object_ref (notification);
  message->id = g_strdup (id);
  g_dbus_connection_call (connection,
                          NOTIFICATION_SERVICE,
                          "/org/freedesktop/Notifications",
                          "org.freedesktop.DBus.Peer",
                          "Ping",
                          NULL,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          service_answered_cb,
                          message);
}

/**
 * reprise_notice_send:
 * @application: the application; its action `app.show-database` is what a click activates
 * @settings: (nullable): say what a person wants to be told; %NULL for everything
 * @notice: what to tell
 *
 * Leaves it with the desktop, unless it is not wanted or nobody there shows it.
 */
void
reprise_notice_send (GtkApplication *application, GSettings *settings, const RepriseNotice *notice)
{
  g_autoptr (GNotification) notification = NULL;

  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (notice->connection_id != NULL);
  g_return_if_fail (notice->database_id != NULL);

  if (!is_wanted (settings, notice->is_success))
    return;
  notification = g_notification_new (notice->headline);
  if (notice->body != NULL)
    g_notification_set_body (notification, notice->body);
  g_notification_set_priority (notification,
                               notice->is_success ? G_NOTIFICATION_PRIORITY_NORMAL
                                                  : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification,
                                                "app.show-database",
                                                "(ss)",
                                                notice->connection_id,
                                                notice->database_id);
  send_if_shown (G_APPLICATION (application), notice->id, notification);
}
