/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the menus, the keys and the notifications of the application lead to. */

#include "config.h"

#include "app/reprise-application-private.h"

#include "app/reprise-about.h"
#include "app/reprise-file-opener.h"
#include "app/reprise-help.h"
#include "app/reprise-inventory-compare.h"
#include "app/reprise-inventory-save.h"
#include "ui/reprise-close-question.h"
#include "ui/reprise-connection-dialog.h"
#include "ui/reprise-connections-dialog.h"
#include "ui/reprise-preferences.h"

#include <glib/gi18n.h>

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reprise_about_present (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
quit_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseApplication) self = user_data;

  if (reprise_close_question_ask_finish (REPRISE_CLOSE_QUESTION (source), result) ==
      REPRISE_CLOSE_ANSWER_CLOSE)
    g_application_quit (G_APPLICATION (self));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);
  guint n_running = reprise_connector_count_running (self->connector);
  g_autoptr (RepriseCloseQuestion) question = reprise_close_question_new (n_running);

  if (n_running == 0)
    g_application_quit (G_APPLICATION (self));
  else
    reprise_close_question_ask_async (question,
                                      gtk_application_get_active_window (GTK_APPLICATION (self)),
                                      NULL,
                                      quit_asked_cb,
                                      g_object_ref (self));
}

/* A notification may lead to another connection, and outlive the run that it is from. */
static void
show_database_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);
  RepriseSession *session;

  g_free (self->awaited_connection_id);
  g_free (self->awaited_database_id);
  g_variant_get (parameter, "(ss)", &self->awaited_connection_id, &self->awaited_database_id);
  g_application_activate (G_APPLICATION (self));
  session = reprise_connector_get_session (self->connector);
  if (session != NULL &&
      g_str_equal (reprise_session_get_connection_id (session), self->awaited_connection_id))
    reprise_application_show_awaited (self, session);
  else
    reprise_connector_connect (self->connector, self->awaited_connection_id);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reprise_file_opener_choose (ADW_APPLICATION (user_data));
}

/* Without the connection that it was read from. */
static void
show_kept_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);

  if (self->kept != NULL)
    reprise_file_opener_open_as (ADW_APPLICATION (self), self->kept, self->kept_title);
}

/* Of the window that is in front; an empty id is the whole account. */
static void
save_inventory_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  const char *database_id = g_variant_get_string (parameter, NULL);

  if (REPRISE_IS_WINDOW (window) && reprise_window_get_backend (REPRISE_WINDOW (window)) != NULL)
    reprise_inventory_save_choose (REPRISE_WINDOW (window),
                                   *database_id == '\0' ? NULL : database_id);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (reprise_preferences_new (parent, self->settings)));
}

/* What the window that is in front shows, with a file; an empty id is any database. */
static void
compare_inventories_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  const char *database_id = g_variant_get_string (parameter, NULL);

  reprise_inventory_compare_open (ADW_APPLICATION (user_data),
                                  REPRISE_IS_WINDOW (window)
                                      ? reprise_window_get_backend (REPRISE_WINDOW (window))
                                      : NULL,
                                  *database_id == '\0' ? NULL : database_id);
}

static void
connect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);

  reprise_connector_connect (self->connector, g_variant_get_string (parameter, NULL));
}

static void
reconnect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reprise_connector_reconnect (REPRISE_APPLICATION (user_data)->connector);
}

/* What it was before is not connected to any more. */
static void
connection_changed_cb (RepriseApplication *self, RepriseConnection *connection)
{
  RepriseSession *session = reprise_connector_get_session (self->connector);
  const char *id = reprise_connection_get_id (connection);

  reprise_connector_forget (self->connector, id);
  if (session == NULL || g_strcmp0 (reprise_session_get_connection_id (session), id) == 0)
    reprise_connector_connect (self->connector, id);
}

static void
connections_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  RepriseConnectionsDialog *dialog = reprise_connections_dialog_new (parent, self->store);

  g_signal_connect_object (dialog,
                           "saved",
                           G_CALLBACK (connection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
connection_added_cb (RepriseApplication *self, RepriseConnection *connection)
{
  const char *obstacle = reprise_connection_get_obstacle (connection);

  if (obstacle != NULL && self->window != NULL)
    reprise_window_warn (self->window, _ ("The Connection Is Not Kept"), obstacle);
  reprise_connector_connect (self->connector, reprise_connection_get_id (connection));
}

static RepriseConnectionDialog *
open_connection_dialog (RepriseApplication *self)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  RepriseConnectionDialog *dialog = reprise_connection_dialog_new (parent, self->store, NULL);

  g_signal_connect_object (dialog,
                           "saved",
                           G_CALLBACK (connection_added_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
add_connection_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_connection_dialog (REPRISE_APPLICATION (user_data));
}

static void
add_connection_from_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reprise_connection_dialog_choose_file (open_connection_dialog (REPRISE_APPLICATION (user_data)));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reprise_help_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                     g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "add-connection", add_connection_cb },
  { "add-connection-from-file", add_connection_from_file_cb },
  { "compare-inventories", compare_inventories_cb, "s" },
  { "connect", connect_cb, "s" },
  { "connections", connections_cb },
  { "help", help_cb, "s" },
  { "open", open_cb },
  { "preferences", preferences_cb },
  { "quit", quit_cb },
  { "reconnect", reconnect_cb },
  { "save-inventory", save_inventory_cb, "s" },
  { "show-database", show_database_cb, "(ss)" },
  { "show-kept", show_kept_cb },
};

static void
set_keys (GtkApplication *application, const char *action, const char *key)
{
  gtk_application_set_accels_for_action (application, action, (const char *[]){ key, NULL });
}

/**
 * reprise_application_add_actions:
 * @self: the application, starting up
 *
 * Adds what `app.` actions there are, with their keys.
 */
void
reprise_application_add_actions (RepriseApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_keys (application, "app.about", "<Shift>F1");
  set_keys (application, "app.help::index", "F1");
  set_keys (application, "app.open", "<Control>o");
  set_keys (application, "app.preferences", "<Control>comma");
  set_keys (application, "app.quit", "<Control>q");
  set_keys (application, "win.shortcuts", "<Control>question");
  set_keys (application, "window.close", "<Control>w");
}
