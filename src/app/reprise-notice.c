/* SPDX-License-Identifier: GPL-3.0-or-later
 * Word for a person who does not look at a window of the application. */

#include "config.h"

#include "app/reprise-notice.h"

/**
 * reprise_notice_find_front:
 * @application: the application
 *
 * Returns: (transfer none) (nullable): the window in front, or that of the dialog in front; %NULL
 *   where a person looks at another application
 */
GtkWindow *
reprise_notice_find_front (GtkApplication *application)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (gtk_window_is_active (link->data))
      {
        GtkWindow *window = link->data;

        while (gtk_window_get_transient_for (window) != NULL)
          window = gtk_window_get_transient_for (window);
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

/**
 * reprise_notice_send:
 * @application: the application; its action `app.show-database` is what a click activates
 * @settings: (nullable): say what a person wants to be told; %NULL for everything
 * @notice: what to tell
 *
 * Leaves it with the desktop, unless it is not wanted.
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
  g_application_send_notification (G_APPLICATION (application), notice->id, notification);
}
